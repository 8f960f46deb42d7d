import { isIsoDate } from "../calendar/calendar.ts";
import type { IsoDate } from "../places/city.ts";

/** Which of two small numbers is the month. */
export type DayOrder = "mdy" | "dmy";

const MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split(" ");

/** A day as it is written in a file, or what stands in the way of reading it. Times behind it are let go. */
export function dayIn(cell: string, order: DayOrder | undefined): IsoDate | undefined {
  const text = cell.trim().replace(/^(?:mon|tue|wed|thu|fri|sat|sun)\w*,?\s+/i, "");
  const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T\s]|$)/.exec(text);
  if (iso) return isoOf(iso[1], iso[2], iso[3]);
  return numbered(text, order) ?? named(text);
}

function numbered(text: string, order: DayOrder | undefined): IsoDate | undefined {
  const parts = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{2}|\d{4})(?:[,\s]|$)/.exec(text);
  if (!parts) return undefined;
  const [, first = "", second = "", year] = parts;
  const dayFirst = Number(first) > 12 || (order === "dmy" && Number(second) <= 12);
  return dayFirst ? isoOf(year, second, first) : isoOf(year, first, second);
}

function named(text: string): IsoDate | undefined {
  const dayFirst = /^(\d{1,2})(?:st|nd|rd|th)?[\s-]+([a-z]{3})[a-z]*\.?[\s,-]+(\d{4}|\d{2})(?:\D|$)/i.exec(text);
  if (dayFirst) return isoOf(dayFirst[3], monthOf(dayFirst[2]), dayFirst[1]);
  const monthFirst = /^([a-z]{3})[a-z]*\.?[\s-]+(\d{1,2})(?:st|nd|rd|th)?[\s,-]+(\d{4}|\d{2})(?:\D|$)/i.exec(text);
  return monthFirst ? isoOf(monthFirst[3], monthOf(monthFirst[1]), monthFirst[2]) : undefined;
}

const monthOf = (name: string | undefined) => String(MONTHS.indexOf((name ?? "").toLowerCase()) + 1);

function isoOf(year = "", month = "", day = ""): IsoDate | undefined {
  const full = year.length === 2 ? `20${year}` : year;
  const date = `${full}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  return isIsoDate(date) ? date : undefined;
}

/**
 * In which order a column writes its days: told by one that has no other reading, asked where all have two. `both` when
 * one cell says the one and another the other.
 */
export function orderOf(cells: readonly string[]): DayOrder | "open" | "both" | "plain" {
  const seen = new Set(cells.map(orderOfOne));
  if (seen.has("mdy") && seen.has("dmy")) return "both";
  return (["mdy", "dmy", "open"] as const).find((one) => seen.has(one)) ?? "plain";
}

function orderOfOne(cell: string): DayOrder | "open" | "plain" {
  const parts = /^(\d{1,2})[/.-](\d{1,2})[/.-](?:\d{2}|\d{4})(?:[,\s]|$)/.exec(cell.trim());
  if (!parts || parts[1] === parts[2]) return "plain";
  if (Number(parts[1]) > 12) return "dmy";
  return Number(parts[2]) > 12 ? "mdy" : "open";
}
