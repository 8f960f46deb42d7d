import { Refusal } from "../core/request/errors.ts";
import { JSON_OPTION, type Operation, print, withApp } from "./operation.ts";

export const reset: Operation = {
  name: "reset",
  usage: "reset --yes                       remove everything from the database, the sample city for good",
  options: { yes: { type: "boolean" }, ...JSON_OPTION },
  positionals: [0, 0],
  run: (args, open) => {
    if (args.values.yes !== true)
      throw new Refusal("This removes everything on record. Say so: npm run equity -- reset --yes");
    return withApp(open, async (app) => {
      await app.reset();
      print(args, { reset: true }, "Everything is removed. The sample city stays off.");
      return 0;
    });
  },
};
