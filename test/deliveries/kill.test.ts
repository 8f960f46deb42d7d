import { expect, test } from "vitest";
import { freshDatabase } from "../support/databases.ts";
import type { Order } from "../support/deliveries/fleet.ts";
import { notes, wordsOf } from "../support/deliveries/notes.ts";
import { isGone, type Manners } from "../support/deliveries/platform.ts";
import { type Ending, play, type Scenario, tally } from "../support/deliveries/scenario.ts";

const soak = process.env.SOAK === "1";
const COUNT = soak ? 10_000 : 500;
const PATIENCE = soak ? 60 * 60_000 : 120_000;

const polite: Manners = { seed: 385, faultsIn100: 0, findable: true, pace: { place: 0, tenant: 0 } };
const moody: Manners = { ...polite, faultsIn100: 10 };

const before = (step: "begin" | "send" | "settle", nth: number): NonNullable<Order["dieBefore"]> => ({ step, nth });

/** Plays it on a database of its own, and leaves the ending to be looked at while that is there. */
async function playing(scenario: Scenario, look: (ending: Ending) => Promise<void> | void) {
  const database = await freshDatabase();
  try {
    await look(await play(database.url, scenario));
  } finally {
    await database.drop();
  }
}

const withoutReason = ({ states }: Ending) =>
  [...states].filter(([, { state, reason }]) => state !== "sent" && !reason).map(([words]) => words);

// They wait for leases to run out most of the time, so they wait together.
test.concurrent(`${COUNT} messages, three processes, 10 % failures, three kill -9: each arrives once or is listed`, {
  timeout: PATIENCE,
}, () => {
  const deaths = [before("send", 20), before("settle", 35), before("begin", 50)];
  const randomKills = soak ? [0.3, 0.6, 0.9] : [];
  return playing({ deliveries: notes(COUNT), manners: moody, deaths, randomKills }, async (ending) => {
    const words = notes(COUNT).map((_, note) => wordsOf(note));
    const gone = words.filter((one) => isGone(one, moody));

    expect(ending.killed).toBeGreaterThanOrEqual(3);
    expect(tally(ending)).toEqual({ "sent, received 1": COUNT - gone.length, "failed, received 0": gone.length });
    expect(withoutReason(ending)).toEqual([]);
    await ending.platform.close(words.filter((one) => !gone.includes(one)));
  });
});

test.concurrent("where the platform never tells, what may have arrived is unconfirmed, and nothing arrives twice", {
  timeout: PATIENCE,
}, () => {
  const deaths = [before("send", 20), before("settle", 35), undefined];
  const manners = { ...moody, findable: false };
  return playing({ deliveries: notes(COUNT), manners, deaths }, async (ending) => {
    const fates = tally(ending);
    const allowed = ["failed, received 0", "sent, received 1", "unconfirmed, received 0", "unconfirmed, received 1"];

    expect(ending.killed).toBe(2);
    expect(Object.keys(fates).sort()).toEqual(allowed);
    expect(withoutReason(ending)).toEqual([]);
    await ending.platform.leave();
  });
});

test.concurrent("a process killed before it began to send leaves nothing unconfirmed, also where the platform never tells", {
  timeout: PATIENCE,
}, () => {
  const manners = { ...polite, findable: false };
  return playing({ deliveries: notes(20), manners, deaths: [before("begin", 3)] }, async (ending) => {
    expect(ending.killed).toBe(1);
    expect(tally(ending)).toEqual({ "sent, received 1": 20 });
    await ending.platform.close(notes(20).map((_, note) => wordsOf(note)));
  });
});
