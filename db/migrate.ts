import { existsSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { drizzle } from "drizzle-orm/postgres-js";
import { migrate } from "drizzle-orm/postgres-js/migrator";
import postgres from "postgres";
import { databaseError } from "./errors.ts";

/** Any number: the same in every version, so that replicas of two versions also take turns. */
const LOCK = 385_021_001;

/** Drizzle's `migrate` takes no lock: starting replicas take turns on an advisory one, on a connection of their own. */
export async function migrateServer(url: string): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => {}, connect_timeout: 5 });
  try {
    await sql`select pg_advisory_lock(${LOCK})`;
    await migrate(drizzle(sql), { migrationsFolder: migrationsFolder() });
  } catch (error) {
    throw databaseError(error, false);
  } finally {
    await sql.end({ timeout: 5 });
  }
}

/** Beside this file in the sources, one folder over in the bundle. */
export function migrationsFolder(): string {
  const here = path.dirname(fileURLToPath(import.meta.url));
  const folder = [path.join(here, "migrations"), path.join(here, "..", "db", "migrations")].find(existsSync);
  if (!folder) throw new Error("db/migrations is missing beside the program");
  return folder;
}
