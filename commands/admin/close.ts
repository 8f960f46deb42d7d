import { type Period, printDate, printPeriod, quarterOf } from "../../src/core/calendar/calendar.ts";
import { closedOn } from "../../src/core/catalog/closed.ts";
import { type Confirmation, defineCommand, type Env } from "../../src/core/command/command.ts";
import type { Context } from "../../src/core/command/field.ts";
import { period, periodOf } from "../../src/core/fields/period.ts";
import { text as textField } from "../../src/core/fields/text.ts";
import { buttons, facts, heading, type Reply, reply, text } from "../../src/core/reply/reply.ts";
import { Refusal } from "../../src/core/request/errors.ts";
import { judge } from "../../src/plan/judge.ts";

/** Rows F10, F11: what was reported is kept as it was; what is corrected later shows both numbers. */
export const adminClose = defineCommand({
  name: "admin close",
  summary: "Close a quarter: keep what it says, and show later corrections as restatements.",
  grave: true,
  roles: ["officer"],
  fields: { period: period() },
  cues: { tells: "wish", patterns: [[/\b(?:close|lock)\b.*\b(?:quarter|q[1-4])\b/, 4]] },
  examples: ["admin close 2026-Q3"],
  scope: () => ({ to: "write", of: { city: true } }),
  review: ({ period: asked }, context) => closing(asked, context),
  execute: async ({ period: asked }, env) => {
    const quarter = periodOf(asked, env.city);
    const departments = env.catalog.departmentsOn(quarter.end).map(({ code }) => code);
    const findings = await judge(env, departments, { on: quarter.end, today: env.today });
    const taken = { measures: env.catalog.measures, findings };
    const outcome = await env.stores.closing.close(quarter, env.today, taken, env.write);
    return outcome === "closed" ? closedReply(quarter, env) : reply(text(`${printPeriod(quarter)} is closed already.`));
  },
});

/** Only a whole quarter that is over, and only once. */
function closing(asked: string, { city, today, catalog }: Context): Confirmation[] {
  const quarter = wholeQuarter(asked, { city });
  if (quarter.end >= today)
    throw new Refusal(
      `${printPeriod(quarter)} is not over: it can be closed from the day after ${printDate(quarter.end)}.`,
      "period",
    );
  const before = closedOn(catalog, quarter.start);
  if (before)
    throw new Refusal(
      `${printPeriod(quarter)} was closed on ${printDate(before.closedOn)} by ${before.closedBy}. "admin reopen ${quarter.id}" opens it again.`,
      "period",
    );
  return [];
}

function wholeQuarter(asked: string, { city }: Pick<Context, "city">): Period {
  const wanted = periodOf(asked, city);
  const quarter = quarterOf(wanted.start, city);
  if (wanted.start === quarter.start && wanted.end === quarter.end) return quarter;
  throw new Refusal(`One quarter is closed at a time: write it like ${quarter.id}.`, "period");
}

async function closedReply(quarter: Period, env: Env): Promise<Reply> {
  const snapshot = await env.stores.closing.snapshot(quarter);
  const count = (all: readonly unknown[] | undefined) => String(all?.length ?? 0);
  return reply(
    heading(`Closed ${printPeriod(quarter)}`),
    text("Entries of that quarter are now changed by leads and officers only, and every report shows both numbers."),
    facts(
      { label: "Figures kept", value: count(snapshot?.recorded) },
      { label: "Departments with training", value: count(snapshot?.training) },
      { label: "Findings kept", value: count(snapshot?.findings) },
    ),
    buttons({ label: "Reopen", command: "admin reopen", values: { period: quarter.id }, ask: true }),
  );
}

export const adminReopen = defineCommand({
  name: "admin reopen",
  summary: "Open a closed quarter again; that it was closed stays on the trail.",
  roles: ["officer"],
  fields: { period: period(), reason: textField({ label: "Reason", question: "Why?", from: "because" }) },
  cues: { tells: "wish", patterns: [[/\b(?:reopen|re-open|unlock)\b/, 4]] },
  examples: ['admin reopen 2026-Q3 because "two departments sent their figures late"'],
  scope: () => ({ to: "write", of: { city: true } }),
  review: ({ period: asked }, context) => {
    wholeQuarter(asked, context);
    return [];
  },
  execute: async ({ period: asked, reason }, env) => {
    const quarter = wholeQuarter(asked, env);
    const outcome = await env.stores.closing.reopen(quarter, reason, env.today, env.write);
    if (outcome === "not closed") return reply(text(`${printPeriod(quarter)} is not closed.`));
    return reply(
      heading(`Reopened ${printPeriod(quarter)}`),
      text(`Reason: ${reason}. Close it again once it is complete.`),
      buttons({ label: "Close it again", command: "admin close", values: { period: quarter.id } }),
    );
  },
});
