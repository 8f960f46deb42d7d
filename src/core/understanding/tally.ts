import { absent, ambiguous, type Found, found, refused } from "../field.ts";
import { type CountMention, countsIn, takeOtherNumbers } from "./counts.ts";
import type { Sentence } from "./sentence.ts";

/** What a sentence says about how many: the three counts, and whether a number is only rough. */
export interface Tally {
  employees: Found<number>;
  contractors: Found<number>;
  unsplit: Found<number>;
  rough: number | undefined;
}

/** The most one entry may count. */
export const MAX_COUNT = 100_000;

export function badCount(value: number): string | undefined {
  const said = value.toLocaleString("en-US");
  if (!Number.isInteger(value)) return `${said} is not a whole number of people.`;
  if (value < 0) return `${said} is negative; a count of people starts at 1.`;
  if (value === 0) return "0 people is nothing to record. If the session was not held, there is nothing to log.";
  if (value > MAX_COUNT)
    return `${said} is more than ${MAX_COUNT.toLocaleString("en-US")}, the most one entry can count.`;
  return undefined;
}

const tallies = new WeakMap<Sentence, Tally>();

/** Counts are read once for a sentence: the three count fields each take their part. */
export function tallyOf(sentence: Sentence, named: { employees: number; contractors: number }): Tally {
  const known = tallies.get(sentence);
  if (known) return known;
  const range = rangeIn(sentence);
  takeOtherNumbers(sentence);
  const tally = range ?? combine(countsIn(sentence), sentence, named);
  tallies.set(sentence, tally);
  return tally;
}

const NONE: Tally = { employees: absent, contractors: absent, unsplit: absent, rough: undefined };

/** "10 or 12 people", "10-12 people": two readings, both offered. */
function rangeIn(sentence: Sentence): Tally | undefined {
  const match =
    /(?<![\d/:.-])(\d{1,6}) ?(?:-|to|or|through) ?(\d{1,6})(?![\d/:%-]|st|nd|rd|th| ?(?:am|pm|hours?|hrs?|minutes?|mins?|days?)\b)/i.exec(
      sentence.text,
    );
  const tokens =
    match &&
    sentence.tokens.filter((token) => token.start >= match.index && token.end <= match.index + match[0].length);
  if (!match || !tokens || tokens.some((token) => token.taken)) return undefined;
  sentence.take(match.index, match.index + match[0].length);
  const candidates = [Number(match[1]), Number(match[2])];
  const after = sentence.text.slice(match.index + match[0].length);
  const asked = ambiguous(candidates, `"${match[0].trim()}" could be either.`);
  return /^\s*(?:sub)?(?:contractors|consultants)/i.test(after)
    ? { ...NONE, contractors: asked }
    : { ...NONE, employees: asked };
}

interface Sums {
  employees: CountMention[];
  contractors: CountMention[];
  people: CountMention[];
  bare: CountMention[];
  others: CountMention[];
}

function combine(
  mentions: CountMention[],
  sentence: Sentence,
  named: { employees: number; contractors: number },
): Tally {
  const bad = mentions.map((mention) => badCount(mention.value)).find((reason) => reason !== undefined);
  const none = mentions.filter((mention) => mention.value !== 0 || mention.counted !== "contractors");
  if (bad && none.some((mention) => badCount(mention.value))) return { ...NONE, employees: refused(bad) };
  const rough = none.find((mention) => mention.rough)?.value;
  return { ...tallyUp(none, sentence, named), rough };
}

function tallyUp(
  mentions: CountMention[],
  sentence: Sentence,
  named: { employees: number; contractors: number },
): Tally {
  const of = (...kinds: CountMention["counted"][]) => mentions.filter((mention) => kinds.includes(mention.counted));
  const both = of("both");
  if (both.length > 0) return pooled(both, mentions);
  const sums: Sums = {
    employees: of("employees"),
    contractors: of("contractors"),
    people: of("people"),
    bare: of("bare"),
    others: of("others", "otherContractors"),
  };
  if (sums.others.length > 0) return withOthers(sums, named);
  const total = totalOf(sums);
  if (total.state !== "absent" && total.state !== "found") return { ...NONE, employees: total };
  return split(total.state === "found" ? total.value : undefined, sums, sentence, named);
}

function pooled(both: CountMention[], mentions: CountMention[]): Tally {
  const only = both.length === 1 && mentions.length === 1 ? both[0] : undefined;
  if (only) return { ...NONE, unsplit: found(only.value) };
  return {
    ...NONE,
    unsplit: ambiguous(
      mentions.map((mention) => mention.value),
      "There is more than one number here.",
    ),
  };
}

/** "me and 4 others": those named, and four more. */
function withOthers(sums: Sums, named: { employees: number; contractors: number }): Tally {
  const rest = [...sums.employees, ...sums.people, ...sums.bare];
  const [other] = sums.others;
  if (!other || sums.others.length > 1 || rest.length > 0 || named.employees + named.contractors === 0) {
    const candidates = [...rest, ...sums.others].map((mention) => mention.value);
    return { ...NONE, employees: ambiguous(candidates, "It is not clear whom the others add to.") };
  }
  const contractors = sums.contractors.reduce((sum, mention) => sum + mention.value, 0);
  if (other.counted === "otherContractors")
    return { ...NONE, contractors: found(other.value + named.contractors + contractors) };
  return {
    ...NONE,
    employees: found(other.value + named.employees),
    contractors: contractors > 0 ? found(contractors) : absent,
  };
}

/** The number said of people in general; two that are not one are a question. */
function totalOf({ people, bare }: Sums): Found<number> {
  const [first, second] = people.length > 0 ? [...people, ...bare] : bare;
  if (!first) return absent;
  if (!second) return found(first.value);
  const values = [...people, ...bare].map((mention) => mention.value);
  if (new Set(values).size === 1) return found(first.value);
  return ambiguous([...new Set(values)], "There is more than one number here.");
}

function split(
  total: number | undefined,
  sums: Sums,
  sentence: Sentence,
  named: { employees: number; contractors: number },
): Tally {
  const employees = summed(sums.employees);
  const contractors = summed(sums.contractors);
  if (employees === "unclear" || contractors === "unclear") {
    const values = [...sums.employees, ...sums.contractors].map((mention) => mention.value);
    return { ...NONE, employees: ambiguous([...new Set(values)], "There is more than one number here.") };
  }
  if (total === undefined) return onlyNamed(employees, contractors, sums, named);
  if (employees === undefined && contractors === undefined) return totalAlone(total, sums, named, sentence);
  return parts(total, employees, contractors, sums);
}

/** "Ana and 12 employees" may be 12 or 13; "12 employees" alone is 12. */
function onlyNamed(
  employees: number | undefined,
  contractors: number | undefined,
  sums: Sums,
  named: { employees: number },
): Tally {
  const within = sums.employees.length === 1 && sums.contractors.length === 1 && sums.contractors[0]?.within;
  if (employees !== undefined && contractors !== undefined && within)
    return parts(employees, undefined, contractors, sums);
  const added =
    sums.employees[0]?.joined && named.employees > 0 && employees !== undefined && sums.employees.length === 1;
  return {
    ...NONE,
    employees: added ? onTop(employees, named.employees) : maybe(employees),
    contractors: maybe(contractors),
  };
}

function totalAlone(
  total: number,
  sums: Sums,
  named: { employees: number; contractors: number },
  sentence: Sentence,
): Tally {
  const [first] = [...sums.people, ...sums.bare];
  const people = named.employees + named.contractors;
  if (first?.joined && people > 0) return { ...NONE, employees: onTop(total, named.employees) };
  const beforeNames = first && /^\s*(?:and|plus|\+|&)\s*(?:@|me\b|myself\b|i\b)/i.test(sentence.text.slice(first.end));
  if (beforeNames && people > 0) return { ...NONE, employees: onTop(total, named.employees) };
  return { ...NONE, employees: found(total) };
}

const onTop = (count: number, named: number) =>
  ambiguous([count + named, count], `${count} may or may not include the ${named === 1 ? "person" : "people"} named.`);

const maybe = (value: number | undefined): Found<number> => (value === undefined ? absent : found(value));

/** 15 people of whom 3 are contractors: 12 and 3. "15 people and 3 contractors": 15 and 3. A comma leaves both open. */
function parts(total: number, employees: number | undefined, contractors: number | undefined, sums: Sums): Tally {
  if (employees !== undefined) return bothParts(total, employees, contractors);
  const part = sums.contractors[0];
  const count = contractors ?? 0;
  if (part?.within) {
    if (count > total)
      return { ...NONE, employees: ambiguous([total, total + count], `${count} of ${total} cannot be.`) };
    return { ...NONE, employees: count === total ? absent : found(total - count), contractors: found(count) };
  }
  if (part?.joined || (sums.people[0]?.joined ?? false))
    return { ...NONE, employees: found(total), contractors: found(count) };
  const candidates = [total, total - count].filter((value) => value > 0);
  return {
    ...NONE,
    employees: ambiguous(candidates, `${total} may or may not include the ${count} contractors.`),
    contractors: found(count),
  };
}

function bothParts(total: number, employees: number, contractors: number | undefined): Tally {
  if (contractors !== undefined && total === employees + contractors) {
    return { ...NONE, employees: found(employees), contractors: found(contractors) };
  }
  if (contractors === undefined && total === employees) return { ...NONE, employees: found(employees) };
  return {
    ...NONE,
    employees: ambiguous([...new Set([employees, total])], "The numbers do not add up."),
    contractors: maybe(contractors),
  };
}

/** "5 managers and 7 clerks" are 12; the same said twice is a question. */
function summed(mentions: readonly CountMention[]): number | undefined | "unclear" {
  if (mentions.length === 0) return undefined;
  if (mentions.slice(1).some((mention) => !mention.joined && !mention.within)) {
    return new Set(mentions.map((mention) => mention.value)).size === 1 ? mentions[0]?.value : "unclear";
  }
  return mentions.reduce((sum, mention) => sum + mention.value, 0);
}
