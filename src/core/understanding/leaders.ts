import type { Context } from "../command/field.ts";
import type { PersonName } from "../people/person.ts";
import { type PersonMention, peopleIn } from "./people.ts";
import { isOpen, type Sentence } from "./sentence.ts";

const LED =
  "led|lead|ran|run|held|hosted|organi[sz]ed|facilitated|moderated|conducted|put on|put together|gave|did|planned|set up|convened|chaired|presented";
const LISTED = String.raw`\s*(?:,|and\b|&|\+|y\b|plus\b)\s*`;

/** "I led", "me and Bo", "Ana and I", "led by me": the author among those who led it. */
const AUTHOR: readonly RegExp[] = [
  new RegExp(String.raw`\b(?:i|me|myself)(?=${LISTED}\S|\s+(?:also |just |co-?)?(?:${LED})\b)`, "gi"),
  new RegExp(
    String.raw`(?<=${LISTED}|\b(?:by|with)\s+)\b(?:i|me|myself)\b(?=\s*(?:[.,;!]|$)|\s+(?:also |just |co-?)?(?:${LED})\b|\s+(?:yesterday|today|on|last|this)\b)`,
    "gi",
  ),
];

/** "Lee attended", "attended by Lee": somebody who came, and did not lead. */
const CAME_AFTER =
  /^\s*(?:(?:,|and|&)\s+\S+\s+)*(?:attended|came|joined|participated|took part|was there|were there|showed up)\b/i;
const CAME_BEFORE = /\b(?:attended by|attendees?:?|for|thanks(?: to)?|hi|hey|hello|dear|cc:?)[\s,:]*$/i;

/** Those a sentence names as having led what it tells of: its author among them, who only came not. */
export function leadersIn(sentence: Sentence, context: Context): PersonMention[] {
  const { text } = sentence;
  const named = peopleIn(sentence, context.people).filter(
    ({ start, end }) => !CAME_AFTER.test(text.slice(end)) && !CAME_BEFORE.test(text.slice(0, start)),
  );
  return [...named, ...authorIn(sentence, context)].sort((a, b) => a.start - b.start);
}

function authorIn(sentence: Sentence, { actor, people }: Context): PersonMention[] {
  const said = AUTHOR.flatMap((pattern) => [...sentence.text.matchAll(pattern)]);
  const token = said
    .map(({ index }) => sentence.tokens.find(({ start }) => start === index))
    .find((one) => one !== undefined && isOpen(one));
  if (!token) return [];
  sentence.take(token.start, token.end);
  const known = people.find((person) => person.email === actor.email);
  const self: PersonName = known ?? { ...actor, audience: "employee", handles: [] };
  return [{ said: token.raw, people: [self], start: token.start, end: token.end }];
}
