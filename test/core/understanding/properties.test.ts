import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { commands } from "../../../commands/index.ts";
import { addDays } from "../../../src/core/calendar/calendar.ts";
import type { Field } from "../../../src/core/command/field.ts";
import { course } from "../../../src/core/fields/course.ts";
import { date } from "../../../src/core/fields/date.ts";
import { department } from "../../../src/core/fields/department.ts";
import { headcount } from "../../../src/core/fields/headcount.ts";
import { people } from "../../../src/core/fields/people.ts";
import { period } from "../../../src/core/fields/period.ts";
import { record } from "../../../src/core/fields/record.ts";
import { text } from "../../../src/core/fields/text.ts";
import { contextIn, heldout, milwaukee, understandPhrase, type World } from "./harness.ts";

// `npm run soak` runs the full figures.
const RUNS = process.env["SOAK"] === "1" ? 3_000 : 150;
const settings = { seed: 20261121, numRuns: RUNS };

const AT = "2026-11-21T20:05:00Z";
const worlds: readonly World[] = [milwaukee(), heldout()];
const [sample] = worlds as [World, World];
const days = fc.integer({ min: 0, max: 3000 }).map((back) => addDays("2026-11-21", -back));
const quarters = fc.tuple(fc.integer({ min: 2021, max: 2030 }), fc.integer({ min: 1, max: 4 }));

/** Every kind of field with a command that holds it, and values it may have in that city. */
function kinds(world: World): Record<string, { field: Field<never>; values: fc.Arbitrary<unknown>; spelled?: string }> {
  const year = (of: number) => (world.city.fiscalStartMonth === 1 ? String(of) : `FY${of}`);
  const periods = fc.oneof(
    quarters.map(([of, quarter]) => `${year(of)}-Q${quarter}`),
    quarters.map(([of]) => year(of)),
    quarters.map(([of, month]) => `${of}-0${month}`),
    fc.tuple(days, fc.integer({ min: 0, max: 900 })).map(([start, more]) => `${start}..${addDays(start, more)}`),
    fc.constant("plan"),
  );
  const of = <V>(field: Field<V>, values: fc.Arbitrary<V>) => ({ field: field as unknown as Field<never>, values });
  return {
    course: of(course(), fc.constantFrom(...world.catalog.courses.map(({ code }) => code))),
    department: of(department(), fc.constantFrom(...world.catalog.departments.map(({ code }) => code))),
    heldOn: of(date(), days),
    people: of(
      people(),
      fc.uniqueArray(
        fc.constantFrom(...world.people.filter(({ leftOn }) => leftOn === undefined).map(({ email }) => email)),
        { minLength: 1, maxLength: 6 },
      ),
    ),
    employees: of(headcount("employees", { label: "" }), fc.integer({ min: 1, max: 100_000 })),
    period: of(period(), periods),
    record: of(
      record(),
      fc
        .tuple(fc.constantFrom("TR", "AN", "AM"), fc.integer({ min: 1, max: 99_999 }))
        .map(([kind, n]) => `${kind}-2026-${String(n).padStart(4, "0")}`),
    ),
    note: of(text({ label: "Note", from: "key" }), fc.stringMatching(/^[a-z][a-z ]{0,30}[a-z]$/)),
  };
}

describe.each(worlds.map((world) => [world.city.name, world] as const))("In %s", (_name, world) => {
  const context = contextIn(world, world.people.find(({ granted }) => granted.includes("officer"))?.email ?? "", AT);

  test.each(Object.keys(kinds(world)))("reading what %s writes gives the value back", (name) => {
    const { field, values } = kinds(world)[name] as { field: Field<never>; values: fc.Arbitrary<never> };
    fc.assert(
      fc.property(values, (value) => {
        expect(field.read(field.write(value), context)).toEqual({ state: "found", value });
      }),
      settings,
    );
  });

  test.each(["course", "department", "heldOn", "people", "employees", "note"])(
    "a sentence with the written %s gives the value back",
    async (name) => {
      const { field, values } = kinds(world)[name] as { field: Field<never>; values: fc.Arbitrary<never> };
      const fixed = { course: world.catalog.courses[0]?.code ?? "", employees: "99999" };
      await fc.assert(
        fc.asyncProperty(values, async (value) => {
          const others = Object.entries(fixed).filter(([key]) => key !== name);
          const said = [...others, [name, field.write(value)]].map(([key, raw]) => `${key}="${raw}"`).join(" ");
          const answer = await understandPhrase(world, {
            id: "x",
            text: said,
            root: "training",
            as: context.actor.email,
            at: AT,
          });
          expect(answer.values[name]).toEqual(value);
        }),
        settings,
      );
    },
  );
});

const pairs = fc.record({
  course: fc.constantFrom("EO", "toolkit", "anti-racism 101"),
  date: days,
  employees: fc.integer({ min: 1, max: 400 }).map(String),
  contractors: fc.integer({ min: 1, max: 400 }).map(String),
  department: fc.constantFrom("DPW", "Parks", "fire"),
});

const ask = (said: string, root?: string) =>
  understandPhrase(sample, {
    id: "x",
    text: said,
    as: "nadia.rahman@milwaukee.example",
    at: AT,
    ...(root ? { root } : {}),
  });

test("the order of key=value pairs changes nothing", async () => {
  const shuffled = pairs.chain((values) => {
    const all = Object.entries(values).map(([key, value]) => `${key}=${value}`);
    return fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }));
  });
  await fc.assert(
    fc.asyncProperty(shuffled, async ([one, other]) => {
      expect((await ask(other.join(" "), "training")).values).toEqual((await ask(one.join(" "), "training")).values);
    }),
    settings,
  );
});

const WRITES = commands.filter(({ cues }) => cues?.tells !== "question").map(({ name }) => name);
const recorded = (answer: Awaited<ReturnType<typeof ask>>) =>
  answer.command !== null &&
  WRITES.includes(answer.command) &&
  answer.refused === null &&
  answer.missing.length + Object.keys(answer.ambiguous).length + answer.confirm.length === 0;

const noise = fc.oneof(
  fc.string({ maxLength: 200 }),
  fc.string({ unit: "binary", maxLength: 200 }),
  fc.string({ unit: "grapheme", maxLength: 200 }),
  fc
    .array(fc.constantFrom("12", "@", "=", ":", "yesterday", "people", "?", "-", "not", "\n", "\u0000", "\ud800"), {
      maxLength: 3,
    })
    .map((parts) => parts.join("")),
);

test.each([undefined, "training", "ambassador", "analysis"])(
  "noise after /%s never throws and never records",
  async (root) => {
    await fc.assert(
      fc.asyncProperty(noise, async (said) => {
        const answer = await ask(said, root);
        expect(recorded(answer), JSON.stringify(answer)).toBe(false);
      }),
      settings,
    );
  },
);

const WORDS =
  "12 people employees contractors took EO toolkit yesterday monday oct 3 @ana bo parks fire not will if and or , . ? - = : course date because about me i with of the from".split(
    " ",
  );

test("any words in any order are answered without an error, in a fraction of a second", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.constantFrom(...WORDS), { maxLength: 40 }), async (words) => {
      const start = performance.now();
      await ask(words.join(" "), "training");
      expect(performance.now() - start).toBeLessThan(1000);
    }),
    settings,
  );
});

test("3,000 characters of anything are answered at once", async () => {
  for (const unit of ["a ", "12 ", "@a ", "EO ", "Oct 3 ", "=:", '"', "((((", "ana and ", "1,1", "not "]) {
    const start = performance.now();
    await ask(unit.repeat(3000).slice(0, 3000), "training");
    expect(performance.now() - start, unit).toBeLessThan(2000);
  }
});
