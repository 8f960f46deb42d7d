import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fte, money } from "../../../src/core/fields/amount.ts";
import { link } from "../../../src/core/fields/link.ts";
import { ownWords } from "../../../src/core/fields/own-words.ts";
import { decimalOf, printFte, printMoney, readHundredths } from "../../../src/core/records/hundredths.ts";
import { createSentence } from "../../../src/core/understanding/sentence.ts";
import { budgetYear } from "../../../src/domain/change/fields/budget-year.ts";
import { goals } from "../../../src/domain/plan/fields/goals.ts";
import { councilFile } from "../../../src/domain/statement/fields/council-file.ts";
import { contextIn, milwaukee } from "../understanding/harness.ts";

const context = contextIn(milwaukee(), "ana.torres@milwaukee.example", "2026-11-21T20:05:00Z");

describe("money and positions, in hundredths and never as a fraction (trap G12)", () => {
  const hundredths = fc.integer({ min: -99_999_999_999_999, max: 99_999_999_999_999 });

  test("what is written or printed is read as the same amount", () => {
    fc.assert(
      fc.property(hundredths, (value) => {
        expect(readHundredths(decimalOf(value))).toBe(value);
        expect(readHundredths(printMoney(value))).toBe(value);
        expect(money({ label: "x" }).read(decimalOf(value), context)).toEqual({
          state: "found",
          value: decimalOf(value),
        });
      }),
    );
  });

  test("what is printed is found in a sentence", () => {
    fc.assert(
      fc.property(
        hundredths.filter((value) => value !== 0),
        (value) => {
          const said = (words: string) => money({ label: "x" }).find(createSentence(words), context);
          expect(said(`${printMoney(value)} moved`)).toEqual({ state: "found", value: decimalOf(value) });
          const positions = fte({ label: "x" }).find(createSentence(`it is ${printFte(value)} now`), context);
          expect(positions).toEqual({ state: "found", value: decimalOf(value) });
        },
      ),
    );
  });

  test.each([
    ["-25000", -2_500_000],
    ["$1,250.5", 125_050],
    ["($3,000)", -300_000],
    ["40k", 4_000_000],
    ["1.25 million", 125_000_000],
    ["1.500", 150],
    ["-0", 0],
  ])("%s is read", (typed, value) => {
    expect(readHundredths(typed)).toBe(value);
  });

  test.each(["1.234", "1,23", "12,34,567", "1e3", "lots", "", "--5", "1000000000000"])("%s is not", (typed) => {
    expect(readHundredths(typed)).toBeUndefined();
  });

  test("a cut without a sign, and two amounts, are asked", () => {
    const said = (words: string) => money({ label: "x" }).find(createSentence(words), context);
    expect(said("reduced overtime by $500")).toMatchObject({ state: "ambiguous", candidates: ["-500.00", "500.00"] });
    expect(said("$500 or $600")).toMatchObject({ state: "ambiguous", candidates: ["500.00", "600.00"] });
  });
});

describe("the other fields of these records", () => {
  test("goals are found with their letter, or after the word", () => {
    const said = (words: string) => goals().find(createSentence(words), context);
    expect(said("G1 and g3")).toEqual({ state: "found", value: ["G1", "G3"] });
    expect(said("goals 1, 2")).toEqual({ state: "found", value: ["G1", "G2"] });
    expect(said("on 12 streets")).toEqual({ state: "absent" });
  });

  test("a council's file is found after the word, and one that is no number is asked", () => {
    const said = (words: string) => councilFile().find(createSentence(words), context);
    expect(said("for council file #211268")).toEqual({ state: "found", value: "211268" });
    expect(said("211268 people")).toEqual({ state: "absent" });
    expect(councilFile().read("soon", context).state).toBe("unclear");
  });

  test("a budget year is a fiscal year, and today's when none is said", () => {
    const said = (words: string) => budgetYear().find(createSentence(words), context);
    expect(said("FY27")).toEqual({ state: "found", value: 2027 });
    expect(said("in the 2028 budget")).toEqual({ state: "found", value: 2028 });
    expect(said("on 2026-11-03")).toEqual({ state: "absent" });
    expect(budgetYear().fallback?.(context)).toBe(2026);
  });

  test("a link is a link", () => {
    const said = link({ label: "x" }).find(createSentence("see https://city.example/a?b=1."), context);
    expect(said).toEqual({ state: "found", value: "https://city.example/a?b=1" });
    expect(link({ label: "x" }).read("javascript:alert(1)", context).state).toBe("unclear");
  });

  test("own words are what is in quotes or after a colon, and nothing else reads into them", () => {
    const field = ownWords({ label: "x" });
    const sentence = createSentence('for file: "Parks on 2026-12-01 for $5"');
    expect(field.find(sentence, context)).toEqual({ state: "found", value: "Parks on 2026-12-01 for $5" });
    expect(money({ label: "x" }).find(sentence, context)).toEqual({ state: "absent" });
    expect(field.find(createSentence("change it: every street is plowed by need"), context)).toMatchObject({
      value: "every street is plowed by need",
    });
    expect(field.find(createSentence("time 10:30 today"), context)).toEqual({ state: "absent" });
  });
});
