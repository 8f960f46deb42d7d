import type { types } from "@slack/bolt";
import { LIMITS } from "./limits.ts";
import { escaped, pieces } from "./words.ts";

/** One block of Slack's, and the words in it for notifications and screen readers. */
export interface Unit {
  block: types.KnownBlock;
  text: string;
  /** Says what the next one is, and goes where that goes. */
  leads?: true;
}

/** Plain text of Slack's: nothing in it is markup, and no colon makes an emoji of it. */
export const plain = (text: string): types.PlainTextElement => ({
  type: "plain_text",
  text: escaped(text),
  emoji: false,
});

export function sections(text: string): Unit[] {
  return pieces(text, LIMITS.section).map((piece) => ({ block: { type: "section", text: plain(piece) }, text: piece }));
}
