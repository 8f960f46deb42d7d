import { isIsoDate } from "../calendar/calendar.ts";
import { absent, type Context, type FieldOf, type Found, found, isBlank, unclear } from "../command/field.ts";
import type { IsoDate } from "../places/city.ts";
import { cleanText, sameLength } from "../understanding/clean.ts";
import { MONTH_NAMES, MONTHS, SPANISH_MONTHS } from "../understanding/lexicon.ts";
import { plannedDate } from "./planned-date.ts";

const DAY = `\\d{4}-\\d{2}-\\d{2}|(?:${MONTH_NAMES})\\.? \\d{1,2}(?:st|nd|rd|th)?(?:,? \\d{4})?|\\d{1,2}/\\d{1,2}(?:/\\d{4})?`;

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
  const slashed = /^(\d{1,2})\/(\d{1,2})(?:\/(\d{4}))?$/.exec(day);
  const [, , dayOf = "", year] = named ?? slashed ?? [];
  const month = named ? monthOf(named[1] ?? "") : Number(slashed?.[1] ?? 0);
  return next(month, Number(dayOf), year, context) ?? unclear(`"${typed}" is not a date. Write it like 2026-12-31.`);
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
