import { type Period, quarterOf } from "../../src/core/calendar/calendar.ts";
import type { City } from "../../src/core/places/city.ts";
import { Refusal } from "../../src/core/request/errors.ts";
import {
  ABOUT_RECORDS,
  isAboutRecord,
  type PaperKindName,
  type PaperPlan,
  type PaperStatus,
  type RecordPaperKind,
} from "../../src/domain/paper/papers.ts";
import type { PaperWords } from "../../src/domain/paper/records.ts";
import {
  type Compiled,
  type Compiling,
  compile,
  compileRecord,
  type OwnWords,
} from "../../src/reports/papers/compile.ts";
import { gather, type PaperEnv } from "../../src/reports/papers/facts/gather.ts";
import { type About, gatherRecord } from "../../src/reports/papers/facts/record.ts";
import { restated, restatedMeasures } from "../status/restated.ts";
import { linesFor, tablesOf } from "../training/table.ts";
import { reported } from "./fields.ts";
import { paperOf } from "./versions.ts";

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

/** A paper about one record: as far as the record is, so far is the paper. */
async function recordDraft(kind: RecordPaperKind, id: string, env: PaperEnv, said: Said): Promise<Compiled> {
  const [about, current] = await Promise.all([aboutOf(kind, id, env), env.stores.paperWords.current(kind, id)]);
  const own = spoken(current);
  const facts = await gatherRecord(about, new Set(own.map(({ section }) => section)), env);
  const written = current.reduce((sum, { version }) => sum + version, 0);
  const made = (status: PaperStatus) =>
    compileRecord(facts, {
      ...PLAIN,
      version: Math.max(1, versionIn(kind, about) ?? written),
      ...said,
      status,
      plan: paperPlan(kind, env),
      own,
    });
  const draft = made(kind === "cover" ? "draft" : statusIn(about));
  return kind === "cover" && draft.gaps.length === 0 ? made("complete") : draft;
}

/** The record a paper is about; one that was undone is about nothing. */
async function aboutOf(kind: RecordPaperKind, id: string, env: PaperEnv): Promise<About> {
  const about = (ABOUT_RECORDS[kind] as readonly string[]).some((prefix) => id.startsWith(`${prefix}-`))
    ? await recordAt(id, env)
    : undefined;
  if (!about) throw new Refusal(notAbout(kind, id, env), "record");
  if (about.record.undone)
    throw new Refusal(`${id} was undone. Put it back first, then there is a paper of it.`, "record");
  return about;
}

async function recordAt(id: string, env: PaperEnv): Promise<About | undefined> {
  const { stores } = env;
  if (id.startsWith("IS-")) {
    const record = await stores.statements.get(id);
    return record && { kind: "statement", record };
  }
  if (id.startsWith("AN-")) {
    const record = await stores.analyses.get(id);
    return record && { kind: "analysis", record };
  }
  const record = await stores.papers.get(id);
  if (!record) return undefined;
  const [paper, files] = await Promise.all([paperOf(record, env), stores.papers.hashes(id)]);
  return { kind: "report", record, paper, files };
}

const NAMES: Readonly<Record<string, (city: City) => string>> = {
  IS: ({ words }) => words.statement ?? "impact statement",
  AN: () => "analysis",
  RP: () => "paper",
};

function notAbout(kind: RecordPaperKind, id: string, { city }: PaperEnv): string {
  const prefixes: readonly string[] = ABOUT_RECORDS[kind];
  const [prefix = ""] = id.split("-");
  const names = prefixes.map((one) => `${NAMES[one]?.(city)} (${one}-…)`).join(", ");
  if (!prefixes.includes(prefix)) return `${id} is not what this paper is about: name ${names}.`;
  return `There is no ${NAMES[prefix]?.(city)} ${id}. "${LISTS[prefix]}" shows them all.`;
}

const LISTS: Readonly<Record<string, string>> = { IS: "statement list", AN: "analysis list", RP: "report list" };

/** A statement and an analysis count their saves; a cover, how often somebody wrote words for it. */
function versionIn(kind: RecordPaperKind, about: About): number | undefined {
  if (kind === "cover") return undefined;
  if (about.kind === "statement") return about.record.version;
  return about.kind === "analysis" ? about.record.steps.reduce((sum, { version }) => sum + version, 0) : undefined;
}

function statusIn(about: About): PaperStatus {
  if (about.kind === "statement") return about.record.submittedOn === undefined ? "draft" : "submitted";
  if (about.kind === "report") return about.paper.status;
  const { state } = about.record;
  return state === "completed" || state === "evaluated" ? "approved" : state === "submitted" ? "in review" : "draft";
}

const ownWords = async (kind: PaperKindName, subject: string, { stores }: Pick<PaperEnv, "stores">) =>
  spoken(await stores.paperWords.current(kind, subject));

/** What was taken out again is not said. */
const spoken = (all: readonly PaperWords[]): OwnWords[] =>
  all
    .filter(({ text }) => text !== "")
    .map(({ section, text, authorName, on, factsHash }) => ({ section, text, by: authorName, on, factsHash }));

/** A paper about a period, drawn up anew from what is on record now. */
export const draftOf = async (kind: PaperKindName, period: Period, env: PaperEnv, said?: Said): Promise<Compiled> =>
  (await drafting(kind, period, env)).paper(said);

/** Any paper, by its period or the number of its record. */
export const draftAbout = async (
  kind: PaperKindName,
  subject: string,
  env: PaperEnv,
  said: Said = {},
): Promise<Compiled> =>
  isAboutRecord(kind)
    ? recordDraft(kind, subject, env, said)
    : draftOf(kind, reported(kind, subject, env.city), env, said);
