import { type Catalog, courseTitle } from "../catalog/catalog.ts";
import {
  absent,
  ambiguous,
  type Context,
  type FieldOf,
  type Found,
  found,
  isBlank,
  unclear,
} from "../command/field.ts";
import { cleanText } from "../understanding/clean.ts";
import { CONTRACTOR_NOUNS, COUNT_ADJECTIVES, EMPLOYEE_NOUNS, PEOPLE_NOUNS } from "../understanding/lexicon.ts";
import {
  endOf,
  exactMatches,
  type NameMatch,
  nearest,
  partMatches,
  startOf,
  typoMatches,
  wholeMatch,
} from "../understanding/names.ts";
import { isEveryday } from "../understanding/noise.ts";
import { openQuote, type Sentence } from "../understanding/sentence.ts";

/** A course of the catalog. Value: its code. */
export function course<const Optional extends boolean = false>(
  options: { optional?: Optional } = {},
): FieldOf<string, Optional> {
  return {
    kind: "course",
    label: "Course",
    question: "Which course?",
    optional: (options.optional ?? false) as Optional,
    rank: 10,
    keys: ["training", "curso", "class"],
    find: findCourse,
    read: readCourse,
    write: (value) => value,
    print: (value, { catalog }) => courseTitle(catalog, value),
    control: ({ catalog }) => ({
      kind: "choice",
      options: catalog.courses.map((one) => ({ value: one.code, label: one.title })),
    }),
  };
}

function findCourse(sentence: Sentence, { catalog }: Context): Found<string> {
  const matches = courseMatches(sentence, catalog);
  for (const match of matches) sentence.take(startOf(match), endOf(match));
  const [first] = matches;
  if (!first) return unknownCourse(sentence, catalog);
  const other = matches.map((match) => otherCourse(sentence, match)).find((said) => said !== undefined);
  if (other !== undefined)
    return ambiguous(nearest(other, catalog.courseNames), `"${other}" is not in the course list.`);
  return choose(matches, catalog);
}

const ROMAN = /^[IVX]{1,4}$/;

/** Whole names, and beside them parts of others; else misspelt ones, where they say more than a part does. */
function courseMatches(sentence: Sentence, { courseNames: index, departmentNames }: Catalog): NameMatch[] {
  const exact = exactMatches(sentence, index);
  const inExact = new Set(exact.flatMap(({ tokens }) => tokens));
  const rest = {
    ...sentence,
    tokens: sentence.tokens.map((one) => (inExact.has(one) ? { ...one, taken: true } : one)),
  };
  const parts = partMatches(rest, index).filter(({ codes }) => !codes.some((code) => named(code, exact)));
  const other = parts.length > 0 ? exactMatches(sentence, departmentNames).flatMap(({ tokens }) => tokens) : [];
  const own = parts.filter(({ tokens }) => !tokens.every((token) => other.includes(token)));
  if (exact.length > 0) return [...exact, ...own];
  const typos = typoMatches(sentence, index, (token) => isEveryday(token) || ROMAN.test(token.raw));
  const longer = typos.filter((typo) => own.every(({ tokens }) => tokens.length < typo.tokens.length));
  return longer.length > 0 ? longer : own;
}

const named = (code: string, matches: readonly NameMatch[]) => matches.some(({ codes }) => codes.includes(code));

function choose(matches: readonly NameMatch[], catalog: Catalog): Found<string> {
  const codes = [...new Set(matches.flatMap((match) => match.codes))];
  const common = codes.filter((code) => matches.every((match) => match.codes.includes(code)));
  const [only] = common;
  if (common.length === 1 && only) return found(only);
  return ambiguous(codes, `It could be ${codes.map((code) => courseTitle(catalog, code)).join(" or ")}.`);
}

/** What tells one course of a name from another. */
const LEVEL = /^(?:[1-9]0[1-9]|[IVX]{1,4})$/;

/** "Anti-Racism 201", "EO-2", "Title IX" and "EO and CPR" name something beside the course that is in no list. */
function otherCourse(sentence: Sentence, match: NameMatch): string | undefined {
  const { tokens, text } = sentence;
  const last = tokens.findIndex((token) => token.end === endOf(match));
  const [next, after] = [tokens[last + 1], tokens[last + 2]];
  if (!next || next.taken) return undefined;
  const gap = text.slice(endOf(match), next.start);
  const numbered = gap === "-" ? /^\d+$/.test(next.raw) : gap.trim() === "" && LEVEL.test(next.raw);
  if (numbered && !(after && COUNTED_WORDS.has(after.norm))) {
    sentence.take(next.start, next.end);
    return text.slice(startOf(match), next.end);
  }
  const joined = /^\s*(?:,? ?and|&|\+|plus)\s*$/.test(text.slice(endOf(match), after?.start ?? next.start));
  const acronym = [next, after].find((token) => token && !token.taken && /^\p{Lu}{2,6}\d*$/u.test(token.raw));
  return joined && acronym && text !== text.toUpperCase() ? acronym.raw : undefined;
}

const COUNTED_WORDS = new Set([...PEOPLE_NOUNS, ...EMPLOYEE_NOUNS, ...CONTRACTOR_NOUNS, ...COUNT_ADJECTIVES]);

/** A quoted name that is no course: it is named, with the nearest three. */
function unknownCourse(sentence: Sentence, catalog: Catalog): Found<string> {
  const quote = openQuote(sentence);
  if (!quote || catalog.courses.length === 0) return absent;
  sentence.take(quote.start, quote.end);
  return ambiguous(nearest(quote.text, catalog.courseNames), `I do not know the course "${quote.text}".`);
}

function readCourse(raw: unknown, { catalog }: Context): Found<string> {
  if (isBlank(raw)) return absent;
  const typed = cleanText(String(raw));
  if (catalog.course(typed)) return found(typed);
  const codes = [...wholeMatch(typed, catalog.courseNames)];
  const [only] = codes;
  if (codes.length === 1 && only) return found(only);
  if (codes.length > 1)
    return ambiguous(codes, `"${typed}" could be ${codes.map((code) => courseTitle(catalog, code)).join(" or ")}.`);
  const near = nearest(typed, catalog.courseNames).map((code) => `${courseTitle(catalog, code)} (${code})`);
  return unclear(`I do not know the course "${typed}". Did you mean ${near.join(", ")}?`);
}
