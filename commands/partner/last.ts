import { printDate } from "../../src/core/calendar/calendar.ts";
import { defineCommand, type Env } from "../../src/core/command/command.ts";
import { absent, type FieldOf, found } from "../../src/core/command/field.ts";
import { text as textField } from "../../src/core/fields/text.ts";
import { type Block, buttons, heading, type Reply, reply, text } from "../../src/core/reply/reply.ts";
import type { Partner } from "../../src/domain/partner/partners.ts";
import { search } from "./find.ts";

const AROUND =
  /\b(?:when|did|was|we|i|last|time|the|our|have|had|has|meet|met|meeting|see|saw|talk|talked|contact|contacted|speak|spoke|to|with|anyone|somebody|from|at)\b|\?/gi;

const NOTES = 3;

/** Whose name remains when the words of the question are taken off. */
function whom(): FieldOf<string, false> {
  const rest = textField({ label: "Partner", question: "Which partner?", from: "rest", keys: ["name", "with"] });
  return {
    ...rest,
    find: (sentence, context) => {
      const said = rest.find(sentence, context);
      const words = said.state === "found" ? said.value.replace(AROUND, " ").replace(/\s+/g, " ").trim() : "";
      return words === "" ? absent : found(words);
    },
  };
}

/** Row D5: when the city was last in contact with a partner. */
export const partnerLast = defineCommand({
  name: "partner last",
  summary: "Say when we last met, or were in contact with, a partner.",
  roles: ["lead", "officer", "auditor"],
  reads: true,
  fields: { partner: whom() },
  cues: {
    tells: "question",
    patterns: [
      [
        /\bwhen (?:did|was|have|had|were)\b.*\b(?:meet|met|meeting|see|saw|talk|talked|contact|contacted|speak|spoke|spoken)\b/,
        6,
      ],
      [/^\W*(?:our )?last (?:meeting|contact|time)\b.*\bwith\b/, 6],
    ],
  },
  examples: ["when did we last meet the Urban League", "last contact with the Urban League"],
  // Leads and auditors read all of it.
  scope: () => ({ to: "open" }),
  execute: async ({ partner: name }, env) => {
    const hits = search(await env.stores.partners.list(env.today), name);
    const [best] = hits;
    if (!best) return none(name);
    return reply(heading(answer(best)), ...(await evidence(best, env)), ...otherHits(hits.slice(1)));
  },
});

const none = (name: string): Reply =>
  reply(
    heading(`No partner like “${name}” is on record`),
    buttons(
      { label: "All partners", command: "partner find", values: {} },
      { label: "Add a partner", command: "partner add", values: { name }, ask: true },
    ),
  );

const answer = ({ name, lastOn }: Partner) =>
  lastOn === undefined ? `No contact with ${name} is on record` : `${name}: last contact on ${printDate(lastOn)}`;

/** The engagements and notes of that day, and where to go on. */
async function evidence({ id, name, lastOn }: Partner, env: Env): Promise<Block[]> {
  const show = buttons({ label: "Show the partner", command: "partner find", values: { query: id } });
  if (lastOn === undefined) return [show];
  const filter = { kind: undefined, departments: undefined, author: undefined, start: lastOn, end: lastOn };
  const [held, notes] = await Promise.all([
    env.stores.engagements.list(filter, 50),
    env.stores.partners.notes(id, NOTES),
  ]);
  const withThem = held.filter((one) => one.partner?.split(";").some((each) => each.trim() === name));
  return [
    ...withThem.map((one) => text(`${one.title} · recorded by ${one.authorName} (${one.id})`)),
    ...notes.filter((one) => one.on === lastOn).map((one) => text(`${one.authorName} noted: ${one.text}`)),
    show,
  ];
}

const otherHits = (more: readonly Partner[]): Block[] =>
  more.length === 0 ? [] : [text(`Also like it: ${more.slice(0, 3).map(answer).join("; ")}.`)];
