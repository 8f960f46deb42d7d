import { type Operation, withApp } from "./operation.ts";

export const rollupCheck: Operation = {
  name: "rollup check",
  usage: "rollup check [--repair]           compare the totals with the records they come from",
  options: { repair: { type: "boolean" } },
  positionals: [0, 0],
  run: ({ values }, open) =>
    withApp(open, async (app) => {
      await app.prepare();
      const differences = await app.stores.deployment.rollupDifferences(values["repair"] === true);
      for (const words of differences) console.log(words);
      const verdict = values["repair"] === true ? "rebuilt from the records" : "rebuild with --repair";
      console.log(
        differences.length === 0
          ? "The totals agree with the records."
          : `${differences.length} totals differ; ${verdict}.`,
      );
      return differences.length === 0 || values["repair"] === true ? 0 : 1;
    }),
};
