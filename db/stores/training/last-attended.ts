import { type SQL, sql } from "drizzle-orm";
import type { IsoDate } from "../../../src/core/places/city.ts";
import { type CourseThen, firstDayThatCounts } from "../../../src/domain/training/trained.ts";
import { type Orm, rowsOf } from "../../database.ts";
import { idList } from "../../ids.ts";

/**
 * Joins to people `p` what `LAST_DAYS` reads, as of a day. Of those who attended again later, the attendances up to that
 * day are read one by one. For `few` people their rows are looked up and not all of them read, which the planner would
 * sooner do; the other `offset 0` works the days out once a person, and not once a course.
 */
export const withLastDays = (on: IsoDate, few: boolean): SQL => sql`
  left join lateral (select days, latest from last_attended where person = p.id ${few ? sql`offset 0` : sql``}) l on true
  cross join lateral (
    select case when l.latest > ${on} then (
      select jsonb_object_agg(course, held_on) from (
        select distinct on (course) course, held_on from attendance a
        where a.person = p.id and not voided and held_on <= ${on} order by course desc, held_on desc) earlier
    ) else l.days end as days offset 0) last_days`;

/** Each course once attended by that day, with the last day of it; null where there is none. */
export const LAST_DAYS: SQL = sql`last_days.days`;

/** A course, and since when attendance of it is valid on the day that is asked for. */
export interface ValidCourse extends CourseThen {
  since: IsoDate;
}

const ALWAYS = "0001-01-01";

/** Courses by a condition, in the order of their codes. */
export async function validCourses(orm: Orm, on: IsoDate, which: SQL): Promise<ValidCourse[]> {
  const rows = await rowsOf<CourseThen & { months: number | null }>(
    orm,
    sql`select code, program, "mandatoryFor", months from (
        select c.code, c.program, coalesce(d.mandatory_for, c.mandatory_for) as "mandatoryFor", c.valid_months as months
        from courses c left join lateral (
          select mandatory_for from course_duties where course = c.code and from_on <= ${on} order by from_on desc limit 1) d on true
      ) as known where ${which} order by code`,
  );
  return rows.map(({ months, ...course }) => ({
    ...course,
    since: months === null ? ALWAYS : firstDayThatCounts(on, months),
  }));
}

/** Courses that are mandatory for anybody on that day, and those that teach the toolkit. */
export const countedCourses = (orm: Orm, on: IsoDate): Promise<ValidCourse[]> =>
  validCourses(orm, on, sql`"mandatoryFor" <> '{}' or program = 'toolkit'`);

/** Days are written year first, so that their letters compare as they do. */
export const attendedSince = (days: SQL, { code, since }: ValidCourse): SQL =>
  sql`(${days}->>${code}::text) collate "C" >= ${since}::text`;

/** What the rows of these people should hold; nothing for those who never attended. */
const fromRecords = (which: SQL): SQL => sql`
  select person, jsonb_object_agg(course, held_on) as days, max(held_on) as latest
  from (select person, course, max(held_on) as held_on from attendance where not voided and ${which} group by person, course) last
  group by person`;

/**
 * Brings these people's rows in line with the records. First they are locked, in the order of their ids; the statement that
 * computes them begins only then, so that it sees what others have recorded meanwhile.
 */
export async function refreshLastAttended(orm: Orm, people: readonly number[]): Promise<void> {
  if (people.length === 0) return;
  const ids = sql`${idList([...new Set(people)])}::bigint[]`;
  await rowsOf(
    orm,
    sql`insert into last_attended (person) select id from unnest(${ids}) as id order by id
      on conflict (person) do update set days = excluded.days where false`,
  );
  await rowsOf(
    orm,
    sql`update last_attended l set days = coalesce(t.days, '{}'), latest = t.latest
      from unnest(${ids}) as id left join (${fromRecords(sql`person = any(${ids})`)}) t on t.person = id where l.person = id`,
  );
}

/** People whose rows differ from the records, in words. */
export const differentPeople = (orm: Orm): Promise<{ person: number; words: string }[]> =>
  rowsOf(
    orm,
    sql`select person::float8 as person, 'person ' || person || ': last attended ' || coalesce(l.days, '{}') || ' until ' || coalesce(l.latest::text, 'never')
        || ', records ' || coalesce(t.days, '{}') || ' until ' || coalesce(t.latest::text, 'never') as words
      from (${fromRecords(sql`true`)}) t full join last_attended l using (person)
      where (coalesce(t.days, '{}'), t.latest) is distinct from (coalesce(l.days, '{}'), l.latest) order by person`,
  );
