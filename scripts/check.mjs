// What every change must pass, as many at once as there are processors; prints what is wrong and nothing else.
import { spawn } from "node:child_process";
import { availableParallelism } from "node:os";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));

/** The longest first. */
const checks = [
  ["tsc", "--noEmit"],
  ["depcruise", "."],
  ["knip"],
  ["biome", "check", "--error-on-warnings", "--diagnostic-level=warn"],
  ["node", "scripts/licenses.mjs"],
];

const env = { ...process.env, PATH: `${join(root, "node_modules/.bin")}${delimiter}${process.env.PATH}` };

function run([program, ...words]) {
  const child = spawn(program, words, { cwd: root, env, shell: process.platform === "win32" });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (said += chunk));
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => {
      if (code !== 0) console.error(`${said.trimEnd()}\n${program} found something.\n`);
      resolve(code === 0);
    });
  });
}

const passed = [];
const lane = async () => {
  for (let next = checks.shift(); next; next = checks.shift()) passed.push(await run(next));
};
await Promise.all(Array.from({ length: availableParallelism() }, lane));
process.exitCode = passed.every(Boolean) ? 0 : 1;
