import { type SQL, sql } from "drizzle-orm";
import type { Tier } from "../../../src/core/people/person.ts";
import type { IsoDate } from "../../../src/core/places/city.ts";
import { type Held, holdingAll, mandatoryFor } from "../../../src/domain/training/trained.ts";
import { type Orm, rowsOf } from "../../database.ts";
import { attendedSince, countedCourses, LAST_DAYS, type ValidCourse, withLastDays } from "./last-attended.ts";

/** The people of one tier in one department, and how many of them hold which courses. */
export interface TierCount {
  tier: Tier;
  people: number;
  held: Held[];
}

/** As it is kept. A process of an older version reads `trained`, by course, and keeps no `held`. */
interface KeptTier extends Omit<TierCount, "held"> {
  held?: Held[];
  trained: Record<string, number>;
}

export interface DepartmentCount {
  department: string;
  tiers: TierCount[];
}

/**
 * Who is trained on that day, department by department: as it was counted before where nothing was written since that
 * could change it, else counted again and kept. Decision 35 says why that is right whoever writes meanwhile.
 */
export async function departmentCounts(
  orm: Orm,
  department: string | undefined,
  on: IsoDate,
): Promise<DepartmentCount[]> {
  const kept = await keptCounts(orm, department, on);
  const missing = kept.flatMap(({ department: code, tiers }) => (tiers === null ? [code] : []));
  const again = new Map<string, TierCount[]>();
  if (missing.length > 0) {
    // Before anything is read: what is committed from here on may or may not be in the counts, and so makes them count again.
    const [now] = await rowsOf<{ taken: string }>(orm, sql`select pg_current_snapshot()::text as taken`);
    const counts = await countPeople(orm, missing, on);
    for (const one of counts) again.set(one.department, one.tiers);
    if (now) await keep(orm, counts, on, now.taken);
  }
  return kept.map(({ department: code, tiers }) => ({
    department: code,
    tiers: tiers ?? again.get(code) ?? [],
  }));
}

/** Null where a process of an older version counted. */
function parsed(json: KeptTier[] | string): TierCount[] | null {
  const tiers = typeof json === "string" ? (JSON.parse(json) as KeptTier[]) : json;
  if (tiers.some(({ held }) => held === undefined)) return null;
  return tiers.map(({ tier, people, held = [] }) => ({ tier, people, held }));
}

/**
 * Null where nothing is kept, or something was written that was not seen then. A snapshot from the future is another
 * server's, whose data came here as a copy.
 */
async function keptCounts(orm: Orm, department: string | undefined, on: IsoDate) {
  const rows = await rowsOf<{ department: string; tiers: KeptTier[] | string | null }>(
    orm,
    sql`select d.code as department, c.counts as tiers from departments d
      left join trained_counts c on c.department = d.code and c.on_day = ${on}
        and pg_snapshot_xmax(c.taken) <= pg_snapshot_xmax(pg_current_snapshot())
        and not exists (
          select from trained_marks m where m.department in (d.code, '') and m.since <= c.on_day
            and m.xact >= pg_snapshot_xmin(c.taken) and not pg_visible_in_snapshot(m.xact, c.taken))
      ${department === undefined ? sql`` : sql`where d.code = ${department}`} order by d.code`,
  );
  return rows.map(({ department: code, tiers }) => ({
    department: code,
    tiers: tiers === null ? null : parsed(tiers),
  }));
}

async function keep(orm: Orm, all: readonly DepartmentCount[], on: IsoDate, taken: string): Promise<void> {
  const courses = await countedCourses(orm, on);
  const counts = all.map((one) => ({ ...one, tiers: one.tiers.map((tier) => toKeep(tier, courses)) }));
  await rowsOf(
    orm,
    sql`insert into trained_counts (department, on_day, counts, taken)
      select department, ${on}::date, tiers, ${taken}::pg_snapshot
      from jsonb_to_recordset(${JSON.stringify(counts)}::text::jsonb) as counted(department text, tiers jsonb) order by department
      on conflict (on_day, department) do update set counts = excluded.counts, taken = excluded.taken, at = excluded.at`,
  );
}

function toKeep(count: TierCount, courses: readonly ValidCourse[]): KeptTier {
  const own = mandatoryFor({ tier: count.tier, courses }, []);
  return { ...count, trained: Object.fromEntries(own.map((code) => [code, holdingAll(count, [code])])) };
}

/** Named, not voided, still valid (rows B1–B5). Each person is read once, with their department of that day. */
async function countPeople(orm: Orm, departments: readonly string[], on: IsoDate): Promise<DepartmentCount[]> {
  const courses = await countedCourses(orm, on);
  const rows = await countTiers(orm, departments, on, courses);
  const found = new Map<string, TierCount[]>(departments.map((department) => [department, []]));
  for (const { department, tier, people, held } of rows) {
    const tiers = found.get(department) ?? [];
    const count = tiers.find((one) => one.tier === tier) ?? { tier, people: 0, held: [] };
    if (!tiers.includes(count)) tiers.push(count);
    count.people += people;
    count.held.push({ courses: coursesIn(held, courses), people });
  }
  return [...found].map(([department, tiers]) => ({ department, tiers }));
}

/** So many departments are read person by person; of more, everybody's rows are read at once. */
const FEW = 12;

interface Row {
  department: string;
  tier: Tier;
  people: number;
  /** Which courses, by their place in the list: "0 2". */
  held: string;
}

const coursesIn = (held: string, courses: readonly ValidCourse[]): string[] =>
  held === "" ? [] : held.split(" ").flatMap((at) => courses[Number(at)]?.code ?? []);

function countTiers(orm: Orm, departments: readonly string[], on: IsoDate, courses: readonly ValidCourse[]) {
  const which = courses.map(
    (course, at): SQL => sql`case when ${attendedSince(LAST_DAYS, course)} then ${sql.raw(`'${at}'`)} end`,
  );
  const held = which.length === 0 ? sql`''` : sql`concat_ws(' ', ${sql.join(which, sql`, `)})`;
  return rowsOf<Row>(
    orm,
    sql`select department, tier, held, count(*)::int as people from (
      select m.department, p.tier, ${held} as held
      from memberships m
      join lateral (select id, tier, audience, merged_into, left_on from people where id = m.person ${departments.length < FEW ? sql`offset 0` : sql``}) p on true
      ${withLastDays(on, departments.length < FEW)}
      where m.confirmed and m.from_on <= ${on} and m.department = any(${`{${departments.map((code) => JSON.stringify(code)).join(",")}}`}::text[]) and not exists (
        select from memberships later where later.person = m.person and later.from_on <= ${on} and (later.from_on, later.id) > (m.from_on, m.id))
        and p.audience = 'employee' and p.merged_into is null and (p.left_on is null or p.left_on > ${on})
    ) as people group by department, tier, held
    order by department, array_position(array['senior-manager', 'manager', 'employee'], tier), held`,
  );
}

/** Kept counts that differ from what is counted now, in words. What is written meanwhile ends a count, and is no difference. */
export async function differentCounts(orm: Orm): Promise<string[]> {
  const days = await rowsOf<{ on: string }>(
    orm,
    sql`select distinct on_day::text as "on" from trained_counts order by 1`,
  );
  const found: string[] = [];
  for (const { on } of days) {
    const before = await countsKept(orm, on);
    const now = await countPeople(orm, [...before.keys()], on);
    const after = await countsKept(orm, on);
    for (const { department, tiers } of now)
      if (before.get(department) === after.get(department) && after.get(department) !== inOrder(tiers))
        found.push(`${department} ${on}: who is trained was counted otherwise than the records say`);
  }
  return found;
}

async function countsKept(orm: Orm, on: IsoDate): Promise<Map<string, string>> {
  const rows = await keptCounts(orm, undefined, on);
  return new Map(rows.flatMap(({ department, tiers }) => (tiers === null ? [] : [[department, inOrder(tiers)]])));
}

/** The same counts are the same words: jsonb keeps its keys in an order of its own. */
const inOrder = (tiers: readonly TierCount[]): string =>
  JSON.stringify(
    tiers.map(({ tier, people, held }) => [
      tier,
      people,
      held.map((one) => [one.courses.join(" "), one.people]).sort(),
    ]),
  );

/** Every count is made again when somebody asks. */
export const forgetCounts = (orm: Orm): Promise<unknown[]> =>
  rowsOf(orm, sql`insert into trained_marks (department, since) values ('', '-infinity')`);

/** A mark is kept a day longer than any count that may not have seen it. */
export async function purgeCounts(orm: Orm): Promise<void> {
  await rowsOf(orm, sql`delete from trained_counts where at < now() - interval '1 day'`);
  await rowsOf(orm, sql`delete from trained_marks where at < now() - interval '2 days'`);
}
