import { existsSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { drizzle } from "drizzle-orm/postgres-js";
import { migrate } from "drizzle-orm/postgres-js/migrator";
import { driverOver } from "./driver.ts";
import { databaseError } from "./errors.ts";
import { createPool } from "./pool.ts";

/** Any number: the same in every version, so that replicas of two versions also take turns. */
const LOCK = 385_021_001;

/** Drizzle's `migrate` takes no lock: starting replicas take turns on an advisory one, on a connection of their own. */
export async function migrateServer(url: string): Promise<void> {
  const pool = createPool(url, 1);
  try {
    await pool.use(async (connection) => {
      await connection.unsafe(`select pg_advisory_lock(${LOCK})`);
      const client = driverOver((work) => Promise.resolve(work(connection)));
      await migrate(drizzle({ client }), { migrationsFolder: migrationsFolder() });
    });
  } catch (error) {
    throw databaseError(error, false);
  } finally {
    await pool.close();
  }
}

/** Beside this file in the sources, one folder over in the bundle. */
export function migrationsFolder(): string {
  const here = path.dirname(fileURLToPath(import.meta.url));
  const folder = [path.join(here, "migrations"), path.join(here, "..", "db", "migrations")].find(existsSync);
  if (!folder) throw new Error("db/migrations is missing beside the program");
  return folder;
}
