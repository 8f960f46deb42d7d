import { type SQL, sql } from "drizzle-orm";
import { titleKey } from "../../../src/domain/analysis/analysis-steps.ts";
import type { MeasureSource } from "../../../src/domain/measure/measure.ts";

/** Of the engagements `e`, only those with a partner, or with one of the bodies, where a measure counts no others. */
export function withWhom(from: Extract<MeasureSource, { engagement: string }>): SQL {
  const bodies = (from.bodies ?? []).map(titleKey);
  const of = (role: string, which: SQL) =>
    sql`exists (select from engagement_contacts c where c.record = e.id and c.role = ${role} and ${which})`;
  if (bodies.length > 0) return of("body", sql`c.key in ${bodies}`);
  return from.with === undefined ? sql`true` : of(from.with, sql`true`);
}
