import { type Cells, type Checked, checkRows } from "../../core/import/cells.ts";
import type { Table } from "../../core/import/table.ts";
import type { Audience, Tier } from "../../core/people/person.ts";
import type { IsoDate } from "../../core/places/city.ts";
import { type Known, reference } from "./known.ts";

export const TIER_NAMES = ["senior-manager", "manager", "employee"] as const;
export const AUDIENCES = ["employee", "contractor"] as const;
const YES = ["true", "yes", "1", "y"] as const;
const NO = ["false", "no", "0", "n"] as const;
const ROLE_NAMES = ["officer", "auditor", "admin", "lead"] as const;

/** What a file may say of a person's own row. Undefined is unchanged, null clears. */
export interface PersonFields {
  email?: string | null | undefined;
  employeeId?: string | null | undefined;
  externalId?: string | null | undefined;
  name?: string | undefined;
  tier?: Tier | undefined;
  seniorLeader?: boolean | undefined;
  audience?: Audience | undefined;
  granted?: readonly ("officer" | "auditor" | "admin")[] | undefined;
  title?: string | null | undefined;
  leftOn?: IsoDate | null | undefined;
}

export interface PersonRow extends PersonFields {
  /** Whom a directory means whatever the keys are by now. */
  person?: number | undefined;
  department?: string | undefined;
  /** From which day the department counts; the day of the import unless it is said. */
  from?: IsoDate | undefined;
  lead?: boolean | undefined;
  slackUserId?: string | undefined;
  teamsUserId?: string | undefined;
}

export const PEOPLE_COLUMNS = [
  "email",
  "employee_id",
  "external_id",
  "name",
  "first_name",
  "last_name",
  "department",
  "tier",
  "senior_leader",
  "audience",
  "roles",
  "title",
  "slack_user_id",
  "teams_user_id",
  "left_on",
  "from",
];

const KEYS = ["email", "employee_id", "external_id"] as const;

export function checkPeople(source: string | Table, known: Known): Checked<PersonRow> {
  const first = new Map<string, number>();
  return checkRows(
    source,
    PEOPLE_COLUMNS,
    PEOPLE_COLUMNS,
    (cells) => {
      const row = personRow(cells, known);
      refuseTwice(cells, first);
      return row;
    },
    undefined,
  );
}

/** In a file nobody stands twice: which of the two lines should count? */
function refuseTwice(cells: Cells, first: Map<string, number>): void {
  for (const column of KEYS) {
    const key = cells.optional(column)?.toLowerCase();
    if (key === undefined || key === "-") continue;
    const before = first.get(`${column} ${key}`);
    if (before !== undefined) {
      cells.reject(column, `stands on line ${before} already`);
      return;
    }
    first.set(`${column} ${key}`, cells.line);
  }
}

function personRow(cells: Cells, known: Known): PersonRow {
  const roles = clears(cells, "roles") ? [] : some(cells, "roles", () => cells.someOf("roles", ROLE_NAMES));
  const department = some(cells, "department", () => reference(cells, "department", known.department, "department"));
  const row: PersonRow = {
    email: clears(cells, "email") ? null : some(cells, "email", () => address(cells)),
    employeeId: ownWords(cells, "employee_id"),
    externalId: ownWords(cells, "external_id"),
    name: some(cells, "name", () => cells.text("name")),
    department,
    tier: some(cells, "tier", () => cells.oneOf("tier", TIER_NAMES)),
    seniorLeader: some(cells, "senior_leader", () => yesOrNo(cells)),
    audience: some(cells, "audience", () => audience(cells)),
    granted: roles?.filter((role) => role !== "lead"),
    lead: roles?.includes("lead"),
    title: ownWords(cells, "title"),
    slackUserId: cells.optional("slack_user_id"),
    teamsUserId: cells.optional("teams_user_id"),
    leftOn: clears(cells, "left_on") ? null : some(cells, "left_on", () => cells.day("left_on")),
    from: some(cells, "from", () => cells.day("from")),
  };
  if (row.lead && department === undefined) cells.reject("roles", "names a lead who is in no department");
  if (!KEYS.some((key) => cells.optional(key) !== undefined))
    cells.reject(
      "email",
      "is empty, and so are employee_id and external_id: add one of them, so that this person is known again",
    );
  return row;
}

const clears = (cells: Cells, column: string) => cells.optional(column) === "-";

/** Blank and absent are unchanged. */
const some = <T>(cells: Cells, column: string, read: () => T): T | undefined =>
  cells.optional(column) === undefined ? undefined : read();

const ownWords = (cells: Cells, column: string): string | null | undefined =>
  clears(cells, column) ? null : cells.optional(column);

function yesOrNo(cells: Cells): boolean {
  const said: string = cells.oneOf("senior_leader", [...YES, ...NO]);
  return YES.some((yes) => yes === said);
}

function address(cells: Cells): string {
  const typed = cells.text("email");
  if (!/^\S+@\S+\.\S+$/.test(typed)) cells.reject("email", "is not an e-mail address");
  return typed;
}

/** HR systems say "Contingent Worker" and "Regular"; what we do not know is asked, since counts depend on it. */
function audience(cells: Cells): Audience {
  const typed = cells.text("audience").toLowerCase();
  if (/conting|contract|consult|vendor|agency|outside/.test(typed)) return "contractor";
  if (/employee|regular|full|part|permanent|staff|seasonal|temporary|intern|elected/.test(typed)) return "employee";
  return cells.oneOf("audience", AUDIENCES);
}
