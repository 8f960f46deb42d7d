import { sql } from "drizzle-orm";
import type { IsoDate } from "../../../src/core/places/city.ts";
import type { TrainedRow } from "../../../src/domain/training/trained.ts";
import { type Database, type Orm, rowsOf } from "../../database.ts";
import { departmentCounts } from "./trained-counts.ts";

/** How many of each tier hold a course that is mandatory for them on that day (rows B1–B4), with the tier's headcount. */
export async function trainedRows(
  { orm }: Database,
  department: string | undefined,
  on: IsoDate,
): Promise<TrainedRow[]> {
  const [counts, headcounts] = await Promise.all([
    departmentCounts(orm, department, on),
    headcountsOn(orm, department, on),
  ]);
  return counts.flatMap(({ department: code, tiers }) =>
    tiers.flatMap(({ tier, people, trained }) => {
      const known = headcounts.find((one) => one.department === code && one.tier === tier);
      return Object.keys(trained)
        .sort()
        .map((course) => ({
          department: code,
          tier,
          course,
          people,
          trained: trained[course] ?? 0,
          headcount: known?.count,
          headcountOn: known?.asOf,
        }));
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
