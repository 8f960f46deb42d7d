import type { Database } from "./database.ts";

export type OpenOptions =
  | { url: string; migrationUrl?: string | undefined; connections?: number }
  | { dataDir: string };

/** Opens the server named by `url`, or the embedded database in `dataDir`. Drivers are loaded only when used. */
export async function openDatabase(options: OpenOptions): Promise<Database> {
  if ("url" in options) return (await import("./server.ts")).openServer(options);
  return (await import("./embedded.ts")).openEmbedded(options.dataDir);
}
