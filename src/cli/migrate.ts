import { type Operation, withApp } from "./operation.ts";

export const migrate: Operation = {
  name: "migrate",
  usage: "migrate                           bring the database to this version",
  options: {},
  positionals: [0, 0],
  run: (_args, open) =>
    withApp(open, async (app) => {
      await app.prepare();
      console.log("The database is up to date.");
      return 0;
    }),
};
