import { addDays, addMonths, isIsoDate, weekdayOf } from "../calendar/calendar.ts";
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
import { cleanText, sameLength } from "../understanding/clean.ts";
import { MONTH_NAMES, MONTHS, NUMBER_WORDS, SPANISH_MONTHS, WEEKDAYS } from "../understanding/lexicon.ts";
import { plannedDate } from "./planned-date.ts";

const COMING = `tomorrow|(?:next |this )?(?:${[...WEEKDAYS.keys()].sort((a, b) => b.length - a.length).join("|")})|in (?:\\d{1,2}|a|one|two|three|four|five|six) (?:day|week|month)s?`;
const DAY = `${COMING}|\\d{4}-\\d{2}-\\d{2}|(?:${MONTH_NAMES})\\.? \\d{1,2}(?:st|nd|rd|th)?(?:,? \\d{4})?|\\d{1,2}/\\d{1,2}(?:/\\d{4})?`;

/**
 * A day said by the word before it, past or to come: "due Dec 15", "next meeting on 2027-01-15". Without a year it is the next
 * one. With no word it is found only as `key=value`. Value: ISO date.
 */
export function markedDate(options: {
  label: string;
  words?: string;
  keys: readonly string[];
}): FieldOf<IsoDate, true> {
  const { label, words, keys } = options;
  const said =
    words === undefined
      ? undefined
      : new RegExp(`\\b(?:${words})(?: (?:is|was|on|by|at|until|date|set for|scheduled for))*[ :]+(${DAY})(?![\\w/])`);
  return {
    ...plannedDate({ label, optional: true, keys }),
    // Before the day it was held: "due Dec 15" is not that.
    rank: 18,
    find(sentence, context) {
      const match = said?.exec(sameLength(sentence.text));
      if (!match) return absent;
      sentence.take(match.index, match.index + match[0].length);
      return readDay(match[1] ?? "", context);
    },
    read: (raw, context) => (isBlank(raw) ? absent : readDay(cleanText(String(raw)), context)),
  };
}

function readDay(typed: string, context: Context): Found<IsoDate> {
  const day = typed.toLowerCase();
  const plain = plannedDate({ label: "" }).read(day, context);
  if (plain.state === "found") return plain;
  const named = new RegExp(`^(${MONTH_NAMES})\\.? (\\d{1,2})(?:st|nd|rd|th)?(?:,? (\\d{4}))?$`).exec(day);
  const coming = comingDay(day, context.today);
  if (coming) return coming;
  const slashed = /^(\d{1,2})\/(\d{1,2})(?:\/(\d{4}))?$/.exec(day);
  const [, , dayOf = "", year] = named ?? slashed ?? [];
  const month = named ? monthOf(named[1] ?? "") : Number(slashed?.[1] ?? 0);
  return next(month, Number(dayOf), year, context) ?? unclear(`"${typed}" is not a date. Write it like 2026-12-31.`);
}

/** "In two weeks", "Monday", "next Friday"; "tomorrow" is read elsewhere. */
function comingDay(said: string, today: IsoDate): Found<IsoDate> | undefined {
  const [, number = "", unit] = /^in (\w+) (day|week|month)s?$/.exec(said) ?? [];
  if (unit === undefined) return comingWeekday(said, today);
  const count = NUMBER_WORDS.get(number) ?? (/^an?$/.test(number) ? 1 : Number(number));
  return found(unit === "month" ? addMonths(today, count) : addDays(today, count * (unit === "week" ? 7 : 1)));
}

/** "Monday" is the next one; "next Friday" said earlier in the same week may be either. */
function comingWeekday(said: string, today: IsoDate): Found<IsoDate> | undefined {
  const [, next, name = ""] = /^(?:(next )|this )?([a-z]+)$/.exec(said) ?? [];
  const weekday = WEEKDAYS.get(name);
  if (weekday === undefined) return undefined;
  const first = addDays(today, ((weekday - weekdayOf(today) + 6) % 7) + 1);
  const either = next !== undefined && weekdayOf(today) < weekday;
  return either ? ambiguous([first, addDays(first, 7)], `"${said}" could be either.`) : found(first);
}

const FIRST_THREE = "jan feb mar apr may jun jul aug sep oct nov dec".split(" ");

function monthOf(name: string): number {
  const english = SPANISH_MONTHS.get(name) ?? (MONTHS.has(name) ? name : "");
  return FIRST_THREE.indexOf(english.slice(0, 3)) + 1;
}

function next(month: number, day: number, year: string | undefined, { today }: Context): Found<IsoDate> | undefined {
  const said = (one: number) => `${one}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
  const thisYear = Number(today.slice(0, 4));
  const years = year === undefined ? [thisYear, thisYear + 1] : [Number(year)];
  const day1 = years.map(said).find((one) => isIsoDate(one) && (year !== undefined || one >= today));
  return day1 === undefined ? undefined : found(day1);
}
