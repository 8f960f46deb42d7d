import { spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

export interface Run {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** The environment of this process without anything that would configure the bot. */
export function cleanEnv(more: Record<string, string>): NodeJS.ProcessEnv {
  const kept = ["PATH", "HOME", "TMPDIR", "TEMP", "SystemRoot"].flatMap((key) =>
    process.env[key] === undefined ? [] : [[key, process.env[key]]],
  );
  return { ...Object.fromEntries(kept), ...more };
}

/** Runs the real bundle in a process of its own, as `npm run equity -- …` does, and waits for it to end. */
export function equity(words: readonly string[], env: Record<string, string>, input = ""): Promise<Run> {
  const child = spawn(process.execPath, ["scripts/run.mjs", ...words], { env: cleanEnv(env) });
  const run: Run = { code: null, stdout: "", stderr: "" };
  child.stdout.on("data", (chunk: Buffer) => (run.stdout += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (run.stderr += chunk.toString()));
  child.stdin.end(input);
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => resolve({ ...run, code }));
  });
}

export interface Folder {
  path: string;
  /** Writes a file and returns where it is. */
  file(name: string, content: string | Uint8Array): Promise<string>;
  remove(): Promise<void>;
}

export async function temporaryFolder(): Promise<Folder> {
  const folder = await mkdtemp(path.join(tmpdir(), "equity-cli-"));
  return {
    path: folder,
    file: async (name, content) => {
      const file = path.join(folder, name);
      await writeFile(file, content);
      return file;
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
