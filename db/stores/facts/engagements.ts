import { type SQL, sql } from "drizzle-orm";
import { titleKey } from "../../../src/domain/analysis/analysis-steps.ts";
import {
  type EngagementFact,
  type EngagementsAsked,
  engagementsKey,
  type Facts,
  type FactsAsked,
} from "../../../src/domain/plan/facts.ts";
import { type Orm, rowsOf } from "../../database.ts";
import { newest } from "./newest.ts";

interface Row extends EngagementFact {
  /** Which of what was asked. */
  asked: number;
  department: string | null;
}

/**
 * By department (the city under null): how many of what the rules count, the last, and the newest ids. Each reads its own
 * kind and window, and nothing else (rows A10, B6, D4, D9).
 */
export async function engagementFacts(
  orm: Orm,
  { on, since, engagements }: FactsAsked,
): Promise<Map<string | null, Facts["engagements"]>> {
  if (engagements.length === 0) return new Map();
  const counted = engagements.map((asked, at) => countOf(asked, at, since[asked.window], on));
  const rows = await rowsOf<Row>(orm, sql.join(counted, sql` union all `));
  const found = new Map<string | null, Map<string, EngagementFact>>();
  for (const { asked: at, department, ...fact } of rows) {
    const asked = engagements[at];
    const facts = found.get(department) ?? new Map<string, EngagementFact>();
    if (asked && fact.count > 0) found.set(department, facts.set(engagementsKey(asked), fact));
  }
  return found;
}

function countOf({ kind, with: names, classes }: EngagementsAsked, at: number, since: string, on: string): SQL {
  const [noun = kind, type] = kind.split("/");
  return sql`select ${at}::int as asked, e.department, count(*)::int as count, max(e.held_on)::text as "lastOn",
      ${newest(sql`e.held_on desc`, sql`true`, sql`e.id`)} as records
    from engagements e
    where e.kind = ${noun} and e.held_on between ${since} and ${on} and e.voided_at is null
      ${type === undefined ? sql`` : sql`and e.type = ${type}`} ${names.length + classes.length === 0 ? sql`` : sql`and ${met(names, classes)}`}
    group by grouping sets ((e.department), ())`;
}

/** With somebody of that name, under any name that was merged into it, or with a partner of that class. */
function met(names: readonly string[], classes: readonly string[]): SQL {
  const keys = [...names.map(titleKey), ""];
  return sql`exists (
    select from engagement_contacts c
    left join partners p on c.role = 'partner' and p.key = c.key and p.voided_at is null
    left join partners q on q.id = p.merged_into
    where c.record = e.id and (c.key in ${keys} or q.key in ${keys} or coalesce(q.class, p.class) in ${[...classes, ""]}))`;
}
