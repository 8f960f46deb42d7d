import { absent, ambiguous, type Found, found, refused, unclear } from "../command/field.ts";
import { sameLength } from "./clean.ts";
import { type CountMention, countsIn } from "./counts.ts";
import { NO_CONTRACTORS } from "./judge-words.ts";
import { takeOtherNumbers } from "./other-numbers.ts";
import type { Sentence } from "./sentence.ts";

/** What a sentence says about how many: the three counts, and whether a number is only rough. */
export interface Tally {
  employees: Found<number>;
  contractors: Found<number>;
  unsplit: Found<number>;
  rough: number | undefined;
}

/** How many people of each audience the sentence names. */
export interface NamedCount {
  employees: number;
  contractors: number;
}

/** The most one entry may count. */
export const MAX_COUNT = 100_000;

export function badCount(value: number): string | undefined {
  if (!Number.isInteger(value)) return `${said(value)} is not a whole number of people.`;
  if (value < 0) return `${said(value)} is negative; a count of people starts at 1.`;
  if (value === 0) return "0 people is nothing to record. If the session was not held, there is nothing to log.";
  if (value > MAX_COUNT) return `${said(value)} is more than ${said(MAX_COUNT)}, the most one entry can count.`;
  return undefined;
}

const said = (value: number) => value.toLocaleString("en-US");

const tallies = new WeakMap<Sentence, Tally>();

/** Counts are read once for a sentence: the three count fields each take their part. */
export function tallyOf(sentence: Sentence, named: NamedCount): Tally {
  const known = tallies.get(sentence);
  if (known) return known;
  takeOtherNumbers(sentence);
  const mentions = countsIn(sentence);
  const tally = withLoose(tallyUp(mentions, sentence.text, named), mentions, sentence);
  tallies.set(sentence, tally);
  return tally;
}

/** What was read of a sentence's counts, where a field asked for them. */
export const tallyRead = (sentence: Sentence): Tally | undefined => tallies.get(sentence);

const NONE: Tally = { employees: absent, contractors: absent, unsplit: absent, rough: undefined };

/** "30 people, all contractors". */
const ALL_CONTRACTORS = /\b(?:all|both)(?: of)?(?: them| whom)?(?: (?:were|are|being))? (?:contractors|consultants)\b/i;

function tallyUp(all: readonly CountMention[], text: string, named: NamedCount): Tally {
  const mentions = withoutZeros(ALL_CONTRACTORS.test(text) ? all.map(asContractors) : all);
  const bad = mentions.map(({ value }) => badCount(value)).find((reason) => reason !== undefined);
  if (bad !== undefined) return { ...NONE, employees: refused(bad) };
  if (ALL_CONTRACTORS.test(text) && all.some(({ counted }) => counted === "employees"))
    return { ...NONE, employees: unclear("Were they employees or contractors?") };
  if (mentions.some((mention) => mention.sum)) return { ...NONE, employees: unclear("How many is that in all?") };
  const tally = enough(openReadings(add(mentions, text, named), mentions), named);
  return { ...tally, rough: mentions.find(({ rough }) => rough)?.value };
}

const CONTRACTORS = /^(?:contractors|consultants|subcontractors|subs|vendors|ctrs|contratistas)$/;
const EMPLOYEES = /^(?:employees|staff|empleados)$/;

/** "15 people, contractors only", "15 contractors, employees too": an audience that no number counts and nothing denies. */
function withLoose(tally: Tally, mentions: readonly CountMention[], sentence: Sentence): Tally {
  const counted = new Set(mentions.map((mention) => mention.counted));
  if (mentions.length === 0 || counted.has("both") || counted.has("otherContractors")) return tally;
  if (ALL_CONTRACTORS.test(sentence.text)) return tally;
  const contractors = counted.has("contractors");
  if (contractors && counted.size > 1) return tally;
  if (!isLoose(contractors ? EMPLOYEES : CONTRACTORS, sentence)) return tally;
  if (contractors) return { ...tally, employees: unclear("How many employees?") };
  return counted.has("employees")
    ? { ...tally, contractors: unclear("How many contractors?") }
    : { ...NONE, employees: unclear("Were they employees or contractors?") };
}

function isLoose(nouns: RegExp, sentence: Sentence): boolean {
  const denied = [...sameLength(sentence.text).matchAll(NO_CONTRACTORS)];
  const loose = sentence
    .free()
    .filter(
      ({ norm, start }) =>
        nouns.test(norm) && !denied.some(({ index, 0: said }) => index <= start && start < index + said.length),
    );
  for (const { start, end } of loose) sentence.take(start, end);
  return loose.length > 0;
}

const asContractors = (mention: CountMention): CountMention =>
  mention.counted === "people" || mention.counted === "bare" ? { ...mention, counted: "contractors" } : mention;

/** "12 employees, 0 contractors" says no more than 12 employees. */
function withoutZeros(mentions: readonly CountMention[]): readonly CountMention[] {
  const some = mentions.filter(
    ({ value, counted }) => value !== 0 || (counted !== "contractors" && counted !== "employees"),
  );
  return some.length > 0 ? some : mentions;
}

/** "10 or 12 employees": both are offered. */
function openReadings(tally: Tally, mentions: readonly CountMention[]): Tally {
  const open = mentions.find(({ or }) => or !== undefined);
  if (open?.or === undefined) return tally;
  const asked = ambiguous([open.value, open.or], `${open.value} or ${open.or}?`);
  if (open.counted === "contractors") return { ...tally, contractors: asked };
  return open.counted === "both" ? { ...tally, unsplit: asked } : { ...tally, employees: asked };
}

/** Counts include those named, so they cannot be fewer. */
function enough(tally: Tally, named: NamedCount): Tally {
  const { employees } = tally;
  if (employees.state !== "found" || employees.value >= named.employees) return tally;
  return { ...tally, employees: unclear(`You name ${named.employees} people but count ${employees.value}.`) };
}

interface Sums {
  employees: readonly CountMention[];
  contractors: readonly CountMention[];
  /** Said of people in general. */
  people: readonly CountMention[];
  others: readonly CountMention[];
}

function add(mentions: readonly CountMention[], text: string, named: NamedCount): Tally {
  const of = (...kinds: CountMention["counted"][]) => mentions.filter((mention) => kinds.includes(mention.counted));
  const pooled = of("both");
  if (pooled.length > 0) {
    const [only] = pooled;
    return { ...NONE, unsplit: only && mentions.length === 1 ? found(only.value) : several(mentions) };
  }
  const sums: Sums = {
    employees: of("employees"),
    contractors: of("contractors"),
    people: [...of("people"), ...of("bare")],
    others: of("others", "otherContractors"),
  };
  if (sums.others.length > 0) return withOthers(sums, named);
  const values = new Set(sums.people.map(({ value }) => value));
  if (values.size > 1) return { ...NONE, employees: several(sums.people) };
  const [total] = sums.people;
  return total ? withTotal(total, sums, text, named) : byAudience(sums, named);
}

const several = (mentions: readonly CountMention[]): Found<number> =>
  ambiguous([...new Set(mentions.map(({ value }) => value))], "There is more than one number here.");

/** "12 employees, 3 of them managers" are 12. */
function sum(mentions: readonly CountMention[]): number {
  const apart = mentions.filter(({ within }) => !within);
  return (apart.length > 0 ? apart : mentions).reduce((so, { value }) => so + value, 0);
}

const some = (value: number): Found<number> => (value > 0 ? found(value) : absent);

/** "me and 4 others": those named, and four more. */
function withOthers({ others, people, employees, contractors }: Sums, named: NamedCount): Tally {
  const [other] = others;
  if (!other || others.length > 1 || people.length + employees.length > 0)
    return { ...NONE, employees: several([...people, ...employees, ...others]) };
  if (other.joined && named.employees + named.contractors === 0)
    return { ...NONE, employees: ambiguous([other.value + 1, other.value], "With you, or without?") };
  if (other.counted === "otherContractors")
    return { ...NONE, contractors: found(other.value + named.contractors + sum(contractors)) };
  return { ...NONE, employees: found(other.value + named.employees), contractors: some(sum(contractors)) };
}

/** No number for people in general: "12 employees and 3 contractors". */
function byAudience({ employees, contractors }: Sums, named: NamedCount): Tally {
  if (unjoined(employees) || unjoined(contractors))
    return { ...NONE, employees: several([...employees, ...contractors]) };
  const [first] = employees;
  const [part] = contractors;
  if (first && employees.length === 1 && part?.within) return partOfTotal(first.value, contractors);
  return {
    ...NONE,
    employees: first?.joined && named.employees > 0 ? onTop(sum(employees), named.employees) : some(sum(employees)),
    contractors:
      part?.joined && named.contractors > 0 ? onTop(sum(contractors), named.contractors) : some(sum(contractors)),
  };
}

/** "5 managers and 7 clerks" are 12; with a comma between, they may be parts of one another. */
const unjoined = (mentions: readonly CountMention[]) =>
  mentions.slice(1).some(({ joined, within }) => !joined && !within) &&
  new Set(mentions.map(({ value }) => value)).size > 1;

/** "Ana and 12 people" may be 12 or 13 with Ana. */
const onTop = (count: number, named: number): Found<number> =>
  ambiguous([count + named, count], `${count} may or may not include the ${named === 1 ? "person" : "people"} named.`);

function withTotal(total: CountMention, sums: Sums, text: string, named: NamedCount): Tally {
  if (sums.employees.length > 0) return bothParts(total, sums);
  if (sums.contractors.length > 0) return someContractors(total, sums, text);
  const people = named.employees + named.contractors;
  const beforeNames = /^\s*(?:and|plus|\+|&)\s*(?:@|me\b|myself\b|i\b)/i.test(text.slice(total.end));
  if (people > 0 && (total.joined || beforeNames)) return { ...NONE, employees: onTop(total.value, people) };
  if (named.contractors > 0 && total.value > people)
    return { ...NONE, employees: ambiguous([total.value - named.contractors, total.value], "Contractors are named.") };
  return { ...NONE, employees: found(total.value) };
}

/** 15 people of whom 3 are contractors: 12 and 3. "15 people and 3 contractors": 15 and 3. A comma leaves both open. */
function someContractors(total: CountMention, { contractors }: Sums, text: string): Tally {
  const [part] = contractors;
  const apart = /[,(:;]/.test(text.slice(total.end, part?.start));
  const count = sum(contractors);
  if (part?.within) return partOfTotal(total.value, contractors);
  if ((part?.joined && !apart) || total.joined)
    return { ...NONE, employees: found(total.value), contractors: found(count) };
  const candidates = [total.value, total.value - count].filter((value) => value > 0);
  const because = `${total.value} may or may not include the ${count} contractors.`;
  return { ...NONE, employees: ambiguous(candidates, because), contractors: found(count) };
}

function partOfTotal(total: number, contractors: readonly CountMention[]): Tally {
  const count = sum(contractors);
  if (count > total)
    return { ...NONE, employees: ambiguous([total, total + count], `${count} of ${total} cannot be.`) };
  return { ...NONE, employees: some(total - count), contractors: found(count) };
}

/** A total beside its parts: "15 people: 12 employees and 3 contractors". */
function bothParts(total: CountMention, { employees, contractors }: Sums): Tally {
  const [of, and] = [sum(employees), sum(contractors)];
  if (total.value === of + and || (and === 0 && total.value === of))
    return { ...NONE, employees: found(of), contractors: some(and) };
  const asked = ambiguous([...new Set([of, total.value])], "The numbers do not add up.");
  return { ...NONE, employees: asked, contractors: some(and) };
}
