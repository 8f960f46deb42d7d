import type { MessageKind } from "../../src/core/deliveries/messages.ts";
import { buttons, reply, text } from "../../src/core/reply/reply.ts";
import { summary } from "./words.ts";

/** Whoever is invited to write an analysis is told privately. */
export const analysisInvitation: MessageKind = {
  name: "analysis-invitation",
  label: "Invitation to write an analysis",
  compose: async ({ record }, { stores, catalog, person }) => {
    const analysis = await stores.analyses.get(String(record));
    const open = analysis && !analysis.undone && !["completed", "evaluated", "withdrawn"].includes(analysis.state);
    if (!open || !analysis.invited.some(({ id }) => id === person?.id))
      return { skip: "it is not being written any more" };
    return reply(
      text(`You can write ${analysis.id} with ${analysis.ownerName}: ${summary(analysis, { catalog })}.`),
      buttons({ label: "Show it", command: "analysis show", values: { record: analysis.id } }),
    );
  },
};

/** The owner hears what the review came to. */
export const analysisReviewed: MessageKind = {
  name: "analysis-reviewed",
  label: "Outcome of the review of an analysis",
  compose: async ({ record, state }, { stores, catalog }) => {
    const analysis = await stores.analyses.get(String(record));
    if (!analysis || analysis.undone || analysis.state !== state) return { skip: "it went on since" };
    const asks = analysis.state === "returned" ? ` The reviewer asks: ${analysis.comment}` : "";
    return reply(
      text(`${analysis.reviewerName} reviewed ${analysis.id}: ${summary(analysis, { catalog })}.${asks}`),
      buttons({ label: "Show it", command: "analysis show", values: { record: analysis.id } }),
    );
  },
};
