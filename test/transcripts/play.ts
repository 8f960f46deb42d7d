import { readdirSync } from "node:fs";
import { expect, test } from "vitest";
import { commands } from "../../commands/index.ts";
import { equity } from "../cli/equity.ts";
import { sampleDatabase } from "../support/town.ts";
import type { OpenStage, Stage } from "./stage.ts";
import { missing, type Seen, type Step, type Transcript } from "./transcript.ts";

/** Every file of `scenes/` holds transcripts: a new one is played by every adapter. */
const files = readdirSync(new URL("./scenes", import.meta.url)).filter((name) => name.endsWith(".ts"));
const scenes: Transcript[] = (
  await Promise.all(files.map((name) => import(`./scenes/${name.replace(/\.ts$/, "")}.ts`)))
).flatMap(({ transcripts }: { transcripts: Transcript[] }) => transcripts);

const registered = new Set(commands.map(({ name }) => name));

/**
 * An adapter's own test calls this inside a `describe`; with several stages it may share the scenes out among them, each
 * scene on one: `npm run soak` plays all on each. A scene whose commands are not there yet is skipped by name.
 */
export function playsTheTranscripts(openStage: OpenStage, share = { stage: 0, of: 1 }): void {
  const played = process.env.SOAK === "1" ? scenes : scenes.filter((_scene, at) => at % share.of === share.stage);
  test("there are scenes, and each says what it needs", () => {
    expect(scenes.length).toBeGreaterThan(9);
    expect(scenes.filter(({ needs, steps }) => needs.length === 0 || steps.length === 0)).toEqual([]);
  });

  for (const scene of played) {
    const waiting = scene.needs.filter((name) => !registered.has(name));
    const name = waiting.length === 0 ? scene.title : `${scene.title} (waits for: ${waiting.join(", ")})`;
    test.skipIf(waiting.length > 0)(name, { timeout: 120_000 }, async () => {
      const database = await sampleDatabase();
      const stage = await openStage(database.url);
      try {
        for (const [at, step] of scene.steps.entries())
          await play(step, `step ${at + 1}`, { stage, url: database.url });
      } finally {
        await stage.close();
        await database.drop();
      }
    });
  }
}

interface Theatre {
  stage: Stage;
  url: string;
}

async function play(step: Step, name: string, { stage, url }: Theatre): Promise<void> {
  if ("clock" in step) return stage.town.setClock(step.clock);
  if ("job" in step) return runJob(step.job, url, stage);
  const title = `${name}: ${JSON.stringify(step)}`;
  const { who } = step;
  if ("says" in step) await stage.say(who, step.says, step.in ?? "channel");
  else if ("presses" in step) await stage.press(who, step.presses);
  else if ("fills" in step) await stage.fill(who, step.fills);
  else if ("opens" in step) await stage.openHome(who);
  const sees = "receives" in step ? step.receives : step.sees;
  await seen(sees, who, title, stage);
}

/** Answers may take a moment to arrive, and messages that nobody asked for take longer. */
async function seen(sees: Seen, who: string, title: string, stage: Stage): Promise<void> {
  const state = { shown: "", missing: ["nothing was looked at"] };
  const until = Date.now() + 20_000;
  for (let wait = 10; state.missing.length > 0 && Date.now() < until; wait = Math.min(wait * 2, 300)) {
    const shown = await stage.look(who);
    state.missing = missing(sees, shown);
    state.shown = JSON.stringify(shown, null, 1);
    if (state.missing.length > 0) await new Promise((resolve) => setTimeout(resolve, wait));
  }
  expect(state.missing, `${title}\n${state.shown}`).toEqual([]);
  if (sees.recorded) expect(await onTrail(state.shown, stage), title).toMatchObject(sees.recorded);
}

/** What the trail says was written last under the record that is shown. */
async function onTrail(shown: string, { town }: Stage): Promise<unknown> {
  const record = /\b[A-Z]{2}-\d{4}-\d{4,}\b/.exec(shown)?.[0] ?? "none";
  const [entry] = await town.rows<{ details: { after?: unknown } }>(
    `select details from audit_entries where subject = '${record}' order by id desc limit 1`,
  );
  return entry?.details.after ?? entry?.details;
}

async function runJob(name: string, url: string, { town }: Stage): Promise<void> {
  const at = town.app.bot.clock().toString();
  const run = await equity(["job", "run", name, "--at", at], { DATABASE_URL: url, PLAN: "milwaukee" });
  expect(run, `job run ${name}`).toMatchObject({ code: 0 });
}
