import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { teamsPackageOf } from "../app/app.ts";
import { type Operation, WrongUsage } from "./operation.ts";

/** The app package for Teams: its manifest printed, or all of it written into a folder. Needs no database. */
export const manifestTeams: Operation = {
  name: "manifest teams",
  usage: "manifest teams [--out DIR] [--app-version 1.0.0] [--website URL] [--privacy URL] [--terms URL] [--slash]",
  options: {
    out: { type: "string" },
    "app-version": { type: "string" },
    website: { type: "string" },
    privacy: { type: "string" },
    terms: { type: "string" },
    slash: { type: "boolean" },
  },
  positionals: [0, 0],
  run: async ({ values: { out, website, privacy, terms, slash, "app-version": version = "1.0.0" } }, _open, config) => {
    if (typeof version !== "string" || !/^\d+\.\d+\.\d+$/.test(version))
      throw new WrongUsage(`"${version}" is not a version: three numbers, like 1.0.0.`);
    const [page, onPrivacy, ofUse] = [website, privacy, terms].map((url) =>
      typeof url === "string" ? url : undefined,
    );
    const links = { website: page, privacy: onPrivacy, terms: ofUse };
    const files = await teamsPackageOf(config(), { ...links, version, slash: slash === true });
    if (typeof out !== "string") {
      console.log(
        Buffer.from(files["manifest.json"] ?? [])
          .toString()
          .trimEnd(),
      );
      return 0;
    }
    mkdirSync(out, { recursive: true });
    for (const [name, bytes] of Object.entries(files)) writeFileSync(join(out, name), bytes);
    console.log(`Written to ${out}: ${Object.keys(files).join(", ")}`);
    return 0;
  },
};
