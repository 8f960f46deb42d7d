import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import type { Context } from "hono";

const TYPES: Record<string, string> = {
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".svg": "image/svg+xml",
};

/** The files a page loads, read once: nothing else on the disk can be asked for. */
export function createAssets(whose: string): (context: Context) => Response {
  const folder = assetsFolder(whose);
  const files = new Map(readdirSync(folder).map((name) => [name, readFileSync(path.join(folder, name), "utf8")]));
  return (context) => {
    const name = context.req.param("name") ?? "";
    const file = files.get(name);
    const type = TYPES[path.extname(name)];
    if (file === undefined || type === undefined) return context.text("There is no such file.\n", 404);
    // A newer version of the program serves newer files under the same names.
    return context.body(file, 200, { "Content-Type": type, "Cache-Control": "no-cache" });
  };
}

/** Beside this file in the sources, one folder over in the bundle. */
function assetsFolder(whose: string): string {
  const here = path.dirname(fileURLToPath(import.meta.url));
  const folder = [path.join(here, whose, "assets"), path.join(here, "..", "adapters", "web", whose, "assets")].find(
    existsSync,
  );
  if (!folder) throw new Error(`adapters/web/${whose}/assets is missing beside the program`);
  return folder;
}
