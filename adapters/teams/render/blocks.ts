import type { Drafts } from "../../../src/core/reply/carried.ts";
import { type Block, type Button, buttonWords, type Fact } from "../../../src/core/reply/reply.ts";
import { buttonData } from "./carried.ts";
import { chartUnits } from "./chart.ts";
import { type FormPlace, formUnit } from "./form.ts";
import { LIMITS } from "./limits.ts";
import { screenUnits } from "./screen.ts";
import { tableUnits } from "./table.ts";
import { type Element, lines, type Unit } from "./unit.ts";
import { bytesOf, escaped } from "./words.ts";

/** The blocks of a reply as parts of cards, each within its limits. */
export async function allUnits(blocks: readonly Block[], place: FormPlace, drafts: Drafts): Promise<Unit[]> {
  const units = await Promise.all(blocks.map((block) => unitsOf(block, place, drafts)));
  return units.flat();
}

async function unitsOf(block: Block, place: FormPlace, drafts: Drafts): Promise<Unit[]> {
  switch (block.kind) {
    case "heading":
      return lines(block.text, { weight: "Bolder", size: "Medium", style: "heading" });
    case "screen":
      return screenUnits(block.screen);
    case "text":
      return lines(block.text);
    case "facts":
      return factUnits(block.facts);
    case "table":
      return tableUnits(block);
    case "chart":
      return chartUnits(block.chart);
    case "buttons":
      return buttonUnits(block.buttons, place, drafts, block.more);
    case "form":
      return [await formUnit(block.form, place, drafts)];
    case "file":
      return lines(`${block.file.name}: ${block.file.summary}`);
    default:
      return block satisfies never;
  }
}

/** Facts one below the other; one too long for that stands by itself. */
function factUnits(facts: readonly Fact[]): Unit[] {
  const units: Unit[] = [];
  let set: Fact[] = [];
  const close = () => {
    if (set.length > 0) units.push(factSet(set));
    set = [];
  };
  for (const fact of facts) {
    const words = `${fact.label}: ${fact.value}`;
    if (bytesOf(words) > LIMITS.fact || /[\r\n]/.test(words)) {
      close();
      units.push(...lines(words));
      continue;
    }
    set.push(fact);
    if (set.length === LIMITS.facts || bytesOf(set) > LIMITS.fact) close();
  }
  close();
  return units;
}

const factSet = (facts: readonly Fact[]): Unit => ({
  element: {
    type: "FactSet",
    facts: facts.map(({ label, value }) => ({ title: escaped(label), value: escaped(value) })),
  },
  text: facts.map(({ label, value }) => `${label}: ${value}`).join("\n"),
});

/** What is hidden counts among the actions of a row, too. */
async function buttonUnits(
  shown: readonly Button[],
  place: FormPlace,
  drafts: Drafts,
  more: readonly Button[] = [],
): Promise<Unit[]> {
  const buttons = [...shown, ...more];
  // Many buttons share the room of a message, so each of many may carry less.
  const most = buttons.length > LIMITS.actions ? 300 : LIMITS.carried;
  const actions = await Promise.all(
    buttons.map(async (button, at) => ({
      ...(await buttonAction(button, at, most, place, drafts)),
      ...(at < shown.length ? {} : { mode: "secondary" }),
    })),
  );
  // A label too long for a button is read in full above it.
  const long = buttons.map(({ label }, at) => ({ label, at })).filter(({ label }) => isLong(label));
  const rows: Unit[] = [];
  for (let at = 0; at < actions.length; at += LIMITS.actions) {
    const element: Element = { type: "ActionSet", actions: actions.slice(at, at + LIMITS.actions) };
    const text = buttonWords({
      buttons: shown.slice(at, at + LIMITS.actions),
      more: more.slice(Math.max(0, at - shown.length), Math.max(0, at + LIMITS.actions - shown.length)),
    });
    rows.push({ element, text });
  }
  return [...long.flatMap(({ label, at }) => lines(`${at + 1}. ${label}`)), ...rows];
}

const isLong = (label: string) => label.length > LIMITS.buttonLabel;

async function buttonAction(
  button: Button,
  at: number,
  most: number,
  place: FormPlace,
  drafts: Drafts,
): Promise<Element> {
  const words = button.label.trim() || "…";
  const title = isLong(words) ? `${at + 1}. ${[...words].slice(0, LIMITS.buttonLabel / 2 - 8).join("")}…` : words;
  if (button.url !== undefined) return { type: "Action.OpenUrl", title, url: button.url, ...styleOf(button) };
  const data = await buttonData(button, most, drafts);
  const look = { title, ...styleOf(button), associatedInputs: "none" };
  if (place === "dialog") return { type: "Action.Submit", ...look, data };
  // A form opens in a dialog, which only this kind of action can do.
  if (button.ask) return { type: "Action.Submit", ...look, data: { ...data, msteams: { type: "task/fetch" } } };
  const fallback = { type: "Action.Submit", ...look, data };
  return { type: "Action.Execute", ...look, verb: "press", data, fallback };
}

const styleOf = ({ tone }: Button): Element =>
  tone === undefined ? {} : { style: tone === "danger" ? "destructive" : "positive" };
