import { piecesOf } from "../../../src/core/request/pieces.ts";
import type { Message } from "../receive/payload.ts";

/** Somebody mentioned: how it stands in the text, and who it is. */
export interface Mention {
  /** `<at>Ana Torres</at>` */
  text: string;
  name: string;
  /** Teams' id of the account. */
  account: string;
}

/** Everybody mentioned; a text with more of them than this is no entry anybody types. */
const MOST_MENTIONS = 100;

export function mentionsIn({ entities }: Pick<Message, "entities">): Mention[] {
  return entities.slice(0, MOST_MENTIONS).map(({ text, mentioned }) => {
    const name = mentioned.name ?? "";
    return { text: text ?? `<at>${name}</at>`, name, account: mentioned.id };
  });
}

/** Teams' own markup in what a person wrote, as plain words; `said` tells what takes a mention's place. */
export function plainWords(raw: string, mentions: readonly Mention[], said: (mention: Mention) => string): string {
  // A place that no typed character can take, until the rest is decoded.
  const marked = mentions.reduce(
    (text, mention, at) => text.replace(mention.text, `\ue001${at}\ue002`),
    raw.replace(/[\ue001\ue002]/g, ""),
  );
  return marked
    .replace(/<at[^>]*>([^<]*)<\/at>/gi, "$1")
    .replace(/&(lt|gt|amp|quot|apos|nbsp|#39|#160);/g, (_all, name: string) => ENTITIES[name] ?? "")
    .replace(/\ue001(\d+)\ue002/g, (_all, at: string) => said(mentions[Number(at)] ?? NOBODY))
    .replace(/[^\S\n]+/g, " ")
    .trim();
}

/** A message that somebody else wrote comes as HTML. `person` says what takes a mention's place; without that it is the name. */
export function fromHtml(html: string, person: (mention: string) => string | undefined): string {
  const said: string[] = [];
  const lines = html
    .replace(/[\ue003\ue004]/g, "")
    .replace(MENTIONED, (_all, id: string, name: string) => `\ue003${said.push(person(id) ?? name) - 1}\ue004`)
    .replace(/<a\b[^>]*\bhref="([^"]*)"[^>]*>([^<]*)<\/a>/gi, (_all, to: string, label: string) => linked(to, label))
    .replace(/<(?:br|\/p|\/div|\/li|\/tr)\b[^>]*>/gi, "\n")
    .replace(/<\/?(?:b|i|u|s|em|strong|span|code|strike|del|emoji|img)\b[^>]*>/gi, "")
    .replace(/<[^>]*>/g, " ");
  return plainWords(lines, [], () => "")
    .replace(/\ue003(\d+)\ue004/g, (_all, at: string) => said[Number(at)] ?? "")
    .replace(/\s*\n\s*/g, "\n")
    .trim();
}

const MENTIONED = /<at\b[^>]*\bid="([^"]*)"[^>]*>([^<]*)<\/at>/gi;

/** A link keeps its address, once. */
function linked(to: string, label: string): string {
  const bare = to.replace(/^(?:mailto:|tel:)/i, "");
  return label === "" || label === bare || label === to.replace(/^https?:\/\//, "").replace(/\/$/, "")
    ? label || bare
    : `${label} (${bare})`;
}

const NOBODY: Mention = { text: "", name: "", account: "" };

const ENTITIES: Record<string, string> = {
  lt: "<",
  gt: ">",
  amp: "&",
  quot: '"',
  apos: "'",
  "#39": "'",
  nbsp: " ",
  "#160": " ",
};

/**
 * One line with nothing in it that a card would take for markup: no emphasis, link, list or rule, and no date to be formatted.
 */
export function escaped(line: string): string {
  const plain = line.replace(/[\\*_[\]`~&<>]/g, (char) => HTML[char] ?? `\\${char}`).replace(/\{(?=\{)/g, "{\\");
  return plain
    .trim()
    .replace(/^([-+=#])/, "\\$1")
    .replace(/^(\d+)([.)])/, "$1\\$2");
}

const HTML: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };

/** Words in whose place only some clients read markup: as they are to the eye, and no link or tag to any of them. */
export const unlinked = (words: string): string => words.replace(/[\]<]/g, "$&\u200b");

/** Lines as a card shows them, each within `most` bytes once escaped. */
export const linesOf = (text: string, most: number): string[] =>
  text
    .split(/[\r\n\u2028\u2029]+/)
    .flatMap((line) => piecesOf(line, most, (char) => bytesOf(escaped(char))))
    .filter((line) => line !== "");

/** As it counts towards the length of a message. */
export const bytesOf = (value: unknown): number => Buffer.byteLength(JSON.stringify(value) ?? "");
