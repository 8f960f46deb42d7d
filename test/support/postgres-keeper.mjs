// Runs one Postgres server for as long as whoever started this holds our standard input open. However that process ends,
// kill -9 included, the pipe closes, and the server is stopped and its folder removed.
// In: the line "restart". Out: "started" each time a server was launched.
import { spawn } from "node:child_process";
import { openSync } from "node:fs";
import { rm } from "node:fs/promises";
import { createInterface } from "node:readline";

const { folder, log, program, args, user, env } = JSON.parse(process.argv[2] ?? "{}");
const output = openSync(log, "a");

let server;
let exited;

function launch() {
  server = spawn(program, args, { ...user, env, cwd: folder, stdio: ["ignore", output, output] });
  exited = new Promise((resolve) => {
    server.once("exit", resolve);
    server.once("error", resolve);
  });
  console.log("started");
}

/** SIGQUIT is Postgres's "immediate" shutdown (a crash, as far as its files can tell), SIGINT its "fast" one. */
async function end(signal) {
  server.kill(signal);
  const impatience = setTimeout(() => server.kill("SIGKILL"), 15_000);
  await exited;
  clearTimeout(impatience);
}

launch();
for await (const line of createInterface({ input: process.stdin })) {
  if (line === "restart") {
    await end("SIGQUIT");
    launch();
  }
}
await end("SIGINT");
// Its folder may belong to another user, and Windows may still hold a file for a moment.
await rm(folder, { recursive: true, force: true, maxRetries: 5 });
