import type { Catalog } from "../../core/catalog/catalog.ts";
import type { Stores } from "../../core/command/stores.ts";
import type { Checked } from "../../core/import/cells.ts";
import type { FileReading, FileShape } from "../../core/import/read-file.ts";
import type { Problem } from "../../core/import/table.ts";
import type { City, IsoDate } from "../../core/places/city.ts";
import { Refusal } from "../../core/request/errors.ts";
import type { Write } from "../../core/request/write.ts";
import {
  COURSE_COLUMNS,
  checkCourses,
  checkDepartments,
  checkHeadcounts,
  DEPARTMENT_COLUMNS,
  HEADCOUNT_COLUMNS,
} from "./kinds.ts";
import { knownOf } from "./known.ts";
import { checkMeasures, importMeasures, MEASURE_COLUMNS, withoutDifferent } from "./measures.ts";
import { differences, type PersonChange } from "./person-change.ts";
import { checkPeople, PEOPLE_COLUMNS } from "./person-file.ts";
import { planPeople } from "./person-plan.ts";
import type { RowOutcome } from "./store.ts";
import { planTraining, writeTraining } from "./training.ts";
import { checkTraining, TRAINING_COLUMNS } from "./training-file.ts";

/** What an import needs of the city. */
export interface ImportEnv {
  stores: Stores;
  catalog: Catalog;
  city: City;
  today: IsoDate;
}

interface Wishes {
  skipBad: boolean;
  unknownAsCount: boolean;
}

/** What the good rows of a file would do. */
export interface Planned {
  problems: readonly Problem[];
  notes: readonly Problem[];
  said: readonly string[];
  rows: readonly { line: number; outcome: RowOutcome; changes: readonly string[] }[];
  /** What the rows add up to, by column: a total in the file is compared with it. */
  sums: Readonly<Record<string, number>>;
  apply(write: Write): Promise<void>;
}

/** One kind of file: its columns, and what its rows do. */
export interface Source {
  shape: FileShape;
  /** A file of another kind, told in words before its rows are. */
  refuse?: (reading: FileReading) => void;
  plan(reading: FileReading, env: ImportEnv, wishes: Wishes): Promise<Planned>;
}

const shape = (columns: readonly string[], ...days: string[]): FileShape => ({ columns, days, strict: true });

/** Kinds whose rows are written as a set, and rehearsed by the same statement taken back. */
async function plainly<Row>(
  { rows, problems, notes }: Checked<Row>,
  write: (rows: readonly (Row & { line: number })[], write: Write, dryRun: boolean) => Promise<RowOutcome[]>,
): Promise<Planned> {
  const outcomes = rows.length === 0 ? [] : await write(rows, REHEARSAL, true);
  return {
    problems,
    notes,
    said: [],
    rows: rows.map(({ line }, at) => ({ line, outcome: outcomes[at] ?? "unchanged", changes: [] })),
    sums: {},
    apply: async (to) => void (await write(rows, to, false)),
  };
}

/** Taken back before anybody could see it. */
const REHEARSAL: Write = { actor: 0, request: "import:rehearsal", year: 2000 };

const people = async ({ stores, catalog, today }: ImportEnv) =>
  knownOf(catalog, await stores.people.withKeys(today), today);

export const KINDS = {
  departments: {
    shape: shape(DEPARTMENT_COLUMNS),
    plan: (reading, { stores, catalog }) =>
      plainly(checkDepartments(reading, catalog.departments), stores.imports.departments),
  },
  people: { shape: shape(PEOPLE_COLUMNS, "left_on", "from"), plan: planPersons },
  courses: {
    shape: shape(COURSE_COLUMNS),
    plan: (reading, { stores }) => plainly(checkCourses(reading), stores.imports.courses),
  },
  headcounts: {
    shape: shape(HEADCOUNT_COLUMNS, "as_of"),
    plan: async (reading, { stores, catalog, today }) =>
      plainly(checkHeadcounts(reading, knownOf(catalog, [], today)), stores.imports.headcounts),
  },
  training: { shape: shape(TRAINING_COLUMNS, "held_on"), refuse: refuseSignIn, plan: planSessions },
  measures: {
    shape: shape(MEASURE_COLUMNS),
    plan: async (reading, { stores, ...known }) =>
      plainly(await withoutDifferent(stores.measures, checkMeasures(reading, known)), (rows, write, dryRun) =>
        importMeasures(stores.measures, rows, write, dryRun),
      ),
  },
} satisfies Record<string, Source>;

export type ImportKind = keyof typeof KINDS;

function leavesSaid(changes: readonly PersonChange[]): string[] {
  const held = changes.filter((change) => change.held !== undefined).length;
  if (held === 0) return [];
  return [
    `${held} people would leave at once: more likely a filter set wrong than a truth. They stay, and the rest of their rows goes in. An administrator is told, and decides in chat, with: admin leaves`,
  ];
}

function officersSaid(changes: readonly PersonChange[]): string[] {
  const named = (all: readonly PersonChange[]) => all.map(({ after }) => after.name).join(", ");
  const waiting = changes.filter(({ confirmers = [] }) => confirmers.length > 0);
  const alone = changes.filter(({ confirmers }) => confirmers?.length === 0);
  const how = "an equity officer or an administrator, in chat: admin role confirm @them";
  return [
    ...(waiting.length > 0
      ? [`Equity officer only once somebody confirms it: ${named(waiting)}. It takes ${how}`]
      : []),
    ...(alone.length > 0
      ? [
          `Equity officer at once, for nobody is there to confirm it: ${named(alone)}. /readyz says so until it is done by ${how}`,
        ]
      : []),
  ];
}

async function planPersons(reading: FileReading, env: ImportEnv): Promise<Planned> {
  const { stores, catalog, today } = env;
  const checked = checkPeople(reading, knownOf(catalog, [], today));
  const plan = planPeople(checked.rows, await stores.imports.peopleOnRecord(), today);
  const changes = plan.changes.flatMap((change) => change ?? []);
  const good = new Set(changes.map(({ line }) => line));
  return {
    problems: [...checked.problems, ...plan.problems],
    notes: checked.notes,
    said: [...leavesSaid(changes), ...officersSaid(changes)],
    rows: changes.map((change) => {
      const differs = differences(change);
      const outcome = change.before === undefined ? "added" : differs.length > 0 ? "changed" : "unchanged";
      return { line: change.line, outcome, changes: differs };
    }),
    sums: {},
    apply: async (write) => {
      const rows = checked.rows.filter(({ line }) => good.has(line));
      await stores.imports.people(rows, today, write, false);
    },
  };
}

/** A list of who attended says neither course nor day: that is known where the session was logged. */
function refuseSignIn({ columns }: FileReading): void {
  const says = (column: string) => columns.includes(column);
  if (says("course") || !(says("email") || says("name"))) return;
  throw new Refusal(
    "That is a sign-in sheet: it says who attended, not which course. Log the session in chat, press [Add names] on its receipt, and drop this file there. Or add a column “course”. Nothing was imported.",
  );
}

async function planSessions(reading: FileReading, env: ImportEnv, wishes: Wishes): Promise<Planned> {
  const { stores } = env;
  const checked = checkTraining(reading, await people(env), wishes);
  const records = checked.rows.flatMap(({ record }) => record ?? []);
  const plan = await planTraining(stores, checked.rows, await stores.imports.trainingOnRecord(reading.hash, records));
  const counted = [...new Set(checked.rows.flatMap(({ uncounted }) => uncounted))];
  const entries = plan.groups.map(({ entry }) => entry);
  const sum = (column: "employees" | "contractors" | "unsplit") =>
    entries.reduce((total, entry) => total + (entry[column] ?? (column === "employees" ? entry.people.length : 0)), 0);
  return {
    problems: [...checked.problems, ...plan.problems],
    notes: checked.notes,
    said: counted.length === 0 ? [] : [`Not on record, counted without a name: ${counted.join(", ")}.`],
    rows: checked.rows.map(({ line }, at) => ({ line, outcome: plan.outcomes[at] ?? "unchanged", changes: [] })),
    sums: { employees: sum("employees"), contractors: sum("contractors"), unsplit: sum("unsplit") },
    apply: (write) => writeTraining(stores, plan, write, write.file ?? { name: "", hash: reading.hash }),
  };
}
