import type { types } from "@slack/bolt";
import type { Chart } from "../../../src/core/reply/chart.ts";
import {
  type Block,
  plainText,
  type Reply,
  type ReplyFile,
  type Table,
  tableOf,
} from "../../../src/core/reply/reply.ts";
import { tableFile } from "../../../src/core/reply/table-file.ts";
import { allUnits } from "./blocks.ts";
import type { Drafts } from "./carried.ts";
import { LIMITS } from "./limits.ts";
import { needsFile } from "./table.ts";
import type { Unit } from "./unit.ts";
import { escaped, pieces } from "./words.ts";

export interface Message {
  /** What notifications and screen readers say. */
  text: string;
  blocks: types.KnownBlock[];
}

/** A reply as Slack takes it: one message or several, and the files that go with them. */
export interface Rendered {
  messages: [Message, ...Message[]];
  files: ReplyFile[];
  charts: Chart[];
}

/** With tables where that makes few messages, else with their rows as lines; what is longer still is a file. */
export async function renderReply(reply: Reply, drafts: Drafts): Promise<Rendered> {
  const blocks = reply.blocks.map(withinTables);
  const files = blocks.flatMap((block) => (block.kind === "file" ? [block.file] : []));
  const charts = reply.blocks.flatMap((block) => (block.kind === "chart" ? [block.chart] : []));
  for (const surface of ["message", "view"] as const) {
    const messages = packed(await allUnits({ blocks }, surface, drafts));
    if (messages.length <= LIMITS.responses) return { messages: atLeastOne(messages), files, charts };
  }
  return { ...(await tooLong(reply, files, drafts)), charts };
}

function withinTables(block: Block): Block {
  if (block.kind === "chart") return withinTables(tableOf(block.chart));
  return block.kind === "table" && needsFile(block) ? asFile(block) : block;
}

const asFile = (table: Table): Block => ({ kind: "file", file: tableFile(table) });

/** What is longer than one conversation can bear goes as a file; what it is about and its buttons stay. */
async function tooLong(reply: Reply, files: ReplyFile[], drafts: Drafts): Promise<Omit<Rendered, "charts">> {
  const title = reply.blocks.find((block) => block.kind === "heading" || block.kind === "screen");
  const pressable = reply.blocks.filter((block) => block.kind === "buttons" || block.kind === "form");
  const note: Block = { kind: "text", text: "This is longer than a message can be: all of it is in the file." };
  const units = await allUnits({ blocks: [...(title ? [title] : []), note, ...pressable] }, "message", drafts);
  const file: ReplyFile = {
    name: "answer.txt",
    mime: "text/plain",
    bytes: new TextEncoder().encode(plainText(reply)),
    summary: "The whole answer as text",
  };
  return { messages: atLeastOne(packed(units)), files: [file, ...files] };
}

function atLeastOne([first, ...others]: Message[]): [Message, ...Message[]] {
  return [first ?? { text: "Done.", blocks: [] }, ...others];
}

interface Packing {
  units: Unit[];
  texts: number;
  tables: number;
}

function packed(units: readonly Unit[]): Message[] {
  const messages: Packing[] = [];
  for (const group of groupsOf(units)) {
    const last = messages.at(-1);
    const more = packingOf(group);
    if (last && fits(last, more)) add(last, more);
    else if (fits(packingOf([]), more)) messages.push(more);
    else messages.push(...group.map((unit) => packingOf([unit])));
  }
  return messages.map((one) => ({ text: fallback(one.units), blocks: one.units.map(({ block }) => block) }));
}

/** What says what the next one is stays with it. */
function groupsOf(units: readonly Unit[]): Unit[][] {
  const groups: Unit[][] = [];
  for (const unit of units) {
    const last = groups.at(-1);
    if (last?.at(-1)?.leads) last.push(unit);
    else groups.push([unit]);
  }
  return groups;
}

const packingOf = (units: Unit[]): Packing => ({
  units,
  texts: units.reduce((sum, { block }) => sum + costOf(block), 0),
  tables: units.filter(({ block }) => block.type === "table").length,
});

function add(one: Packing, more: Packing): void {
  one.units.push(...more.units);
  one.texts += more.texts;
  one.tables += more.tables;
}

const fits = (one: Packing, more: Packing) =>
  one.units.length + more.units.length <= LIMITS.messageBlocks &&
  one.tables + more.tables <= LIMITS.tablesPerMessage &&
  one.texts + more.texts <= LIMITS.messageText;

/** What a block counts towards the length of its message. */
export const costOf = (block: object): number => LIMITS.blockCost + lengthOf(block);

/** Every text in a block, and what its buttons carry. */
export function lengthOf(value: unknown): number {
  if (typeof value === "string") return value.length;
  if (typeof value !== "object" || value === null) return 0;
  return Object.entries(value).reduce((sum, [key, one]) => sum + (UNCOUNTED.has(key) ? 0 : lengthOf(one)), 0);
}

const UNCOUNTED = new Set(["type", "style", "action_id", "block_id", "align"]);

/** All of it where that fits; the blocks hold the rest. */
function fallback(units: readonly Unit[]): string {
  const words = units.flatMap(({ text }) => (text === "" ? [] : [text])).join("\n");
  const [start = "Done.", ...more] = pieces(words, LIMITS.fallbackText - 1);
  return escaped(start) + (more.length > 0 ? "…" : "");
}
