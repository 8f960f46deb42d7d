import path from "node:path";
import { fileURLToPath } from "node:url";

/** A file of the project, from the sources as from the bundle: both lie one folder below its root. */
export const projectFile = (...parts: string[]): string =>
  path.join(path.dirname(fileURLToPath(import.meta.url)), "..", ...parts);
