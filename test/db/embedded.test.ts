import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from "node:fs/promises";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openDatabase } from "../../db/client.ts";
import { lockDirectory } from "../../db/lock.ts";
import { Refusal } from "../../src/core/request/errors.ts";

let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "equity-assistant-lock-"));
});
afterEach(() => rm(dataDir, { recursive: true, force: true }));

const locks = async () => (await readdir(dataDir)).filter((name) => name.startsWith("process."));

/** Another process that takes the lock, says so, and holds it until it is told to let go or is killed. */
async function holder() {
  const lock = new URL("../../db/lock.ts", import.meta.url).href;
  const program = `
    const { lockDirectory } = await import(${JSON.stringify(lock)});
    const unlock = await lockDirectory(${JSON.stringify(dataDir)});
    console.log("locked");
    process.stdin.once("data", () => { unlock(); process.exit(0); });`;
  const child = spawn(process.execPath, ["--import", "tsx", "--input-type=module", "-e", program], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  await once(child.stdout, "data");
  return child;
}

describe("the lock of the embedded database", () => {
  test("is for one process, and the next one is refused in words that say what to do", async () => {
    const child = await holder();
    await expect(openDatabase({ dataDir })).rejects.toThrow(
      new Refusal(
        `The embedded database in ${dataDir} is in use by process ${child.pid}. Stop that process, or set DATA_DIR to another directory or DATABASE_URL to a server.`,
      ),
    );
    child.kill("SIGKILL");
    await once(child, "exit");
  });

  test("left by a process that was killed is taken over at once", async () => {
    const child = await holder();
    child.kill("SIGKILL");
    await once(child, "exit");
    expect(await locks()).toHaveLength(1);
    const unlock = await lockDirectory(dataDir);
    expect(await locks()).toHaveLength(1);
    unlock();
    expect(await locks()).toEqual([]);
  });

  test("of a process that is just stopping is waited for", async () => {
    const child = await holder();
    const waiting = lockDirectory(dataDir);
    child.stdin.write("let go\n");
    (await waiting)();
  });

  test("is refused to a second opening in the same process, too", async () => {
    const unlock = await lockDirectory(dataDir);
    await expect(lockDirectory(dataDir, 200)).rejects.toThrow(`in use by process ${process.pid}`);
    unlock();
    (await lockDirectory(dataDir))();
  });

  test("is taken by one of many that start together", async () => {
    const all = await Promise.allSettled(Array.from({ length: 12 }, () => lockDirectory(dataDir, 300)));
    const taken = all.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
    expect(taken).toHaveLength(1);
    for (const unlock of taken) unlock();
  });

  test("left by an earlier process whose id is used again is taken over", async () => {
    const lock = { pid: process.ppid, host: hostname(), began: "1" };
    await writeFile(join(dataDir, "process.lock.1.abc"), JSON.stringify(lock));
    (await lockDirectory(dataDir))();
  });

  test("of another machine counts while it gives signs of life, and for dead after a while without", async () => {
    const file = join(dataDir, "process.lock.7.abc");
    await writeFile(file, JSON.stringify({ pid: 7, host: "elsewhere", began: "1" }));
    await expect(lockDirectory(dataDir, 200)).rejects.toThrow("in use by process 7 on elsewhere");
    const longAgo = new Date(Date.now() - 60_000);
    await utimes(file, longAgo, longAgo);
    (await lockDirectory(dataDir))();
  });

  test("that nobody can read any more is cleared away", async () => {
    await writeFile(join(dataDir, "process.lock.7.abc"), "");
    (await lockDirectory(dataDir))();
    expect(await locks()).toEqual([]);
  });
});

describe("a new embedded database", () => {
  test("is there whole or not at all: what a crash left half unpacked is cleared away", async () => {
    const half = join(dataDir, "postgres.unpacking.4711");
    await mkdir(join(half, "global"), { recursive: true });
    await writeFile(join(half, "PG_VERSION"), "18");
    const database = await openDatabase({ dataDir });
    expect(await database.run("select 1 as one", [])).toEqual([{ one: 1 }]);
    await database.close();
    expect(await readdir(dataDir)).toEqual(["postgres"]);
  });

  test("is found again with what was written", async () => {
    const first = await openDatabase({ dataDir });
    await first.run("create table kept (n int)", []);
    await first.run("insert into kept values (7)", []);
    await first.close();
    const second = await openDatabase({ dataDir });
    expect(await second.run("select n from kept", [])).toEqual([{ n: 7 }]);
    await second.close();
  });

  test("is not put over a folder that holds something else", async () => {
    await mkdir(join(dataDir, "postgres"));
    await writeFile(join(dataDir, "postgres", "mine.txt"), "mine");
    await expect(openDatabase({ dataDir })).rejects.toThrow(/holds no database/);
    expect(existsSync(join(dataDir, "postgres", "mine.txt"))).toBe(true);
    expect(await locks()).toEqual([]);
  });
});

describe("a long row of statements on the embedded database", () => {
  test("lets everything else in this process have its turn", async () => {
    const database = await openDatabase({ dataDir });
    let turns = 0;
    const clock = setInterval(() => (turns += 1), 1);
    try {
      for (let at = 0; at < 300; at += 1) await database.run("select sum(n) from generate_series(1, 2000) n", []);
      expect(turns).toBeGreaterThan(1);
    } finally {
      clearInterval(clock);
      await database.close();
    }
  });
});
