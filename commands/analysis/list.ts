import { planPeriod, printDate, printPeriod } from "../../src/core/calendar/calendar.ts";
import { departmentName } from "../../src/core/catalog/catalog.ts";
import { defineCommand, type Env } from "../../src/core/command/command.ts";
import { department } from "../../src/core/fields/department.ts";
import { period, periodOf } from "../../src/core/fields/period.ts";
import { type Block, type Button, buttons, heading, reply, text } from "../../src/core/reply/reply.ts";
import { may, type Scope } from "../../src/core/request/actor.ts";
import type { Analysis } from "../../src/domain/analysis/analyses.ts";
import { mayWrite } from "./access.ts";
import { pipeline } from "./pipeline.ts";
import { kindOf, leftOf, standing } from "./words.ts";

const MOST = 50;
const MOST_BUTTONS = 5;

export const analysisList = defineCommand({
  name: "analysis list",
  summary: "List analyses: what is registered, under way and left to do.",
  roles: ["employee", "lead", "officer", "auditor"],
  reads: true,
  fields: { department: department({ optional: true }), period: period({ optional: true }) },
  cues: {
    tells: "question",
    patterns: [[/\b(?:list|show|which|what|how many|all)\b.*\banalys[ei]s\b(?!.*\ban-\d{4})/, 3]],
  },
  examples: ["list", "list public works", "list public works 2026"],
  scope: ({ department: code }, env) => viewOf(code, env).scope,
  execute: async (values, env) => {
    const view = viewOf(values.department, env);
    const asked = values.period === undefined ? planPeriod(env.city) : periodOf(values.period, env.city);
    const { start, end } = asked;
    const member = view.all ? undefined : env.actor.id;
    const found = await env.stores.analyses.list({ department: view.department, member, start, end, limit: MOST + 1 });
    const where = view.department === undefined ? env.city.name : departmentName(env.catalog, view.department);
    const counts = view.all ? await pipeline(view.department, asked, env) : [text("These are the ones you write.")];
    return reply(
      heading(`Analyses · ${where} · ${printPeriod(asked)}`),
      ...counts,
      ...table(found, view.department === undefined),
      buttons(...goOn(found, env), ...others(view.department)),
    );
  },
});

interface View {
  department: string | undefined;
  /** All of it; else only those the person writes. */
  all: boolean;
  scope: Scope;
}

/** A department that is named is that one; else the city, for whoever may read it, the department led, or one's own part. */
function viewOf(code: string | undefined, { actor }: Env): View {
  const mine = { to: "read", of: { person: actor.id } } as const;
  const city = { to: "read", of: { city: true } } as const;
  if (code === undefined && may(actor, city)) return { department: undefined, all: true, scope: city };
  const meant = code ?? actor.leads[0];
  if (meant === undefined) return { department: undefined, all: false, scope: mine };
  const all = { to: "read", of: { department: meant } } as const;
  if (may(actor, all) || meant !== actor.department) return { department: meant, all: true, scope: all };
  return { department: meant, all: false, scope: mine };
}

/** What is left comes first, because a narrow screen shows the first columns only. */
function table(found: readonly Analysis[], several: boolean): Block[] {
  if (found.length === 0) return [text("None is on the register, started or finished in this period.")];
  const rows = found
    .slice(0, MOST)
    .map((one) => [one.id, one.title, leftIn(one), standing(one), kindOf(one), ...(several ? [one.department] : [])]);
  const labels = ["Record", "Title", "Left to do", "Standing", "What", ...(several ? ["Department"] : [])];
  const columns = labels.map((label) => ({ label }));
  const more =
    found.length > MOST
      ? [text(`The list ends with the latest ${MOST}. Ask for a department or a shorter period.`)]
      : [];
  return [
    { kind: "table", caption: "Analyses that are open, or had a date in the period", columns, rows, list: true },
    ...more,
  ];
}

/** What is left of it, in words. */
function leftIn(analysis: Analysis): string {
  switch (analysis.state) {
    case "registered":
      return analysis.exempt === undefined ? "start it" : "nothing";
    case "draft":
    case "returned": {
      const left = leftOf(analysis);
      return left.length === 0 ? "submit it" : `steps ${left.map(({ number }) => number).join(", ")}`;
    }
    case "submitted":
      return "review it";
    case "completed":
      return analysis.evaluationDue === undefined
        ? "evaluate it"
        : `evaluate it by ${printDate(analysis.evaluationDue)}`;
    case "evaluated":
    case "withdrawn":
      return "nothing";
    default:
      return analysis.state satisfies never;
  }
}

const goOn = (found: readonly Analysis[], env: Env): Button[] =>
  found
    .filter((one) => (one.state === "draft" || one.state === "returned") && mayWrite(one, env))
    .slice(0, MOST_BUTTONS)
    .map(({ id, title }) => ({ label: `Go on with ${title}`, command: "analysis show", values: { record: id } }));

const others = (code: string | undefined): Button[] => [
  { label: "Start an analysis", command: "analysis start", values: {}, ask: true },
  { label: "Register an item", command: "analysis register", values: {}, ask: true },
  {
    label: "Another department or period",
    command: "analysis list",
    values: code === undefined ? {} : { department: code },
    ask: true,
  },
];
