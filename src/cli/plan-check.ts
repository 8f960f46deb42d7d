import path from "node:path";
import { readPlan } from "../app/app.ts";
import { actionsOf, strategiesOf } from "../domain/plan/plan-items.ts";
import { readText } from "./file.ts";
import { JSON_OPTION, type Operation, print } from "./operation.ts";

export const planCheck: Operation = {
  name: "plan check",
  usage: "plan check FILE                   say what is wrong with a plan file, with lines",
  options: JSON_OPTION,
  positionals: [1, 1],
  async run(args) {
    const [file = ""] = args.positionals;
    const { id, city, ...plan } = readPlan(readText(file), file, path.dirname(file));
    const counts = {
      departments: plan.departments.length,
      goals: plan.goals.length,
      strategies: strategiesOf(plan).length,
      actions: actionsOf(plan).length,
      obligations: plan.obligations.length,
      measures: plan.measures.length,
      series: plan.measures.reduce((sum, { split }) => sum + Math.max(1, split.length), 0),
      duties: plan.duties.length,
    };
    const said = Object.entries(counts).map(([what, count]) => `${what} ${count}`);
    print(
      args,
      { id, city: city.name, planPeriod: city.planPeriod, template: city.template?.id, ...counts },
      `${file}: ok. ${city.name}, plan period ${city.planPeriod.label}, template ${city.template?.id}: ${said.join(", ")}.`,
    );
    return 0;
  },
};
