import { drizzle } from "drizzle-orm/postgres-js";
import { migrate } from "drizzle-orm/postgres-js/migrator";
import { driverOver } from "./driver.ts";
import { databaseError } from "./errors.ts";
import { migrationsFolder } from "./migrations-folder.ts";
import { createPool } from "./pool.ts";
import { migrateWithViews } from "./reporting.ts";

/** Any number: the same in every version, so that replicas of two versions also take turns. */
const LOCK = 385_021_001;

/** A large table may take its time, and so may whoever has the lock. In milliseconds. */
const A_DAY = 86_400_000;

/**
 * Drizzle's `migrate` takes no lock: starting replicas take turns on an advisory one, on a connection of their own. With a
 * separate owner of the tables, the application's role `grantTo` gets what it needs, and of the trail no more than that.
 */
export async function migrateServer(url: string, { grantTo }: { grantTo?: string } = {}): Promise<void> {
  const pool = createPool(url, 1);
  try {
    await pool.use(async (connection) => {
      await connection.unsafe(`select pg_advisory_lock(${LOCK})`);
      const client = driverOver((work) => Promise.resolve(work(connection)));
      await migrateWithViews(
        (statement) => connection.unsafe(statement),
        () => migrate(drizzle({ client }), { migrationsFolder: migrationsFolder() }),
      );
      if (grantTo !== undefined) await connection.unsafe(grants(grantTo));
    }, A_DAY);
  } catch (error) {
    throw databaseError(error, false);
  } finally {
    await pool.close();
  }
}

function grants(role: string): string {
  const name = `"${role.replaceAll('"', '""')}"`;
  return `
    grant usage on schema public, drizzle to ${name};
    grant select on all tables in schema drizzle to ${name};
    grant select, insert, update, delete on all tables in schema public to ${name};
    grant usage on all sequences in schema public to ${name};
    revoke update, delete on audit_entries, audit_seals from ${name};`;
}
