import { addDays, addMonths, printDay } from "../../core/calendar/calendar.ts";
import type { Program } from "../../core/catalog/programs.ts";
import type { Tier } from "../../core/people/person.ts";
import type { IsoDate } from "../../core/places/city.ts";

/** Senior managers are the first priority, then managers and supervisors, then everybody else (rows B2–B4). */
export const TIERS = ["senior-manager", "manager", "employee"] as const satisfies readonly Tier[];

export const TIER_NAMES: Readonly<Record<Tier, string>> = {
  "senior-manager": "senior managers",
  manager: "managers",
  employee: "employees",
};

/** A course as it stood on a day. */
export interface CourseThen {
  code: string;
  program: Program;
  /** Tiers for which it was mandatory. */
  mandatoryFor: readonly Tier[];
}

/** People who hold exactly these courses, of those that are counted. */
export interface Held {
  courses: readonly string[];
  people: number;
}

/** One tier of a department on a day: how many there are, and what they hold (rows B1–B5). */
export interface TierTraining {
  department: string;
  tier: Tier;
  /** People on record in that tier and department that day. */
  people: number;
  /** The official number of that tier, and the day it is from; unknown is not zero (trap G7). */
  headcount: number | undefined;
  headcountOn: IsoDate | undefined;
  /** Every course that is mandatory for anybody, and the toolkit's. */
  courses: readonly CourseThen[];
  held: readonly Held[];
}

/** Courses of these programs that are mandatory for the tier; of any program where none is named. */
export const mandatoryFor = (
  { tier, courses }: Pick<TierTraining, "tier" | "courses">,
  programs: readonly Program[],
): string[] =>
  courses
    .filter((one) => one.mandatoryFor.includes(tier) && (programs.length === 0 || programs.includes(one.program)))
    .map(({ code }) => code);

/** How many people hold all of these courses. */
export const holdingAll = ({ held }: Pick<TierTraining, "held">, codes: readonly string[]): number =>
  sum(held.filter(({ courses }) => codes.every((code) => courses.includes(code))));

/** How many people hold a course of the program, mandatory or not (row B5). */
export function holdingAny({ held, courses }: Pick<TierTraining, "held" | "courses">, program: Program): number {
  const codes = courses.filter((one) => one.program === program).map(({ code }) => code);
  return sum(held.filter((one) => one.courses.some((code) => codes.includes(code))));
}

const sum = (held: readonly Held[]) => held.reduce((so, { people }) => so + people, 0);

/** Named people of a number, and where that number is from. */
export interface Share {
  trained: number;
  /** The headcount, or the people on record where none is known. */
  outOf: number;
  /** Undefined where it is the people on record. */
  headcountOn: IsoDate | undefined;
}

export const shareOf = (tier: TierTraining, trained: number): Share => ({
  trained,
  outOf: tier.headcount ?? tier.people,
  headcountOn: tier.headcount === undefined ? undefined : tier.headcountOn,
});

/** "6 of 9 (67 %, headcount of 1 Jul 2026)"; a number smaller than what is out of it is looked at, and no share. */
export function shareInWords({ trained, outOf, headcountOn }: Share): string {
  const base = headcountOn === undefined ? "people on record" : `headcount of ${printDay(headcountOn)}`;
  if (trained > outOf) return `${figure(trained)} named, more than the ${base}, ${figure(outOf)}: please check`;
  return `${figure(trained)} of ${figure(outOf)} (${outOf === 0 ? "" : `${percent(trained, outOf)} %, `}${base})`;
}

/** To the nearest whole percent. */
export const percent = (part: number, whole: number): number => Math.round((100 * part) / whole);

const figure = (count: number) => count.toLocaleString("en-US");

/** The same of several departments, whose headcounts may be of several days. */
export function sharedInWords({ trained, outOf, headcounts, withoutHeadcount }: SharedOut): string {
  if (headcounts && withoutHeadcount === 0 && headcounts.first === headcounts.last)
    return shareInWords({ trained, outOf, headcountOn: headcounts.first });
  if (!headcounts) return shareInWords({ trained, outOf, headcountOn: undefined });
  const days = headcounts.first === headcounts.last ? "" : ` to ${printDay(headcounts.last)}`;
  const others = withoutHeadcount === 0 ? "" : `, people on record in ${withoutHeadcount} without one`;
  const share = trained > outOf ? "please check" : `${percent(trained, outOf)} %`;
  return `${figure(trained)} of ${figure(outOf)} (${share}, headcounts of ${printDay(headcounts.first)}${days}${others})`;
}

/** Several departments' shares together; their headcounts may be of several days. */
export interface SharedOut {
  trained: number;
  outOf: number;
  /** The first and the last day of the headcounts. */
  headcounts: { first: IsoDate; last: IsoDate } | undefined;
  /** Departments for which people on record stand in. */
  withoutHeadcount: number;
}

export function together(shares: readonly Share[]): SharedOut {
  const days = shares.flatMap(({ headcountOn }) => headcountOn ?? []).sort();
  const [first, last] = [days[0], days.at(-1)];
  return {
    trained: shares.reduce((so, one) => so + one.trained, 0),
    outOf: shares.reduce((so, one) => so + one.outOf, 0),
    headcounts: first === undefined || last === undefined ? undefined : { first, last },
    withoutHeadcount: shares.filter(({ headcountOn, outOf }) => headcountOn === undefined && outOf > 0).length,
  };
}

/**
 * The first day on which attendance still counts on `on`, `validMonths` after it being the last day that it does. After a
 * short month that is not simply so many months before: what was attended on 28 February ran out on 28 March.
 */
export function firstDayThatCounts(on: IsoDate, validMonths: number): IsoDate {
  let day = addMonths(on, -validMonths);
  while (addMonths(day, validMonths) < on) day = addDays(day, 1);
  return day;
}
