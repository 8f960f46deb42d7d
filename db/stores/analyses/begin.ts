import { eq, sql } from "drizzle-orm";
import type { IsoDate } from "../../../src/core/places/city.ts";
import type { Write } from "../../../src/core/request/write.ts";
import type {
  Analysis,
  AnalysisEntry,
  AnalysisState,
  RegisterOutcome,
  StartOutcome,
} from "../../../src/domain/analysis/analyses.ts";
import { titleKey } from "../../../src/domain/analysis/analysis-steps.ts";
import type { Template } from "../../../src/domain/analysis/analysis-template.ts";
import { type Database, type Orm, rowsOf } from "../../database.ts";
import { analyses, analysisTemplates } from "../../schema/index.ts";
import { type Done, writeOnce } from "../../write.ts";
import { readAnalyses, readAnalysis } from "./read.ts";

interface Told<Outcome> {
  outcome: Outcome;
  id: string;
}

/** What is written is kept with the request; the analysis itself is read afterwards, so that a repeat shows it as it is. */
async function withAnalysis<Outcome>(
  database: Database,
  { outcome, id }: Told<Outcome>,
): Promise<{ outcome: Outcome; analysis: Analysis }> {
  const analysis = await readAnalysis(database.orm, id);
  if (!analysis) throw new Error(`${id} is not there`);
  return { outcome, analysis };
}

/** Row C3: one line on the register. The index of open items decides whether it is there already. */
export async function register(
  database: Database,
  entry: AnalysisEntry,
  exempt: string | undefined,
  on: IsoDate,
  write: Write,
): Promise<RegisterOutcome> {
  type Outcome = Told<RegisterOutcome["outcome"]>;
  const told = await writeOnce<Outcome>(database, write, "analysis.register", async (orm) => {
    const id = await insert(orm, entry, { state: "registered", exempt }, on, write);
    if (id === undefined) return { unwritten: { outcome: "on record", id: (await openItem(orm, entry)).id } };
    return { outcome: { outcome: "registered", id }, subject: id, details: { after: { ...entry, exempt } } };
  });
  return withAnalysis(database, told);
}

/** Starts what is on the register, or puts it there; what is under way already stays as it is (row C1). */
export async function start(
  database: Database,
  entry: AnalysisEntry,
  template: Template,
  anyway: boolean,
  on: IsoDate,
  write: Write,
): Promise<StartOutcome> {
  const told = await writeOnce<Told<StartOutcome["outcome"]>>(database, write, "analysis.start", async (orm) => {
    const before = anyway ? undefined : await finishedItem(orm, entry);
    await keepTemplate(orm, template);
    const started = {
      state: "draft",
      startedOn: on,
      template: template.id,
      templateVersion: template.version,
    } as const;
    const id = before ? undefined : await insert(orm, entry, started, on, write);
    if (id !== undefined)
      return { outcome: { outcome: "started", id }, subject: id, details: { after: { ...entry, ...started } } };
    return resume(orm, before ?? (await openItem(orm, entry)), started, anyway, write);
  });
  return withAnalysis(database, told);
}

type Started = { state: "draft"; startedOn: IsoDate; template: string; templateVersion: number };

/** What happens to an item that is on record when somebody starts it. */
async function resume(
  orm: Orm,
  item: Item,
  started: Started,
  anyway: boolean,
  write: Write,
): Promise<Done<Told<StartOutcome["outcome"]>> | { unwritten: Told<StartOutcome["outcome"]> }> {
  const { id, state } = item;
  if (state === "completed" || state === "evaluated") return { unwritten: { outcome: "analysed before", id } };
  if (state === "withdrawn" && !anyway) return { unwritten: { outcome: "was withdrawn", id } };
  if (state !== "registered" && state !== "withdrawn") return { unwritten: { outcome: "started before", id } };
  // Taken up again, it keeps its answers, and with them the template they belong to.
  const kept = item.started ? { state: "draft" as const } : started;
  const after = { ...kept, owner: write.actor, withdrawnOn: null, reason: null };
  await orm.update(analyses).set(after).where(eq(analyses.id, id));
  const outcome = state === "withdrawn" ? "taken up" : "continued";
  return { outcome: { outcome, id }, subject: id, details: { before: { state }, after } };
}

interface Item {
  id: string;
  state: AnalysisState;
  started: boolean;
}

/** The open record of an item, locked. */
async function openItem(orm: Orm, entry: AnalysisEntry): Promise<Item> {
  const [item] = await rowsOf<Item>(
    orm,
    sql`select id, state, started_on is not null as started from analyses
      where department = ${entry.department} and title_key = ${titleKey(entry.title)} and voided_at is null
        and state not in ('completed', 'evaluated') for update`,
  );
  if (!item) throw new Error("an analysis was neither found nor made");
  return item;
}

/** The same item, analysed before and with no open record since. */
async function finishedItem(orm: Orm, entry: AnalysisEntry): Promise<Item | undefined> {
  const all = await readAnalyses(
    orm,
    sql`a.department = ${entry.department} and a.title_key = ${titleKey(entry.title)} and a.voided_at is null`,
    sql`order by a.id desc`,
  );
  const open = all.some(({ state }) => state !== "completed" && state !== "evaluated");
  const [last] = all;
  return open || !last ? undefined : { id: last.id, state: last.state, started: true };
}

/** The first to use a version of a template puts it on record; from then on the record is what counts. */
async function keepTemplate(orm: Orm, template: Template): Promise<void> {
  const { id, version } = template;
  await orm.insert(analysisTemplates).values({ id, version, body: template }).onConflictDoNothing();
}

/** Undefined when the item has an open record already. */
async function insert(
  orm: Orm,
  entry: AnalysisEntry,
  as: { state: AnalysisState; exempt?: string | undefined } | Started,
  on: IsoDate,
  write: Write,
): Promise<string | undefined> {
  const number = sql`nextval('analysis_number')::text`;
  const [row] = await orm
    .insert(analyses)
    .values({
      ...entry,
      ...as,
      id: sql`(select 'AN-' || ${write.year}::int || '-' || lpad(n, greatest(4, length(n)), '0') from (select ${number} as n) as next)`,
      titleKey: titleKey(entry.title),
      author: write.actor,
      owner: write.actor,
      registeredOn: on,
    })
    .onConflictDoNothing()
    .returning({ id: analyses.id });
  return row?.id;
}
