import type { ParseArgsConfig } from "node:util";
import type { App } from "../app/app.ts";

/** What was typed, taken apart. */
export interface Args {
  values: Record<string, string | boolean | (string | boolean)[] | undefined>;
  positionals: string[];
}

/** One operator command: what is typed, and what it does. */
export interface Operation {
  name: string;
  usage: string;
  options: NonNullable<ParseArgsConfig["options"]>;
  /** Least and most words beside the options. */
  positionals: readonly [number, number];
  /** Loads the sample city into an empty embedded database, as `npm start` does. Nobody asks an import for that. */
  sample?: true;
  /** Returns the exit code; throws a Refusal for exit code 1, WrongUsage for 2. */
  run(args: Args, open: () => Promise<App>, config: () => App["config"]): Promise<number>;
}

/** Said in a way that means nothing; the message says what would. */
export class WrongUsage extends Error {
  override readonly name = "WrongUsage";
}

/** Opens the app on a database of this version, and closes it whatever happens. */
export async function withApp<T>(open: () => Promise<App>, work: (app: App) => Promise<T>): Promise<T> {
  const app = await open();
  try {
    await app.prepare();
    return await work(app);
  } finally {
    await app.close();
  }
}

/** A result for a program with `--json`, in words without it. */
export function print({ values }: Args, result: unknown, words: string): void {
  console.log(values.json === true ? JSON.stringify(result) : words);
}

export const JSON_OPTION = { json: { type: "boolean" } } as const satisfies Operation["options"];
