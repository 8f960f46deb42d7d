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
import { cleanText } from "../understanding/clean.ts";
import type { Sentence } from "../understanding/sentence.ts";

/** A day that may be still to come: when a move, a leave or an evaluation counts from. Value: ISO date. */
export function plannedDate<const Optional extends boolean = false>(options: {
  label: string;
  optional?: Optional;
  default?: "today";
  keys?: readonly string[];
}): FieldOf<IsoDate, Optional> {
  return {
    kind: "planned-date",
    label: options.label,
    question: "Which date?",
    hint: "Like 2026-12-31",
    optional: (options.optional ?? false) as Optional,
    rank: 20,
    keys: options.keys ?? [],
    find: findDay,
    read: readDay,
    write: (value) => value,
    print: printDate,
    control: () => ({ kind: "date" }),
    ...(options.default === "today" ? { fallback: (context: Context) => context.today } : {}),
  };
}

function findDay(sentence: Sentence): Found<IsoDate> {
  const days = [...sentence.text.matchAll(/\b\d{4}-\d{2}-\d{2}\b/g)].filter(({ index }) =>
    sentence.free().some(({ start }) => start === index),
  );
  for (const day of days) sentence.take(day.index, day.index + day[0].length);
  const good = [...new Set(days.map((day) => day[0]).filter(isIsoDate))];
  const [only] = good;
  if (days.length === 0) return absent;
  if (!only) return unclear(`${days[0]?.[0]} is not a day of the calendar.`);
  return good.length === 1 ? found(only) : ambiguous(good, "More than one date is named.");
}

function readDay(raw: unknown, { today }: Context): Found<IsoDate> {
  if (isBlank(raw)) return absent;
  const typed = cleanText(String(raw)).toLowerCase();
  const near = ["yesterday", "today", "tomorrow"].indexOf(typed);
  if (near >= 0) return found(addDays(today, near - 1));
  return isIsoDate(typed) ? found(typed) : unclear(`"${typed}" is not a date. Write it like 2026-12-31.`);
}
