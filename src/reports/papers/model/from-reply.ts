import { type Block as ReplyBlock, screenWords } from "../../../core/reply/reply.ts";
import type { Block } from "./paper.ts";
import { paragraph } from "./words.ts";

/** What the chat says of a thing, as it stands in a paper: the same words and numbers by construction. */
export function fromReply(blocks: readonly ReplyBlock[]): Block[] {
  return blocks.flatMap((block): Block[] => {
    switch (block.kind) {
      case "heading":
        return [{ kind: "heading", level: 2, text: block.text }];
      case "screen":
        return [paragraph(screenWords(block.screen))];
      case "text":
        return [paragraph(block.text)];
      case "facts":
        return [{ kind: "list", items: block.facts.map(({ label, value }) => [`${label}: ${value}`]) }];
      case "table":
        return [{ ...block, rows: block.rows.map((row) => row.map((cell) => [cell])) }];
      case "chart":
        return [{ kind: "chart", chart: block.chart }];
      // Nothing to press, fill in or download on paper.
      case "buttons":
      case "form":
      case "file":
        return [];
      default:
        return block satisfies never;
    }
  });
}
