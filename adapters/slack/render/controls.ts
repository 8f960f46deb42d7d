import type { types } from "@slack/bolt";
import type { Input, Option } from "../../../src/core/reply/reply.ts";
import { blockId, FILE, INPUT_ACTION, type Part, PICK } from "./inputs.ts";
import { LIMITS } from "./limits.ts";
import { plain, sections } from "./unit.ts";
import { sizeOf } from "./view.ts";
import { escaped, pieces } from "./words.ts";

type InputBlock = types.InputBlock;
type Element = InputBlock["element"];
export type ControlBlock = InputBlock | types.SectionBlock;

type MakeBlock = (element: Element, part?: Part, label?: string) => InputBlock;

/** One input of a form: what is wrong with it, then everything it takes to fill it in. */
export function inputBlocks(input: Input, mark: string, readsFiles: boolean): ControlBlock[] {
  const block: MakeBlock = (element, part = 0, label = input.label) => ({
    type: "input",
    block_id: blockId(input.name, part, mark),
    label: plain(fitting(label, LIMITS.inputLabel)),
    optional: part === 0 ? input.optional : true,
    element,
    ...(part === 0 ? hintOf(input) : {}),
  });
  const wrong = input.error === undefined ? "" : `${input.label}: ${input.error}`;
  return [...above(tooLongFor(input)), ...above(wrong), ...controlBlocks(input, readsFiles, block)];
}

/** What is longer than Slack takes beside an input stands in full above it. */
function tooLongFor({ label, hint = "" }: Input): string {
  const long = [
    ...(escaped(label).length > LIMITS.inputLabel ? [label] : []),
    ...(escaped(hint).length > LIMITS.inputHint ? [hint] : []),
  ];
  return long.join("\n");
}

const above = (words: string): types.SectionBlock[] => sections(words).map(({ block }) => block as types.SectionBlock);

const hintOf = ({ hint }: Input) =>
  hint === undefined || hint === "" ? {} : { hint: plain(fitting(hint, LIMITS.inputHint)) };

const fitting = (text: string, most: number) => pieces(text, most)[0] ?? "…";

function controlBlocks(input: Input, readsFiles: boolean, block: MakeBlock): ControlBlock[] {
  const { control, value } = input;
  switch (control.kind) {
    case "line":
    case "lines":
      return textBlocks(input, control.kind === "lines", control.maxLength, block);
    case "sheet":
      return readsFiles ? sheetBlocks(input, control, block) : textBlocks(input, true, control.maxLength, block);
    case "date":
      return isDate(value) ? [block(datePicker(value))] : asTyped(input, block);
    case "count":
      return isCount(value, control.max) ? [block(numberElement(control.max, value))] : asTyped(input, block);
    case "people":
      return peopleBlocks(input, block);
    case "choice":
      return choiceBlocks(input, control.options, "static_select", block);
    case "choices":
      return choiceBlocks(input, control.options, "multi_static_select", block);
    default:
      return control satisfies never;
  }
}

/** A box for a date or a number would drop what is none, and with it what was typed. */
const asTyped = (input: Input, block: MakeBlock) => textBlocks(input, false, LIMITS.inputValue, block);

const isDate = (value: string) => /^(?:\d{4}-\d{2}-\d{2})?$/.test(value);

const datePicker = (value: string): Element => ({
  type: "datepicker",
  action_id: INPUT_ACTION,
  ...(value === "" ? {} : { initial_date: value }),
});

const isCount = (value: string, max: number) => value === "" || (/^\d{1,12}$/.test(value) && Number(value) <= max);

const numberElement = (max: number, value: string): Element => ({
  type: "number_input",
  action_id: INPUT_ACTION,
  is_decimal_allowed: false,
  min_value: "0",
  max_value: String(max),
  ...(value === "" ? {} : { initial_value: value }),
});

/** Names are typed, or picked from Slack's own list, or both. */
function peopleBlocks(input: Input, block: MakeBlock): InputBlock[] {
  const optional: MakeBlock = (element, part, label) => ({ ...block(element, part, label), optional: true });
  const picker: Element = {
    type: "multi_users_select",
    action_id: INPUT_ACTION,
    max_selected_items: LIMITS.pickedUsers,
  };
  return [
    ...textBlocks({ ...input, optional: true }, input.value.length > 60, LIMITS.inputValue, optional),
    block(picker, PICK, `${input.label}, picked from Slack`),
  ];
}

/** Text, or a file with it: one of the two is enough, and the core says so where there is neither. */
function sheetBlocks(
  input: Input,
  { maxLength, offer = "a sign-in sheet (CSV or Excel)" }: { maxLength: number; offer?: string },
  block: MakeBlock,
): InputBlock[] {
  const either: MakeBlock = (element, part, label) => ({ ...block(element, part, label), optional: true });
  const drop: Element = {
    type: "file_input",
    action_id: INPUT_ACTION,
    filetypes: ["csv", "txt", "tsv", "xlsx"],
    max_files: 1,
  };
  return [
    ...textBlocks(input, true, maxLength, either),
    either(drop, FILE, `Or drop ${offer}, in place of what is typed`),
  ];
}

/** Slack's boxes hold 3,000 characters, so a longer list fills several. */
function textBlocks(input: Input, multiline: boolean, maxLength: number, block: MakeBlock): InputBlock[] {
  const filled = boxes(input.value, Math.min(maxLength, LIMITS.inputValue));
  return filled.map(({ text, joint }, at) =>
    block(
      {
        type: "plain_text_input",
        action_id: INPUT_ACTION,
        multiline: multiline || text.includes("\n"),
        max_length: Math.min(maxLength, LIMITS.inputValue),
        ...(text === "" ? {} : { initial_value: text }),
      },
      at === 0 ? 0 : `${at}${joint}`,
      at === 0 ? input.label : `${input.label}, part ${at + 1}`,
    ),
  );
}

interface Box {
  text: string;
  /** What stood between this box and the one before; nothing is a new line. */
  joint: "" | "s" | "c";
}

/** Cut at a new line or a space in the second half, else between two characters; at least one box. */
function boxes(text: string, most: number): Box[] {
  const all: Box[] = [];
  let [rest, joint]: [string, Box["joint"]] = [text, ""];
  while (rest.length > most) {
    const cut = cutOf(rest, most);
    all.push({ text: rest.slice(0, cut.end), joint });
    [rest, joint] = [rest.slice(cut.end + (cut.joint === "c" ? 0 : 1)), cut.joint];
  }
  return [...all, { text: rest, joint }];
}

function cutOf(text: string, most: number): { end: number; joint: Box["joint"] } {
  for (const [mark, joint] of [
    ["\n", ""],
    [" ", "s"],
  ] as const) {
    const end = text.lastIndexOf(mark, most);
    if (end > most / 2) return { end, joint };
  }
  // Never between the two halves of one character.
  const isHigh = /[\ud800-\udbff]/.test(text[most - 1] ?? "");
  return { end: isHigh ? most - 1 : most, joint: "c" };
}

type Select = "static_select" | "multi_static_select";

/**
 * A list to choose from. What was typed and is not on it stays visible, as itself; labels too long for a list stand above it
 * in full. A list that Slack cannot show is typed instead, and understood as in a sentence.
 */
function choiceBlocks(input: Input, options: readonly Option[], type: Select, block: MakeBlock): ControlBlock[] {
  const several = type === "multi_static_select";
  const values = (several ? input.value.split(",") : [input.value])
    .map((one) => one.trim())
    .filter((one) => one !== "");
  const unknown = values.filter((value) => !options.some((option) => option.value === value));
  const all = [...options, ...unknown.map((value) => ({ value, label: `“${value}” as typed` }))];
  const list = listOf(all, values, type);
  return list ? [...legendOf(all, 2), block(list)] : [...legendOf(all, 0), ...asTyped(input, block)];
}

/** As many bytes as one list may take of its modal. */
const MOST_LIST = LIMITS.viewSize / 2;

/** Nothing where Slack cannot show it. */
function listOf(options: readonly Option[], values: readonly string[], type: Select): Element | undefined {
  const whole = options.every(({ value }) => value !== "" && value.length <= LIMITS.optionValue);
  if (!whole || options.length === 0 || options.length > LIMITS.options * LIMITS.optionGroups) return undefined;
  const shown = options.map(toOption);
  const list = shown.length <= LIMITS.options ? { options: shown } : { option_groups: groups(shown) };
  const chosen = shown.filter(({ value = "" }) => values.includes(value));
  const element = { type, action_id: INPUT_ACTION, ...list, ...initially(chosen, type) } as Element;
  return sizeOf(element) <= MOST_LIST ? element : undefined;
}

function initially([first, ...more]: types.PlainTextOption[], type: Select): object {
  if (!first) return {};
  return type === "static_select" ? { initial_option: first } : { initial_options: [first, ...more] };
}

/** So many lines of labels may stand above a list. */
const MOST_LEGEND = 20;

/** Labels longer than so many lines of a list. */
function legendOf(options: readonly Option[], most: number): types.SectionBlock[] {
  const long = options.filter(({ label }) => linesOf(label).length > most);
  const lines = above(long.map(({ label }) => label).join("\n"));
  return lines.length <= MOST_LEGEND ? lines : above("There are more answers than Slack can list: type yours.");
}

function groups(options: types.PlainTextOption[]) {
  const all: { label: types.PlainTextElement; options: types.PlainTextOption[] }[] = [];
  for (let at = 0; at < options.length; at += LIMITS.options) {
    const some = options.slice(at, at + LIMITS.options);
    all.push({ label: plain(`${at + 1} to ${at + some.length}`), options: some });
  }
  return all;
}

const linesOf = (label: string) => pieces(label, LIMITS.optionLabel);

/** A label too long for one line goes on in a second. */
function toOption({ value, label }: Option): types.PlainTextOption {
  const [line = value, more = "", ...rest] = linesOf(label);
  const second = rest.length > 0 ? `${pieces(more, LIMITS.optionLabel - 1)[0]}…` : more;
  return { text: plain(line), value, ...(second === "" ? {} : { description: plain(second) }) };
}
