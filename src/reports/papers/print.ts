import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { Refusal } from "../../core/request/errors.ts";
import type { Paper } from "./model/paper.ts";

/** Milliseconds for each format. The longest paper of a large city takes a quarter of it. */
const LIMIT = 60_000;
const LARGEST = 50_000_000;

/** From the sources the child is run by their loader; the bundle has it ready beside itself. */
function childOf(): string[] {
  const here = import.meta.url;
  if (!here.endsWith(".ts")) return [fileURLToPath(new URL("./paper-child.js", here))];
  return ["--import", createRequire(here).resolve("tsx"), fileURLToPath(new URL("./child.ts", here))];
}

let queue: Promise<unknown> = Promise.resolve();

/**
 * A paper in each of these formats, made in one process of its own: one process at a time, since each takes 200 to 300 MB while
 * it lasts, and what it has loaded for one format serves the next.
 */
export function printed(
  paper: Paper,
  formats: readonly PrintedFormat[],
  limit = LIMIT * formats.length,
): Promise<Uint8Array[]> {
  const next = queue.then(() => inChild(paper, formats, limit));
  queue = next.catch(() => {});
  return next;
}

function inChild(paper: Paper, formats: readonly PrintedFormat[], limit: number): Promise<Uint8Array[]> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [...childOf(), ...formats], {
      stdio: ["pipe", "pipe", "pipe"],
      timeout: limit,
      killSignal: "SIGKILL",
    });
    const [out, said]: [Buffer[], Buffer[]] = [[], []];
    let size = 0;
    child.stdout.on("data", (part: Buffer) => {
      size += part.length;
      if (size > LARGEST) child.kill("SIGKILL");
      else out.push(part);
    });
    child.stderr.on("data", (part: Buffer) => said.push(part));
    child.stdin.on("error", () => {});
    child.on("error", (error) => reject(notMade(formats, error.message)));
    child.on("close", (code) => {
      if (code === 0 && size <= LARGEST) resolve(filesIn(Buffer.concat(out)));
      else reject(notMade(formats, Buffer.concat(said).toString("utf8").slice(0, 2000)));
    });
    child.stdin.end(JSON.stringify(paper));
  });
}

/** As the child wrote them: a line with their sizes, then their bytes. */
function filesIn(all: Buffer): Uint8Array[] {
  const end = all.indexOf("\n");
  const sizes = JSON.parse(all.subarray(0, end).toString("utf8")) as number[];
  let at = end + 1;
  return sizes.map((size) => {
    at += size;
    return new Uint8Array(all.subarray(at - size, at));
  });
}

const NAMES = { pdf: "PDF", docx: "Word", html: "HTML" } as const;
type PrintedFormat = keyof typeof NAMES;

/** Why not is for the log; what else there is, for the person. */
function notMade(formats: readonly PrintedFormat[], why: string): Refusal {
  const all = Object.keys(NAMES) as PrintedFormat[];
  const named = (some: readonly PrintedFormat[]) => some.map((format) => NAMES[format]).join(" and ");
  const others = all.filter((format) => !formats.includes(format));
  const still = others.length === 0 ? "Nothing" : `${named(others)} still can, and nothing`;
  const refusal = new Refusal(
    `The ${named(formats)} could not be made just now. ${still} was lost: try again in a minute.`,
  );
  refusal.cause = why;
  return refusal;
}
