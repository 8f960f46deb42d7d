import { parseArgs } from "node:util";
import { createApp } from "../app.ts";
import { Refusal } from "../core/errors.ts";
import { demo } from "./demo.ts";
import { importFile } from "./import.ts";
import { migrate } from "./migrate.ts";
import type { Operation } from "./operation.ts";
import { planCheck } from "./plan-check.ts";
import { reset } from "./reset.ts";
import { rollupCheck } from "./rollup-check.ts";
import { understand } from "./understand.ts";

const OPERATIONS: readonly Operation[] = [migrate, importFile, planCheck, understand, rollupCheck, demo, reset];

const USAGE = ["Usage: npm run equity -- <command>", "", ...OPERATIONS.map(({ usage }) => `  ${usage}`)].join("\n");

/** Runs one operator command. Exit code: 0 done, 1 refused (why on stderr), 2 wrong usage. */
export async function runCommand(
  words: readonly string[],
  readConfig: () => Parameters<typeof createApp>[0],
): Promise<number> {
  const operation = OPERATIONS.find(({ name }) => name.split(" ").every((word, at) => words[at] === word));
  if (!operation)
    return wrongUsage(
      words[0] === "help" || words[0] === "--help" ? undefined : `There is no command "${words.join(" ")}".`,
    );
  const parsed = parse(operation, words.slice(operation.name.split(" ").length));
  if (parsed === undefined) return wrongUsage(`Usage: npm run equity -- ${operation.usage}`);
  try {
    return await operation.run(parsed, () => createApp({ ...readConfig(), logLevel: "silent" }));
  } catch (error) {
    if (!(error instanceof Refusal) && !isExpected(error)) throw error;
    console.error(error instanceof Error ? error.message : String(error));
    return 1;
  }
}

const isExpected = (error: unknown) =>
  (error as { code?: unknown }).code === "ENOENT" || (error as { name?: unknown }).name === "DatabaseDown";

function parse(operation: Operation, args: string[]) {
  try {
    const { values, positionals } = parseArgs({
      args,
      options: operation.options,
      allowPositionals: true,
      strict: true,
    });
    const [least, most] = operation.positionals;
    return positionals.length >= least && positionals.length <= most
      ? { values: values as Record<string, string | boolean | undefined>, positionals }
      : undefined;
  } catch {
    return undefined;
  }
}

function wrongUsage(message: string | undefined): number {
  if (message === undefined) {
    console.log(USAGE);
    return 0;
  }
  console.error(`${message}\n\n${USAGE}`);
  return 2;
}
