import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { button, createTown, read, recordIn, type Town } from "../support/town.ts";

const admin = "devin.sokol";
let town: Town;
beforeAll(async () => {
  town = await createTown();
});
afterAll(() => town.close());

const totals = async (department: string, start = "2026-10-01", end = "2026-12-31") =>
  (await town.app.stores.training.totals(start, end)).find((row) => row.department === department);

describe("people who move, leave and turn out to be one", () => {
  test("attendance stays with the department of its day, what is due follows the current one (trap G8)", async () => {
    await town.say("ana.torres", "/training @lee took EO compliance on 2026-11-02");
    const before = await totals("DPW");
    const moved = await town.say(admin, "admin person move @lee department=MHD from=2026-11-16");
    expect(read(moved)).toContain("Attendance before that stays with Public Works");
    expect(await totals("DPW")).toEqual(before);
    const due = await town.app.stores.training.due("MHD", "2026-11-21");
    expect(due.some((row) => row.person.email.startsWith("lee."))).toBe(true);
    expect(
      (await town.app.stores.training.due("DPW", "2026-11-21")).some((row) => row.person.email.startsWith("lee.")),
    ).toBe(false);
  });

  test("moving into the past asks first, and says what stays", async () => {
    await town.say("ana.torres", "/training @denise took EO compliance on 2026-11-03");
    const asked = await town.say(
      admin,
      "admin person move denise.kowalski@milwaukee.example department=MHD from=2026-10-01",
    );
    expect(read(asked)).toContain("1 attendance since Thu 1 Oct 2026");
    const moved = await town.press(admin, button(asked, "Yes, move"));
    expect(read(moved)).toContain("Moved Denise Kowalski");
  });

  test("a rename keeps the record, and a taken e-mail address is refused", async () => {
    const renamed = await town.say(admin, 'admin person rename tou.xiong@milwaukee.example name="Tou Xiong-Vang"');
    expect(read(renamed)).toContain("Tou Xiong-Vang");
    expect(read(await town.say("tou.xiong", "me"))).toContain("Tou Xiong-Vang");
    expect(await town.rows("select name from person_names")).toEqual([{ name: "Tou Xiong" }]);
    await town.press(admin, button(renamed, "Undo"));
    expect(read(await town.say("tou.xiong", "me"))).toContain("Tou Xiong\n");
    await town.say(admin, 'admin person rename tou.xiong@milwaukee.example name="Tou Xiong-Vang"');
    const taken = await town.say(
      admin,
      "admin person rename tou.xiong@milwaukee.example email=ana.torres@milwaukee.example",
    );
    expect(read(taken)).toContain("belongs to somebody else on record");
  });

  test("a leaver's leadership place goes to the successor (row F13)", async () => {
    const left = await town.say(
      admin,
      "admin person leave ana.torres@milwaukee.example on=2026-11-21 successor=marcus.holloway@milwaukee.example",
    );
    expect(read(left)).toContain("Marcus Holloway takes over a leadership place");
    expect(read(await town.say("ana.torres", "me"))).toContain("on record as having left the city");
    const team = await town.app.stores.roster.active("DPW", "2026-11-21");
    expect(team.map((row) => row.person.name)).toContain("Marcus Holloway");
    expect(team.map((row) => row.person.name)).not.toContain("Ana Torres");
  });

  test("a leaving is undone and put back, and a second Undo finds nothing to do", async () => {
    const leave =
      "admin person leave patrick.oneil@milwaukee.example on=2026-11-21 successor=terrence.boyd@milwaukee.example";
    await town.say("nadia.rahman", "/ambassador recruit patrick.oneil@milwaukee.example department=DPW");
    const team = async () =>
      (await town.app.stores.roster.active("DPW", "2026-11-21")).map((row) => row.person.name).sort();
    const before = await team();
    const left = await town.say(admin, leave);
    const after = await team();
    expect(after).toEqual([...before.filter((name) => name !== "Patrick O'Neil"), "Terrence Boyd"].sort());

    const back = await town.press(admin, button(left, "Undo"));
    expect(read(back)).toContain("Patrick O'Neil has not left");
    expect(await team()).toEqual(before);
    expect(read(await town.say("patrick.oneil", "me"))).not.toContain("having left");
    const [patrick] = await town.app.stores.people.byEmail(["patrick.oneil@milwaukee.example"], "2026-11-21");
    expect((await town.app.stores.ambassadors.open(patrick?.id ?? 0)).map(({ state }) => state)).toEqual(["invited"]);
    const [entry] = await town.rows<{ details: Record<string, unknown> }>(
      "select details from audit_entries where action = 'person.return' order by id desc limit 1",
    );
    expect(entry?.details).toMatchObject({ before: { leftOn: "2026-11-21" }, after: { leftOn: null } });
    expect(read(await town.press(admin, button(left, "Undo")))).toContain("has not left");

    await town.press(admin, button(back, "Put back"));
    expect(await team()).toEqual(after);
  });

  test("merging a person with records on both sides counts a session with both once", async () => {
    await town.say(admin, 'admin person email=b.chen@milwaukee.example name="B. Chen" department=DPW');
    const both = recordIn(
      await town.say(
        "nadia.rahman",
        "course=TOOLKIT date=2026-11-04 department=DPW people=bo.chen@milwaukee.example,b.chen@milwaukee.example",
      ),
    );
    const alone = recordIn(
      await town.say("nadia.rahman", "course=EO date=2026-11-05 department=DPW people=b.chen@milwaukee.example"),
    );
    const before = await totals("DPW");
    const asked = await town.say(admin, "admin person merge b.chen@milwaukee.example into=bo.chen@milwaukee.example");
    const merged = await town.press(admin, button(asked, "Yes, merge"));
    expect(read(merged)).toContain(`Corrected: ${both}, ${alone}`);
    expect((await town.app.stores.training.get(both))?.named.map((person) => person.email)).toEqual([
      "bo.chen@milwaukee.example",
    ]);
    expect((await town.app.stores.training.get(alone))?.named.map((person) => person.email)).toEqual([
      "bo.chen@milwaukee.example",
    ]);
    expect((await totals("DPW"))?.employees).toBe((before?.employees ?? 0) - 1);
    expect(await town.app.stores.deployment.rollupDifferences(false)).toEqual([]);

    const apart = await town.press(admin, button(merged, "Undo"));
    expect(read(apart)).toContain("B. Chen and Bo Chen are two again");
    expect((await town.app.stores.training.get(both))?.named).toHaveLength(2);
    expect((await town.app.stores.training.get(alone))?.named.map((person) => person.email)).toEqual([
      "b.chen@milwaukee.example",
    ]);
    expect(await totals("DPW")).toEqual(before);
    expect(read(await town.press(admin, button(merged, "Undo")))).toContain("not the last merge");
    await town.press(admin, button(apart, "Put back"));
    expect((await totals("DPW"))?.employees).toBe((before?.employees ?? 0) - 1);
    expect(await town.app.stores.deployment.rollupDifferences(false)).toEqual([]);
  });

  test("merging hands over places, invitations and analyses, each of them once", async () => {
    await town.say(admin, 'admin person email=t.xiong@milwaukee.example name="T. Xiong" department=DPW');
    await town.say("nadia.rahman", "roster lead t.xiong@milwaukee.example department=DPW");
    await town.say(
      "nadia.rahman",
      "/ambassador recruit t.xiong@milwaukee.example, tou.xiong@milwaukee.example department=DPW",
    );
    const started = recordIn(await town.say("t.xiong", '/analysis start existing "Leaf collection"'));
    const asked = await town.say(
      admin,
      "admin person merge t.xiong@milwaukee.example into=tou.xiong@milwaukee.example",
    );
    const merged = await town.press(admin, button(asked, "Yes, merge"));
    const [person] = await town.app.stores.people.byEmail(["tou.xiong@milwaukee.example"], "2026-11-21");
    const open = await town.app.stores.ambassadors.open(person?.id ?? 0);
    expect(open.map((one) => one.state)).toEqual(["invited"]);
    expect((await town.app.stores.roster.active("DPW", "2026-11-21")).map((row) => row.person.id)).toContain(
      person?.id,
    );
    expect((await town.app.stores.analyses.get(started))?.owner).toBe(person?.id);
    expect(read(await town.say("t.xiong", "me"))).toContain("Tou Xiong");

    await town.press(admin, button(merged, "Undo"));
    expect(read(await town.say("t.xiong", "me"))).toContain("T. Xiong");
    const [duplicate] = await town.app.stores.people.byEmail(["t.xiong@milwaukee.example"], "2026-11-21");
    expect((await town.app.stores.analyses.get(started))?.owner).toBe(duplicate?.id);
    expect((await town.app.stores.ambassadors.open(duplicate?.id ?? 0)).map((one) => one.state)).toEqual(["invited"]);
    expect((await town.app.stores.roster.active("DPW", "2026-11-21")).map((row) => row.person.id)).toContain(
      duplicate?.id,
    );
  });

  test("a role of the plan is given, ended, undone and put back, each by its own button", async () => {
    const holders = async () =>
      (await town.app.stores.duties.held("2026-11-21")).filter(({ role }) => role === "CEO").map(({ name }) => name);
    const before = await holders();
    const held = await town.say(admin, "admin duty CEO @james.okoro");
    const ended = await town.say(admin, "admin duty CEO @james.okoro end");
    expect(await holders()).toEqual(before);
    expect(read(await town.press(admin, button(held, "Undo")))).toContain("not what was said last");
    const again = await town.press(admin, button(ended, "Undo"));
    expect(await holders()).toContain("James Okoro");
    expect(read(await town.press(admin, button(ended, "Undo")))).toContain("not what was said last");
    await town.press(admin, button(again, "Put back"));
    expect(await holders()).toEqual(before);
  });

  test("a headcount is set for a day and replaces the one of that day", async () => {
    const set = await town.say(admin, "admin headcount department=ELEC tier=manager count=4 asOf=2026-10-01");
    expect(read(set)).toContain("added");
    expect(
      read(await town.say(admin, "admin headcount department=ELEC tier=manager count=5 asOf=2026-10-01")),
    ).toContain("changed");
    expect(
      read(await town.say(admin, "admin headcount department=ELEC tier=manager count=-1 asOf=2026-10-01")),
    ).toContain("is not a whole number");
  });
});
