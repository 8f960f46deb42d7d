import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { Refusal } from "../core/request/errors.ts";
import type { Template } from "../domain/analysis/analysis-template.ts";
import type { Plan } from "../domain/plan/plan.ts";
import { projectFile } from "../root.ts";
import { parsePlan } from "./plan.ts";
import { parseTemplate } from "./templates.ts";
import type { Problem } from "./yaml.ts";

/** A bundled plan by name, or a file by path, with the template its analyses are started with. */
export function loadPlan(named: string): Plan {
  const file = bundledOr("cities", named, named);
  if (!existsSync(file))
    throw new Refusal(`PLAN is "${named}": there is no such file, and no bundled plan of that name.`);
  return readPlan(readFileSync(file, "utf8"), named, path.dirname(file));
}

/** A plan file's text with its template, which lies in that folder if it is not a bundled one. */
export function readPlan(yaml: string, file: string, folder: string): Plan {
  const plan = parsePlan(yaml, file, (raw) => missingTemplate(raw, folder));
  return { ...plan, city: { ...plan.city, template: readTemplate(plan.template, folder) } };
}

function missingTemplate(raw: unknown, folder: string): Problem[] {
  const { template } = { template: undefined, ...(raw as object | null) };
  if (typeof template !== "string" || existsSync(templateFile(template, folder))) return [];
  const message = `is "${template}": there is no file ${templateFile(template, folder)}, and no bundled template of that name`;
  return [{ path: ["template"], message }];
}

const readTemplate = (named: string, folder: string): Template =>
  parseTemplate(readFileSync(templateFile(named, folder), "utf8"), named);

/** Named by a plan: a bundled template, or a file beside that plan. */
const templateFile = (named: string, folder: string): string =>
  bundledOr("templates", named, path.resolve(folder, named));

function bundledOr(folder: string, name: string, file: string): string {
  const bundled = projectFile("src", "plan", folder, `${name}.yaml`);
  return /^[a-z][a-z0-9-]*$/.test(name) && existsSync(bundled) ? bundled : file;
}
