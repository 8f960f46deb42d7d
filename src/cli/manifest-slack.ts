import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { slackManifestOf } from "../app/app.ts";
import type { Operation } from "./operation.ts";

const UNKNOWN =
  "PUBLIC_URL is not set, so the addresses in this manifest lead nowhere: set it to where Slack reaches this process, or use --socket-mode.";

/** The app manifest for Slack: printed, or written into a folder. Needs no database. */
export const manifestSlack: Operation = {
  name: "manifest slack",
  usage: "manifest slack [--socket-mode] [--oauth] [--out DIR]",
  options: { out: { type: "string" }, "socket-mode": { type: "boolean" }, oauth: { type: "boolean" } },
  positionals: [0, 0],
  run: async ({ values }, _open, config) => {
    const [socketMode, oauth] = [values["socket-mode"] === true, values.oauth === true];
    const made = await slackManifestOf(config(), { socketMode, oauth });
    const manifest = `${JSON.stringify(made, undefined, 2)}\n`;
    if (config().publicUrl === undefined && manifest.includes("https://")) console.error(UNKNOWN);
    if (typeof values.out !== "string") {
      console.log(manifest.trimEnd());
      return 0;
    }
    mkdirSync(values.out, { recursive: true });
    const file = join(values.out, "slack-manifest.json");
    writeFileSync(file, manifest);
    console.log(`Written: ${file}`);
    return 0;
  },
};
