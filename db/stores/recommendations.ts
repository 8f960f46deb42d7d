import { eq, type SQL, sql } from "drizzle-orm";
import type { IsoDate } from "../../src/core/places/city.ts";
import type { Write } from "../../src/core/request/write.ts";
import { titleKey } from "../../src/domain/analysis/analysis-steps.ts";
import type {
  Answer,
  Recommendation,
  RecommendationEntry,
  RecommendationFacts,
  RecommendationStore,
  RecommendationTotals,
} from "../../src/domain/analysis/recommendations.ts";
import { type Database, type Orm, rowsOf } from "../database.ts";
import { constraintOf } from "../errors.ts";
import { recommendations } from "../schema/index.ts";
import { writeOnce } from "../write.ts";
import { differences, known, nextId, setUndone } from "./plain.ts";

const RECOMMENDATIONS = { table: "recommendations", noun: "recommendation", same: "recommendations_same" };

export function recommendationStore(database: Database): RecommendationStore {
  const { orm } = database;
  return {
    record: (entry, write) => record(database, entry, write),
    answer: (id, given, write) => answer(database, id, given, write),
    correct: (id, facts, reason, write) => correct(database, id, facts, reason, write),
    setUndone: (id, undone, reason, write) => setUndone(database, RECOMMENDATIONS, id, undone, reason, write),
    get: async (id) => (await select(orm, sql`r.id = ${id}`))[0],
    list: (department, start, end, limit) => list(orm, department, start, end, limit),
    totals: (start, end) => totals(orm, start, end),
  };
}

type Nullable = "source" | "answeredOn" | "reason";
type Row = Omit<Recommendation, Nullable> & { [Name in Nullable]: Recommendation[Name] | null };

async function select(orm: Orm, where: SQL, then: SQL = sql``): Promise<Recommendation[]> {
  const rows = await rowsOf<Row>(
    orm,
    sql`select r.id, r.source, r.department, r.text, r.addressed_to as "addressedTo", r.by, r.recommended_on::text as "on", r.status,
        r.answered_on::text as "answeredOn", r.reason, r.author::float8 as author, p.name as "authorName", r.voided_at is not null as undone
      from recommendations r join people p on p.id = r.author where ${where} ${then}`,
  );
  return rows.map((row) => known(row) as Recommendation);
}

const list = (orm: Orm, department: string | undefined, start: IsoDate, end: IsoDate, limit: number) =>
  select(
    orm,
    sql`r.voided_at is null and (${department ?? null}::text is null or r.department = ${department ?? null})
      and (r.status = 'open' or r.recommended_on between ${start} and ${end})`,
    sql`order by (r.status = 'open') desc, r.recommended_on desc, r.id desc limit ${limit}`,
  );

async function there(orm: Orm, id: string): Promise<Recommendation> {
  const [one] = await select(orm, sql`r.id = ${id}`);
  if (!one) throw new Error(`${id} is not there`);
  return one;
}

interface Told {
  outcome: "recorded" | "on record";
  id: string;
}

async function record(database: Database, entry: RecommendationEntry, write: Write) {
  const told = await writeOnce<Told>(database, write, "recommendation.record", async (orm) => {
    const { source, department, text, addressedTo, by, on } = entry;
    const textKey = titleKey(text);
    const [row] = await orm
      .insert(recommendations)
      .values({
        id: nextId("AR", "recommendation_number", write),
        ...{ source: source ?? null, department, text, textKey, addressedTo, by, recommendedOn: on },
        author: write.actor,
      })
      .onConflictDoNothing()
      .returning({ id: recommendations.id });
    if (row) {
      const details = { after: { source, department, by, on } };
      return { outcome: { outcome: "recorded", id: row.id }, subject: row.id, details };
    }
    const [same] = await select(
      orm,
      sql`r.department = ${department} and coalesce(r.source, '') = ${source ?? ""} and r.text_key = ${textKey} and r.voided_at is null`,
    );
    if (!same) throw new Error("a recommendation was neither found nor made");
    return { unwritten: { outcome: "on record", id: same.id } };
  });
  return { outcome: told.outcome, recommendation: await there(database.orm, told.id) };
}

async function locked(orm: Orm, id: string): Promise<Recommendation> {
  await rowsOf(orm, sql`select 1 from recommendations where id = ${id} for update`);
  return there(orm, id);
}

interface Given {
  status: Answer;
  on: IsoDate;
  reason: string | undefined;
}

function answer(database: Database, id: string, { status, on, reason }: Given, write: Write) {
  return writeOnce<"answered" | "unchanged">(database, write, "recommendation.answer", async (orm) => {
    const before = await locked(orm, id);
    const answeredOn = status === "open" ? undefined : on;
    const [was, is] = [pick(before), { status, answeredOn, reason }];
    const details = differences(was, is);
    if (!details) return { unwritten: "unchanged" };
    await orm
      .update(recommendations)
      .set({ status, answeredOn: answeredOn ?? null, reason: reason ?? null })
      .where(eq(recommendations.id, id));
    return { outcome: "answered", subject: id, details };
  });
}

const pick = ({ status, answeredOn, reason }: Recommendation) => ({ status, answeredOn, reason });

type Corrected = "corrected" | "unchanged" | "conflict";

async function correct(
  database: Database,
  id: string,
  facts: RecommendationFacts,
  reason: string | undefined,
  write: Write,
): Promise<Corrected> {
  try {
    return await writeOnce<Corrected>(database, write, "recommendation.correct", async (orm) => {
      const { text, addressedTo } = await locked(orm, id);
      const details = differences<RecommendationFacts>({ text, addressedTo }, facts);
      if (!details) return { unwritten: "unchanged" };
      await orm
        .update(recommendations)
        .set({ ...facts, textKey: titleKey(facts.text) })
        .where(eq(recommendations.id, id));
      return { outcome: "corrected", subject: id, details: { ...details, reason } };
    });
  } catch (error) {
    if (constraintOf(error) === RECOMMENDATIONS.same) return "conflict";
    throw error;
  }
}

const totals = (orm: Orm, start: IsoDate, end: IsoDate): Promise<RecommendationTotals[]> =>
  rowsOf<RecommendationTotals>(
    orm,
    sql`select department, by, count(*) filter (where status = 'open')::int as open,
        count(*) filter (where status = 'accepted')::int as accepted, count(*) filter (where status = 'declined')::int as declined
      from recommendations where voided_at is null and recommended_on between ${start} and ${end}
      group by department, by order by department, by`,
  );
