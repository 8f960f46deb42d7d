import { existsSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

/** Beside this file in the sources, one folder over in the bundle. */
export function migrationsFolder(): string {
  const here = path.dirname(fileURLToPath(import.meta.url));
  const folder = [path.join(here, "migrations"), path.join(here, "..", "db", "migrations")].find(existsSync);
  if (!folder) throw new Error("db/migrations is missing beside the program");
  return folder;
}
