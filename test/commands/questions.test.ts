import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { button, labels, read, sampleTown, type Town, table } from "../support/town.ts";

let town: Town;
beforeAll(async () => {
  town = await sampleTown();
});
afterAll(() => town.close());

const say = async (who: string, text: string) => read(await town.say(who, text));
/** The answer comes first, with its scope. */
const first = async (who: string, text: string) => (await say(who, text)).split("\n")[0];

describe("who took a course", () => {
  test.each([
    [
      "how many people took anti-racism 101 this year",
      "6 of 63 people on record took it: Anti-Racism 101 · Milwaukee · 2026 (1 Jan 2026 – 31 Dec 2026)",
    ],
    [
      "how many senior managers took ARA101?",
      "2 of 19 senior managers took it: Anti-Racism 101 · Milwaukee · as of Sat 21 Nov 2026",
    ],
    [
      "who has not taken anti-racism 101 in parks",
      "3 of 3 people on record have not taken it: Anti-Racism 101 · Parks · as of Sat 21 Nov 2026",
    ],
  ])("the officer asks: %s", async (asked, answer) => {
    expect(await first("nadia.rahman", asked)).toBe(answer);
  });

  test("attendance that was counted without names is said, and counts nobody as trained", async () => {
    expect(await say("nadia.rahman", "how many people took anti-racism 101 this year")).toContain(
      "5 sessions are on record, with an attendance of 42 (6 by name, 36 counted without names).",
    );
  });

  test("a lead is answered for the department they lead, and refused another", async () => {
    expect(await first("ana.torres", "who has taken the toolkit")).toMatch(/Toolkit · Public Works · as of/);
    expect(await say("ana.torres", "who has taken the toolkit in parks")).toContain("You may not do that for Parks.");
  });

  test("whoever leads nobody is told of themselves, and refused a department", async () => {
    await town.say("hector.ruiz", "I took the toolkit on Nov 2");

    expect(await first("hector.ruiz", "how many people took the toolkit this year")).toMatch(
      /^You took it on Mon 2 Nov 2026: GARE Racial Equity Toolkit · 2026/,
    );
    expect(await first("hector.ruiz", "who has taken bias")).toBe("You have not taken it: Understanding Implicit Bias");
    expect(await say("hector.ruiz", "who has taken the toolkit in parks")).toContain("You may not do that for Parks.");
  });

  test("the other side is one press away", async () => {
    const answer = await town.say("ana.torres", "who has taken the toolkit");
    const others = await town.press("ana.torres", button(answer, "Who has not"));

    expect(read(others)).toMatch(
      /^9 of 9 people on record have not taken it: GARE Racial Equity Toolkit · Public Works/,
    );
    expect(table(others)).toHaveLength(9);
  });

  test("a name that is logged counts at once", async () => {
    await town.say("ana.torres", "lee.nakamura and bo.chen took the toolkit on Nov 3");

    expect(await first("ana.torres", "how many people took the toolkit")).toMatch(/^2 of 9 people on record took it/);
    expect(await first("ana.torres", "who has taken the toolkit in 2025")).toMatch(/^0 of /);
  });
});

describe("what is missing", () => {
  test("the officer asks which departments lack something", async () => {
    const answer = await town.say("nadia.rahman", "which departments have no senior leader");

    expect(read(answer)).toMatch(/^\d+ of 21 departments have no senior leader on the team, as of Sat 21 Nov 2026/);
    expect(table(answer).map(([name]) => name)).toContain("Public Works");
    expect(table(answer).map(([name]) => name)).not.toContain("Parks");
  });

  test("naming one takes the department off the list", async () => {
    await town.say("ana.torres", "roster lead @marcus senior");
    const answer = await town.say("nadia.rahman", "which departments have no senior leader");

    expect(table(answer).map(([name]) => name)).not.toContain("Public Works");
  });

  test("those furthest behind come first", async () => {
    const answer = await town.say("nadia.rahman", "which departments are behind");

    expect(read(answer)).toMatch(/^Milwaukee: 21 of 21 departments have something open, one is overdue, as of/);
    expect(table(answer)[0]?.slice(0, 2)).toEqual(["Public Works", "1"]);
  });

  test("what's due is the department for its lead, the city for the officer, and oneself for everybody else", async () => {
    expect(await first("ana.torres", "what's due")).toMatch(/^Public Works: \d+ things are open, 1 overdue, as of/);
    expect(await first("nadia.rahman", "what is due?")).toMatch(/^Milwaukee: /);
    expect(await first("bo.chen", "what's due")).toBe("Bo Chen");
  });
});

describe("who and when", () => {
  test.each([
    ["bo.chen", "who is the equity officer", /^Equity officer: Nadia Rahman, as of/],
    ["bo.chen", "who leads Parks", /^Leadership team of Parks\n.*\nGloria Estrada/],
    [
      "nadia.rahman",
      "when did we last meet the Urban League?",
      /^Urban League: last contact on Wed 21 Oct 2026\n.*EN-2026-0019/,
    ],
    ["nadia.rahman", "show me last quarter", /^Milwaukee · Q3 2026/],
    ["nadia.rahman", "how many ambassadors do we have", /^\d+ active ambassadors in Milwaukee · Q4 2026/],
  ])("%s asks: %s", async (who, asked, answer) => {
    expect(await say(who, asked)).toMatch(answer);
  });

  test("a role of the plan names its holder once there is one", async () => {
    expect(await first("ana.torres", "who is the chief equity officer")).toMatch(
      /^Nobody is set as chief equity officer/i,
    );
    await town.say("nadia.rahman", "admin duty CEO @nadia");

    expect(await first("ana.torres", "who is the chief equity officer")).toMatch(
      /^chief equity officer: Nadia Rahman/i,
    );
  });
});

describe("an officer's own department is never taken for the city", () => {
  test("naming a head asks which department", async () => {
    expect(await first("nadia.rahman", "roster head @marcus")).toBe("Which department?");
  });

  test("a list without a department is the city's", async () => {
    expect(await first("nadia.rahman", "training due")).toMatch(/^Milwaukee: \d+ people have a mandatory course open/);
    expect(await first("nadia.rahman", "training sessions")).toMatch(/^Milwaukee · Q4 2026/);
  });
});

describe("a question that nothing answers", () => {
  test.each(["did 12 people take the toolkit yesterday?", "should I withdraw AN-2026-0002?", "why is the sky blue?"])(
    "%s names what can be looked up, and never says what was not done",
    async (asked) => {
      const answer = await town.say("nadia.rahman", asked);

      expect(read(answer)).toContain("I can't answer that yet");
      expect(read(answer)).not.toContain("That is a question");
      expect(labels(answer)).toHaveLength(3);
    },
  );
});

describe("courtesies", () => {
  test.each([
    ["hi", /^Hello!/],
    ["Hola", /^Hello!/],
    ["good morning!", /^Hello!/],
    ["thanks a lot", /^You're welcome\.$/],
    ["ok", /^Good\./],
    ["👍", /^👍$/u],
    [":+1:", /^👍$/u],
    ["who are you?", /^I'm Equity Assistant\./],
    ["what can you do", /^Tell me what was done/],
    ["cancel", /nothing to take back/],
  ])("%s is one short line", async (said, line) => {
    const answer = await town.say("bo.chen", said);

    expect(read(answer)).toMatch(line);
    expect(answer.blocks.length).toBeLessThanOrEqual(2);
    expect(labels(answer).length).toBeLessThanOrEqual(3);
  });

  test("with more words it is what it says", async () => {
    expect(await say("bo.chen", "hi, 3 people took EO compliance yesterday")).toMatch(/^Recorded TR-/);
  });

  test("offers an auditor nothing that writes", async () => {
    expect(labels(await town.say("felicia.marsh", "hi"))).toEqual(["My record", "Where things stand", "All commands"]);
  });
});

describe("a record and what became of it", () => {
  let id = "";
  beforeAll(async () => {
    await town.say("bo.chen", "9 people took Cultural Humility on Nov 4");
    id = /TR-\d{4}-\d{4,}/.exec(await say("bo.chen", "9 people took Cultural Humility on Nov 4"))?.[0] ?? "";
    await town.say("bo.chen", `fix ${id} employees=8 because one was counted twice`);
  });

  test.each(["", "what is ", "history of ", "who changed "])(
    "%sits number shows it, with every change",
    async (words) => {
      const answer = await town.say("ana.torres", `${words}${id}`);

      expect(read(answer).split("\n")[0]).toBe(`${id} · training · Public Works`);
      expect(table(answer)).toEqual([
        [expect.any(String), "Bo Chen", "training: correct", expect.stringContaining("employees: 9 → 8")],
        [expect.any(String), "Bo Chen", "training: record", expect.stringContaining("employees: 9")],
      ]);
    },
  );

  test("is shown to whoever entered it and to nobody of another department", async () => {
    expect(await first("bo.chen", id)).toContain(id);
    expect(await say("gloria.estrada", id)).toContain("You may not do that");
  });

  test("a number that nobody has says where numbers are", async () => {
    expect(await say("ana.torres", "what is TR-2026-9999")).toContain("There is no record TR-2026-9999.");
  });

  // The trail has the database's time, whatever the day is here.
  const EVER = "what changed 2020-01-01..2099-12-31";

  test.each([
    ["nadia.rahman", "Milwaukee"],
    ["ana.torres", "what you entered, Public Works"],
    ["bo.chen", "what you entered"],
  ])("what changed, as far as %s may see it", async (who, whose) => {
    const answer = await town.say(who, EVER);

    expect(read(answer).split("\n")[0]).toMatch(new RegExp(`^[\\w ]+ changes · ${whose} · `));
    expect(table(answer).flat()).toContain(id);
  });

  test("a day is a period of its own", async () => {
    expect(await first("bo.chen", "what did we record yesterday")).toBe(
      "0 changes · what you entered · Fri 20 Nov 2026",
    );
  });

  test("what changed elsewhere is left out", async () => {
    expect(read(await town.say("gloria.estrada", EVER))).not.toContain(id);
  });
});
