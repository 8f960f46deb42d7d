import { addDays, addMonths, printDay } from "../../core/calendar/calendar.ts";
import type { Tier } from "../../core/people/person.ts";
import type { IsoDate } from "../../core/places/city.ts";

/** How many of a department's tier hold a course that is mandatory for them, on a day (rows B1–B4). */
export interface TrainedRow {
  department: string;
  tier: Tier;
  course: string;
  /** People on record in that tier and department that day. */
  people: number;
  trained: number;
  /** The official number of that tier, and the day it is from; unknown is not zero (trap G7). */
  headcount: number | undefined;
  headcountOn: IsoDate | undefined;
}

/** "6 of 9 (67 %, headcount of 1 Jul 2026)", or the count alone where no headcount is known. */
export function trainedInWords({ trained, headcount, headcountOn }: TrainedRow): string {
  if (headcount === undefined || headcountOn === undefined || headcount === 0)
    return `${trained} trained, headcount not known`;
  return `${trained} of ${headcount} (${Math.round((100 * trained) / headcount)} %, headcount of ${printDay(headcountOn)})`;
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
