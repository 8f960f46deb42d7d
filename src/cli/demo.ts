import { type Operation, withApp } from "./operation.ts";

export const demo: Operation = {
  name: "demo",
  usage: "demo                              load the sample city into an empty database",
  options: {},
  positionals: [0, 0],
  run: (_args, open) =>
    withApp(open, async (app) => {
      await app.prepare();
      if (!(await app.stores.deployment.get())?.sample) await app.demo();
      console.log("The sample city is loaded. Remove it with: npm run equity -- reset --yes");
      return 0;
    }),
};
