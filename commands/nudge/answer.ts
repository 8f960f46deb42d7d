import type { Period } from "../../src/core/calendar/calendar.ts";
import type { Env } from "../../src/core/command/command.ts";
import { type Reply, text } from "../../src/core/reply/reply.ts";
import type { AnswerEntry } from "../../src/domain/nudge/nudges.ts";
import { ANSWER } from "./record.ts";

type Said = Pick<AnswerEntry, "kind" | "department" | "startsOn" | "endsOn"> & Partial<AnswerEntry>;

/** Records what a lead answers about this quarter, and says what follows from it. */
export async function recordAnswer(said: Said, quarter: Period, follows: string, env: Env): Promise<Reply> {
  const entry: AnswerEntry = {
    obligation: undefined,
    person: undefined,
    reason: undefined,
    ...said,
    quarter: quarter.id,
    saidAt: env.instant.epochMilliseconds,
  };
  const { officers } = await env.stores.recipients.on(env.today);
  const { outcome, record: answer } = await env.stores.nudges.answer(entry, officers, env.write);
  const nobody = said.kind === "not applicable" && officers.length === 0;
  const title = outcome === "recorded" ? `Recorded ${answer.id}` : `On record already: ${answer.id}`;
  return ANSWER.receipt(title, answer, env, [
    text(follows),
    ...(nobody
      ? [text("Nobody on record is an equity officer: an administrator must name one before it is decided.")]
      : []),
  ]);
}
