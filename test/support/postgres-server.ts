import { type ChildProcess, execFile, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { chownSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import postgres from "postgres";
import { findPrograms, type Programs, reachable, type ServerUser, serverUser } from "./postgres-programs.ts";

/** A running Postgres server. `url` is a superuser's, to the database "postgres". */
export interface PostgresServer {
  url: string;
  /** Stops the server and removes its files; a server that was there before us stays. */
  stop(): Promise<void>;
  /** `pg_ctl restart -m immediate`: every connection breaks, and the server recovers as from a crash. */
  restartImmediate(): Promise<void>;
}

interface Wanted {
  own?: boolean;
  hasty?: boolean;
  /** By these programs and no others. */
  by?: Programs;
}

/** What one attempt to start needs to know. */
interface Site {
  folder: string;
  user: ServerUser;
  programs: Programs;
  password: string;
  hasty: boolean;
}

const keeper = fileURLToPath(new URL("postgres-keeper.mjs", import.meta.url));

/**
 * Starts a server of our own on a free loopback port with fsync on, or hands over the one in TEST_DATABASE_URL; a test that
 * restarts its server asks for `own`. A hasty one does not wait for the disk: nobody pulls the plug on it. A process stays alive until it calls `stop`; a server never outlives its process.
 */
export async function startPostgres({ own = false, hasty = false, by }: Wanted = {}): Promise<PostgresServer> {
  const given = process.env.TEST_DATABASE_URL;
  if (given && !own) return existingServer(given);
  const failures: string[] = [];
  for (const programs of by ? [by] : await findPrograms()) {
    try {
      return await startWith(programs, hasty);
    } catch (error) {
      failures.push(`${programs.from}: ${error instanceof Error ? error.message : error}`);
    }
  }
  throw new Error(`No Postgres server could be started. Set TEST_DATABASE_URL, or see why:\n${failures.join("\n")}`);
}

function existingServer(url: string): PostgresServer {
  return {
    url,
    stop: async () => {},
    restartImmediate: () => Promise.reject(new Error("The server in TEST_DATABASE_URL is not ours to restart.")),
  };
}

async function startWith(found: Programs, hasty: boolean): Promise<PostgresServer> {
  const user = serverUser();
  const folder = await mkdtemp(join(tmpdir(), "equity-assistant-postgres-"));
  try {
    handOver(folder, user);
    const site = {
      folder,
      user,
      programs: reachable(found, user, folder),
      password: randomBytes(12).toString("hex"),
      hasty,
    };
    await initialise(site);
    return await launch(site);
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}

async function initialise({ folder, user, programs, password }: Site): Promise<void> {
  const passwordFile = join(folder, "password");
  await writeFile(passwordFile, password, { mode: 0o600 });
  handOver(passwordFile, user);
  const args = ["-D", join(folder, "data"), "-U", "postgres", "--auth=scram-sha-256", `--pwfile=${passwordFile}`];
  // The server itself syncs as in production; only the files it starts from need not outlive a power cut.
  args.push("--encoding=UTF8", ...programs.locale, "--no-sync");
  await promisify(execFile)(programs.initdb, args, { ...user, cwd: folder, env: environment() });
}

async function launch(site: Site): Promise<PostgresServer> {
  const port = await freePort();
  const url = `postgres://postgres:${site.password}@127.0.0.1:${port}/postgres`;
  const child = startKeeper(site, port);
  const stop = () => stopKeeper(child);
  try {
    await ready(url, child, site.folder);
  } catch (error) {
    await stop();
    throw error;
  }
  const restartImmediate = async () => {
    child.stdin?.write("restart\n");
    await once(child.stdout ?? child, "data");
    await ready(url, child, site.folder);
  };
  return { url, stop, restartImmediate };
}

const HASTY = { fsync: "off", full_page_writes: "off" };

function startKeeper({ folder, user, programs, hasty }: Site, port: number): ChildProcess {
  const reach = { listen_addresses: "127.0.0.1", port, unix_socket_directories: "" };
  const settings = { ...reach, max_connections: 200, ...(hasty ? HASTY : {}) };
  const args = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const order = {
    folder,
    log: join(folder, "log"),
    program: programs.postgres,
    args: ["-D", join(folder, "data"), ...args],
    user,
    env: environment(),
  };
  // Detached: a Ctrl-C in the terminal is for the tests, which then close their connections before the server goes.
  return spawn(process.execPath, [keeper, JSON.stringify(order)], {
    detached: true,
    stdio: ["pipe", "pipe", "inherit"],
  });
}

async function stopKeeper(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.stdin?.end();
  await once(child, "exit");
}

async function ready(url: string, child: ChildProcess, folder: string): Promise<void> {
  const deadline = Date.now() + 30_000;
  while (!(await answers(url))) {
    if (child.exitCode !== null || Date.now() > deadline) throw new Error(await lastWords(folder));
    await sleep(50);
  }
}

async function answers(url: string): Promise<boolean> {
  const sql = postgres(url, { max: 1, connect_timeout: 2, onnotice: () => {} });
  try {
    await sql`select 1`;
    return true;
  } catch {
    return false;
  } finally {
    await sql.end({ timeout: 1 });
  }
}

async function lastWords(folder: string): Promise<string> {
  const log = await readFile(join(folder, "log"), "utf8").catch(() => "(no log)");
  return `the server did not come up:\n${log.slice(-2000)}`;
}

/** Ours without the PG* variables, which would steer the server as much as they would a client. */
function environment(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith("PG")));
}

function handOver(path: string, user: ServerUser): void {
  if (user.uid !== undefined && user.gid !== undefined) chownSync(path, user.uid, user.gid);
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const address = probe.address();
  probe.close();
  if (address === null || typeof address === "string") throw new Error("No free port on the loopback address.");
  return address.port;
}
