import { execFile } from "node:child_process";
import { symlink } from "node:fs/promises";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, inject, test, vi } from "vitest";
import { copyDatabase, type TestDatabase } from "../support/databases.ts";
import { equity, type Folder, type RunningBot, startBot, temporaryFolder } from "./equity.ts";

// The release before the newest migration, built from the project's own history, and this one, on the same database.

vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });

const git = async (...words: string[]) => (await promisify(execFile)("git", words)).stdout.trim();

/** The commit before the last one that changed the journal of migrations; none in a clone without its history. */
async function before(): Promise<string | undefined> {
  try {
    const changed = await git("log", "-1", "--first-parent", "--format=%H", "--", "db/migrations/meta/_journal.json");
    return await git("rev-parse", "--verify", "--quiet", `${changed}^`);
  } catch {
    return undefined;
  }
}

const commit = await before();

describe.skipIf(commit === undefined)("while a newer release is rolled out", () => {
  let folder: Folder;
  let database: TestDatabase;
  let env: Record<string, string>;
  const running = new Set<RunningBot>();

  beforeAll(async () => {
    folder = await temporaryFolder();
    await promisify(execFile)("bash", ["-c", `git archive ${commit} | tar -x -C ${folder.path}`]);
    await symlink(resolve("node_modules"), join(folder.path, "node_modules"));
    database = await copyDatabase({ url: inject("postgres").url, template: "template0" });
    env = { DATABASE_URL: database.url, PLAN: "milwaukee", DEMO: "on", PLAYGROUND: "on" };
  });
  afterAll(async () => {
    await Promise.all([...running].map((bot) => bot.stop()));
    await database?.drop();
    await folder?.remove();
  });

  const start = async (cwd?: string) => {
    const bot = await startBot(env, cwd);
    running.add(bot);
    return bot;
  };
  const say = async ({ url }: RunningBot, text: string) => {
    const response = await fetch(`${url}/say`, {
      method: "POST",
      headers: { origin: url, accept: "application/json" },
      body: new URLSearchParams({
        as: "ana.torres@milwaukee.example",
        at: "direct",
        request: crypto.randomUUID(),
        text,
      }),
    });
    return response.text();
  };
  const logged = async (bot: RunningBot, text: string) => /TR-\d{4}-\d{4}/.exec(await say(bot, text))?.[0] ?? "none";

  test("the older one serves on the newer tables, beside the newer one, and after it", async () => {
    const older = await start(folder.path);
    const first = await logged(older, "/training 12 people took Anti-Racism 101 yesterday");
    expect(await equity(["migrate"], { DATABASE_URL: database.url, PLAN: "milwaukee" })).toMatchObject({ code: 0 });

    const second = await logged(older, "/training 7 people took EO Compliance yesterday with bo");
    const newer = await start();
    const third = await logged(newer, "/training 9 people took Anti-Racism 101 on Monday");
    expect(new Set([first, second, third]).size).toBe(3);
    for (const bot of [older, newer])
      for (const record of [first, second, third]) expect(await say(bot, record)).toContain(record);
    expect((await fetch(`${older.url}/readyz`)).status).toBe(200);

    running.delete(older);
    await older.stop();
    const back = await start(folder.path);
    expect(await logged(back, "/training 3 people took EO Compliance on Monday")).not.toBe("none");
    for (const words of [
      ["rollup", "check"],
      ["audit", "verify"],
    ])
      expect(await equity(words, { DATABASE_URL: database.url, PLAN: "milwaukee" })).toMatchObject({ code: 0 });
  });
});
