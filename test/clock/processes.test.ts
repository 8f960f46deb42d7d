import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readConfig } from "../../src/config/config.ts";
import { forDepartment } from "../../src/core/places/places.ts";
import { copyDatabase, type TestDatabase } from "../support/databases.ts";
import type { ClockOrder } from "../support/deliveries/clock-process.ts";
import { Replica } from "../support/deliveries/fleet.ts";
import { FakePlatform, type Manners, type Received } from "../support/deliveries/platform.ts";
import { SHORT } from "../support/deliveries/scenario.ts";
import { openTown, sampleDatabase, type Town } from "../support/town.ts";

const NUDGE = "2026-11-24T15:00:00Z";
const polite: Manners = { seed: 7, faultsIn100: 0, findable: true, pace: { place: 0, tenant: 0 } };
const DEPARTMENTS = 21;

// The sample city, live, and a Slack channel for each department.
let sample: TestDatabase;
beforeAll(async () => {
  sample = await sampleDatabase();
  const env = { DATABASE_URL: sample.url, PLAN: "milwaukee", LOG_LEVEL: "silent" };
  const town = await openTown(readConfig(env));
  const { stores, bot } = town.app;
  const boundAt = bot.clock().epochMilliseconds;
  const write = (request: string) => ({ actor: 1, request, year: 2026 });
  await stores.deployment.setLive(boundAt, write("live"));
  for (const { code } of (await bot.catalog()).departments) {
    const place = { platform: "slack", tenant: "T1", id: `C-${code}`, kind: "channel" } as const;
    await stores.places.bind({ purpose: forDepartment(code), place, name: code, boundAt }, write(code));
  }
  await town.close();
}, 120_000);
afterAll(() => sample?.drop());

type Death = ClockOrder["dieBefore"];

/** Processes that look at the clock at the same moment, until every message is settled. */
async function together(at: string, deaths: readonly Death[], look: (all: Received[], town: Town) => Promise<void>) {
  const copy = await copyDatabase({ url: sample.url, template: new URL(sample.url).pathname.slice(1) });
  const platform = new FakePlatform(copy.url);
  await platform.found();
  const order = { url: copy.url, manners: polite, timing: SHORT, at };
  const replicas = await Promise.all(
    deaths.map((dieBefore) =>
      Replica.start({ ...order, ...(dieBefore ? { dieBefore } : {}) } as ClockOrder, "clock-process"),
    ),
  );
  const town = await openTown(readConfig({ DATABASE_URL: copy.url, PLAN: "milwaukee", LOG_LEVEL: "silent" }), at);
  try {
    for (const replica of replicas) replica.tell();
    for (let left = 1, looks = 0; left > 0 && looks < 300; looks += 1) {
      await sleep(100);
      const [row] = await town.rows<{ left: number }>(
        "select (count(*) filter (where state <> 'sent') + (count(*) = 0)::int)::int as left from deliveries",
      );
      left = row?.left ?? 1;
    }
    await look(await platform.received(), town);
  } finally {
    await Promise.all(replicas.map((replica) => replica.stop()));
    await platform.leave();
    await town.close();
    await copy.drop();
  }
}

const places = (all: readonly Received[]) => all.map(({ place }) => place).sort();
const once = (all: readonly Received[]) => [...new Set(places(all))];

test("three processes on one tick post once for each department", { timeout: 120_000 }, () =>
  together(NUDGE, [undefined, undefined, undefined], async (all, town) => {
    expect(places(all)).toEqual(once(all));
    expect(all).toHaveLength(DEPARTMENTS);
    expect(
      await town.rows("select 1 from occasions where job = 'quarterly-nudge' and outcome = 'queued'"),
    ).toHaveLength(DEPARTMENTS);
  }),
);

test(
  "killed between claiming and sending, and between sending and noting it, each department still has one post",
  {
    timeout: 120_000,
  },
  () =>
    together(NUDGE, [{ step: "send", nth: 2 }, { step: "settle", nth: 3 }, undefined], async (all) => {
      expect(places(all)).toEqual(once(all));
      expect(all).toHaveLength(DEPARTMENTS);
    }),
);

test(
  "all down over the tick: one late post; and a clock that jumps back posts nothing again",
  { timeout: 120_000 },
  () =>
    together("2026-12-14T16:00:00Z", [undefined, undefined], async (all, town) => {
      expect(all).toHaveLength(DEPARTMENTS);
      town.setClock(NUDGE);
      expect(await town.app.runJobs("quarterly-nudge")).toEqual([]);
      expect(await town.rows("select 1 from deliveries where kind = 'quarterly-nudge'")).toHaveLength(DEPARTMENTS);
    }),
);
