import { Temporal } from "temporal-polyfill";
import { dateAt, type Period } from "../core/calendar/calendar.ts";
import type { PastOccasion } from "../core/deliveries/occasions.ts";
import type { City } from "../core/places/city.ts";
import type { NudgeAnswer } from "../domain/nudge/nudges.ts";

/** How departments answered a quarter's nudges (row E25). */
export interface Responses {
  /** Departments that were told of something missing. */
  nudged: number;
  /** Of them, those that did something about it, or said what comes of it. */
  answered: number;
  /** Calendar days until then; undefined where nobody answered. */
  medianDays: number | undefined;
}

/** Something recorded, snoozed, handed over or said not to apply: whichever came first. Pure. */
export function responsesTo(
  quarter: Pick<Period, "id">,
  past: readonly PastOccasion[],
  answers: readonly NudgeAnswer[],
  city: City,
): Responses {
  const nudges = past.filter((one) => one.occasion === quarter.id && isAsked(one));
  const days = nudges.flatMap((one) => {
    const first = Math.min(one.answeredAt ?? Number.POSITIVE_INFINITY, firstSaid(one, answers));
    return Number.isFinite(first) ? [daysBetween(one.decidedAt, first, city)] : [];
  });
  return { nudged: nudges.length, answered: days.length, medianDays: median(days) };
}

/** It went out, and listed something. */
export const isAsked = ({ outcome, open = [] }: PastOccasion): boolean => outcome === "queued" && open.length > 0;

const firstSaid = ({ subject, occasion, decidedAt }: PastOccasion, answers: readonly NudgeAnswer[]): number =>
  Math.min(
    ...answers
      .filter((one) => one.department === subject && one.quarter === occasion && one.saidAt >= decidedAt)
      .map(({ saidAt }) => saidAt),
  );

function daysBetween(from: number, to: number, city: City): number {
  const dayOf = (at: number) => Temporal.PlainDate.from(dateAt(Temporal.Instant.fromEpochMilliseconds(at), city));
  return dayOf(from).until(dayOf(to)).days;
}

function median(values: readonly number[]): number | undefined {
  const sorted = [...values].sort((a, b) => a - b);
  const [low, high] = [sorted[Math.ceil(sorted.length / 2) - 1], sorted[Math.floor(sorted.length / 2)]];
  return low === undefined || high === undefined ? undefined : (low + high) / 2;
}
