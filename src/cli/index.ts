import { parseArgs } from "node:util";
import { type App, createApp } from "../app/app.ts";
import { Refusal } from "../core/request/errors.ts";
import { auditShow } from "./audit-show.ts";
import { auditVerify } from "./audit-verify.ts";
import { backup, restore } from "./backup.ts";
import { demo } from "./demo.ts";
import { importFile } from "./import.ts";
import { jobRun } from "./job-run.ts";
import { manifestSlack } from "./manifest-slack.ts";
import { manifestTeams } from "./manifest-teams.ts";
import { migrate } from "./migrate.ts";
import { type Args, type Operation, WrongUsage } from "./operation.ts";
import { planCheck } from "./plan-check.ts";
import { reportPaper } from "./report.ts";
import { reportRecords } from "./report-records.ts";
import { reset } from "./reset.ts";
import { retentionList } from "./retention-list.ts";
import { rollupCheck } from "./rollup-check.ts";
import { understand } from "./understand.ts";

const OPERATIONS: readonly Operation[] = [
  migrate,
  importFile,
  planCheck,
  manifestSlack,
  manifestTeams,
  understand,
  jobRun,
  auditShow,
  auditVerify,
  rollupCheck,
  reportRecords,
  reportPaper,
  retentionList,
  demo,
  reset,
  backup,
  restore,
];

const USAGE = ["Usage: npm run equity -- <command>", "", ...OPERATIONS.map(({ usage }) => `  ${usage}`)].join("\n");

type Config = App["config"];

const DONE = 0;
const REFUSED = 1;
const WRONG_USAGE = 2;

/** Runs one operator command. Exit code: 0 done, 1 refused (why on stderr), 2 wrong usage. */
export async function runCommand(words: readonly string[], readConfig: () => Config): Promise<number> {
  if (/^(?:help|--help|-h)$/.test(words[0] ?? "")) {
    console.log(USAGE);
    return DONE;
  }
  try {
    const operation = find(words);
    const args = parse(operation, words.slice(operation.name.split(" ").length));
    return await operation.run(args, () => createApp(configFor(operation, readConfig())), readConfig);
  } catch (error) {
    return explain(error);
  }
}

function find(words: readonly string[]): Operation {
  const operation = OPERATIONS.find(({ name }) => name.split(" ").every((word, at) => words[at] === word));
  if (!operation) throw new WrongUsage(`There is no command "${words.join(" ")}".\n\n${USAGE}`);
  return operation;
}

/** What the commands print is for whoever typed them; a log beside it would be for nobody. */
const configFor = ({ sample }: Operation, config: Config): Config => ({
  ...config,
  demo: config.demo && sample === true,
  logLevel: "silent",
});

function parse({ options, positionals: [least, most], usage }: Operation, args: string[]): Args {
  try {
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true, strict: true });
    if (positionals.length >= least && positionals.length <= most)
      return { values: values as Args["values"], positionals };
  } catch {
    // An unknown option, or one without its value: the usage says which there are.
  }
  throw new WrongUsage(`Usage: npm run equity -- ${usage}`);
}

function explain(error: unknown): number {
  if (error instanceof WrongUsage) {
    console.error(error.message);
    return WRONG_USAGE;
  }
  if (!(error instanceof Refusal) && !isDatabaseTrouble(error)) throw error;
  console.error(error instanceof Refusal ? error.message : databaseTrouble(error));
  return REFUSED;
}

const isDatabaseTrouble = (error: unknown) =>
  error instanceof Error && (error.name === "DatabaseDown" || error.name === "OutcomeUnknown");

const databaseTrouble = (error: unknown) =>
  (error as Error).name === "DatabaseDown"
    ? "The database cannot be reached. Nothing was saved."
    : "The connection to the database broke. Look at what is on record before you try again.";
