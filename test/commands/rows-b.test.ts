import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createTown, read, type Town, table } from "../support/town.ts";

let town: Town;
beforeAll(async () => {
  town = await createTown();
});
afterAll(() => town.close());

const status = async (what: string) => town.say("nadia.rahman", `status ${what}`);

describe("training counted as rows B1–B5, B16 and B17 ask", () => {
  test("B1–B4, G7: each tier's trained people are counted against the headcount of the last day, senior managers first", async () => {
    await town.say(
      "nadia.rahman",
      "course=ARA101 date=2026-11-02 department=DPW people=marcus.holloway@milwaukee.example,lee.nakamura@milwaukee.example",
    );
    await town.say("devin.sokol", "admin headcount department=DPW tier=senior-manager count=9 asOf=2026-10-01");
    await town.say("devin.sokol", "admin headcount department=DPW tier=senior-manager count=20 asOf=2027-01-01");
    const rows = table(await status("training dpw 2026-Q4")).filter(([, course]) => course === "Anti-Racism 101");
    expect(rows.map(([tier]) => tier)).toEqual(["Senior managers", "Managers", "Employees"]);
    expect(rows[0]?.[2]).toBe("1 of 9 (11 %, headcount of 1 Oct 2026)");
  });

  test("G7: an unknown headcount is stood in for by the people on record, which is said", async () => {
    await town.say("devin.sokol", 'admin department code=NEW name="New Department"');
    await town.say(
      "devin.sokol",
      'admin person email=new.person@milwaukee.example name="New Person" department=NEW tier=manager',
    );
    await town.say("nadia.rahman", "course=ARA101 date=2026-11-02 department=NEW people=new.person@milwaukee.example");
    const rows = table(await status("training department=NEW period=2026-Q4"));
    expect(rows.find(([, course]) => course === "Anti-Racism 101")?.[2]).toBe("1 of 1 (100 %, people on record)");
  });

  test("B5: leads and managers trained in the toolkit", async () => {
    expect(read(await status("training dpw"))).toContain("Leads trained in the toolkit: 0 of 2");
    await town.say("nadia.rahman", "course=TOOLKIT date=2026-11-03 department=DPW people=ana.torres@milwaukee.example");
    expect(read(await status("training dpw"))).toContain("Leads trained in the toolkit: 1 of 2");
  });

  test("B17: people are distinct known persons, and sessions by count never add to them", async () => {
    const before = /Different people named: (\d+)/.exec(read(await status("training mhd")))?.[1];
    expect(before).toBe("0");
    await town.say("nadia.rahman", "course=EO date=2026-11-02 department=MHD employees=12");
    const names = (await town.app.stores.people.list("MHD", "2026-11-21")).slice(0, 2).map((person) => person.email);
    await town.say("nadia.rahman", `course=EO date=2026-11-04 department=MHD people=${names.join(",")}`);
    await town.say("nadia.rahman", `course=TOOLKIT date=2026-11-05 department=MHD people=${names[0]}`);
    const after = read(await status("training mhd"));
    expect(after).toContain("Different people named: 2");
  });

  test("B16: contractors are counts, and a percentage only where their headcount was entered", async () => {
    await town.say("nadia.rahman", "course=EO date=2026-11-06 department=MPL employees=5 contractors=3");
    expect(read(await status("training mpl"))).toContain("Contractors who attended: 3, headcount not known");
    await town.say(
      "devin.sokol",
      "admin headcount department=MPL tier=employee audience=contractor count=40 asOf=2026-10-01",
    );
    expect(read(await status("training mpl"))).toContain("Contractors who attended: 3 (8 % of 40)");
  });
});
