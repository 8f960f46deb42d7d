import { randomBytes } from "node:crypto";
import { readdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Refusal } from "../src/core/request/errors.ts";

/** Who holds a directory, as its lock file says. */
interface Holder {
  pid: number;
  host: string;
  /** When that process began, where the system tells: its id is given to another one day. */
  began: string | undefined;
}

const LOCK = "process.lock.";

/** A process that is just stopping is waited for this long, in milliseconds. */
const PATIENCE = 2_000;

/** On another machine (or in another container) a process cannot be asked for: it says that often that it lives. */
const HEARTBEAT = 2_000;
const SILENCE = 15_000;

/** The locks this process holds. */
const held = new Set<string>();

/**
 * Takes the directory for this process; the returned function gives it back. Each process first puts down a file of its
 * own and then looks for others', so of two that start together at least one sees the other. A name is used once, so that
 * clearing away what a dead process left can never take the lock of a living one.
 */
export async function lockDirectory(directory: string, patience = PATIENCE): Promise<() => void> {
  const deadline = performance.now() + patience;
  for (;;) {
    const { file, unlock } = putDown(directory);
    const other = othersIn(directory, file);
    if (!other) return unlock;
    unlock();
    if (performance.now() > deadline) throw inUse(directory, other);
    await sleep(50 + Math.random() * 100);
  }
}

function inUse(directory: string, { pid, host }: Holder): Refusal {
  const where = host === hostname() ? "" : ` on ${host}`;
  return new Refusal(
    `The embedded database in ${directory} is in use by process ${pid}${where}. Stop that process, or set DATA_DIR to another directory or DATABASE_URL to a server.`,
  );
}

function putDown(directory: string): { file: string; unlock(): void } {
  const file = path.join(directory, `${LOCK}${process.pid}.${randomBytes(4).toString("hex")}`);
  const me: Holder = { pid: process.pid, host: hostname(), began: beginningOf(process.pid) };
  // Written aside and renamed: nobody ever reads half of it.
  const draft = path.join(directory, `process.draft.${path.basename(file)}`);
  writeFileSync(draft, JSON.stringify(me));
  renameSync(draft, file);
  held.add(file);
  const beat = setInterval(() => touch(file), HEARTBEAT).unref();
  const unlock = () => {
    clearInterval(beat);
    held.delete(file);
    rmSync(file, { force: true });
  };
  return { file, unlock };
}

function touch(file: string): void {
  try {
    utimesSync(file, Date.now() / 1000, Date.now() / 1000);
  } catch {
    // Somebody removed the file; there is nothing left to keep alive.
  }
}

/** Somebody else who holds the directory. What the dead have left is cleared away. */
function othersIn(directory: string, mine: string): Holder | undefined {
  const files = readdirSync(directory)
    .filter((name) => name.startsWith(LOCK))
    .map((name) => path.join(directory, name));
  for (const file of files.filter((one) => one !== mine)) {
    const holder = read(file);
    if (holder && isAlive(holder, file)) return holder;
    rmSync(file, { force: true });
  }
  return undefined;
}

function read(file: string): Holder | undefined {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as Holder;
  } catch {
    return undefined;
  }
}

function isAlive(holder: Holder, file: string): boolean {
  if (holder.host !== hostname()) return Date.now() - changedAt(file) < SILENCE;
  if (holder.pid === process.pid) return held.has(file);
  return isRunning(holder.pid) && beginningOf(holder.pid) === holder.began;
}

function changedAt(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** Linux: the moment a process began, in ticks since the machine did. The name before it may hold anything. */
function beginningOf(pid: number): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1)?.split(" ")[19];
  } catch {
    return undefined;
  }
}
