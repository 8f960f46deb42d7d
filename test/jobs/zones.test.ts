import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { afterAll, describe, expect, test } from "vitest";
import { workCalendar } from "../../src/core/business-days.ts";
import { dateAt, quarterOf, yearOf } from "../../src/core/calendar.ts";
import type { Decided, Occasion, OccasionStore } from "../../src/core/occasions.ts";
import { publicHolidays } from "../../src/holidays.ts";
import type { Clock } from "../../src/jobs/job.ts";
import { quarterlyNudge } from "../../src/jobs/quarterly-nudge.ts";
import { sweep } from "../../src/jobs/sweep.ts";
import { loadPlan } from "../../src/load-plan.ts";
import { keepResult } from "../soak/results.ts";

const soak = process.env.SOAK === "1";
const [YEARS, HOURS] = soak ? [10, 3] : [2, 11];
const PATIENCE = soak ? 60 * 60_000 : 60_000;

/** Every zone that a city of the United States is in, and what sets it apart. */
const ZONES = [
  "America/New_York",
  "America/Detroit",
  "America/Indiana/Indianapolis",
  "America/Chicago",
  "America/Denver",
  "America/Phoenix",
  "America/Los_Angeles",
  "America/Anchorage",
  "America/Adak",
  "Pacific/Honolulu",
  "America/Puerto_Rico",
  "Pacific/Guam",
];
const STARTS = [1, 7, 10];
const FIRST = 2024;

const milwaukee = loadPlan("milwaukee");
const holidaysOf = await publicHolidays(undefined, []);
const calendar = workCalendar(holidaysOf, []);

const planIn = (zone: string, fiscalStartMonth: number) => ({
  ...milwaukee,
  city: { ...milwaukee.city, zone, fiscalStartMonth },
});

function clockAt(now: Temporal.Instant, plan: Clock["plan"]): Clock {
  const today = dateAt(now, plan.city);
  const recipients = { leads: new Map(), officers: [1] };
  const nobody = { places: [], holders: [], terms: [] };
  return { plan, now, today, calendar, departments: ["DPW"], recipients, ...nobody };
}

/** Decides each key once, as the database does, and keeps when. */
function memory() {
  const decided = new Map<string, { occasion: Occasion; at: Temporal.Instant; outcome: string }>();
  const store: Pick<OccasionStore, "decide"> = {
    decide: async (all: readonly Decided[], at) => {
      const fresh = all.filter(({ occasion }) => !decided.has(occasion.occasion));
      for (const { occasion, decision } of fresh)
        decided.set(occasion.occasion, { occasion, at, outcome: decision.outcome });
      return fresh.map(({ occasion }) => occasion);
    },
  };
  return { decided, store: store as OccasionStore };
}

describe("12 zones, year after year", () => {
  const sum = { zones: 0, years: YEARS, ticks: 0, nudges: 0 };
  afterAll(() => keepResult("quarterly nudges of one department by the clock", sum));

  test.each(ZONES.map((zone, at) => [zone, STARTS[at % STARTS.length] ?? 1] as const))(
    "%s, fiscal years from month %i: four nudges for each department and year, at nine on a business day",
    async (zone, start) => {
      const plan = planIn(zone, start);
      const begin = Temporal.PlainDate.from({ year: FIRST, month: start, day: 1 }).toZonedDateTime(zone).toInstant();
      const end = Temporal.PlainDate.from({ year: FIRST + YEARS, month: start, day: 1 })
        .toZonedDateTime(zone)
        .toInstant();
      const { decided, store } = memory();
      let ticks = 0;
      for (let now = begin; now.epochMilliseconds < end.epochMilliseconds; now = now.add({ hours: HOURS })) {
        ticks += 1;
        // Every hundredth tick the clock jumps back by a day.
        const at = ticks % 100 === 0 ? now.subtract({ hours: 24 }) : now;
        await sweep([quarterlyNudge], clockAt(at, plan), store, begin.epochMilliseconds);
      }

      const all = [...decided.values()].filter(
        ({ occasion }) => occasion.dueAt.epochMilliseconds >= begin.epochMilliseconds,
      );
      const years = new Map<string, number>();
      for (const { occasion, at, outcome } of all) {
        const local = occasion.dueAt.toZonedDateTimeISO(zone);
        const day = local.toPlainDate().toString();
        expect(outcome).toBe("queued");
        expect(local.toPlainTime().toString()).toBe("09:00:00");
        expect(calendar.closedBecause(day)).toBeUndefined();
        expect(quarterOf(day, plan.city).id).toBe(occasion.occasion);
        expect(at.epochMilliseconds - occasion.dueAt.epochMilliseconds).toBeGreaterThanOrEqual(0);
        expect(at.epochMilliseconds - occasion.dueAt.epochMilliseconds).toBeLessThan(HOURS * 3_600_000);
        const year = yearOf(day, plan.city).id;
        years.set(year, (years.get(year) ?? 0) + 1);
      }
      expect([...years.values()]).toEqual(Array.from({ length: YEARS }, () => 4));
      sum.zones += 1;
      sum.ticks += ticks;
      sum.nudges += all.length;
    },
    PATIENCE,
  );
});

describe("any city, any moment", () => {
  const anyZone = fc.constantFrom(...ZONES);
  const anyStart = fc.constantFrom(...STARTS);
  // Minutes around both changes of the clock, Feb 29, New Year and the ends of the quarters of any fiscal year.
  const anyMoment = fc
    .tuple(
      fc.constantFrom("2026-03-08", "2026-11-01", "2028-02-29", "2027-12-31", "2027-06-30", "2027-09-30", "2028-03-31"),
      fc.integer({ min: -36 * 60, max: 36 * 60 }),
    )
    .map(([day, minutes]) => Temporal.Instant.from(`${day}T12:00:00Z`).add({ minutes }));

  test("what is decided at a moment is what fell due by then and is still open, and the next one lies ahead", () => {
    fc.assert(
      fc.property(anyZone, anyStart, anyMoment, (zone, start, now) => {
        const plan = planIn(zone, start);
        const occasions = quarterlyNudge.occasions(clockAt(now, plan));
        // Three quarters that follow each other, each with one nudge within it, at nine in the city.
        expect(occasions).toHaveLength(3);
        for (const [at, { dueAt, until, occasion }] of occasions.entries()) {
          const local = dueAt.toZonedDateTimeISO(zone);
          expect([local.hour, local.minute]).toEqual([9, 0]);
          const quarter = quarterOf(local.toPlainDate().toString(), plan.city);
          expect(quarter.id).toBe(occasion);
          expect(until.toZonedDateTimeISO(zone).toPlainDate().toString()).toBe(
            Temporal.PlainDate.from(quarter.end).add({ days: 1 }).toString(),
          );
          const before = occasions[at - 1];
          if (before) expect(before.until.epochMilliseconds).toBeLessThan(dueAt.epochMilliseconds);
        }
        const open = occasions.filter(({ until }) => until.epochMilliseconds > now.epochMilliseconds);
        expect(open.length).toBeGreaterThanOrEqual(2);
      }),
      { numRuns: soak ? 20_000 : 300 },
    );
  });
});
