import { Refusal } from "../core/request/errors.ts";

/** What keeps a process from starting, by the code of the system or of Postgres, and what to do about it. */
const REMEDIES: Readonly<Record<string, string>> = {
  EACCES: "This process may not write there. Give its user the right to, or set DATA_DIR to a directory of its own.",
  EPERM: "This process may not write there. Give its user the right to, or set DATA_DIR to a directory of its own.",
  EROFS: "That disk is read-only. Set DATA_DIR to a directory that can be written to.",
  ENOTDIR: "DATA_DIR, or a part of its path, is a file. Set it to a directory.",
  EEXIST: "DATA_DIR, or a part of its path, is a file. Set it to a directory.",
  ENOSPC: "There is no space left on that disk. Free some, and start again.",
  EADDRNOTAVAIL: "This machine has no such address. Set HOST to one of its own, or to 127.0.0.1.",
  "53100": "The database has no space left. Free some, and start again.",
  "42501": "The database user lacks a right that this needs. Set MIGRATION_DATABASE_URL to the owner of the tables.",
  "28P01": "The database does not take that password. Look at DATABASE_URL.",
  "28000": "The database does not let this user in. Look at DATABASE_URL.",
  "3D000": "There is no such database. Create it, or look at the name in DATABASE_URL.",
};

/** Migrations name what they make: where it is there already, or is not there yet, the tables are of another version. */
const OTHER_VERSION = /^42(?:P01|P07|701|703|710)$/;

/** Why the process does not start, in a sentence with a remedy; what the program itself says of it is for `LOG_LEVEL=debug`. */
export function startWords(error: unknown): string {
  if (error instanceof Refusal) return error.message;
  const { code = "", path } = detailsOf(error);
  const remedy = REMEDIES[code];
  if (remedy !== undefined)
    return `The assistant cannot start${path === undefined ? "" : `: ${path}`} (${code}). ${remedy}`;
  if (OTHER_VERSION.test(code))
    return `The assistant cannot start: its tables are not those of this version (${code}). Run the newest version that has served this database, or restore a backup of it.`;
  return `The assistant cannot start${code === "" ? "" : ` (${code})`}. Set LOG_LEVEL=debug and start it again to see why, and tell whoever looks after it.`;
}

/** The innermost that is known here, else the first code there is. */
function detailsOf(error: unknown): { code?: string; path?: string } {
  const { code, path, cause } = (error ?? {}) as Record<string, unknown>;
  const inner = cause === undefined ? {} : detailsOf(cause);
  if (typeof code !== "string" || (inner.code !== undefined && inner.code in REMEDIES)) return inner;
  return { code, ...(typeof path === "string" ? { path } : {}) };
}
