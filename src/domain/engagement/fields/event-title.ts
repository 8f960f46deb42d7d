import { absent, ambiguous, type FieldOf, type Found, found } from "../../../core/command/field.ts";
import { title } from "../../../core/fields/title.ts";
import { sameLength } from "../../../core/understanding/clean.ts";
import { DATE_WORDS } from "../../../core/understanding/lexicon.ts";
import type { Sentence, Token } from "../../../core/understanding/sentence.ts";

const HELD =
  /\b(?:led|ran|held|hosted|organi[sz]ed|facilitated|moderated|conducted|put on|put together|gave|did|planned|had)\s+(?:an?|the|our|another)\s+/i;
/** Words that end a title: what follows says when, where, for whom or how many. */
const ENDS = new Set(
  "yesterday today tonight this last at for in with from to by where which that and attended came joined".split(" "),
);
const MOST_WORDS = 8;

/**
 * What something that was held is called: in quotes, else what stands after "led a", else the words of its kind. Value:
 * the title.
 */
export function eventTitle(kinds: readonly { words: RegExp }[]): FieldOf<string, true> {
  const quoted = title({ optional: true });
  return {
    ...quoted,
    hint: "For example Lunch-and-learn on redlining",
    keys: ["name", "called", "titulo"],
    find: (sentence) => inQuotes(sentence) ?? afterVerb(sentence) ?? byKind(sentence, kinds) ?? absent,
  };
}

function inQuotes(sentence: Sentence): Found<string> | undefined {
  const open = sentence.quotes.filter(({ start, end }) =>
    sentence.tokens.some((token) => !token.taken && token.start >= start && token.end <= end),
  );
  for (const { start, end } of open) sentence.take(start, end);
  const titles = [...new Set(open.map(({ text }) => text))];
  const [only] = titles;
  if (only === undefined) return undefined;
  return titles.length === 1 ? found(only) : ambiguous(titles, "More than one title is in quotes.");
}

function afterVerb(sentence: Sentence): Found<string> | undefined {
  const verb = HELD.exec(sentence.text);
  const end = verb && endOfName(sentence, verb.index + verb[0].length);
  return verb && end ? taken(sentence, verb.index + verb[0].length, end) : undefined;
}

/** Where a name ends that begins there: before a comma, a number, a day, and words that say when, where or for whom. */
export function endOfName(sentence: Sentence, start: number): number | undefined {
  const following = sentence.tokens.filter((token) => token.start >= start);
  const until = following.findIndex((token, at) => endsBefore(sentence, following, token, at));
  const words = following.slice(0, until === -1 ? following.length : until);
  return words.length > MOST_WORDS ? undefined : words.at(-1)?.end;
}

function endsBefore({ text }: Sentence, all: readonly Token[], token: Token, at: number): boolean {
  const gap = text.slice(all[at - 1]?.end ?? token.start, token.start);
  if (token.taken || token.kind !== "word" || /[,.;:!?()\n]/.test(gap)) return true;
  const ends = ENDS.has(token.norm) || isDay(token);
  return ends && !(gap === "-" || isLunchAndLearn(all, at)) ? true : token.norm === "on" && saysWhen(all[at + 1]);
}

/** "on Nov 12", but not "on redlining". */
const saysWhen = (next: Token | undefined) => next?.kind !== "word" || DATE_WORDS.has(next.norm);

const isLunchAndLearn = (all: readonly Token[], at: number) =>
  all[at - 1]?.norm === "lunch" && all[at + 1]?.norm === "learn";

const isDay = ({ norm }: Token) => /day$|^(?:mon|tue|wed|thu|fri|sat|sun)s?$/.test(norm) && DATE_WORDS.has(norm);

/** "Lunch-and-learn, Nov 12, 25 people": what it is called is what it was. A bare "activity" is no title. */
function byKind(sentence: Sentence, kinds: readonly { words: RegExp }[]): Found<string> | undefined {
  const said = sameLength(sentence.text);
  const match = kinds.map(({ words }) => words.exec(said)).find((one) => one !== null);
  if (!match || /^activit(?:y|ies)$/.test(match[0])) return undefined;
  return taken(sentence, match.index, match.index + match[0].length);
}

function taken(sentence: Sentence, start: number, end: number): Found<string> | undefined {
  const words = sentence.text.slice(start, end).trim();
  if (!/\p{L}{3}/u.test(words) || /^activit(?:y|ies)$/i.test(words)) return undefined;
  sentence.take(start, end);
  return found(words.charAt(0).toUpperCase() + words.slice(1));
}
