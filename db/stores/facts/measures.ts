import { sql } from "drizzle-orm";
import type { FactsAsked, MeasureFact } from "../../../src/core/facts.ts";
import { type Orm, rowsOf } from "../../database.ts";

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

const factOf = ({ record, value, of, on, state }: Row): MeasureFact => ({
  record,
  value: value ?? undefined,
  of: of ?? undefined,
  on: on ?? undefined,
  state: state ?? undefined,
});
