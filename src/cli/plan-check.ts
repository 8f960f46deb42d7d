import { parsePlan } from "../app.ts";
import { readText } from "./file.ts";
import { JSON_OPTION, type Operation, print } from "./operation.ts";

export const planCheck: Operation = {
  name: "plan check",
  usage: "plan check FILE                   say what is wrong with a plan file, with lines",
  options: JSON_OPTION,
  positionals: [1, 1],
  async run(args) {
    const [file = ""] = args.positionals;
    const { id, city, departments } = parsePlan(readText(file), file);
    print(
      args,
      { id, city: city.name, departments: departments.length, planPeriod: city.planPeriod },
      `${file}: ok. ${city.name}, ${departments.length} departments, plan period ${city.planPeriod.label}.`,
    );
    return 0;
  },
};
