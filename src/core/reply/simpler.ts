import { type Block, buttons, plainText, type Reply, type Table, tableOf, text } from "./reply.ts";

/** How an answer is shown: as it is, without what a client may not know, or in words alone. */
export const LEVELS = ["whole", "lines", "words"] as const;
export type Level = (typeof LEVELS)[number];

/** The same answer, for a client that did not take it: nothing that it says is left out. */
export function simpler(answer: Reply, level: Level): Reply {
  if (level === "whole") return answer;
  const lines = answer.blocks.flatMap(asLines);
  if (level === "lines") return { ...answer, blocks: lines };
  const files = answer.blocks.filter(({ kind }) => kind === "file");
  const words = lines.filter(({ kind }) => kind !== "file");
  return { ...answer, blocks: [text(plainText({ ...answer, blocks: words })), ...files] };
}

/** Tables and charts are what clients differ in; a form in a message is a button. */
function asLines(block: Block): Block[] {
  if (block.kind === "chart") return tableLines(tableOf(block.chart));
  if (block.kind === "table") return tableLines(block);
  if (block.kind !== "form") return [block];
  const { title, command, hidden } = block.form;
  return [text(title), buttons({ label: "Open the form", command, values: hidden, ask: true })];
}

/** "Public Works – Sessions: 3 · People: 12": a row that needs no columns to be read. */
function tableLines({ caption, columns, rows }: Table): Block[] {
  const row = ([first = "", ...cells]: readonly string[]) =>
    [first, ...cells.map((cell, at) => `${columns[at + 1]?.label ?? ""}: ${cell}`)]
      .filter((one) => one !== "")
      .join(" · ");
  return [text([caption, ...rows.map(row)].join("\n"))];
}
