import { describe, expect, test } from "vitest";
import { numberAt } from "../../../src/core/understanding/numbers.ts";
import { createSentence } from "../../../src/core/understanding/sentence.ts";
import { tallyOf } from "../../../src/core/understanding/tally.ts";

const number = (text: string) => numberAt(createSentence(text).tokens, 0);

describe("A number in digits or words", () => {
  test.each([
    ["12", 12],
    ["1,200", 1200],
    ["12.5", 12.5],
    ["-3", -3],
    ["twelve", 12],
    ["twenty-three", 23],
    ["thirty five", 35],
    ["one hundred and five", 105],
    ["two hundred", 200],
    ["a hundred", 100],
    ["three thousand two hundred and twelve", 3212],
    ["a dozen", 12],
    ["half a dozen", 6],
    ["two dozen", 24],
    ["media docena", 6],
    ["una docena", 12],
    ["doce", 12],
  ])("%s is %d", (text, value) => {
    const { tokens } = createSentence(text);

    expect(number(text)).toMatchObject({ value, length: tokens.length });
  });

  test("a number ends where another begins", () => {
    expect(number("twenty thirty")).toMatchObject({ value: 20, length: 1 });
    expect(number("one hundred and Ana")).toMatchObject({ value: 100, length: 2 });
    expect(number("one thousand and one hundred")).toMatchObject({ value: 1100, length: 5 });
  });

  test.each(["constructor", "toString", "couple", "people"])("%s is no number", (word) => {
    expect(number(word)).toBeUndefined();
  });

  test("a few dozen is no number anybody counted", () => {
    expect(numberAt(createSentence("few dozen").tokens, 1)).toBeUndefined();
  });
});

const nobody = { employees: 0, contractors: 0 };
const told = (text: string, named = nobody) => {
  const { employees, contractors, unsplit, rough } = tallyOf(createSentence(text), named);
  const plain = (one: { state: string; value?: number; candidates?: number[] }) =>
    one.state === "found" ? one.value : (one.candidates ?? (one.state === "absent" ? undefined : one.state));
  const all = { employees: plain(employees), contractors: plain(contractors), unsplit: plain(unsplit), rough };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
};

describe("How many attended", () => {
  test.each([
    ["12 people", { employees: 12 }],
    ["12ppl", { employees: 12 }],
    ["a team of 6", { employees: 6 }],
    ["attendance: 27", { employees: 27 }],
    ["8 employees and 4 managers", { employees: 12 }],
    ["12 employees, 3 of them managers", { employees: 12 }],
    ["7 contractors", { contractors: 7 }],
    ["4 contract workers", { contractors: 4 }],
    ["a contractor", { contractors: 1 }],
    ["12 employees and 3 contractors", { employees: 12, contractors: 3 }],
    ["staff 17, contractors 2", { employees: 17, contractors: 2 }],
    ["15 people including 3 contractors", { employees: 12, contractors: 3 }],
    ["18 people, 6 of them contractors", { employees: 12, contractors: 6 }],
    ["24 people, four of whom were contractors", { employees: 20, contractors: 4 }],
    ["22 people: 20 employees, 2 contractors", { employees: 20, contractors: 2 }],
    ["30 people, all contractors", { contractors: 30 }],
    ["33 employees, 0 contractors", { employees: 33 }],
    ["20 employees and contractors", { unsplit: 20 }],
    ["60 staff/contractors", { unsplit: 60 }],
    ["10 more people", { employees: 10 }],
  ])("%s", (text, counts) => {
    expect(told(text)).toEqual(counts);
  });

  test.each([
    ["10 or 12 people", { employees: [10, 12] }],
    ["10-12 people", { employees: [10, 12] }],
    ["between 10 and 12 employees", { employees: [10, 12] }],
    ["12 people (3 contractors)", { employees: [12, 9], contractors: 3 }],
    ["15 attendees: 12 employees and 4 contractors", { employees: [12, 15], contractors: 4 }],
    ["12 people in the morning and 9 in the afternoon", { employees: [12, 9] }],
    ["12, no wait, 13 people", { employees: [13, 12] }],
    ["12 people each", { employees: "unclear" }],
    ["15 people minus 3", { employees: "unclear" }],
  ])("%s is asked about", (text, counts) => {
    expect(told(text)).toMatchObject(counts);
  });

  test.each([
    ["about 12 people", 12],
    ["20+ people", 20],
    ["30ish people", 30],
    ["at least 30 people", 30],
  ])("%s is a rough number", (text, rough) => {
    expect(told(text)).toMatchObject({ rough });
  });

  test.each(["0 people", "-3 people", "12.5 people", "100001 people", "1,000,000 employees"])(
    "%s is refused",
    (text) => {
      expect(told(text)).toEqual({ employees: "refused" });
    },
  );

  test.each([
    "at 10am",
    "from 9 to 11am",
    "10:30",
    "the 2 hour class",
    "room 203",
    "floor 4",
    "841 N Broadway",
    "Session 2 of 3",
    "$12 each for lunch",
    "call 414-555-0134",
    "meeting 889 1234 5678",
    "2 sessions",
    "20 invited",
    "100% of them",
    "in 2026",
    "the 3rd",
    "#7",
  ])("%s counts nobody", (text) => {
    expect(told(text)).toEqual({});
  });

  test("named people are part of a count, and others come on top of them", () => {
    const two = { employees: 2, contractors: 0 };

    expect(told("15 people including them", two)).toEqual({ employees: 15 });
    expect(told("and 4 others", two)).toEqual({ employees: 6 });
    expect(told("with 11 coworkers", two)).toEqual({ employees: 13 });
  });

  test("named people joined to a count may be part of it or not", () => {
    expect(told("and 12 people", { employees: 1, contractors: 0 })).toEqual({ employees: [13, 12] });
  });

  test("a count below the number of those named is asked about", () => {
    expect(told("3 people", { employees: 4, contractors: 0 })).toEqual({ employees: "unclear" });
  });
});
