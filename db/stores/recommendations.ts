import { and, between, eq, or, sql } from "drizzle-orm";
import type { IsoDate } from "../../src/core/places/city.ts";
import { titleKey } from "../../src/domain/analysis/analysis-steps.ts";
import {
  type Answer,
  RECOMMENDATIONS,
  type Recommendation,
  type RecommendationEntry,
  type RecommendationStore,
  type RecommendationTotals,
} from "../../src/domain/analysis/recommendations.ts";
import { type Database, type Orm, rowsOf } from "../database.ts";
import { recordStore } from "../records.ts";
import { recommendationNumber, recommendations as table } from "../schema/index.ts";

/** Open ones of any day come first, then those of the period. */
const OPEN = sql`(${table.status} = 'open')::int`;

/** An entry, and what became of it. */
type Entry = RecommendationEntry & Partial<Pick<Recommendation, "status" | "answeredOn" | "reason">>;

export function recommendationStore(database: Database): RecommendationStore {
  const records = recordStore<Entry, Recommendation, typeof table>(database, {
    ...RECOMMENDATIONS,
    table,
    sequence: recommendationNumber,
    author: table.author,
    by: {
      day: table.recommendedOn,
      department: table.department,
      rank: OPEN,
      within: (start, end) => or(eq(table.status, "open"), between(table.recommendedOn, start, end)),
    },
    same: {
      index: "recommendations_same",
      as: ({ department, source, text }) =>
        and(
          eq(table.department, department),
          sql`coalesce(${table.source}, '') = ${source ?? ""}`,
          eq(table.textKey, titleKey(text)),
        ),
    },
    columns: ({ on, text }) => ({ recommendedOn: on, textKey: titleKey(text) }),
    one: ({ recommendedOn, textKey: _key, ...row }) =>
      ({
        ...row,
        on: recommendedOn,
        status: row.status as Answer,
        by: row.by as Recommendation["by"],
      }) as Recommendation,
  });
  return {
    ...records,
    answer: async (id, { status, on, reason }, write) => {
      const answeredOn = status === "open" ? undefined : on;
      const outcome = await records.change(id, "answer", { status, answeredOn, reason }, undefined, write);
      return outcome === "unchanged" ? "unchanged" : "answered";
    },
    totals: (start, end) => totals(database.orm, start, end),
  };
}

const totals = (orm: Orm, start: IsoDate, end: IsoDate): Promise<RecommendationTotals[]> =>
  rowsOf<RecommendationTotals>(
    orm,
    sql`select department, by, count(*) filter (where status = 'open')::int as open,
        count(*) filter (where status = 'accepted')::int as accepted, count(*) filter (where status = 'declined')::int as declined
      from recommendations where voided_at is null and recommended_on between ${start} and ${end}
      group by department, by order by department, by`,
  );
