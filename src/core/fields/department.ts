import { type Catalog, departmentName } from "../catalog.ts";
import { absent, ambiguous, type Context, type FieldOf, type Found, found, isBlank, unclear } from "../field.ts";
import { cleanText } from "../understanding/clean.ts";
import { EMPLOYEE_NOUNS, NOISE, PEOPLE_NOUNS } from "../understanding/lexicon.ts";
import { exactMatches, type NameMatch, nearest, typoMatches, wholeMatch, wordsOf } from "../understanding/names.ts";
import type { Sentence, Token } from "../understanding/sentence.ts";

/** A department of the city. Value: its code. */
export function department<const Optional extends boolean = false>(
  options: { default?: "author's"; optional?: Optional } = {},
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
    control: ({ catalog }) => ({
      kind: "choice",
      options: catalog.departments.map((one) => ({ value: one.code, label: one.name })),
    }),
    ...(options.default === "author's" ? { fallback: ({ actor }: Context) => actor.department } : {}),
  };
}

const BEFORE = new Set(["from", "in", "for", "of", "dept", "department", "bureau", "de", "en", "del", "our", "by"]);
const AFTER = new Set(["department", "dept", "bureau", "division", "office", "crew", "crews", "team", "teams", "dep"]);

function findDepartment(sentence: Sentence, context: Context): Found<string> {
  const { catalog } = context;
  const exact = exactMatches(sentence, catalog.departmentNames).filter((match) => isMeant(match, sentence, catalog));
  const matches = exact.length > 0 ? exact : misspelt(sentence, context);
  for (const match of matches) sentence.take(match.tokens[0]?.start ?? 0, match.tokens.at(-1)?.end ?? 0);
  if (matches.length === 0) return unknownDepartment(sentence, context);
  return choose(matches, sentence, context);
}

function choose(matches: readonly NameMatch[], sentence: Sentence, { catalog, actor }: Context): Found<string> {
  const codes = [...new Set(matches.flatMap((match) => match.codes))];
  const [only] = codes;
  if (codes.length > 1 || !only) {
    return ambiguous(codes, `It could be ${codes.map((code) => departmentName(catalog, code)).join(" or ")}.`);
  }
  const place = matches.every((match) => isPlace(match, sentence));
  if (place && actor.department && actor.department !== only) {
    return ambiguous(
      [actor.department, only],
      `${departmentName(catalog, only)} may be where it was held, or whose people they were.`,
    );
  }
  return found(only);
}

/** A single everyday word ("fire", "health") is a department only where a department is said. */
function isMeant(match: NameMatch, sentence: Sentence, catalog: Catalog): boolean {
  const [token] = match.tokens;
  if (match.tokens.length > 1 || !token) return true;
  const at = sentence.tokens.indexOf(token);
  const [before, after] = [sentence.tokens[at - 1], sentence.tokens[at + 1]];
  const typedAsCode = match.codes.some((code) => code === token.raw);
  if (typedAsCode || !before || !after || edge(sentence, token, before, after)) return true;
  if (BEFORE.has(before.norm) || before.norm === "the" || before.norm === "at" || AFTER.has(after.norm)) return true;
  if (PEOPLE_NOUNS.has(after.norm) || EMPLOYEE_NOUNS.has(after.norm) || before.kind === "number") return true;
  return match.codes.some(
    (code) => catalog.department(code)?.code.toLowerCase() === token.norm && token.norm.length <= 4,
  );
}

/** Beside a comma, a colon, a line end or a part that is understood already: telegraph style. */
function edge(sentence: Sentence, token: Token, before: Token, after: Token): boolean {
  const gapBefore = sentence.text.slice(before.end, token.start);
  const gapAfter = sentence.text.slice(token.end, after.start);
  return /[,;:/\n()|-]/.test(gapBefore + gapAfter) || (before.taken && (after.taken || after.kind !== "word"));
}

/** "at the library", "hosted by Health": where or by whom, not necessarily whose people. */
function isPlace(match: NameMatch, sentence: Sentence): boolean {
  const before = sentence.text.slice(0, match.tokens[0]?.start).toLowerCase();
  return /\b(?:at(?: the)?|by(?: the)?|with(?: the)?)\s*$/.test(before);
}

function misspelt(sentence: Sentence, context: Context): NameMatch[] {
  const names = new Set(context.people.flatMap((person) => wordsOf(person.name)));
  const skip = (token: Token) =>
    token.kind === "number" || token.norm.length < 4 || NOISE.has(token.norm) || names.has(token.norm);
  return typoMatches(sentence, context.catalog.departmentNames, skip);
}

/** "from Prks": a department was said that is not one. It is named, with the nearest three. */
function unknownDepartment(sentence: Sentence, context: Context): Found<string> {
  const names = new Set(context.people.flatMap((person) => wordsOf(person.name)));
  const unknown = (token: Token | undefined) =>
    token &&
    !token.taken &&
    token.kind === "word" &&
    /^\p{L}{3,}$/u.test(token.norm) &&
    !NOISE.has(token.norm) &&
    !names.has(token.norm)
      ? token
      : undefined;
  for (const [at, token] of sentence.tokens.entries()) {
    const next = sentence.tokens[at + 1];
    const named =
      token.norm === "from" || token.norm === "in"
        ? (unknown(next) ?? (next?.norm === "the" ? unknown(sentence.tokens[at + 2]) : undefined))
        : undefined;
    const said = named ?? (next && AFTER.has(next.norm) ? unknown(token) : undefined);
    if (!said) continue;
    sentence.take(said.start, said.end);
    return ambiguous(nearest(said.raw, context.catalog.departmentNames), `I do not know the department "${said.raw}".`);
  }
  return absent;
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
