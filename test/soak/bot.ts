import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const inProject = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

/** Where the bundle is, built first where it is older than its sources. */
export async function bundled(): Promise<string> {
  await promisify(execFile)(process.execPath, [inProject("scripts/build.mjs")]);
  return inProject("dist/main.js");
}

/** The real process, as `npm start` runs it, with the playground on a free port. */
export interface Bot {
  port: number;
  pid: number;
  /** `kill -9`; fails when the process had ended by itself. */
  kill(): Promise<void>;
  /** Asks it to stop; what it answers with. */
  stop(): Promise<number | null>;
}

type Environment = Record<string, string>;

/** Starts the bundle, by the Node that BOT_NODE names where it is set, and waits until it says where it listens. */
export async function startBot(bundle: string, environment: Environment): Promise<Bot> {
  const env = { PATH: process.env.PATH, HOST: "127.0.0.1", PORT: "0", LOG_LEVEL: "error", ...environment };
  const child = spawn(process.env.BOT_NODE ?? process.execPath, ["--enable-source-maps", bundle], {
    env,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const exited = once(child, "exit");
  let said = "";
  const port = await new Promise<number>((resolve, reject) => {
    const listen = (chunk: Buffer) => {
      said += chunk.toString();
      const found = /health\s+http:\/\/127\.0\.0\.1:(\d+)/.exec(said)?.[1];
      if (found) resolve(Number(found));
    };
    child.stdout.on("data", listen);
    child.stderr.on("data", listen);
    child.once("exit", (code) => reject(new Error(`the bot ended with ${code} before it was ready:\n${said}`)));
  });
  const end = async (signal: "SIGKILL" | "SIGTERM") => {
    if (child.exitCode !== null || child.signalCode !== null) throw new Error(`the bot had ended by itself:\n${said}`);
    child.kill(signal);
    const [code] = await exited;
    return code as number | null;
  };
  return { port, pid: child.pid ?? 0, kill: async () => void (await end("SIGKILL")), stop: () => end("SIGTERM") };
}
