import { readFileSync } from "node:fs";
import { SourceMap } from "node:module";
import { fileURLToPath } from "node:url";

/** Kind and code of an error, never what was typed or anybody's name. */
export function describeError(error: unknown) {
  if (!(error instanceof Error)) return { kind: typeof error };
  const { code } = error as { code?: unknown };
  const frames = error.stack?.split("\n").filter((line) => /^\s+at /.test(line));
  return { kind: error.name, code, stack: frames?.slice(0, 7).map((line) => inTheSource(line.trim())) };
}

/** "at answer (file:///…/dist/main.js:7:120)", with file, line and column of the source where there is a map beside it. */
function inTheSource(frame: string): string {
  const [place, file, line, column] = /(file:\/\/[^\s()]+\.js):(\d+):(\d+)/.exec(frame) ?? [];
  if (place === undefined || file === undefined) return frame;
  const found = mapOf(file)?.findEntry(Number(line) - 1, Number(column) - 1);
  if (!found || !("originalSource" in found)) return frame;
  return frame.replace(place, `${found.originalSource}:${found.originalLine + 1}:${found.originalColumn + 1}`);
}

/** Read when an error is logged, and not at every start: the maps are a fifth of the bundle. */
function mapOf(file: string): SourceMap | undefined {
  try {
    return new SourceMap(JSON.parse(readFileSync(`${fileURLToPath(file)}.map`, "utf8")));
  } catch {
    return undefined;
  }
}
