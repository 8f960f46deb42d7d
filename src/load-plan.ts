import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import type { Template } from "./core/analysis-template.ts";
import { Refusal } from "./core/errors.ts";
import type { Plan } from "./core/plan.ts";
import { parsePlan } from "./plan/plan.ts";
import { parseTemplate } from "./plan/templates.ts";
import { projectFile } from "./root.ts";

/** A bundled plan by name, or a file by path, with the template its analyses are started with. */
export function loadPlan(named: string): Plan {
  const file = bundledOr("cities", named, named);
  if (!existsSync(file))
    throw new Refusal(`PLAN is "${named}": there is no such file, and no bundled plan of that name.`);
  const plan = parsePlan(readFileSync(file, "utf8"), named);
  return { ...plan, city: { ...plan.city, template: loadTemplate(plan.template, path.dirname(file)) } };
}

/** Named by a plan: a bundled template, or a file beside that plan. */
function loadTemplate(named: string, beside: string): Template {
  const file = bundledOr("templates", named, path.resolve(beside, named));
  if (!existsSync(file))
    throw new Refusal(
      `The plan's template is "${named}": there is no file ${file}, and no bundled template of that name.`,
    );
  return parseTemplate(readFileSync(file, "utf8"), named);
}

function bundledOr(folder: string, name: string, file: string): string {
  const bundled = projectFile("src", "plan", folder, `${name}.yaml`);
  return /^[a-z][a-z0-9-]*$/.test(name) && existsSync(bundled) ? bundled : file;
}
