import { cp, readdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { openDatabase } from "../../db/client.ts";
import { equity, type Folder, temporaryFolder } from "./equity.ts";

// Every test opens databases of its own.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });

let folder: Folder;
let file: string;
const directory = (name: string) => join(folder.path, name);

/** Two messages on their way, and the clock let out: what a city's database looks like in the middle of a morning. */
async function leaveMessagesOnTheirWay(dataDir: string): Promise<void> {
  const database = await openDatabase({ dataDir });
  await database.run(
    `insert into deliveries (kind, recipient, occasion, data, state) values
      ('recorded-you', 'person:1', 'one', '{}', 'pending'), ('recorded-you', 'person:2', 'two', '{}', 'sending')`,
    [],
  );
  await database.run("update deployment set live_at = now()", []);
  await database.close();
}

const look = async <Row>(dataDir: string, statement: string): Promise<Row[]> => {
  const database = await openDatabase({ dataDir });
  const rows = await database.run<Row>(statement, []);
  await database.close();
  return rows;
};

beforeAll(async () => {
  folder = await temporaryFolder();
  file = join(folder.path, "city.tar.gz");
  expect((await equity(["demo"], { DATA_DIR: directory("city") })).code).toBe(0);
  await leaveMessagesOnTheirWay(directory("city"));
  expect(await equity(["backup", file], { DATA_DIR: directory("city") })).toMatchObject({ code: 0, stderr: "" });
});
afterAll(() => folder.remove());

describe("equity backup", () => {
  test("writes one file for its owner only, and never over another", async () => {
    expect((await stat(file)).mode & 0o777).toBe(0o600);

    const again = await equity(["backup", file], { DATA_DIR: directory("city") });

    expect(again).toMatchObject({ code: 1, stderr: `${file} is there already. Name another file.\n` });
    expect((await readdir(folder.path)).filter((name) => name.endsWith(".part"))).toEqual([]);
  });

  test("says where it cannot write", async () => {
    const run = await equity(["backup", join(folder.path, "nowhere", "x")], { DATA_DIR: directory("city") });

    expect(run.code).toBe(1);
    expect(run.stderr).toContain("cannot be written (ENOENT)");
  });
});

describe("equity restore", () => {
  const RECORDS = "select id, voided_at is null as live from training_records order by id";
  const TRAIL = "select id, action, subject, details from audit_entries order by id";

  test("brings back records, trail and sequences, and sends nothing twice", async () => {
    const run = await equity(["restore", file], { DATA_DIR: directory("restored") });

    expect(run).toMatchObject({ code: 0, stderr: "" });
    expect(run.stdout).toContain("2 on their way are listed, and not sent again.");
    expect(await look(directory("restored"), RECORDS)).toEqual(await look(directory("city"), RECORDS));
    const [before, after] = [await look(directory("city"), TRAIL), await look(directory("restored"), TRAIL)];
    expect(after.slice(0, before.length)).toEqual(before);
    expect(after.slice(before.length)).toMatchObject([{ action: "restore", subject: "deployment" }]);
    const states = "select distinct state from deliveries where occasion in ('one', 'two')";
    expect(await look(directory("restored"), states)).toEqual([{ state: "unconfirmed" }]);
    expect(await look(directory("restored"), "select live_at from deployment")).toEqual([{ live_at: null }]);
    const next = "select nextval('training_record_number')::int as n";
    expect(await look(directory("restored"), next)).toEqual(await look(directory("city"), next));
    expect((await equity(["rollup", "check"], { DATA_DIR: directory("restored") })).code).toBe(0);
  });

  test("never overwrites a database", async () => {
    const before = await look(directory("city"), TRAIL);
    const run = await equity(["restore", file], { DATA_DIR: directory("city") });

    expect(run.code).toBe(1);
    expect(run.stderr).toContain("holds a database already, and restoring would lose it.");
    expect(await look(directory("city"), TRAIL)).toEqual(before);
  });

  test.each([
    ["is cut short", async (path: string) => writeFile(path, (await readFile(file)).subarray(0, 200_000))],
    ["is something else", (path: string) => writeFile(path, "course,held_on\n")],
    ["holds no database", (path: string) => cp("package-lock.json", path)],
  ])("refuses a file that %s, and leaves nothing behind", async (what, make) => {
    const broken = join(folder.path, what.replaceAll(" ", "-"));
    await make(broken);
    const run = await equity(["restore", broken], { DATA_DIR: directory("broken") });

    expect(run).toMatchObject({
      code: 1,
      stderr: "This is no backup of Equity Assistant, or it is cut short. Nothing was changed.\n",
    });
    expect(await readdir(directory("broken"))).toEqual([]);
  });
});
