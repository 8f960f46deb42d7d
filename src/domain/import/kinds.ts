import type { Department } from "../../core/catalog/catalog.ts";
import { PROGRAMS } from "../../core/catalog/programs.ts";
import { type Cells, type Checked, checkRows } from "../../core/import/cells.ts";
import { cellList, type Table } from "../../core/import/table.ts";
import type { Audience, Tier } from "../../core/people/person.ts";
import type { IsoDate } from "../../core/places/city.ts";
import { type Known, reference } from "./known.ts";
import { AUDIENCES, TIER_NAMES } from "./person-file.ts";

export type { Checked } from "../../core/import/cells.ts";
export type { Known } from "./known.ts";
export { checkPeople, type PersonRow } from "./person-file.ts";
export { checkTraining } from "./training-file.ts";

export interface DepartmentRow {
  code: string;
  name: string;
  aliases: string[];
  serviceArea: string | undefined;
}

export interface CourseRow {
  code: string;
  title: string;
  program: (typeof PROGRAMS)[number];
  mandatoryFor: Tier[];
  aliases: string[];
  validMonths: number | undefined;
}

export interface HeadcountRow {
  department: string;
  tier: Tier;
  audience: Audience;
  count: number;
  asOf: IsoDate;
}

const CODE = /^[A-Z0-9][A-Z0-9&_-]*$/;

function code(cells: Cells): string {
  const typed = cells.text("code").toUpperCase();
  if (typed !== "" && !CODE.test(typed)) cells.reject("code", 'may hold only letters, digits, "-", "_" and "&"');
  return typed;
}

export const DEPARTMENT_COLUMNS = ["code", "name", "aliases", "service_area"];

export const checkDepartments = (
  source: string | Table,
  onRecord: readonly Pick<Department, "code" | "name">[] = [],
): Checked<DepartmentRow> => {
  const names = new Map<string, { code: string; line?: number }>(
    onRecord.map(({ code: other, name }) => [name.toLowerCase(), { code: other }]),
  );
  return checkRows(
    source,
    DEPARTMENT_COLUMNS,
    ["aliases", "service_area"],
    (cells) => {
      const row = {
        code: code(cells),
        name: cells.text("name"),
        aliases: cellList(cells.optional("aliases")),
        serviceArea: cells.optional("service_area"),
      };
      const same = names.get(row.name.toLowerCase());
      if (same && same.code !== row.code)
        cells.reject("name", `is the name of ${same.code} ${same.line ? `on line ${same.line} ` : ""}already`);
      names.set(row.name.toLowerCase(), { code: row.code, line: cells.line });
      return row;
    },
    (row) => row.code,
  );
};

export const COURSE_COLUMNS = ["code", "title", "program", "mandatory_for", "aliases", "valid_months"];

export const checkCourses = (source: string | Table): Checked<CourseRow> =>
  checkRows(
    source,
    COURSE_COLUMNS,
    ["mandatory_for", "aliases", "valid_months"],
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

export const HEADCOUNT_COLUMNS = ["department", "tier", "audience", "count", "as_of"];

export const checkHeadcounts = (source: string | Table, known: Known): Checked<HeadcountRow> =>
  checkRows(
    source,
    HEADCOUNT_COLUMNS,
    [],
    (cells) => ({
      department: reference(cells, "department", known.department, "department"),
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
