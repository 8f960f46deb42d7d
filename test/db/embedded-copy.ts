import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { cp, mkdtemp, readdir, readFile, rename, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openDatabase } from "../../db/client.ts";
import { migrationsFolder } from "../../db/migrations-folder.ts";

const inTemp = (name: string) => join(tmpdir(), `equity-assistant-${name}`);

/** A data directory with a migrated, empty database: a copy of one that is kept for as long as the migrations stay the same. */
export async function embeddedCopy(): Promise<{ dataDir: string; drop(): Promise<void> }> {
  const original = inTemp(`migrated-${await fingerprint(migrationsFolder())}`);
  if (!existsSync(original)) await make(original);
  const dataDir = await mkdtemp(inTemp("embedded-"));
  await cp(original, dataDir, { recursive: true });
  return { dataDir, drop: () => rm(dataDir, { recursive: true }) };
}

async function fingerprint(folder: string): Promise<string> {
  const hash = createHash("sha256");
  for (const name of (await readdir(folder)).filter((one) => one.endsWith(".sql")).sort())
    hash.update(name).update(await readFile(join(folder, name)));
  return hash.digest("hex").slice(0, 12);
}

/** Made aside and renamed: other test processes may be making it, too. */
async function make(original: string): Promise<void> {
  const dataDir = await mkdtemp(inTemp("migrating-"));
  const database = await openDatabase({ dataDir });
  await database.migrate();
  await database.close();
  await rename(dataDir, original).catch(() => rm(dataDir, { recursive: true }));
}
