import { type Chart, chartTable } from "./chart.ts";

/** What goes back to a person. Closed: every renderer handles every block, and the compiler says which it forgot. */
export type Block =
  | { kind: "heading"; text: string }
  | { kind: "screen"; screen: Screen }
  | { kind: "text"; text: string }
  | { kind: "facts"; facts: Fact[] }
  /** A `list` is read row by row: messages show ten at a time. */
  | { kind: "table"; caption: string; columns: Column[]; rows: string[][]; list?: true }
  | { kind: "chart"; chart: Chart }
  /** `more` stand behind three dots. */
  | { kind: "buttons"; buttons: Button[]; more?: Button[] }
  | { kind: "form"; form: Form }
  | { kind: "file"; file: ReplyFile };

export type Table = Extract<Block, { kind: "table" }>;

/** What fits a phone: a verdict, and the few things that matter most. A notification shows its first two lines. */
export interface Screen {
  /** Whose, and when: "Milwaukee · Q4 2026". */
  about: string;
  /** A sentence: "26 of 264 requirements are met. One is overdue, 31 days are left." */
  verdict: string;
  detail?: string;
  lines: ScreenLine[];
  /** Said small, at the end. */
  note?: string;
}

export interface ScreenLine {
  /** A sign or a number, that only repeats what the words say: "▲", "1". */
  mark: string;
  title: string;
  words: string;
}

/** A document to download. */
export interface ReplyFile {
  /** With its ending: "training-2026-Q3.xlsx". */
  name: string;
  mime: string;
  bytes: Uint8Array;
  /** What is in it, in words: for whoever cannot open it here. */
  summary: string;
}

export interface Fact {
  label: string;
  value: string;
}

export interface Column {
  label: string;
  numeric?: boolean;
}

/**
 * A button is a request in waiting: pressing it asks for `command` with `values`, checked again as if it were typed.
 * `ask` opens the command's form instead of running it; `confirmed` names the questions this press answers with yes.
 */
export interface Button {
  label: string;
  command: string;
  values: RawValues;
  ask?: boolean;
  confirmed?: string[];
  tone?: "primary" | "danger";
  /** The page this opens. `command` is asked for besides, where a platform tells that it was pressed. */
  url?: string;
}

/** A form asks for a command's fields; what was understood already is filled in. */
export interface Form {
  command: string;
  title: string;
  submit: string;
  inputs: Input[];
  /** Values the form carries without showing them. */
  hidden: RawValues;
  confirmed?: string[];
}

export interface Input {
  name: string;
  label: string;
  control: Control;
  value: string;
  optional: boolean;
  hint?: string;
  /** Why this input must be looked at again; what was typed stays in `value`. */
  error?: string;
}

export type Control =
  | { kind: "line"; maxLength: number }
  | { kind: "lines"; maxLength: number }
  /** Text, or the text of a file; `offer` says which file, where it is not a CSV sign-in sheet. */
  | { kind: "sheet"; maxLength: number; offer?: string }
  | { kind: "date" }
  | { kind: "count"; max: number }
  | { kind: "people" }
  | { kind: "choice"; options: Option[] }
  /** Several of them: the value holds theirs, separated by commas. */
  | { kind: "choices"; options: Option[] };

export interface Option {
  value: string;
  label: string;
}

/** JSON-safe values as a button, a form or `key=value` carries them; each field reads its own. */
export type RawValues = Record<string, unknown>;

export interface Reply {
  /** `private`: only the person who asked may see it. */
  visibility: "private" | "place";
  blocks: Block[];
  /** What one goes on with: it may take the place of the form that was sent. A button for it is among the blocks, too. */
  next?: Form;
  /** Nothing was done: the adapter keeps what was typed, and sends it again under the same request id. */
  failed?: true;
  /** Why, for whoever answers with a status: not to be had, not theirs, no database, or an incident. */
  fault?: "refused" | "denied" | "down" | "broken";
  /** What a page is made of, where the command was asked for by one; chat shows the blocks. */
  data?: { kind: string };
  /** Set when something was written: what other screens should look at again. */
  changed?: {
    record: string;
    department:
      | string
      | undefined /** Days, as ISO dates, of the work it is about: in a closed quarter it is a restatement. */;
    on?: readonly string[];
  };
}

export function reply(...blocks: Block[]): Reply {
  return { visibility: "private", blocks };
}

export const heading = (text: string): Block => ({ kind: "heading", text });
export const text = (words: string): Block => ({ kind: "text", text: words });
export const facts = (...items: Fact[]): Block => ({ kind: "facts", facts: items });
/** The same numbers as the chart. */
export const tableOf = (chart: Chart): Table => ({ kind: "table", ...chartTable(chart) });
export const buttons = (...items: Button[]): Block => ({ kind: "buttons", buttons: items });
/** The first few at hand, the others behind three dots. */
export const buttonsOf = (shown: Button[], more: Button[]): Block =>
  more.length === 0 ? buttons(...shown) : { kind: "buttons", buttons: shown, more };

/** Every button of a block, also those behind the dots. */
export const buttonsIn = (block: Block): Button[] =>
  block.kind === "buttons" ? [...block.buttons, ...(block.more ?? [])] : [];

/** "Public Works · statement IS-2026-0003". */
const lineWords = ({ title, words }: ScreenLine): string => (words === "" ? title : `${title} · ${words}`);

/** The plain-text fallback of a reply: for notifications, screen readers, the command line and tests. */
export function plainText(answer: Reply): string {
  return answer.blocks.map(plainBlock).join("\n");
}

function plainBlock(block: Block): string {
  switch (block.kind) {
    case "heading":
    case "text":
      return block.text;
    case "screen":
      return screenWords(block.screen);
    case "facts":
      return block.facts.map((fact) => `${fact.label}: ${fact.value}`).join("\n");
    case "table":
      return [block.caption, block.columns.map((column) => column.label).join(" | ")]
        .concat(block.rows.map((row) => row.join(" | ")))
        .join("\n");
    case "chart":
      return plainBlock(tableOf(block.chart));
    case "buttons":
      return buttonWords(block);
    case "form":
      return [block.form.title, ...block.form.inputs.map(plainInput)].join("\n");
    case "file":
      return `${block.file.name}: ${block.file.summary}`;
    default:
      return block satisfies never;
  }
}

/** The verdict and whose it is come first, for a notification shows nothing else. */
export function screenWords({ about, verdict, detail, lines, note }: Screen): string {
  const marked = lines.map((line) => `${line.mark} ${lineWords(line)}`);
  return [`${about}. ${verdict}`, detail, ...marked, note].filter((one) => one !== undefined).join("\n");
}

/** "[Open the overview] [Ask Public Works] [···: Export]". */
export function buttonWords({ buttons: shown, more = [] }: { buttons: readonly Button[]; more?: Button[] }): string {
  const labels = shown.map(({ label }) => `[${label}]`);
  return [...labels, ...(more.length === 0 ? [] : [`[···: ${more.map(({ label }) => label).join(", ")}]`])].join(" ");
}

function plainInput(input: Input): string {
  const error = input.error ? ` (${input.error})` : "";
  return `${input.label}: ${input.value}${error}`;
}
