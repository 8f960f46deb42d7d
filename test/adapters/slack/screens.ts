import type { Shown } from "../../transcripts/transcript.ts";
import type { Call } from "./front.ts";
import { type OpenView, prefilled, type Said } from "./slack-town.ts";

type Node = Record<string, unknown>;

/** What Slack tells of what was pressed: a button, or one of those behind three dots. */
type Action =
  | { type: "button"; action_id: string; value: string }
  | { type: "overflow"; action_id: string; selected_option: { text: { text: string }; value: string } };

/** A button of a message, and the message it stands in: what Slack sends when it is pressed. */
export interface Pressable {
  label: string;
  action: Action;
  channel: string;
  ephemeral: boolean;
}

/** One message or view on somebody's screen. */
interface Item {
  words: string[];
  pressable: Pressable[];
  files: string[];
  view?: OpenView;
  wrong: Record<string, string>;
  alone: boolean;
  /** By which it was posted. */
  call?: Call;
}

/** What one person has before them in Slack, made from what Slack was sent. */
export class Screen {
  readonly #items: Item[] = [];
  #from = 0;

  /** From now on only what is new is looked at. */
  turn(): void {
    this.#from = this.#items.length;
  }

  message(said: Pick<Said, "text" | "blocks">, channel: string, alone: boolean, call?: Call): void {
    this.#items.push({ ...read(said, channel, alone), files: [], wrong: {}, alone, ...(call ? { call } : {}) });
  }

  /** What stands there says something else now. */
  edit(ts: string, said: Pick<Said, "text" | "blocks">): void {
    for (const item of this.#items)
      if (item.call?.ts === ts) Object.assign(item, read(said, item.call.body.channel ?? "", item.alone));
  }

  file(name: string, alone: boolean): void {
    this.#items.push({ words: [], pressable: [], files: [name], wrong: {}, alone });
  }

  view(view: OpenView): void {
    const words = wordsIn(view.blocks);
    this.#items.push({ words, pressable: [], files: [], view, wrong: wrongIn(view.blocks), alone: true });
  }

  /** Errors that Slack shows at the inputs of the form, which stays open as it was filled in. */
  errors(errors: Record<string, string>, typed: Readonly<Record<string, string>>): void {
    const wrong = Object.fromEntries(Object.entries(errors).map(([block, error]) => [inputOf(block), error]));
    const view = withTyped(this.form(), typed);
    this.#items.push({ words: Object.values(errors), pressable: [], files: [], view, wrong, alone: true });
  }

  /** The form that is open. */
  form(): OpenView {
    const open = this.#items.flatMap(({ view }) => (view ? [view] : [])).at(-1);
    if (!open) throw new Error("no form is open");
    return open;
  }

  button(label: string): Pressable {
    const all = this.#items.flatMap(({ pressable }) => pressable);
    const found = all.findLast((one) => one.label === label);
    if (!found) throw new Error(`no button "${label}" among ${all.map((one) => one.label).join(", ")}`);
    return found;
  }

  shown(): Shown {
    const items = this.#items.slice(this.#from);
    const view = items.findLast((one) => one.view)?.view;
    return {
      text: items.flatMap(({ words }) => words).join("\n"),
      buttons: items.flatMap(({ pressable }) => pressable.map(({ label }) => label)),
      form: view && filledIn(view),
      wrong: Object.assign({}, ...items.map(({ wrong }) => wrong)),
      files: items.flatMap(({ files }) => files),
      alone: items.every(({ alone }) => alone),
    };
  }
}

function read({ text, blocks = [] }: Pick<Said, "text" | "blocks">, channel: string, alone: boolean) {
  const words = blocks.length === 0 ? [decoded(text)] : wordsIn(blocks);
  return { words, pressable: buttonsIn(blocks).map((one) => ({ ...one, channel, ephemeral: alone })) };
}

export const decoded = (text: string): string =>
  text.replace(/&(lt|gt|amp);/g, (_all, name: string) => ({ lt: "<", gt: ">" })[name] ?? "&");

/** Every text a person reads, in its order. */
function wordsIn(value: unknown): string[] {
  if (typeof value !== "object" || value === null) return [];
  const { type, text } = value as Node;
  if (typeof text === "string") return [type === "raw_text" ? text : decoded(text)];
  return Object.values(value).flatMap(wordsIn);
}

function buttonsIn(blocks: NonNullable<Said["blocks"]>): { label: string; action: Action }[] {
  const elements = blocks.flatMap(({ type, elements: all = [] }) => (type === "actions" ? all : []));
  return elements.flatMap(({ type, text, action_id, value, options }): { label: string; action: Action }[] => {
    if (type !== "overflow") return [{ label: decoded(text.text), action: { type: "button", action_id, value } }];
    return (options ?? []).map((one) => ({
      label: decoded(one.text.text),
      action: { type: "overflow", action_id, selected_option: one },
    }));
  });
}

const inputOf = (block: string) => block.split(":")[1] ?? "";

function filledIn({ blocks }: OpenView): Record<string, string> {
  const inputs = blocks.filter(({ type, block_id = "" }) => type === "input" && block_id.split(":")[2] === "0");
  return Object.fromEntries(inputs.map(({ block_id = "", element }) => [inputOf(block_id), prefilled(element) ?? ""]));
}

function withTyped(view: OpenView, typed: Readonly<Record<string, string>>): OpenView {
  const blocks = view.blocks.map((block) => {
    const said = typed[inputOf(block.block_id ?? "")];
    if (block.type !== "input" || said === undefined) return block;
    const { initial_date, initial_option, initial_options, ...element } = block.element ?? { type: "" };
    return { ...block, element: { ...element, initial_value: said } };
  });
  return { ...view, blocks };
}

/** In a form shown anew, what is wrong stands above its input. */
function wrongIn(blocks: OpenView["blocks"]): Record<string, string> {
  const pairs = blocks.flatMap((block, at) => {
    const next = blocks[at + 1];
    const said = decoded(block.text?.text ?? "");
    const about = next?.type === "input" && said.startsWith(`${decoded(next.label?.text ?? "")}: `);
    return about ? [[inputOf(next.block_id ?? ""), said] as const] : [];
  });
  return Object.fromEntries(pairs);
}

/** The blocks of a call, which travel as text. */
export const messageOf = ({ body }: Call): Pick<Said, "text" | "blocks"> => ({
  text: body.text ?? "",
  blocks: JSON.parse(body.blocks ?? "[]"),
});
