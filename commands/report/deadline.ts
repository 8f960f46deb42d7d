import { addDays, yearOf } from "../../src/core/calendar/calendar.ts";
import type { MessageEnv } from "../../src/core/deliveries/messages.ts";
import type { Button } from "../../src/core/reply/reply.ts";
import { reportAsked } from "../../src/domain/paper/papers.ts";
import type { Round } from "../../src/plan/rounds.ts";
import { versionsOf } from "./versions.ts";
import { standingWords } from "./words.ts";

/** How far something is that has a day of its own. */
export interface Standing {
  done: boolean;
  words: string;
  button: Button;
}

/** Row E1: a report's deadline is met once every receipt is on record. Undefined where the deadline is no report's. */
export async function paperDue({ id, due }: Round, env: MessageEnv): Promise<Standing | undefined> {
  const plan = env.plan.papers.find(({ deadline }) => deadline === id);
  if (!plan) return undefined;
  // What is due in March is about the year that ended in December.
  const { id: period } = yearOf(addDays(yearOf(due, env.city).start, -1), env.city);
  const { newest, submitted } = await versionsOf(plan.kind, period, env);
  const told = submitted ?? newest;
  return {
    done: submitted !== undefined,
    words: told ? `${told.id} is ${standingWords(told, env)}` : "not sent for review yet",
    button: told
      ? { label: `Show ${told.id}`, command: "report show", values: { record: told.id } }
      : { label: "The report so far", ...reportAsked(plan.kind, period) },
  };
}
