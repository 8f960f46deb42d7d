import { type Cells, type Checked, checkRows } from "../../core/import/cells.ts";
import { cellList, type Table } from "../../core/import/table.ts";
import type { IsoDate } from "../../core/places/city.ts";
import { type Known, type KnownPerson, reference } from "./known.ts";

/** A row of past training: it names people who are on record, or gives counts, or both (as our own export does). */
export interface TrainingRow {
  course: string;
  heldOn: IsoDate;
  department: string;
  people: readonly KnownPerson[];
  /** Whoever the row names and nobody knows, where they are to be counted. */
  uncounted: readonly string[];
  employees: number | undefined;
  contractors: number | undefined;
  unsplit: number | undefined;
  /** Tells sessions of one course, day and department apart. */
  session: string | undefined;
  note: string | undefined;
  /** The id it had when we exported it. */
  record: string | undefined;
}

/** What an earlier import brought in, and what is on record under the ids of an export. */
export interface OnRecord {
  /** Lines of the very same file whose records stand. */
  lines: ReadonlySet<number>;
  records: ReadonlyMap<string, { course: string; heldOn: string; department: string }>;
}

export const TRAINING_COLUMNS = [
  "course",
  "held_on",
  "department",
  "email",
  "employee_id",
  "external_id",
  "name",
  "first_name",
  "last_name",
  "employees",
  "contractors",
  "unsplit",
  "named",
  "record",
  "session",
  "note",
  "status",
];

const NEEDED = ["course", "held_on"];

export const checkTraining = (
  source: string | Table,
  known: Known,
  options: { unknownAsCount?: boolean } = {},
): Checked<TrainingRow> =>
  checkRows(
    source,
    TRAINING_COLUMNS,
    TRAINING_COLUMNS.filter((column) => !NEEDED.includes(column)),
    (cells) => trainingRow(cells, known, options.unknownAsCount === true),
    undefined,
  );

function trainingRow(cells: Cells, known: Known, unknownAsCount: boolean): TrainingRow {
  const named = namedIn(cells, known, unknownAsCount);
  const row: TrainingRow = {
    course: reference(cells, "course", known.course, "course"),
    heldOn: cells.day("held_on"),
    department: departmentOf(cells, known, named.people),
    ...named,
    employees: cells.count("employees", 0),
    contractors: cells.count("contractors", 0),
    unsplit: cells.count("unsplit", 0),
    session: cells.optional("session"),
    // A note that stands for a person's name tells no session apart.
    note: namelessName(cells) === cells.optional("note") ? undefined : cells.optional("note"),
    record: cells.optional("record"),
  };
  refuseNobody(cells, row);
  if (row.heldOn > known.today) cells.reject("held_on", "has not come yet");
  return row;
}

/** Whoever is named by address, number or in our export's list; the name alone tells nobody apart. */
function namedIn(cells: Cells, known: Known, unknownAsCount: boolean) {
  const keys = ["email", "employee_id", "external_id"].flatMap((column) => cells.optional(column) ?? []);
  const listed = cellList(cells.optional("named")).map((one) => [one]);
  const tries = keys.length > 0 ? [keys, ...listed] : listed;
  const found = tries.map((tried) => ({ tried, is: known.person(tried) }));
  const column = KEY_COLUMNS.find((one) => cells.optional(one) !== undefined) ?? "email";
  const two = found.flatMap(({ is }) => (is.is === "two" ? [is.names] : []));
  for (const names of two) cells.reject(column, `names two people: ${names}`);
  const unknown = found.flatMap(({ tried, is }) =>
    is.is === "unknown" ? [cells.optional("name") ?? tried[0] ?? ""] : [],
  );
  if (unknown.length > 0 && !unknownAsCount) cells.reject(column, UNKNOWN);
  return {
    people: found.flatMap(({ is }) => (is.is === "known" ? [is.person] : [])),
    uncounted: tries.length > 0 ? unknown : nameless(cells, unknownAsCount),
  };
}

const KEY_COLUMNS = ["email", "employee_id", "external_id", "named"];

const UNKNOWN = "is nobody on record; import people first, or count them without a name with --unknown-as-count";

const COUNTS = ["employees", "contractors", "unsplit"];

/** A row that has neither a key nor a count stands for one person, whose name it gives or notes. */
function nameless(cells: Cells, unknownAsCount: boolean): string[] {
  const said = namelessName(cells);
  if (said === undefined || unknownAsCount) return said === undefined ? [] : [said];
  const column = cells.optional("name") === undefined ? "note" : "name";
  cells.reject(column, `gives no e-mail or employee id, and no count: ${UNKNOWN}`);
  return [];
}

function namelessName(cells: Cells): string | undefined {
  if ([...KEY_COLUMNS, ...COUNTS].some((column) => cells.optional(column) !== undefined)) return undefined;
  return cells.optional("name") ?? cells.optional("note");
}

/** Where the file does not say it, the department is the person's own. */
function departmentOf(cells: Cells, known: Known, people: readonly KnownPerson[]): string {
  const own = people[0]?.department;
  if (cells.optional("department") === undefined && own !== undefined) return own;
  return reference(cells, "department", known.department, "department");
}

function refuseNobody(cells: Cells, row: TrainingRow): void {
  const counted = (row.employees ?? 0) + (row.contractors ?? 0) + (row.unsplit ?? 0);
  const named = row.people.length + row.uncounted.length;
  if (named === 0 && counted === 0 && cells.problems.length === 0)
    cells.reject("employees", "counts nobody: a row names a person, or gives counts");
  const single = cells.optional("named") === undefined && named > 0;
  if (single && counted > 0) cells.reject("email", "stands beside a count: a row names a person, or gives counts");
  const few = (audience: string, count: number | undefined) =>
    count !== undefined && row.people.filter((person) => person.audience === audience).length > count;
  if (few("employee", row.employees)) cells.reject("employees", "are fewer than the people named");
  if (few("contractor", row.contractors)) cells.reject("contractors", "are fewer than the people named");
}
