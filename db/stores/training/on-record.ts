import { sql } from "drizzle-orm";
import type { PersonName } from "../../../src/core/people/person.ts";
import type { TrainingEntry, TrainingRecord } from "../../../src/domain/training/store.ts";
import { type Orm, rowsOf } from "../../database.ts";
import { idList } from "../../ids.ts";
import { readRecords } from "./read.ts";

/** How much of an entry is on record for its course, day and department already (contract.md, The same again). */
export type OnRecord =
  | { is: "all"; record: TrainingRecord; people: PersonName[] }
  /** The same counts: another session, or the same again? */
  | { is: "same-counts"; record: TrainingRecord }
  | { is: "some"; people: PersonName[]; rest: TrainingEntry }
  | { is: "nothing" };

export async function whatIsOnRecord(orm: Orm, entry: TrainingEntry): Promise<OnRecord> {
  if (entry.anotherSession) return { is: "nothing" };
  const records = await thatDay(orm, entry);
  const people = records.flatMap((record) => record.named).filter(({ id }) => entry.people.includes(id));
  const twin = await twinOf(orm, entry, records);
  if (twin && entry.people.length > 0 && entry.people.every((id) => twin.people.includes(id)))
    return { is: "all", record: twin, people };
  if (twin) return { is: "same-counts", record: twin };
  const first = records.find((record) => record.people.some((id) => entry.people.includes(id)));
  if (!first) return { is: "nothing" };
  const rest = without(entry, people);
  return saysNothing(rest) ? { is: "all", record: first, people } : { is: "some", people, rest };
}

/** Everybody named in a live record of that course, day and department. */
export async function namedThatDay(orm: Orm, entry: TrainingEntry): Promise<PersonName[]> {
  return (await thatDay(orm, entry)).flatMap((record) => record.named);
}

/** Live records, newest first. */
const thatDay = (orm: Orm, { course, heldOn, department }: TrainingEntry) =>
  readRecords(
    orm,
    sql`s.course = ${course} and s.held_on = ${heldOn} and s.department = ${department} and r.voided_at is null`,
    sql`order by r.recorded_at desc, r.id desc`,
  );

/** The record of the same counts, where the entry counts anybody without a name; the one with the same people first. */
async function twinOf(orm: Orm, entry: TrainingEntry, records: readonly TrainingRecord[]) {
  const { employees, contractors, unsplit } = await totalsOf(orm, entry);
  if (employees + contractors + unsplit <= entry.people.length) return undefined;
  const twins = records.filter(
    ({ totals }) => totals.employees === employees && totals.contractors === contractors && totals.unsplit === unsplit,
  );
  return twins.find((twin) => entry.people.every((id) => twin.people.includes(id))) ?? twins[0];
}

async function totalsOf(orm: Orm, entry: TrainingEntry) {
  const named = await rowsOf<{ audience: string }>(
    orm,
    sql`select audience from people where id = any(${idList(entry.people)}::bigint[])`,
  );
  const of = (audience: string) => named.filter((person) => person.audience === audience).length;
  return {
    employees: entry.employees ?? of("employee"),
    contractors: entry.contractors ?? of("contractor"),
    unsplit: entry.unsplit ?? 0,
  };
}

/** The entry less these people, in names and in counts. */
function without(entry: TrainingEntry, people: readonly PersonName[]): TrainingEntry {
  const less = (count: number | undefined, audience: string) =>
    count === undefined ? undefined : count - people.filter((one) => one.audience === audience).length || undefined;
  return {
    ...entry,
    people: entry.people.filter((id) => !people.some((person) => person.id === id)),
    employees: less(entry.employees, "employee"),
    contractors: less(entry.contractors, "contractor"),
  };
}

const saysNothing = ({ people, employees, contractors, unsplit }: TrainingEntry) =>
  people.length === 0 && (employees ?? 0) + (contractors ?? 0) + (unsplit ?? 0) <= 0;
