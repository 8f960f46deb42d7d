import { existsSync, mkdirSync } from "node:fs";
import { readdir, rename, rm } from "node:fs/promises";
import path from "node:path";
import { setImmediate as nextTurn } from "node:timers/promises";
import { PGlite } from "@electric-sql/pglite";
import { drizzle } from "drizzle-orm/pglite";
import { migrate } from "drizzle-orm/pglite/migrator";
import { Refusal } from "../src/core/request/errors.ts";
import type { Database } from "./database.ts";
import { codeOf, databaseError } from "./errors.ts";
import { lockDirectory } from "./lock.ts";
import { migrationsFolder } from "./migrations-folder.ts";
import { migrateWithViews } from "./reporting.ts";
import * as schema from "./schema/index.ts";
import { unpack } from "./unpack.ts";

/** Puts a backup where there is no database yet: beside its place and then renamed, so that a crash leaves nothing half done. */
export async function restoreEmbedded(dataDir: string, archive: Uint8Array): Promise<void> {
  mkdirSync(dataDir, { recursive: true });
  const unlock = await lockDirectory(dataDir);
  const place = path.join(dataDir, "postgres");
  const draft = path.join(dataDir, `restoring.${process.pid}`);
  try {
    if (existsSync(place))
      throw new Refusal(
        `${dataDir} holds a database already, and restoring would lose it. Set DATA_DIR to an empty directory, or move ${place} away. Nothing was changed.`,
      );
    unpackBackup(archive, draft);
    await rename(draft, place);
  } finally {
    await rm(draft, { recursive: true, force: true });
    unlock();
  }
}

function unpackBackup(archive: Uint8Array, draft: string): void {
  const isNone = new Refusal("This is no backup of Equity Assistant, or it is cut short. Nothing was changed.");
  try {
    unpack(archive, draft);
  } catch (error) {
    throw (error as { code?: string }).code === "ENOSPC"
      ? new Refusal("There is not enough space for the restored database. Nothing was changed.")
      : isNone;
  }
  if (!existsSync(path.join(draft, "PG_VERSION"))) throw isNone;
}

/** Postgres inside this process, on disk. Two processes on one directory would lose rows: a lock refuses the second. */
export async function openEmbedded(dataDir: string): Promise<Database> {
  mkdirSync(dataDir, { recursive: true });
  const unlock = await lockDirectory(dataDir);
  try {
    const client = await start(path.join(dataDir, "postgres"));
    const orm = drizzle(client, { schema });
    return {
      kind: "embedded",
      orm,
      async run<Row>(statement: string, values: readonly unknown[], writes = false) {
        try {
          return (await client.query<Row>(statement, [...values])).rows;
        } catch (error) {
          throw databaseError(error, writes);
        }
      },
      migrate: () =>
        migrateWithViews(
          async (statement) => (await client.exec(statement)).at(-1)?.rows ?? [],
          () => migrate(orm, { migrationsFolder: migrationsFolder() }),
        ),
      backup: async () => new Uint8Array(await (await client.dumpDataDir("gzip")).arrayBuffer()),
      async close() {
        await client.close();
        unlock();
      },
    };
  } catch (error) {
    unlock();
    throw error;
  }
}

/** Small buffers spare 130 MB. */
async function start(dataDir: string): Promise<PGlite> {
  if (!existsSync(path.join(dataDir, "PG_VERSION"))) await prepare(dataDir);
  const client = await PGlite.create({
    dataDir,
    relaxedDurability: false,
    startParams: [...PGlite.defaultStartParams, "-c", "shared_buffers=16MB"],
  }).catch((error: unknown) => {
    // The system says what it lacks; what has no code of its own is Postgres giving its files up.
    if (codeOf(error) !== "") throw error;
    throw Object.assign(new Refusal(damaged(dataDir)), { cause: error });
  });
  return letOthersIn(client);
}

const damaged = (dataDir: string) =>
  `The assistant cannot start: the embedded database in ${dataDir} is damaged. Restore a backup into an empty DATA_DIR, or set DATA_DIR to another directory to begin anew.`;

/** For so long, in milliseconds, statement may follow statement before everything else gets its turn. */
const TURN_MS = 8;

/** A statement runs in this thread, and waiting for it never leaves the queue of promises: a long job would stop the server. */
function letOthersIn(client: PGlite): PGlite {
  let since = performance.now();
  const query = client.query.bind(client);
  client.query = async (...call) => {
    if (performance.now() - since > TURN_MS) {
      await nextTurn();
      since = performance.now();
    }
    return query(...call);
  };
  return client;
}

/**
 * A prepared data directory spares a new database two seconds of initdb. It is unpacked beside its place and then renamed,
 * so that a crash never leaves half a database; what an earlier one left is cleared away.
 */
async function prepare(dataDir: string): Promise<void> {
  const folder = path.dirname(dataDir);
  const draft = `${path.basename(dataDir)}.unpacking`;
  for (const name of await readdir(folder)) {
    if (name.startsWith(draft)) await rm(path.join(folder, name), { recursive: true });
  }
  const { dataDir: prepared } = await import("@electric-sql/pglite-prepopulatedfs");
  const unpacked = path.join(folder, `${draft}.${process.pid}`);
  unpack(new Uint8Array(await (await prepared()).arrayBuffer()), unpacked);
  await rename(unpacked, dataDir).catch(async (error: unknown) => {
    await rm(unpacked, { recursive: true });
    if (!existsSync(dataDir)) throw error;
    throw new Refusal(`${dataDir} holds no database, but something else. Set DATA_DIR to another directory.`);
  });
}
