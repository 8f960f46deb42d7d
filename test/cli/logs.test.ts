import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { commands } from "../../commands/index.ts";
import { type Cable, startCable } from "../support/cable.ts";
import { freshDatabase, type TestDatabase } from "../support/databases.ts";
import { type RunningBot, startBot } from "./equity.ts";

let database: TestDatabase;
let cable: Cable;
let bot: RunningBot;

beforeAll(async () => {
  database = await freshDatabase();
  cable = await startCable(database.url);
  bot = await startBot({ DATABASE_URL: cable.url, PLAN: "milwaukee", DEMO: "on", LOG_LEVEL: "trace" });
});
afterAll(async () => {
  await bot.stop();
  await cable.cut();
  await database.drop();
});

// Every test runs processes of its own: fast on a machine at rest, slow on one that is not.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

/** Typed, named, recorded, and sent along: none of it may ever be printed. */
const CANARY = "canary-9f3d";
const NAMES = ["Torres", "Chen", "Nakamura", "Rahman", "Sokol", "Marsh"];
const WRITERS = ["bo.chen", "ana.torres", "nadia.rahman", "devin.sokol", "felicia.marsh"];

let requests = 0;
async function say(who: string, text: string): Promise<number> {
  requests += 1;
  const answer = await fetch(`${bot.url}/say`, {
    method: "POST",
    headers: {
      origin: bot.url,
      accept: "application/json",
      cookie: `session=${CANARY}`,
      authorization: `Bearer ${CANARY}`,
    },
    body: new URLSearchParams({ as: `${who}@milwaukee.example`, at: "direct", request: `log:${requests}`, text }),
  });
  await answer.arrayBuffer();
  return answer.status;
}

const password = () => [new URL(database.url).password].filter((one) => one !== "");

test("no name, address, token or typed word is ever logged, at the chattiest level, whatever is asked for", async () => {
  for (const [at, command] of commands.entries()) {
    // `npm run soak` asks as everybody; else each command is asked for by one of them in turn.
    for (const who of process.env.SOAK === "1" ? WRITERS : WRITERS.slice(at % WRITERS.length).slice(0, 1)) {
      const example = command.examples[0] ?? "";
      expect(await say(who, `${command.name} ${example} note="${CANARY}"`)).toBe(200);
    }
  }
  await say("bo.chen", `course=ara101 date=2026-01-05 people=ana.torres note="${CANARY}"`);
  await say("bo.chen", `${CANARY} ${"x".repeat(4000)}`);

  await cable.cut();
  for (const who of WRITERS) await say(who, `course=ara101 date=2026-01-06 people=lee.nakamura note="${CANARY}"`);
  await cable.mend();

  const printed = bot.printed();
  // Something was logged, so that a silent log is no proof.
  expect(printed).toMatch(/"msg":"incident"/);
  for (const secret of [CANARY, ...NAMES, "milwaukee.example", ...password()]) expect(printed).not.toContain(secret);
});
