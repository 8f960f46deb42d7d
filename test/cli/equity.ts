import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { format } from "node:util";
import { runCommand } from "../../src/cli/index.ts";
import { readConfig } from "../../src/config/config.ts";

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

/**
 * Runs an operator's command as the program does, in this process: what it prints, and its exit code. A process of its own
 * takes a second to start, so only what nothing else can show has one (`equityProcess`).
 */
export async function equity(words: readonly string[], env: Record<string, string>): Promise<Run> {
  const run: Run = { code: null, stdout: "", stderr: "" };
  const { log, error } = console;
  console.log = (...said: unknown[]) => {
    run.stdout += `${format(...said)}\n`;
  };
  console.error = (...said: unknown[]) => {
    run.stderr += `${format(...said)}\n`;
  };
  try {
    run.code = await runCommand(words, () => readConfig(env));
  } finally {
    Object.assign(console, { log, error });
  }
  return run;
}

/** The real bundle in a process of its own, as `npm run equity -- …` runs it. */
export function equityProcess(words: readonly string[], env: Record<string, string>, input = ""): Promise<Run> {
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

export interface RunningBot {
  url: string;
  pid: number | undefined;
  banner: string;
  /** Everything printed so far, on both streams. */
  printed(): string;
  stop(): Promise<void>;
}

/** `npm start` on any free port, of this project or of the one in that folder, once it has said where it listens. */
export async function startBot(env: Record<string, string>, cwd = process.cwd()): Promise<RunningBot> {
  const child = spawn(process.execPath, ["scripts/run.mjs"], { cwd, env: cleanEnv({ ...env, PORT: "0" }) });
  let [stdout, stderr] = ["", ""];
  child.stderr.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
  const url = await new Promise<string>((resolve, reject) => {
    child.once("exit", () => reject(new Error(`npm start ended by itself:\n${stdout}${stderr}`)));
    child.stdout.on("data", (chunk: Buffer) => {
      stdout += chunk.toString();
      const listening = /playground\s+(http:\/\/\S+)[\s\S]*health/.exec(stdout)?.[1];
      if (listening) resolve(listening);
    });
  });
  const stop = async () => {
    const ended = once(child, "close");
    child.kill("SIGTERM");
    await ended;
  };
  return { url, pid: child.pid, banner: stdout, printed: () => stdout + stderr, stop };
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
