import fc from "fast-check";
import markdown from "markdown-it";
import { describe, expect, test } from "vitest";
import { allUnits } from "../../../adapters/teams/render/blocks.ts";
import { LIMITS } from "../../../adapters/teams/render/limits.ts";
import { cardAttachment, cardOf, renderReply } from "../../../adapters/teams/render/render.ts";
import { messageFaults } from "../../../adapters/teams/send/check.ts";
import type { OutMessage } from "../../../adapters/teams/send/connector.ts";
import { type Block, type Control, type Form, heading, reply, text } from "../../../src/core/reply/reply.ts";
import { keepResult } from "../../soak/results.ts";
import { memoryDrafts } from "../../support/drafts.ts";
import { nodesIn } from "./teams-town.ts";

const SOAK = process.env.SOAK === "1";

const input = (control: Control, value: string) => ({
  name: "one",
  label: value || "One",
  value,
  optional: true,
  control,
});
const formOf = (...inputs: Form["inputs"]): Form => ({
  command: "training log",
  title: "Log a training",
  submit: "Save",
  inputs,
  hidden: {},
});

/** Markup of Teams, of Markdown and of HTML, and whatever else there is. */
const hostile = fc.oneof(
  fc.string({ unit: "binary", maxLength: 200 }),
  fc
    .array(
      fc.constantFrom(
        "<at>Bo Chen</at>",
        '<at id="0">everyone</at>',
        "&lt;at&gt;Bo&lt;/at&gt;",
        "[your bank](https://evil.example)",
        "![x](https://evil.example/a.png)",
        "](https://evil.example)",
        "[",
        "<https://evil.example>",
        "<a href='https://evil.example'>x</a>",
        "<script>",
        "[x]: https://evil.example",
        "https://evil.example",
        "**b** _i_ ~~s~~ `c`",
        "# h",
        "- l",
        "1. l",
        "> q",
        "---",
        "| a |",
        "{{DATE(2026-11-21T00:00:00Z)}}",
        "{{{",
        "\\",
        "&amp;#91;x&#93;(y)",
        "\u202e",
        "\0",
        "\ud800",
        " ",
        "    ",
        "\t",
        "\n",
      ),
      { maxLength: 12 },
    )
    .map((parts) => parts.join("")),
);

/** As a client reads a card's texts, only that it knows far more markup than Teams does. */
const reader = markdown({ html: true, linkify: false });

interface Token {
  type: string;
  content: string;
  children: Token[] | null;
}

const PLAIN = new Set(["paragraph_open", "paragraph_close", "inline", "text", "text_special", "softbreak"]);

/** Whatever in a text is more than words. */
const liveIn = (words: string): string[] => {
  const tokens = (reader.parse(words, {}) as Token[]).flatMap((token) => [token, ...(token.children ?? [])]);
  const found = tokens.filter(({ type }) => !PLAIN.has(type)).map(({ type }) => type);
  return /\{\{/.test(words) ? [...found, "a date to be formatted"] : found;
};

/** The words a client shows of a text. */
const shownOf = (words: string): string =>
  (reader.parse(words, {}) as Token[])
    .flatMap(({ children }) => (children ?? []).map(({ content }) => content))
    .join("");

/** Links are what a label of a choice may not hold: its other markup is nothing but looks. */
const LINKS = new Set(["link_open", "image", "html_inline", "html_block"]);
const linksIn = (words: string) => liveIn(words).filter((type) => LINKS.has(type));

/** Every text of a card that a client reads markup in. */
function markedTexts(shown: unknown): string[] {
  return nodesIn(shown).flatMap((node) => {
    if (node.type === "TextBlock") return [String(node.text)];
    return node.type === "FactSet"
      ? (node.facts as { title: string; value: string }[]).flatMap(({ title, value }) => [title, value])
      : [];
  });
}

const labelsIn = (shown: unknown): string[] =>
  nodesIn(shown).flatMap(({ choices, fallbackText }) => [
    ...((choices ?? []) as { title: string }[]).map(({ title }) => title),
    ...(typeof fallbackText === "string" ? [fallbackText] : []),
  ]);

const blocksOf = (words: string): Block[] => [
  heading(words),
  text(words),
  { kind: "facts", facts: [{ label: words, value: words }] },
  { kind: "table", caption: words, columns: [{ label: words }], rows: [[words]] },
  {
    kind: "chart",
    chart: {
      title: words,
      unit: words,
      axis: words,
      groups: [words],
      series: [{ name: words, values: [1], look: 0 }],
      unknown: words,
    },
  },
  { kind: "buttons", buttons: [{ label: words, command: "fix", values: { words } }] },
  {
    kind: "form",
    form: {
      ...formOf(input({ kind: "choices", options: [{ value: "a", label: words }] }, words), {
        ...input({ kind: "line", maxLength: 300 }, words),
        name: "two",
        hint: words,
        error: words,
      }),
      title: words,
    },
  },
  { kind: "file", file: { name: words, mime: "text/csv", bytes: new Uint8Array(), summary: words } },
];

describe("hostile strings", () => {
  test("are never live mentions or links, and never exceed a limit", { timeout: 600_000 }, async () => {
    let strings = 0;
    await fc.assert(
      fc.asyncProperty(hostile, async (words) => {
        const { messages } = await renderReply(reply(...blocksOf(words)), memoryDrafts());
        const units = await allUnits(blocksOf(words), "dialog", memoryDrafts());
        const shown = [...messages, ...units.map(({ element }) => element)];
        expect(shown.flatMap(markedTexts).flatMap(liveIn)).toEqual([]);
        expect(shown.flatMap(labelsIn).flatMap(linksIn)).toEqual([]);
        expect(JSON.stringify(messages)).not.toMatch(/"(?:entities|mentioned|selectAction|url)":/);
        expect(messages.flatMap(messageFaults)).toEqual([]);
        strings += 1;
      }),
      { numRuns: SOAK ? 10_000 : 500, seed: 18 },
    );
    await keepResult("Teams, hostile strings through the renderer", {
      strings,
      "live mentions": 0,
      "foreign links": 0,
    });
  });

  test("are read as they were written", async () => {
    await fc.assert(
      fc.asyncProperty(hostile, async (words) => {
        const { messages } = await renderReply(reply(text(words)), memoryDrafts());
        const read = messages.flatMap(markedTexts).map(shownOf).join("");
        expect(bare(read)).toBe(bare(words));
      }),
      { numRuns: 500, seed: 18 },
    );
  });
});

/** Without white space, and without what no reader of Markdown keeps. */
const bare = (words: string) => words.replace(/[\s\0\ufffd\u00a0\ud800-\udfff]/g, "");

describe("a limit of Teams", () => {
  const message = (...body: object[]): OutMessage => ({
    summary: "x",
    attachments: [cardAttachment(cardOf(body as never, "x"))],
  });
  const ofBytes = (size: number): OutMessage => {
    const empty = Buffer.byteLength(JSON.stringify(message({ type: "TextBlock", text: "" })));
    return message({ type: "TextBlock", text: "x".repeat(size - empty) });
  };
  const many = <Item>(count: number, one: Item): Item[] => Array.from({ length: count }, () => one);
  const submit = { type: "Action.Submit", title: "Go" };
  const table = (columns: number) =>
    message({
      type: "Table",
      fallback: "drop",
      columns: many(columns, {}),
      rows: [{ type: "TableRow", cells: many(columns, {}) }],
    });
  const choices = (bytes: number) =>
    message({ type: "Input.ChoiceSet", label: "x", choices: [{ title: "x".repeat(bytes - '[{"title":""}]'.length) }] });

  test.each<[string, (size: number) => OutMessage, number, string]>([
    ["a message's bytes", ofBytes, LIMITS.message, "message"],
    ["facts", (count) => message({ type: "FactSet", facts: many(count, { title: "a" }) }), LIMITS.facts, "facts"],
    [
      "buttons in a row",
      (count) => message({ type: "ActionSet", actions: many(count, submit) }),
      LIMITS.actions,
      "actions",
    ],
    ["a button's label", (size) => message({ ...submit, title: "x".repeat(size) }), LIMITS.buttonLabel, "title"],
    ["a table's columns", table, LIMITS.tableColumns, "columns"],
    ["a list's bytes", choices, LIMITS.options, "choices"],
  ])("is guarded: %s", (_name, build, limit, named) => {
    expect(messageFaults(build(limit))).toEqual([]);
    expect(messageFaults(build(limit + 1))).toEqual([`${named}: ${limit + 1} of ${limit}`]);
  });

  test("leaves room in 28 KB for what goes around a message", () => {
    expect(LIMITS.message + LIMITS.envelope).toBe(28 * 1024);
  });

  test.each([-2, -1, 0, 1, 2])("is kept by whatever is rendered, %i bytes from where a message ends", async (more) => {
    for (const char of ["x", "é", "\u4e16", "🙂", "\u0001", "*"]) {
      const length = Math.floor(LIMITS.message / Buffer.byteLength(JSON.stringify(char))) + more;
      for (const blocks of [[text(char.repeat(length))], many(40, text(char.repeat(Math.floor(length / 40))))]) {
        const { messages } = await renderReply(reply(...(blocks as Block[])), memoryDrafts());
        expect(messages.flatMap(messageFaults)).toEqual([]);
      }
    }
  });

  test("that no five messages keep makes a file of all of it, and the buttons stay", async () => {
    const words = Array.from({ length: 5_000 }, (_, at) => `Line ${at} of what is still missing`).join("\n");
    const buttons: Block = { kind: "buttons", buttons: [{ label: "Help", command: "help", values: {} }] };
    const { messages, files } = await renderReply(reply(text(words), buttons), memoryDrafts());
    expect(messages.flatMap(messageFaults)).toEqual([]);
    expect(JSON.stringify(messages)).toContain('"title":"Help"');
    expect(files.map(({ bytes }) => new TextDecoder().decode(bytes))).toEqual([expect.stringContaining(words)]);
  });

  test.each([
    ["long", 3, 5_000],
    ["wide", 11, 2],
  ])("that a %s table exceeds makes a file of it", async (_name, columns, rows) => {
    const table: Block = {
      kind: "table",
      caption: "Sessions",
      columns: many(columns, { label: "Quarter" }),
      rows: many(rows, many(columns, "some words")),
    };
    const { messages, files } = await renderReply(reply(table), memoryDrafts());
    expect(messages.flatMap(messageFaults)).toEqual([]);
    expect(files).toHaveLength(1);
    expect(new TextDecoder().decode(files[0]?.bytes).split("some words")).toHaveLength(rows * columns + 1);
  });
});

describe("a table", () => {
  const tableOf = async (labels: string[], ...rows: string[][]) => {
    const block: Block = { kind: "table", caption: "Figures", columns: labels.map((label) => ({ label })), rows };
    const { messages } = await renderReply(reply(block), memoryDrafts());
    return nodesIn(messages[0]?.attachments?.[0]?.content);
  };

  test("of many columns is lines on a phone, and on a client that knows no tables", async () => {
    const nodes = await tableOf(["Department", "Sessions", "Employees", "Share"], ["Public Works", "4", "61", ""]);
    const table = nodes.find(({ type }) => type === "Table");
    expect(table).toMatchObject({ fallback: "drop", targetWidth: "atLeast:narrow" });
    const narrow = nodes.find(({ targetWidth }) => targetWidth === "veryNarrow");
    expect(narrow?.items).toEqual([expect.objectContaining({ text: "Public Works: Sessions 4 · Employees 61" })]);
  });

  test("of few columns is a table everywhere, of equal widths, with its lines for a client that knows none", async () => {
    const nodes = await tableOf(["Department", "Sessions"], ["Public Works", "4"]);
    const table = nodes.find(({ type }) => type === "Table");
    expect(table).toMatchObject({ columns: [{ width: 1 }, { width: 1 }] });
    expect(table?.fallback).toMatchObject({ items: [{ text: "Public Works: Sessions 4" }] });
    expect(table).not.toHaveProperty("targetWidth");
  });
});
