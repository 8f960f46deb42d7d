import { sql } from "drizzle-orm";
import type { IsoDate } from "../../../src/core/places/city.ts";
import { TIERS, type TierTraining } from "../../../src/domain/training/trained.ts";
import { type Database, type Orm, rowsOf } from "../../database.ts";
import { countedCourses } from "./last-attended.ts";
import { departmentCounts } from "./trained-counts.ts";

/**
 * Every tier that has anybody, on record or by its headcount, and what its people hold on that day (rows B1–B5): a tier with
 * a headcount and nobody named is 0 of n.
 */
export async function tierTraining(
  { orm }: Database,
  department: string | undefined,
  on: IsoDate,
): Promise<TierTraining[]> {
  const [counts, headcounts, courses] = await Promise.all([
    departmentCounts(orm, department, on),
    headcountsOn(orm, department, on),
    countedCourses(orm, on),
  ]);
  const known = new Map(headcounts.map((one) => [`${one.department} ${one.tier}`, one]));
  return counts.flatMap(({ department: code, tiers }) =>
    TIERS.flatMap((tier) => {
      const { people, held } = tiers.find((one) => one.tier === tier) ?? { people: 0, held: [] };
      const headcount = known.get(`${code} ${tier}`);
      if (people === 0 && (headcount?.count ?? 0) === 0) return [];
      return [
        { department: code, tier, people, held, courses, headcount: headcount?.count, headcountOn: headcount?.asOf },
      ];
    }),
  );
}

interface Headcount {
  department: string;
  tier: string;
  count: number;
  asOf: IsoDate;
}

/** The newest official number of each tier's employees that holds that day (trap G7). */
const headcountsOn = (orm: Orm, department: string | undefined, on: IsoDate) =>
  rowsOf<Headcount>(
    orm,
    sql`select distinct on (department, tier) department, tier, count, as_of::text as "asOf" from headcounts
      where audience = 'employee' and as_of <= ${on} ${department === undefined ? sql`` : sql`and department = ${department}`}
      order by department, tier, as_of desc`,
  );
