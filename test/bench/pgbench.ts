import { execFile } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";
import { type Rate, SPAN } from "./lib.ts";

const program = findProgram();

/**
 * Has pgbench run a statement, prepared, over and over. `values` are its parameters: a pgbench expression, or a text.
 * Undefined where there is no pgbench.
 */
export function pgbench(
  url: string,
  statement: string,
  values: readonly ({ expression: string } | { text: string })[],
): ((inFlight: number) => Promise<Rate>) | undefined {
  if (!program) return undefined;
  const sets = values.flatMap((value, at) => ("expression" in value ? [`\\set p${at + 1} ${value.expression}`] : []));
  const texts = values.flatMap((value, at) => ("text" in value ? ["-D", `p${at + 1}=${value.text}`] : []));
  const script = `${sets.join("\n")}\n${statement.trim().replace(/\$(\d+)/g, ":p$1")};\n`;
  return async (inFlight) => {
    const folder = await mkdtemp(join(tmpdir(), "equity-assistant-pgbench-"));
    await writeFile(join(folder, "script.sql"), script);
    const { hostname, port, username, password, pathname } = new URL(url);
    const seconds = Math.max(1, Math.round(SPAN / 1000));
    const run = ["-c", inFlight, "-j", Math.min(2, inFlight), "-T", seconds].map(String);
    const server = ["-h", hostname, "-p", port, "-U", username, pathname.slice(1)];
    const { stdout } = await promisify(execFile)(
      program,
      ["-n", "-M", "prepared", ...run, ...texts, "-f", join(folder, "script.sql"), ...server],
      { env: { ...process.env, PGPASSWORD: password } },
    );
    await rm(folder, { recursive: true });
    const perSecond = Number(/^tps = ([\d.]+)/m.exec(stdout)?.[1]);
    if (!perSecond || !/number of failed transactions: 0 /.test(stdout)) throw new Error(`pgbench failed:\n${stdout}`);
    return { perSecond };
  };
}

/** Debian keeps it beside the server, off the path. */
function findProgram(): string | undefined {
  const debian = "/usr/lib/postgresql";
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : [];
  const folders = [...(process.env.PATH ?? "").split(delimiter), ...versions.map((one) => join(debian, one, "bin"))];
  return folders.map((folder) => join(folder, "pgbench")).find(existsSync);
}
