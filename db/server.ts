import { drizzle } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import type { Database } from "./database.ts";
import { databaseError } from "./errors.ts";
import { migrateServer } from "./migrate.ts";
import * as schema from "./schema/index.ts";

const CONNECTIONS = 16;

export function openServer(url: string, migrationUrl: string | undefined): Database {
  const sql = postgres(url, {
    max: CONNECTIONS,
    connect_timeout: 5,
    idle_timeout: 60,
    onnotice: () => {},
    connection: { application_name: "equity-assistant" },
  });
  return {
    kind: "server",
    orm: drizzle(sql, { schema }),
    async run<Row>(statement: string, values: readonly unknown[], writes = false) {
      try {
        const rows = await sql.unsafe(statement, [...values] as never[], { prepare: true });
        return rows as unknown as Row[];
      } catch (error) {
        throw databaseError(error, writes);
      }
    },
    migrate: () => migrateServer(migrationUrl ?? url),
    close: () => sql.end({ timeout: 5 }),
  };
}
