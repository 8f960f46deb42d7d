import type { RawValues, Reply } from "../../src/core/reply/reply.ts";
import { recordIn, type Town } from "../support/town.ts";

/** Complete answers to the six steps, by number; the last one says when the results are evaluated. */
export const ANSWERS: Record<string, RawValues> = {
  1: { proposal: "Plough side streets later", results: "Safe walks everywhere", areas: "transportation, youth" },
  2: { gaps: "none" },
  3: { involved: "Residents of five districts, in two meetings" },
  4: { benefits: "Drivers on main streets", burden: "no", effect: "more" },
  5: { plan: "From December", realistic: "yes", funded: "yes", staffed: "yes", enforced: "yes", ongoing: "yes" },
  6: { measured: "Falls are counted", evaluateOn: "2027-06-30" },
};

/** Saves steps as their forms would. */
export async function saveSteps(town: Town, who: string, record: string, steps = Object.keys(ANSWERS)): Promise<void> {
  for (const step of steps)
    await town.press(who, { command: "analysis step", values: { record, step, answers: ANSWERS[step] } });
}

/** Starts an analysis and fills in every step. */
export async function written(town: Town, who: string, said: string): Promise<string> {
  const record = recordIn(await town.say(who, said));
  await saveSteps(town, who, record);
  return record;
}

/** Says yes to nothing: presses a command as a form or a button would. */
export const press = (town: Town, who: string, command: string, values: RawValues): Promise<Reply> =>
  town.press(who, { command, values });
