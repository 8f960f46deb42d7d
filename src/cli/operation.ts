import type { ParseArgsConfig } from "node:util";
import type { App } from "../app.ts";

/** One operator command: what is typed, and what it does. */
export interface Operation {
  name: string;
  usage: string;
  options: NonNullable<ParseArgsConfig["options"]>;
  /** Least and most words beside the options. */
  positionals: readonly [number, number];
  /** Returns the exit code; throws a Refusal for exit code 1. */
  run(
    args: { values: Record<string, string | boolean | undefined>; positionals: string[] },
    open: () => Promise<App>,
  ): Promise<number>;
}

/** Opens the app, and closes it whatever happens. */
export async function withApp<T>(open: () => Promise<App>, work: (app: App) => Promise<T>): Promise<T> {
  const app = await open();
  try {
    return await work(app);
  } finally {
    await app.close();
  }
}
