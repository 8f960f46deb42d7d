import { Temporal } from "temporal-polyfill";
import type { City, IsoDate } from "../places/city.ts";

/** A named stretch of days; `start` and `end` both belong to it. */
export interface Period {
  /** Canonical: `2026-Q4`, `FY2027-Q1`, `2026`, `2026-11`, `plan`, `2026-01-01..2026-06-30`. */
  id: string;
  label: string;
  start: IsoDate;
  end: IsoDate;
}

const dates = new Map<string, { minute: number; date: IsoDate }>();

/** The calendar date in the city at that instant. Days begin at whole minutes everywhere, so a minute is looked up once. */
export function dateAt(now: Temporal.Instant, city: City): IsoDate {
  const minute = Math.floor(now.epochMilliseconds / 60_000);
  const known = dates.get(city.zone);
  if (known?.minute === minute) return known.date;
  const date = now.toZonedDateTimeISO(city.zone).toPlainDate().toString();
  dates.set(city.zone, { minute, date });
  return date;
}

/** Fiscal years that do not start in January are labelled by the year they end in (row F1). */
function fiscalYearOf(date: Temporal.PlainDate, city: City): number {
  if (city.fiscalStartMonth === 1) return date.year;
  return date.month >= city.fiscalStartMonth ? date.year + 1 : date.year;
}

function yearStart(year: number, city: City): Temporal.PlainDate {
  const calendarYear = city.fiscalStartMonth === 1 ? year : year - 1;
  return Temporal.PlainDate.from({ year: calendarYear, month: city.fiscalStartMonth, day: 1 });
}

export function quarterOf(date: IsoDate, city: City): Period {
  const day = Temporal.PlainDate.from(date);
  const quarter = Math.floor(((day.month - city.fiscalStartMonth + 12) % 12) / 3) + 1;
  return fiscalQuarter(fiscalYearOf(day, city), quarter, city);
}

export function fiscalQuarter(year: number, quarter: number, city: City): Period {
  const start = yearStart(year, city).add({ months: 3 * (quarter - 1) });
  return {
    id: `${yearId(year, city)}-Q${quarter}`,
    label: `Q${quarter} ${yearId(year, city)}`,
    start: start.toString(),
    end: start.add({ months: 3 }).subtract({ days: 1 }).toString(),
  };
}

export function fiscalYear(year: number, city: City): Period {
  const start = yearStart(year, city);
  const id = yearId(year, city);
  return { id, label: id, start: start.toString(), end: start.add({ years: 1 }).subtract({ days: 1 }).toString() };
}

export function yearOf(date: IsoDate, city: City): Period {
  return fiscalYear(fiscalYearOf(Temporal.PlainDate.from(date), city), city);
}

function yearId(year: number, city: City): string {
  return city.fiscalStartMonth === 1 ? String(year) : `FY${year}`;
}

export function monthPeriod(year: number, month: number): Period {
  const start = Temporal.PlainDate.from({ year, month, day: 1 });
  const label = start.toLocaleString("en-US", { month: "long", year: "numeric" });
  const end = start.add({ months: 1 }).subtract({ days: 1 }).toString();
  return { id: start.toPlainYearMonth().toString(), label, start: start.toString(), end };
}

export function planPeriod(city: City): Period {
  return { id: "plan", label: `Plan ${city.planPeriod.label}`, start: city.planPeriod.start, end: city.planPeriod.end };
}

export function rangePeriod(start: IsoDate, end: IsoDate): Period {
  return { id: `${start}..${end}`, label: DAYS, start, end };
}

/** The quarter, year or month of these days, by its name; else the days themselves. */
export function periodNamed(start: IsoDate, end: IsoDate, city: City): Period {
  const named = [
    quarterOf(start, city),
    yearOf(start, city),
    monthPeriod(Number(start.slice(0, 4)), Number(start.slice(5, 7))),
  ];
  return named.find((one) => one.start === start && one.end === end) ?? rangePeriod(start, end);
}

/** "october", with a year or the most recent one that has begun, as `2026-10`. */
export function latestMonth(name: string, year: string | undefined, today: IsoDate): string {
  const month = String(MONTHS.findIndex((one) => one.toLowerCase() === name.slice(0, 3)) + 1).padStart(2, "0");
  if (year !== undefined) return `${year}-${month}`;
  const thisYear = Number(today.slice(0, 4));
  return `${thisYear}-${month}` <= today.slice(0, 7) ? `${thisYear}-${month}` : `${thisYear - 1}-${month}`;
}

/** The quarter before this one. */
export function previousQuarter(quarter: Period, city: City): Period {
  return quarterOf(addDays(quarter.start, -1), city);
}

/** Days are reckoned in UTC, where each has 24 hours. */
const midnight = (date: IsoDate): number => Date.parse(`${date}T00:00:00Z`);
const dayOf = (ms: number): IsoDate => new Date(ms).toISOString().slice(0, 10);

export function addDays(date: IsoDate, days: number): IsoDate {
  return dayOf(midnight(date) + days * 86_400_000);
}

export function addMonths(date: IsoDate, months: number): IsoDate {
  return Temporal.PlainDate.from(date).add({ months }).toString();
}

const WEEKDAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** "Fri 20 Nov 2026": how every reply prints a date. */
export function printDate(date: IsoDate): string {
  const [year, month, day] = date.split("-").map(Number);
  return `${WEEKDAYS[weekdayOf(date) - 1]} ${day} ${MONTHS[(month ?? 0) - 1]} ${year}`;
}

/** 1 is Monday, 7 is Sunday. */
export const weekdayOf = (date: IsoDate): number => new Date(midnight(date)).getUTCDay() || 7;

/** "Sat 21 Nov 14:05" in the city's zone. */
export function printInstant(now: Temporal.Instant, city: City): string {
  const local = now.toZonedDateTimeISO(city.zone);
  const [weekday, day, month] = printDate(local.toPlainDate().toString()).split(" ");
  return `${weekday} ${day} ${month} ${local.toPlainTime().toString({ smallestUnit: "minute" })}`;
}

/** "Q4 2026 (1 Oct 2026 – 31 Dec 2026)": replies always print the dates, which are all there is to say of other days. */
export function printPeriod({ label, start, end }: Period): string {
  if (start === end) return printDate(start);
  const days = `${printDay(start)} – ${printDay(end)}`;
  return label === DAYS ? days : `${label} (${days})`;
}

const DAYS = "Dates";

/** "20 Nov 2026": a date where its weekday says nothing. */
export const printDay = (date: IsoDate): string => printDate(date).split(" ").slice(1).join(" ");

export function isIsoDate(value: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  const ms = midnight(value);
  // The 30th of February is read as the 2nd of March.
  return !Number.isNaN(ms) && dayOf(ms) === value;
}
