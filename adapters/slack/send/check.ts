import { LIMITS } from "../render/limits.ts";
import { costOf, lengthOf } from "../render/render.ts";
import { sizeOf } from "../render/view.ts";

// The last look before something goes to Slack, which answers `invalid_blocks` without saying where. The renderer keeps the
// limits by itself; whatever this finds is a defect of ours, and the message then goes as plain text.

type Node = Record<string, unknown>;

/** Where a message exceeds a limit: "blocks[3].text: 3001 of 3000"; nothing when it is fine. */
export function messageFaults(message: { text: string; blocks: readonly object[] }): string[] {
  const tables = message.blocks.filter((block) => (block as Node).type === "table").length;
  return [
    ...over("blocks", message.blocks.length, LIMITS.messageBlocks),
    ...over("tables", tables, LIMITS.tablesPerMessage),
    ...over(
      "all text",
      message.blocks.reduce((sum, block) => sum + costOf(block), 0),
      LIMITS.messageText,
    ),
    ...over("text", message.text.length, LIMITS.fallbackText),
    ...(message.text === "" ? ["text: empty"] : []),
    ...blockFaults(message.blocks),
  ];
}

export function viewFaults(view: Node & { blocks: readonly object[] }): string[] {
  const titles = ["title", "submit", "close"].flatMap((name) => textFault(name, view[name], LIMITS.viewTitle));
  return [
    ...over("blocks", view.blocks.length, LIMITS.viewBlocks),
    ...over("bytes", sizeOf(view), LIMITS.viewSize),
    ...over("private_metadata", lengthOf(view.private_metadata), LIMITS.privateMetadata),
    ...over("callback_id", lengthOf(view.callback_id), LIMITS.callbackId),
    ...titles,
    ...blockFaults(view.blocks),
  ];
}

function blockFaults(blocks: readonly object[]): string[] {
  const ids = blocks.flatMap((block) => ((block as Node).block_id ? [(block as Node).block_id] : []));
  const doubled = new Set(ids).size < ids.length ? ["block_id: doubled"] : [];
  const faults = blocks.flatMap((block, at) => faultsOf(block as Node).map((fault) => `blocks[${at}].${fault}`));
  return [...doubled, ...faults];
}

function faultsOf(block: Node): string[] {
  const check = CHECKS[String(block.type)];
  if (!check) return [`type: ${String(block.type)} is not known here`];
  return [...over("block_id", lengthOf(block.block_id), LIMITS.blockId), ...check(block)];
}

const CHECKS: Record<string, (block: Node) => string[]> = {
  header: (block) => textFault("text", block.text, LIMITS.header),
  section: (block) => [
    ...(block.text === undefined ? [] : textFault("text", block.text, LIMITS.section)),
    ...over("fields", list(block.fields).length, LIMITS.fields),
    ...list(block.fields).flatMap((field, at) => textFault(`fields[${at}]`, field, LIMITS.field)),
    ...(block.text === undefined && list(block.fields).length === 0 ? ["text: missing"] : []),
  ],
  context: (block) => list(block.elements).flatMap((one, at) => textFault(`elements[${at}]`, one, LIMITS.context)),
  divider: () => [],
  actions: (block) => [
    ...over("elements", list(block.elements).length, LIMITS.actions),
    ...(list(block.elements).length === 0 ? ["elements: none"] : []),
    ...doubledIds(list(block.elements)),
    ...list(block.elements).flatMap((one, at) => elementFaults(one).map((fault) => `elements[${at}].${fault}`)),
  ],
  image: (block) => [
    ...over("alt_text", lengthOf(block.alt_text), LIMITS.altText),
    ...(lengthOf(block.alt_text) === 0 ? ["alt_text: missing"] : []),
  ],
  input: (block) => [
    ...textFault("label", block.label, LIMITS.inputLabel),
    ...(block.hint === undefined ? [] : textFault("hint", block.hint, LIMITS.inputHint)),
    ...elementFaults(block.element as Node).map((fault) => `element.${fault}`),
  ],
  table: tableFaults,
  data_visualization: chartFaults,
};

function chartFaults(block: Node): string[] {
  const { series: all, axis_config } = (block.chart ?? {}) as Node;
  const [series, axes] = [list(all), (axis_config ?? {}) as Node];
  const categories = list(axes.categories);
  const names = [...series.map(({ name }) => name), ...categories];
  return [
    ...over("title", lengthOf(block.title), LIMITS.chartTitle),
    ...over("series", series.length, LIMITS.chartSeries),
    ...over("categories", categories.length, LIMITS.chartGroups),
    ...[axes.x_label, axes.y_label].flatMap((label) => over("axis", lengthOf(label), LIMITS.chartAxis)),
    ...names.flatMap((name) => over("name", lengthOf(name), LIMITS.chartLabel)),
    ...series.flatMap(({ data }) =>
      list(data).every(({ value }) => Number.isFinite(value)) ? [] : ["value: not a number"],
    ),
  ];
}

function tableFaults(block: Node): string[] {
  const rows = list(block.rows).map((row) => list(row));
  const cells = rows.flat();
  return [
    ...over("rows", rows.length, LIMITS.tableRows),
    ...rows.flatMap((row, at) => over(`rows[${at}]`, row.length, LIMITS.tableColumns)),
    ...over(
      "all cells",
      cells.reduce((sum, one) => sum + lengthOf(one.text), 0),
      LIMITS.tableText,
    ),
    ...cells.flatMap((one) => (one.text === "" ? ["rows: an empty cell"] : [])),
  ];
}

function elementFaults(element: Node): string[] {
  const options = [...list(element.options), ...list(element.option_groups).flatMap((group) => list(group.options))];
  return [
    ...(element.type === "button" ? textFault("text", element.text, LIMITS.buttonLabel) : []),
    ...textFault("placeholder", element.placeholder, LIMITS.placeholder),
    ...over("value", lengthOf(element.value), LIMITS.buttonValue),
    ...over("initial_value", lengthOf(element.initial_value), LIMITS.inputValue),
    ...over("options", list(element.options).length, element.type === "overflow" ? LIMITS.overflow : LIMITS.options),
    ...over("option_groups", list(element.option_groups).length, LIMITS.optionGroups),
    ...over("max_selected_items", Number(element.max_selected_items ?? 0), LIMITS.pickedUsers),
    ...list(element.option_groups).flatMap((group) => over("group", list(group.options).length, LIMITS.options)),
    ...options.flatMap(optionFaults),
  ];
}

const optionFaults = (option: Node): string[] => [
  ...textFault("option.text", option.text, LIMITS.optionLabel),
  ...(option.description === undefined
    ? []
    : textFault("option.description", option.description, LIMITS.optionDescription)),
  ...over("option.value", lengthOf(option.value), LIMITS.optionValue),
];

function doubledIds(elements: readonly Node[]): string[] {
  return new Set(elements.map(({ action_id }) => action_id)).size < elements.length ? ["action_id: doubled"] : [];
}

function textFault(name: string, text: unknown, most: number): string[] {
  const words = (text as Node | undefined)?.text;
  if (text === undefined) return [];
  return typeof words !== "string" || words === "" ? [`${name}: empty`] : over(name, words.length, most);
}

const over = (name: string, size: number, most: number) => (size > most ? [`${name}: ${size} of ${most}`] : []);

const list = (value: unknown): Node[] => (Array.isArray(value) ? value : []);
