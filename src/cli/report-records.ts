import { writeFileSync } from "node:fs";
import { JSON_OPTION, type Operation, print, WrongUsage, withApp } from "./operation.ts";

const USAGE = "report records person|department|record|period VALUE --out FILE.zip [--json]";

/** Makes the package of a records request; the request is a record, and opens a hold. */
export const reportRecords: Operation = {
  name: "report records",
  usage: USAGE,
  options: { out: { type: "string" }, ...JSON_OPTION },
  positionals: [2, 2],
  run: (args, open) => {
    const [covers = "", value = ""] = args.positionals;
    const { out } = args.values;
    if (typeof out !== "string" || !/^(?:person|department|record|period)$/.test(covers))
      throw new WrongUsage(`Usage: npm run equity -- ${USAGE}`);
    return withApp(open, async (app) => {
      const { request, hold, made } = await app.makePackage(covers, value);
      writeFileSync(out, made.bytes);
      const { records, entries, hash } = made;
      print(
        args,
        { request: request.id, hold, file: out, records, entries, sha256: hash },
        `${out}: ${records} records and ${entries} entries of the trail for ${request.id}. Nothing it is about goes while ${hold} is open.\nSHA-256 ${hash}`,
      );
      return 0;
    });
  },
};
