import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { plainText } from "../../src/core/reply/reply.ts";
import { sampleTown, type Town } from "../support/town.ts";
import { buttonIn, buttonsIn, fileIn } from "./replies.ts";

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

describe("other reports in chat", () => {
  test("of a quarter, the quarterly report is the one to the council; of a year it is the table", async () => {
    const quarter = await town.say("nadia.rahman", "report quarterly 2026-Q3");
    expect(plainText(quarter)).toMatch(/Quarterly Report to the Common Council.*parts complete/s);
    const file = fileIn(await town.press("nadia.rahman", buttonIn(quarter, "HTML")));
    expect(file.name).toBe("quarterly-2026-Q3.html");
    expect(plainText(await town.say("nadia.rahman", "report quarterly 2026"))).toContain("Q1 | Q2 | Q3 | Q4");
  });

  test("the clerk's summary comes the same way", async () => {
    const answer = await town.say("nadia.rahman", "report clerk 2026");
    expect(plainText(answer)).toMatch(/Annual Report of the City Clerk.*parts complete/s);
  });

  test("the evidence is one record a line, with the fingerprint of the paper first", async () => {
    const file = fileIn(await town.say("nadia.rahman", "report export annual 2026"));
    expect(file.name).toBe("evidence-annual-2026.jsonl");
    const [head, ...records] = new TextDecoder()
      .decode(file.bytes)
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(head).toMatchObject({ paper: { kind: "annual", period: "2026" } });
    expect(records.length).toBeGreaterThan(50);
    expect(records.every(({ id, says, sha256 }) => [id, says, sha256].every((one) => typeof one === "string"))).toBe(
      true,
    );
    const names = (await town.app.stores.people.list(undefined, "2026-11-21")).map(({ name }) => name);
    expect(names.filter((name) => JSON.stringify(records).includes(name))).toEqual([]);
  });
});
