import { addDays, isIsoDate, printDate } from "../calendar.ts";
import type { IsoDate } from "../city.ts";
import { absent, ambiguous, type Context, type FieldOf, type Found, found, isBlank, unclear } from "../field.ts";
import { cleanText } from "../understanding/clean.ts";
import { type DateMatch, datesIn } from "../understanding/dates.ts";
import { DATE_WORDS } from "../understanding/lexicon.ts";
import type { Sentence } from "../understanding/sentence.ts";

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
  const matches = datesIn(freeText(sentence), context.today);
  for (const match of matches) sentence.take(match.start, match.end);
  if (matches.length === 0) return absent;
  const unread = matches.flatMap((match) => neighbours(sentence, match));
  return decide(matches, unread, sentence.text, context.today);
}

/** Taken words are blanked out, so that "Anti-Racism 101" never reads as a day. */
function freeText(sentence: Sentence): string {
  let text = sentence.text;
  for (const token of sentence.tokens) {
    if (!token.taken) continue;
    text = text.slice(0, token.start) + "\u0001".repeat(token.end - token.start) + text.slice(token.end);
  }
  return text;
}

/** Words of dates right beside a match that it did not read: then it was not the whole phrase. */
function neighbours(sentence: Sentence, match: DateMatch): string[] {
  const near = sentence.free().filter((token) => {
    const gap =
      token.end <= match.start
        ? sentence.text.slice(token.end, match.start)
        : sentence.text.slice(match.end, token.start);
    return /^[\s,/&-]*$/.test(gap);
  });
  return near.filter((token) => DATE_WORDS.has(token.norm) && !PLAIN.has(token.norm)).map((token) => token.norm);
}

/** Words of dates that also just join sentences. */
const PLAIN = new Set([
  "to",
  "or",
  "since",
  "day",
  "days",
  "late",
  "may",
  "end",
  "before",
  "after",
  "until",
  "each",
  "every",
  "early",
  "dia",
  "start",
]);

function decide(matches: DateMatch[], unread: string[], text: string, today: IsoDate): Found<IsoDate> {
  const absolute = matches.filter((match) => match.absolute && match.dates.length > 0);
  const deciding = absolute.length > 0 ? absolute : matches;
  const dates = [...new Set(deciding.flatMap((match) => match.dates))];
  const vague = deciding.some((match) => match.dates.length === 0);
  const said = deciding.map((match) => text.slice(match.start, match.end).trim()).join(" … ");
  if (dates.length === 0) return unclear(`"${said}" is not one day.`);
  const past = dates.filter((one) => one <= today);
  if (past.length === 0)
    return unclear(`${printDate(dates[0] ?? today)} has not come yet. Log it once it has been held.`);
  if (vague || unread.length > 0) return ambiguous(past, `"${said}" could be another day.`);
  if (past.length > 1) return ambiguous(past, `"${said}" could be ${past.map(printDate).join(" or ")}.`);
  return yearsAgo(deciding, past[0] ?? today, said, today);
}

/** "Nov 25" said on 21 November is last year's, or a slip for a day that is still to come: ask. */
function yearsAgo(matches: DateMatch[], past: IsoDate, said: string, today: IsoDate): Found<IsoDate> {
  const yearSaid = /\d{4}|[/-]\d{2}\b.*[/-]\d{2}\b/.test(said);
  const soonAgain = past < addDays(today, -365 + 45);
  if (matches.every((match) => match.absolute) && soonAgain && !yearSaid) {
    return ambiguous([past], `"${said}" is last year's, ${printDate(past)}, or still to come.`);
  }
  return found(past);
}

function readDate(raw: unknown, context: Context): Found<IsoDate> {
  if (isBlank(raw)) return absent;
  const typed = cleanText(String(raw));
  const matches = datesIn(typed, context.today);
  const rest = matches.reduce(
    (text, match) => text.slice(0, match.start) + " ".repeat(match.end - match.start) + text.slice(match.end),
    typed,
  );
  if (matches.length === 0 || /[\p{L}\p{N}]/u.test(rest)) {
    const because =
      isIsoDate(typed) || !/^\d{4}-/.test(typed)
        ? `I do not understand "${typed}" as a date.`
        : `${typed} is not a day of the calendar.`;
    return unclear(`${because} Write it like 2026-10-03, Oct 3 or yesterday.`);
  }
  return decide(matches, [], typed, context.today);
}
