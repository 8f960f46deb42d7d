import { linkSync, readFileSync, rmSync, unlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { Refusal } from "../src/core/errors.ts";

/**
 * Takes the directory for this process; the returned function gives it back. A lock left by a process that is gone is
 * taken over. Linking a finished file is atomic, so of two processes starting together one wins.
 */
export function lockDirectory(directory: string): () => void {
  const file = path.join(directory, "process.lock");
  const mine = `${file}.${process.pid}`;
  writeFileSync(mine, String(process.pid));
  try {
    take(mine, file, directory, 3);
  } finally {
    unlinkSync(mine);
  }
  return () => rmSync(file, { force: true });
}

function take(mine: string, file: string, directory: string, attempts: number): void {
  try {
    linkSync(mine, file);
  } catch {
    const holder = holderOf(file);
    if (holder !== undefined && isRunning(holder)) {
      throw new Refusal(
        `The embedded database in ${directory} is in use by process ${holder}. Stop that process, or set DATA_DIR to another directory or DATABASE_URL to a server.`,
      );
    }
    if (attempts === 0) throw new Refusal(`Cannot lock ${directory}. Remove ${file} if no other process uses it.`);
    rmSync(file, { force: true });
    take(mine, file, directory, attempts - 1);
  }
}

function holderOf(file: string): number | undefined {
  try {
    return Number(readFileSync(file, "utf8")) || undefined;
  } catch {
    return undefined;
  }
}

/** A process id is also "running" when it belongs to somebody else; our own left over from an earlier boot is not. */
function isRunning(pid: number): boolean {
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
