import { describe, expect, test } from "vitest";
import { title } from "../../../src/core/fields/title.ts";
import { createSentence } from "../../../src/core/understanding/sentence.ts";
import { contextIn, milwaukee } from "../understanding/harness.ts";

const context = contextIn(milwaukee(), "ana.torres@milwaukee.example", "2026-11-21T20:05:00Z");
const found = (text: string, field = title()) => {
  const found = field.find(createSentence(text), context);
  return found.state === "found" ? found.value : found.state;
};

describe("a title", () => {
  test.each([
    ['existing "Hiring at the Fire Department" der', "Hiring at the Fire Department"],
    ["an existing analysis of snow removal routes", "snow removal routes"],
    ["existing Snow removal routes", "Snow removal routes"],
    ["new program tree trimming, parks", "tree trimming"],
    ["new policy for remote work", "remote work"],
    ["existing remote work for the library", "remote work"],
    ["existing street sweeping dpw", "street sweeping"],
    ["existing The Hop", "The Hop"],
    ["existing on-street parking", "on-street parking"],
    ["Snow removal routes, existing program please", "Snow removal routes"],
    ["we need to start an analysis of our existing permit program", "permit program"],
    ["can you start an analysis of the existing policy on overtime?", "overtime"],
  ])("is found in: %s", (text, wanted) => {
    expect(found(text)).toBe(wanted);
  });

  test.each(["existing", "new program", "an analysis", ""])('is not said in "%s"', (text) => {
    expect(found(text)).toBe("absent");
  });

  test("that could begin in two places is asked for", () => {
    expect(title().find(createSentence("existing budget hearings"), context)).toMatchObject({
      state: "ambiguous",
      candidates: ["hearings", "budget hearings"],
    });
  });

  test("of two quoted ones is asked for, and one without an end is not guessed", () => {
    expect(found('existing "One" and "Two"')).toBe("ambiguous");
    expect(found("existing snow routes. We did it last year. It went well")).toBe("unclear");
  });

  test("stands in quotes only, where the other words are not about it", () => {
    expect(found("should be existing", title({ from: "quotes" }))).toBe("absent");
    expect(found('should be called "Ice"', title({ from: "quotes" }))).toBe("Ice");
  });

  test("is read from a form as typed, without curly quotes and doubled spaces, and no longer than 200 characters", () => {
    expect(title().read("Don’t  park here", context)).toEqual({ state: "found", value: "Don't park here" });
    expect(title().read("x".repeat(200), context).state).toBe("found");
    expect(title().read("x".repeat(201), context).state).toBe("unclear");
  });
});
