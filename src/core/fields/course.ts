import { type Catalog, courseTitle } from "../catalog.ts";
import { absent, ambiguous, type Context, type FieldOf, type Found, found, isBlank, unclear } from "../field.ts";
import { cleanText } from "../understanding/clean.ts";
import { COUNT_ADJECTIVES, EMPLOYEE_NOUNS, NOISE, PEOPLE_NOUNS } from "../understanding/lexicon.ts";
import { exactMatches, type NameMatch, nearest, partMatches, typoMatches, wholeMatch } from "../understanding/names.ts";
import type { Sentence } from "../understanding/sentence.ts";

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
  const index = catalog.courseNames;
  const exact = exactMatches(sentence, index);
  const parts = partMatches(without(sentence, exact), index);
  const matches = exact.length > 0 ? [...exact, ...parts.filter((part) => !overlaps(part, exact))] : parts;
  const all =
    matches.length > 0
      ? matches
      : typoMatches(sentence, index, (token) => token.kind === "number" || NOISE.has(token.norm));
  for (const match of all) sentence.take(match.tokens[0]?.start ?? 0, match.tokens.at(-1)?.end ?? 0);
  if (all.length === 0) return unknownCourse(sentence, catalog);
  return otherNumber(sentence, all, catalog) ?? choose(all, catalog);
}

const without = (sentence: Sentence, matches: readonly NameMatch[]): Sentence => ({
  ...sentence,
  tokens: sentence.tokens.filter((token) => !matches.some((match) => match.tokens.includes(token))),
});

const overlaps = (match: NameMatch, others: readonly NameMatch[]) =>
  others.some((other) => other.codes.some((code) => match.codes.includes(code)));

function choose(matches: readonly NameMatch[], catalog: Catalog): Found<string> {
  const common = matches[0]?.codes.filter((code) => matches.every((match) => match.codes.includes(code))) ?? [];
  const [only] = common;
  if (common.length === 1 && only) return found(only);
  const codes = [...new Set(matches.flatMap((match) => match.codes))];
  return ambiguous(codes, `It could be ${codes.map((code) => courseTitle(catalog, code)).join(" or ")}.`);
}

/** "Anti-Racism 201" where only 101 is in the catalog is another course, not 201 people. */
function otherNumber(sentence: Sentence, matches: readonly NameMatch[], catalog: Catalog): Found<string> | undefined {
  const [match] = matches;
  const last = match?.tokens.at(-1);
  const at = last ? sentence.tokens.indexOf(last) + 1 : -1;
  const [number, noun] = [sentence.tokens[at], sentence.tokens[at + 1]];
  if (!match || !last || number?.taken || !/^[1-9]0[1-9]$/.test(number?.raw ?? "")) return undefined;
  const counts =
    noun && (PEOPLE_NOUNS.has(noun.norm) || EMPLOYEE_NOUNS.has(noun.norm) || COUNT_ADJECTIVES.has(noun.norm));
  if (counts || sentence.text.slice(last.end, number?.start).trim() !== "") return undefined;
  sentence.take(number?.start ?? 0, number?.end ?? 0);
  const said = sentence.text.slice(match.tokens[0]?.start, number?.end);
  return ambiguous(nearest(said, catalog.courseNames), `"${said}" is not in the course list.`);
}

/** A capitalised or quoted name after "took" that is no course: it is named, with the nearest three. */
function unknownCourse(sentence: Sentence, catalog: Catalog): Found<string> {
  const quote = sentence.quotes[0]?.text;
  if (!quote || catalog.courses.length === 0) return absent;
  sentence.take(sentence.quotes[0]?.start ?? 0, sentence.quotes[0]?.end ?? 0);
  return ambiguous(nearest(quote, catalog.courseNames), `I do not know the course "${quote}".`);
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
