import { describe, expect, test } from "vitest";
import { publicHolidays } from "../../src/clock/holidays.ts";
import {
  addBusinessDays,
  businessDayFrom,
  businessDaysUntil,
  isBusinessDay,
  type WorkCalendar,
  workCalendar,
} from "../../src/core/calendar/business-days.ts";

const calendarOf = async (state: string, worked: string[] = []): Promise<WorkCalendar> =>
  workCalendar(await publicHolidays(state, worked), [{ date: "2026-11-27", name: "Furlough day" }]);

describe("business days (row F6)", () => {
  test("know weekends, federal holidays with the day they are observed on, and the city's own days", async () => {
    const calendar = await calendarOf("OR");
    const why = (date: string) => calendar.closedBecause(date);

    expect(why("2026-11-21")).toBe("Saturday");
    expect(why("2026-11-26")).toBe("Thanksgiving Day");
    expect(why("2026-11-27")).toBe("Furlough day");
    // 4 July 2026 is a Saturday: it is observed on Friday 3 July. 4 July 2027 is a Sunday: on Monday 5 July.
    expect(why("2026-07-03")).toContain("Independence Day");
    expect(why("2027-07-05")).toContain("Independence Day");
    expect(why("2026-11-24")).toBeUndefined();
    // Veterans Day 2028 is a Saturday, and that of 2029 a Sunday.
    expect(why("2028-11-10")).toBe("Veterans Day (observed)");
    expect(why("2029-11-12")).toBe("Veterans Day (observed)");
    // 1 January 2028 is a Saturday: it is observed in the year before.
    expect(why("2027-12-31")).toContain("New Year");
  });

  test("know a state's own holidays, but not those on which the city works", async () => {
    expect((await calendarOf("AK")).closedBecause("2026-03-30")).toBe("Seward's Day");
    expect((await calendarOf("OR")).closedBecause("2026-03-30")).toBeUndefined();
    // Alaska Day 2026 is a Sunday.
    expect((await calendarOf("AK")).closedBecause("2026-10-19")).toBe("Alaska Day (observed)");
    expect((await calendarOf("WI")).closedBecause("2026-11-03")).toBe("Election Day");
    expect((await calendarOf("WI", ["Election Day"])).closedBecause("2026-11-03")).toBeUndefined();
  });

  test("are counted forwards and backwards", async () => {
    const calendar = await calendarOf("OR");

    // Tue 24, (Thu 26 and Fri 27 are closed), Wed 25, Mon 30, Tue 1 Dec.
    expect(addBusinessDays("2026-11-23", 4, calendar)).toBe("2026-12-01");
    expect(addBusinessDays("2026-12-01", -4, calendar)).toBe("2026-11-23");
    expect(addBusinessDays("2026-11-23", 0, calendar)).toBe("2026-11-23");
    expect(businessDaysUntil("2026-11-23", "2026-12-01", calendar)).toBe(4);
    expect(businessDayFrom("2026-11-26", calendar)).toBe("2026-11-30");
    // 25 business days before the last day of 2026: Christmas, Thanksgiving and the furlough day lie between.
    expect(addBusinessDays("2026-12-31", -25, calendar)).toBe("2026-11-23");
  });

  test("forth and back is the same business day, whatever the year", async () => {
    const calendar = await calendarOf("AK");
    for (const start of ["2024-02-29", "2025-12-31", "2026-07-02", "2028-02-28"]) {
      const from = businessDayFrom(start, calendar);
      for (const days of [1, 5, 25, 90]) {
        const there = addBusinessDays(from, days, calendar);
        expect(addBusinessDays(there, -days, calendar)).toBe(from);
        expect(businessDaysUntil(from, there, calendar)).toBe(days);
        expect(isBusinessDay(there, calendar)).toBe(true);
      }
    }
  });
});
