import { afterAll, beforeAll, expect, test } from "vitest";
import { quarterlyNudge } from "../../commands/nudge/quarterly.ts";
import { createGlance } from "../../src/app/glance.ts";
import { messageEnv } from "../../src/clock/clock.ts";
import type { MessageEnv } from "../../src/core/deliveries/messages.ts";
import { plainText } from "../../src/core/reply/reply.ts";
import { sampleTown, type Town } from "../support/town.ts";

let town: Town;
beforeAll(async () => {
  town = await sampleTown();
});
afterAll(() => town.close());

type Env = Omit<MessageEnv, "person" | "platform">;

/** What messages are made from, and how often facts were read for them. */
async function counting(): Promise<{ env: Env; loads: () => number }> {
  const { bot, plan, stores } = town.app;
  const setting = { ...bot, plan, stores } as unknown as Parameters<typeof messageEnv>[0];
  const env = await messageEnv(setting, bot.clock());
  let loads = 0;
  const facts: Env["stores"]["facts"] = {
    load: (asked) => {
      loads += 1;
      return stores.facts.load(asked);
    },
  };
  return { env: { ...env, stores: { ...stores, facts } }, loads: () => loads };
}

const nudgeOf = async (department: string, env: Env) => {
  const words = await quarterlyNudge.compose(
    { department, quarter: "2026-Q4" },
    { ...env, person: undefined, platform: "web" },
  );
  return "skip" in words ? words.skip : plainText(words);
};

test("a nudge of each department says the same as one made by itself, from facts that are read once", async () => {
  const { env, loads } = await counting();
  const glance = createGlance();
  const departments = env.catalog.departments.map(({ code }) => code);
  expect(departments.length).toBeGreaterThan(10);
  const alone = [];
  for (const code of departments) alone.push(await nudgeOf(code, env));
  const readAlone = loads();

  const together = [];
  for (const code of departments) together.push(await nudgeOf(code, await glance(env)));

  expect(together).toEqual(alone);
  // As they are, and as they were before the quarter; on a machine that is busy a second may pass meanwhile.
  expect(readAlone).toBe(2 * departments.length);
  expect(loads() - readAlone).toBeLessThan(departments.length);
});

test("what is written in between stands in the very next message", async () => {
  const { env } = await counting();
  const glance = createGlance();
  expect(await nudgeOf("DPW", await glance(env))).toContain("no senior leader");
  await town.say("ana.torres", "roster lead @marcus.holloway senior");
  expect(await nudgeOf("DPW", await glance(env))).not.toContain("no senior leader");
});
