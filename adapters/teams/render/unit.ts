import { LIMITS } from "./limits.ts";
import { escaped, linesOf } from "./words.ts";

/** Part of a card's body. */
export type Element = Record<string, unknown>;

/** One element of a card, and the words in it for notifications and screen readers. */
export interface Unit {
  element: Element;
  text: string;
  /** Begins a message of its own where it follows another one of these. */
  alone?: true;
}

/** A line of plain text: nothing in it is markup. Teams leaves out an empty one, so it holds a space that does not break. */
export const line = (words: string, look: Element = {}): Element => ({
  type: "TextBlock",
  text: escaped(words) || "\u00a0",
  wrap: true,
  ...look,
});

export function lines(text: string, look: Element = {}): Unit[] {
  return linesOf(text, LIMITS.line).map((words, at) => ({
    element: line(words, at === 0 ? look : { ...look, spacing: "Small" }),
    text: words,
  }));
}
