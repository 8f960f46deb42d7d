import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { equity, equityProcess, type Folder, startBot, temporaryFolder } from "./equity.ts";

let folder: Folder;
let env: Record<string, string>;

beforeAll(async () => {
  folder = await temporaryFolder();
  env = { DATA_DIR: folder.path };
});
afterAll(() => folder.remove());

// Each test starts several processes on a new database: seconds on a machine at rest, more on one that is not.
vi.setConfig({ testTimeout: 120_000 });

const isSample = async () => {
  const bot = await startBot(env);
  await bot.stop();
  return bot.banner.includes("sample data");
};

test("an operator command before the first start leaves the database to the city", async () => {
  expect(await equity(["migrate"], env)).toMatchObject({ code: 0, stderr: "" });
  const file = await folder.file("departments.csv", "code,name\nDPW,Works\n");

  expect((await equity(["import", "departments", file, "--dry-run"], env)).code).toBe(0);
});

test("the first start loads the sample city and says so; while it runs, operator commands refuse in words", async () => {
  const bot = await startBot(env);
  expect(bot.banner).toContain("sample data (remove with: npm run equity -- reset --yes)");
  expect((await fetch(`${bot.url}/readyz`)).status).toBe(200);

  const run = await equity(["migrate"], env);
  expect(run).toMatchObject({ code: 1, stdout: "" });
  expect(run.stderr).toContain(`is in use by process ${bot.pid}`);

  const second = await equityProcess([], { ...env, PORT: "0" });
  expect(second).toMatchObject({ code: 1, stdout: "" });
  expect(second.stderr).toContain("is in use by process");
  await bot.stop();
});

test("after reset the sample city never comes back by itself, but on request", async () => {
  expect((await equity(["reset", "--yes"], env)).code).toBe(0);
  expect(await isSample()).toBe(false);

  expect((await equity(["demo"], env)).code).toBe(0);
  expect(await isSample()).toBe(true);
});
