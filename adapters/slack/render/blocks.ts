import type { types } from "@slack/bolt";
import {
  type Block,
  type Button,
  buttonWords,
  type Fact,
  type Form,
  type Reply,
  tableOf,
} from "../../../src/core/reply/reply.ts";
import { type Drafts, packButton } from "./carried.ts";
import { LIMITS } from "./limits.ts";
import { screenUnits } from "./screen.ts";
import { tableLines, tableUnits } from "./table.ts";
import { plain, sections, type Unit } from "./unit.ts";
import { escaped, pieces } from "./words.ts";

/** Where blocks are shown: Slack has tables in messages only. */
export type Surface = "message" | "view";

/** A block of a reply as blocks of Slack's, each within its limits. */
async function unitsOf(block: Block, surface: Surface, drafts: Drafts): Promise<Unit[]> {
  switch (block.kind) {
    case "heading":
      return headingUnits(block.text);
    case "screen":
      return screenUnits(block.screen);
    case "text":
      return sections(block.text);
    case "facts":
      return factUnits(block.facts);
    case "table":
      return surface === "message" ? tableUnits(block) : sections(tableLines(block));
    case "chart":
      return unitsOf(tableOf(block.chart), surface, drafts);
    case "buttons":
      return buttonUnits(block.buttons, drafts, block.more);
    case "form":
      return formUnits(block.form, drafts);
    case "file":
      return sections(`${block.file.name}: ${block.file.summary}`);
    default:
      return block satisfies never;
  }
}

export async function allUnits({ blocks }: Pick<Reply, "blocks">, surface: Surface, drafts: Drafts): Promise<Unit[]> {
  const units = await Promise.all(blocks.map((block) => unitsOf(block, surface, drafts)));
  return units.flat();
}

function headingUnits(text: string): Unit[] {
  const title = text.replace(/\s+/g, " ").trim();
  if (title === "") return [];
  if (escaped(title).length > LIMITS.header) return sections(title);
  return [{ block: { type: "header", text: plain(title) }, text: title }];
}

/** Facts side by side; one too long for that stands by itself. */
function factUnits(facts: readonly Fact[]): Unit[] {
  const units: Unit[] = [];
  let side: string[] = [];
  const close = () => {
    if (side.length > 0) units.push({ block: { type: "section", fields: side.map(plain) }, text: side.join("\n") });
    side = [];
  };
  for (const { label, value } of facts) {
    const words = `${label}: ${value}`.trim();
    if (escaped(words).length > LIMITS.field) {
      close();
      units.push(...sections(words));
      continue;
    }
    side.push(words);
    if (side.length === LIMITS.fields) close();
  }
  close();
  return units;
}

async function buttonUnits(buttons: readonly Button[], drafts: Drafts, more: readonly Button[] = []): Promise<Unit[]> {
  // What many buttons carry counts towards the length of their message, so each of many may carry less.
  const most = buttons.length > 5 ? 400 : LIMITS.buttonValue;
  const shown = await Promise.all(buttons.map((button, at) => buttonElement(button, at, most, drafts)));
  const elements = [...shown, ...(await menus(more, buttons.length, drafts))];
  // A label that is too long for a button is read in full above it.
  const long = [...buttons, ...more].map(({ label }, at) => ({ label, at })).filter(({ label }) => isLong(label));
  const legend = long.flatMap(({ label, at }) => sections(`${at + 1}. ${label}`));
  const rows: Unit[] = [];
  for (let at = 0; at < elements.length; at += LIMITS.actions) {
    const last = at + LIMITS.actions >= elements.length;
    rows.push({
      block: { type: "actions", elements: elements.slice(at, at + LIMITS.actions) },
      text: buttonWords({ buttons: buttons.slice(at, at + LIMITS.actions), more: last ? [...more] : [] }),
    });
  }
  return [...legend, ...rows];
}

/** What stands behind three dots, so many to a menu. */
async function menus(more: readonly Button[], before: number, drafts: Drafts): Promise<types.Overflow[]> {
  const options = await Promise.all(
    more.map(async (button, at) => ({
      text: plain(shortLabel(button, before + at)),
      value: await packButton(button, LIMITS.optionValue, drafts),
    })),
  );
  const all: types.Overflow[] = [];
  for (let at = 0; at < options.length; at += LIMITS.overflow)
    all.push({ type: "overflow", action_id: `menu:${at}`, options: options.slice(at, at + LIMITS.overflow) });
  return all;
}

const isLong = (label: string) => escaped(label).length > LIMITS.buttonLabel;

/** As much of a label as a button takes. */
function shortLabel({ label }: Button, at: number): string {
  const words = label.trim() || "…";
  const [start = ""] = pieces(words, LIMITS.buttonLabel - 8);
  return isLong(words) ? `${at + 1}. ${start}…` : words;
}

async function buttonElement(button: Button, at: number, most: number, drafts: Drafts): Promise<types.Button> {
  return {
    type: "button",
    text: plain(shortLabel(button, at)),
    action_id: `${button.url === undefined ? PRESS : OPEN}${at}`,
    value: await packButton(button, most, drafts),
    ...(button.url === undefined ? {} : { url: button.url }),
    ...(button.tone ? { style: button.tone } : {}),
  };
}

const PRESS = "press:";
/** Of a button that opens a page: Slack tells of the press, too. */
export const OPEN = "open:";

/** A form where no modal can be opened: what is wrong in it, and a button that opens it with all that is known. */
async function formUnits(form: Form, drafts: Drafts): Promise<Unit[]> {
  const wrong = form.inputs.flatMap(({ label, error }) => (error === undefined ? [] : [`${label}: ${error}`]));
  const open = await buttonUnits([openButton(form)], drafts);
  return [...sections([form.title, ...wrong].join("\n")), ...open];
}

export function openButton({ command, hidden, inputs, confirmed }: Form): Button {
  const typed = inputs.filter(({ value }) => value !== "").map(({ name, value }) => [name, value] as const);
  return {
    label: "Open the form",
    command,
    values: { ...hidden, ...Object.fromEntries(typed) },
    ask: true,
    tone: "primary",
    ...(confirmed ? { confirmed } : {}),
  };
}
