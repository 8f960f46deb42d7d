import { html } from "hono/html";
import type { Mark, Tally } from "../../../src/domain/pages/parts.ts";
import type { Html } from "../reply/frame.ts";

/** A word, a symbol and a colour of its own for each: none of the three is needed to know it. */
const MARKS: Readonly<Record<Mark, { name: string; word: string; symbol: string }>> = {
  met: { name: "met", word: "Met", symbol: "✓" },
  overdue: { name: "late", word: "Overdue", symbol: "▲" },
  due: { name: "due", word: "Due", symbol: "◷" },
  "not reported": { name: "none", word: "No report", symbol: "○" },
  waits: { name: "wait", word: "Waits", symbol: "Ⅱ" },
  "not applicable": { name: "na", word: "Not asked", symbol: "–" },
};

const symbol = (mark: Mark): Html => html`<i aria-hidden="true">${MARKS[mark].symbol}</i>`;

/** A tag: an adjective, no button. */
export const tag = (mark: Mark, words = MARKS[mark].word): Html =>
  html`<span class="tag ${MARKS[mark].name}">${symbol(mark)} ${words}</span>`;

/** A cell of the grid; the word is read, the symbol seen. */
export const cell = (mark: Mark): Html => html`<td class="${MARKS[mark].name}">${symbol(mark)}${MARKS[mark].word}</td>`;

export const legend = (): Html =>
  html`<p class="legend">${tag("met")} ${tag("due")} ${tag("overdue")} ${tag("not reported")} ${tag("waits", "Waits for the tier before")}</p>`;

/** How much of a whole each part is, as one bar; the words beside it say the same. */
export function tallyBar({ met, overdue, due, of }: Tally): Html {
  let at = 0;
  const part = (count: number, name: string) => {
    const [from, width] = [at, of === 0 ? 0 : (100 * count) / of];
    at += width;
    return width === 0 ? "" : html`<rect class="${name}" x="${round(from)}" width="${round(width)}" height="6"/>`;
  };
  return html`<svg class="tally" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true"><rect class="rest" width="100" height="6"/>${part(met, "met")}${part(overdue, "late")}${part(due, "due")}</svg>`;
}

const round = (value: number) => Math.round(value * 100) / 100;
export const number = (count: number) => count.toLocaleString("en-US");
export const plural = (count: number, noun: string) => `${number(count)} ${noun}${count === 1 ? "" : "s"}`;
