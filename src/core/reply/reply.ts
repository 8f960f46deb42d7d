import { type Chart, chartTable } from "./chart.ts";

/** What goes back to a person. Closed: every renderer handles every block, and the compiler says which it forgot. */
export type Block =
  | { kind: "heading"; text: string }
  | { kind: "text"; text: string }
  | { kind: "facts"; facts: Fact[] }
  | { kind: "table"; caption: string; columns: Column[]; rows: string[][] }
  | { kind: "chart"; chart: Chart }
  | { kind: "buttons"; buttons: Button[] }
  | { kind: "form"; form: Form }
  | { kind: "file"; file: ReplyFile };

export type Table = Extract<Block, { kind: "table" }>;

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

/** The plain-text fallback of a reply: for notifications, screen readers, the command line and tests. */
export function plainText(answer: Reply): string {
  return answer.blocks.map(plainBlock).join("\n");
}

function plainBlock(block: Block): string {
  switch (block.kind) {
    case "heading":
    case "text":
      return block.text;
    case "facts":
      return block.facts.map((fact) => `${fact.label}: ${fact.value}`).join("\n");
    case "table":
      return [block.caption, block.columns.map((column) => column.label).join(" | ")]
        .concat(block.rows.map((row) => row.join(" | ")))
        .join("\n");
    case "chart":
      return plainBlock(tableOf(block.chart));
    case "buttons":
      return block.buttons.map((button) => `[${button.label}]`).join(" ");
    case "form":
      return [block.form.title, ...block.form.inputs.map(plainInput)].join("\n");
    case "file":
      return `${block.file.name}: ${block.file.summary}`;
    default:
      return block satisfies never;
  }
}

function plainInput(input: Input): string {
  const error = input.error ? ` (${input.error})` : "";
  return `${input.label}: ${input.value}${error}`;
}
