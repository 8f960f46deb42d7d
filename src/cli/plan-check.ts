import { readFileSync } from "node:fs";
import { parsePlan } from "../app.ts";
import type { Operation } from "./operation.ts";

export const planCheck: Operation = {
  name: "plan check",
  usage: "plan check FILE                   say what is wrong with a plan file, with lines",
  options: {},
  positionals: [1, 1],
  async run({ positionals: [file = ""] }) {
    const plan = parsePlan(readFileSync(file, "utf8"), file);
    console.log(
      `${file}: ok. ${plan.city.name}, ${plan.departments.length} departments, plan period ${plan.city.planPeriod.label}.`,
    );
    return 0;
  },
};
