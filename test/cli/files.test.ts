import { readFileSync } from "node:fs";
import path from "node:path";
import { Temporal } from "temporal-polyfill";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { type App, createApp } from "../../src/app/app.ts";
import { readConfig } from "../../src/config/config.ts";
import { dateAt } from "../../src/core/calendar/calendar.ts";
import { plainHeading } from "../../src/core/import/headings.ts";
import { IMPORT_AUTHOR } from "../../src/core/request/write.ts";
import { type ImportOptions, type Prepared, prepareImport } from "../../src/domain/import/prepare.ts";
import type { ImportKind } from "../../src/domain/import/sources.ts";
import { freshDatabase, type TestDatabase } from "../support/databases.ts";
import { sqlOn } from "../support/sql.ts";

// Every file of test/cases/files that is imported, and the one outcome wanted for it (see its README). Each goes into a city
// of its own kind of state: the baseline's courses and people.

vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 });

let database: TestDatabase;
let app: App;
let rows: ReturnType<typeof sqlOn>;
let requests = 0;

beforeAll(async () => {
  database = await freshDatabase();
  const config = readConfig({ DATABASE_URL: database.url, PLAN: "milwaukee", LOG_LEVEL: "silent", DEMO: "off" });
  app = await createApp(config, { clock: () => Temporal.Instant.from("2026-11-30T18:00:00Z") });
  await app.prepare();
  rows = sqlOn(database.url);
  await put("courses", "00-courses.csv");
  await put("people", "00-people.csv");
});
afterAll(async () => {
  await rows.end();
  await app.close();
  await database.drop();
});

const NOTHING: ImportOptions = {
  map: new Map(),
  dates: undefined,
  statuses: new Map(),
  skipBad: false,
  unknownAsCount: false,
};

async function read(
  kind: ImportKind,
  file: string | { name: string; bytes: Uint8Array },
  options: Partial<ImportOptions> = {},
) {
  const given = typeof file === "string" ? { name: file, bytes: caseFile(file) } : file;
  const today = dateAt(app.bot.clock(), app.plan.city);
  app.forgetCatalog();
  const env = { stores: app.stores, catalog: await app.bot.catalog(), city: app.plan.city, today };
  return prepareImport(kind, given, { ...NOTHING, ...options }, env);
}

const caseFile = (name: string) => new Uint8Array(readFileSync(path.join("test/cases/files", name)));
const csv = (text: string, name = "made-up.csv") => ({ name, bytes: new TextEncoder().encode(text) });

/** Reads a file and lets it in, as every door does. */
async function put(...args: Parameters<typeof read>): Promise<Prepared> {
  const prepared = await read(...args);
  requests += 1;
  if (prepared.rows) await prepared.apply({ actor: IMPORT_AUTHOR, request: `import:${requests}`, year: 2026 });
  return prepared;
}

const outcomes = (prepared: Prepared) => prepared.rows?.map(({ line, outcome }) => `${line} ${outcome}`);
const problems = (prepared: Prepared) =>
  prepared.problems.map(({ line, column, reason }) => `${line} ${column} ${reason}`);

const person = async (condition: string) =>
  (
    await rows<Record<string, unknown>>(
      `select p.email, p.employee_id as id, p.name, p.title, p.granted, p.left_on::text as left, p.audience,
        (select department from memberships m where m.person = p.id order by from_on desc, m.id desc limit 1) as department
       from people p where ${condition}`,
    )
  )[0];

const attendance = (course: string, day: string) =>
  rows<{ department: string; ordinal: number; employees: number; contractors: number; names: string[] }>(
    `select s.department, s.ordinal, s.employees, s.contractors,
      array(select p.name from attendance a join people p on p.id = a.person where a.session = s.id and not a.voided order by p.name) as names
     from training_sessions s where s.course = '${course}' and s.held_on = '${day}' and s.records > 0 order by s.department, s.ordinal`,
  );

describe("people", () => {
  test("01: an HR system's export goes in by its own headings, and what is not read is named in one note", async () => {
    const prepared = await put("people", "01-hris-people.csv");
    expect(problems(prepared)).toEqual([]);
    expect(prepared.said).toEqual(["Not read: Hire Date."]);
    expect(outcomes(prepared)).toEqual(["2 changed", "3 changed", "4 changed", "5 added"]);
    expect(prepared.rows?.[0]?.changes).toEqual(["employee_id none → 004512", "title none → Plow Operator"]);
    expect(await person("employee_id = '004514'")).toMatchObject({ name: "Priya Nair", department: "MPL" });
    expect(await person("employee_id = 'C-0091'")).toMatchObject({
      name: "Dana Whitlock",
      email: null,
      audience: "contractor",
      department: "DPW",
    });
  });

  test("02: departments are read by name, by alias and in small letters", async () => {
    expect(outcomes(await put("people", "02-people-dept-by-name.csv"))).toEqual(["2 added", "3 added", "4 added"]);
    expect((await person("email = 'ade.bello@city.example'"))?.department).toBe("DPW");
  });

  test.each([
    ["03: semicolons and Windows letters", "03-people-semicolons-cp1252.csv"],
    ["03d: what Excel calls Unicode text", "03d-people-utf16-unicode-text.txt"],
    ["18: a workbook", "18-people.xlsx"],
  ])("%s go in", async (_what, file) => {
    expect(problems(await put("people", file))).toEqual([]);
    expect(await person("email = 'zoe.munoz@city.example'")).toMatchObject({ name: "Zoë Muñoz", department: "DPW" });
  });

  test("30b, 30c: a new address with the same Teams id is the same person, whose old name is kept", async () => {
    await put("people", "30b-email-changed-same-teams-id.csv");
    const again = await put("people", "30c-email-changed-same-teams-id-2.csv");
    expect(again.rows?.[0]?.changes).toEqual([
      "email kay.old@city.example → kay.new@city.example",
      "name Kay Old → Kay New",
    ]);
    expect(await rows(`select name, email from people where email like 'kay.%'`)).toEqual([
      { name: "Kay New", email: "kay.new@city.example" },
    ]);
    expect(await rows(`select name, email from person_names`)).toEqual([
      { name: "Kay Old", email: "kay.old@city.example" },
    ]);
  });

  test("36: a file without left_on leaves a leaver a leaver", async () => {
    await put("people", csv("email,name,department,left_on\nlea.gone@city.example,Lea Gone,DPW,2026-01-31\n"));
    expect(outcomes(await put("people", "36-no-left_on-column-readmits-leavers.csv"))).toEqual(["2 unchanged"]);
    expect((await person("email = 'lea.gone@city.example'"))?.left).toBe("2026-01-31");
    await put("people", csv("email,left_on\nlea.gone@city.example,-\n"));
    expect((await person("email = 'lea.gone@city.example'"))?.left).toBeNull();
  });

  test("37: blank roles are unchanged, and the last administrator cannot be cleared", async () => {
    expect(outcomes(await put("people", "37-blank-roles-removes-last-admin.csv"))).toEqual(["2 unchanged"]);
    const cleared = await read(
      "people",
      csv("email,roles\ndev.admin@city.example,-\norla.byrne@city.example,officer\n"),
    );
    expect(problems(cleared)).toEqual(["2 roles is the only administrator: name another one first"]);
    const left = await read("people", csv("email,left_on\ndev.admin@city.example,2026-11-01\n"));
    expect(problems(left)).toEqual(["2 left_on is the only administrator: name another one first"]);
    expect(await person("email = 'dev.admin@city.example'")).toMatchObject({ granted: ["admin"], left: null });
  });

  test("51: people without an address go in by employee id; without any id each row says what is missing", async () => {
    const without = await read("people", "51-people-no-email.csv");
    expect(problems(without).map((one) => one.slice(0, 60))).toEqual(
      [2, 3, 4].map((line) => `${line} email is empty, and so are employee_id and external_id: add`.slice(0, 60)),
    );
    const text = new TextDecoder().decode(caseFile("51-people-no-email.csv"));
    const numbered = text
      .split("\n")
      .map((line, at) => (at === 0 ? `employee_id,${line}` : line && `00${at}77,${line}`));
    expect(outcomes(await put("people", csv(numbered.join("\n"))))).toEqual(["2 added", "3 added", "4 added"]);
    const named = await put("training", csv("course,held_on,employee_id\nRE101,2024-05-06,177\n"));
    expect(problems(named)).toEqual([]);
    expect(await attendance("RE101", "2024-05-06")).toMatchObject([{ department: "DPW", names: ["Rosa Diaz"] }]);
  });

  test("keys that name two people are a problem, never a guess", async () => {
    const both = await read("people", csv("email,employee_id\nmarta.kowal@city.example,004514\n"));
    expect(problems(both)[0]).toContain("are of two people: Priya Nair and Marta Kowal");
  });

  test("a transfer counts from the day the file says", async () => {
    const moved = await put("people", csv("email,department,from\nkit.moss@city.example,Library,2026-06-01\n"));
    expect(moved.rows?.[0]?.changes).toEqual(["department DPW → MPL from 2026-06-01"]);
    const [before, after] = await Promise.all(
      ["2026-05-31", "2026-06-01"].map((day) => app.stores.people.byEmail(["kit.moss@city.example"], day)),
    );
    expect([before?.[0]?.department, after?.[0]?.department]).toEqual(["DPW", "MPL"]);
  });

  test("each changed person has an entry of their own in the trail: old, new, and the file with its line", async () => {
    const file = csv("email,tier\nlin.cho@city.example,manager\n", "promotions.csv");
    const { file: source } = await put("people", file);
    const [entry] = await rows<{ details: Record<string, unknown> }>(
      `select e.details from audit_entries e join people p on e.subject = 'person:' || p.id where p.email = 'lin.cho@city.example' and e.action = 'person.import' order by e.id desc limit 1`,
    );
    expect(entry?.details).toMatchObject({
      before: { tier: "employee" },
      after: { tier: "manager" },
      file: { name: "promotions.csv", hash: source.hash, lines: [{ line: 2 }] },
    });
    expect(JSON.stringify(entry?.details)).not.toMatch(/lin\.cho|Lin Cho/);
  });

  test("many leaving at once wait for an administrator, and the rest of their rows goes in", async () => {
    const crowd = Array.from({ length: 12 }, (_, at) => `m${at}@city.example,Mass ${at},DPW`);
    await put("people", csv(`email,name,department\n${crowd.join("\n")}\n`));
    const leaving = crowd.map((line) => `${line},2026-11-01,Retired`).join("\n");
    const prepared = await put("people", csv(`email,name,department,left_on,job title\n${leaving}\n`));
    expect(prepared.said.join(" ")).toContain("12 people would leave at once");
    expect(await person("email = 'm3@city.example'")).toMatchObject({ left: null, title: "Retired" });
    expect(await rows(`select count(*)::int as n from held_leaves where decided_at is null`)).toEqual([{ n: 12 }]);
  });
});

describe("training", () => {
  test("04: of an LMS transcript the completed rows go in, and everything else is listed with its reason", async () => {
    const strict = await read("training", "04-lms-transcript-cornerstone.csv");
    expect(problems(strict)).toEqual([expect.stringMatching(/^6 email is nobody on record/)]);
    expect(strict.leftOut).toEqual([{ line: 4, said: "Tomás Ruiz Ibáñez", reason: "Transcript Status: In Progress" }]);
    expect(strict.said).toEqual(expect.arrayContaining(["Line 8 is a total and is left out."]));
    const prepared = await put("training", "04-lms-transcript-cornerstone.csv", { skipBad: true });
    expect(outcomes(prepared)).toEqual(["2 added", "3 unchanged", "5 added"]);
    expect(prepared.rest).toContain('"Gone, Person",person.gone@city.example');
    expect(prepared.rest).toContain("left out, Transcript Status: In Progress");
    expect(await attendance("RE101", "2024-03-14")).toMatchObject([
      { department: "DPW", names: ["Marta Kowal"] },
      { department: "MPL", names: ["Priya Nair"] },
    ]);
  });

  test("06: courses by title and alias, departments by name", async () => {
    expect(problems(await put("training", "06-training-course-title-dept-name.csv"))).toEqual([]);
  });

  test("07: whoever is not on record is a problem a row, or counts without a name where that is said", async () => {
    expect(problems(await read("training", "07-training-unknown-person.csv")).map((one) => one.slice(0, 27))).toEqual([
      "3 email is nobody on record",
      "4 note gives no e-mail or e",
    ]);
    const file = csv(
      new TextDecoder().decode(caseFile("07-training-unknown-person.csv")).replaceAll("2024-03-14", "2024-03-21"),
    );
    const counted = await put("training", file, { unknownAsCount: true });
    expect(counted.said).toEqual([
      "Not on record, counted without a name: person.gone@city.example, Gone, Person (no e-mail).",
    ]);
    expect(await attendance("RE101", "2024-03-21")).toMatchObject([{ employees: 3, names: ["Marta Kowal"] }]);
  });

  test("08: duplicates count once, blank rows are nothing, and the total is compared and left out", async () => {
    const prepared = await put("training", "08-training-dups-total-blank.csv");
    expect(problems(prepared)).toEqual([]);
    expect(outcomes(prepared)).toEqual(["2 added", "3 unchanged", "4 unchanged", "5 added", "6 unchanged"]);
    expect(prepared.said).toEqual([
      "Line 8 is a total and is left out. It says 14 employees and 3 contractors; the rows add up to 12 employees and 3 contractors.",
    ]);
    expect(await attendance("RE101", "2025-03-14")).toMatchObject([
      { employees: 12, contractors: 3, names: ["Marta Kowal"] },
    ]);
  });

  test("08b: a morning and an afternoon are two sessions, 24 people; the same file again changes nothing", async () => {
    expect(outcomes(await put("training", "08b-training-two-sessions-same-day.csv"))).toEqual(["2 added", "3 added"]);
    const sessions = await attendance("RE101", "2025-04-10");
    expect(sessions.map(({ ordinal, employees }) => [ordinal, employees])).toEqual([
      [1, 12],
      [2, 12],
    ]);
    expect(outcomes(await put("training", "08b-training-two-sessions-same-day.csv"))).toEqual([
      "2 unchanged",
      "3 unchanged",
    ]);
    expect(await attendance("RE101", "2025-04-10")).toEqual(sessions);
  });

  test("08b: the same counts from another file are asked about, and a session of their own answers", async () => {
    const asked = await read("training", csv("course,held_on,department,employees\nRE101,2025-04-10,DPW,12\n"));
    expect(problems(asked)[0]).toMatch(
      /^2 employees is on record for that course, day and department as TR-2026-\d{4}: leave/,
    );
    const told = csv("course,held_on,department,employees,session\nRE101,2025-04-10,DPW,12,evening\n");
    expect(outcomes(await put("training", told))).toEqual(["2 added"]);
    expect(await attendance("RE101", "2025-04-10")).toHaveLength(3);
  });

  test("09: a meeting report is refused in words that say where it belongs", async () => {
    await expect(read("training", "09-teams-attendance-utf16.csv")).rejects.toThrow(/sign-in sheet.*\[Add names\]/);
  });

  test("40: our own export goes in, and not again", async () => {
    await put("courses", csv(readFileSync("src/plan/cities/milwaukee-sample/courses.csv", "utf8")));
    const people = readFileSync("src/plan/cities/milwaukee-sample/people.csv", "utf8");
    await put("people", csv(people));
    const first = await put("training", "40-exported-training.csv");
    expect(problems(first)).toEqual([]);
    expect(new Set(first.rows?.map(({ outcome }) => outcome))).toEqual(new Set(["added"]));
    const [before] = await rows<{ n: number }>(
      "select sum(total_employees)::int as n from training_records where voided_at is null",
    );
    expect(new Set((await put("training", "40-exported-training.csv")).rows?.map(({ outcome }) => outcome))).toEqual(
      new Set(["unchanged"]),
    );
    expect(await rows("select sum(total_employees)::int as n from training_records where voided_at is null")).toEqual([
      before,
    ]);
  });

  test("what is on record keeps its file, its line and its person", async () => {
    const { file } = await read("training", "06-training-course-title-dept-name.csv");
    const [entry] = await rows<{ file: unknown }>(
      `select e.details->'file' as file from audit_entries e where e.details->'file'->>'name' = '04-lms-transcript-cornerstone.csv' and e.action = 'training.record' limit 1`,
    );
    expect(entry?.file).toMatchObject({
      lines: [
        { line: 2, person: expect.any(Number) },
        { line: 3, person: expect.any(Number) },
      ],
    });
    expect(file.hash).toMatch(/^[0-9a-f]{64}$/);
  });

  test("nobody is told of any of it", async () => {
    // Who may confirm an officer, and who decides about many that would leave, is asked; of the trainings nobody hears.
    const others = "select 1 from deliveries where kind not in ('officer-to-confirm', 'leaves-held')";
    expect(await rows(others)).toHaveLength(0);
  });
});

describe("what a file leaves open", () => {
  test("days that could be read in two ways are asked, answered, and remembered with the headings", async () => {
    const file = (day: string) =>
      csv(`Training Title,Date Completed,Work Email\nRE 101,${day},marta.kowal@city.example\n`);
    expect(problems(await read("training", file("3/4/2023")))[0]).toContain(
      "say which with --dates mdy or --dates dmy",
    );
    const said = await put("training", file("3/4/2023"), { dates: "dmy" });
    expect(said.said).toContain("Days in held_on are read as day/month/year.");
    expect(await attendance("RE101", "2023-04-03")).toHaveLength(1);
    await put("training", file("5/4/2023"));
    expect(await attendance("RE101", "2023-04-05")).toHaveLength(1);
  });

  test("a heading nobody knows is named by --map, and remembered", async () => {
    const file = (day: string) => csv(`Kurs,Wann,Wer\nRE 101,${day},marta.kowal@city.example\n`);
    await expect(read("training", csv("Kurs,Wann,Wer\nRE 101,2023-01-02,x\n"))).rejects.toThrow(/name them with --map/);
    const map = new Map(
      [
        ["Kurs", "course"],
        ["Wann", "held_on"],
        ["Wer", "email"],
      ].map(([a = "", b = ""]) => [plainHeading(a), b]),
    );
    expect(outcomes(await put("training", file("2023-01-02"), { map }))).toEqual(["2 added"]);
    expect(outcomes(await put("training", file("2023-01-03")))).toEqual(["2 added"]);
    await expect(read("training", file("2023-01-04"), { map: new Map([["kursus", "course"]]) })).rejects.toThrow(
      /no column “kursus”; its columns are Kurs, Wann, Wer/,
    );
  });

  test("a status nobody knows is asked; with the answer the rows go in or are left out, and it is remembered", async () => {
    const file = (day: string) =>
      csv(
        `Course,Completion Date,Status,Email\nRE101,${day},Fulfilled,marta.kowal@city.example\nRE101,${day},Deferred,kit.moss@city.example\nRE101,${day},Completed,lin.cho@city.example\n`,
      );
    const asked = await read("training", file("2022-02-01"));
    expect(asked.rows).toBeUndefined();
    expect(problems(asked)).toEqual([
      expect.stringMatching(/^2 Status may mean attended or not: say which with --status "Fulfilled=attended"/),
      expect.stringMatching(/^3 Status may mean attended or not: .*"Deferred=absent"/),
    ]);
    expect(outcomes(await read("training", file("2022-02-01"), { skipBad: true }))).toEqual(["4 added"]);
    const statuses = new Map([
      ["fulfilled", "in"],
      ["deferred", "out"],
    ] as const);
    const said = await put("training", file("2022-02-01"), { statuses });
    expect(said.leftOut).toEqual([{ line: 3, said: "kit.moss@city.example", reason: "Status: Deferred" }]);
    expect(await attendance("RE101", "2022-02-01")).toMatchObject([{ names: ["Lin Cho", "Marta Kowal"] }]);
    expect(outcomes(await put("training", file("2022-02-02")))).toEqual(["2 added", "4 added"]);
  });

  test("an answer given later keeps those given before", async () => {
    const file = (day: string) => csv(`Kurs,Held On,Stand,Email\nRE101,${day},Ja doch,marta.kowal@city.example\n`);
    const map = new Map([
      ["kurs", "course"],
      ["stand", "status"],
    ]);
    await expect(put("training", file("2021-02-01"), { map })).resolves.toMatchObject({ rows: undefined });
    await put("training", file("2021-02-01"), { map, statuses: new Map([["ja doch", "in"]]) });
    await put("training", file("2/13/2021"), { dates: "mdy" });
    expect(outcomes(await put("training", file("2021-02-03")))).toEqual(["2 added"]);
  });

  test("a ticket is no attendance, and a check-in beside it is", async () => {
    const [ticket, both] = ["", ",Checked In"].map(
      (more) => `Event Name,Event Date,Attendee Status${more},Email\nRE101,2021-05-01,Attending`,
    );
    expect(problems(await read("training", csv(`${ticket},marta.kowal@city.example\n`)))[0]).toContain(
      "may mean attended or not",
    );
    expect(outcomes(await read("training", csv(`${both},Yes,marta.kowal@city.example\n`)))).toEqual(["2 added"]);
  });

  test("what must never be kept is dropped, and named", async () => {
    const prepared = await put(
      "people",
      csv(
        "Work Email,Full Name,Department,Gender,SSN,Manager Name\nnew.hire@city.example,New Hire,Library,F,123-45-6789,Ana Boss\n",
      ),
    );
    expect(prepared.said).toEqual([
      "Never kept, and dropped here: Gender, SSN.",
      "About somebody else, and not read: Manager Name.",
    ]);
    expect(JSON.stringify(prepared.sample)).not.toMatch(/123-45|Boss/);
  });
});
