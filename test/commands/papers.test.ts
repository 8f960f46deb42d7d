import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { plainText } from "../../src/core/reply/reply.ts";
import { sampleTown, type Town } from "../support/town.ts";
import { buttonsIn, fileIn } from "./replies.ts";

let town: Town;
beforeAll(async () => {
  town = await sampleTown();
});
afterAll(() => town.close());

describe("the annual report in chat", () => {
  test("answers in one phone screen: how complete, three gaps with a button each, and the files", async () => {
    const answer = await town.say("nadia.rahman", "report annual 2026");
    const words = plainText(answer);
    expect(words).toMatch(/\d+ of \d+ parts complete \(\d+ %\)/);
    expect(words.split("\n").length).toBeLessThan(16);
    const labels = buttonsIn(answer).map(({ label }) => label);
    expect(labels).toEqual(expect.arrayContaining(["Word", "PDF", "HTML"]));
    expect(words.match(/^\d\. /gm)).toHaveLength(3);
  });

  test("comes as a web page that says it is a draft", async () => {
    const file = fileIn(await town.say("nadia.rahman", "report annual 2026 html"));
    expect(file.name).toBe("annual-2026.html");
    expect(new TextDecoder().decode(file.bytes)).toContain("DRAFT");
  });

  test("is not for employees", async () => {
    expect(plainText(await town.say("ana.torres", "report annual 2026"))).not.toMatch(/parts complete/);
  });

  test("of a year that has not begun is refused in words", async () => {
    expect(plainText(await town.say("nadia.rahman", "report annual 2027"))).toMatch(/has not begun/);
  });
});
