import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { teamInWords, teamState } from "../../src/domain/roster/teams.ts";
import { button, createTown, read, recordIn, type Town } from "../support/town.ts";

let town: Town;
beforeAll(async () => {
  town = await createTown();
});
afterAll(() => town.close());

describe("leadership teams (rows A1, A2)", () => {
  test("a team has three states, and more than two leads are flagged, not refused", () => {
    const [senior, other] = [{ senior: true }, { senior: false }];
    expect(teamState([senior])).toBe("short of people");
    expect(teamState([other, other])).toBe("no senior leader");
    expect(teamState([senior, other])).toBe("met");
    expect(teamInWords([senior, other, other])).toBe("met, with 3 leads instead of 2: please check");
  });

  test("naming a senior leader completes the team, as a third lead that is flagged", async () => {
    expect(read(await town.say("ana.torres", "roster lead show"))).toContain("2 leads, but no senior leader");
    const named = await town.say("ana.torres", "roster lead @marcus senior");
    expect(read(named)).toMatch(/Named RO-2026-\d{4}/);
    expect(read(named)).toContain("Marcus Holloway · Public Works · senior leader");
    expect(read(named)).toContain("Team: met, with 3 leads instead of 2: please check");
  });

  test("an active roster row, and nothing else, makes a lead", async () => {
    const before = await town.say("denise.kowalski", "ambassador list");
    expect(before.failed).toBe(true);
    const named = await town.say("ana.torres", "roster lead denise kowalski");
    expect((await town.say("denise.kowalski", "ambassador list")).failed).toBeUndefined();
    const undone = await town.press("ana.torres", button(named, "Undo"));
    expect(read(undone)).toContain(`Undone ${recordIn(named)}`);
    expect((await town.say("denise.kowalski", "ambassador list")).failed).toBe(true);
  });

  test("naming somebody twice says that they are on the team", async () => {
    const again = await town.say("ana.torres", "roster lead @marcus");
    expect(read(again)).toContain("Marcus Holloway was on the team before");
  });

  test("the state follows when the senior leader ends, changes title or leaves the city", async () => {
    const admin = "devin.sokol";
    await town.say(admin, "admin person email=marcus.holloway@milwaukee.example senior=false");
    expect(read(await town.say("ana.torres", "roster lead show"))).toContain("3 leads, but no senior leader");
    await town.say(admin, "admin person email=marcus.holloway@milwaukee.example senior=true");
    expect(read(await town.say("ana.torres", "roster lead show"))).toContain("Team: met");
    const ended = await town.say("ana.torres", "roster lead end @marcus because he retires");
    expect(read(ended)).toContain("2 leads, but no senior leader");
    await town.say(admin, "admin person leave bo.chen@milwaukee.example on=2026-11-21");
    const short = read(await town.say("ana.torres", "roster lead show"));
    expect(short).toMatch(/of 2 leads: short of people|2 leads, but no senior leader/);
  });

  test("ending somebody who is not on the team says so", async () => {
    const ended = await town.say("ana.torres", "roster lead end @denise");
    expect(read(ended)).toContain("not on the team of Public Works");
  });

  test("one person may lead two departments (trap G9)", async () => {
    const officer = "nadia.rahman";
    await town.say(officer, "roster lead ana.torres@milwaukee.example department=ELEC");
    const actor = await town.app.stores.people.actor("ana.torres@milwaukee.example", "web", "2026-11-21");
    expect(actor?.leads).toEqual(["DPW", "ELEC"]);
  });
});
