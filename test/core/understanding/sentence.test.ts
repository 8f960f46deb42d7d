import { describe, expect, test } from "vitest";
import { commands } from "../../../commands/index.ts";
import { findCommand } from "../../../src/core/understanding/find-command.ts";
import { createSentence, pairsIn } from "../../../src/core/understanding/sentence.ts";
import { respelt } from "../../../src/core/understanding/spelling.ts";

import { contextIn, milwaukee, understandPhrase } from "./harness.ts";

const world = milwaukee();
const ANA = "ana.torres@milwaukee.example";
const SATURDAY = "2026-11-21T20:05:00Z";
const context = contextIn(world, ANA, SATURDAY);
const told = (text: string, root?: string, as = ANA) =>
  understandPhrase(world, { id: "x", text, as, at: SATURDAY, ...(root ? { root } : {}) });

describe("A sentence is cut into tokens", () => {
  test.each([
    ["12ppl", ["number:12", "word:ppl"]],
    ["10-12", ["number:10", "number:12"]],
    ["-3 people", ["number:-3", "word:people"]],
    ["1,200 people", ["number:1,200", "word:people"]],
    ["Patrick O'Neil's", ["word:Patrick", "word:O'Neil's"]],
    ["ana.torres@city.example.", ["email:ana.torres@city.example"]],
    ["<@U12|ana> @bo.chen,", ["mention:<@U12|ana>", "mention:@bo.chen"]],
    ["tr-2026-0147", ["record:tr-2026-0147"]],
  ])("%s", (text, tokens) => {
    expect(createSentence(text).tokens.map(({ kind, raw }) => `${kind}:${raw}`)).toEqual(tokens);
  });

  test("quoted words stay whole, apostrophes quote nothing", () => {
    const { quotes } = createSentence(`start 'Late fees' for O'Neil's "Don't park here" crew`);

    expect(quotes.map(({ text }) => text)).toEqual(["Late fees", "Don't park here"]);
  });
});

describe("key=value and key: value", () => {
  const pairs = (text: string) =>
    pairsIn(text, new Set(["course", "date", "people", "bureau"])).map(({ key, raw }) => `${key}=${raw}`);

  test.each([
    ["course=toolkit date=2026-10-03", ["course=toolkit", "date=2026-10-03"]],
    ['course="Anti-Racism 101" date="Oct 3"', ["course=Anti-Racism 101", "date=Oct 3"]],
    ["Course: EO\nDate: Oct 3", ["course=EO", "date=Oct 3"]],
    ["COURSE = EO , date:Oct 3", ["course=EO", "date=Oct 3"]],
  ])("%s", (text, found) => {
    expect(pairs(text)).toEqual(found);
  });

  test("a colon after a count is no key", () => {
    expect(pairs("15 people: 12 employees")).toEqual([]);
  });

  test("a key always wins over the words of the sentence", async () => {
    const { values } = await told("12 people took EO yesterday date=2026-11-16", "training");

    expect(values).toMatchObject({ course: "EO", heldOn: "2026-11-16", employees: 12 });
  });

  test("a value that cannot be read is asked about, and never replaced by a default", async () => {
    const { missing, ambiguous, values } = await told(
      "course=quilting date=someday dept=Sewerage employees=4",
      "training",
    );

    expect([...missing, ...Object.keys(ambiguous)].sort()).toEqual(["course", "department", "heldOn"]);
    expect(values).toEqual({ employees: 4 });
  });

  test("only part of a value is never taken for the whole", async () => {
    const { values } = await told("department=Harbor Patrol course=EO employees=4", "training");

    expect(values).not.toHaveProperty("department");
  });

  test("a key that no field knows is asked about", async () => {
    const { confirm } = await told("course=EO employees=12 venue=gym", "training");

    expect(confirm.join()).toContain("venue");
  });

  test("the order of pairs changes nothing", async () => {
    const one = await told("course=EO date=2026-11-16 employees=12 contractors=3", "training");
    const other = await told("contractors=3 employees=12 date=2026-11-16 course=EO", "training");

    expect(other).toEqual(one);
  });
});

describe("Which command is meant", () => {
  const named = (text: string, root?: string) =>
    findCommand(commands, { kind: "text", text, ...(root ? { root } : {}) }, world.catalog);

  test.each([
    ["status dpw", undefined, "status", "dpw"],
    ["/equity status", undefined, "status", ""],
    ["/training 12 people took EO", undefined, "training log", "12 people took EO"],
    ["@Equity Assistant 12 people took EO", undefined, "training log", "12 people took EO"],
    ["log 12 people", "training", "training log", "12 people"],
    ["me", undefined, "me", ""],
    ["me and 4 others took EO", undefined, "training log", "me and 4 others took EO"],
    ["staus dpw", undefined, "status", "dpw"],
    ["hlep", undefined, "help", ""],
    ["undo TR-2026-0147", undefined, "fix undo", "undo TR-2026-0147"],
    ["TR-2026-0147 employees=11", undefined, "fix", "TR-2026-0147 employees=11"],
    ["zxcv", "training", "training log", "zxcv"],
  ])("%s (after /%s) is %s", (text, root, name, rest) => {
    expect(named(text, root)).toMatchObject({ command: { name }, rest });
  });

  test.each(["hello", "zxcv", "12", "yesterday", "👍", ""])("%j is none", (text) => {
    expect(named(text)).toBeUndefined();
  });
});

describe("Everyday words are read though they are misspelt", () => {
  test("outside quotes and reasons", () => {
    expect(respelt("12 poeple took EO yesteday", context)).toBe("12 people took EO yesterday");
    expect(respelt('note "12 poeple" wendesday', context)).toBe('note "12 poeple" wendesday');
    expect(respelt("because yesteday was rainy", context)).toBe("because yesteday was rainy");
  });

  test("names stay as they are", () => {
    const people = [{ ...context.people[0], id: 1, name: "Sundai Rao", email: "s@x", department: undefined }];

    expect(respelt("sundai took EO", { ...context, people: people as never })).toBe("sundai took EO");
  });
});
