import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { slackManifestOf } from "../app.ts";
import type { Operation } from "./operation.ts";

/** The app manifest for Slack: printed, or written into a folder. Needs no database. */
export const manifestSlack: Operation = {
  name: "manifest slack",
  usage: "manifest slack [--out DIR]",
  options: { out: { type: "string" } },
  positionals: [0, 0],
  run: async ({ values }, _open, config) => {
    const manifest = `${JSON.stringify(slackManifestOf(config()), undefined, 2)}\n`;
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
