import type { Drafts } from "../../../src/core/reply/carried.ts";
import {
  type Block,
  plainText,
  type Reply,
  type ReplyFile,
  type Table,
  tableOf,
} from "../../../src/core/reply/reply.ts";
import { tableFile } from "../../../src/core/reply/table-file.ts";
import { piecesOf } from "../../../src/core/request/pieces.ts";
import type { OutMessage } from "../send/connector.ts";
import { allUnits } from "./blocks.ts";
import { LIMITS } from "./limits.ts";
import { needsFile } from "./table.ts";
import { type Element, lines, type Unit } from "./unit.ts";
import { bytesOf, unlinked } from "./words.ts";

/** A reply as Teams takes it: one message or several, and the files that go with them. */
export interface Rendered {
  messages: [OutMessage, ...OutMessage[]];
  files: ReplyFile[];
}

/** As many messages as one answer may be; what is longer goes as a file. */
const MOST_MESSAGES = 5;

export async function renderReply(reply: Reply, drafts: Drafts): Promise<Rendered> {
  const blocks = reply.blocks.map(withinTables);
  const files = blocks.flatMap((block) => (block.kind === "file" ? [block.file] : []));
  const messages = packed(await allUnits(blocks, "message", drafts));
  if (messages.length <= MOST_MESSAGES) return { messages: atLeastOne(messages), files };
  return tooLong(reply, files, drafts);
}

/** A table, or a chart's, that no message can hold. */
function withinTables(block: Block): Block {
  if (block.kind === "chart") return needsFile(tableOf(block.chart)) ? asFile(tableOf(block.chart)) : block;
  return block.kind === "table" && needsFile(block) ? asFile(block) : block;
}

const asFile = (table: Table): Block => ({ kind: "file", file: tableFile(table) });

/** All of it in a file, and the buttons stay. */
async function tooLong(reply: Reply, files: ReplyFile[], drafts: Drafts): Promise<Rendered> {
  const pressable = reply.blocks.filter((block) => block.kind === "buttons" || block.kind === "form");
  const note = "This is longer than a message can be: all of it is in the file.";
  const units = await allUnits(pressable.slice(0, 20), "message", drafts);
  const file: ReplyFile = {
    name: "answer.txt",
    mime: "text/plain",
    bytes: new TextEncoder().encode(plainText(reply)),
    summary: "The whole answer as text",
  };
  const messages = packed([...lines(note), ...units]).slice(0, MOST_MESSAGES);
  return { messages: atLeastOne(messages), files: [file, ...files] };
}

const atLeastOne = ([first, ...others]: OutMessage[]): Rendered["messages"] => [
  first ?? wordsMessage("Done."),
  ...others,
];

/** What a message holds beside its elements. */
const BESIDES = 1_000 + LIMITS.summary + LIMITS.fallback;

function packed(units: readonly Unit[]): OutMessage[] {
  const cards: { units: Unit[]; bytes: number }[] = [];
  for (const unit of units) {
    const last = cards.at(-1);
    const bytes = bytesOf(unit.element) + 1;
    const shares = !unit.alone || !last?.units.some(({ alone }) => alone);
    if (last && shares && last.bytes + bytes <= LIMITS.message - BESIDES) {
      last.units.push(unit);
      last.bytes += bytes;
    } else cards.push({ units: [unit], bytes });
  }
  return cards.map((card) => cardMessage(card.units));
}

function cardMessage(units: readonly Unit[]): OutMessage {
  const words = units.map(({ text }) => text).join("\n");
  const card = cardOf(
    units.map(({ element }) => element),
    words,
  );
  return { summary: start(words.replace(/\s+/g, " "), LIMITS.summary), attachments: [cardAttachment(card)] };
}

export type Card = Element;

export const cardOf = (body: readonly Element[], words: string): Card => ({
  $schema: "http://adaptivecards.io/schemas/adaptive-card.json",
  type: "AdaptiveCard",
  version: "1.5",
  fallbackText: start(unlinked(words), LIMITS.fallback),
  msteams: { width: "Full" },
  body,
});

export const cardAttachment = (content: Card) => ({ contentType: "application/vnd.microsoft.card.adaptive", content });

/** Words alone, as they are. */
export const wordsMessage = (words: string): OutMessage => ({ text: start(words, 4_000), textFormat: "plain" });

/** The first `most` bytes or fewer, whole words where there are some. */
function start(words: string, most: number): string {
  const [first = "Done.", ...more] = piecesOf(words, most - bytesOf("…"), (char) => bytesOf(char) - bytesOf(""));
  return more.length > 0 ? `${first}…` : first;
}
