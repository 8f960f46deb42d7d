import { drizzle } from "drizzle-orm/postgres-js";
import postgres, { type Sql } from "postgres";
import type { Database } from "./database.ts";
import { driverOver } from "./driver.ts";
import { databaseError } from "./errors.ts";
import { migrateServer } from "./migrate.ts";
import { createPool } from "./pool.ts";
import * as schema from "./schema/index.ts";

/** Of one process, where nobody says otherwise (DATABASE_POOL). */
const CONNECTIONS = 10;

/** What takes a millisecond by day is not waited for longer than this, in milliseconds. */
const PATIENCE = 10_000;

interface ServerOptions {
  url: string;
  migrationUrl?: string | undefined;
  connections?: number;
}

export function openServer({ url, migrationUrl, connections = CONNECTIONS }: ServerOptions): Database {
  const pool = createPool(url, connections);
  return {
    kind: "server",
    orm: drizzle({ client: driverOver(pool.use), schema }),
    async run<Row>(statement: string, values: readonly unknown[], writes = false) {
      try {
        const parameters = values as Parameters<Sql["unsafe"]>[1];
        return await pool.use(
          (connection) => connection.unsafe<Row[]>(statement, parameters, { prepare: true }),
          PATIENCE,
        );
      } catch (error) {
        throw databaseError(error, writes);
      }
    },
    migrate: () =>
      migrationUrl === undefined ? migrateServer(url) : migrateServer(migrationUrl, { grantTo: userOf(url) }),
    connections: () => ({ inUse: pool.inUse(), limit: connections, short: pool.isShort() }),
    close: () => pool.close(),
  };
}

const userOf = (url: string) => postgres(url).options.user;
