import { describe, expect, test } from "vitest";
import { createCatalog } from "../../src/core/catalog/catalog.ts";
import {
  type Checked,
  checkCourses,
  checkDepartments,
  checkHeadcounts,
  checkPeople,
  checkTraining,
  type Known,
} from "../../src/domain/import/kinds.ts";
import { knownOf } from "../../src/domain/import/known.ts";

const known: Known = knownOf(
  createCatalog({
    departments: [{ code: "DPW", name: "Public Works", aliases: ["streets"], serviceArea: undefined }],
    courses: [
      { code: "EO", title: "EO Compliance", program: "eo", mandatoryFor: [], aliases: [], validMonths: undefined },
    ],
    headcounts: {},
    measures: [],
    closed: [],
  }),
  [
    {
      id: 1,
      email: "ana@city.example",
      name: "Ana Torres",
      department: "DPW",
      departmentConfirmed: true,
      audience: "employee",
      handles: [],
      tier: "employee",
      seniorLeader: false,
      granted: [],
      leftOn: undefined,
    },
  ],
  "2026-11-21",
);

const KINDS: Record<string, (text: string) => Checked<unknown>> = {
  departments: checkDepartments,
  courses: checkCourses,
  people: (text) => checkPeople(text, known),
  headcounts: (text) => checkHeadcounts(text, known),
  training: (text) => checkTraining(text, known),
};

const problemsIn = (kind: string, text: string) =>
  KINDS[kind]?.(text).problems.map(({ line, column, value, reason }) => `${line} ${column} "${value}" ${reason}`);

const TRAINING = "course,held_on,department,email,employees,contractors,note";
const COURSES = "code,title,program,mandatory_for,aliases,valid_months";
const PEOPLE = "email,name,department,tier,senior_leader,audience,roles,slack_user_id,teams_user_id";

describe("what is wrong in a file is said with its line, column, value and reason", () => {
  test.each([
    ["a column that is missing", "departments", "code\nX", '1 name "" this column is missing from the header'],
    ["a column nobody knows", "departments", "code,name,color\nX,Ex,red", '1 color "color" is no column of this file'],
    ["no header at all", "departments", "", '1 code "" this column is missing from the header'],
    ["a quote that never ends", "departments", 'code,name\nX,"Ex', "is not CSV"],
    ["a value too many", "departments", "code,name\nX,Ex,Why", '2  "X,Ex,Why" has 3 values, the header has 2'],
    ["a code with a space", "departments", "code,name\nA B,Ex", '2 code "A B" may hold only letters'],
    ["a code twice", "departments", "code,name\nX,Ex\nx,Why", '3 code "x" stands on line 2 already'],
    ["a tier that is none", "courses", `${COURSES}\nX,Ex,eo,boss,,`, '2 mandatory_for "boss" must be among'],
    ["a program that is none", "courses", `${COURSES}\nX,Ex,cooking,,,`, '2 program "cooking" must be one of'],
    ["months that are none", "courses", `${COURSES}\nX,Ex,eo,,,0`, '2 valid_months "0" must be a whole number from 1'],
    [
      "a lead of nowhere",
      "people",
      `${PEOPLE}\na@b.c,A,,,,,lead,,`,
      '2 roles "lead" names a lead who is in no department',
    ],
    ["a person without any key", "people", `${PEOPLE}\n,Ana,DPW,,,,,,`, '2 email "" is empty, and so are employee_id'],
    [
      "a count too large",
      "headcounts",
      "department,tier,audience,count,as_of\nDPW,manager,employee,100001,2026-01-01",
      '2 count "100001" must be a whole number from 0 to 100000',
    ],
    [
      "no count",
      "headcounts",
      "department,tier,audience,count,as_of\nDPW,manager,employee,,2026-01-01",
      '2 count "" is empty',
    ],
    ["half a person", "training", `${TRAINING}\nEO,2025-03-05,DPW,,2.5,,`, '2 employees "2.5" must be a whole number'],
    ["a count of nobody", "training", `${TRAINING}\nEO,2025-03-05,DPW,,0,0,`, '2 employees "0" counts nobody'],
    [
      "a person and a count",
      "training",
      `${TRAINING}\nEO,2025-03-05,DPW,ana@city.example,3,,`,
      "stands beside a count",
    ],
    ["a person nobody knows", "training", `${TRAINING}\nEO,2025-03-05,DPW,zed@city.example,,,`, "is nobody on record"],
    ["a day to come", "training", `${TRAINING}\nEO,2026-11-22,DPW,,3,,`, '2 held_on "2026-11-22" has not come yet'],
    ["a day of no calendar", "training", `${TRAINING}\nEO,2026-02-30,DPW,,3,,`, '2 held_on "2026-02-30" is not a date'],
  ])("%s", (_what, kind, text, words) => {
    expect(problemsIn(kind, text)?.[0]).toContain(words);
  });

  test("every problem of a row is told at once, and the good rows are kept apart", () => {
    const { rows, problems } = checkTraining(`${TRAINING}\nNO,yesterday,NO,,x,,\nEO,2025-03-05,DPW,,3,,\n`, known);

    expect(problems.map(({ column }) => column)).toEqual(
      expect.arrayContaining(["course", "held_on", "department", "employees"]),
    );
    expect(rows).toMatchObject([{ line: 3, course: "EO", employees: 3 }]);
  });
});

describe("what a spreadsheet writes is read", () => {
  test("a byte order mark, quotes, line breaks in a cell, blank lines and Windows line ends", () => {
    const { rows, problems } = checkDepartments('\ufeffname,code\r\n"Parks,\nRecreation",PARKS\r\n\r\nFire,MFD\r\n');

    expect(problems).toEqual([]);
    expect(rows.map(({ code, name }) => [code, name])).toEqual([
      ["PARKS", "Parks,\nRecreation"],
      ["MFD", "Fire"],
    ]);
  });

  test("lists are separated by semicolons, and capitals do not matter", () => {
    expect(checkCourses(`${COURSES}\neo,EO,EO,Manager; employee,EEO;Equal,12`).rows).toMatchObject([
      { code: "EO", program: "eo", mandatoryFor: ["manager", "employee"], aliases: ["EEO", "Equal"], validMonths: 12 },
    ]);
  });

  test("no contractors beside employees is a count of zero, not a mistake", () => {
    expect(checkTraining(`${TRAINING}\nEO,2025-03-05,DPW,,"1,200",0,`, known)).toMatchObject({
      rows: [{ employees: 1200, contractors: 0 }],
      problems: [],
    });
  });
});
