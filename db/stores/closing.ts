import { sql } from "drizzle-orm";
import type { Period } from "../../src/core/calendar/calendar.ts";
import type { IsoDate } from "../../src/core/places/city.ts";
import type { Write } from "../../src/core/request/write.ts";
import type { ClosingStore, Snapshot } from "../../src/domain/closing/closing.ts";
import type { Measure } from "../../src/domain/measure/measure.ts";
import type { Finding } from "../../src/domain/plan/finding.ts";
import { type Database, type Orm, rowsOf } from "../database.ts";
import { closedPeriods } from "../schema/index.ts";
import { writeOnce } from "../write.ts";
import { figures } from "./measures/read.ts";
import { totals } from "./training/totals.ts";

export function closingStore(database: Database): ClosingStore {
  return {
    close: (period, on, taken, write) => close(database, period, on, taken, write),
    reopen: (period, reason, on, write) => reopen(database, period, reason, on, write),
    snapshot: async ({ start, end }) => {
      const [row] = await rowsOf<{ snapshot: Snapshot | string }>(
        database.orm,
        sql`select snapshot from closed_periods where period_start = ${start} and period_end = ${end} and reopened_on is null`,
      );
      return typeof row?.snapshot === "string" ? (JSON.parse(row.snapshot) as Snapshot) : row?.snapshot;
    },
  };
}

/** The row goes in first: whoever closes the same quarter meanwhile waits, and finds it closed. */
function close(
  database: Database,
  period: Period,
  on: IsoDate,
  { measures, findings }: { measures: readonly Measure[]; findings: readonly Finding[] },
  write: Write,
) {
  return writeOnce<"closed" | "already closed">(database, write, "period.close", async (orm) => {
    const { start, end, id } = period;
    const values = { periodStart: start, periodEnd: end, closedOn: on, author: write.actor, snapshot: {} };
    const [row] = await orm
      .insert(closedPeriods)
      .values(values)
      .onConflictDoNothing()
      .returning({ id: closedPeriods.id });
    if (!row) return { unwritten: "already closed" };
    const snapshot = await taken(orm, period, measures, findings);
    await rowsOf(
      orm,
      sql`update closed_periods set snapshot = ${JSON.stringify(snapshot)}::jsonb where id = ${row.id}`,
    );
    return { outcome: "closed", subject: `period:${id}`, details: { start, end, on } };
  });
}

async function taken(
  orm: Orm,
  { start, end }: Period,
  measures: readonly Measure[],
  findings: readonly Finding[],
): Promise<Snapshot> {
  const { recorded, counted } = await figures(orm, { measures, department: undefined, start, end, today: end });
  const training = await totals(orm, start, end);
  return { recorded: recorded.filter(({ baseline }) => baseline === undefined), counted, training, findings };
}

function reopen(database: Database, period: Period, reason: string, on: IsoDate, write: Write) {
  return writeOnce<"reopened" | "not closed">(database, write, "period.reopen", async (orm) => {
    const { start, end, id } = period;
    const rows = await rowsOf(
      orm,
      sql`update closed_periods set reopened_on = ${on}, reopened_by = ${write.actor}, reason = ${reason}
        where period_start = ${start} and period_end = ${end} and reopened_on is null returning id`,
    );
    if (rows.length === 0) return { unwritten: "not closed" };
    return { outcome: "reopened", subject: `period:${id}`, details: { start, end, reason } };
  });
}
