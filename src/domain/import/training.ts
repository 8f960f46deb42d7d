import type { Stores } from "../../core/command/stores.ts";
import type { IsoDate } from "../../core/places/city.ts";
import type { Write } from "../../core/request/write.ts";
import type { TrainingEntry, TrainingRecord } from "../training/store.ts";
import type { TrainingRow } from "./kinds.ts";
import type { RowOutcome } from "./store.ts";

/** Rows that become one record: all that name people of one session, or a single row of counts. */
interface Group {
  rows: TrainingRow[];
  entry: TrainingEntry;
  /** The person of each row, in its order; undefined in a row of counts. */
  people: (number | undefined)[];
}

/**
 * Training of past years: rows that name people of one session become one record, each row of counts its own. What is
 * on record already stays as it is, so the same file may be imported again.
 */
export async function importTraining(
  stores: Stores,
  rows: readonly TrainingRow[],
  today: IsoDate,
  write: Write,
  dryRun: boolean,
): Promise<RowOutcome[]> {
  const emails = [...new Set(rows.flatMap((row) => (row.email === undefined ? [] : [row.email])))];
  const known = await stores.people.byEmail(emails, today);
  const ids = new Map(known.map((person) => [person.email.toLowerCase(), person.id]));
  const groups = groupRows(rows).map((group) => groupOf(group, ids));
  const outcomes = new Map<TrainingRow, RowOutcome>();
  const earlier = new Map<string, TrainingEntry[]>();
  for (const [at, group] of groups.entries()) {
    const inFile = earlier.get(sessionOf(group.entry)) ?? [];
    const before = dryRun
      ? await foreseen(stores, group, inFile)
      : await recorded(stores, group, { ...write, request: `${write.request}:${at}` });
    for (const [place, row] of group.rows.entries()) {
      const twice = group.people.indexOf(group.people[place]) < place;
      outcomes.set(row, twice || before(group.people[place]) ? "unchanged" : "added");
    }
    earlier.set(sessionOf(group.entry), [...inFile, group.entry]);
  }
  return rows.map((row) => outcomes.get(row) ?? "unchanged");
}

/** Whether the row of that person, or of counts, was on record before. */
type Before = (person: number | undefined) => boolean;

async function recorded({ training }: Stores, { entry }: Group, write: Write): Promise<Before> {
  const result = await training.record(entry, write);
  if (result.outcome !== "recorded") return () => true;
  const before = new Set(result.alreadyRecorded.map((person) => person.id));
  return (person) => person !== undefined && before.has(person);
}

/** What recording would do, seen from what is on record and from the rows before it in the file. */
async function foreseen({ training }: Stores, { entry }: Group, inFile: readonly TrainingEntry[]): Promise<Before> {
  const { course, department, heldOn } = entry;
  const onRecord = await training.sessions({ course, department, start: heldOn, end: heldOn, limit: MOST_OF_A_DAY });
  const named = new Set([...onRecord, ...inFile].flatMap((one) => one.people));
  const counts = [...onRecord.map(asCounted), ...inFile].filter((one) => one.people.length === 0).map(countsOf);
  return (person) => (person === undefined ? counts.includes(countsOf(entry)) : named.has(person));
}

/** Nobody logs one course of one department so often on one day. */
const MOST_OF_A_DAY = 1000;

const asCounted = ({ totals, people }: TrainingRecord) => ({ ...totals, people });

const countsOf = ({ employees = 0, contractors = 0, unsplit = 0 }: Partial<TrainingEntry>) =>
  [employees, contractors, unsplit].join(" ");

const sessionOf = ({ course, department, heldOn }: TrainingEntry) => [course, department, heldOn].join(" ");

function groupRows(rows: readonly TrainingRow[]): [TrainingRow, ...TrainingRow[]][] {
  const groups = new Map<string, [TrainingRow, ...TrainingRow[]]>();
  for (const [at, row] of rows.entries()) {
    const session = [row.course, row.heldOn, row.department, row.note].join("\u0001");
    const key = row.email === undefined ? `row ${at}` : session;
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return [...groups.values()];
}

function groupOf(rows: [TrainingRow, ...TrainingRow[]], ids: ReadonlyMap<string, number>): Group {
  const [{ course, heldOn, department, employees, contractors, note }] = rows;
  const people = rows.map((row) => (row.email === undefined ? undefined : ids.get(row.email.toLowerCase())));
  const named = [...new Set(people.flatMap((person) => person ?? []))];
  const entry = { course, heldOn, department, people: named, employees, contractors, unsplit: undefined, note };
  return { rows, entry, people };
}
