import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openDatabase } from "../../db/client.ts";
import type { Database } from "../../db/database.ts";
import {
  attendance,
  courses,
  departments,
  headcounts,
  lastAttended,
  memberships,
  people,
  trainedCounts,
  trainingSessions,
} from "../../db/schema/index.ts";
import { dueRows } from "../../db/stores/training/due.ts";
import { refreshLastAttended } from "../../db/stores/training/last-attended.ts";
import { tierTraining } from "../../db/stores/training/trained.ts";
import { addDays, addMonths } from "../../src/core/calendar/calendar.ts";
import type { Tier } from "../../src/core/people/person.ts";
import { freshDatabase, type TestDatabase } from "../support/databases.ts";
import { courseRows, type TrainedRow } from "../support/trained-rows.ts";

const TIERS = ["senior-manager", "manager", "employee"] as const;
const DEPARTMENTS = ["DPW", "HLTH", "LIB"] as const;
const COURSES = ["AR101", "EO", "TOOLKIT"] as const;

interface Person {
  tier: Tier;
  audience: string;
  leftOn: string | null;
  merged: boolean;
  /** In the order in which they were put on record. */
  memberships: { department: string; fromOn: string; confirmed: boolean }[];
  attended: { course: string; heldOn: string; voided: boolean }[];
}

interface Course {
  validMonths: number | null;
  mandatoryFor: Tier[];
}

interface Headcount {
  department: string;
  tier: string;
  audience: string;
  count: number;
  asOf: string;
}

/** All there is to know about who is trained; courses in the order of `COURSES`. */
interface World {
  on: string;
  people: Person[];
  courses: Course[];
  headcounts: Headcount[];
}

const AUDIENCE = fc.constantFrom("employee", "employee", "employee", "contractor");
const MONTHS = [0, 1, 6, 12];

/** Days on which something ends or begins: today, and so many months ago, give or take a few days. */
const dayAround = (on: string) =>
  fc
    .tuple(fc.constantFrom(...MONTHS), fc.integer({ min: -3, max: 3 }))
    .map(([months, days]) => addDays(addMonths(on, -months), days));

const personAround = (on: string): fc.Arbitrary<Person> =>
  fc.record({
    tier: fc.constantFrom(...TIERS),
    audience: AUDIENCE,
    leftOn: fc.option(dayAround(on), { freq: 5 }),
    merged: fc.integer({ min: 0, max: 9 }).map((of10) => of10 === 0),
    memberships: fc.array(
      fc.record({
        department: fc.constantFrom(...DEPARTMENTS),
        fromOn: dayAround(on),
        confirmed: fc.constantFrom(true, true, true, false),
      }),
      { maxLength: 3 },
    ),
    attended: fc.array(
      fc.record({
        course: fc.constantFrom(...COURSES),
        heldOn: dayAround(on),
        voided: fc.constantFrom(false, false, false, true),
      }),
      { maxLength: 5 },
    ),
  });

const course: fc.Arbitrary<Course> = fc.record({
  validMonths: fc.constantFrom(null, 1, 6, 12),
  mandatoryFor: fc.subarray([...TIERS]),
});

const headcountsAround = (on: string) =>
  fc.uniqueArray(
    fc.record({
      department: fc.constantFrom(...DEPARTMENTS),
      tier: fc.constantFrom(...TIERS),
      audience: AUDIENCE,
      count: fc.integer({ min: 0, max: 50 }),
      asOf: dayAround(on),
    }),
    { maxLength: 20, selector: (row) => `${row.department} ${row.tier} ${row.audience} ${row.asOf}` },
  );

// Ends of months: a month after 31 January is 28 February, and a month before 31 March, too.
const world: fc.Arbitrary<World> = fc
  .constantFrom("2026-11-20", "2026-02-28", "2026-03-31", "2024-02-29", "2025-03-01")
  .chain((on) =>
    fc.record({
      on: fc.constant(on),
      people: fc.array(personAround(on), { minLength: 1, maxLength: 25 }),
      courses: fc.tuple(course, course, course),
      headcounts: headcountsAround(on),
    }),
  );

describe("who is trained", () => {
  let own: TestDatabase;
  let database: Database;

  beforeAll(async () => {
    own = await freshDatabase();
    database = await openDatabase({ url: own.url });
  });
  afterAll(async () => {
    await database.close();
    await own.drop();
  });

  test("is what the rules say, whoever moved, left, was merged or attended when", async () => {
    await fc.assert(
      fc.asyncProperty(world, async (given) => {
        await fill(database, given);
        // Today, and days on which some have attended again since.
        for (const on of [given.on, addDays(given.on, -1), addMonths(given.on, -1), addMonths(given.on, -12)]) {
          const all = expectedRows({ ...given, on });
          expect(courseRows(await tierTraining(database, undefined, on))).toEqual(all);
          for (const code of DEPARTMENTS) {
            const here = all.filter(({ department }) => department === code);
            expect(courseRows(await tierTraining(database, code, on))).toEqual(here);
            expect((await dueRows(database, code, on)).length).toBe(missing(here));
          }
          expect((await dueRows(database, undefined, on)).length).toBe(missing(all));
        }
      }),
      { seed: 7, numRuns: process.env.SOAK === "1" ? 1000 : 25 },
    );
  });

  const on = "2026-11-20";
  const always = { department: "DPW", fromOn: "1970-01-01", confirmed: true };
  const somebody: Person = {
    tier: "employee",
    audience: "employee",
    leftOn: null,
    merged: false,
    memberships: [always],
    attended: [{ course: "AR101", heldOn: "2025-11-20", voided: false }],
  };
  const others: Course = { validMonths: null, mandatoryFor: [] };
  const count = { department: "DPW", tier: "employee", audience: "employee", count: 9, asOf: "2026-07-01" };
  const rowsOf = async (one: Partial<Person>, rest: Partial<World> = {}) => {
    const yearly: Course = { validMonths: 12, mandatoryFor: ["employee"] };
    const given = {
      on,
      people: [{ ...somebody, ...one }],
      courses: [yearly, others, others],
      headcounts: [count],
      ...rest,
    };
    await fill(database, given);
    return courseRows(await tierTraining(database, undefined, given.on)).map((row) =>
      `${row.department}: ${row.trained} of ${row.people}, ${row.headcount ?? "unknown"} ${row.headcountOn ?? ""}`.trim(),
    );
  };
  const attended = (...heldOn: string[]) => ({
    attended: heldOn.map((day) => ({ course: "AR101", heldOn: day, voided: false })),
  });

  test.each<[string, Partial<Person>, string[]]>([
    ["attendance counts up to the day its months are over", {}, ["DPW: 1 of 1, 9 2026-07-01"]],
    ["it has run out a day later", attended("2025-11-19"), ["DPW: 0 of 1, 9 2026-07-01"]],
    [
      "taking a course twice is being trained once",
      attended("2026-03-02", "2026-09-01"),
      ["DPW: 1 of 1, 9 2026-07-01"],
    ],
    ["what was taken later does not count yet", attended("2026-11-21"), ["DPW: 0 of 1, 9 2026-07-01"]],
    [
      "an undone record trains nobody",
      { attended: [{ course: "AR101", heldOn: "2026-09-01", voided: true }] },
      ["DPW: 0 of 1, 9 2026-07-01"],
    ],
    [
      "who moved takes the training along, from the day of the move on",
      { memberships: [always, { department: "LIB", fromOn: on, confirmed: true }] },
      ["LIB: 1 of 1, unknown"],
    ],
    [
      "who will move is still here",
      { memberships: [always, { department: "LIB", fromOn: "2026-11-21", confirmed: true }] },
      ["DPW: 1 of 1, 9 2026-07-01"],
    ],
    ["a department that nobody confirmed does not count", { memberships: [{ ...always, confirmed: false }] }, []],
    ["who left is gone from that day on", { leftOn: on }, []],
    ["who will leave still counts", { leftOn: "2026-11-21" }, ["DPW: 1 of 1, 9 2026-07-01"]],
    ["a merged row counts no more", { merged: true }, []],
    ["contractors have no duty", { audience: "contractor" }, []],
    ["another tier has no duty", { tier: "manager" }, []],
  ])("%s", async (_, one, rows) => {
    expect(await rowsOf(one)).toEqual(rows);
  });

  test("a headcount is the newest of employees that holds that day, and unknown is not zero", async () => {
    const dated = (asOf: string, officially: number) => ({ ...count, asOf, count: officially });
    expect(await rowsOf({}, { headcounts: [dated("2026-07-01", 9), dated(on, 0), dated("2026-11-21", 30)] })).toEqual([
      `DPW: 1 of 1, 0 ${on}`,
    ]);
    expect(await rowsOf({}, { headcounts: [dated("2026-11-21", 30), { ...count, audience: "contractor" }] })).toEqual([
      "DPW: 1 of 1, unknown",
    ]);
  });
});

/** Replaces whatever is in the database by this world. */
async function fill({ orm }: Database, given: World): Promise<void> {
  for (const table of [
    trainedCounts,
    lastAttended,
    attendance,
    trainingSessions,
    memberships,
    headcounts,
    people,
    courses,
    departments,
  ])
    await orm.delete(table);
  await orm.insert(departments).values(DEPARTMENTS.map((code) => ({ code, name: code })));
  await orm
    .insert(courses)
    .values(COURSES.map((code, at) => ({ code, title: code, program: "dei", ...given.courses[at] })));
  if (given.headcounts.length > 0) await orm.insert(headcounts).values(given.headcounts);
  await orm
    .insert(people)
    .overridingSystemValue()
    .values(
      given.people.map(({ tier, audience, leftOn, merged }, id) => ({
        id,
        email: `${id}@city.example`,
        name: `Person ${id}`,
        tier,
        audience,
        leftOn,
        mergedInto: merged ? 0 : null,
      })),
    );
  const belonged = given.people.flatMap((one, person) => one.memberships.map((row) => ({ ...row, person })));
  if (belonged.length > 0) await orm.insert(memberships).values(belonged);
  const attended = given.people.flatMap((one, person) => one.attended.map((row) => ({ ...row, person })));
  if (attended.length > 0) await attend({ orm }, attended);
  await refreshLastAttended(orm, [...given.people.keys()]);
}

/** Each attendance in a session of its own. */
async function attend(
  { orm }: Pick<Database, "orm">,
  rows: (Person["attended"][number] & { person: number })[],
): Promise<void> {
  const held = rows.map(({ course: code, heldOn }, id) => ({
    id,
    course: code,
    heldOn,
    department: "DPW",
    ordinal: id,
  }));
  await orm.insert(trainingSessions).overridingSystemValue().values(held);
  const seat = { version: 1, department: "DPW", audience: "employee" };
  await orm.insert(attendance).values(rows.map((row, id) => ({ ...seat, ...row, session: id, record: `TR-${id}` })));
}

/** The rules again, person by person (contract.md, Trained as of a day). */
function expectedRows(given: World): TrainedRow[] {
  const here = given.people.flatMap((person) => {
    const department = departmentOf(person, given.on);
    return department === undefined ? [] : [{ ...person, department }];
  });
  return DEPARTMENTS.flatMap((department) =>
    TIERS.flatMap((tier) => {
      const members = here.filter((one) => one.department === department && one.tier === tier);
      if (members.length === 0) return [];
      const known = given.headcounts
        .filter(
          (row) =>
            row.department === department && row.tier === tier && row.audience === "employee" && row.asOf <= given.on,
        )
        .sort((a, b) => b.asOf.localeCompare(a.asOf))[0];
      return COURSES.flatMap((code, at) => {
        const rules = given.courses[at];
        if (!rules?.mandatoryFor.includes(tier)) return [];
        const trained = members.filter((one) => isTrained(one, code, rules, given.on)).length;
        const head = { headcount: known?.count, headcountOn: known?.asOf };
        return [{ department, tier, course: code, people: members.length, trained, ...head }];
      });
    }),
  );
}

function departmentOf(person: Person, on: string): string | undefined {
  if (person.audience !== "employee" || person.merged || (person.leftOn !== null && person.leftOn <= on))
    return undefined;
  let newest: Person["memberships"][number] | undefined;
  for (const row of person.memberships) {
    if (row.fromOn <= on && (newest === undefined || row.fromOn >= newest.fromOn)) newest = row;
  }
  return newest?.confirmed ? newest.department : undefined;
}

const isTrained = (person: Person, code: string, { validMonths }: Course, on: string) =>
  person.attended.some(
    (one) =>
      one.course === code &&
      !one.voided &&
      one.heldOn <= on &&
      (validMonths === null || addMonths(one.heldOn, validMonths) >= on),
  );

const missing = (rows: readonly TrainedRow[]) => rows.reduce((sum, row) => sum + row.people - row.trained, 0);
