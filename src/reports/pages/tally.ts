import { addDays, type Period, previousQuarter, printDate, quarterOf } from "../../core/calendar/calendar.ts";
import type { City, IsoDate } from "../../core/places/city.ts";
import type { Mark, PageQuarter, Tally } from "../../domain/pages/parts.ts";
import { type Finding, isAsked } from "../../domain/plan/finding.ts";

/** What counts: a tier that waits, what does not apply and what nobody had to do do neither good nor harm. */
export const counts = ({ muted, pending, state }: Finding): boolean =>
  !muted && pending !== false && state !== "not applicable";

export function tallyOf(findings: readonly Finding[]): Tally {
  const all = findings.filter(counts);
  const of = (state: Finding["state"]) => all.filter((one) => one.state === state).length;
  return { met: of("met"), overdue: of("overdue"), due: of("due"), notReported: of("not reported"), of: all.length };
}

export const markOf = ({ muted, state }: Finding): Mark => (muted && state !== "met" ? "waits" : state);

const ORDER: readonly Mark[] = ["overdue", "due", "not reported", "met", "waits", "not applicable"];

/** Late first, then by the day it is due. */
export const lateFirst = (a: Finding, b: Finding): number =>
  ORDER.indexOf(markOf(a)) - ORDER.indexOf(markOf(b)) || a.due.localeCompare(b.due);

/** A requirement's name without its asides: "(city default)". */
export const plainLabel = (label: string): string => label.replace(/\s*\([^)]*\)/g, "");

/** Fewest met first, then most not reported, then by name: what nobody reports never becomes overdue. */
export const worstFirst = <One extends { name: string; tally: Tally }>(all: readonly One[]): One[] =>
  [...all].sort(
    (a, b) => a.tally.met - b.tally.met || b.tally.notReported - a.tally.notReported || a.name.localeCompare(b.name),
  );

export const isOpen = (finding: Finding): boolean => counts(finding) && finding.state !== "met" && !isAsked(finding);

/** "Thu 31 Dec", with the year where it is not this one. */
export function shortDate(date: IsoDate, today: IsoDate): string {
  const words = printDate(date);
  return date.slice(0, 4) === today.slice(0, 4) ? words.slice(0, -5) : words;
}

export function pageQuarter(asked: Period, today: IsoDate, city: City): PageQuarter {
  const quarter = quarterOf(asked.end < today ? asked.end : today, city);
  const before = previousQuarter(quarter, city);
  const after = quarterOf(addDays(quarter.end, 1), city);
  return {
    id: quarter.id,
    label: quarter.label,
    closes: shortDate(quarter.end, today),
    daysLeft: Math.max(0, daysBetween(today, quarter.end)),
    over: quarter.end < today,
    before: { id: before.id, label: before.label },
    next: after.start <= today ? { id: after.id, label: after.label } : undefined,
  };
}

const daysBetween = (from: IsoDate, to: IsoDate) => Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
