import { JSON_OPTION, type Operation, print, withApp } from "./operation.ts";

export const rollupCheck: Operation = {
  name: "rollup check",
  usage: "rollup check [--repair]           compare what is kept beside the records with them",
  options: { repair: { type: "boolean" }, ...JSON_OPTION },
  positionals: [0, 0],
  run: (args, open) =>
    withApp(open, async (app) => {
      const repair = args.values.repair === true;
      const differences = await app.stores.deployment.rollupDifferences(repair);
      print(args, { differences, repaired: repair }, inWords(differences, repair));
      return differences.length === 0 || repair ? 0 : 1;
    }),
};

function inWords(differences: readonly string[], repair: boolean): string {
  if (differences.length === 0)
    return "The totals, what everybody attended last and who is trained agree with the records.";
  const verdict = repair ? "rebuilt from the records" : "rebuild with --repair";
  const all = differences.length === 1 ? "1 of them differs" : `${differences.length} of them differ`;
  return [...differences, `${all}; ${verdict}.`].join("\n");
}
