import { addDays, printDay } from "../calendar/calendar.ts";
import { departmentName } from "../catalog/catalog.ts";
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
import { may } from "../request/actor.ts";
import { cleanText } from "../understanding/clean.ts";
import { isHarmless } from "../understanding/harmless.ts";
import { EMPLOYEE_NOUNS, PEOPLE_NOUNS } from "../understanding/lexicon.ts";
import {
  endOf,
  exactMatches,
  type NameIndex,
  type NameMatch,
  nearest,
  startOf,
  typoMatches,
  wholeMatch,
  wordsOf,
} from "../understanding/names.ts";
import { isEveryday } from "../understanding/noise.ts";
import { isOpen, type Sentence, type Token } from "../understanding/sentence.ts";

/** A department of the city. Value: its code. */
export function department<const Optional extends boolean = false>(
  options: { default?: keyof typeof DEFAULTS; optional?: Optional } = {},
): FieldOf<string, Optional> {
  return {
    kind: "department",
    label: "Department",
    question: "Which department?",
    optional: (options.optional ?? false) as Optional,
    rank: 30,
    keys: ["dept", "dpt", "bureau", "departamento", "for"],
    find: findDepartment,
    read: readDepartment,
    write: (value) => value,
    print: (value, { catalog }) => departmentName(catalog, value),
    control: ({ catalog, today }) => ({
      kind: "choice",
      options: catalog
        .departmentsOn(addDays(today, -RECENT))
        .map(({ code, name, endedOn }) => ({ value: code, label: labelOf(name, endedOn, today) })),
    }),
    ...(options.default ? { fallback: DEFAULTS[options.default] } : {}),
  };
}

/** What is late is still entered for a department of last year: days. */
const RECENT = 400;

const labelOf = (name: string, endedOn: string | undefined, today: string) =>
  endedOn === undefined || endedOn >= today ? name : `${name} (until ${printDay(endedOn)})`;

const DEFAULTS = {
  "author's": ({ actor }: Context) => actor.department,
  /** None for whoever may read the whole city: then the city is meant. */
  "author's or the city": ({ actor }: Context) =>
    may(actor, { to: "read", of: { city: true } }) ? undefined : actor.department,
};

const BEFORE = new Set(
  "from in for of at the is are does hows about dept department bureau de en del our by".split(" "),
);
const AFTER = new Set("department dept dpt bureau division office crew crews team teams dep agency".split(" "));
/** The author's own, in so many words. */
const OWN = /\b(?:my|our) (?:own )?(?:department|dept|bureau|office|agency)\b/i;

function findDepartment(sentence: Sentence, context: Context): Found<string> {
  const index = context.catalog.departmentNames;
  const unknown = unknownDepartment(sentence, context);
  if (unknown) return unknown;
  const exact = exactMatches(sentence, index).filter((match) => isMeant(match, sentence));
  const shared = exact.length > 0 ? undefined : sharedPart(sentence, index, context);
  if (shared) return shared;
  const matches = exact.length > 0 ? exact : misspelt(sentence, context);
  for (const match of matches) sentence.take(startOf(match), endOf(match));
  if (matches.length > 0) return choose(withJoined(matches, sentence, index), sentence, context);
  const own = OWN.exec(sentence.text);
  return own && context.actor.department ? found(context.actor.department) : absent;
}

/** Words of several names that name none of them by themselves: "public" is asked about, "city" is everybody's. */
const EVERYBODYS = new Set("city service services equity people all new staff human-resources".split(" "));

/** "12 people from public", "export training human 2026": part of several departments' names. */
function sharedPart(sentence: Sentence, index: NameIndex, { catalog }: Context): Found<string> | undefined {
  for (const token of sentence.free()) {
    if (!index.vocabulary.has(token.norm) || EVERYBODYS.has(token.norm) || !/^\p{L}{4,}$/u.test(token.norm)) continue;
    const codes = [...new Set(index.names.filter(({ tokens }) => tokens.includes(token.norm)).map(({ code }) => code))];
    if (codes.length < 2 || isHarmless(token.norm) || !isMeant({ codes, tokens: [token] }, sentence)) continue;
    sentence.take(token.start, token.end);
    return ambiguous(
      codes,
      `"${token.raw}" could be ${codes.map((code) => departmentName(catalog, code)).join(" or ")}.`,
    );
  }
  return undefined;
}

/** "fire and police": what is joined to a department is one, too. */
function withJoined(matches: readonly NameMatch[], sentence: Sentence, index: NameIndex): readonly NameMatch[] {
  const joined = exactMatches(sentence, index).filter((match) =>
    matches.some((other) => {
      const [first, second] = startOf(match) < startOf(other) ? [match, other] : [other, match];
      return /^\s*(?:,|&|\+|\/|,? ?(?:and|or|y|o))\s*(?:the )?$/i.test(
        sentence.text.slice(endOf(first), startOf(second)),
      );
    }),
  );
  for (const match of joined) sentence.take(startOf(match), endOf(match));
  return [...matches, ...joined];
}

function choose(matches: readonly NameMatch[], sentence: Sentence, { catalog, actor }: Context): Found<string> {
  const whose = matches.filter((match) => !isPlace(match, sentence));
  const codes = [...new Set((whose.length > 0 ? whose : matches).flatMap((match) => match.codes))];
  const [only] = codes;
  if (codes.length > 1 || !only)
    return ambiguous(codes, `It could be ${codes.map((code) => departmentName(catalog, code)).join(" or ")}.`);
  if (whose.length > 0 || !actor.department || actor.department === only) return found(only);
  return ambiguous(
    [actor.department, only],
    `${departmentName(catalog, only)} may be where it was held, or whose people they were.`,
  );
}

/** A single everyday word ("fire", "health") is a department only where a department is said. */
function isMeant(match: NameMatch, sentence: Sentence): boolean {
  const [token, ...more] = match.tokens;
  if (!token || more.length > 0 || match.codes.includes(token.raw)) return true;
  const at = sentence.tokens.indexOf(token);
  const [before, after] = [sentence.tokens[at - 1], sentence.tokens[at + 1]];
  if (!before || !after || standsApart(sentence, token, before, after)) return true;
  const counted = PEOPLE_NOUNS.has(after.norm) || EMPLOYEE_NOUNS.has(after.norm) || before.kind === "number";
  const isCode = match.codes.some((code) => code.toLowerCase() === token.norm && token.norm.length <= 4);
  return counted || isCode || BEFORE.has(before.norm) || AFTER.has(after.norm);
}

/** Beside a comma, a colon, a line end or a part that is understood already: telegraph style. */
function standsApart({ text }: Sentence, token: Token, before: Token, after: Token): boolean {
  const around = text.slice(before.end, token.start) + text.slice(token.end, after.start);
  return /[,;:/\n()|-]/.test(around) || before.taken || after.taken;
}

/** "at the library", "hosted by Health": where or by whom, not necessarily whose people. */
const isPlace = (match: NameMatch, { text }: Sentence): boolean =>
  /\b(?:at|by|with)(?: the)?\s*$/i.test(text.slice(0, startOf(match)));

const namesOf = (context: Context) => new Set(context.people.flatMap((person) => wordsOf(person.name)));

function misspelt(sentence: Sentence, context: Context): NameMatch[] {
  const names = namesOf(context);
  const skip = (token: Token) =>
    token.kind === "number" || token.norm.length < 4 || isEveryday(token) || names.has(token.norm);
  return typoMatches(sentence, context.catalog.departmentNames, skip).filter((match) => isMeant(match, sentence));
}

const UNKNOWN: readonly RegExp[] = [
  /\b(?:department|dept|office|bureau) of (?:the )?([\p{L}][\p{L}'-]+)/giu,
  /\b(?:from|in) (?:the )?([\p{L}][\p{L}'-]+)(?: (?:department|dept|bureau|division|crew|team)\b)?/giu,
  // From the beginning of a word, so that a text of one endless word is looked at once.
  /(?<![\p{L}'-])([\p{L}][\p{L}'-]{1,60}) (?:department|dept|bureau|division)\b/giu,
];

/** "from Prks": a department was said that is not one. It is named, with the nearest three. */
function unknownDepartment(sentence: Sentence, context: Context): Found<string> | undefined {
  const index = context.catalog.departmentNames;
  const names = namesOf(context);
  const strange = (token: Token | undefined) => token && isOpen(token) && !isEveryday(token) && !names.has(token.norm);
  const said = UNKNOWN.flatMap((pattern) => [...sentence.text.matchAll(pattern)]).flatMap((match) => {
    const start = match.index + match[0].indexOf(match[1] ?? "");
    const token = sentence.tokens.find((one) => one.start === start);
    return token && strange(token) ? [{ match, token }] : [];
  });
  if (said.length === 0) return undefined;
  const known = [...exactMatches(sentence, index), ...misspelt(sentence, context)].flatMap(({ tokens }) => tokens);
  const unknown = said.find(({ token }) => !known.includes(token));
  if (!unknown) return undefined;
  const { match, token } = unknown;
  sentence.take(match.index, match.index + match[0].length);
  return ambiguous(nearest(token.raw, index), `I do not know the department "${token.raw}".`);
}

function readDepartment(raw: unknown, { catalog }: Context): Found<string> {
  if (isBlank(raw)) return absent;
  const typed = cleanText(String(raw));
  if (catalog.department(typed)) return found(typed);
  const codes = [...wholeMatch(typed, catalog.departmentNames)];
  const [only] = codes;
  if (codes.length === 1 && only) return found(only);
  if (codes.length > 1)
    return ambiguous(codes, `"${typed}" could be ${codes.map((code) => departmentName(catalog, code)).join(" or ")}.`);
  const near = nearest(typed, catalog.departmentNames).map((code) => `${departmentName(catalog, code)} (${code})`);
  return unclear(`I do not know the department "${typed}". Did you mean ${near.join(", ")}?`);
}
