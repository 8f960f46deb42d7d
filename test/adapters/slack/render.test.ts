import type { types } from "@slack/bolt";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { shapeOf, type ViewSubmission } from "../../../adapters/slack/receive/payload.ts";
import { unpackButton } from "../../../adapters/slack/render/carried.ts";
import { nativeChart } from "../../../adapters/slack/render/chart.ts";
import { typedIn } from "../../../adapters/slack/render/inputs.ts";
import { LIMITS } from "../../../adapters/slack/render/limits.ts";
import { modalOf } from "../../../adapters/slack/render/modal.ts";
import { renderReply } from "../../../adapters/slack/render/render.ts";
import { messageFaults, viewFaults } from "../../../adapters/slack/send/check.ts";
import { altText } from "../../../adapters/slack/send/upload.ts";
import type { Chart } from "../../../src/core/reply/chart.ts";
import {
  type Block,
  type Control,
  type Form,
  heading,
  type Input,
  reply,
  text,
} from "../../../src/core/reply/reply.ts";
import { keepResult } from "../../soak/results.ts";
import { memoryDrafts } from "../../support/drafts.ts";
import { type OpenView, stateOf } from "./slack-town.ts";

const SOAK = process.env.SOAK === "1";

const rendered = (...blocks: Block[]) => renderReply(reply(...blocks), memoryDrafts());

async function faultsOf(...blocks: Block[]): Promise<string[]> {
  return (await rendered(...blocks)).messages.flatMap(messageFaults);
}

const table = (columns: number, rows: number, cell = "x"): Block => ({
  kind: "table",
  caption: "Sessions",
  columns: Array.from({ length: columns }, (_one, at) => ({ label: `C${at}`, numeric: at > 0 })),
  rows: Array.from({ length: rows }, () => Array.from({ length: columns }, () => cell)),
});

const buttonsOf = (count: number, label = "Do", value = "v"): Block => ({
  kind: "buttons",
  buttons: Array.from({ length: count }, () => ({ label, command: "fix", values: { reason: value } })),
});

const input = (control: Control, value = "", label = "Label"): Input => ({
  name: "thing",
  label,
  control,
  value,
  optional: false,
});

const formOf = (...inputs: Input[]): Form => ({
  command: "training log",
  title: "Record who attended a training session.",
  submit: "Save",
  inputs: inputs.map((one, at) => ({ ...one, name: `thing${at}` })),
  hidden: {},
});

const whole = { drafts: memoryDrafts(), readsFiles: true };

/** Its page with that input. */
async function modal(form: Form, about: Block[] = [], at = "thing0"): Promise<types.ModalView> {
  const view = await modalOf(form, about, { at }, "m1", whole);
  if (!view) throw new Error("it is no modal");
  return view;
}

/** What a modal sends back that nobody changed. */
function asSent(view: types.ModalView): ViewSubmission["view"] {
  const opened = { ...view, id: "V1", hash: "1.1" } as unknown as OpenView;
  const state = { values: stateOf(opened, {}) as NonNullable<ViewSubmission["view"]["state"]>["values"] };
  return { ...opened, type: "modal", state };
}

/** Every text a person reads. */
function textsIn(value: unknown): string[] {
  if (typeof value !== "object" || value === null) return [];
  if ("text" in value && typeof value.text === "string") return [value.text];
  return Object.values(value).flatMap(textsIn);
}

const options = (count: number, label = "Option", value = "v") =>
  Array.from({ length: count }, (_one, at) => ({ label, value: `${value}${at}` }));

// At each limit, one below it and one beyond: the renderer must find another way in time.
const SIZES: [string, (size: number) => Block[], number][] = [
  ["a heading", (size) => [heading("h".repeat(size))], LIMITS.header],
  ["a text", (size) => [text("t".repeat(size))], LIMITS.section],
  ["a text of ampersands", (size) => [text("&".repeat(size))], LIMITS.section / 5],
  ["a fact", (size) => [{ kind: "facts", facts: [{ label: "L", value: "v".repeat(size) }] }], LIMITS.field - 3],
  [
    "facts",
    (size) => [{ kind: "facts", facts: Array.from({ length: size }, () => ({ label: "L", value: "v" })) }],
    LIMITS.fields,
  ],
  ["buttons", (size) => [buttonsOf(size)], LIMITS.actions],
  ["a button's label", (size) => [buttonsOf(1, "l".repeat(size))], LIMITS.buttonLabel],
  ["a button's value", (size) => [buttonsOf(1, "Do", "v".repeat(size))], LIMITS.buttonValue],
  ["the values of many buttons", (size) => [buttonsOf(25, "Do", "v".repeat(size))], LIMITS.buttonValue],
  ["blocks", (size) => Array.from({ length: size }, () => text("t")), LIMITS.messageBlocks],
  ["all text", (size) => Array.from({ length: 5 }, () => text("t".repeat(size / 5))), LIMITS.messageText],
  ["table rows", (size) => [table(3, size - 1)], LIMITS.tableRows],
  ["table columns", (size) => [table(size, 3)], LIMITS.tableColumns],
  ["table text", (size) => [table(1, 1, "x".repeat(size - 2))], LIMITS.tableText],
  ["tables", (size) => Array.from({ length: size }, () => table(2, 2)), LIMITS.tablesPerMessage],
  ["messages", (size) => Array.from({ length: size }, () => table(2, 2)), LIMITS.responses],
];

describe("a reply", () => {
  test.each(SIZES)("stays within the limits around the limit of %s", async (_name, blocks, limit) => {
    for (const size of [limit - 1, limit, limit + 1, limit * 3]) expect(await faultsOf(...blocks(size))).toEqual([]);
  });

  test.each([10, 200, 2_000])("says each of %i words, in messages or in a file", async (count) => {
    const words = (mark: string) => Array.from({ length: count }, (_one, at) => `${mark}${at}.`);
    const { messages, files } = await rendered(
      text(words("t").join(" ")),
      { kind: "facts", facts: words("f").map((word) => ({ label: word, value: word })) },
      { kind: "table", caption: "c", columns: [{ label: "n" }], rows: words("r").map((word) => [word]) },
    );
    const shown = JSON.stringify(messages.map(({ blocks }) => blocks));
    const said = [shown, ...files.map(({ bytes }) => new TextDecoder().decode(bytes))].join("\n");
    const found = new Set(said.match(/[tfr]\d+\./g));
    const missing = [...words("t"), ...words("f"), ...words("r")].filter((word) => !found.has(word));
    expect(missing).toEqual([]);
    expect(messages.flatMap(messageFaults)).toEqual([]);
  });

  test("always has a text for notifications, escaped", async () => {
    const { messages } = await rendered(heading("Recorded <TR>"), text("R&D"));
    expect(messages[0].text).toBe("Recorded &lt;TR&gt;\nR&amp;D");
  });

  test("keeps a button's long values in a draft, and they come back whole", async () => {
    const drafts = memoryDrafts();
    const { messages } = await renderReply(reply(buttonsOf(1, "Do", "v".repeat(5000))), drafts);
    const [block] = messages[0].blocks;
    const value = block?.type === "actions" && block.elements[0]?.type === "button" ? block.elements[0].value : "";
    expect(await unpackButton(value, drafts)).toEqual({
      kind: "values",
      command: "fix",
      values: { reason: "v".repeat(5000) },
    });
  });

  test("turns a table of a thousand rows into a file without formulas", async () => {
    const { messages, files } = await rendered(table(3, 1_000, "=1+1"));
    expect(messages).toHaveLength(1);
    expect(new TextDecoder().decode(files[0]?.bytes)).toContain("'=1+1");
  });
});

const CONTROLS: [string, (size: number) => Input, number][] = [
  ["a line", (size) => input({ kind: "line", maxLength: 10_000 }, "x".repeat(size)), LIMITS.inputValue],
  ["lines", (size) => input({ kind: "lines", maxLength: 60_000 }, "x\n".repeat(size / 2)), LIMITS.inputValue],
  ["a sheet", (size) => input({ kind: "sheet", maxLength: 60_000 }, "x".repeat(size)), LIMITS.inputValue],
  ["people", (size) => input({ kind: "people" }, "x".repeat(size)), LIMITS.inputValue],
  ["options", (size) => input({ kind: "choice", options: options(size) }), LIMITS.options],
  ["all options", (size) => input({ kind: "choice", options: options(size) }), LIMITS.options * LIMITS.optionGroups],
  ["an option's label", (size) => input({ kind: "choice", options: options(2, "l".repeat(size)) }), LIMITS.optionLabel],
  [
    "an option's value",
    (size) => input({ kind: "choice", options: options(2, "l", "v".repeat(size)) }),
    LIMITS.optionValue,
  ],
  ["a label", (size) => input({ kind: "date" }, "", "l".repeat(size)), LIMITS.inputLabel],
  ["a hint", (size) => ({ ...input({ kind: "date" }), hint: "h".repeat(size) }), LIMITS.inputHint],
];

/** A chart of employees and contractors that Slack can draw. */
const chartOf = (more: Partial<Chart> = {}, series = 2, groups = 4): Chart => ({
  title: "Attendance",
  unit: "people",
  axis: "Quarter",
  groups: Array.from({ length: groups }, (_one, at) => `Q${at}`),
  series: Array.from({ length: series }, (_one, at) => ({
    name: `Series ${at}`,
    values: Array.from({ length: groups }, () => 12),
    look: at,
  })),
  unknown: "not reported",
  ...more,
});

const CHARTS: [string, (size: number) => Chart, number][] = [
  ["a title", (size) => chartOf({ title: "t".repeat(size) }), LIMITS.chartTitle],
  ["an axis", (size) => chartOf({ axis: "a".repeat(size) }), LIMITS.chartAxis],
  ["a unit", (size) => chartOf({ unit: "u".repeat(size) }), LIMITS.chartAxis],
  ["a group's name", (size) => chartOf({ groups: ["g".repeat(size), "b", "c", "d"] }), LIMITS.chartLabel],
  ["series", (size) => chartOf({}, size), LIMITS.chartSeries],
  ["groups", (size) => chartOf({}, 1, size), LIMITS.chartGroups],
];

describe("a chart", () => {
  test.each(CHARTS)("is drawn by Slack up to the limit of %s, and is a picture beyond it", (_name, make, limit) => {
    const drawn = nativeChart(make(limit));
    expect(messageFaults({ text: "x", blocks: drawn ? [drawn] : [] })).toEqual([]);
    expect(drawn).toBeDefined();
    expect(nativeChart(make(limit + 1))).toBeUndefined();
  });

  test.each([
    ["a value nobody knows", chartOf({ series: [{ name: "A", values: [1, null, 3, 4], look: 0 }] })],
    ["a value that is missing", chartOf({ series: [{ name: "A", values: [1], look: 0 }] })],
    ["a target", chartOf({ target: { name: "Target", values: [1, 2, 3, 4] } })],
    ["two series of one name", chartOf({ series: [0, 1].map((look) => ({ name: "A", values: [1, 2, 3, 4], look })) })],
    ["no name", chartOf({ title: " " })],
  ])("with %s is a picture: Slack could not say all of it", (_name, chart) => {
    expect(nativeChart(chart)).toBeUndefined();
  });

  test.each([LIMITS.fileAltText, LIMITS.fileAltText + 1])(
    "of %i characters in words has an alt text within the limit",
    (size) => {
      const words = altText(
        "w "
          .repeat(size / 2 + 1)
          .slice(0, size)
          .trim()
          .padEnd(size, "w"),
      );
      expect(words.length).toBeLessThanOrEqual(LIMITS.fileAltText);
      expect(words.endsWith("has all of it.")).toBe(size > LIMITS.fileAltText);
    },
  );

  test("always has its table in the message, and its picture after it", async () => {
    const { messages, charts } = await rendered({ kind: "chart", chart: chartOf() });
    expect(messages[0].blocks.map(({ type }) => type)).toEqual(["section", "table"]);
    expect(charts).toHaveLength(1);
  });
});

describe("a form", () => {
  test.each(CONTROLS)("is a modal within the limits around the limit of %s", async (_name, make, limit) => {
    for (const size of [0, limit - 1, limit, limit + 1, limit * 2]) {
      expect(viewFaults({ ...(await modal(formOf(make(size)))) })).toEqual([]);
    }
  });

  test.each([
    ["date", { kind: "date" }, "next spring"],
    ["date", { kind: "date" }, "2026-11-20"],
    ["count", { kind: "count", max: 100 }, "a dozen"],
    ["count", { kind: "count", max: 100 }, "101"],
    ["count", { kind: "count", max: 100 }, "100"],
    ["choice", { kind: "choice", options: options(3) }, "Prks"],
    ["choice", { kind: "choice", options: options(LIMITS.options) }, "Prks"],
    ["choices", { kind: "choices", options: options(3) }, "v1, flying"],
    ["choices", { kind: "choices", options: options(LIMITS.options + 1) }, "v0, v100, flying"],
    ["people", { kind: "people" }, "zzyzx"],
  ] as [string, Control, string][])(
    "in a box for a %s of its kind keeps what was typed",
    async (_kind, control, value) => {
      const view = await modal(formOf(input(control, value)));
      expect(viewFaults({ ...view })).toEqual([]);
      expect(typedIn(asSent(view))).toEqual({ thing0: value });
    },
  );

  test.each([LIMITS.options, LIMITS.options + 1, 500])(
    "takes an answer that chooses all of %i options",
    async (count) => {
      const all = options(count).map(({ value }) => value);
      const view = asSent(await modal(formOf(input({ kind: "choices", options: options(count) }, all.join(", ")))));
      const body = { type: "view_submission", user: { id: "U1" }, view };
      expect(shapeOf(body)?.kind).toBe("interactivity");
      expect(typedIn(view)).toEqual({ thing0: all.join(", ") });
    },
  );

  test("lists the answers above a box to type in where Slack cannot list them", async () => {
    const many = options(LIMITS.options * LIMITS.optionGroups + 1).map((one, at) => ({ ...one, label: `L${at}` }));
    const view = await modal(formOf(input({ kind: "choice", options: many }, "v7")));
    expect(viewFaults({ ...view })).toEqual([]);
    expect(typedIn(asSent(view))).toEqual({ thing0: "v7" });
    expect(textsIn(view.blocks).join(" ")).toContain("L10000");
  });

  test.each([LIMITS.optionLabel * 2, LIMITS.optionLabel * 2 + 1, 1_000])(
    "says labels of %i letters whole, in the list or above it",
    async (size) => {
      const long = [0, 1].map((at) => ({ value: `v${at}`, label: `${at}${"l".repeat(size - 1)}` }));
      const view = await modal(formOf(input({ kind: "choice", options: long })));
      expect(viewFaults({ ...view })).toEqual([]);
      const [select] = view.blocks.filter(({ type }) => type === "input");
      expect(JSON.stringify(select)).toContain("static_select");
      const inList = textsIn(select).join("");
      const above = textsIn(view.blocks.slice(0, -1)).join("");
      for (const { label } of long) expect(`${inList} ${above}`).toContain(label);
    },
  );

  test.each([
    ["a label", LIMITS.inputLabel, (size: number) => input({ kind: "date" }, "", "l".repeat(size))],
    ["a hint", LIMITS.inputHint, (size: number) => ({ ...input({ kind: "date" }), hint: "l".repeat(size) })],
  ])("says %s whole at its limit and beyond", async (_what, limit, make) => {
    for (const size of [limit, limit + 1]) {
      const texts = textsIn((await modal(formOf(make(size)))).blocks);
      expect(texts.some((words) => words === "l".repeat(size))).toBe(true);
    }
  });

  test("gives a long text back as it was, however it is cut into boxes", async () => {
    const word = fc.string({ unit: "binary", minLength: 1, maxLength: 4_000 }).filter((one) => one.trim() === one);
    const words = fc.array(fc.tuple(word, fc.constantFrom(" ", "\n", "\n\n")), { minLength: 1, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(words, async (parts) => {
        const value = parts.flat().join("").trim();
        const view = await modal(formOf(input({ kind: "sheet", maxLength: 60_000 }, value)));
        expect(viewFaults({ ...view })).toEqual([]);
        expect(typedIn(asSent(view))).toEqual({ thing0: value });
      }),
      { numRuns: SOAK ? 2_000 : 100, seed: 7 },
    );
  });

  test("keeps long hidden values in a draft", async () => {
    for (const size of [2_800, 3_000, 30_000]) {
      const view = await modal({ ...formOf(input({ kind: "date" })), hidden: { sheet: "x".repeat(size) } });
      expect(viewFaults({ ...view })).toEqual([]);
    }
  });

  test("shows a list of 7,000 characters whole, in three boxes", async () => {
    const list = Array.from({ length: 1_000 }, (_one, at) => `name${at}`)
      .join("\n")
      .slice(0, 7_000);
    const view = await modal(formOf(input({ kind: "sheet", maxLength: 60_000 }, list)));
    const values = [...JSON.stringify(view.blocks).matchAll(/"initial_value":("[^"]*")/g)].map(([, one = '""']) =>
      JSON.parse(one),
    );
    expect(values.join("\n")).toBe(list);
    expect(values).toHaveLength(3);
  });
});

const hostile = fc.oneof(
  fc.string({ unit: "binary", maxLength: 200 }),
  fc
    .array(
      fc.constantFrom(
        "<!channel>",
        "<!here|x>",
        "<!subteam^S1>",
        "<@U0FAKEBOSS>",
        "<#C1|general>",
        "<https://evil.example|your bank>",
        "<mailto:a@evil.example|x>",
        "<!date^1^{date}|x>",
        "&lt;!channel&gt;",
        "&amp;lt;!channel&amp;gt;",
        "@channel",
        "https://evil.example",
        "[x](https://evil.example)",
        "*b*_i_~s~`c`",
        ":smile:",
        "\u202e",
        "\0",
        "\ud800",
        " ",
        "\n",
      ),
      { maxLength: 12 },
    )
    .map((parts) => parts.join("")),
);

/** Texts that Slack reads markup in, by type; `raw_text`, values and what stands in an input are taken as they are. */
function parsedTexts(value: unknown): { type: string; text: string }[] {
  if (typeof value !== "object" || value === null) return [];
  if ("type" in value && "text" in value && typeof value.text === "string")
    return value.type === "raw_text" ? [] : [{ type: String(value.type), text: value.text }];
  return Object.values(value).flatMap(parsedTexts);
}

const isLive = (words: string) => /[<>]/.test(words) || /&(?!(?:amp|lt|gt);)/.test(words);

describe("hostile strings", () => {
  test("are never live mentions or links, and never exceed a limit", { timeout: 600_000 }, async () => {
    const blocks = (words: string): Block[] => [
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
      { kind: "form", form: { ...formOf(), title: words } },
      { kind: "file", file: { name: words, mime: "text/csv", bytes: new Uint8Array(), summary: words } },
    ];
    let shown = 0;
    await fc.assert(
      fc.asyncProperty(hostile, async (words) => {
        const { messages } = await rendered(...blocks(words));
        const view = await modal(formOf(input({ kind: "choice", options: options(2, words) }, "", words)), [
          text(words),
        ]);
        const texts = [...messages, view].flatMap((one) => parsedTexts(one.blocks));
        expect(texts.filter((one) => one.type !== "plain_text" || isLive(one.text))).toEqual([]);
        expect(messages.filter((message) => isLive(message.text))).toEqual([]);
        expect([...messages.flatMap(messageFaults), ...viewFaults({ ...view })]).toEqual([]);
        shown += 1;
      }),
      { numRuns: SOAK ? 10_000 : 500, seed: 18 },
    );
    await keepResult("hostile strings, Slack", {
      "strings shown": shown,
      "live mentions or links": 0,
      "over a limit": 0,
    });
  });
});

test("a table's caption goes where its table goes", async () => {
  const table = (caption: string): Block => ({ kind: "table", caption, columns: [{ label: "n" }], rows: [["1"]] });
  const { messages } = await renderReply(reply(table("The first"), table("The second")), memoryDrafts());
  expect(messages.map(({ text: words }) => words)).toEqual(["The first\nn\n1", "The second\nn\n1"]);
});
