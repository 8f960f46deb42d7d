import { JSON_OPTION, type Operation, print, withApp } from "./operation.ts";

export const demo: Operation = {
  name: "demo",
  usage: "demo                              load the sample city into an empty database",
  options: JSON_OPTION,
  positionals: [0, 0],
  run: (args, open) =>
    withApp(open, async (app) => {
      if (!(await app.stores.deployment.get())?.sample) await app.demo();
      print(args, { sample: true }, "The sample city is loaded. Remove it with: npm run equity -- reset --yes");
      return 0;
    }),
};
