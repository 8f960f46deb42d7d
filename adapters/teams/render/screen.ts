import { type Screen, type ScreenLine, screenWords } from "../../../src/core/reply/reply.ts";
import { LIMITS } from "./limits.ts";
import { type Element, line, lines, type Unit } from "./unit.ts";
import { bytesOf, escaped } from "./words.ts";

/** Whose it is small, the verdict large, its lines with their signs in a column of their own, and the note small again. */
export function screenUnits(screen: Screen): Unit[] {
  const { about, verdict, detail, lines: shown, note } = screen;
  const text = screenWords(screen);
  // Longer than a line of a card takes, it goes as plain words, of which nothing is cut.
  if ([about, verdict, detail ?? "", note ?? "", ...shown.map(rowWords)].some((words) => bytesOf(words) > LIMITS.line))
    return lines(text);
  const items: Element[] = [
    line(about, { isSubtle: true, spacing: "None" }),
    line(verdict, { weight: "Bolder", size: "Medium", spacing: "Small", style: "heading" }),
    ...(detail === undefined ? [] : [line(detail, { spacing: "None" })]),
    ...(shown.length === 0 ? [] : [{ type: "Container", separator: true, spacing: "Medium", items: shown.map(row) }]),
    ...(note === undefined ? [] : [line(note, { isSubtle: true, size: "Small", spacing: "Medium" })]),
  ];
  return [{ element: { type: "Container", items }, text }];
}

const rowWords = ({ title, words }: ScreenLine): string =>
  `**${escaped(title)}**${words === "" ? "" : ` · ${escaped(words)}`}`;

const row = (one: ScreenLine): Element => ({
  type: "ColumnSet",
  spacing: "Small",
  columns: [
    { type: "Column", width: "auto", items: [line(one.mark, { weight: "Bolder" })] },
    { type: "Column", width: "stretch", spacing: "Small", items: [{ ...line(""), text: rowWords(one) }] },
  ],
});
