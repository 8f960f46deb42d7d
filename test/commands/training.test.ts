import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { button, createTown, errors, filled, form, labels, read, recordIn, type Town, table } from "../support/town.ts";

let town: Town;

beforeAll(async () => {
  town = await createTown();
});
afterAll(() => town.close());

const recordCount = async () =>
  Number((await town.rows<{ n: string }>("select count(*) n from training_records"))[0]?.n);

/** Nothing may be recorded by what is done meanwhile. */
async function recordsNothing<T>(work: () => Promise<T>): Promise<T> {
  const before = await recordCount();
  const result = await work();
  expect(await recordCount()).toBe(before);
  return result;
}

describe("the transcripts of the experience", () => {
  test("a count is recorded, echoed in full, and says what it does not do", async () => {
    const receipt = await town.say("bo.chen", "/training 12 people took Anti-Racism 101 yesterday");

    expect(read(receipt)).toMatch(/^Recorded TR-2026-\d{4,}\n/);
    expect(read(receipt)).toContain("Anti-Racism 101 · Fri 20 Nov 2026 · Public Works · 12 employees");
    expect(read(receipt)).toContain("Counts as attendance. Name people to count them as trained.");
    expect(labels(receipt)).toEqual(["Add names", "Edit", "Undo"]);
    expect(receipt.visibility).toBe("private");
  });

  test("a bare /training opens the form, with today and the own department filled in", async () => {
    const opened = form(await town.say("bo.chen", "/training"));

    expect(filled(opened)).toEqual({ heldOn: "2026-11-21", department: "DPW" });
    expect(errors(opened)).toEqual({});
  });

  test("980 people are asked about before they are recorded, and one press records them", async () => {
    const asked = await recordsNothing(() => town.say("bo.chen", "/training 980 people took EO compliance today"));
    expect(read(asked)).toContain("980 people in one session: is that right?");
    expect(labels(asked)).toEqual(["Yes, record 980", "Change"]);

    const receipt = await town.press("bo.chen", button(asked, "Yes, record 980"));
    expect(read(receipt)).toContain("EO Compliance · Sat 21 Nov 2026 · Public Works · 980 employees");
  });

  test("[Change] brings the form with everything that was said", async () => {
    const asked = await town.say("bo.chen", "/training 981 people took EO compliance today");
    const changed = form(await town.press("bo.chen", button(asked, "Change")));

    expect(filled(changed)).toEqual({ course: "EO", heldOn: "2026-11-21", department: "DPW", employees: "981" });
  });
});

describe("what is recorded is what was said", () => {
  test("employees, contractors, named people and a note are all echoed", async () => {
    const receipt = await town.say(
      "ana.torres",
      'course=toolkit date=2026-10-03 people="bo chen, lee nakamura" employees=12 contractors=3 note="in the depot"',
    );

    expect(read(receipt)).toContain(
      "GARE Racial Equity Toolkit · Sat 3 Oct 2026 · Public Works · 12 employees, 3 contractors",
    );
    expect(read(receipt)).toContain("Named: Bo Chen, Lee Nakamura");
    expect(read(receipt)).toContain("Note: in the depot");
  });

  test("a source that pools employees and contractors stays pooled", async () => {
    const receipt = await town.say("ana.torres", "course=bias date=2026-10-05 unsplit=431");

    expect(read(receipt)).toContain("431 employees and contractors together");
  });

  test("a course that is mandatory for nobody says nothing about being trained", async () => {
    const receipt = await town.say("ana.torres", "course=lang date=2026-10-06 employees=4");

    expect(read(receipt)).not.toContain("count them as trained");
  });
});

describe("the same again", () => {
  test("the same person in the same session is already recorded, and nothing new is saved", async () => {
    const facts = "course=ada date=2026-10-07 people=lee.nakamura@milwaukee.example";
    const first = recordIn(await town.say("ana.torres", facts));
    const again = await recordsNothing(() => town.say("ana.torres", facts));

    expect(read(again)).toContain("Already recorded");
    expect(read(again)).toContain(`Lee Nakamura: already on record as ${first}. Nothing new was saved.`);
  });

  test("the same counts ask for another session, and both buttons work", async () => {
    const facts = "course=ada date=2026-10-08 employees=7";
    const first = recordIn(await town.say("ana.torres", facts));
    const asked = await recordsNothing(() => town.say("ana.torres", facts));
    expect(read(asked)).toContain("Another session?");
    expect(labels(asked)).toEqual(["Yes, another session", "No, show it"]);

    expect(table(await town.press("ana.torres", button(asked, "No, show it"))).map(([id]) => id)).toEqual([first]);
    const second = recordIn(await town.press("ana.torres", button(asked, "Yes, another session")));
    expect(second).not.toBe(first);
  });

  test("a colleague's record is not shown to an employee who counts the same", async () => {
    const facts = "course=ada date=2026-10-09 employees=7";
    await town.say("ana.torres", facts);
    const asked = await town.say("bo.chen", facts);

    expect(labels(asked)).toEqual(["Yes, another session", "No, change it"]);
    expect(filled(form(await town.press("bo.chen", button(asked, "No, change it"))))).toMatchObject({ employees: "7" });
  });

  test("a request that arrives four times at once is recorded once, with the same reply", async () => {
    const before = await recordCount();
    const four = await Promise.all(
      Array.from({ length: 4 }, () =>
        town.say("ana.torres", "course=humility date=2026-10-10 people=bo.chen@milwaukee.example employees=5", {
          id: "four",
        }),
      ),
    );

    expect(await recordCount()).toBe(before + 1);
    expect(new Set(four.map((one) => JSON.stringify(one))).size).toBe(1);
  });
});

describe("what cannot be so", () => {
  test.each([
    ["zero", "employees=0", /0 people/],
    ["negative", "employees=-3", /-3/],
    ["fractional", "employees=2.5", /2\.5/],
    ["above 100,000", "employees=100001", /100,?001/],
  ])("a count that is %s is refused with the reason, and nothing is saved", async (_kind, count, reason) => {
    const reply = await recordsNothing(() => town.say("ana.torres", `course=lgbtq date=2026-10-12 ${count}`));

    expect(read(reply)).toMatch(reason);
    expect(read(reply)).not.toMatch(/^Recorded/);
  });

  test("a day that has not come yet is never recorded, not even by a form", async () => {
    const said = await recordsNothing(() => town.say("ana.torres", "course=lgbtq date=2026-12-24 employees=4"));
    expect(read(said)).toContain("has not come yet");

    const opened = form(await town.say("ana.torres", "/training"));
    const sent = await recordsNothing(() =>
      town.send("ana.torres", opened, { course: "LGBTQ", heldOn: "2026-12-24", employees: "4" }),
    );
    expect(errors(form(sent)).heldOn).toContain("has not come yet");
  });

  test("a day before the plan began is asked about", async () => {
    const asked = await recordsNothing(() => town.say("ana.torres", "course=lgbtq date=2023-12-31 employees=4"));
    expect(read(asked)).toContain("before the plan began");

    const receipt = await town.press("ana.torres", button(asked, "Yes, it was Sun 31 Dec 2023"));
    expect(read(receipt)).toContain("Sun 31 Dec 2023");
  });

  test("more than ten times the department's headcount is asked about, though it is under 500", async () => {
    await town.app.stores.imports.headcounts(
      [{ department: "MAYOR", tier: "employee", audience: "employee", count: 3, asOf: "2026-11-01" }],
      { actor: 0, request: "test:few", year: 2026 },
      false,
    );
    town.app.forgetCatalog();
    const { headcounts } = await town.app.bot.catalog();
    const count = 10 * (headcounts.MAYOR ?? 0) + 1;
    const asked = await recordsNothing(() =>
      town.say("elaine.prescott", `course=lgbtq date=2026-10-12 employees=${count}`),
    );

    expect(count).toBeLessThan(500);
    expect(read(asked)).toContain(`Mayor's Office has ${headcounts.MAYOR} people on record.`);
  });

  test("a text over 3,000 characters is refused", async () => {
    const reply = await recordsNothing(() =>
      town.say("ana.torres", `12 people took Anti-Racism 101 yesterday ${"x".repeat(3000)}`),
    );

    expect(read(reply)).toContain("3,000 is the most");
    expect(reply.failed).toBe(true);
  });

  test("U+0000 and lone surrogates are taken out before anything is stored", async () => {
    const receipt = await town.say("ana.torres", 'course=redline date=2026-10-13 employees=4 note="a\u0000b\ud800c"');

    expect(read(receipt)).toContain("Note: abc");
  });
});

describe("nothing that was typed is lost", () => {
  test("fewer people than are named brings the form back with every value and the error at its input", async () => {
    const opened = form(await town.say("ana.torres", "/training"));
    const typed = {
      course: "REDLINE",
      heldOn: "2026-10-14",
      people: "bo.chen@milwaukee.example, lee.nakamura@milwaukee.example",
      employees: "1",
      note: "upstairs",
    };
    const back = form(await recordsNothing(() => town.send("ana.torres", opened, typed)));

    expect(filled(back)).toEqual({ ...typed, department: "DPW" });
    expect(errors(back).employees).toContain("You name 2 employees but count 1.");

    const receipt = await town.send("ana.torres", back, { employees: "2" });
    expect(read(receipt)).toContain(
      "Redlining and Segregation in Milwaukee · Wed 14 Oct 2026 · Public Works · 2 employees",
    );
  });

  test("a form with an unreadable input keeps the other inputs and what was typed in that one", async () => {
    const opened = form(await town.say("ana.torres", "/training"));
    const back = form(
      await recordsNothing(() =>
        town.send("ana.torres", opened, { course: "Basket weaving", employees: "8", note: "n" }),
      ),
    );

    expect(filled(back)).toMatchObject({ course: "Basket weaving", employees: "8", note: "n", department: "DPW" });
    expect(errors(back).course).toContain("Did you mean");
  });
});
