import { piecesOf } from "../../../src/core/request/pieces.ts";

/** Slack's own markup in what a person wrote, as plain words; mentions stay `<@U…>`, which the core reads as people. */
export function plainWords(raw: string, botUserId: string | undefined): string {
  return raw
    .replace(/<@([UW][A-Z0-9]+)(?:\|[^<>]*)?>/g, (_all, id: string) => (id === botUserId ? "" : `<@${id}>`))
    .replace(/<(?!@)([^<>]*)>/g, (_all, inside: string) => labelOf(inside))
    .replace(/&(lt|gt|amp);/g, (_all, name: string) => ENTITIES[name] ?? "")
    .trim();
}

const ENTITIES: Record<string, string> = { lt: "<", gt: ">", amp: "&" };

/** `#C1|parks` is #parks, `mailto:a@b|a@b` is a@b, `https://x|x` is x, `!here` is @here. */
function labelOf(inside: string): string {
  const bar = inside.indexOf("|");
  const [target, label] = bar < 0 ? [inside, ""] : [inside.slice(0, bar), inside.slice(bar + 1)];
  if (target.startsWith("#")) return `#${label || target.slice(1)}`;
  if (target.startsWith("!")) return label || `@${target.slice(1)}`;
  return label || target.replace(/^mailto:/, "");
}

/** Ids of the people a text mentions; a text with more of them than this is no entry anybody types. */
const MOST_MENTIONS = 100;

export function mentionsIn(raw: string): string[] {
  const ids = [...raw.matchAll(/<@([UW][A-Z0-9]+)(?:\|[^<>]*)?>/g)].flatMap((match) => match[1] ?? []);
  return [...new Set(ids)].slice(0, MOST_MENTIONS);
}

/** What Slack would take for markup, taken for itself: no mention and no link of a person's making is live. */
export function escaped(text: string): string {
  return text.replace(/[&<>]/g, (char) => ESCAPES[char] ?? char);
}

const ESCAPES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };

/** Pieces of a text, each within `most` once escaped. */
export const pieces = (text: string, most: number): string[] =>
  piecesOf(text, most, (char) => (ESCAPES[char] ?? char).length);
