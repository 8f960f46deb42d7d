import type { MessageEnv, MessageKind } from "../../src/core/deliveries/messages.ts";
import { buttons, reply, text } from "../../src/core/reply/reply.ts";
import { nextReviewer, standingOf } from "../../src/domain/paper/standing.ts";
import { nextOf } from "./record.ts";
import { fileButtons, paperLine, stepWords } from "./words.ts";

const live = async (id: unknown, { stores }: MessageEnv) => {
  const paper = await stores.papers.get(String(id));
  return paper && !paper.undone ? paper : undefined;
};

/** Whoever holds the next role of the chain is asked for a decision. */
export const paperReview: MessageKind = {
  name: "paper-review",
  label: "Paper to approve",
  compose: async ({ record, role }, env) => {
    const paper = await live(record, env);
    if (!paper || standingOf(paper) !== "in review" || nextReviewer(paper) !== role)
      return { skip: "it waits for nobody any more" };
    const values = { record: paper.id };
    return reply(
      text(
        `${paper.authorName} sent you ${paper.id} for approval: ${paperLine(paper, env)}. Your approval binds to these figures.`,
      ),
      buttons(
        { label: "Approve", command: "report approve", values, tone: "primary" },
        { label: "Return…", command: "report return", values, ask: true },
        ...fileButtons(paper.id),
      ),
    );
  },
};

/** The officer who sent it hears what became of it. */
export const paperDecided: MessageKind = {
  name: "paper-decided",
  label: "Decision on a paper",
  compose: async ({ record, step }, env) => {
    const paper = await live(record, env);
    const taken = paper?.steps.find(({ id }) => id === step);
    if (!paper || !taken) return { skip: "it was taken back" };
    return reply(
      text(`${paperLine(paper, env)} (${paper.id}). ${stepWords(taken)}.`),
      buttons({ label: "Show it", command: "report show", values: { record: paper.id } }, ...nextOf(paper)),
    );
  },
};

/** Whom the plan names gets the approved paper. */
export const paperApproved: MessageKind = {
  name: "paper-approved",
  label: "Approved paper",
  compose: async ({ record }, env) => {
    const paper = await live(record, env);
    if (!paper || !["approved", "submitted"].includes(standingOf(paper)))
      return { skip: "it is not approved any more" };
    return reply(text(`For you: ${paperLine(paper, env)} (${paper.id}).`), buttons(...fileButtons(paper.id)));
  },
};
