import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import type { App } from "../app.ts";
import { dateAt } from "../core/calendar.ts";
import { Refusal } from "../core/errors.ts";
import {
  type Checked,
  checkCourses,
  checkDepartments,
  checkHeadcounts,
  checkPeople,
  checkTraining,
  type Known,
} from "../core/import/kinds.ts";
import type { Problem } from "../core/import/table.ts";
import { importTraining } from "../core/import/training.ts";
import type { RowOutcome } from "../core/stores.ts";
import { IMPORT_AUTHOR, type Write } from "../core/write.ts";
import { type Operation, withApp } from "./operation.ts";

const KINDS = ["departments", "people", "courses", "headcounts", "training"] as const;

export const importFile: Operation = {
  name: "import",
  usage: `import ${KINDS.join("|")} FILE [--dry-run] [--skip-bad]`,
  options: { "dry-run": { type: "boolean" }, "skip-bad": { type: "boolean" } },
  positionals: [2, 2],
  run: ({ values, positionals: [kind = "", file = ""] }, open) => {
    if (!KINDS.some((one) => one === kind))
      throw new Refusal(`"${kind}" cannot be imported; these can: ${KINDS.join(", ")}.`);
    const text = readText(file);
    return withApp(open, async (app) => {
      await app.prepare();
      if ((await app.stores.deployment.get())?.sample)
        throw new Refusal(
          "The database holds the sample city, and records are never mixed with it. Remove it first with: npm run equity -- reset --yes",
        );
      return importInto(app, kind as (typeof KINDS)[number], text, {
        dryRun: values["dry-run"] === true,
        skipBad: values["skip-bad"] === true,
      });
    });
  },
};

function readText(file: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(readFileSync(file));
  } catch (error) {
    throw new Refusal(
      (error as { code?: string }).code === "ENOENT"
        ? `There is no file ${file}.`
        : `${file} cannot be read as UTF-8 text.`,
    );
  }
}

interface Options {
  dryRun: boolean;
  skipBad: boolean;
}

/** Nothing is imported unless every row is good, or bad ones may be skipped. */
async function importInto(
  app: App,
  kind: (typeof KINDS)[number],
  text: string,
  { dryRun, skipBad }: Options,
): Promise<number> {
  const today = dateAt(app.bot.clock(), app.plan.city);
  const write: Write = { actor: IMPORT_AUTHOR, request: `import:${randomUUID()}`, year: Number(today.slice(0, 4)) };
  const { checked, apply } = await prepared(app, kind, text, today, write);
  for (const problem of checked.problems) console.error(describe(problem));
  if (checked.problems.length > 0 && !skipBad) {
    console.error(
      `Nothing was imported: ${checked.problems.length} problems. Mend them, or import the good rows with --skip-bad.`,
    );
    return 1;
  }
  const outcomes = await apply(dryRun);
  if (dryRun) for (const [at, outcome] of outcomes.entries()) console.log(`line ${checked.rows[at]?.line}: ${outcome}`);
  app.forgetCatalog();
  console.log(
    `${dryRun ? "Would import" : "Imported"} ${kind}: ${tally(outcomes)}${checked.problems.length > 0 ? `, ${new Set(checked.problems.map((problem) => problem.line)).size} bad rows skipped` : ""}.`,
  );
  return 0;
}

async function prepared(app: App, kind: (typeof KINDS)[number], text: string, today: string, write: Write) {
  const { imports } = app.stores;
  const known = await whatIsKnown(app, today);
  const of = <Row>(
    checked: Checked<Row>,
    apply: (rows: (Row & { line: number })[], dryRun: boolean) => Promise<RowOutcome[]>,
  ) => ({
    checked: checked as Checked<unknown>,
    apply: (dryRun: boolean) => apply(checked.rows, dryRun),
  });
  switch (kind) {
    case "departments":
      return of(checkDepartments(text), (rows, dryRun) => imports.departments(rows, write, dryRun));
    case "people":
      return of(checkPeople(text, known), (rows, dryRun) => imports.people(rows, today, write, dryRun));
    case "courses":
      return of(checkCourses(text), (rows, dryRun) => imports.courses(rows, write, dryRun));
    case "headcounts":
      return of(checkHeadcounts(text, known), (rows, dryRun) => imports.headcounts(rows, write, dryRun));
    case "training":
      return of(checkTraining(text, known), (rows, dryRun) => importTraining(app.stores, rows, today, write, dryRun));
    default:
      return kind satisfies never;
  }
}

async function whatIsKnown(app: App, today: string): Promise<Known> {
  const [catalog, people] = await Promise.all([app.stores.catalog.load(), app.stores.people.list(undefined, today)]);
  return {
    departments: new Set(catalog.departments.map((one) => one.code)),
    courses: new Set(catalog.courses.map((one) => one.code)),
    emails: new Set(people.map((person) => person.email.toLowerCase())),
    today,
  };
}

const describe = ({ line, column, value, reason }: Problem) =>
  `line ${line}${column === "" ? "" : `, ${column}`}${value === "" ? "" : ` "${value}"`}: ${reason}`;

function tally(outcomes: readonly RowOutcome[]): string {
  const count = (outcome: RowOutcome) => outcomes.filter((one) => one === outcome).length;
  return `${count("added")} added, ${count("changed")} changed, ${count("unchanged")} unchanged`;
}
