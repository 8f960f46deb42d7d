import { addDays, isIsoDate, printDate } from "../calendar/calendar.ts";
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
import type { IsoDate } from "../places/city.ts";
import { cleanText, struckOut } from "../understanding/clean.ts";
import { type DateMatch, datesFor } from "../understanding/dates.ts";
import { DATE_WORDS } from "../understanding/lexicon.ts";
import { freeText, type Sentence } from "../understanding/sentence.ts";

/** A day something happened: never in the future, today when nothing is said. Value: ISO date. */
export function date<const Optional extends boolean = false>(
  options: { default?: "today"; optional?: Optional; label?: string } = {},
): FieldOf<IsoDate, Optional> {
  return {
    kind: "date",
    label: options.label ?? "Date",
    question: "Which date?",
    optional: (options.optional ?? false) as Optional,
    rank: 20,
    keys: ["date", "on", "when", "held", "day", "fecha"],
    find: findDate,
    read: readDate,
    write: (value) => value,
    print: printDate,
    control: () => ({ kind: "date" }),
    ...(options.default === "today" ? { fallback: (context: Context) => context.today } : {}),
  };
}

function findDate(sentence: Sentence, context: Context): Found<IsoDate> {
  const { today } = context;
  const matches = datesFor(freeText(sentence), context);
  for (const match of matches) sentence.take(match.start, match.end);
  const [unread] = matches.length === 0 ? sentence.free().filter(({ norm }) => TELLS_WHEN.has(norm)) : [];
  if (unread) return unclear(`I do not understand "${unread.raw}" as a day.`);
  if (matches.length === 0) return absent;
  return decide(matches, sentence.text, today, (match) => hasMore(sentence, match));
}

/** A word of time that nothing read: the day is not today only because none was understood. */
const TELLS_WHEN = new Set(
  [...DATE_WORDS].filter((word) => /^(?:last|ago|weeks?|months?|years?|quarter|previous|pasad[oa]|\w+day)$/.test(word)),
);

/** Words of dates that also just join sentences. */
const PLAIN = new Set("to or since day days late may end before after until each every early dia start".split(" "));

/** "since Monday" is a stretch of days, not one. */
const OPEN_ENDED = /^(?:since|before|after|until|till)\s+$/i;

/** Words of dates right beside a match that it did not read: then it was not the whole phrase. */
function hasMore(sentence: Sentence, match: DateMatch): boolean {
  return sentence.free().some((token) => {
    const [from, to] = token.end <= match.start ? [token.end, match.start] : [match.end, token.start];
    if (token.end <= match.start && OPEN_ENDED.test(sentence.text.slice(token.start, match.start))) return true;
    const beside = /^[\s/&-]*$/.test(sentence.text.slice(from, to));
    return beside && DATE_WORDS.has(token.norm) && !PLAIN.has(token.norm);
  });
}

/** A named day ("Oct 3") outweighs one told by its distance; two days, or a vague one, are a question. */
function decide(
  matches: readonly DateMatch[],
  text: string,
  today: IsoDate,
  hasMore: (match: DateMatch) => boolean = () => false,
): Found<IsoDate> {
  const named = matches.filter((match) => match.absolute && match.dates.length > 0);
  const deciding = named.length > 0 ? named : matches;
  const dates = [...new Set(deciding.flatMap((match) => match.dates))];
  const said = deciding.map((match) => text.slice(match.start, match.end).trim()).join(" … ");
  const [first] = dates;
  if (first === undefined) return unclear(`"${said}" is not one day.`);
  const past = dates.filter((one) => one <= today);
  const [only] = past;
  if (only === undefined) return unclear(`${printDate(first)} has not come yet. Log it once it has been held.`);
  if (deciding.some((match) => match.dates.length === 0 || hasMore(match)))
    return ambiguous(past, `"${said}" could be another day.`);
  if (past.length > 1) return ambiguous(past, `"${said}" could be ${past.map(printDate).join(" or ")}.`);
  return comesAgainSoon(deciding, only, said, today)
    ? ambiguous([only], `"${said}" is last year's, ${printDate(only)}, or still to come.`)
    : found(only);
}

/** "Nov 25" said on 21 November is last year's, or a slip for a day that is still to come. */
function comesAgainSoon(matches: readonly DateMatch[], day: IsoDate, said: string, today: IsoDate): boolean {
  const yearSaid = /\d{4}|\d[/.-]\d+[/.-]\d/.test(said);
  return matches.every((match) => match.absolute) && !yearSaid && day < addDays(today, 45 - 365);
}

function readDate(raw: unknown, context: Context): Found<IsoDate> {
  if (isBlank(raw)) return absent;
  const { today } = context;
  const typed = cleanText(String(raw));
  if (isIsoDate(typed) && typed <= today) return found(typed);
  const matches = datesFor(typed, context);
  if (matches.length > 0 && !/[\p{L}\p{N}]/u.test(unread(typed, matches))) return decide(matches, typed, today);
  const because = /^\d{4}-\d/.test(typed)
    ? `${typed} is not a day of the calendar.`
    : `I do not understand "${typed}" as a date.`;
  return unclear(`${because} Write it like 2026-10-03, Oct 3 or yesterday.`);
}

const unread = (typed: string, matches: readonly DateMatch[]) => matches.reduce(struckOut, typed);
