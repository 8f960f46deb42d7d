import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, chown, cp, mkdir, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { freshDatabase, type TestDatabase } from "../support/databases.ts";
import { serverUser } from "../support/postgres-programs.ts";
import { cleanEnv, type Folder, temporaryFolder } from "./equity.ts";

// The folder that an image or a server gets, as docs/deploy.md puts it there: by itself, not writable, as somebody who is
// not root, supervised, on a real server.

vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });

const user = serverUser();
let folder: Folder;
let place: string;
let database: TestDatabase;
let env: NodeJS.ProcessEnv;
let packed = "";
const running = new Set<ChildProcess>();

beforeAll(async () => {
  packed = (await promisify(execFile)(process.execPath, ["scripts/package.mjs"])).stdout;
  folder = await temporaryFolder();
  place = join(folder.path, "opt");
  await cp("release", place, { recursive: true });
  await promisify(execFile)("chmod", ["-R", "a+rX,a-w", place]);
  await chmod(folder.path, 0o755);
  await mkdir(join(folder.path, "papers"));
  if (user.uid !== undefined && user.gid !== undefined) await chown(join(folder.path, "papers"), user.uid, user.gid);
  database = await freshDatabase();
  const settings = { DATABASE_URL: database.url, PLAN: "milwaukee", DEMO: "on", PLAYGROUND: "on", PORT: "0" };
  env = { ...cleanEnv(settings), NODE_ENV: "production", NODE_OPTIONS: "--max-semi-space-size=2" };
});
afterAll(async () => {
  for (const child of running) child.kill("SIGKILL");
  await database?.drop();
  await promisify(execFile)("chmod", ["-R", "u+w", folder.path]);
  await folder?.remove();
});

const operate = (...words: string[]) =>
  promisify(execFile)(process.execPath, ["main.js", ...words], { ...user, cwd: place, env });

/** As the unit does: brings the tables up to date, then starts; where it answers. */
async function supervised(): Promise<{ child: ChildProcess; url: string }> {
  await operate("migrate");
  const child = spawn(process.execPath, ["main.js"], { ...user, cwd: place, env });
  running.add(child);
  let said = "";
  const url = await new Promise<string>((resolve, reject) => {
    child.once("exit", (code) => reject(new Error(`ended with ${code}:\n${said}`)));
    for (const stream of [child.stdout, child.stderr])
      stream?.on("data", (chunk: Buffer) => {
        said += chunk.toString();
        const found = /health\s+(http:\/\/\S+)\/readyz/.exec(said)?.[1];
        if (found) resolve(found);
      });
  });
  return { child, url };
}

const say = async (url: string, text: string) => {
  const response = await fetch(`${url}/say`, {
    method: "POST",
    headers: { origin: url, accept: "application/json" },
    body: new URLSearchParams({
      as: "nadia.rahman@milwaukee.example",
      at: "direct",
      request: crypto.randomUUID(),
      text,
    }),
  });
  return response.text();
};

describe("the release folder", () => {
  test("is no larger than 110 MB, and nobody may write there", async () => {
    const megabytes = Number(/: (\d+) MB/.exec(packed)?.[1]);
    expect(megabytes).toBeGreaterThan(10);
    expect(megabytes).toBeLessThanOrEqual(110);
    expect(await readdir(place)).not.toContain("package-lock.json");
    if (process.getuid?.() !== 0) await expect(writeFile(join(place, "x"), "")).rejects.toThrow(/EACCES/);
  });

  test("serves, prints papers, is killed and serves again with what was said", async () => {
    const first = await supervised();
    expect((await fetch(`${first.url}/readyz`)).status).toBe(200);
    const logged = await say(first.url, "/training 12 people took Anti-Racism 101 yesterday in public works");
    const record = /TR-\d{4}-\d{4}/.exec(logged)?.[0] ?? "none";
    expect(record).not.toBe("none");
    const papers = join(folder.path, "papers");
    await operate("report", "annual", "2026", "--out", papers);
    expect((await readdir(papers)).map((name) => name.split(".").at(-1)).sort()).toEqual(
      expect.arrayContaining(["docx", "pdf"]),
    );
    const killed = once(first.child, "exit");
    first.child.kill("SIGKILL");
    await killed;

    const second = await supervised();
    expect(await say(second.url, record)).toContain("Anti-Racism 101");
    const ended = once(second.child, "exit");
    second.child.kill("SIGTERM");
    expect(await ended).toEqual([0, null]);
  });
});
