import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readConfig } from "../../src/config/config.ts";
import { type Network, startNetwork } from "../db/network.ts";
import { freshDatabase, type TestDatabase } from "../support/databases.ts";
import { openTown, read, recordIn, type Town } from "../support/town.ts";

let fresh: TestDatabase;
let network: Network;
let town: Town;

beforeAll(async () => {
  fresh = await freshDatabase();
  network = await startNetwork(fresh.url);
  town = await openTown(readConfig({ DATABASE_URL: network.url, PLAN: "milwaukee", LOG_LEVEL: "silent" }));
});
afterAll(async () => {
  await town.close();
  await network.close();
  await fresh.drop();
});

/** Says it, while the connection breaks at the question in which these words are. */
async function brokenAt(words: string, who: string, text: string, id: string): Promise<string> {
  const lost = network.loseAnswerTo(words);
  const reply = await town.say(who, text, { id });
  if (!reply.failed) throw new Error(`nothing broke: ${read(reply)}`);
  await lost;
  return read(reply);
}

describe("a write whose receipt could not be read any more", () => {
  test.each([
    ["engagement_leaders l join", "bo.chen", "Bo led a book club yesterday"],
    ["analysis_people i join", "nadia.rahman", '/analysis register new policy "Snow routes" department=DPW'],
    // The version before the change: asked for only when the change is on record.
    ["and r.version = $2", "nadia.rahman", "undo TR-2026-0001"],
  ])("(at “%s”) is said to be saved, and the same request again shows it", async (words, who, text) => {
    await town.say("nadia.rahman", "12 people in administration took EO Compliance yesterday", { id: "to be undone" });
    const id = `saved, then lost: ${text}`;
    const answer = await brokenAt(words, who, text, id);
    expect(answer).toMatch(/^It was saved\n.*Look at what is on record.*Quote [2-9A-Z]{4}/s);
    expect(answer).not.toMatch(/nothing was saved/i);

    const again = await town.say(who, text, { id });
    expect(again.failed).toBeUndefined();
    expect(recordIn(again)).toMatch(/^(?:EN|AN|TR)-2026-0001$/);
  });
});

test("training that may be on record is never said not to be, when its first outcome cannot be read", async () => {
  const id = "sent again, and then";
  const lost = network.loseAnswerTo(id).then(() => network.loseAnswerTo("coalesce(outcome->>'already'"));
  const answer = read(
    await town.say("nadia.rahman", "17 people in administration took EO Compliance on 2026-11-02", { id }),
  );
  await lost;
  expect(answer).toMatch(/^It is not certain that this was saved/);

  const again = await town.say("nadia.rahman", "17 people in administration took EO Compliance on 2026-11-02", { id });
  expect(read(again)).toContain("17");
  expect(again.failed).toBeUndefined();
  expect(await town.rows("select 1 from training_records where total_employees + total_unsplit = 17")).toHaveLength(1);
});
