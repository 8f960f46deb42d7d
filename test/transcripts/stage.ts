import type { Town } from "../support/town.ts";
import type { Shown, Where } from "./transcript.ts";

/** The sample city on a platform, for one scene. Everybody has a screen of their own. */
export interface Stage {
  town: Town;
  say(who: string, words: string, where: Where): Promise<void>;
  press(who: string, label: string): Promise<void>;
  fill(who: string, values: Readonly<Record<string, string>>): Promise<void>;
  openHome(who: string): Promise<void>;
  /** What came onto that screen since its owner last did something. Looked at again, it may hold more. */
  look(who: string): Promise<Shown>;
  close(): Promise<void>;
}

/** Builds a stage on a database that holds the sample city; the scene owns both. */
export type OpenStage = (databaseUrl: string) => Promise<Stage>;
