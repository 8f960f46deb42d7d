import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readConfig } from "../../src/config/config.ts";
import type { TestDatabase } from "../support/databases.ts";
import { button, labels, openTown, read, recordIn, sampleDatabase, type Town } from "../support/town.ts";

let database: TestDatabase;
let town: Town;
/** Another process on the same database: what was said to the one is known to the other. */
let other: Town;

beforeAll(async () => {
  database = await sampleDatabase();
  const config = () => readConfig({ DATABASE_URL: database.url, PLAN: "milwaukee", LOG_LEVEL: "silent" });
  town = await openTown(config());
  other = await openTown(config());
});
afterAll(async () => {
  await town.close();
  await other.close();
  await database.drop();
});

let number = 0;
/** Somebody's new entry, and its number. */
async function entered(who: string): Promise<string> {
  number += 1;
  const answer = await town.say(who, `/training ${20 + number} people took DEI Foundations on Nov 3`);
  return recordIn(answer);
}

const stored = async (record: string) =>
  (
    await town.rows<{ employees: number; heldOn: string; voided: boolean }>(
      `select r.employees, s.held_on::text as "heldOn", r.voided_at is not null as voided from training_records r
       join training_sessions s on s.id = r.session where r.id = '${record}' order by r.version desc limit 1`,
    )
  )[0];

describe("what was entered last", () => {
  test.each(["no, 13", "make it 13", "no, make it 13", "it was 13", "oops, it should be 13 people"])(
    "%s is shown with what would change, and done with a press, by another process",
    async (said) => {
      const record = await entered("ana.torres");
      const asked = await other.say("ana.torres", said);

      expect(read(asked)).toContain(`Change ${record}?`);
      expect(read(asked)).toContain("Employees: 13");
      expect((await stored(record))?.employees).not.toBe(13);
      await other.press("ana.torres", button(asked, "Yes, change it"));
      expect((await stored(record))?.employees).toBe(13);
      await town.say("ana.torres", `undo ${record}`);
    },
  );

  test("it was Tuesday is its day", async () => {
    const record = await entered("ana.torres");
    const asked = await town.say("ana.torres", "it was November 10");

    expect(read(asked)).toContain("Tue 10 Nov 2026");
    await town.press("ana.torres", button(asked, "Yes, change it"));
    expect((await stored(record))?.heldOn).toBe("2026-11-10");
  });

  test("add Maria asks which of the two", async () => {
    const record = await entered("ana.torres");
    const asked = await town.say("ana.torres", "add Maria");

    expect(read(asked)).toContain(record);
    expect(labels(asked).filter((label) => label.includes("Maria"))).toHaveLength(2);
  });

  test.each(["undo", "undo that", "scratch that", "Nevermind", "cancel", "/training undo that"])(
    "%s offers Undo, and never says that nothing was recorded",
    async (said) => {
      const record = await entered("bo.chen");
      const asked = await other.say("bo.chen", said);

      expect(read(asked)).toContain(`${record} is on record. Undo?`);
      expect(read(asked)).not.toMatch(/nothing was recorded/i);
      expect((await stored(record))?.voided).toBe(false);
      await town.press("bo.chen", button(asked, "Yes, undo it"));
      expect((await stored(record))?.voided).toBe(true);
    },
  );
});

describe("what it does not speak of", () => {
  test("another place", async () => {
    await entered("bo.chen");
    const place = { id: "elsewhere", kind: "channel" } as const;

    expect(read(await town.say("bo.chen", "undo that", { place }))).toContain("I don't know which entry you mean");
  });

  test("another person's entry", async () => {
    const place = { id: "shared", kind: "channel" } as const;
    await town.say("ana.torres", "/training 11 people took Cultural Humility on Nov 3", { place });

    expect(read(await town.say("lee.nakamura", "undo that", { place }))).toContain("I don't know which entry you mean");
  });

  test("more than ten minutes ago", async () => {
    const place = { id: "slow", kind: "channel" } as const;
    const record = recordIn(await town.say("ana.torres", "/training 17 people took EO compliance on Nov 3", { place }));
    await town.rows(`update requests set at = at - interval '11 minutes' where record = '${record}'`);

    expect(read(await town.say("ana.torres", "make it 18", { place }))).toContain("I don't know which entry you mean");
    expect(read(await town.say("ana.torres", "nevermind", { place }))).toMatch(/^All right\./);
  });

  test("a sentence of its own", async () => {
    await entered("ana.torres");

    expect(read(await town.say("ana.torres", "6 people took EO compliance yesterday"))).toMatch(/^Recorded TR-/);
  });
});
