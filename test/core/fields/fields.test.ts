import { describe, expect, test } from "vitest";
import { commands } from "../../../commands/index.ts";
import { trainingFields } from "../../../commands/training/log.ts";
import type { Context, Found } from "../../../src/core/command/field.ts";
import { changes } from "../../../src/core/fields/changes.ts";
import { choice } from "../../../src/core/fields/choice.ts";
import { course } from "../../../src/core/fields/course.ts";
import { date } from "../../../src/core/fields/date.ts";
import { department } from "../../../src/core/fields/department.ts";
import { headcount } from "../../../src/core/fields/headcount.ts";
import { period } from "../../../src/core/fields/period.ts";
import { record } from "../../../src/core/fields/record.ts";
import { text } from "../../../src/core/fields/text.ts";
import type { City } from "../../../src/core/places/city.ts";
import { writesDayFirst } from "../../../src/core/understanding/dates.ts";
import { createSentence } from "../../../src/core/understanding/sentence.ts";
import { contextIn, milwaukee } from "../understanding/harness.ts";

const world = milwaukee();
const AT = "2026-11-21T20:05:00Z";
const context = contextIn(world, "nadia.rahman@milwaukee.example", AT);

const plain = (one: Found<unknown>) => {
  if (one.state === "found") return one.value;
  return one.state === "ambiguous" ? one.candidates : one.state;
};

describe("A department", () => {
  const find = (said: string) => plain(department().find(createSentence(said), context));

  test.each([
    ["12 people from Parks took EO", "PARKS"],
    ["30 people in the fire department", "MFD"],
    ["police: 88 employees", "MPD"],
    ["DNS 14 employees", "DNS"],
    ["mayor's office, 6 people", "MAYOR"],
    ["the city attorney’s office".replace("’", "'"), "ATTY"],
    ["fire and police commission: 8 people", "FPC"],
    ["5 people from the Employes' Retirement System", "ERS"],
    ["11 employees from publc works", "DPW"],
    ["tresurer's office 5 ppl", "TREAS"],
    ["my department", "DOA"],
  ])("%s", (said, code) => {
    expect(find(said)).toBe(code);
  });

  test.each([
    ["12 people from DPW and Parks", ["DPW", "PARKS"]],
    ["fire or police", ["MFD", "MPD"]],
    ["12 people at the library", ["DOA", "MPL"]],
  ])("%s has two readings", (said, codes) => {
    expect(find(said)).toEqual(codes);
  });

  test.each(["12 people from the Zoo took EO", "9 in the Department of Aviation", "for the Harbor Patrol department"])(
    "%s: one that is not there is asked about, with the nearest three",
    (said) => {
      expect(find(said)).toHaveLength(3);
    },
  );

  test.each(["12 people took part", "we park there", "a fire drill and health fair were fun"])("%s: none", (said) => {
    expect(find(said)).toBe("absent");
  });

  test("a typed name is read by code, name, nickname or with a slip", () => {
    for (const typed of ["DPW", "dpw", "Public Works", "sanitation", "publc works"])
      expect(department().read(typed, context)).toEqual({ state: "found", value: "DPW" });
    expect(department().read("Sewerage", context)).toMatchObject({ state: "unclear", because: /Sewerage/ });
  });
});

describe("A course", () => {
  const find = (said: string) => plain(course().find(createSentence(said), context));

  test.each([
    ["anti racism", "ARA101"],
    ["ARA101", "ARA101"],
    ["racial equity tool kit", "TOOLKIT"],
    ["the harassment training", "HARASS"],
    ["harrassment prevention", "HARASS"],
    ["langauge access", "LANG"],
    ["anti-rascism 101", "ARA101"],
    ["safe zone", "LGBTQ"],
    ["LGBTQ+ Inclusion", "LGBTQ"],
    ['"Anti-Racism 101"', "ARA101"],
  ])("%s", (said, code) => {
    expect(find(said)).toBe(code);
  });

  test.each([
    ["EO and ADA training", ["EO", "ADA"]],
    ["harassment or EO", ["HARASS", "EO"]],
  ])("%s has two readings", (said, codes) => {
    expect(find(said)).toEqual(codes);
  });

  test.each(["Anti-Racism 201", "EO and CPR", '"Quilting for all"'])("%s is not in the list", (said) => {
    expect(course().find(createSentence(said), context)).toMatchObject({
      state: "ambiguous",
      because: /20|CPR|Quilting/,
    });
  });

  test.each(["12 people", "forklift safety", "quilting", ""])("%j: none", (said) => {
    expect(find(said)).toBe("absent");
  });
});

describe("A date", () => {
  const find = (said: string) => plain(date().find(createSentence(said), context));

  test("a date in the future is asked about", () => {
    expect(date().find(createSentence("EO on 2026-12-01"), context)).toMatchObject({ because: /has not come yet/ });
    expect(date().read("2026-12-01", context)).toMatchObject({ state: "unclear" });
  });

  test("Nov 25 said on 21 November is last year's or a slip", () => {
    expect(find("EO on Nov 25")).toEqual(["2025-11-25"]);
    expect(find("EO on Nov 25, 2025")).toBe("2025-11-25");
  });

  test("a named day outweighs one told by its distance", () => {
    expect(find("yesterday I heard that it was held on Oct 3")).toBe("2026-10-03");
  });

  test("a word of time that nothing read is asked about, never taken for today", () => {
    expect(find("EO two moons ago")).toBe("unclear");
  });

  test.each(["someday", "2026-02-30", "Oct 3 or so maybe", "12"])("%s in a form is asked about", (typed) => {
    expect(date().read(typed, context).state).toBe("unclear");
  });

  test("printing a day and reading it again gives it back", () => {
    expect(date().read(date().print("2026-10-03", context), context)).toEqual({ state: "found", value: "2026-10-03" });
  });
});

describe("A count in a form", () => {
  const read = (typed: unknown) => headcount("employees", { label: "Employees" }).read(typed, context);

  test.each([
    ["12", 12],
    [12, 12],
    ["1,200", 1200],
    ["eleven", 11],
    ["a dozen", 12],
  ])("%j is %d", (typed, value) => {
    expect(read(typed)).toEqual({ state: "found", value });
  });

  test.each(["0", "-2", "2.5", "100001"])("%s is refused with the reason", (typed) => {
    expect(read(typed)).toMatchObject({ state: "refused" });
  });

  test.each(["abc", "12 or 13", "12%", "$12"])("%s is asked about", (typed) => {
    expect(read(typed).state).toBe("unclear");
  });

  test.each(["the whole team", "several people", "everyone", "half the crew", "a couple dozen people"])(
    "%s does not say how many",
    (said) => {
      const found = headcount("employees", { label: "" }).find(createSentence(said), context);
      expect(found.state).toBe("unclear");
    },
  );
});

const inCity = (fiscalStartMonth: number, today = AT): Context => {
  const city: City = { ...world.city, fiscalStartMonth };
  return contextIn({ ...world, city }, "nadia.rahman@milwaukee.example", today);
};
const periods = (said: string, from: Context) => plain(period().find(createSentence(said), from));

describe("a day in an author's own way of writing", () => {
  const written = (said: string, locale: string) =>
    plain(date().find(createSentence(said), { ...context, dayFirst: writesDayFirst(locale) }));

  test.each(["es-US", "es_MX", "en-GB"])("3/11 is asked about in %s", (locale) => {
    expect(written("on 3/11/2026", locale)).toEqual(["2026-03-11", "2026-11-03"]);
  });

  test.each(["en-US", "", "no locale at all"])("and not in %j", (locale) => {
    expect(written("on 3/11/2026", locale)).toBe("2026-03-11");
  });

  test("a day that can be read in one way only is read", () => {
    expect(written("on 11/11/2026", "es-US")).toBe("2026-11-11");
    expect(written("on 20/10/2026", "es-US")).toBe("2026-10-20");
  });
});

describe("A period where the fiscal year is the calendar year", () => {
  test.each([
    ["q3", "2026-Q3"],
    ["Q3 2025", "2025-Q3"],
    ["2026-Q3", "2026-Q3"],
    ["third quarter", "2026-Q3"],
    ["this quarter", "2026-Q4"],
    ["last quarter", "2026-Q3"],
    ["this year", "2026"],
    ["last year", "2025"],
    ["2025", "2025"],
    ["october", "2026-10"],
    ["last month", "2026-10"],
    ["2026-10", "2026-10"],
    ["december", "2025-12"],
    ["the whole plan", "plan"],
    ["2026-01-01..2026-06-30", "2026-01-01..2026-06-30"],
    ["from Jan 1 to June 30 2026", "2026-01-01..2026-06-30"],
    ["from Nov 1 to Nov 20", "2026-11-01..2026-11-20"],
    ["2026 q1..q3", "2026-01-01..2026-09-30"],
    ["q2 to q3 2026", "2026-04-01..2026-09-30"],
    ["2026 q3..q1", "unclear"],
  ])("%s is %s", (said, id) => {
    expect(periods(said, context)).toBe(id);
  });

  test("a quarter that does not exist is asked about", () => {
    expect(periods("q5", context)).toBe("unclear");
  });

  test.each([
    ["since July", "2026-07-01..2026-11-21"],
    ["since 1 July", "2026-07-01..2026-11-21"],
    ["first half of 2026", "2026-01-01..2026-06-30"],
    ["2026 H2", "2026-07-01..2026-12-31"],
    ["last 6 months", "2026-05-21..2026-11-21"],
    ["last 2 quarters", "2026-04-01..2026-09-30"],
    ["26Q3", "2026-Q3"],
    ["July to September", "2026-07-01..2026-09-30"],
  ])("%s", (said, id) => {
    expect(periods(said, context)).toBe(id);
  });

  test.each(["2026 except Q3", "FY 26/27"])("%s is asked about", (said) => {
    expect(periods(said, context)).toBe("unclear");
  });

  test("as of a day is a question, but not for a figure as of the end of a quarter", () => {
    expect(periods("as of 12 October", context)).toEqual(["2026-10-01..2026-10-12", "2026-01-01..2026-10-12"]);
    expect(periods("as of 30 September", context)).toEqual(["2026-Q3", "2026-01-01..2026-09-30"]);
    expect(period({ besideDays: true }).find(createSentence("as of 30 September"), context)).toMatchObject({
      value: "2026-Q3",
    });
  });

  test("two periods are a question", () => {
    expect(periods("q1 and q2", context)).toEqual(["2026-Q1", "2026-Q2"]);
  });
});

describe.each([
  [7, "FY2027", "FY2027-Q2", "FY2027-Q1"],
  [10, "FY2027", "FY2027-Q1", "FY2026-Q4"],
])("A period where the fiscal year starts in month %d, on 21 November 2026", (month, year, quarter, before) => {
  const from = inCity(month);

  test("this year, this quarter and the last one are fiscal", () => {
    expect([periods("this year", from), periods("this quarter", from), periods("last quarter", from)]).toEqual([
      year,
      quarter,
      before,
    ]);
  });

  test("a bare year asks", () => {
    expect(periods("2026", from)).toEqual(["FY2026", "2026-01-01..2026-12-31"]);
  });

  test("a bare quarter asks, fiscal first", () => {
    expect(periods("q1", from)).toHaveLength(2);
  });

  test("FY says which is meant", () => {
    expect(periods("FY2027", from)).toBe("FY2027");
    expect(periods("fy27 q1", from)).toBe("FY2027-Q1");
    expect(periods("FY2027-Q1", from)).toBe("FY2027-Q1");
    expect(periods("FY2027 Q1..Q2", from)).toMatch(/^2026-\d\d-01\.\.2027-\d\d-3[01]$|^2026-07-01\.\.2026-12-31$/);
    expect(periods("2027 q1..q2", from)).toHaveLength(2);
    expect(periods("first half of 2026", from)).toHaveLength(2);
    expect(periods("FY 26/27", from)).toBe("FY2027");
  });
});

describe("A choice", () => {
  const senior = choice({
    label: "Senior",
    choices: [
      { value: "true", label: "Yes", words: /\bsenior\b/ },
      { value: "false", label: "No", words: /\bnot (?:a )?senior\b/ },
    ],
  });

  test("the longer words win: not a senior is no", () => {
    expect(plain(senior.find(createSentence("lead @abdi, not a senior"), context))).toBe("false");
    expect(plain(senior.find(createSentence("lead @abdi senior"), context))).toBe("true");
  });

  test("is read by its value or its label", () => {
    expect(plain(senior.read("yes", context))).toBe("true");
    expect(plain(senior.read("FALSE", context))).toBe("false");
    expect(senior.read("maybe", context)).toMatchObject({ state: "unclear", because: /maybe.*Yes, No/ });
  });
});

describe("Words of the person's own", () => {
  const reason = text({ label: "Reason", from: "because" });

  test.each([
    ['end @lee because "she moved"', "she moved"],
    ["end @lee because of his workload", "his workload"],
    ["end @lee reason: new job", "new job"],
    ["end @lee “moved to night shift”".replace(/[“”]/g, '"'), "moved to night shift"],
  ])("%s", (said, why) => {
    expect(plain(reason.find(createSentence(said), context))).toBe(why);
  });

  test("what a key holds in quotes is no reason", () => {
    expect(plain(reason.find(createSentence('fix course="Anti-Racism 101"'), context))).toBe("absent");
  });

  test("help with training, please, is about training", () => {
    expect(plain(text({ label: "About", from: "rest" }).find(createSentence("with training, please"), context))).toBe(
      "training",
    );
  });

  test("a text beyond its length is asked again, with both numbers", () => {
    expect(text({ label: "Note", from: "key", maxLength: 5 }).read("abcdef", context)).toMatchObject({
      because: /6.*5/,
    });
  });
});

describe("The changes of a correction", () => {
  const field = changes(() => trainingFields);
  const find = (said: string) => plain(field.find(createSentence(said), context));

  test.each([
    ["employees=11 contractors=4", { employees: 11, contractors: 4 }],
    ["should be 11 employees", { employees: 11 }],
    ["had 11 people, not 12", { employees: 11 }],
    ["3 contractors instead of 5", { contractors: 3 }],
    ["date to October 3", { heldOn: "2026-10-03" }],
    ['course="Anti-Racism 101"', { course: "ARA101" }],
  ])("%s", (said, values) => {
    expect(find(said)).toEqual(values);
  });

  test("a bad count is refused, an unknown key and an addition are asked about", () => {
    expect(find("employees=-2")).toBe("refused");
    expect(find("venue=gym")).toBe("unclear");
    expect(find("add @bo")).toBe("unclear");
  });

  test("what is written is read again", () => {
    const value = { employees: 11, people: ["bo.chen@milwaukee.example"] };

    expect(field.read(field.write(value), context)).toEqual({ state: "found", value });
    expect(field.read("{broken", context).state).toBe("unclear");
  });
});

test("a record's number is read in any case, and two of them are a question", () => {
  expect(plain(record().find(createSentence("fix tr-2026-0147"), context))).toBe("TR-2026-0147");
  expect(plain(record().find(createSentence("TR-2026-0147 and TR-2026-0148"), context))).toHaveLength(2);
  expect(record().read("147", context)).toMatchObject({ state: "unclear", because: /TR-2026-0147/ });
});

describe("A choice that is denied", () => {
  // Where something that happened is told, the judge knows denials; a question changes nothing.
  const told = commands.filter(({ writes, cues }) => writes && cues?.tells !== "past");
  const spoken = told.flatMap((command) =>
    Object.entries(command.fields).flatMap(([name, field]) => {
      const control = field.kind === "choice" ? field.control(context) : undefined;
      return (control?.kind === "choice" ? control.options : [])
        .map(({ value, label }) => ({
          at: `${command.name}: ${name}, ${label}`,
          field,
          value,
          said: label.toLowerCase(),
        }))
        .filter(({ said }) => !/\b(?:not?|nothing)\b/.test(said))
        .filter(({ value, said }) => plain(field.find(createSentence(`it is ${said}`), context)) === value);
    }),
  );

  test("is known to more commands than one", () => {
    expect(new Set(spoken.map(({ at }) => at.split(":")[0])).size).toBeGreaterThan(5);
  });

  test.each(["is not", "isn't", "isn't yet", "has not been", "is no longer", "never was"])(
    "%s: is never found",
    (denial) => {
      const found = spoken.filter(
        ({ field, value, said }) => plain(field.find(createSentence(`it ${denial} ${said}`), context)) === value,
      );
      expect(found.map(({ at }) => at)).toEqual([]);
    },
  );
});
