import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Reply } from "../../src/core/reply/reply.ts";
import { createTown, inFull, read, type Town, table } from "../support/town.ts";

// Milwaukee's people and headcounts, and no training yet. Headcounts of 1 Jul 2026 that are used here:
//   DPW      9 senior managers, 145 managers, 1,741 employees (by the sample's file)
//   ATTY     6 senior managers, of whom nobody is on record
//   ASSESS   3 senior managers, of whom one (Roberta Kinney) is on record

const rowOf = (answer: Reply, ...start: string[]) =>
  table(answer).find((cells) => start.every((words, at) => cells[at] === words));

let town: Town;
const officer = (text: string) => town.say("nadia.rahman", text);
const admin = (text: string) => town.say("devin.sokol", text);
const log = (course: string, people: string, date = "2026-11-02") =>
  officer(`course=${course} date=${date} department=DPW people=${people}`);
const nudgeFinding = async (department: string, label: string) =>
  rowOf(await inFull(town, "nadia.rahman", `status department=${department}`), label)?.slice(1, 3);

beforeAll(async () => {
  town = await createTown();
});
afterAll(() => town.close());

describe("training by tier", () => {
  test("B1, B2: two of nine senior managers who took Anti-Racism 101 are 2 of 9, whatever else is mandatory", async () => {
    await admin("admin headcount department=DPW tier=senior-manager count=9 asOf=2026-10-01");
    await log("ARA101", "marcus.holloway@milwaukee.example,denise.kowalski@milwaukee.example");
    // 2 / 9 = 22.2 %.
    expect(await nudgeFinding("DPW", "Senior managers trained")).toEqual([
      "due",
      "2 of 9 (22 %, headcount of 1 Oct 2026)",
    ]);
  });

  test("B2: a tier with a headcount and nobody named is 0 of n, and the next tiers wait for it", async () => {
    expect(await nudgeFinding("ATTY", "Senior managers trained")).toEqual([
      "due",
      "0 of 6 (0 %, headcount of 1 Jul 2026)",
    ]);
    expect((await nudgeFinding("ATTY", "Managers and supervisors trained"))?.[0]).toBe(
      "not started: senior managers go first",
    );
    expect((await nudgeFinding("ASSESS", "Employees trained"))?.[0]).toBe("not started: senior managers go first");
  });

  test("B3, B4: managers are asked once four fifths of the senior managers are trained", async () => {
    // One of Assessor's three is a third; with a headcount of one it is all of them.
    await log("ARA101", "roberta.kinney@milwaukee.example");
    expect((await nudgeFinding("ASSESS", "Managers and supervisors trained"))?.[0]).toBe(
      "not started: senior managers go first",
    );
    await admin("admin headcount department=ASSESS tier=senior-manager count=1 asOf=2026-11-01");
    expect(await nudgeFinding("ASSESS", "Managers and supervisors trained")).toEqual([
      "due",
      "0 of 7 (0 %, headcount of 1 Jul 2026)",
    ]);
    expect((await nudgeFinding("ASSESS", "Employees trained"))?.[0]).toBe("not started: managers go first");
  });

  test("B5: managers trained in the toolkit are a requirement of its own", async () => {
    await log("TOOLKIT", "roberta.kinney@milwaukee.example");
    // One senior manager of one, none of seven managers.
    expect(await nudgeFinding("ASSESS", "Managers trained in the toolkit")).toEqual([
      "due",
      "senior managers 1 of 1 (100 %, headcount of 1 Nov 2026); managers 0 of 7 (0 %, headcount of 1 Jul 2026)",
    ]);
  });

  test("B9, B11: one table of tier by course, quarter by quarter, of city, service area and department", async () => {
    const answer = await officer("training table DPW 2026");
    expect(rowOf(answer, "Senior managers", "All the plan requires")?.slice(2)).toEqual([
      "0 of 9 (0 %, headcount of 1 Jan 2026)",
      "0 of 9 (0 %, headcount of 1 Jan 2026)",
      "0 of 9 (0 %, headcount of 1 Jul 2026)",
      "2 of 9 (22 %, headcount of 1 Oct 2026)",
    ]);
    expect(rowOf(answer, "Senior managers", "EO Compliance")?.at(-1)).toBe("0 of 9 (0 %, headcount of 1 Oct 2026)");
    const city = await officer("training table 2026-Q4");
    expect(rowOf(city, "Public Works")?.[1]).toBe("2 of 9 (22 %, headcount of 1 Oct 2026)");
    expect(rowOf(city, "City Attorney")?.[1]).toBe("0 of 6 (0 %, headcount of 1 Jul 2026)");
    const area = await officer('training table area="Internal Services" period=2026-Q4');
    expect(rowOf(area, "Assessor")?.[1]).toBe("1 of 1 (100 %, headcount of 1 Nov 2026)");
    expect(rowOf(area, "Public Works")).toBeUndefined();
  });

  test("B9: the file of the table holds the same numbers, with their parts", async () => {
    const answer = await officer("report export trained 2026-Q4 csv DPW");
    const file = answer.blocks.find((block) => block.kind === "file");
    const lines = file?.kind === "file" ? new TextDecoder().decode(file.file.bytes).split("\r\n") : [];
    expect(lines).toContain(
      "2026-Q4,2026-11-21,Infrastructure,DPW,senior-manager,all required,2,9,headcount,2026-10-01,22",
    );
  });

  test("B10: the status of training shows the same table", async () => {
    expect(rowOf(await officer("status training dpw 2026-Q4"), "Senior managers", "All the plan requires")?.[2]).toBe(
      "2 of 9 (22 %, headcount of 1 Oct 2026)",
    );
  });
});

describe("input that does not fit", () => {
  test("B16: a headcount smaller than the number trained is asked to be checked, and is no share", async () => {
    await admin("admin headcount department=DPW tier=senior-manager count=1 asOf=2026-11-10");
    expect(await nudgeFinding("DPW", "Senior managers trained")).toEqual([
      "met",
      "2 named, more than the headcount of 10 Nov 2026, 1: please check",
    ]);
  });

  test("B17: a headcount of a later day does not count yet", async () => {
    await admin("admin headcount department=DPW tier=senior-manager count=4 asOf=2026-12-01");
    expect((await nudgeFinding("DPW", "Senior managers trained"))?.[1]).toContain("headcount of 10 Nov 2026");
  });

  test("B1: a course that becomes mandatory in mid-quarter counts from the day of the change", async () => {
    await admin("admin headcount department=DPW tier=senior-manager count=9 asOf=2026-11-11");
    town.setClock("2026-11-23T18:00:00Z");
    await admin("admin course code=REDLINE mandatory=senior-manager");
    // Two hold Anti-Racism 101, nobody the second course: from 23 Nov on nobody holds both.
    expect((await nudgeFinding("DPW", "Senior managers trained"))?.[1]).toBe("0 of 9 (0 %, headcount of 11 Nov 2026)");
    // A quarter that ended before the change is judged by what was mandatory then.
    const table = await officer("training table DPW 2026");
    expect(rowOf(table, "Senior managers", "Redlining and Segregation in Milwaukee")?.slice(2, 5)).toEqual([
      "not mandatory then",
      "not mandatory then",
      "not mandatory then",
    ]);
    expect(await town.rows("select course, from_on::text, mandatory_for from course_duties order by from_on")).toEqual([
      { course: "REDLINE", from_on: "0001-01-01", mandatory_for: [] },
      { course: "REDLINE", from_on: "2026-11-23", mandatory_for: ["senior-manager"] },
    ]);
  });

  test("B1: a department without people is asked nothing", async () => {
    await admin('admin department code=NEW name="New Department"');
    const answer = await inFull(town, "nadia.rahman", "status department=NEW");
    expect(rowOf(answer, "Senior managers trained")?.slice(1, 3)).toEqual([
      "not applicable",
      "no senior managers on record",
    ]);
    expect(read(await officer("training table NEW"))).toContain(
      "Nobody on record here has a mandatory course to take.",
    );
  });

  test("B2: somebody in two tiers in one year counts once, in the tier of today", async () => {
    await log("ARA101", "lee.nakamura@milwaukee.example", "2026-11-03");
    const managers = async () => rowOf(await officer("training table DPW 2026-Q4"), "Managers", "Anti-Racism 101")?.[2];
    const before = Number((await managers())?.split(" ")[0]);
    await admin("admin person email=lee.nakamura@milwaukee.example tier=manager");
    const after = Number((await managers())?.split(" ")[0]);
    expect([before, after]).toEqual([0, 1]);
    expect(rowOf(await officer("training table DPW 2026-Q4"), "Employees", "Anti-Racism 101")?.[2]).toMatch(/^0 of /);
  });
});
