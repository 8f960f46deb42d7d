import { sql } from "drizzle-orm";
import type { FactsAsked, MeasureFact } from "../../../src/core/facts.ts";
import type { MeasureSource } from "../../../src/core/measure.ts";
import { type CountedCell, sourceKey } from "../../../src/core/measures.ts";
import { type Database, type Orm, rowsOf } from "../../database.ts";
import { measureStore } from "../measures/index.ts";

interface Row {
  measure: string;
  department: string | null;
  record: string;
  value: number | null;
  of: number | null;
  on: string | null;
  state: string | null;
  /** It is for the quarter or the year of the day looked at. */
  current: boolean;
}

interface Figures {
  reported: Map<string, MeasureFact>;
  latest: Map<string, MeasureFact>;
}

/** By department (the city under null): the newest figure of each measure, and whether it is for this quarter or year. */
export async function measureFacts(orm: Orm, { on, since }: FactsAsked): Promise<Map<string | null, Figures>> {
  const rows = await rowsOf<Row>(
    orm,
    sql`select distinct on (measure, department) measure, department, id as record, value::float8 as value, total::float8 as of,
        dated_on::text as "on", state, period_start in (${since.quarter}::date, ${since.year}::date) as current
      from measure_values
      where voided_at is null and not baseline and period_start <= ${on}
      order by measure, department, period_end desc, period_start desc, id desc`,
  );
  const found = new Map<string | null, Figures>();
  for (const row of rows) {
    const figures = found.get(row.department) ?? { reported: new Map(), latest: new Map() };
    const fact = factOf(row);
    figures.latest.set(row.measure, fact);
    if (row.current) figures.reported.set(row.measure, fact);
    found.set(row.department, figures);
  }
  return found;
}

/** What other records count for those measures in the quarter or year of that day: a figure that nobody reported by hand. */
export async function countedFacts(
  database: Database,
  { on, since, counted }: FactsAsked,
): Promise<Map<string, MeasureFact>> {
  if (counted.length === 0) return new Map();
  const asked = { measures: counted, department: undefined, start: since.year, end: on };
  const { counted: cells } = await measureStore(database).figures(asked);
  const found = new Map<string, MeasureFact>();
  for (const { id, from, every } of counted) {
    const own = cells.filter(({ source, month }) => from && source === sourceKey(from) && month >= since[every]);
    if (from && own.length > 0)
      found.set(id, { ...NO_RECORD, value: own.reduce((sum, cell) => sum + added(cell, from), 0) });
  }
  return found;
}

const NO_RECORD = { record: undefined, of: undefined, on: undefined, state: undefined };

/** A session counts once, under `any`; people are counted under their audiences. */
function added({ audience, times, people }: CountedCell, { count }: MeasureSource): number {
  if (count === "sessions" || count === "engagements") return audience === "any" ? times : 0;
  return audience === "any" ? 0 : people;
}

const factOf = ({ record, value, of, on, state }: Row): MeasureFact => ({
  record,
  value: value ?? undefined,
  of: of ?? undefined,
  on: on ?? undefined,
  state: state ?? undefined,
});
