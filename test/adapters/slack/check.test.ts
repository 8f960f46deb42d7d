import { describe, expect, test } from "vitest";
import { LIMITS } from "../../../adapters/slack/render/limits.ts";
import { messageFaults, viewFaults } from "../../../adapters/slack/send/check.ts";

const plain = (size: number) => ({ type: "plain_text", text: "x".repeat(size) });
const section = (size: number) => ({ type: "section", text: plain(size) });
const many = <T>(count: number, make: (at: number) => T) => Array.from({ length: count }, (_one, at) => make(at));
const message = (...blocks: object[]) => messageFaults({ text: "x", blocks });
const view = (blocks: object[], more = {}) => viewFaults({ title: plain(1), ...more, blocks });
const button = (at: number, label = 1, value = 1) => ({
  type: "button",
  action_id: `a${at}`,
  text: plain(label),
  value: "x".repeat(value),
});
const input = (element: object, label = 1, hint = 1) => ({
  type: "input",
  label: plain(label),
  hint: plain(hint),
  element,
});
const option = (label: number, value: number, description = 1) => ({
  text: plain(label),
  value: "x".repeat(value),
  description: plain(description),
});
const table = (rows: number, columns: number, cell = 1) => ({
  type: "table",
  rows: many(rows, () => many(columns, () => ({ type: "raw_text", text: "x".repeat(cell) }))),
});

const chart = (series: number, groups: number, axes = {}) => ({
  type: "data_visualization",
  title: "x",
  chart: {
    type: "bar",
    series: many(series, (at) => ({
      name: `s${at}`,
      data: many(groups, (group) => ({ label: `g${group}`, value: 1 })),
    })),
    axis_config: { categories: many(groups, (at) => `g${at}`), ...axes },
  },
});

const CASES: Record<keyof Omit<typeof LIMITS, "responses" | "fileAltText" | "blockCost">, (size: number) => string[]> =
  {
    messageBlocks: (size) => message(...many(size, () => section(1))),
    viewBlocks: (size) => view(many(size, () => section(1))),
    viewSize: (size) => {
      const [view, room] = [{ title: plain(1), blocks: [], note: "" }, size];
      return viewFaults({ ...view, note: "x".repeat(room - JSON.stringify(view).length) });
    },
    messageText: (size) => message(...many(6, () => section(size / 6 - LIMITS.blockCost))),
    fallbackText: (size) => messageFaults({ text: "x".repeat(size), blocks: [] }),
    section: (size) => message(section(size)),
    header: (size) => message({ type: "header", text: plain(size) }),
    context: (size) => message({ type: "context", elements: [plain(size)] }),
    fields: (size) => message({ type: "section", fields: many(size, () => plain(1)) }),
    field: (size) => message({ type: "section", fields: [plain(size)] }),
    actions: (size) => message({ type: "actions", elements: many(size, (at) => button(at)) }),
    buttonLabel: (size) => message({ type: "actions", elements: [button(0, size)] }),
    buttonValue: (size) => message({ type: "actions", elements: [button(0, 1, size)] }),
    options: (size) => view([input({ type: "static_select", options: many(size, () => option(1, 1)) })]),
    optionGroups: (size) =>
      view([input({ type: "static_select", option_groups: many(size, () => ({ options: [option(1, 1)] })) })]),
    optionLabel: (size) => view([input({ type: "static_select", options: [option(size, 1)] })]),
    optionDescription: (size) => view([input({ type: "static_select", options: [option(1, 1, size)] })]),
    optionValue: (size) => view([input({ type: "static_select", options: [option(1, size)] })]),
    overflow: (size) =>
      message({ type: "actions", elements: [{ type: "overflow", options: many(size, () => option(1, 1)) }] }),
    pickedUsers: (size) => view([input({ type: "multi_users_select", max_selected_items: size })]),
    inputLabel: (size) => view([input({ type: "datepicker" }, size)]),
    inputHint: (size) => view([input({ type: "datepicker" }, 1, size)]),
    inputValue: (size) => view([input({ type: "plain_text_input", initial_value: "x".repeat(size) })]),
    placeholder: (size) => view([input({ type: "static_select", placeholder: plain(size) })]),
    altText: (size) => message({ type: "image", alt_text: "x".repeat(size) }),
    viewTitle: (size) => view([], { title: plain(size) }),
    privateMetadata: (size) => view([], { private_metadata: "x".repeat(size) }),
    callbackId: (size) => view([], { callback_id: "x".repeat(size) }),
    blockId: (size) => message({ type: "divider", block_id: "x".repeat(size) }),
    tableRows: (size) => message(table(size, 1)),
    tableColumns: (size) => message(table(1, size)),
    tableText: (size) => message(table(1, 1, size)),
    tablesPerMessage: (size) => message(...many(size, () => table(1, 1))),
    chartTitle: (size) => message({ ...chart(1, 1), title: "x".repeat(size) }),
    chartAxis: (size) => message(chart(1, 1, { x_label: "x".repeat(size) })),
    chartLabel: (size) => message(chart(1, 1, { categories: ["x".repeat(size)] })),
    chartSeries: (size) => message(chart(size, 1)),
    chartGroups: (size) => message(chart(1, size)),
  };

describe("the last look before Slack", () => {
  test.each(Object.entries(CASES))("lets %s pass at the limit and finds one more", (name, at) => {
    const limit = LIMITS[name as keyof typeof CASES];
    expect(at(limit)).toEqual([]);
    expect(at(limit + (name === "messageText" ? 6 : 1))).not.toEqual([]);
  });

  test.each([
    ["a doubled block id", message({ type: "divider", block_id: "a" }, { type: "divider", block_id: "a" })],
    ["a doubled action id", message({ type: "actions", elements: [button(1), button(1)] })],
    ["an empty text", message(section(0))],
    ["an empty fallback", messageFaults({ text: "", blocks: [] })],
    ["a missing alt text", message({ type: "image", alt_text: "" })],
    ["an empty cell", message(table(1, 1, 0))],
    ["a block it does not know", message({ type: "surprise" })],
  ])("finds %s", (_name, faults) => expect(faults).toHaveLength(1));
});
