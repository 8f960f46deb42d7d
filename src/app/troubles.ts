export const TOO_FEW = "the database gives too few connections: lower DATABASE_POOL, or raise max_connections";

/** What somebody can mend, by the code of Postgres or of the system. */
const TROUBLES: Readonly<Record<string, string>> = {
  "53100": "the database has no space left: free some, or give it a larger disk",
  ENOSPC: "there is no space left on the disk of DATA_DIR: free some",
  "25006": "the database is read-only: it is a standby, or was set so. Point DATABASE_URL at the primary",
  EROFS: "the disk of DATA_DIR is read-only",
  "53300": TOO_FEW,
  "28P01": "the database does not take the password of DATABASE_URL",
  "3D000": "there is no database of the name that DATABASE_URL gives",
};

export function troubleIn(error: unknown): string | undefined {
  const { code, cause } = (error ?? {}) as { code?: unknown; cause?: unknown };
  if (typeof code === "string" && code in TROUBLES) return TROUBLES[code];
  return cause === undefined ? undefined : troubleIn(cause);
}

/** So long, in milliseconds, /readyz speaks of a trouble that only writing meets, such as a full disk. */
const REMEMBERED_MS = 60_000;

/** What writing met lately: looking at the database alone finds nothing wrong with a disk that is full. */
export class Troubles {
  #last: { words: string; at: number } | undefined;

  note(error: unknown): void {
    const words = troubleIn(error);
    if (words !== undefined) this.#last = { words, at: performance.now() };
  }

  words(): string | undefined {
    return this.#last && performance.now() - this.#last.at < REMEMBERED_MS ? this.#last.words : undefined;
  }
}
