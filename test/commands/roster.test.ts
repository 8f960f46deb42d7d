import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { plainText } from "../../src/core/reply.ts";
import { teamInWords, teamState } from "../../src/core/teams.ts";
import { buttonOf, type City, openCity, recordIn } from "../support/city.ts";

let city: City;
beforeAll(async () => {
  city = await openCity();
});
afterAll(() => city.close());

describe("leadership teams (rows A1, A2)", () => {
  test("a team has three states, and more than two leads are flagged, not refused", () => {
    const [senior, other] = [{ senior: true }, { senior: false }];
    expect(teamState([senior])).toBe("short of people");
    expect(teamState([other, other])).toBe("no senior leader");
    expect(teamState([senior, other])).toBe("met");
    expect(teamInWords([senior, other, other])).toBe("met, with 3 leads instead of 2: please check");
  });

  test("naming a senior leader completes the team, as a third lead that is flagged", async () => {
    expect(plainText(await city.say("ana.torres", "roster lead show"))).toContain("2 leads, but no senior leader");
    const named = await city.say("ana.torres", "roster lead @marcus senior");
    expect(plainText(named)).toMatch(/Named RO-2026-\d{4}/);
    expect(plainText(named)).toContain("Marcus Holloway · Public Works · senior leader");
    expect(plainText(named)).toContain("Team: met, with 3 leads instead of 2: please check");
  });

  test("an active roster row, and nothing else, makes a lead", async () => {
    const before = await city.say("denise.kowalski", "ambassador list");
    expect(before.failed).toBe(true);
    const named = await city.say("ana.torres", "roster lead denise kowalski");
    expect((await city.say("denise.kowalski", "ambassador list")).failed).toBeUndefined();
    const undone = await city.press("ana.torres", buttonOf(named, "Undo"));
    expect(plainText(undone)).toContain(`Undone ${recordIn(named)}`);
    expect((await city.say("denise.kowalski", "ambassador list")).failed).toBe(true);
  });

  test("naming somebody twice says that they are on the team", async () => {
    const again = await city.say("ana.torres", "roster lead @marcus");
    expect(plainText(again)).toContain("Marcus Holloway was on the team before");
  });

  test("the state follows when the senior leader ends, changes title or leaves the city", async () => {
    const admin = "devin.sokol";
    await city.say(admin, "admin person email=marcus.holloway@milwaukee.example senior=false");
    expect(plainText(await city.say("ana.torres", "roster lead show"))).toContain("3 leads, but no senior leader");
    await city.say(admin, "admin person email=marcus.holloway@milwaukee.example senior=true");
    expect(plainText(await city.say("ana.torres", "roster lead show"))).toContain("Team: met");
    const ended = await city.say("ana.torres", "roster lead end @marcus because he retires");
    expect(plainText(ended)).toContain("2 leads, but no senior leader");
    await city.say(admin, "admin person leave bo.chen@milwaukee.example on=2026-11-21");
    const short = plainText(await city.say("ana.torres", "roster lead show"));
    expect(short).toMatch(/of 2 leads: short of people|2 leads, but no senior leader/);
  });

  test("ending somebody who is not on the team says so", async () => {
    const ended = await city.say("ana.torres", "roster lead end @denise");
    expect(plainText(ended)).toContain("not on the team of Public Works");
  });

  test("one person may lead two departments (trap G9)", async () => {
    const officer = "nadia.rahman";
    await city.say(officer, "roster lead ana.torres@milwaukee.example department=ELEC");
    const actor = await city.app.stores.people.actor("ana.torres@milwaukee.example", "web", "2026-11-21");
    expect(actor?.leads).toEqual(["DPW", "ELEC"]);
  });
});
