import type { Temporal } from "temporal-polyfill";
import { dateAt } from "../calendar/calendar.ts";
import { type Answer, answerOf, nothingHappens } from "../understanding/answer.ts";
import { isComplete } from "../understanding/understand.ts";
import { type Bot, read } from "./dispatch.ts";
import { Refusal } from "./errors.ts";
import { permitFor } from "./permit.ts";
import type { Platform } from "./request.ts";

export interface Rehearsal {
  text: string;
  /** E-mail address of whoever would write it. */
  as: string;
  root?: string | undefined;
  at?: Temporal.Instant | undefined;
  platform: Platform;
}

/** What the bot would make of a sentence, from whom, at what time. Writes nothing. */
export async function rehearse(bot: Bot, { text, as, root, at, platform }: Rehearsal): Promise<Answer> {
  const then: Bot = { ...bot, clock: () => at ?? bot.clock() };
  const actor = await bot.stores.people.actor(as, platform, dateAt(then.clock(), bot.city));
  if (!actor) return nothingHappens(`Nobody on record has the e-mail address ${as}.`);
  const author = { platform, tenant: "", userId: as, kind: "member" } as const;
  const place = { platform, tenant: "", id: as, kind: "direct" } as const;
  const input = { kind: "text", text, ...(root === undefined ? {} : { root }) } as const;
  try {
    const reading = await read(then, { id: "rehearsal", author, place, input }, actor);
    const answer = answerOf(reading);
    if (!reading || answer.command === null || !isComplete(reading.understood)) return answer;
    const { allowed } = await permitFor(reading.command, reading.understood.values, reading.env);
    return allowed ? answer : { ...answer, refused: "This person may not do that." };
  } catch (error) {
    if (error instanceof Refusal) return nothingHappens(error.message);
    throw error;
  }
}
