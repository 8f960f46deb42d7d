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
import type { PersonName } from "../people/person.ts";
import { attendeesIn, listedIn, strangerBeside, unlinked } from "../understanding/attendees.ts";
import { NOISE } from "../understanding/noise.ts";
import { nearestPeople, type PersonMention } from "../understanding/people.ts";
import type { Sentence } from "../understanding/sentence.ts";
import { type NamedCount, tallyOf } from "../understanding/tally.ts";
import { byIds, MOST_OF_LIST, sentencesOf } from "./people-list.ts";

/** People the city knows. Value: their e-mail addresses, in the order named. */
export function people<const Optional extends boolean = false>(
  options: { optional?: Optional; label?: string; hint?: string; keyOnly?: true } = {},
): FieldOf<string[], Optional> {
  return {
    kind: "people",
    label: options.label ?? "People",
    question: "Who?",
    hint: options.hint ?? "Names, @mentions, e-mail addresses or employee ids, separated by commas",
    optional: (options.optional ?? false) as Optional,
    rank: 40,
    keys: options.keyOnly ? [] : ["who", "person", "names", "attendees", "personas"],
    find: (sentence, context) => (options.keyOnly ? absent : foundPeople(sentence, context).emails),
    read: readPeople,
    write: (value) => value.join(", "),
    print: printPeople,
    control: () => ({ kind: "people" }),
  };
}

interface FoundPeople {
  emails: Found<string[]>;
  named: readonly PersonName[];
}

const memo = new WeakMap<Sentence, FoundPeople>();

/** Who a sentence names; the count fields ask too, because "me and 4 others" is five. */
export function foundPeople(sentence: Sentence, context: Context): FoundPeople {
  const known = memo.get(sentence);
  if (known) return known;
  const mentions = attendeesIn(sentence, context);
  const named = certain(mentions);
  const emails = meantBy(mentions, sentence, context);
  const result = { emails: amongCounted(emails, mentions, named, sentence), named };
  memo.set(sentence, result);
  return result;
}

/** "12 people took it, tell Ana": counted are twelve, but was Ana one of them? */
function amongCounted(
  emails: Found<string[]>,
  mentions: readonly PersonMention[],
  named: readonly PersonName[],
  sentence: Sentence,
): Found<string[]> {
  const loose = emails.state === "found" ? unlinked(mentions, sentence.text) : undefined;
  if (emails.state !== "found" || !loose) return emails;
  const { employees } = tallyOf(sentence, audiencesOf(named));
  const counted = employees.state === "found" && employees.value > named.length;
  return counted ? ambiguous([emails.value], `Was ${loose.said} one of those who attended?`) : emails;
}

/** How many of each audience are named. */
export function audiencesOf(named: readonly PersonName[]): NamedCount {
  const employees = named.filter((person) => person.audience === "employee").length;
  return { employees, contractors: named.length - employees };
}

/** Everybody mentioned, if everybody is known and meant for certain. */
export const meantBy = (mentions: readonly PersonMention[], sentence: Sentence, context: Context): Found<string[]> =>
  decide(mentions, strangerBeside(mentions, sentence), context);

const certain = (mentions: readonly PersonMention[]) =>
  distinct(mentions.flatMap((mention) => (mention.people[0] ? [mention.people[0]] : [])));

const distinct = (all: readonly PersonName[]) => [...new Map(all.map((person) => [person.email, person])).values()];

/** Everybody named, if everybody is known and meant for certain; recording only some of them would be silently wrong. */
function decide(mentions: readonly PersonMention[], stranger: string | undefined, context: Context): Found<string[]> {
  const sure = distinct(mentions.flatMap((mention) => (mention.people.length === 1 ? mention.people : [])));
  const nobody = mentions.find((mention) => mention.people.length === 0)?.said ?? stranger;
  if (nobody !== undefined) return unknownPerson(nobody, sure, context);
  if (mentions.length === 0) return absent;
  const known = sure.map((person) => person.email);
  const open = mentions.find(
    (mention) => mention.people.length > 1 && !mention.people.some((one) => sure.includes(one)),
  );
  if (!open) return found(known);
  return ambiguous(
    open.people.slice(0, 10).map((person) => [...known, person.email]),
    `"${open.said}" could be ${open.people.slice(0, 5).map(describe).join(" or ")}.`,
  );
}

function unknownPerson(said: string, sure: readonly PersonName[], context: Context): Found<string[]> {
  const near = nearestPeople(said, context.people).filter((person) => !sure.includes(person));
  const known = sure.map((person) => person.email);
  const candidates = [...near.map((person) => [...known, person.email]), ...(known.length > 0 ? [known] : [])];
  if (candidates.length > 0) return ambiguous(candidates, `I do not know "${said}".`);
  return unclear(`I do not know "${said}". Use an e-mail address, or ask an administrator to add them.`);
}

const describe = (person: PersonName) => `${person.name}${person.department ? ` (${person.department})` : ""}`;

function printPeople(value: string[], { people: known }: Context): string {
  return value.map((email) => known.find((person) => person.email === email)?.name ?? email).join(", ");
}

/** A typed list: every part must be somebody, by name, mention, address or employee id. */
function readPeople(raw: unknown, context: Context): Found<string[]> {
  if (isBlank(raw)) return absent;
  const typed = Array.isArray(raw) ? raw.map(String).join(", ") : String(raw);
  if (typed.length > MOST_OF_LIST)
    return unclear(
      `That list is ${typed.length.toLocaleString("en-US")} characters long; ${MOST_OF_LIST.toLocaleString("en-US")} is the most I read at once. Name some of them now and the others after it.`,
    );
  const { mentions, rest } = byIds(typed, context.people);
  const read = sentencesOf(rest, context.people).map(([sentence, people]) => ({
    named: listedIn(sentence, { ...context, people }),
    stranger: sentence.free().find((token) => !NOISE.has(token.norm)),
  }));
  const all = [...mentions, ...read.flatMap(({ named }) => named)];
  const stranger = read.find((one) => one.stranger !== undefined)?.stranger;
  if (all.length === 0 && !stranger) return unclear(`"${typed.slice(0, 100)}" names nobody.`);
  return decide(all, stranger?.raw, context);
}
