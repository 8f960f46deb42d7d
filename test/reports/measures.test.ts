import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decimalOf, grown, percentOf, plus, printDecimal } from "../../src/core/records/decimal.ts";
import type { Measure } from "../../src/domain/measure/measure.ts";
import type { Figures, MeasureRecord } from "../../src/domain/measure/measures.ts";
import { loadPlan } from "../../src/plan/load-plan.ts";
import { reportOf } from "../../src/reports/measures/report.ts";
import { yearWords } from "../../src/reports/measures/status.ts";
import { aimOf, reaches } from "../../src/reports/measures/targets.ts";
import { changeWords } from "../../src/reports/measures/words.ts";

const { city, measures } = loadPlan("anchorage");
const attendance = measures.find(({ id }) => id === "eo-participation") as Measure;

describe("exact decimals", () => {
  test("G2: five per cent on 2, 6 and 431, rounded up once, are 3, 7 and 453", () => {
    expect(["2", "6", "431"].map((base) => grown(base, 5, 1, "1"))).toEqual(["3", "7", "453"]);
    // Exactly reached is not rounded further: a float would make 21.000000000000004 of it.
    expect(grown("20", 5, 1, "1")).toBe("21");
    expect(grown("431", 5, 2, "1")).toBe("476");
    expect(grown("100.10", 5, 1, "0.01")).toBe("105.11");
    expect(grown("14", -10, 1, "1")).toBe("12");
  });

  test("G12: cents add up as integers do", () => {
    const cents = fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n });
    const written = (amount: bigint) => {
      const digits = (amount < 0n ? -amount : amount).toString().padStart(3, "0");
      return `${amount < 0n ? "-" : ""}${digits.slice(0, -2)}.${digits.slice(-2)}`;
    };
    fc.assert(
      fc.property(cents, cents, (a, b) => {
        const sum = plus(decimalOf(written(a)) ?? "", decimalOf(written(b)) ?? "");
        expect(sum).toBe(decimalOf(written(a + b)));
      }),
    );
  });

  test("what is no number is none, and printing loses nothing", () => {
    expect(["", "1-", "1,23", "1.00001", "1e3", "--1", "12k"].map(decimalOf)).toEqual(Array(7).fill(undefined));
    expect(decimalOf("-$1,234.50")).toBe("-1234.5");
    expect(printDecimal("1234567.1", 2)).toBe("1,234,567.10");
    expect(percentOf("1", "3")).toBe("33.3");
    expect(percentOf("0", "0")).toBeUndefined();
  });
});

const base = (value: string) => ({ value, label: "2023", partial: undefined });
const withTarget = (target: Measure["target"], more: Partial<Measure> = {}): Measure => ({
  ...attendance,
  ...more,
  target,
});

describe("targets", () => {
  test("G4: from a base of 0, or from none, there is no target and no percentage", () => {
    expect(aimOf({ measure: attendance, prior: base("0"), baseline: undefined })).toEqual({
      value: undefined,
      words: "no target: 2023 was 0",
    });
    expect(aimOf({ measure: attendance, prior: undefined, baseline: undefined })?.words).toBe("no baseline");
    expect(changeWords(attendance, "12", "0")).toBe("new (+12)");
    expect(changeWords(attendance, "12", undefined)).toBe("no baseline");
    expect(changeWords(attendance, "3", "2")).toBe("+1 (+50 %)");
  });

  test("B12: compounded, the agreed baseline grows once for every year since", () => {
    const measure = withTarget({ rule: "compounded", percent: 5 });
    const aim = aimOf({ measure, prior: base("980"), baseline: { base: base("431"), years: 3 } });
    expect(aim?.value).toBe("499");
  });

  test("a measure that should fall is reached from above, and its target is rounded down", () => {
    const measure = withTarget({ rule: "prior-year", percent: 5 }, { direction: "down" });
    expect(aimOf({ measure, prior: base("14"), baseline: undefined })?.value).toBe("13");
    expect(reaches(measure, "13", "13")).toBe(true);
    expect(reaches(measure, "14", "13")).toBe(false);
  });

  test("an absolute target is as the plan says", () => {
    expect(
      aimOf({ measure: withTarget({ rule: "absolute", value: 25 }), prior: undefined, baseline: undefined })?.value,
    ).toBe("25");
  });
});

const recorded = (start: string, end: string, value: string, more: Partial<MeasureRecord> = {}): MeasureRecord => ({
  id: `ME-${start}`,
  version: 1,
  author: 1,
  authorName: "Nora",
  undone: false,
  measure: "eo-participation",
  start,
  end,
  department: undefined,
  audience: "unsplit",
  value,
  of: undefined,
  on: undefined,
  state: undefined,
  source: undefined,
  note: undefined,
  baseline: undefined,
  ...more,
});

describe("a year of quarters", () => {
  const year2024 = { id: "2024", label: "2024", start: "2024-01-01", end: "2024-12-31" };
  const words = (figures: Figures, measure = attendance) => {
    const report = reportOf(measure, figures, { asked: year2024, department: undefined, city });
    const [year] = report.years;
    return year && yearWords(report, year, "2026-11-21");
  };

  test("G3, E28: an agreed baseline stands in for a year nobody reported, with how much of it was reported", () => {
    const figures = {
      recorded: [
        recorded("2023-01-01", "2023-12-31", "431", { baseline: { quarters: 1, agreedWith: "AERC" } }),
        recorded("2024-01-01", "2024-03-31", "980"),
      ],
      counted: [],
      closed: [],
    };
    expect(words(figures)).toBe(
      "2024: 980 people, 1 of 4 quarters reported. Target 453 (the baseline + 5 %, baseline 1 of 4 quarters): reached. Against the baseline of Sun 1 Jan 2023 to Sun 31 Dec 2023: +549 (+127.4 %), baseline 1 of 4 quarters.",
    );
  });

  test("G1: zero is a report; a year without any is not reported, and a year of zeroes is 0", () => {
    expect(words({ recorded: [], counted: [], closed: [] })).toBe("2024: not reported. Target: no baseline.");
    expect(words({ recorded: [recorded("2024-01-01", "2024-03-31", "0")], counted: [], closed: [] })).toContain(
      "2024: 0 people",
    );
  });

  test("what stands at the end of each quarter is not added up", () => {
    const barriers = measures.find(({ id }) => id === "barriers") as Measure;
    const of = { measure: "barriers" };
    const figures = {
      recorded: [recorded("2024-01-01", "2024-03-31", "14", of), recorded("2024-04-01", "2024-06-30", "12", of)],
      counted: [],
      closed: [],
    };
    expect(words(figures, barriers)).toContain("2024: 12 barriers, 2 of 4 quarters reported.");
  });
});
