// Runs the bundle, built first where needed, in this one process: its arguments, output and exit code are the bot's own.
import { pathToFileURL } from "node:url";
import { build, bundle } from "./build.mjs";

if (process.env.npm_lifecycle_event) stopWithTheShell(process.ppid);

await build();
await import(pathToFileURL(bundle).href);

/** Asked to stop, npm tells only the shell between it and us, which goes without a word: its going is our signal. */
function stopWithTheShell(shell) {
  const watch = setInterval(() => {
    if (process.ppid === shell) return;
    clearInterval(watch);
    process.kill(process.pid, "SIGTERM");
  }, 100);
  watch.unref();
}
