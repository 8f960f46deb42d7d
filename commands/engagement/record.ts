import type { Env } from "../../src/core/command/command.ts";
import { correction } from "../../src/core/records/kind.ts";
import { recordedReply, recordKind } from "../../src/core/records/record-kind.ts";
import type { Outcome } from "../../src/core/records/store.ts";
import { buttons, heading, type RawValues, type Reply, reply, text } from "../../src/core/reply/reply.ts";
import { Refusal } from "../../src/core/request/errors.ts";
import { ENGAGEMENTS, type Engagement } from "../../src/domain/engagement/engagements.ts";
import { hiddenCounts } from "./counts.ts";
import { hasOwnTitle, reviewEngagement, toEntry } from "./entry.ts";
import { engagementFacts } from "./facts.ts";
import { engagementFields } from "./fields.ts";
import { changing, details, engagementLine, moreActions } from "./receipt.ts";
import { neededFor, shapedForm } from "./shape.ts";

/** EN-…: undone it counts nowhere, and it can be put back. */
export const ENGAGEMENT = recordKind<Engagement>({
  ...ENGAGEMENTS,
  listedBy: "engagement list",
  store: ({ engagements }) => engagements,
  touches: changing,
  days: ({ heldOn }) => [heldOn],
  line: engagementLine,
  details: (engagement, env) => details(engagement, env).map(text),
  more: moreActions,
  fields: engagementFacts,
  correction: correction({
    fields: engagementFields,
    needs: neededFor,
    shape: shapedForm,
    peopleIn: ({ ledBy }) => ledBy,
    review: reviewEngagement,
    valuesOf,
    save: async (before, changed, reason, env) => {
      // What was not shown was not cleared either: a blank keeps it.
      const hidden: readonly string[] = hiddenCounts(before, env.actor);
      const kept = Object.entries(before).filter(([name]) => hidden.includes(name));
      const said = Object.fromEntries(Object.entries(changed).filter(([, value]) => value !== undefined));
      const entry = await toEntry({ ...changed, ...Object.fromEntries(kept), ...said }, env);
      return env.stores.engagements.correct(before.id, entry, reason, env.write);
    },
  }),
});

/** What was recorded, or what says the same: of several on a day each has a title of its own. */
export function recordedEngagement(told: Outcome<Engagement>, env: Env): Reply {
  if (told.outcome === "recorded") return recordedReply(ENGAGEMENT, told, env);
  const { record } = told;
  return reply(
    heading("Already recorded"),
    text(
      `${record.id} says so already: ${engagementLine(record, env)}. Nothing new was saved. If it was another one, give it a title of its own.`,
    ),
    buttons(...ENGAGEMENT.actions(record, env)),
  );
}

function valuesOf(engagement: Engagement, { actor }: Pick<Env, "actor">): RawValues {
  const {
    id: _id,
    ledBy,
    author: _author,
    authorName: _name,
    undone: _undone,
    recordedAt: _at,
    title,
    ...rest
  } = engagement;
  const hidden: readonly string[] = hiddenCounts(engagement, actor);
  const shown = Object.fromEntries(Object.entries(rest).filter(([name]) => !hidden.includes(name)));
  return { ...shown, ledBy: ledBy.map(({ email }) => email), ...(hasOwnTitle(engagement) ? { title } : {}) };
}

export async function engagementOf(id: string, env: Env): Promise<Engagement> {
  const engagement = await env.stores.engagements.get(id);
  if (!engagement)
    throw new Refusal(`There is no record ${id}. Its number is on its receipt; "engagement list" lists the latest.`);
  return engagement;
}
