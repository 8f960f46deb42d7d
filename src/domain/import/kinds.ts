import { PROGRAMS } from "../../core/catalog/programs.ts";
import { type Cells, type Checked, checkRows } from "../../core/import/cells.ts";
import { cellList } from "../../core/import/table.ts";
import type { IsoDate } from "../../core/places/city.ts";

export type { Checked } from "../../core/import/cells.ts";

/** What is on record already, which rows may refer to. */
export interface Known {
  departments: ReadonlySet<string>;
  courses: ReadonlySet<string>;
  /** Lower case. */
  emails: ReadonlySet<string>;
  today: IsoDate;
}

export const TIER_NAMES = ["senior-manager", "manager", "employee"] as const;
export const AUDIENCES = ["employee", "contractor"] as const;
const YES_OR_NO = ["true", "false", "yes", "no", "1", "0"] as const;
const ROLE_NAMES = ["officer", "auditor", "admin", "lead"] as const;

export interface DepartmentRow {
  code: string;
  name: string;
  aliases: string[];
  serviceArea: string | undefined;
}

export interface PersonRow {
  email: string;
  name: string;
  department: string | undefined;
  tier: (typeof TIER_NAMES)[number];
  seniorLeader: boolean;
  audience: (typeof AUDIENCES)[number];
  granted: ("officer" | "auditor" | "admin")[];
  lead: boolean;
  slackUserId: string | undefined;
  teamsUserId: string | undefined;
  leftOn: IsoDate | undefined;
}

export interface CourseRow {
  code: string;
  title: string;
  program: (typeof PROGRAMS)[number];
  mandatoryFor: (typeof TIER_NAMES)[number][];
  aliases: string[];
  validMonths: number | undefined;
}

export interface HeadcountRow {
  department: string;
  tier: (typeof TIER_NAMES)[number];
  audience: (typeof AUDIENCES)[number];
  count: number;
  asOf: IsoDate;
}

export interface TrainingRow {
  course: string;
  heldOn: IsoDate;
  department: string;
  email: string | undefined;
  employees: number | undefined;
  contractors: number | undefined;
  note: string | undefined;
}

const CODE = /^[A-Z0-9][A-Z0-9&_-]*$/;

function code(cells: Cells): string {
  const typed = cells.text("code").toUpperCase();
  if (typed !== "" && !CODE.test(typed)) cells.reject("code", 'may hold only letters, digits, "-", "_" and "&"');
  return typed;
}

/** A code that must be on record. */
function reference(cells: Cells, column: string, known: ReadonlySet<string>, what: string): string {
  const typed = cells.text(column).toUpperCase();
  if (typed !== "" && !known.has(typed)) cells.reject(column, `is no ${what} on record`);
  return typed;
}

function email(cells: Cells, column: string): string {
  const typed = cells.text(column);
  if (typed !== "" && !/^\S+@\S+\.\S+$/.test(typed)) cells.reject(column, "is not an e-mail address");
  return typed;
}

export const checkDepartments = (text: string): Checked<DepartmentRow> =>
  checkRows(
    text,
    ["code", "name", "aliases", "service_area"],
    ["aliases", "service_area"],
    (cells) => ({
      code: code(cells),
      name: cells.text("name"),
      aliases: cellList(cells.optional("aliases")),
      serviceArea: cells.optional("service_area"),
    }),
    (row) => row.code,
  );

export const checkCourses = (text: string): Checked<CourseRow> =>
  checkRows(
    text,
    ["code", "title", "program", "mandatory_for", "aliases", "valid_months"],
    ["aliases", "valid_months"],
    (cells) => ({
      code: code(cells),
      title: cells.text("title"),
      program: cells.oneOf("program", PROGRAMS),
      mandatoryFor: cells.someOf("mandatory_for", TIER_NAMES),
      aliases: cellList(cells.optional("aliases")),
      validMonths: cells.count("valid_months", 1),
    }),
    (row) => row.code,
  );

const PEOPLE_COLUMNS = [
  "email",
  "name",
  "department",
  "tier",
  "senior_leader",
  "audience",
  "roles",
  "slack_user_id",
  "teams_user_id",
  "left_on",
];

export const checkPeople = (text: string, known: Known): Checked<PersonRow> =>
  checkRows(
    text,
    PEOPLE_COLUMNS,
    ["left_on"],
    (cells) => personRow(cells, known),
    (row) => row.email.toLowerCase(),
  );

function personRow(cells: Cells, known: Known): PersonRow {
  const roles = cells.someOf("roles", ROLE_NAMES);
  const department =
    cells.optional("department") === undefined
      ? undefined
      : reference(cells, "department", known.departments, "department");
  if (roles.includes("lead") && department === undefined) cells.reject("roles", "names a lead who is in no department");
  return {
    email: email(cells, "email"),
    name: cells.text("name"),
    department,
    tier: cells.oneOf("tier", TIER_NAMES, "employee"),
    seniorLeader: ["true", "yes", "1"].includes(cells.oneOf("senior_leader", YES_OR_NO, "false")),
    audience: cells.oneOf("audience", AUDIENCES, "employee"),
    granted: roles.filter((role) => role !== "lead"),
    lead: roles.includes("lead"),
    slackUserId: cells.optional("slack_user_id"),
    teamsUserId: cells.optional("teams_user_id"),
    leftOn: cells.optional("left_on") === undefined ? undefined : cells.day("left_on"),
  };
}

export const checkHeadcounts = (text: string, known: Known): Checked<HeadcountRow> =>
  checkRows(
    text,
    ["department", "tier", "audience", "count", "as_of"],
    [],
    (cells) => ({
      department: reference(cells, "department", known.departments, "department"),
      tier: cells.oneOf("tier", TIER_NAMES),
      audience: cells.oneOf("audience", AUDIENCES),
      count: count(cells),
      asOf: cells.day("as_of"),
    }),
    (row) => [row.department, row.tier, row.audience, row.asOf].join(" "),
  );

function count(cells: Cells): number {
  cells.text("count");
  return cells.count("count", 0) ?? 0;
}

export const checkTraining = (text: string, known: Known): Checked<TrainingRow> =>
  checkRows(
    text,
    ["course", "held_on", "department", "email", "employees", "contractors", "note"],
    ["note"],
    (cells) => trainingRow(cells, known),
    undefined,
  );

function trainingRow(cells: Cells, known: Known): TrainingRow {
  const named = cells.optional("email");
  const row: TrainingRow = {
    course: reference(cells, "course", known.courses, "course"),
    heldOn: cells.day("held_on"),
    department: reference(cells, "department", known.departments, "department"),
    email: named,
    employees: cells.count("employees", 0),
    contractors: cells.count("contractors", 0),
    note: cells.optional("note"),
  };
  if (named !== undefined && !known.emails.has(named.toLowerCase())) cells.reject("email", "is nobody on record");
  if (named !== undefined && (row.employees ?? row.contractors) !== undefined)
    cells.reject("email", "stands beside a count: a row names a person, or gives counts");
  if (named === undefined && (row.employees ?? 0) + (row.contractors ?? 0) === 0)
    cells.reject("employees", "counts nobody: a row names a person, or gives counts");
  if (row.heldOn > known.today) cells.reject("held_on", "has not come yet");
  return row;
}
