import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { afterAll, beforeAll, expect, test } from "vitest";
import { cleanEnv, equity, type Folder, temporaryFolder } from "./equity.ts";

let folder: Folder;
let env: Record<string, string>;

beforeAll(async () => {
  folder = await temporaryFolder();
  env = { DATA_DIR: folder.path };
});
afterAll(() => folder.remove());

interface Bot {
  child: ChildProcess;
  url: string;
  banner: string;
}

/** `npm start` on any free port, once it has said where it listens. */
async function startBot(): Promise<Bot> {
  const child = spawn(process.execPath, ["scripts/run.mjs"], { env: cleanEnv({ ...env, PORT: "0" }) });
  let banner = "";
  for await (const chunk of child.stdout ?? []) {
    banner += String(chunk);
    const url = /playground\s+(http:\/\/\S+)/.exec(banner)?.[1];
    if (url && banner.includes("health")) return { child, url, banner };
  }
  throw new Error(`npm start ended without a banner:\n${banner}`);
}

async function stopBot({ child }: Bot): Promise<void> {
  const ended = once(child, "exit");
  child.kill("SIGTERM");
  await ended;
}

const isSample = async () => {
  const bot = await startBot();
  await stopBot(bot);
  return bot.banner.includes("sample data");
};

test("an operator command before the first start leaves the database to the city", async () => {
  expect(await equity(["migrate"], env)).toMatchObject({ code: 0, stderr: "" });
  const file = await folder.file("departments.csv", "code,name\nDPW,Works\n");

  expect((await equity(["import", "departments", file, "--dry-run"], env)).code).toBe(0);
});

test("the first start loads the sample city and says so; while it runs, operator commands refuse in words", async () => {
  const bot = await startBot();
  expect(bot.banner).toContain("sample data (remove with: npm run equity -- reset --yes)");
  expect((await fetch(`${bot.url}/readyz`)).status).toBe(200);

  const run = await equity(["migrate"], env);
  expect(run).toMatchObject({ code: 1, stdout: "" });
  expect(run.stderr).toContain(`is in use by process ${bot.child.pid}`);

  const second = await equity([], { ...env, PORT: "0" });
  expect(second).toMatchObject({ code: 1, stdout: "" });
  expect(second.stderr).toContain("is in use by process");
  await stopBot(bot);
});

test("after reset the sample city never comes back by itself, but on request", async () => {
  expect((await equity(["reset", "--yes"], env)).code).toBe(0);
  expect(await isSample()).toBe(false);

  expect((await equity(["demo"], env)).code).toBe(0);
  expect(await isSample()).toBe(true);
});
