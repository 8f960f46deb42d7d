import { ExternalHyperlink, InternalHyperlink, type ParagraphChild, TextRun } from "docx";
import { isRightToLeft, safeLink } from "../model/clean.ts";
import { sourceAnchor } from "../model/flow.ts";
import type { Inline, Words } from "../model/paper.ts";

/** Word takes no bookmark name over 40 characters, nor one with a hyphen. */
export const bookmark = (id: string): string => id.replace(/[^A-Za-z0-9_]/g, "_").slice(0, 40);

export const runs = (words: Words): ParagraphChild[] => words.flatMap(inline);

function inline(one: Inline): ParagraphChild[] {
  if (typeof one === "string") return text(one);
  if ("strong" in one) return text(one.strong, "StrongText");
  if ("source" in one)
    return [
      new InternalHyperlink({
        anchor: bookmark(sourceAnchor(one.source)),
        children: text(`[${one.source}]`, "SourceLink"),
      }),
    ];
  const link = safeLink(one.link);
  return link === undefined ? text(one.text) : [new ExternalHyperlink({ link, children: text(one.text, "LinkText") })];
}

/** Line breaks stay. */
function text(raw: string, style?: string): TextRun[] {
  const more = { ...(style === undefined ? {} : { style }), ...(isRightToLeft(raw) ? { rightToLeft: true } : {}) };
  return raw.split("\n").map((line, at) => new TextRun({ text: line, ...(at > 0 ? { break: 1 } : {}), ...more }));
}
