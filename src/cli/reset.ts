import { Refusal } from "../core/errors.ts";
import { type Operation, withApp } from "./operation.ts";

export const reset: Operation = {
  name: "reset",
  usage: "reset --yes                       remove everything from the database, the sample city for good",
  options: { yes: { type: "boolean" } },
  positionals: [0, 0],
  run: ({ values }, open) => {
    if (values["yes"] !== true)
      throw new Refusal("This removes everything on record. Say so: npm run equity -- reset --yes");
    return withApp(open, async (app) => {
      await app.prepare();
      await app.reset();
      console.log("Everything is removed. The sample city stays off.");
      return 0;
    });
  },
};
