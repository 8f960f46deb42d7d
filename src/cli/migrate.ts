import { JSON_OPTION, type Operation, print, withApp } from "./operation.ts";

export const migrate: Operation = {
  name: "migrate",
  usage: "migrate                           bring the database to this version",
  options: JSON_OPTION,
  positionals: [0, 0],
  run: (args, open) =>
    withApp(open, async () => {
      print(args, { migrated: true }, "The database is up to date.");
      return 0;
    }),
};
