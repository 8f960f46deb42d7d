import { Temporal } from "temporal-polyfill";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createParts, type Parts } from "../../src/app/parts.ts";
import { clockTrouble, sweepOnce } from "../../src/app/sweep.ts";
import { readConfig } from "../../src/config/config.ts";
import type { TestDatabase } from "../support/databases.ts";
import { sampleDatabase } from "../support/town.ts";

const NUDGE = Temporal.Instant.from("2026-11-24T15:00:00Z");

let database: TestDatabase;
let parts: Parts;
let ahead = 0;
beforeAll(async () => {
  database = await sampleDatabase();
  const config = readConfig({ DATABASE_URL: database.url, PLAN: "milwaukee", LOG_LEVEL: "silent" });
  parts = await createParts(config, { clock: () => NUDGE, wallClock: () => Date.now() + ahead });
  const before = NUDGE.subtract({ hours: 48 }).epochMilliseconds;
  await parts.stores.deployment.setLive(before, { actor: 1, request: "live", year: 2026 });
});
afterAll(async () => {
  await parts.database.close();
  await database.drop();
});

const decided = async () => {
  const [row] = await parts.database.run<{ count: number }>("select count(*)::int as count from occasions", []);
  return row?.count ?? 0;
};

test("a clock that is an hour off sends nothing and says so; once it is right, what is due goes out", async () => {
  for (const [minutes, words] of [
    [60, "the clock of this machine is 60 minutes ahead of the database's"],
    [-61, "the clock of this machine is 61 minutes behind the database's"],
  ] as const) {
    ahead = minutes * 60_000;
    expect(await clockTrouble(parts)).toContain(words);
    await sweepOnce(parts);
    expect(await decided()).toBe(0);
  }

  ahead = 90_000;
  expect(await clockTrouble(parts)).toBeUndefined();
  await sweepOnce(parts);
  expect(await decided()).toBeGreaterThan(20);
});
