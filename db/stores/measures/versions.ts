import { type SQL, sql } from "drizzle-orm";
import type { MeasureEntry } from "../../../src/domain/measure/measures.ts";
import type { measureValues } from "../../schema/index.ts";

/** An entry as it is stored. */
export function columnsOf(entry: MeasureEntry): Omit<typeof measureValues.$inferInsert, "id" | "version" | "author"> {
  const { start, end, of, on, baseline, ...same } = entry;
  return {
    measure: same.measure,
    department: same.department ?? null,
    audience: same.audience,
    value: same.value ?? null,
    state: same.state ?? null,
    source: same.source ?? null,
    note: same.note ?? null,
    periodStart: start,
    periodEnd: end,
    total: of ?? null,
    datedOn: on ?? null,
    baseline: baseline !== undefined,
    quarters: baseline?.quarters ?? null,
    agreedWith: baseline?.agreedWith ?? null,
  };
}

/** What a record says, for comparing and for the trail. */
export function plain(entry: MeasureEntry) {
  const { measure, start, end, department, audience, value, of, on, state, source, note, baseline } = entry;
  return { measure, start, end, department, audience, value, of, on, state, source, note, baseline };
}

/** A figure is the same where its number, total, day and state are: what it came from may be told otherwise. */
export const sameFigure = (a: MeasureEntry, b: MeasureEntry): boolean =>
  a.value === b.value &&
  a.of === b.of &&
  a.on === b.on &&
  a.state === b.state &&
  a.baseline?.quarters === b.baseline?.quarters;

/** What one figure is for: at most one live record has it. */
export const keyOf = ({ measure, baseline, start, end, department, audience }: MeasureEntry): string =>
  JSON.stringify([measure, baseline !== undefined, start, end, department ?? "", audience]);

/** Records for the same things as these entries. */
export const forTheSame = (entries: readonly MeasureEntry[]): SQL =>
  sql`(v.measure, v.baseline, v.period_start, v.period_end, coalesce(v.department, ''), v.audience) in (${sql.join(
    entries.map(
      ({ measure, baseline, start, end, department, audience }) =>
        sql`(${measure}, ${baseline !== undefined}::boolean, ${start}::date, ${end}::date, ${department ?? ""}, ${audience})`,
    ),
    sql`, `,
  )})`;
