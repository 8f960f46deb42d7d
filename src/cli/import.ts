import { randomUUID } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { App } from "../app/app.ts";
import { dateAt } from "../core/calendar/calendar.ts";
import { plainHeading } from "../core/import/headings.ts";
import { plainStatus } from "../core/import/status.ts";
import type { Problem } from "../core/import/table.ts";
import type { IsoDate } from "../core/places/city.ts";
import { DatabaseDown, OutcomeUnknown, Refusal } from "../core/request/errors.ts";
import { IMPORT_AUTHOR, type Write } from "../core/request/write.ts";
import { type ImportOptions, type Prepared, prepareImport } from "../domain/import/prepare.ts";
import { type ImportKind, KINDS } from "../domain/import/sources.ts";
import type { RowOutcome } from "../domain/import/store.ts";
import { type Args, JSON_OPTION, type Operation, WrongUsage, withApp } from "./operation.ts";

const NAMES = Object.keys(KINDS) as ImportKind[];

export const importFile: Operation = {
  name: "import",
  usage: `import ${NAMES.join("|")} FILE [--dry-run] [--skip-bad] [--rest FILE.csv] [--map "their heading=our column"] [--dates mdy|dmy] [--status "their word=attended|absent"] [--unknown-as-count]`,
  options: {
    "dry-run": { type: "boolean" },
    "skip-bad": { type: "boolean" },
    "unknown-as-count": { type: "boolean" },
    map: { type: "string", multiple: true },
    dates: { type: "string" },
    status: { type: "string", multiple: true },
    rest: { type: "string" },
    ...JSON_OPTION,
  },
  positionals: [2, 2],
  run: (args, open) => {
    const [word = "", file = ""] = args.positionals;
    const kind = NAMES.find((one) => one === word);
    if (kind === undefined) throw new WrongUsage(`"${word}" cannot be imported; these can: ${NAMES.join(", ")}.`);
    const options = optionsOf(args, kind);
    const bytes = readBytes(file);
    return withApp(open, async (app) => {
      await refuseSample(app);
      const today = dateAt(app.bot.clock(), app.plan.city);
      const env = { stores: app.stores, catalog: await app.bot.catalog(), city: app.plan.city, today };
      const prepared = await prepareImport(kind, { name: path.basename(file), bytes }, options, env);
      const dryRun = args.values["dry-run"] === true;
      if (prepared.rows && !dryRun) await unlessHalfDone(writeOn(today), prepared.apply);
      app.forgetCatalog();
      return report(args, prepared, dryRun);
    });
  },
};

function optionsOf({ values }: Args, kind: ImportKind): ImportOptions {
  const { dates } = values;
  if (dates !== undefined && dates !== "mdy" && dates !== "dmy")
    throw new WrongUsage('--dates is "mdy" (3/14/2026) or "dmy" (14/3/2026).');
  return {
    map: new Map([values.map ?? []].flat().map((said) => mapped(String(said), kind))),
    dates,
    statuses: new Map([values.status ?? []].flat().map((said) => statusSaid(String(said)))),
    skipBad: values["skip-bad"] === true,
    unknownAsCount: values["unknown-as-count"] === true,
  };
}

/** "their heading=our column"; "their heading=-" for a column that is not to be read. */
function mapped(said: string, kind: ImportKind): [string, string] {
  const [, heading = "", column = ""] = /^(.+)=\s*([\w-]+)\s*$/.exec(said) ?? [];
  const { columns } = KINDS[kind].shape;
  if (column !== "-" && !columns.includes(column))
    throw new WrongUsage(`--map is "their heading=our column"; our columns are ${columns.join(", ")}.`);
  return [plainHeading(heading), column];
}

/** "their word=attended", "their word=absent". */
function statusSaid(said: string): [string, "in" | "out"] {
  const [, word = "", meaning] = /^(.+)=\s*(attended|absent)\s*$/i.exec(said) ?? [];
  if (meaning === undefined) throw new WrongUsage('--status is "their word=attended" or "their word=absent".');
  return [plainStatus(word), meaning.toLowerCase() === "attended" ? "in" : "out"];
}

function readBytes(file: string): Uint8Array {
  try {
    return readFileSync(file);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new Refusal(code === "ENOENT" ? `There is no file ${file}.` : `${file} cannot be read (${code}).`);
  }
}

async function refuseSample({ stores }: App): Promise<void> {
  if (!(await stores.deployment.get())?.sample) return;
  throw new Refusal(
    "The database holds the sample city, and records are never mixed with it. Remove it first with: npm run equity -- reset --yes",
  );
}

/** Training is imported session by session: what a broken connection leaves behind is part of the file. */
async function unlessHalfDone(write: Write, apply: (write: Write) => Promise<void>): Promise<void> {
  let saved = false;
  try {
    await apply({ ...write, onSaved: () => (saved = true) });
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

function report(args: Args, prepared: Prepared, dryRun: boolean): number {
  const { rest } = args.values;
  if (typeof rest === "string" && prepared.rest !== undefined) writeFileSync(rest, prepared.rest);
  if (args.values.json === true) printJson(prepared, dryRun);
  else printWords(prepared, dryRun, typeof rest === "string" ? rest : undefined);
  return prepared.rows === undefined ? 1 : 0;
}

function printJson({ apply: _, rows, ...prepared }: Prepared, dryRun: boolean): void {
  const imported = rows !== undefined && !dryRun;
  console.log(JSON.stringify({ ...prepared, dryRun, imported, ...tally(rows ?? []), rows: rows ?? [] }));
}

function printWords(prepared: Prepared, dryRun: boolean, rest: string | undefined): void {
  const { kind, problems, notes, rows } = prepared;
  for (const problem of problems) console.error(inWords(problem));
  for (const line of preview(prepared, dryRun)) console.log(line);
  for (const note of notes) console.log(inWords(note));
  if (rest !== undefined && prepared.rest !== undefined)
    console.log(`What does not go in is in ${rest}, with the reason beside each row.`);
  if (rows === undefined) {
    console.error(`Nothing was imported: ${plural(problems.length, "problem")}. ${REMEDY}`);
    return;
  }
  if (dryRun) printRows(rows);
  const { added, changed, unchanged } = tally(rows);
  const skipped = new Set(problems.map(({ line }) => line)).size;
  const bad = skipped === 0 ? "" : `, ${plural(skipped, "bad row")} skipped`;
  const done = `${dryRun ? "Would import" : "Imported"} ${kind}`;
  console.log(`${done}: ${added} added, ${changed} changed, ${unchanged} unchanged${bad}.`);
}

function printRows(rows: NonNullable<Prepared["rows"]>): void {
  for (const { line, outcome, changes } of rows)
    console.log(`line ${line}: ${[outcome, ...(changes.length > 0 ? [changes.join(", ")] : [])].join(": ")}`);
}

/** The mapping and five rows, where the file does not say it in our own words; and what is not taken of it. */
function preview({ headings, sample, said, leftOut }: Prepared, dryRun: boolean): string[] {
  const theirs = headings.filter(
    ({ heading, column }) => column !== undefined && plainHeading(heading) !== column.replaceAll("_", " "),
  );
  const columns = theirs.map(({ heading, column }) => `${heading.trim()} → ${column}`);
  return [
    ...(columns.length > 0 ? [`Columns: ${columns.join(", ")}.`] : []),
    ...(columns.length > 0 && dryRun ? sample.map((row) => `  ${shown(row)}`) : []),
    ...said,
    ...leftOut.map(({ line, said: who, reason }) => `line ${line}: left out, ${who} (${reason})`),
  ];
}

const shown = (row: Record<string, string>) =>
  Object.entries(row)
    .filter(([, cell]) => cell !== "")
    .map(([column, cell]) => `${column} ${cell}`)
    .join(" · ");

const REMEDY = "Mend them, or import the good rows with --skip-bad.";

const plural = (count: number, noun: string) => `${count} ${noun}${count === 1 ? "" : "s"}`;

function inWords({ line, column, value, reason }: Problem): string {
  return `line ${line}${column === "" ? "" : `, ${column}`}${value === "" ? "" : ` "${value}"`}: ${reason}`;
}

function tally(rows: readonly { outcome: RowOutcome }[]) {
  const count = (outcome: RowOutcome) => rows.filter((one) => one.outcome === outcome).length;
  return { added: count("added"), changed: count("changed"), unchanged: count("unchanged") };
}
