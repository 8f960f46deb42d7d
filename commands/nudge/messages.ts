import type { MessageKind } from "../../src/core/deliveries/messages.ts";
import { buttons, reply, text } from "../../src/core/reply/reply.ts";
import { answerLine, decisionButtons } from "./words.ts";

/** The officers are asked whether something does not apply. */
export const nudgeExempted: MessageKind = {
  name: "nudge-exempt",
  label: "Said not to apply",
  compose: async ({ record }, env) => {
    const answer = await env.stores.nudges.get(String(record));
    if (!answer || answer.undone || answer.decision !== undefined) return { skip: "it was decided or taken back" };
    return reply(
      text(`${answer.authorName} says that something does not apply. ${answerLine(answer, env)} (${answer.id}).`),
      buttons(...decisionButtons(answer.id)),
    );
  },
};

/** Whoever said so hears what the officer made of it. */
export const nudgeDecided: MessageKind = {
  name: "nudge-decided",
  label: "Decision on what does not apply",
  compose: async ({ record, decision }, env) => {
    const answer = await env.stores.nudges.get(String(record));
    if (!answer || answer.undone || answer.decision !== decision) return { skip: "it was decided otherwise since" };
    return reply(text(`${answerLine(answer, env)} (${answer.id}).`));
  },
};
