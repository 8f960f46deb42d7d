import { type Period, quarterOf } from "../../src/core/calendar/calendar.ts";
import { Refusal } from "../../src/core/request/errors.ts";
import type { PaperKindName, PaperPlan } from "../../src/domain/paper/papers.ts";
import { type Compiled, compile } from "../../src/reports/papers/compile.ts";
import { gather, type PaperEnv } from "../../src/reports/papers/facts/gather.ts";
import { restated, restatedMeasures } from "../status/restated.ts";
import { linesFor, tablesOf } from "../training/table.ts";

/** What the plan says of a kind of paper. */
function paperPlan(kind: PaperKindName, { plan }: Pick<PaperEnv, "plan">): PaperPlan {
  const found = plan.papers.find((one) => one.kind === kind);
  if (!found) throw new Refusal(`This city has no paper of the kind "${kind}".`);
  return found;
}

/** Row B14: of a whole year, the quarterly report is the table of its quarters. */
function ofYear(plan: PaperPlan, { start, end }: Period, { city }: Pick<PaperEnv, "city">): PaperPlan {
  if (plan.kind !== "quarterly" || quarterOf(start, city).end === end) return plan;
  const sections = (["quarterly-tables", "measures", "restatements", "not-reported", "method", "sources"] as const).map(
    (id) => ({ id, title: undefined, internal: false }),
  );
  return { ...plan, sections };
}

/** A paper about a period, drawn up anew from what is on record now. */
export async function draftOf(
  kind: PaperKindName,
  period: Period,
  env: PaperEnv,
  { forPublic = false }: { forPublic?: boolean } = {},
): Promise<Compiled> {
  if (period.start > env.today)
    throw new Refusal(`${period.label} has not begun: there is nothing to report yet.`, "period");
  const codes = env.catalog.departmentsOn(period.end).map(({ code }) => code);
  const corrected = [...(await restated(codes, period, env)), ...(await restatedMeasures(undefined, period, env))];
  const { lines, quarters } = await linesFor(codes, period, env);
  const trained = lines.length === 0 ? [] : tablesOf(lines, quarters, codes, env);
  const facts = await gather(period, { restated: corrected, trained }, env);
  return compile(facts, {
    plan: ofYear(paperPlan(kind, env), period, env),
    own: [],
    version: 1,
    supersedes: undefined,
    because: undefined,
    status: "draft",
    forPublic,
  });
}
