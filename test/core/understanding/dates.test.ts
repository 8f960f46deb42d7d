import { describe, expect, test } from "vitest";
import { addDays } from "../../../src/core/calendar/calendar.ts";
import { datesIn } from "../../../src/core/understanding/dates.ts";

const SATURDAY = "2026-11-21";
const readings = (text: string, today = SATURDAY) => datesIn(text, today).map(({ dates }) => [...dates]);

describe("A day is understood, looking back from Saturday 21 November 2026", () => {
  test.each([
    ["yesterday", "2026-11-20"],
    ["yday", "2026-11-20"],
    ["last night", "2026-11-20"],
    ["this morning", SATURDAY],
    ["the day before yesterday", "2026-11-19"],
    ["3 days ago", "2026-11-18"],
    ["two weeks ago", "2026-11-07"],
    ["a week ago", "2026-11-14"],
    ["on Thursday", "2026-11-19"],
    ["thurs", "2026-11-19"],
    ["this past Tuesday", "2026-11-17"],
    ["Tuesday of last week", "2026-11-10"],
    ["last week on Thursday", "2026-11-12"],
    ["Oct 3", "2026-10-03"],
    ["October 3rd", "2026-10-03"],
    ["Oct. 3rd, 2026", "2026-10-03"],
    ["3 Oct", "2026-10-03"],
    ["the 3rd of October", "2026-10-03"],
    ["10/3", "2026-10-03"],
    ["10/03/26", "2026-10-03"],
    ["10-3-2026", "2026-10-03"],
    ["2026-10-03", "2026-10-03"],
    ["2026/10/03", "2026-10-03"],
    ["3/14", "2026-03-14"],
    ["on the 3rd", "2026-11-03"],
    ["on the 28th", "2026-10-28"],
    ["Dec 15", "2025-12-15"],
    ["ayer", "2026-11-20"],
    ["anteayer", "2026-11-19"],
    ["el 3 de octubre", "2026-10-03"],
    ["hace dos semanas", "2026-11-07"],
    ["Tuesday, Nov 17", "2026-11-17"],
    ["yesterday (Nov 20)", "2026-11-20"],
  ])("%s is %s", (text, day) => {
    expect(readings(text)).toEqual([[day]]);
  });

  test.each([
    "last week",
    "last wk",
    "in October",
    "mid October",
    "a few days ago",
    "recently",
    "the other day",
    "over the weekend",
    "last month",
    "in Q3",
    "the week of Nov 9",
    "the Tuesday before last",
    "every Tuesday",
    "Veterans Day",
    "2026-02-30",
    "Nov 31",
    "not sure which day",
    "la semana pasada",
  ])("%s is no one day", (text) => {
    expect(readings(text)).toEqual([[]]);
  });

  test.each([
    ["Nov 16 and 17", ["2026-11-16", "2026-11-17"]],
    ["Nov 9-11", ["2026-11-09", "2026-11-11"]],
    ["last Tuesday", ["2026-11-17", "2026-11-10"]],
    ["Saturday", [SATURDAY, "2026-11-14"]],
  ])("%s has two readings", (text, days) => {
    expect(readings(text)).toEqual([days]);
  });

  test("two days apart are two matches", () => {
    expect(readings("Monday or Tuesday")).toEqual([["2026-11-16"], ["2026-11-17"]]);
  });

  test.each([
    "10-12 people",
    "24/7",
    "2/3 of the staff",
    "9 folks sat through it",
    "on the 3rd floor",
    "Happy Friday!",
  ])("%s tells no day", (text) => {
    expect(readings(text)).toEqual([]);
  });

  test("a number that counts people is no day of a month", () => {
    expect(readings("EO october 12 people")).toEqual([[]]);
  });

  test("a weekday that does not fit its date leaves both open", () => {
    expect(readings("Tuesday October 3")).toEqual([["2026-10-03", "2026-11-17"]]);
  });

  test("yesterday beside another date leaves both open, though both are a Friday", () => {
    expect(readings("yesterday, Nov 13")).toEqual([["2026-11-13", "2026-11-20"]]);
  });

  test("a day is found in a long text without slowing down", () => {
    const text = `${"we met and talked about many things ".repeat(80)} on Oct 3`;

    expect(readings(text)).toEqual([["2026-10-03"]]);
  });
});

describe("The calendar's corners", () => {
  test.each([
    ["Feb 29", "2028-03-05", "2028-02-29"],
    ["Feb 29", "2029-03-05", "2028-02-29"],
    ["2/29", "2028-02-29", "2028-02-29"],
    ["yesterday", "2027-01-01", "2026-12-31"],
    ["Dec 31", "2027-01-05", "2026-12-31"],
    ["12/30", "2027-01-05", "2026-12-30"],
    ["yesterday", "2026-03-01", "2026-02-28"],
    ["yesterday", "2026-11-01", "2026-10-31"],
    ["Jan 2", "2026-01-02", "2026-01-02"],
    ["on the 31st", "2026-03-01", "2026-01-31"],
  ])("%s said on %s is %s", (text, today, day) => {
    expect(readings(text, today)).toEqual([[day]]);
  });

  test.each([
    ["2026-11-16", "Monday", ["2026-11-10"]],
    ["2026-11-17", "Tuesday", ["2026-11-10"]],
    ["2026-11-18", "Wednesday", ["2026-11-17", "2026-11-10"]],
    ["2026-11-19", "Thursday", ["2026-11-17", "2026-11-10"]],
    ["2026-11-20", "Friday", ["2026-11-17", "2026-11-10"]],
    ["2026-11-21", "Saturday", ["2026-11-17", "2026-11-10"]],
    ["2026-11-22", "Sunday", ["2026-11-17", "2026-11-10"]],
  ])("last Tuesday said on %s, a %s, is %j", (today, _weekday, days) => {
    expect(readings("last Tuesday", today)).toEqual([days]);
  });

  test("every weekday said by name is within the last week, on any day of a year", () => {
    for (let today = "2026-01-01"; today < "2027-01-01"; today = addDays(today, 1)) {
      const [[day = ""] = []] = readings("on Wednesday", today);
      expect(day <= today && day > addDays(today, -7), today).toBe(true);
    }
  });
});
