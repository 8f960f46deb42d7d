import { readFileSync } from "node:fs";
import path from "node:path";
import { Refusal } from "../src/core/request/errors.ts";

// Migrations only go forward, and a release that does not know the newest goes on serving: each is written so that it can. One
// that cannot be is marked: its file begins with "-- breaking". How many migrations a release must know is then kept in the
// database, where an older one finds it.

const MARK = /^-- breaking\b/;

/** The migrations this release knows, in their order. */
function known(folder: string): string[] {
  const journal = readFileSync(path.join(folder, "meta", "_journal.json"), "utf8");
  return (JSON.parse(journal) as { entries: { tag: string }[] }).entries.map(({ tag }) => tag);
}

export const knownMigrations = (folder: string): number => known(folder).length;

/** So many migrations a release must know to work with this one's tables: up to the last breaking one. */
export function neededMigrations(folder: string): number {
  return 1 + known(folder).findLastIndex((tag) => MARK.test(readFileSync(path.join(folder, `${tag}.sql`), "utf8")));
}

/** Kept as the comment of drizzle's own schema: it needs no table, and pg_dump takes it along. */
export const NEEDED = `obj_description(to_regnamespace('drizzle'), 'pg_namespace')`;

export const keepNeeded = (needed: number): string => `comment on schema drizzle is '${needed}'`;

/** What the database says it needs, compared with what this release knows. */
export function refuseOlder(needed: string | null, knows: number): void {
  if (Number(needed ?? 0) <= knows) return;
  throw new Refusal(
    `This release is too old for the database: a newer one changed its tables (migration ${needed}; this release knows ${knows}). Start the newer release, or restore a backup from before the upgrade. Nothing was changed.`,
  );
}
