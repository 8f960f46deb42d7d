import type { types } from "@slack/bolt";
import type { Block, Form, Input, Option } from "../../src/core/reply.ts";
import { allUnits } from "./blocks.ts";
import { type Drafts, type Origin, packForm } from "./carried.ts";
import { blockId, INPUT_ACTION, PICK } from "./inputs.ts";
import { LIMITS } from "./limits.ts";
import { plain, sections } from "./unit.ts";
import { escaped, pieces } from "./words.ts";

type InputBlock = types.InputBlock;
type Element = InputBlock["element"];

/** A form as a modal: what is said about it, then its inputs, filled in. `mark` tells its inputs from another form's. */
export async function modalOf(
  form: Form,
  about: readonly Block[],
  origin: Origin,
  mark: string,
  drafts: Drafts,
): Promise<types.ModalView> {
  const words = await allUnits({ blocks: [...about, { kind: "text", text: form.title }] }, "view", drafts);
  const inputs = form.inputs.flatMap((input) => inputBlocks(input, mark));
  const room = LIMITS.viewBlocks - inputs.length;
  return {
    type: "modal",
    callback_id: "form",
    title: plain(titleOf(form.command)),
    submit: plain(short(form.submit, "Save")),
    close: plain("Cancel"),
    private_metadata: await packForm(form, origin, drafts),
    blocks: [...words.map(({ block }) => block).slice(0, Math.max(0, room)), ...inputs].slice(0, LIMITS.viewBlocks),
  };
}

/** A message in a modal, for places where no message can be posted. */
export async function noticeOf(title: string, about: readonly Block[], drafts: Drafts): Promise<types.ModalView> {
  const words = await allUnits({ blocks: [...about] }, "view", drafts);
  return {
    type: "modal",
    callback_id: "notice",
    title: plain(short(title, "Equity Assistant")),
    close: plain("Close"),
    blocks: words.slice(0, LIMITS.viewBlocks).map(({ block }) => block),
  };
}

/** "training log" is "Training log"; the sentence about it stands in the form itself. */
const titleOf = (command: string) =>
  short(`${command.slice(0, 1).toUpperCase()}${command.slice(1)}`, "Equity Assistant");

const short = (text: string, otherwise: string) =>
  text.trim() !== "" && escaped(text).length <= LIMITS.viewTitle ? text : otherwise;

function inputBlocks(input: Input, mark: string): (InputBlock | types.SectionBlock)[] {
  const block = (element: Element, part: number | typeof PICK = 0, label = input.label): InputBlock => ({
    type: "input",
    block_id: blockId(input.name, part, mark),
    label: plain(fitting(label, LIMITS.inputLabel)),
    optional: part === 0 ? input.optional : true,
    element,
    ...(part === 0 ? hintOf(input) : {}),
  });
  const wrong = input.error === undefined ? [] : sections(`${input.label}: ${input.error}`);
  const notes = wrong.map((unit) => unit.block as types.SectionBlock);
  return [...notes, ...controlBlocks(input, block)];
}

type MakeBlock = (element: Element, part?: number | typeof PICK, label?: string) => InputBlock;

function controlBlocks(input: Input, block: MakeBlock): InputBlock[] {
  const { control, value } = input;
  switch (control.kind) {
    case "line":
    case "lines":
    case "sheet":
      return textBlocks(input, control.kind !== "line", control.maxLength, block);
    case "date":
      return [block({ type: "datepicker", action_id: INPUT_ACTION, ...dateOf(value) })];
    case "count":
      return [block(numberElement(control.max, value))];
    case "people":
      return [
        ...textBlocks({ ...input, optional: true }, value.length > 60, LIMITS.inputValue, (element, part, label) => ({
          ...block(element, part, label),
          optional: true,
        })),
        block({ type: "multi_users_select", action_id: INPUT_ACTION }, PICK, `${input.label}, picked from Slack`),
      ];
    case "choice":
      return choiceBlocks(input, control.options, "static_select", block);
    case "choices":
      return choiceBlocks(input, control.options, "multi_static_select", block);
    default:
      return control satisfies never;
  }
}

/** Slack's boxes hold 3,000 characters, so a longer list fills several. */
function textBlocks(input: Input, multiline: boolean, maxLength: number, block: MakeBlock): InputBlock[] {
  const filled = boxes(input.value, Math.min(maxLength, LIMITS.inputValue));
  return (filled.length === 0 ? [""] : filled).map((text, at) =>
    block(
      {
        type: "plain_text_input",
        action_id: INPUT_ACTION,
        multiline: multiline || text.includes("\n"),
        max_length: Math.min(maxLength, LIMITS.inputValue),
        ...(text === "" ? {} : { initial_value: text }),
      },
      at,
      at === 0 ? input.label : `${input.label}, part ${at + 1}`,
    ),
  );
}

/** As `pieces`, but a box holds plain characters, not escaped ones. */
function boxes(text: string, most: number): string[] {
  if (text.length <= most) return text === "" ? [] : [text];
  const cut = text.lastIndexOf("\n", most);
  const end = cut > 0 ? cut : most;
  return [text.slice(0, end), ...boxes(text.slice(cut > 0 ? end + 1 : end), most)];
}

function numberElement(max: number, value: string): Element {
  return {
    type: "number_input",
    action_id: INPUT_ACTION,
    is_decimal_allowed: false,
    min_value: "0",
    max_value: String(max),
    ...(/^\d{1,12}$/.test(value) && Number(value) <= max ? { initial_value: value } : {}),
  };
}

const dateOf = (value: string) => (/^\d{4}-\d{2}-\d{2}$/.test(value) ? { initial_date: value } : {});

type Select = "static_select" | "multi_static_select";

/** A list to choose from; one that Slack cannot show is typed instead, and understood as in a sentence. */
function choiceBlocks(input: Input, options: readonly Option[], type: Select, block: MakeBlock): InputBlock[] {
  const shown = options.map(toOption);
  const known = shown.flatMap((one) => (one ? [one] : []));
  if (known.length === 0 || known.length < shown.length || known.length > LIMITS.options * LIMITS.optionGroups)
    return textBlocks(input, false, LIMITS.inputValue, block);
  const several = type === "multi_static_select";
  const values = several ? input.value.split(",").map((value) => value.trim()) : [input.value];
  const chosen = known.filter(({ value = "" }) => values.includes(value));
  const list = known.length <= LIMITS.options ? { options: known } : { option_groups: groups(known) };
  if (several)
    return [
      block({ type, action_id: INPUT_ACTION, ...list, ...(chosen.length > 0 ? { initial_options: chosen } : {}) }),
    ];
  const [initial] = chosen;
  return [
    block({ type: "static_select", action_id: INPUT_ACTION, ...list, ...(initial ? { initial_option: initial } : {}) }),
  ];
}

function groups(options: types.PlainTextOption[]) {
  const all: { label: types.PlainTextElement; options: types.PlainTextOption[] }[] = [];
  for (let at = 0; at < options.length; at += LIMITS.options) {
    const some = options.slice(at, at + LIMITS.options);
    all.push({ label: plain(`${at + 1} to ${at + some.length}`), options: some });
  }
  return all;
}

/** A label too long for one line goes on in a second; nothing when both cannot hold it. */
function toOption({ value, label }: Option): types.PlainTextOption | undefined {
  const [line = value, more = "", ...rest] = pieces(label, LIMITS.optionLabel);
  if (rest.length > 0 || value === "" || value.length > LIMITS.optionValue) return undefined;
  return { text: plain(line), value, ...(more === "" ? {} : { description: plain(more) }) };
}

const hintOf = ({ hint }: Input) =>
  hint === undefined || hint === "" ? {} : { hint: plain(fitting(hint, LIMITS.inputHint)) };

const fitting = (text: string, most: number) => pieces(text, most)[0] ?? "…";
