import { type Context, type FieldOf, type Found, found, unclear } from "../../../core/command/field.ts";
import { text } from "../../../core/fields/text.ts";
import { peopleIn } from "../../../core/understanding/people.ts";
import type { Sentence } from "../../../core/understanding/sentence.ts";
import { endOfName } from "./event-title.ts";

/**
 * What is named behind certain words: "met with the Urban League". Several stand separated by semicolons; in a sentence "and"
 * may join two names or be part of one, so it is asked. Value: the names.
 */
export function namedAfter(options: {
  label: string;
  hint?: string;
  words: RegExp;
  keys: readonly string[];
}): FieldOf<string, true> {
  const plain = text({ ...options, from: "key", optional: true, maxLength: 300 });
  // Before everything that reads departments, people or languages into a name.
  return {
    ...plain,
    rank: 12,
    find: (sentence, context) => nameIn(sentence, context, options.words) ?? plain.find(sentence, context),
  };
}

const ABOUT = /\s+(?:about|regarding|re|to|on|over)\s.*$/is;

function nameIn(sentence: Sentence, context: Context, words: RegExp): Found<string> | undefined {
  const before = words.exec(sentence.text);
  const first = before && nameFrom(sentence, before.index + before[0].length);
  if (!first) return undefined;
  const person = peopleIn(sentence, context.people).find(({ start, end }) => start < first.end && end > first.start);
  if (person) return unclear(`"${person.said}" could be somebody of the city; who is meant by "${first.name}"?`);
  const joined = AND.exec(sentence.text.slice(first.end));
  const second = joined && nameFrom(sentence, first.end + joined[0].length);
  const end = second?.end ?? first.end;
  sentence.take(before.index, end);
  const both = sentence.text.slice(first.start, end);
  return second
    ? unclear(`I am not sure whether "${both}" is one name or several; separate several with semicolons.`)
    : found(first.name);
}

/** "… and the Zilber Foundation". */
const AND = /^\s*(?:,\s*)?(?:and|&)\s+(?:the\s+)?(?=\p{Lu})/u;

function nameFrom(sentence: Sentence, start: number): { name: string; start: number; end: number } | undefined {
  const last = endOfName(sentence, start);
  if (last === undefined) return undefined;
  const name = sentence.text.slice(start, last).replace(ABOUT, "").trim();
  return name === "" ? undefined : { name, start, end: start + name.length };
}
