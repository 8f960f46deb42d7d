import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Reply } from "../../src/core/reply/reply.ts";
import { button, inFull, labels, read, sampleTown, type Town, table } from "../support/town.ts";

let town: Town;

beforeAll(async () => {
  town = await sampleTown();
});
afterAll(() => town.close());

const officer = (text: string) => town.say("nadia.rahman", text);
const whole = (text: string) => inFull(town, "nadia.rahman", text);
/** Those with a line of their own in the first table. */
const departmentsIn = (answer: Reply) =>
  answer.blocks.flatMap((block) =>
    block.kind === "table" && block.caption === "Where each department stands" ? block.rows.map(([name]) => name) : [],
  );
const rowOf = (rows: string[][], name: string) => rows.find(([first]) => first === name)?.slice(1);

describe("the city's status (rows E18, F8, A12)", () => {
  test("has a line for each department, words first, and is stamped with its moment", async () => {
    const answer = await whole("status");

    expect(read(answer)).toContain("Milwaukee · Q4 2026 (1 Oct 2026 – 31 Dec 2026) · as of Sat 21 Nov 14:05");
    expect(departmentsIn(answer)).toHaveLength(21);
    const [met = "", open = ""] = rowOf(table(answer), "Public Works") ?? [];
    expect(met).toMatch(/^\d+ of \d+ met$/);
    expect(open).toMatch(/^(?:\d+ overdue, )?\d+ due, \d+ not reported$/);
    // What is met and what is open add up to what is asked.
    const numbers = open.match(/\d+/g)?.map(Number) ?? [];
    const [done = 0, all = 0] = met.match(/\d+/g)?.map(Number) ?? [];
    expect(done + numbers.reduce((sum, one) => sum + one, 0)).toBe(all);
  });

  test("says what changed since the quarter before", async () => {
    const answer = read(await whole("status"));

    expect(answer).toContain("What changed since Q3 2026");
    expect(answer).toMatch(/Library \| Leadership team \| met: 2 leads \| nobody named/);
  });

  test("shows attendance quarter by quarter, and what nobody reported is no zero", async () => {
    const chart = (await whole("status")).blocks.find((block) => block.kind === "chart");

    expect(chart?.kind === "chart" && chart.chart.groups).toEqual(["Q1 2026", "Q2 2026", "Q3 2026", "Q4 2026"]);
    expect(chart?.kind === "chart" && chart.chart.series[0]?.values.slice(0, 2)).toEqual([null, null]);
  });

  test("of a quarter that is over calls overdue what was due in it", async () => {
    const [, open = ""] = rowOf(table(await whole("status q3")), "Administration") ?? [];

    expect(open).toContain("overdue");
    expect(open).not.toMatch(/\d due\b/);
  });

  test("a period that has not begun has no status", async () => {
    expect(read(await officer("status 2027-Q1"))).toContain("has not begun");
  });

  test("of a service area names its departments only", async () => {
    expect(departmentsIn(await whole("status infrastructure"))).toEqual(["Port Milwaukee", "Public Works"]);
  });

  test("of a goal says of each obligation how many departments met it", async () => {
    const answer = await officer("status goal 1");

    expect(read(answer)).toContain("Milwaukee, goal G1 ·");
    expect(rowOf(table(answer), "Leadership team")?.[0]).toMatch(/^\d+ of 21 met$/);
    expect(rowOf(table(answer), "Senior managers trained")).toBeUndefined();
  });

  test("leads on by buttons to a goal, a topic and the quarter before", async () => {
    const answer = await whole("status");

    const before = await town.press("nadia.rahman", button(answer, "The quarter before"));
    expect(read(before)).toContain("Q3 2026 (1 Jul 2026");
    expect(read(await town.press("nadia.rahman", button(answer, "Goal G2")))).toContain("goal G2");
    expect(read(await town.press("nadia.rahman", button(answer, "Leadership teams")))).toContain(
      "Public Works | 2 leads, but no senior leader",
    );
  });
});

describe("one department's status", () => {
  test("shows each obligation with its state, its day and the records that prove it", async () => {
    const answer = await whole("status public works");

    expect(rowOf(table(answer), "Leadership team")).toEqual([
      "due",
      "2 leads, but no senior leader",
      "31 Dec 2026",
      expect.stringMatching(/^RO-\d{4}-\d{4}, RO-\d{4}-\d{4}$/),
    ]);
    expect(rowOf(table(answer), "Managers and supervisors trained")?.[0]).toBe("not started: senior managers go first");
    expect(rowOf(table(answer), "One existing policy or program analysed in the plan period")?.[2]).toBe("31 Dec 2028");
  });

  test("a button closes its gap, and the status says so", async () => {
    const status = () => whole("status public works");
    const press = button(await status(), "Name a senior leader");

    expect(press).toMatchObject({ command: "roster lead", values: { department: "DPW", senior: "true" } });
    await officer("roster lead add helen.szymanski senior in public works");
    expect(rowOf(table(await status()), "Leadership team")?.slice(0, 2)).toEqual([
      "met",
      "3 leads instead of 2: please check",
    ]);
    expect(labels(await status())).not.toContain("Name a senior leader");
  });

  test("an auditor sees it without buttons that write", async () => {
    const people = await town.rows<{ email: string }>("select email from people where 'auditor' = any(granted)");
    const auditor = people[0]?.email ?? "";

    expect(labels(await inFull(town, auditor, "status public works"))).not.toContain("Start an analysis");
    expect(labels(await whole("status public works"))).toContain("Start an analysis");
  });
});

describe("who asks", () => {
  test("a lead sees the department they lead; an employee sees their own record", async () => {
    expect(read(await town.say("ben.kowalski", "status"))).not.toContain("Milwaukee ·");
    const [{ email } = { email: "" }] = await town.rows<{ email: string }>(
      "select email from people p where granted = '{}' and left_on is null and not exists (select from roster r where r.person = p.id) and id > 0 limit 1",
    );
    const own = read(await town.say(email, "status"));
    expect(own).toContain("Department:");
    expect(own).not.toContain("Where each department stands");
    expect(read(await town.say(email, "status police"))).toMatch(/may|department/i);
  });
});
