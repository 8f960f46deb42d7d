import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { commands } from "../../../commands/index.ts";
import { milwaukee, sampleOf, understandPhrase } from "./harness.ts";

const RUNS = process.env.SOAK === "1" ? 3_000 : 150;
const settings = { seed: 20261201, numRuns: RUNS };
const world = milwaukee();
const AT = "2026-11-18T16:00:00Z";

const read = (text: string, root?: string, as = "ana.torres") =>
  understandPhrase(world, { id: "x", text, as: `${as}@milwaukee.example`, at: AT, ...(root ? { root } : {}) });

type Answer = Awaited<ReturnType<typeof read>>;
const recorded = ({ command, writes, refused, missing, ambiguous, confirm }: Answer) =>
  command !== null &&
  writes &&
  refused === null &&
  missing.length + Object.keys(ambiguous).length + confirm.length === 0;

/** Sentences that are recorded at once, of several commands. */
const ACCEPTED: readonly (readonly [text: string, root?: string])[] = [
  ["12 people took Anti-Racism 101 yesterday"],
  ["Lee Nakamura and Tou Xiong completed EO on Monday"],
  ["recruit Lee Nakamura", "ambassador"],
  ["name Denise Kowalski as our senior lead", "roster"],
  ["G1.1.3 is done", "plan"],
  ["submit AN-2026-0001", "analysis"],
  ["our vision was adopted on Nov 3", "vision"],
];

describe("Every word is accounted for", () => {
  test.each(ACCEPTED.map(([text, root]) => ({ text, root })))(
    "$text: recorded at once, with nothing left over",
    async ({ text, root }) => {
      const answer = await read(text, root);

      expect(recorded(answer), JSON.stringify(answer)).toBe(true);
      expect(answer.leftOver).toEqual([]);
    },
  );

  test("a word nobody knows is asked about wherever it stands", async () => {
    const places = fc.tuple(
      fc.constantFrom(...ACCEPTED),
      fc.stringMatching(/^[bcdfgklmnprtvz]{2}[aeiou][bcdfgklmnprtvz]{2}[aeiou]x$/),
      fc.double({ min: 0, max: 1, noNaN: true }),
    );
    await fc.assert(
      fc.asyncProperty(places, async ([[text, root], word, where]) => {
        const words = text.split(" ");
        words.splice(Math.round(where * words.length), 0, word);
        const answer = await read(words.join(" "), root);
        expect(recorded(answer), `${words.join(" ")} ${JSON.stringify(answer)}`).toBe(false);
      }),
      settings,
    );
  });

  test("a denial put into it is never recorded", async () => {
    const NOT = "not never nobody didn't won't isn't without hardly no".split(" ");
    const places = fc.tuple(
      fc.constantFrom(...ACCEPTED),
      fc.constantFrom(...NOT),
      fc.double({ min: 0, max: 1, noNaN: true }),
    );
    await fc.assert(
      fc.asyncProperty(places, async ([[text, root], word, where]) => {
        const words = text.split(" ");
        words.splice(Math.round(where * words.length), 0, word);
        const answer = await read(words.join(" "), root);
        expect(recorded(answer), `${words.join(" ")} ${JSON.stringify(answer)}`).toBe(false);
      }),
      settings,
    );
  });

  test.each([["12 people took EO yesterday under protest", "under protest"]])(
    "%s: the question quotes what was not used",
    async (text, quoted) => {
      expect((await read(text)).confirm.join(" ")).toContain(`"${quoted}"`);
    },
  );

  test.each(["contractors", "consultants", "subcontractors", "vendors", "contratistas"])(
    "%s that no number counts are never recorded as employees, nor left out",
    async (noun) => {
      for (const text of [
        `15 people, only ${noun}, took EO yesterday`,
        `15 people took EO yesterday, ${noun} only`,
        `15 people took EO yesterday, just ${noun}`,
        `15 took EO yesterday, they were ${noun}`,
        `EO yesterday for ${noun}, 15 people`,
        `15 people took EO yesterday with our ${noun}`,
        `15 employees took EO yesterday, ${noun} too`,
      ])
        expect(recorded(await read(text)), text).toBe(false);
      expect(recorded(await read(`15 ${noun} took EO yesterday, employees too`))).toBe(false);
      expect(await read("15 people took EO yesterday, no contractors")).toMatchObject({
        values: { employees: 15 },
        confirm: [],
      });
    },
  );

  test("a state that is denied is asked for, and quoted", async () => {
    const answer = await read("G1.1.3 is no longer late");

    expect(recorded(answer)).toBe(false);
    expect(answer.missing).toEqual(["state"]);
  });

  test("an export asks about what it did not use, and reads the department that was said", async () => {
    const asked = await read("export training narnia 2026-Q3 csv", "report", "nadia.rahman");
    const health = await read("export training health 2026-Q3 csv", "report", "nadia.rahman");

    expect(asked.confirm.join(" ")).toContain('"narnia"');
    expect(health).toMatchObject({ confirm: [], values: { department: "MHD", period: "2026-Q3" } });
  });

  test("a part of a name that several departments share is a question with those", async () => {
    const { ambiguous } = await read("12 people from public took EO yesterday");

    expect(ambiguous["department"]).toEqual(expect.arrayContaining(["DPW", "MHD", "MPL"]));
  });

  test("every command says whether it writes, and what an auditor may use does not", () => {
    for (const command of commands)
      if (command.roles.includes("auditor") && !command.reads) expect(command.writes, command.name).toBe(false);
  });
});

test("every command that writes has what it was told judged", () => {
  const unjudged = commands.filter(({ writes, cues }) => writes && cues?.tells === "question");

  expect(unjudged.map(({ name }) => name)).toEqual([]);
});

test.each([
  ["12 people took EO yesterday", ["department"]],
  ["12 of us took EO yesterday", []],
])("whoever records for every department and says %s is asked about %j", async (text, missing) => {
  expect((await read(text, undefined, "nadia.rahman")).missing).toEqual(missing);
});

test("employees of a vendor are not one contractor more", async () => {
  expect((await read("17 employees of a vendor took EO yesterday")).values).not.toHaveProperty("contractors");
});

test("what a measure counts is no course", async () => {
  const text = "20 employees took part in a DEI community engagement opportunity on Nov 11";
  const as = "kira.attla@anchorage.example";

  expect(await understandPhrase(sampleOf("anchorage"), { id: "x", text, as, at: AT })).toMatchObject({
    command: "engagement log",
    values: { kind: "opportunity", type: "community", employees: 20 },
  });
});

describe("Somebody else is never meant", () => {
  const FIRST =
    "Aaron Alan Alicia Amy Andrea Angela Anita Anna Barbara Ben Brian Carla Carmen Cathy Chris Clara Dan Dennis Denis Diana Donna Elena Emma Erik Eva Frank Gary George Gina Grant Hannah Helena Henry Ian Irene Jack Jane Jason Jean Joan Joel Jon Jose Julia Karen Karl Keith Kevin Laura Leah Lena Linda Lisa Louis Lucy Luisa Marc Marcia Marco Maria Mario Mark Martha Mary Michael Mike Monica Nadine Nancy Nicole Nina Noel Olga Oscar Patricia Paul Paula Peter Ray Rene Rita Rob Robert Ron Rosa Ruth Sam Sara Sean Simon Stella Susan Terence Theresa Tim Tina Tom Tony Vera Victor Walter Wendy".split(
      " ",
    );
  const here = world.people.filter(({ leftOn, department }) => leftOn === undefined && department === "DPW");

  test("a name with one part replaced by another first name is not that person", async () => {
    const replaced = fc.tuple(fc.constantFrom(...here), fc.constantFrom(...FIRST), fc.boolean());
    await fc.assert(
      fc.asyncProperty(replaced, async ([person, other, first]) => {
        const parts = person.name.split(" ");
        if (parts.includes(other)) return;
        parts[first ? 0 : parts.length - 1] = other;
        const { values, ambiguous, confirm } = await read(`${parts.join(" ")} took EO yesterday`, "training");
        const sure = Object.keys(ambiguous).length + confirm.length === 0;
        expect(sure && (values["people"] as string[] | undefined)?.includes(person.email), parts.join(" ")).toBeFalsy();
      }),
      settings,
    );
  });

  test.each([
    ["a fact is told", "Denise Kowalski is our senior lead", "roster"],
    ["a name needed help", "lead Denise Kowalsik", "roster"],
    ["it is hedged", "Denise Kowalski might be our senior lead", "roster"],
  ])("rights are not given at once where %s", async (_why, text, root) => {
    expect(recorded(await read(text, root))).toBe(false);
  });
});

const HOSTILE: readonly (readonly [string, string])[] = [
  ["only emoji", "🎉🎉 👍🏽 :tada: :thumbsup:"],
  ["only mentions", "<@U123ABC> <@U999ZZZ> @ana @bo"],
  ["zero-width characters", "12 peo\u200bple took E\u200dO yester\ufeffday"],
  ["right-to-left marks", "\u202e12 people took EO yesterday\u202c \u200f"],
  [
    "an e-mail",
    "Hi,\n\n12 employees took EO on Nov 12.\n\nBest,\nAna Torres\n414-555-0100\n\n> On Nov 3 Bo wrote:\n> 99 people took bias",
  ],
  ["dictation", "um so on november twelfth we had like fourteen people you know in the e o compliance class i think"],
];

describe("What nobody meant as a sentence", () => {
  test.each(HOSTILE)("%s ends in a question, a short answer or the right record", async (_name, text) => {
    const answer = await read(text, "training");
    if (!recorded(answer)) return;
    expect(answer.values).toMatchObject({ course: "EO", employees: 12 });
  });
});
