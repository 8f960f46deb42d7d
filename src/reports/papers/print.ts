import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { Refusal } from "../../core/request/errors.ts";
import type { Paper } from "./model/paper.ts";

/** Milliseconds. The longest paper of a large city takes a quarter of it. */
const LIMIT = 60_000;
const LARGEST = 50_000_000;

/** From the sources the child is run by their loader; the bundle has it ready beside itself. */
function childOf(): string[] {
  const here = import.meta.url;
  if (!here.endsWith(".ts")) return [fileURLToPath(new URL("./paper-child.js", here))];
  return ["--import", createRequire(here).resolve("tsx"), fileURLToPath(new URL("./child.ts", here))];
}

let queue: Promise<unknown> = Promise.resolve();

/** A paper as Word or PDF, made in a process of its own: one at a time, since each takes 200 to 300 MB while it lasts. */
export function printed(paper: Paper, format: "docx" | "pdf", limit = LIMIT): Promise<Uint8Array> {
  const next = queue.then(() => inChild(paper, format, limit));
  queue = next.catch(() => {});
  return next;
}

function inChild(paper: Paper, format: "docx" | "pdf", limit: number): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [...childOf(), format], {
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
    child.on("error", (error) => reject(notMade(format, error.message)));
    child.on("close", (code) => {
      if (code === 0 && size <= LARGEST) resolve(new Uint8Array(Buffer.concat(out)));
      else reject(notMade(format, Buffer.concat(said).toString("utf8").slice(0, 2000)));
    });
    child.stdin.end(JSON.stringify(paper));
  });
}

/** Why not is for the log; what else there is, for the person. */
function notMade(format: "docx" | "pdf", why: string): Refusal {
  const [name, other] = format === "pdf" ? ["PDF", "Word and HTML"] : ["Word", "PDF and HTML"];
  const refusal = new Refusal(
    `The ${name} could not be made just now. ${other} still can, and nothing was lost: try again in a minute.`,
  );
  refusal.cause = why;
  return refusal;
}
