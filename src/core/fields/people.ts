import { absent, ambiguous, type Context, type FieldOf, type Found, found, isBlank, unclear } from "../field.ts";
import type { PersonName } from "../person.ts";
import { cleanText } from "../understanding/clean.ts";
import { NOISE } from "../understanding/lexicon.ts";
import { nearestPeople, type PersonMention, peopleIn } from "../understanding/people.ts";
import { createSentence, type Sentence } from "../understanding/sentence.ts";

/** People the city knows. Value: their e-mail addresses, in the order named. */
export function people<const Optional extends boolean = false>(
  options: { optional?: Optional; label?: string; hint?: string; keyOnly?: true } = {},
): FieldOf<string[], Optional> {
  return {
    kind: "people",
    label: options.label ?? "People",
    question: "Who?",
    hint: options.hint ?? "Names, @mentions or e-mail addresses, separated by commas",
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

export interface FoundPeople {
  emails: Found<string[]>;
  named: readonly PersonName[];
}

const memo = new WeakMap<Sentence, FoundPeople>();

/** Who a sentence names; the count fields ask too, because "me and 4 others" is five. */
export function foundPeople(sentence: Sentence, context: Context): FoundPeople {
  const known = memo.get(sentence);
  if (known) return known;
  const attendees = peopleIn(sentence, context.people).filter((mention) => attends(mention, sentence.text));
  const mentions = [...attendees, ...authorIn(sentence, context)].sort((a, b) => a.start - b.start);
  const unknown = unknownBeside(mentions, sentence);
  const result = { emails: decide(mentions, unknown, context), named: certain(mentions) };
  memo.set(sentence, result);
  return result;
}

/** Trainers, greetings and signatures are not attendance. */
function attends(mention: PersonMention, text: string): boolean {
  const before = text.slice(0, mention.start).toLowerCase();
  const after = text.slice(mention.end).toLowerCase();
  if (
    /(?:\b(?:taught|led|lead|presented|facilitated|given|delivered|run|hosted|organi[sz]ed|trained|conducted|run|approved|requested|sent|provided|instructed|offered|put on) by|\binstructors?|\btrainers?|\bfacilitators?|\bthanks to|\bhi|\bhey|\bhello|\bdear|\bper|\bcc|\bcc:|\basked by|\bhost(?:s|ed)?|\bsession of)[\s,:]*$/.test(
      before,
    )
  )
    return false;
  if (
    /(?:\bthanks|\bthank you|\bthx|\bregards|\bcheers|\bbest|\bsincerely|\n|\s-|^-)[\s,!.-]*$/.test(before) &&
    /^[\s.!]*$/.test(after) &&
    before.trim() !== ""
  )
    return false;
  return !/^\s+(?:said|says|told|asked|reports?|reported|ran|held|hosted|taught|led|facilitated|delivered|presented|trained|organi[sz]ed|gave|conducted)\b/.test(
    after,
  );
}

const AUTHOR = [
  /\b(?:me|myself|yo)(?=\s*(?:,|and\b|&|\+|y\b|plus\b|\/))/gi,
  /(?<=(?:\band|&|\+|,|\bplus|\by|\bwith|\bincluding|\bfor|\bjust|\bonly|\bincl)\s*)\b(?:me|i|myself|yo)\b(?!\s*(?:log|record|want|need|would|'d|think|believe|guess|forgot|hope|know|was told|can|could|will|have to))/gi,
  /\bi(?=(?:'ve)?\s+(?:also |just |finally |have |have just |already |recently |now |personally )*(?:took|taken|attended|completed|finished|did|done|went|joined|participated|passed|sat)\b)/gi,
  /^(?:me|myself)\b(?!\s*(?:gust))/gi,
];

/** "I took it", "me and 4 others", "Ana and I": the author among those named. */
function authorIn(sentence: Sentence, { actor }: Context): PersonMention[] {
  for (const pattern of AUTHOR) {
    for (const match of sentence.text.matchAll(pattern)) {
      const token = sentence.tokens.find(
        (one) => one.start >= match.index && one.start < match.index + match[0].length,
      );
      if (!token || token.taken) continue;
      sentence.take(token.start, token.end);
      const self = {
        id: actor.id,
        email: actor.email,
        name: actor.name,
        department: actor.department,
        audience: "employee" as const,
        handles: [],
      };
      return [{ said: match[0], people: [self], start: token.start, end: token.end }];
    }
  }
  return [];
}

/** "Ana and Zelda" when nobody is called Zelda: recording only Ana would be silently wrong. */
function unknownBeside(mentions: readonly PersonMention[], sentence: Sentence): string | undefined {
  for (const mention of mentions) {
    const after = sentence
      .free()
      .find(
        (token) =>
          token.start >= mention.end &&
          /^\s*(?:,|,? ?and\b|&|\+|\/|;|,? ?y\b)[\s,]*$/.test(sentence.text.slice(mention.end, token.start)),
      );
    const joined = after && sentence.tokens[sentence.tokens.indexOf(after) - 1]?.norm;
    const next =
      after?.norm === "and" || after?.norm === "y" ? sentence.tokens[sentence.tokens.indexOf(after) + 1] : after;
    if (next && joined !== undefined && isUnknownName(next)) return next.raw;
    const before = sentence
      .free()
      .filter((token) => token.end <= mention.start)
      .at(-1);
    const beforeAnd =
      before?.norm === "and" || before?.norm === "y" ? sentence.tokens[sentence.tokens.indexOf(before) - 1] : undefined;
    if (beforeAnd && isUnknownName(beforeAnd)) return beforeAnd.raw;
    if (before && /^\s*(?:,|&|\+|\/)\s*$/.test(sentence.text.slice(before.end, mention.start)) && isUnknownName(before))
      return before.raw;
  }
  return undefined;
}

const isUnknownName = (token: Sentence["tokens"][number]) =>
  !token.taken && token.kind === "word" && /^\p{L}{2,}$/u.test(token.norm) && !NOISE.has(token.norm);

const certain = (mentions: readonly PersonMention[]) =>
  mentions.flatMap((mention) => (mention.people[0] ? [mention.people[0]] : []));

function decide(mentions: readonly PersonMention[], unknown: string | undefined, context: Context): Found<string[]> {
  if (mentions.length === 0) return absent;
  const nobody = mentions.find((mention) => mention.people.length === 0)?.said ?? unknown;
  const sure = distinct(mentions.flatMap((mention) => (mention.people.length === 1 ? mention.people : [])));
  if (nobody !== undefined) return unknownPerson(nobody, sure, context);
  const open = mentions.find((mention) => mention.people.length > 1);
  if (!open) return found(sure.map((person) => person.email));
  const known = sure.map((person) => person.email);
  return ambiguous(
    open.people.slice(0, 10).map((person) => [...known, person.email]),
    `"${open.said}" could be ${open.people.slice(0, 5).map(describe).join(" or ")}.`,
  );
}

function unknownPerson(said: string, sure: readonly PersonName[], context: Context): Found<string[]> {
  const near = nearestPeople(said, context.people).filter((person) => !sure.includes(person));
  const known = sure.map((person) => person.email);
  if (near.length === 0)
    return unclear(`I do not know "${said}". Use an e-mail address, or ask an administrator to add them.`);
  return ambiguous(
    near.map((person) => [...known, person.email]),
    `I do not know "${said}".`,
  );
}

const describe = (person: PersonName) => `${person.name}${person.department ? ` (${person.department})` : ""}`;

const distinct = (all: readonly PersonName[]) => [...new Map(all.map((person) => [person.email, person])).values()];

function printPeople(value: string[], { people: known }: Context): string {
  return value.map((email) => known.find((person) => person.email === email)?.name ?? email).join(", ");
}

/** A typed list: every part must be somebody. */
function readPeople(raw: unknown, context: Context): Found<string[]> {
  if (isBlank(raw)) return absent;
  const parts = (Array.isArray(raw) ? raw.map(String) : String(raw).split(/[,;\n]|\band\b|&/i))
    .map((part) => cleanText(part))
    .filter((part) => part !== "");
  const mentions = parts.map((part) => mentionOf(part, context));
  return decide(mentions, undefined, context);
}

function mentionOf(part: string, context: Context): PersonMention {
  const whole = { said: part, start: 0, end: part.length };
  if (/^(?:me|myself|i)$/i.test(part)) {
    const self = context.people.find((person) => person.email === context.actor.email);
    return { ...whole, people: [self ?? { ...context.actor, audience: "employee", handles: [] }] };
  }
  const sentence = createSentence(part);
  const [first, ...more] = peopleIn(sentence, context.people);
  const all = more.length === 0 && sentence.free().every((token) => NOISE.has(token.norm));
  return { ...whole, people: first && all ? first.people : [] };
}
