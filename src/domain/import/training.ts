import type { Stores } from "../../core/command/stores.ts";
import type { Problem } from "../../core/import/table.ts";
import type { FileSource, Write } from "../../core/request/write.ts";
import type { RecordOutcome, TrainingEntry, TrainingRecord } from "../training/store.ts";
import type { RowOutcome } from "./store.ts";
import type { OnRecord, TrainingRow } from "./training-file.ts";

type Row = TrainingRow & { line: number };

/** Rows that become one record: all that name people of one session, or a single row of counts. */
interface Group {
  rows: [Row, ...Row[]];
  entry: TrainingEntry;
  /** On record already, for all of its rows. */
  known: boolean;
  /** Whoever of it is on record for the session. */
  before: ReadonlySet<number>;
}

export interface TrainingPlan {
  groups: Group[];
  outcomes: RowOutcome[];
  problems: Problem[];
}

/**
 * What the rows of past training would do: rows that name people of one session become one record, each row of counts its
 * own. Rows that differ in `session` (or, without it, in `note`) are sessions of their own. What is on record stays as it
 * is, so the same file may be imported again; the same counts from another file are asked, never dropped or doubled.
 */
export async function planTraining(stores: Stores, rows: readonly Row[], onRecord: OnRecord): Promise<TrainingPlan> {
  const groups: Group[] = [];
  const problems: Problem[] = [];
  const days = new Map<string, Day>();
  for (const one of groupRows(rows)) {
    const entry = entryOf(one);
    const key = [entry.course, entry.department, entry.heldOn].join(" ");
    const day = days.get(key) ?? (await dayOf(stores, entry));
    days.set(key, day);
    const known = one.every((row) => isOnRecord(row, onRecord));
    const problem = known ? undefined : (tooFew(one, entry) ?? sameCounts(one[0], entry, day));
    if (problem) problems.push(problem);
    else groups.push(placed(one, entry, day, known));
  }
  return { groups, outcomes: outcomesOf(rows, groups), problems };
}

/** Writes what was planned; each record keeps its file and lines. */
export async function writeTraining(
  { training }: Stores,
  { groups }: TrainingPlan,
  write: Write,
  file: FileSource,
): Promise<void> {
  for (const [at, { entry, rows, known }] of groups.entries()) {
    if (known) continue;
    const lines = rows.flatMap(({ line, people }) =>
      people.length === 0 ? [{ line }] : people.map(({ id }) => ({ line, person: id })),
    );
    await recordOne(training, entry, { ...write, request: `${write.request}:${at}`, file: { ...file, lines } });
  }
}

const recordOne = (training: Stores["training"], entry: TrainingEntry, write: Write): Promise<RecordOutcome> =>
  training.record(entry, write);

/** Sessions of one course, department and day: on record, and in the file so far. */
interface Day {
  records: readonly TrainingRecord[];
  /** Label of each session so far: the first of the file shares the one on record. */
  labels: Map<string, Set<number>>;
  counts: { label: string; counts: string }[];
}

/** Nobody logs one course of one department so often on one day. */
const MOST_OF_A_DAY = 1000;

async function dayOf({ training }: Stores, { course, department, heldOn }: TrainingEntry): Promise<Day> {
  const records = await training.sessions({ course, department, start: heldOn, end: heldOn, limit: MOST_OF_A_DAY });
  return { records, labels: new Map(), counts: [] };
}

const isOnRecord = ({ line, record, course, heldOn, department }: Row, { lines, records }: OnRecord): boolean => {
  const exported = record === undefined ? undefined : records.get(record);
  const same = exported?.course === course && exported.heldOn === heldOn && exported.department === department;
  return lines.has(line) || same;
};

const labelOf = ({ session, note }: Pick<Row, "session" | "note">) => session ?? note ?? "";

/** The same counts on record from elsewhere: only a `session` that nothing on record has says that it is another one. */
function sameCounts(row: Row, entry: TrainingEntry, day: Day): Problem | undefined {
  if (entry.people.length > 0) return undefined;
  const same = day.records.find(({ people, totals }) => people.length === 0 && countsOf(totals) === countsOf(entry));
  if (!same || (row.session !== undefined && row.session !== same.note)) return undefined;
  const value = String((entry.employees ?? 0) + (entry.contractors ?? 0) + (entry.unsplit ?? 0));
  return {
    line: row.line,
    column: entry.employees === undefined ? "unsplit" : "employees",
    value,
    reason: `is on record for that course, day and department as ${same.id}: leave the row out, or tell it apart in a column "session"`,
  };
}

function placed(rows: [Row, ...Row[]], entry: TrainingEntry, day: Day, known: boolean): Group {
  const label = labelOf(rows[0]);
  const others = [...day.labels.keys()].filter((one) => one !== label);
  const named = day.labels.get(label) ?? new Set<number>();
  const recorded = day.records.filter((record) => others.length === 0 || (record.note ?? "") === label);
  const before = new Set([...named, ...recorded.flatMap((record) => record.people)]);
  day.labels.set(label, new Set([...named, ...entry.people]));
  const onRecord = day.records.some((record) => (record.note ?? "") === label);
  const counted = day.counts.some((one) => one.label === label && one.counts === countsOf(entry));
  const again = entry.people.length === 0 ? counted : entry.people.every((id) => before.has(id));
  if (entry.people.length === 0) day.counts.push({ label, counts: countsOf(entry) });
  const other = others.length > 0 || (entry.people.length === 0 && clashes(entry, day));
  const another = other && !onRecord && !day.labels.has(`${label}\u0001`);
  if (another) day.labels.set(`${label}\u0001`, new Set());
  return { rows, entry: another ? { ...entry, anotherSession: true } : entry, known: known || again, before };
}

/** With another session on record that has the same counts. */
const clashes = (entry: TrainingEntry, { records }: Day) =>
  records.some(({ people, totals }) => people.length === 0 && countsOf(totals) === countsOf(entry));

const countsOf = ({
  employees = 0,
  contractors = 0,
  unsplit = 0,
}: Pick<Partial<TrainingEntry>, "employees" | "contractors" | "unsplit">) =>
  [employees, contractors, unsplit].join(" ");

function outcomesOf(rows: readonly Row[], groups: readonly Group[]): RowOutcome[] {
  const outcomes = new Map<Row, RowOutcome>();
  for (const group of groups) for (const [row, outcome] of outcomesIn(group)) outcomes.set(row, outcome);
  return rows.map((row) => outcomes.get(row) ?? "unchanged");
}

/** A row that says nothing new of its session changes nothing. */
function outcomesIn({ rows, known, before }: Group): [Row, RowOutcome][] {
  const seen = new Set<number | string>(before);
  return rows.map((row) => {
    const says = [...row.people.map(({ id }) => id), ...row.uncounted, ...(isCounted(row) ? ["counts"] : [])];
    const old = known || says.every((one) => seen.has(one));
    for (const one of says) seen.add(one);
    return [row, old ? "unchanged" : "added"];
  });
}

const isCounted = ({ employees, contractors, unsplit }: Row) => (employees ?? contractors ?? unsplit) !== undefined;

/**
 * One record a session: a row of counts includes whoever other rows of the session name. A second, different row of counts
 * is a record of its own, and so is a row of our export, which holds names and counts.
 */
function groupRows(rows: readonly Row[]): [Row, ...Row[]][] {
  const sessions = grouped(rows, (row, at) =>
    row.record !== undefined || (isCounted(row) && row.people.length > 0)
      ? `row ${at}`
      : [row.course, row.heldOn, row.department, labelOf(row)].join("\u0001"),
  );
  return sessions.flatMap((session) => {
    const [first = [], ...others] = grouped(session.filter(isCounted), (row) => countsOf(row));
    const named = session.filter((row) => !isCounted(row));
    return [[...first, ...named], ...others].flatMap(([one, ...more]) =>
      one ? [[one, ...more] as [Row, ...Row[]]] : [],
    );
  });
}

function grouped(rows: readonly Row[], keyOf: (row: Row, at: number) => string): Row[][] {
  const groups = new Map<string, Row[]>();
  for (const [at, row] of rows.entries()) {
    const key = keyOf(row, at);
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return [...groups.values()];
}

/** Whoever is not on record counts beside those named, as an employee: that is what "people" means in chat, too. */
function entryOf(rows: [Row, ...Row[]]): TrainingEntry {
  const [{ course, heldOn, department, employees, contractors, unsplit, note, session }] = rows;
  const people = [...new Map(rows.flatMap((row) => row.people.map((person) => [person.id, person] as const))).values()];
  const unknown = new Set(rows.flatMap(({ uncounted }) => uncounted)).size;
  const named = people.filter(({ audience }) => audience === "employee").length;
  return {
    course,
    heldOn,
    department,
    people: people.map(({ id }) => id),
    employees: isCounted(rows[0]) ? employees : unknown > 0 ? named + unknown : undefined,
    contractors,
    unsplit,
    note: note ?? session,
  };
}

/** Fewer than are named cannot be a count that includes them. */
function tooFew(rows: [Row, ...Row[]], { employees, contractors }: TrainingEntry): Problem | undefined {
  const people = [...new Map(rows.flatMap((row) => row.people.map((person) => [person.id, person] as const))).values()];
  const unknown = new Set(rows.flatMap(({ uncounted }) => uncounted)).size;
  const named = (audience: string) => people.filter((person) => person.audience === audience).length;
  const short = (column: string, count: number | undefined, needed: number): Problem[] =>
    count !== undefined && count < needed
      ? [
          {
            line: rows[0].line,
            column,
            value: String(count),
            reason: `is fewer than the ${needed} named for that session`,
          },
        ]
      : [];
  const [problem] = [
    ...short("employees", employees, named("employee") + unknown),
    ...short("contractors", contractors, named("contractor")),
  ];
  return problem;
}
