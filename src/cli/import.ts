import { randomUUID } from "node:crypto";
import type { App } from "../app/app.ts";
import { dateAt } from "../core/calendar/calendar.ts";
import type { Problem } from "../core/import/table.ts";
import type { IsoDate } from "../core/places/city.ts";
import { DatabaseDown, OutcomeUnknown, Refusal } from "../core/request/errors.ts";
import { IMPORT_AUTHOR, type Write } from "../core/request/write.ts";
import {
  type Checked,
  checkCourses,
  checkDepartments,
  checkHeadcounts,
  checkPeople,
  checkTraining,
  type Known,
} from "../domain/import/kinds.ts";
import { checkMeasures, importMeasures, withoutDifferent } from "../domain/import/measures.ts";
import type { RowOutcome } from "../domain/import/store.ts";
import { importTraining } from "../domain/import/training.ts";
import { readText } from "./file.ts";
import { type Args, JSON_OPTION, type Operation, WrongUsage, withApp } from "./operation.ts";

const KINDS = ["departments", "people", "courses", "headcounts", "training", "measures"] as const;
type Kind = (typeof KINDS)[number];

export const importFile: Operation = {
  name: "import",
  usage: `import ${KINDS.join("|")} FILE [--dry-run] [--skip-bad]`,
  options: { "dry-run": { type: "boolean" }, "skip-bad": { type: "boolean" }, ...JSON_OPTION },
  positionals: [2, 2],
  run: (args, open) => {
    const [word = "", file = ""] = args.positionals;
    const kind = KINDS.find((one) => one === word);
    if (kind === undefined) throw new WrongUsage(`"${word}" cannot be imported; these can: ${KINDS.join(", ")}.`);
    const text = readText(file);
    return withApp(open, async (app) => {
      await refuseSample(app);
      const done = await importInto(app, kind, text, {
        dryRun: args.values["dry-run"] === true,
        skipBad: args.values["skip-bad"] === true,
      });
      return report(args, done);
    });
  },
};

async function refuseSample({ stores }: App): Promise<void> {
  if (!(await stores.deployment.get())?.sample) return;
  throw new Refusal(
    "The database holds the sample city, and records are never mixed with it. Remove it first with: npm run equity -- reset --yes",
  );
}

interface Options {
  dryRun: boolean;
  skipBad: boolean;
}

interface Done {
  kind: Kind;
  dryRun: boolean;
  problems: readonly Problem[];
  notes: readonly Problem[];
  /** By line of the file; undefined when bad rows kept the file from being imported. */
  rows: { line: number; outcome: RowOutcome }[] | undefined;
}

/** Nothing is imported unless every row is good, or bad ones may be skipped. */
async function importInto(app: App, kind: Kind, text: string, { dryRun, skipBad }: Options): Promise<Done> {
  const today = dateAt(app.bot.clock(), app.plan.city);
  const { checked, apply } = await SOURCES[kind](app, text, today);
  const { problems, notes } = checked;
  if (problems.length > 0 && (!skipBad || checked.rows.length === 0))
    return { kind, dryRun, problems, notes, rows: undefined };
  const outcomes = await unlessHalfDone(writeOn(today), (write) => apply(write, dryRun));
  app.forgetCatalog();
  const rows = outcomes.map((outcome, at) => ({ line: checked.rows[at]?.line ?? 0, outcome }));
  return { kind, dryRun, problems, notes, rows };
}

/** Training is imported session by session: what a broken connection leaves behind is part of the file. */
async function unlessHalfDone<T>(write: Write, apply: (write: Write) => Promise<T>): Promise<T> {
  let saved = false;
  try {
    return await apply({ ...write, onSaved: () => (saved = true) });
  } catch (error) {
    if (!saved || !(error instanceof DatabaseDown || error instanceof OutcomeUnknown)) throw error;
    throw new Refusal(
      "The database broke off when part of the file was saved. Import it again: what is on record already stays as it is.",
    );
  }
}

const writeOn = (today: IsoDate): Write => ({
  actor: IMPORT_AUTHOR,
  request: `import:${randomUUID()}`,
  year: Number(today.slice(0, 4)),
  today,
});

/** A file read for one kind: its rows, and what writes them. */
interface Source {
  checked: Checked<unknown>;
  apply(write: Write, dryRun: boolean): Promise<RowOutcome[]>;
}

const source = <Row>(
  checked: Checked<Row>,
  apply: (rows: Checked<Row>["rows"], write: Write, dryRun: boolean) => Promise<RowOutcome[]>,
): Source => ({ checked, apply: (write, dryRun) => apply(checked.rows, write, dryRun) });

const SOURCES: Record<Kind, (app: App, text: string, today: IsoDate) => Promise<Source>> = {
  departments: async ({ stores }, text) => source(checkDepartments(text), stores.imports.departments),
  courses: async ({ stores }, text) => source(checkCourses(text), stores.imports.courses),
  people: async (app, text, today) =>
    source(checkPeople(text, await whatIsKnown(app, today)), (rows, write, dryRun) =>
      app.stores.imports.people(rows, today, write, dryRun),
    ),
  headcounts: async (app, text, today) =>
    source(checkHeadcounts(text, await whatIsKnown(app, today)), app.stores.imports.headcounts),
  training: async (app, text, today) =>
    source(checkTraining(text, await whatIsKnown(app, today)), (rows, write, dryRun) =>
      importTraining(app.stores, rows, today, write, dryRun),
    ),
  measures: async (app, text, today) => {
    const known = { catalog: await app.bot.catalog(), city: app.plan.city, today };
    const checked = await withoutDifferent(app.stores.measures, checkMeasures(text, known));
    return source(checked, (rows, write, dryRun) => importMeasures(app.stores.measures, rows, write, dryRun));
  },
};

async function whatIsKnown({ stores }: App, today: IsoDate): Promise<Known> {
  const [catalog, people] = await Promise.all([stores.catalog.load(), stores.people.list(undefined, today)]);
  return {
    departments: new Set(catalog.departments.map((one) => one.code)),
    courses: new Set(catalog.courses.map((one) => one.code)),
    emails: new Set(people.map((person) => person.email.toLowerCase())),
    today,
  };
}

function report(args: Args, done: Done): number {
  if (args.values.json === true) printJson(done);
  else printWords(done);
  return done.rows === undefined ? 1 : 0;
}

function printJson({ kind, dryRun, problems, notes, rows }: Done): void {
  const imported = rows !== undefined && !dryRun;
  console.log(JSON.stringify({ kind, dryRun, imported, ...tally(rows ?? []), problems, notes, rows: rows ?? [] }));
}

function printWords({ kind, dryRun, problems, notes, rows }: Done): void {
  for (const problem of problems) console.error(inWords(problem));
  for (const note of notes) console.log(inWords(note));
  if (rows === undefined) {
    console.error(`Nothing was imported: ${plural(problems.length, "problem")}. ${REMEDY}`);
    return;
  }
  if (dryRun) for (const { line, outcome } of rows) console.log(`line ${line}: ${outcome}`);
  const { added, changed, unchanged } = tally(rows);
  const skipped = new Set(problems.map(({ line }) => line)).size;
  const rest = skipped === 0 ? "" : `, ${plural(skipped, "bad row")} skipped`;
  const done = `${dryRun ? "Would import" : "Imported"} ${kind}`;
  console.log(`${done}: ${added} added, ${changed} changed, ${unchanged} unchanged${rest}.`);
}

const REMEDY = "Mend them, or import the good rows with --skip-bad.";

const plural = (count: number, noun: string) => `${count} ${noun}${count === 1 ? "" : "s"}`;

function inWords({ line, column, value, reason }: Problem): string {
  return `line ${line}${column === "" ? "" : `, ${column}`}${value === "" ? "" : ` "${value}"`}: ${reason}`;
}

function tally(rows: readonly { outcome: RowOutcome }[]) {
  const count = (outcome: RowOutcome) => rows.filter((one) => one.outcome === outcome).length;
  return { added: count("added"), changed: count("changed"), unchanged: count("unchanged") };
}
