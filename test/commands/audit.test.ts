import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createTown, read, recordIn, type Town, table } from "../support/town.ts";

let town: Town;
let id: string;

beforeAll(async () => {
  town = await createTown();
  id = recordIn(await town.say("bo.chen", "/training 12 people took Anti-Racism 101 yesterday"));
  await town.say("nadia.rahman", `fix ${id} employees=11 because "one was counted twice"`);
});
afterAll(() => town.close());

describe("the trail of a record", () => {
  test("says who changed what, from what to what, and why, newest first", async () => {
    const rows = table(await town.say("nadia.rahman", `audit show ${id}`));

    expect(rows.map(([, who, what, of]) => [who, what, of])).toEqual([
      ["Nadia Rahman", "training.correct", id],
      ["Bo Chen", "training.record", id],
    ]);
    expect(rows[0]?.[4]).toContain("employees: 12 → 11");
    expect(rows[0]?.[4]).toContain("because one was counted twice");
    expect(rows[0]?.[5]).toBe("not yet");
  });

  test("names the seal that holds an entry", async () => {
    await town.app.sealAudit();
    const rows = table(await town.say("felicia.marsh", `audit show ${id}`));

    expect(rows[0]?.[5]).toMatch(/^seal \d+$/);
  });
});

test("the trail of a person has what they did, and of a period what was done in it", async () => {
  const his = table(await town.say("felicia.marsh", "audit show @bo"));
  const november = table(await town.say("felicia.marsh", "audit show 2020-11"));

  expect(his.every(([, who]) => who === "Bo Chen")).toBe(true);
  expect(his.map(([, , , of]) => of)).toContain(id);
  expect(november).toEqual([]);
});

test.each(["bo.chen", "ana.torres", "devin.sokol"])("%s may not read it", async (who) => {
  expect(read(await town.say(who, `audit show ${id}`))).toContain('"audit show" is for officers and auditors only.');
});
