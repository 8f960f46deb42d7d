import { planPeriod, printPeriod } from "../../src/core/calendar/calendar.ts";
import { departmentName } from "../../src/core/catalog/catalog.ts";
import { defineCommand } from "../../src/core/command/command.ts";
import { after } from "../../src/core/fields/after.ts";
import { department } from "../../src/core/fields/department.ts";
import { period, periodOf } from "../../src/core/fields/period.ts";
import { departmentIn } from "../../src/core/records/list.ts";
import { PAGE, pageEnd } from "../../src/core/records/paging.ts";
import { type Block, heading, reply, text } from "../../src/core/reply/reply.ts";
import { cityOrLed } from "../../src/core/request/actor.ts";
import type { Recommendation, RecommendationTotals } from "../../src/domain/analysis/recommendations.ts";
import { standing } from "./recommendation.ts";

/** Row C12: what is open; row C13: what became of the officer's and of the departments'. */
export const analysisRecommendList = defineCommand({
  name: "analysis recommend list",
  summary: "List recommendations: what is open, accepted and declined.",
  roles: ["lead", "officer", "auditor"],
  reads: true,
  fields: { department: department({ optional: true }), period: period({ optional: true }), after: after() },
  cues: {
    tells: "question",
    patterns: [[/\b(?:list|show|which|what|how many|all|open)\b.*\brecommendations\b/, 6]],
  },
  examples: ["recommend list", "recommend list public works 2026"],
  scope: ({ department: code }, { actor }) => cityOrLed(code, actor),
  execute: async (values, env) => {
    const asked = values.period === undefined ? planPeriod(env.city) : periodOf(values.period, env.city);
    const { start, end } = asked;
    const scope = cityOrLed(values.department, env.actor);
    const code = departmentIn(scope);
    const departments = code === undefined ? undefined : [code];
    const page = { departments, start, end, after: values.after, limit: PAGE };
    const listed = await env.stores.recommendations.page(page);
    const totals = await env.stores.recommendations.totals(start, end);
    const where = code === undefined ? env.city.name : departmentName(env.catalog, code);
    const here = totals.filter((one) => code === undefined || one.department === code);
    return reply(
      heading(`Recommendations · ${where} · ${printPeriod(asked)}`),
      ...(here.length === 0 ? [] : [text(counted("officer", here)), text(counted("department", here))]),
      ...table(listed.records),
      ...pageEnd(listed, { command: "analysis recommend list", values }),
    );
  },
});

const WHO = { officer: "The equity officer's", department: "The departments'" } as const;

function counted(by: RecommendationTotals["by"], totals: readonly RecommendationTotals[]): string {
  const sum = (name: "open" | "accepted" | "declined") =>
    totals.filter((one) => one.by === by).reduce((all, one) => all + one[name], 0);
  return `${WHO[by]}: ${sum("open")} open, ${sum("accepted")} accepted, ${sum("declined")} declined.`;
}

function table(found: readonly Recommendation[]): Block[] {
  if (found.length === 0) return [text("None is on record for this period.")];
  const rows = found.map((one) => [
    one.id,
    one.text,
    one.addressedTo,
    standing(one),
    one.source ?? "–",
    one.department,
  ]);
  const labels = ["Record", "Recommendation", "Addressed to", "Standing", "From", "Department"];
  const columns = labels.map((label) => ({ label }));
  return [{ kind: "table", caption: "Open ones, and those of the period", columns, rows, list: true }];
}
