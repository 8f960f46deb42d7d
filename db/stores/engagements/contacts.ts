import { sql } from "drizzle-orm";
import type { Contact, EngagementFilter } from "../../../src/domain/engagement/engagements.ts";
import { type Orm, rowsOf } from "../../database.ts";
import { known } from "../../rows.ts";
import { about } from "./read.ts";

type Nullable = "lastOn" | "partner" | "class";
type Row = Omit<Contact, Nullable> & Record<Nullable, string | null>;

/**
 * Everybody who was ever met, with the period's figures. The names are read by hopping from one to the next in the index, and
 * of each the newest contact only, so that a long history costs no more than a short one.
 */
export async function contacts(orm: Orm, role: "partner" | "body", filter: EngagementFilter): Promise<Contact[]> {
  const { start, end } = filter;
  const rows = await rowsOf<Row>(
    orm,
    sql`with recursive names as (
        select min(key) as key from engagement_contacts where role = ${role}
        union all
        select (select min(c.key) from engagement_contacts c where c.role = ${role} and c.key > names.key) from names where names.key is not null),
      held as (
        select c.key, count(*)::int as n from engagements join engagement_contacts c on c.record = engagements.id and c.role = ${role}
        where ${about(filter)} and engagements.held_on between ${start} and ${end} group by c.key),
      planned as (
        select c.key, count(distinct engagements.next_on)::int as n from engagements join engagement_contacts c on c.record = engagements.id and c.role = ${role}
        where ${about(filter)} and engagements.next_on between ${start} and ${end} group by c.key)
      select coalesce(q.name, p.name, newest.name) as name, coalesce(q.id, p.id) as partner, coalesce(q.class, p.class) as class, coalesce(held.n, 0) as held, coalesce(planned.n, 0) as planned, newest.held_on::text as "lastOn"
      from names cross join lateral (
          select c.name, c.held_on from engagement_contacts c join engagements on engagements.id = c.record
          where c.role = ${role} and c.key = names.key and c.held_on <= ${end} and ${about(filter)}
          order by c.held_on desc limit 1) as newest
        left join partners p on ${role} = 'partner' and p.key = names.key and p.voided_at is null
        left join partners q on q.id = p.merged_into
        left join held on held.key = names.key left join planned on planned.key = names.key
      where names.key is not null order by newest.held_on desc, newest.name`,
  );
  return merged(rows.map(known));
}

/** Two names of one partner are one; the rows come with the newest contact first. */
function merged(rows: readonly Contact[]): Contact[] {
  const byPartner = new Map<string, Contact>();
  for (const row of rows) {
    const key = row.partner ?? `"${row.name}"`;
    const first = byPartner.get(key);
    byPartner.set(key, first ? { ...first, held: first.held + row.held, planned: first.planned + row.planned } : row);
  }
  return [...byPartner.values()];
}
