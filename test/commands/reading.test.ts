import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Reply } from "../../src/core/reply/reply.ts";
import { AFTERNOON, button, createTown, form, labels, read, recordIn, type Town, table } from "../support/town.ts";

let town: Town;

beforeAll(async () => {
  town = await createTown();
});
afterAll(() => town.close());

describe("me", () => {
  test("shows what is on record about me, what is due and by when, and nothing about anyone else", async () => {
    await town.say("ana.torres", "course=ara101 date=2026-11-02 people=lee.nakamura,bo.chen employees=9");
    const mine = await town.say("lee.nakamura", "me");

    expect(read(mine)).toContain("Lee Nakamura");
    expect(read(mine)).toContain("Department: Public Works");
    expect(read(mine)).toContain("Anti-Racism 101 | Mon 2 Nov 2026 | Public Works");
    expect(read(mine)).toContain("Due, by the end of Q4 2026 (1 Oct 2026 – 31 Dec 2026):");
    expect(read(mine)).toContain("EO Compliance: not on record yet");
    expect(read(mine)).not.toMatch(/Bo Chen|Ana Torres|Anti-Racism 101: /);
  });

  test("what ran out is due again", async () => {
    await town.say("ana.torres", "course=eo date=2025-06-02 people=lee.nakamura");

    expect(read(await town.say("lee.nakamura", "me"))).toContain("EO Compliance: ran out, take it again");
  });

  test("on the last day a training is valid it is not due, and on the next day it is", async () => {
    await town.say("ana.torres", "course=eo date=2025-11-21 people=tou.xiong");
    const today = read(await town.say("tou.xiong", "me"));
    town.setClock("2026-11-22T20:05:00Z");
    const tomorrow = read(await town.say("tou.xiong", "me"));
    town.setClock(AFTERNOON);

    expect(today).not.toContain("EO Compliance: ran out");
    expect(tomorrow).toContain("EO Compliance: ran out");
  });

  test("a contractor has nothing that is mandatory", async () => {
    expect(read(await town.say("darnell.pruitt", "me"))).toContain("No course is mandatory for you.");
  });

  test("nothing an undone record said is on record about me", async () => {
    const record = recordIn(await town.say("ana.torres", "course=ada date=2026-11-02 people=may.vang"));
    await town.say("ana.torres", `fix undo ${record}`);

    expect(read(await town.say("may.vang", "me"))).toContain("No training is on record with your name.");
  });
});

describe("help", () => {
  test("lists what the person may ask for, with examples", async () => {
    const employee = read(await town.say("bo.chen", "help"));

    expect(employee).toContain("training log: Record who attended a training session.");
    expect(employee).toContain("“12 people took Anti-Racism 101 yesterday”");
    expect(employee).not.toMatch(/admin |training due|report (?:annual|quarterly|clerk|export|list|send|write|submit)/);
  });

  test("about one thing shows that, with a button for each", async () => {
    const answer = await town.say("devin.sokol", "help about=courses");

    expect(read(answer)).toContain("training courses");
    expect(labels(answer)).toContain("training courses");
  });

  test("about nothing there is offers the nearest", async () => {
    expect(read(await town.say("bo.chen", "help about=quantum"))).toContain('I know nothing about "quantum".');
  });
});

describe("training courses", () => {
  test("says who must take each course and how long it is valid", async () => {
    const rows = table(await town.say("bo.chen", "training courses"));

    expect(rows.find(([code]) => code === "EO")).toEqual(
      expect.arrayContaining(["EO Compliance", "senior managers, managers, employees", "12 months"]),
    );
    expect(rows.find(([code]) => code === "LANG")).toEqual(expect.arrayContaining(["nobody", "does not run out"]));
  });
});

describe("training sessions", () => {
  test("lists a period, newest first, and says so when nothing is reported", async () => {
    await town.say("gloria.estrada", "course=ada date=2026-07-02 employees=4");
    await town.say("gloria.estrada", "course=lang date=2026-08-03 contractors=2");

    expect(
      table(await town.say("gloria.estrada", "training sessions period=2026-Q3")).map((row) => row.slice(1, 4)),
    ).toEqual([
      ["Language Access Essentials", "Mon 3 Aug 2026", "2 contractors"],
      ["ADA and Disability Inclusion", "Thu 2 Jul 2026", "4 employees"],
    ]);
    expect(read(await town.say("gloria.estrada", "training sessions period=2026-Q1"))).toContain(
      "Nothing is reported for this period.",
    );
  });

  test("can be narrowed to a course", async () => {
    const rows = table(await town.say("nadia.rahman", "training sessions department=PARKS period=2026 course=LANG"));

    expect(rows.map(([, course]) => course)).toEqual(["Language Access Essentials"]);
  });

  test("tells an employee who recorded nothing just that, not that nothing is reported", async () => {
    expect(read(await town.say("dolores.wright", "training sessions period=2026"))).toContain("You recorded nothing");
  });
});

describe("training due", () => {
  const dueIn = async (who: string, code: string) => table(await town.say(who, `training due department=${code}`));

  test("lists people and courses, senior managers first", async () => {
    const rows = await dueIn("nadia.rahman", "DPW");
    const tiers = rows.map(([, tier]) => tier);

    expect(tiers[0]).toBe("senior manager");
    expect(tiers).toEqual([...tiers].sort((a, b) => rank(a) - rank(b)));
  });

  test("counts alone train nobody, names do", async () => {
    await town.say("ken.yamada", "course=ara101 date=2026-11-05 employees=400");
    const dolores = async () =>
      (await dueIn("ken.yamada", "PARKS")).filter(([name]) => name === "Dolores Wright").map(([, ...cells]) => cells);
    const [before] = await dolores();
    expect(before).toEqual(["employee", expect.stringContaining("Anti-Racism 101; ")]);

    await town.say("ken.yamada", "course=ara101 date=2026-11-06 people=dolores.wright");
    // One row a person, with what is left of it.
    expect(await dolores()).toEqual([["employee", before?.[1]?.replace("Anti-Racism 101; ", "")]]);
  });

  test("leaves out contractors and whoever has left", async () => {
    const names = (await dueIn("nadia.rahman", "DPW")).map(([name]) => name);

    expect(names).not.toContain("Darnell Pruitt");
    expect(names).not.toContain("Harold Wiesner");
  });
});

const rank = (tier = "") => ["senior manager", "manager", "employee"].indexOf(tier);

describe("status", () => {
  const line = (reply: Reply, department: string) => table(reply).find(([name]) => name === department);

  beforeAll(async () => {
    await town.say("ingrid.halvorsen", "course=ada date=2026-04-07 employees=10 contractors=2");
    await town.say("ingrid.halvorsen", "course=lang date=2026-05-07 unsplit=31");
    await town.say("renee.castellano", "course=ada date=2026-04-08 contractors=5");
  });

  const training = (who: string, more: string) => town.say(who, `status period=2026-Q2 topic=training ${more}`);

  test("counts sessions and attendance, employees, contractors and the unsplit apart", async () => {
    expect(line(await training("nadia.rahman", ""), "Library")).toEqual(["Library", "2", "10", "2", "31"]);
  });

  test("tells 0 from not reported", async () => {
    const city = await training("nadia.rahman", "");

    expect(line(city, "Police")).toEqual(["Police", "1", "0", "5", "0"]);
    expect(line(city, "Port Milwaukee")?.slice(1)).toEqual(Array(4).fill("not reported"));
  });

  test("adds up those that reported, and says how many did", async () => {
    const city = await training("nadia.rahman", "");

    expect(line(city, "All that reported")).toEqual(["All that reported", "3", "10", "7", "31"]);
    expect(read(city)).toContain("Training: 2 of 21 departments reported.");
    expect(read(city)).toContain("Milwaukee · Q2 2026 (1 Apr 2026 – 30 Jun 2026) · as of Sat 21 Nov 14:05");
  });

  test("a lead sees the departments they lead", async () => {
    const answer = await training("ingrid.halvorsen", "");

    expect(read(answer)).toContain("Library · Q2 2026");
    expect(line(answer, "Library")?.[1]).toBe("2");
    expect(read(answer)).not.toMatch(/Police|All that reported/);
  });

  test("follows a correction and an undo at once", async () => {
    const record = recordIn(await town.say("renee.castellano", "course=lang date=2026-06-08 employees=40"));
    const shown = async () => line(await training("renee.castellano", ""), "Police")?.slice(1, 3);
    expect(await shown()).toEqual(["2", "40"]);

    await town.say("renee.castellano", `fix ${record} employees=30 because it was miscounted`);
    expect(await shown()).toEqual(["2", "30"]);
    await town.say("renee.castellano", `fix undo ${record}`);
    expect(await shown()).toEqual(["1", "0"]);
  });

  test.each([
    ["with the day in it", "2026-04-05..2026-04-20", ["1", "10"]],
    ["that begins after it", "2026-04-08..2026-04-20", ["not reported", "not reported"]],
    ["that ends before it", "2026-04-01..2026-04-06", ["not reported", "not reported"]],
  ])("a range of days %s counts by the day, not by the month", async (_kind, range, expected) => {
    const answer = await town.say("ingrid.halvorsen", `status period=${range} topic=training department=MPL`);

    expect(line(answer, "Library")?.slice(1, 3)).toEqual(expected);
  });

  test("a period that is none is asked again", async () => {
    const asked = await town.say("nadia.rahman", "training sessions department=DPW period=2026-02-30..2026-03-01");

    expect(read(asked)).not.toContain("broke on our side");
    expect(form(asked).inputs.find(({ name }) => name === "period")?.error).toBeDefined();
  });

  test("[Sessions] lists what a department's numbers come from", async () => {
    const answer = await training("nadia.rahman", "department=MPL");
    const rows = table(await town.press("nadia.rahman", button(answer, "Sessions")));

    expect(rows.map(([, course]) => course)).toEqual(["Language Access Essentials", "ADA and Disability Inclusion"]);
  });
});
