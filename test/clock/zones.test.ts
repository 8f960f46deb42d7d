import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { afterAll, describe, expect, test } from "vitest";
import { publicHolidays } from "../../src/clock/holidays.ts";
import type { Clock } from "../../src/clock/jobs/job.ts";
import { quarterlyNudge } from "../../src/clock/jobs/quarterly-nudge.ts";
import { sweep } from "../../src/clock/jobs/sweep.ts";
import { workCalendar } from "../../src/core/calendar/business-days.ts";
import { dateAt, quarterOf, yearOf } from "../../src/core/calendar/calendar.ts";
import type { Decided, Occasion, OccasionStore } from "../../src/core/deliveries/occasions.ts";
import { loadPlan } from "../../src/plan/load-plan.ts";
import { keepResult } from "../soak/results.ts";

const soak = process.env.SOAK === "1";
const [YEARS, HOURS] = soak ? [10, 3] : [1, 7];
/** From nine to five nobody is disturbed by a message, so a tick within them sends it on its day. */
const WORKING_HOURS = 8;
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
  const recipients = { leads: new Map(), officers: [1], seniors: new Map() };
  const nobody = { places: [], holders: [], terms: [], nudged: [], answers: [] };
  return { plan, now, today, calendar, departments: ["DPW"], recipients, ...nobody };
}

interface Nudge {
  occasion: Occasion;
  at: Temporal.Instant;
  outcome: string;
}

/** Decides each key once, as the database does, and keeps when. */
function memory() {
  const decided = new Map<string, Nudge>();
  const store: Pick<OccasionStore, "undecided" | "decide"> = {
    undecided: async (all) => all.filter(({ occasion }) => !decided.has(occasion.occasion)),
    decide: async (all: readonly Decided[], at) => {
      const fresh = all.filter(({ occasion }) => !decided.has(occasion.occasion));
      for (const { occasion, decision } of fresh)
        decided.set(occasion.occasion, { occasion, at, outcome: decision.outcome });
      return fresh.map(({ occasion }) => occasion);
    },
  };
  return { decided, store: store as OccasionStore };
}

/** Ticks over all years; at every hundredth the clock has jumped back by a day for a moment. */
async function tickThrough(plan: Clock["plan"], begin: Temporal.Instant, end: Temporal.Instant) {
  const { decided, store } = memory();
  const tick = (at: Temporal.Instant) =>
    sweep([quarterlyNudge], clockAt(at, plan), store, begin.epochMilliseconds, async (fresh) => [...fresh]);
  let ticks = 0;
  for (let now = begin; now.epochMilliseconds < end.epochMilliseconds; now = now.add({ hours: HOURS })) {
    ticks += 1;
    if (ticks % 100 === 0) await tick(now.subtract({ hours: 24 }));
    await tick(now);
  }
  return { ticks, nudges: [...decided.values()] };
}

/** What is wrong with one nudge; nothing where it is right. */
function faultsOf({ occasion, at, outcome }: Nudge, { city }: Clock["plan"]): string[] {
  const local = occasion.dueAt.toZonedDateTimeISO(city.zone);
  const day = local.toPlainDate().toString();
  const late = at.epochMilliseconds - occasion.dueAt.epochMilliseconds;
  const rules: [string, boolean][] = [
    ["is not sent", outcome === "queued"],
    ["is not at nine", local.toPlainTime().toString() === "09:00:00"],
    ["is on a day on which nobody works", calendar.closedBecause(day) === undefined],
    ["is in another quarter", quarterOf(day, city).id === occasion.occasion],
    ["is early", late >= 0],
    ["is a day late", late < WORKING_HOURS * 3_600_000],
  ];
  return rules.filter(([, holds]) => !holds).map(([fault]) => `${occasion.occasion}, ${local.toString()}: ${fault}`);
}

describe("12 zones, year after year", () => {
  const sum = { zones: 0, years: YEARS, ticks: 0, nudges: 0 };
  afterAll(() => keepResult("quarterly nudges of one department by the clock", sum));

  test.each(ZONES.map((zone, at) => [zone, STARTS[at % STARTS.length] ?? 1] as const))(
    "%s, fiscal years from month %i: four nudges for each department and year, at nine on a business day",
    async (zone, start) => {
      const plan = planIn(zone, start);
      const startOf = (year: number) =>
        Temporal.PlainDate.from({ year, month: start, day: 1 }).toZonedDateTime(zone).toInstant();
      const { ticks, nudges } = await tickThrough(plan, startOf(FIRST), startOf(FIRST + YEARS));

      const years = new Map<string, number>();
      for (const { occasion } of nudges) {
        const year = yearOf(dateAt(occasion.dueAt, plan.city), plan.city).id;
        years.set(year, (years.get(year) ?? 0) + 1);
      }
      expect(nudges.flatMap((nudge) => faultsOf(nudge, plan))).toEqual([]);
      expect([...years.values()]).toEqual(Array.from({ length: YEARS }, () => 4));
      sum.zones += 1;
      sum.ticks += ticks;
      sum.nudges += nudges.length;
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
