import { randomUUID } from "node:crypto";
import { restoreEmbedded } from "../../db/embedded.ts";
import type { Config } from "../config/config.ts";
import { dateAt } from "../core/calendar/calendar.ts";
import { Refusal } from "../core/request/errors.ts";
import { IMPORT_AUTHOR } from "../core/request/write.ts";
import type { Parts } from "./parts.ts";

/** The embedded database as one file. */
export async function backupOf({ database }: Parts): Promise<Uint8Array> {
  if (database.backup) return database.backup();
  throw new Refusal("DATABASE_URL names a server: back it up with pg_dump (docs/deploy.md, Backup).");
}

/** Puts a backup into DATA_DIR. */
export async function restoreInto({ database }: Config, archive: Uint8Array): Promise<void> {
  if ("dataDir" in database) return restoreEmbedded(database.dataDir, archive);
  throw new Refusal(
    "DATABASE_URL names a server: restore with pg_restore, then run this command without a file (docs/deploy.md, Backup).",
  );
}

/** Once a backup is back, on either kind of database. Returns how many messages were on their way. */
export function afterRestore({ stores, clock, plan }: Parts): Promise<number> {
  const year = Number(dateAt(clock(), plan.city).slice(0, 4));
  return stores.deployment.restored({ actor: IMPORT_AUTHOR, request: `restore:${randomUUID()}`, year });
}
