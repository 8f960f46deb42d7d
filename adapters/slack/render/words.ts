import { piecesOf } from "../../../src/core/request/pieces.ts";

/** Slack's own markup in what a person wrote, as plain words; mentions stay `<@U…>`, which the core reads as people. */
export function plainWords(raw: string, botUserId: string | undefined): string {
  return withoutMarks(raw)
    .replace(/<@([UW][A-Z0-9]+)(?:\|[^<>]*)?>/g, (_all, id: string) => (id === botUserId ? "" : `<@${id}>`))
    .replace(/<(?!@)([^<>]*)>/g, (_all, inside: string) => labelOf(inside))
    .replace(/&(lt|gt|amp);/g, (_all, name: string) => ENTITIES[name] ?? "")
    .trim();
}

/** An emoji's code, and the marks of bold, slanted, struck and typed text, where they stand around words. Emoji alone are a nod. */
const EMOJI = /\s*(?<![\w:]):[a-z0-9_+'-]+:(?::skin-tone-\d:)?(?![\w:])/g;
const MARKED = /(?<![\w*_~`])([*_~]|`{1,3})(?=\S)([^\n]*?\S)\1(?![\w*_~`])/g;

/** What stands in <…>, a link or a mention, stays as it is: meanwhile a character that nobody types takes its place. */
function withoutMarks(raw: string): string {
  const kept: string[] = [];
  const words = raw.replace(/[\ue001\ue002]/g, "").replace(/<[^<>]*>/g, (one) => `\ue001${kept.push(one) - 1}\ue002`);
  const plain = unmarked(words.replace(EMOJI, "")).replace(/^&gt; ?/gm, "");
  const whole = plain.replace(/\ue001(\d+)\ue002/g, (_all, at: string) => kept[Number(at)] ?? "");
  return whole.trim() === "" ? raw : whole;
}

/** One in another, as in *_both_*. */
const unmarked = (words: string): string => {
  const once = words.replace(MARKED, "$2");
  return once === words ? words : unmarked(once);
};

const ENTITIES: Record<string, string> = { lt: "<", gt: ">", amp: "&" };

/** `#C1|parks` is #parks, `mailto:a@b|a@b` is a@b, `https://x|x` is x, `https://x|this` is this (https://x), `!here` is @here. */
function labelOf(inside: string): string {
  const bar = inside.indexOf("|");
  const [target, label] = bar < 0 ? [inside, ""] : [inside.slice(0, bar), inside.slice(bar + 1)];
  if (target.startsWith("#")) return `#${label || target.slice(1)}`;
  if (target.startsWith("!")) return label || `@${target.slice(1)}`;
  const bare = target.replace(/^(?:mailto:|tel:)/, "");
  if (label === "" || label === bare) return bare;
  return target.replace(/^https?:\/\//, "").replace(/\/$/, "") === label ? label : `${label} (${bare})`;
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
