import { isIsoDate } from "../../../core/calendar/calendar.ts";
import { absent, type FieldOf, type Found, found, isBlank, unclear } from "../../../core/command/field.ts";
import type { IsoDate } from "../../../core/places/city.ts";
import { cleanText } from "../../../core/understanding/clean.ts";

/** The days on which seats fall vacant: "2027-01-31 x3; 2027-06-30". Value: one day for each seat, in order. */
export function termEnds(): FieldOf<IsoDate[], true> {
  return {
    kind: "term-ends",
    label: "Terms end on",
    question: "On which days do terms end?",
    optional: true,
    rank: 90,
    keys: ["terms", "term", "termend"],
    hint: "One day for each seat, like 2027-01-31 x3; 2027-06-30",
    find: () => absent,
    read: readDays,
    write: (days) => grouped(days).join("; "),
    print: (days) => grouped(days).join("; "),
    control: () => ({ kind: "line", maxLength: 500 }),
  };
}

function readDays(raw: unknown): Found<IsoDate[]> {
  if (isBlank(raw)) return absent;
  const parts = (Array.isArray(raw) ? raw : [raw]).flatMap((one) => cleanText(String(one)).split(/\s*[;,]\s*/));
  const days: IsoDate[] = [];
  for (const part of parts.filter((one) => one !== "")) {
    const [, day = "", times = "1"] = /^(\S+?)(?:\s*[x×]\s*(\d{1,3}))?$/.exec(part) ?? [];
    if (!isIsoDate(day))
      return unclear(`"${part}" is not a date. Write it like 2027-01-31, or 2027-01-31 x3 for three seats.`);
    days.push(...Array.from({ length: Number(times) }, () => day));
  }
  return found(days.sort());
}

function grouped(days: readonly IsoDate[]): string[] {
  const counts = new Map<IsoDate, number>();
  for (const day of days) counts.set(day, (counts.get(day) ?? 0) + 1);
  return [...counts].map(([day, times]) => (times === 1 ? day : `${day} x${times}`));
}
