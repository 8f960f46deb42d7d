import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readConfig } from "../../src/config/config.ts";
import { freshDatabase } from "../support/databases.ts";
import {
  AFTERNOON,
  button,
  createTown,
  errors,
  form,
  inFull,
  labels,
  openTown,
  read,
  recordIn,
  type Town,
  table,
} from "../support/town.ts";

let town: Town;
beforeAll(async () => {
  town = await createTown();
});
afterAll(() => town.close());

/** The line of the plan's table for one action: id, action, responsible, due, status, last update. */
const lineOf = async (id: string, who = "nadia.rahman") =>
  table(await town.say(who, "plan show")).find(([first]) => first === id);
/** What is counted in the whole plan. */
const counts = async () => /^16 actions: .*$/m.exec(read(await town.say("nadia.rahman", "plan show")))?.[0];

describe("an action of the plan (rows E10, E23)", () => {
  test("is shown in the plan's words, with its owners; nobody having said anything is no update", async () => {
    const shown = read(await town.say("bo.chen", "plan show G1.1.2"));

    expect(shown).toContain(
      'Each department will create a larger team of racial equity "Ambassadors." The two team leads described above will recruit interested team members',
    );
    expect(shown).toContain("Goal: G1 Improve existing and new services using racial equity best practices");
    expect(shown).toContain("Responsible: Administration, all departments");
    expect(shown).toContain("Checked by: At least 3 ambassadors (city default)");
    expect(await lineOf("G1.3.1")).toEqual([
      "G1.3.1",
      expect.stringContaining("to track demographic and population trends"),
      "Health",
      "–",
      "no update",
      "never",
    ]);
  });

  test("a lead reports their department's part, and the officer the whole", async () => {
    const part = await town.say("ana.torres", 'plan update G1.1.3 on track "Fourteen drafts are in review"');
    expect(read(part)).toContain(
      `Recorded ${recordIn(part)}\nG1.1.3 · Public Works · on track · Sat 21 Nov 2026 · “Fourteen drafts are in review”`,
    );
    expect(await lineOf("G1.1.3")).toMatchObject({
      4: "on track, 1 of 21 departments (1 on track)",
      5: "Sat 21 Nov 2026",
    });

    const done = await town.say("ana.torres", "plan update G1.1.3 done");
    await town.say("nadia.rahman", "plan update G1.1.3 done for the library");
    expect(await lineOf("G1.1.3")).toMatchObject({ 4: "on track, 2 of 21 departments (2 done)" });

    await town.say("nadia.rahman", 'G1.1.3 is late "Nineteen have none"');
    expect(await lineOf("G1.1.3")).toMatchObject({ 4: "late, 2 of 21 departments (2 done)" });
    const history = table(await town.say("nadia.rahman", "plan show G1.1.3"));
    expect(history.map(([, , whose, state, note]) => [whose, state, note])).toEqual([
      ["as a whole", "late", "Nineteen have none"],
      ["Library", "done", "–"],
      ["Public Works", "done", "–"],
      ["Public Works", "on track", "Fourteen drafts are in review"],
    ]);
    expect(history[2]?.[0]).toBe(recordIn(done));
  });

  test("the only department responsible speaks for all of it", async () => {
    await town.say("maria.santos", "plan update G1.3.1 done");

    expect(await lineOf("G1.3.1")).toMatchObject({ 4: "done", 5: "Sat 21 Nov 2026" });
  });

  test("nobody reports for a department that has no part in it, and the plan itself is never changed", async () => {
    const refused = await town.say("ana.torres", "plan update G2.1.1 done");
    expect(errors(form(refused)).department).toContain("G2.1.1 is the task of Administration, Employee Relations");
    expect(await lineOf("G2.1.1")).toMatchObject({ 4: "no update" });

    const elsewhere = await town.press("ana.torres", {
      command: "plan update",
      values: { action: "G1.1.3", state: "done", department: "MPL" },
    });
    expect(read(elsewhere)).toContain("You may not do that for Library.");
    expect(errors(form(await town.say("nadia.rahman", "plan update G9.9 done"))).action).toContain(
      'The plan has no action "G9.9".',
    );
  });

  test("a department left empty in a lead's form is the lead's own, not the city", async () => {
    const asked = form(await town.say("ana.torres", "plan update"));
    const saved = await town.send("ana.torres", asked, { action: "G3.1.2", state: "planned", department: "" });

    expect(read(saved)).toContain("G3.1.2 · Public Works · planned");
  });

  test("the same again records nothing; undo counts what was said before; each change is on the trail", async () => {
    const first = await town.say("nadia.rahman", "plan update G4.1.1 on track as of 2026-10-05");
    const second = await town.say("nadia.rahman", "plan update G4.1.1 done as of 2026-11-02");
    expect(read(await town.say("nadia.rahman", "plan update G4.1.1 done as of 2026-11-02"))).toContain(
      "Already recorded",
    );
    expect(await lineOf("G4.1.1")).toMatchObject({ 4: "done", 5: "Mon 2 Nov 2026" });

    const undone = await town.press("nadia.rahman", button(second, "Undo"));
    expect(await lineOf("G4.1.1")).toMatchObject({ 4: "on track", 5: "Mon 5 Oct 2026" });
    await town.press("nadia.rahman", button(undone, "Put it back"));
    expect(await lineOf("G4.1.1")).toMatchObject({ 4: "done" });

    const corrected = await town.say(
      "nadia.rahman",
      `fix ${recordIn(second)} state=late note="The county cancelled" because "wrong button"`,
    );
    expect(read(corrected)).toContain("It said: G4.1.1 · as a whole · done · Mon 2 Nov 2026");
    expect(await lineOf("G4.1.1")).toMatchObject({ 4: "late" });
    const trail = await town.rows<{ action: string; details: unknown }>(
      `select action, details from audit_entries where subject = '${recordIn(second)}' order by id`,
    );
    expect(trail.map(({ action }) => action)).toEqual(["plan.update", "plan.undo", "plan.restore", "plan.correct"]);
    expect(trail[3]?.details).toMatchObject({
      before: { state: "done" },
      after: { state: "late" },
      reason: "wrong button",
    });

    const same = await town.say(
      "nadia.rahman",
      `fix ${recordIn(first)} state=late note="The county cancelled" reportedOn=2026-11-02 because "again"`,
    );
    expect(read(same)).toContain("Another record says that already.");
  });

  test("a lead takes back their own department's part only", async () => {
    const library = recordIn(await town.say("nadia.rahman", "plan update G1.1.2 done for the library"));

    expect(read(await town.say("ana.torres", `undo ${library}`))).toContain("You may not do that for Library.");
  });
});

describe("the whole plan", () => {
  test("counts what is done, on track, late and silent, and lists what is stale", async () => {
    expect(await counts()).toBe(
      "16 actions: 1 planned, 1 on track, 2 late, 1 done, 11 no update; 11 without an update for a quarter.",
    );
    const late = await town.say("nadia.rahman", "plan show late");
    expect(table(late).map(([id]) => id)).toEqual(["G1.1.3", "G4.1.1"]);
    const stale = await town.press("nadia.rahman", button(late, "No update for a quarter"));
    expect(table(stale)).toHaveLength(11);
  });

  test("an update is stale when a quarter has passed, unless the action is done", async () => {
    town.setClock("2027-03-01T18:00:00Z");
    const stale = table(await town.say("nadia.rahman", "plan show stale")).map(([id]) => id);
    town.setClock(AFTERNOON);

    expect(stale).toContain("G1.1.3");
    expect(stale).not.toContain("G1.3.1");
  });

  test("of one goal, of one department, and of one strategy", async () => {
    expect(table(await town.say("nadia.rahman", "plan show G2")).map(([id]) => id)).toEqual([
      ...["G2.1.1", "G2.1.2", "G2.1.3", "G2.2.1"],
    ]);
    const own = table(await town.say("nadia.rahman", "plan show owner=DER")).map(([id]) => id);
    expect(own).toContain("G2.1.1");
    expect(own).toContain("G1.1.3");
    expect(own).not.toContain("G1.3.1");
    expect(table(await town.say("nadia.rahman", "plan show G1.3")).map(([id]) => id)).toEqual(["G1.3.1"]);
  });

  test("everybody reads the plan; how it goes is for those who may read it, and a lead sees no other department's part", async () => {
    const employee = await town.say("bo.chen", "plan show");
    expect(table(employee).find(([id]) => id === "G1.3.1")).toHaveLength(4);
    expect(read(employee)).not.toMatch(/no update|on track|done/);
    expect(read(await town.say("bo.chen", "plan show G1.1.3"))).not.toMatch(/Nineteen|Fourteen|Status/);

    expect(await lineOf("G1.1.3", "ana.torres")).toMatchObject({ 4: "late, 1 of 21 departments (1 done)" });
    expect(read(await town.say("ana.torres", "plan show G1.1.3"))).not.toContain("Library");
    expect(await lineOf("G1.1.3", "felicia.marsh")).toMatchObject({ 4: "late, 2 of 21 departments (2 done)" });
    expect(labels(await town.say("felicia.marsh", "plan show G1.1.3"))).toEqual([]);
  });

  test("is a topic of the status", async () => {
    const shown = await town.press("nadia.rahman", button(await inFull(town, "nadia.rahman", "status"), "Plan items"));

    expect(read(shown)).toContain("16 actions: ");
    expect(table(shown).map(([id]) => id)).toContain("G4.1.1");
  });
});

describe("who does what (row E14)", () => {
  test("a duty names who is responsible, accountable, consulted and informed", async () => {
    const shown = read(await town.say("bo.chen", "plan raci 385-9"));

    expect(shown).toContain("Responsible: chief equity officer");
    expect(shown).toContain("Accountable: director of administration");
    expect(shown).toContain("Consulted: nobody");
    expect(shown).toContain("Informed: mayor, common council");
  });

  test("a role has its duties, and the status leads to the matrix", async () => {
    const clerk = await town.say("bo.chen", "plan raci role=CLERK");
    expect(table(clerk).map(([id, , part]) => [id, part])).toEqual([
      ["H2", "I (informed)"],
      ["H3", "R (responsible) and A (accountable)"],
    ]);
    expect(table(await town.say("nadia.rahman", "status raci"))).toHaveLength(16);
  });
});

describe("in Portland", () => {
  let portland: Town;
  let drop: () => Promise<void>;
  const pat = "pat@portland.example";
  beforeAll(async () => {
    const database = await freshDatabase();
    drop = () => database.drop();
    portland = await openTown(
      readConfig({ DATABASE_URL: database.url, PLAN: "portland", LOG_LEVEL: "silent" }),
      "2024-11-20T20:00:00Z",
    );
    const person = { email: pat, name: "Pat", department: "OEHR", tier: "manager", audience: "employee" } as const;
    await portland.app.stores.people.save({ ...person, seniorLeader: false, granted: ["officer"] }, "2024-11-20", {
      actor: 0,
      request: "pat",
      year: 2024,
    });
  });
  afterAll(async () => {
    await portland.close();
    await drop();
  });

  test("the matrix of 10 duties and 9 roles is shown with its cells of two letters, and the modes beside it", async () => {
    const rows = table(await portland.say(pat, "plan raci"));

    expect(rows).toHaveLength(10);
    expect(rows[5]).toEqual([
      ...["initiatives", "Implement Equity Initiatives"],
      ...["R", "C", "A", "C", "C", "C/I", "R/C", "C", "I"],
      "SHARED LEADERSHIP RESPONSIBILITY",
    ]);
    const duty = read(await portland.say(pat, "plan raci Implement Equity Initiatives"));
    expect(duty).toContain("Responsible: Equity Officer, Equity Managers");
    expect(duty).toContain("Informed: Directors, City Auditor");
    expect(duty).toContain("Mode: SHARED LEADERSHIP RESPONSIBILITY");
  });

  test("next steps are late when their day has passed, a range ends on its last day, and an open one is never late", async () => {
    const steps = table(await portland.say(pat, "plan show N1"));

    expect(steps.map(([id, , , due, state]) => [id, due, state])).toEqual([
      ["N1.1", "18 Nov 2024", "late: was due 18 Nov 2024, no update"],
      ["N1.2", "18 Nov 2024 – 22 Nov 2024", "no update"],
      ["N1.3", "27 Nov 2024", "no update"],
      ["N1.4", "from 1 Dec 2024", "no update"],
    ]);
    await portland.say(pat, "plan update N1.1 done");
    expect(table(await portland.say(pat, "plan show N1"))[0]?.[4]).toBe("done");
  });

  test("modes of authority and objectives are shown in the source's words (rows E12, E13)", async () => {
    const modes = await portland.press(pat, button(await portland.say(pat, "plan show"), "How the officer may act"));
    expect(table(modes)).toContainEqual(["ACT ON INSTRUCTION", "Assist citywide initiatives as directed."]);
    expect(read(modes)).toContain("SHARED LEADERSHIP RESPONSIBILITY: Equity Officer, City Administrator,");
    expect(table(await portland.say(pat, "plan show objectives"))).toHaveLength(6);
  });

  test("obligations of a strategy that serves every goal are asked for by its id", async () => {
    const shown = read(await portland.say(pat, "status S2"));

    expect(shown).toContain("What goal S2 asks for");
    expect(shown).toContain("Racial equity team of 2, with a senior leader (city default)");
  });
});
