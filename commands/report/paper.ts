import { type Period, quarterOf } from "../../src/core/calendar/calendar.ts";
import { Refusal } from "../../src/core/request/errors.ts";
import type { PaperKindName, PaperPlan } from "../../src/domain/paper/papers.ts";
import { type Compiled, type Compiling, compile, type OwnWords } from "../../src/reports/papers/compile.ts";
import { gather, type PaperEnv } from "../../src/reports/papers/facts/gather.ts";
import { restated, restatedMeasures } from "../status/restated.ts";
import { linesFor, tablesOf } from "../training/table.ts";

/** What the plan says of a kind of paper. */
export function paperPlan(kind: PaperKindName, { plan }: Pick<PaperEnv, "plan">): PaperPlan {
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

/** What a draft says besides what is on record. */
type Said = Partial<Omit<Compiling, "plan" | "own">>;

const PLAIN: Omit<Compiling, "plan" | "own"> = {
  version: 1,
  supersedes: undefined,
  because: undefined,
  status: "draft",
  changed: [],
  forPublic: false,
};

export interface Drafting {
  plan: PaperPlan;
  /** The paper as of now: the same records, whatever is said besides. */
  paper(said?: Said): Compiled;
}

/** Reads once what a paper about a period is drawn up from. */
export async function drafting(kind: PaperKindName, period: Period, env: PaperEnv): Promise<Drafting> {
  if (period.start > env.today)
    throw new Refusal(`${period.label} has not begun: there is nothing to report yet.`, "period");
  const codes = env.catalog.departmentsOn(period.end).map(({ code }) => code);
  const corrected = [...(await restated(codes, period, env)), ...(await restatedMeasures(undefined, period, env))];
  const { lines, quarters } = await linesFor(codes, period, env);
  const trained = lines.length === 0 ? [] : tablesOf(lines, quarters, codes, env);
  const [facts, own] = await Promise.all([
    gather(period, { restated: corrected, trained }, env),
    ownWords(kind, period.id, env),
  ]);
  const plan = ofYear(paperPlan(kind, env), period, env);
  return { plan, paper: (said = {}) => compile(facts, { ...PLAIN, ...said, plan, own }) };
}

async function ownWords(kind: PaperKindName, period: string, { stores }: Pick<PaperEnv, "stores">) {
  const all = await stores.paperWords.current(kind, period);
  return all
    .filter(({ text }) => text !== "")
    .map(
      ({ section, text, authorName, on, factsHash }): OwnWords => ({ section, text, by: authorName, on, factsHash }),
    );
}

/** A paper about a period, drawn up anew from what is on record now. */
export const draftOf = async (kind: PaperKindName, period: Period, env: PaperEnv, said?: Said): Promise<Compiled> =>
  (await drafting(kind, period, env)).paper(said);
