import { describe, expect, test } from "vitest";
import { people } from "../../../src/core/fields/people.ts";
import { nameKeys, nameWords, nearestPeople } from "../../../src/core/understanding/people.ts";
import { createSentence } from "../../../src/core/understanding/sentence.ts";
import { contextIn, milwaukee, peopleNamed } from "../understanding/harness.ts";

const world = milwaukee();
const CITY = "@milwaukee.example";
const context = contextIn(world, `ana.torres${CITY}`, "2026-11-21T20:05:00Z");
const short = (emails: readonly string[]) => emails.map((email) => email.replace(CITY, ""));

const plain = (one: ReturnType<ReturnType<typeof people>["read"]>) => {
  if (one.state === "found") return short(one.value);
  return one.state === "ambiguous" ? one.candidates.map(short) : one.state;
};
const who = (text: string) => plain(people().find(createSentence(text), context));
const read = (typed: unknown) => plain(people().read(typed, context));

describe("Who a sentence names", () => {
  test.each([
    ["@bo took EO", ["bo.chen"]],
    ["@ana.torres @bo.chen took EO", ["ana.torres", "bo.chen"]],
    ["@BoChen and @atorres took EO", ["bo.chen", "ana.torres"]],
    ["bo.chen@milwaukee.example took EO", ["bo.chen"]],
    ["Patrick O'Neil took EO", ["patrick.oneil"]],
    ["patrick oneil took EO", ["patrick.oneil"]],
    ["Keisha Brown-Whitaker took EO", ["keisha.brown-whitaker"]],
    ["keisha brown whitaker took EO", ["keisha.brown-whitaker"]],
    ["jose alvarez took EO", ["jose.alvarez"]],
    ["José Álvarez took EO", ["jose.alvarez"]],
    ["luis ortega took EO", ["luis.ortega"]],
    ["Torres, Ana; Chen, Bo", ["ana.torres", "bo.chen"]],
    ["Delgado, Maria", ["maria.delgado"]],
    ["sunita kapoor/warren teague", ["sunita.kapoor", "warren.teague"]],
    ["Tamika Rolins took EO", ["tamika.rollins"]],
    ["lee did EO", ["lee.nakamura"]],
    ["May and José took EO", ["may.vang", "jose.alvarez"]],
    ["may and jose took EO", ["may.vang", "jose.alvarez"]],
    ["Will and Priya did it", ["will.jankowski", "priya.venkat"]],
    ["James Okoro and James Whitfield", ["james.okoro", "james.whitfield"]],
    ["me and 4 others", ["ana.torres"]],
    ["I took EO with Bo", ["bo.chen", "ana.torres"]],
    ["Bo and I took EO", ["bo.chen", "ana.torres"]],
    ["put me down for EO", ["ana.torres"]],
    ["just me", ["ana.torres"]],
  ])("%s", (text, emails) => {
    expect(new Set(who(text) as string[])).toEqual(new Set(emails));
  });

  test.each([
    "12 people will take it",
    "please mark 12 people",
    "in may 12 people took EO",
    "I ran EO for 12 people",
    "I took my crew of 8 to EO",
    "I think 12 people took EO",
    "12 people took EO, taught by Bo",
    "the trainer was Bo",
    "Hi Bo, 12 people took EO",
    "12 people took EO. Thanks, Bo",
    "Bo taught EO",
    "12 people took EO but not @lee",
  ])("%s: nobody who attended", (text) => {
    expect(who(text)).toBe("absent");
  });

  test("two Marias are a question", () => {
    expect(who("Maria took EO")).toEqual([["maria.delgado"], ["maria.santos"]]);
  });

  test("the one who is clear stays in every answer about the other", () => {
    expect(who("@james and @bo took EO")).toEqual([
      ["bo.chen", "james.whitfield"],
      ["bo.chen", "james.okoro"],
    ]);
  });

  test.each([
    "@ana and @zork took EO",
    "Ana Torres and Zed Quimby took EO",
    "EO: Ana, Bo, Florian",
    "I took EO with Grizelda",
  ])("%s: somebody unknown beside somebody known is asked about", (text) => {
    expect(people().find(createSentence(text), context).state).toMatch(/ambiguous|unclear/);
  });

  test("somebody unknown is named in the question", () => {
    expect(people().find(createSentence("@zork took EO"), context)).toMatchObject({ because: /zork/ });
  });
});

describe("A list of people as a form brings it", () => {
  test.each([
    ["ana torres, bo chen", ["ana.torres", "bo.chen"]],
    ["@ana @bo", ["ana.torres", "bo.chen"]],
    [
      ["ana.torres@milwaukee.example", "bo.chen@milwaukee.example"],
      ["ana.torres", "bo.chen"],
    ],
    ["me & bo", ["ana.torres", "bo.chen"]],
    ["ana torres\nbo chen", ["ana.torres", "bo.chen"]],
  ])("%j", (typed, emails) => {
    expect(new Set(read(typed) as string[])).toEqual(new Set(emails));
  });

  test("a name nobody has is asked about", () => {
    expect(people().read("ana torres, zelda finch", context).state).toMatch(/ambiguous|unclear/);
  });

  test("nothing typed is nothing said", () => {
    expect(read("  ")).toBe("absent");
    expect(read([])).toBe("absent");
  });
});

describe("Names are looked up by keys", () => {
  test("a slip of the keyboard later in a name still finds the person", () => {
    const found = peopleNamed(world, nameWords(createSentence("Tamika Rolins")), "2026-11-21");

    expect(found.map(({ name }) => name)).toContain("Tamika Rollins");
  });

  test("everyday words are not looked up", () => {
    expect(nameWords(createSentence("12 people took the training yesterday, thanks"))).toEqual([]);
  });

  test("keys hold each word, the parts of the address and first letters", () => {
    expect(nameKeys(["Bo Chen"])).toEqual(expect.arrayContaining(["bo", "chen", "che*"]));
  });

  test("the nearest people are offered first", () => {
    expect(nearestPeople("tamica rollins", world.people)[0]?.name).toBe("Tamika Rollins");
  });
});
