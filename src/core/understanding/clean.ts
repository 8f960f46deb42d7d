import { Refusal } from "../request/errors.ts";

/** Longer texts are refused: they cost time to understand and are never one entry (quality.md 7, 15). */
const MAX_TEXT = 3000;

const CURLY: Record<string, string> = {
  "‘": "'",
  "’": "'",
  "‚": "'",
  "‛": "'",
  "“": '"',
  "”": '"',
  "„": '"',
  "«": '"',
  "»": '"',
};

/** Text as it is stored and understood: no U+0000, no lone surrogates, straight quotes, plain spaces. */
export function cleanText(raw: string): string {
  if (raw.length > MAX_TEXT) {
    throw new Refusal(
      `That text is ${raw.length.toLocaleString("en-US")} characters long; ${MAX_TEXT.toLocaleString("en-US")} is the most I read at once. Nothing was saved. Please shorten it.`,
    );
  }
  if (/^[\n -~]*$/.test(raw)) return raw.trim();
  return storable(raw)
    .replace(/[‘’‚‛“”„«»]/g, (quote) => CURLY[quote] ?? quote)
    .replace(/[\u00a0\u2000-\u200b\u202f\u2060\ufeff]/g, " ")
    .replace(/[\u2010-\u2012\u2212]/g, "-")
    .replace(/[\u2013\u2014]/g, " - ")
    .normalize("NFC")
    .trim();
}

/** Postgres refuses U+0000 and lone surrogates: they are dropped before anything is stored. */
export function storable(raw: string): string {
  return raw.replaceAll("\0", "").replace(/\p{Surrogate}/gu, "");
}

/** For comparing words: lower case, no accents, no apostrophes. */
export function normal(word: string): string {
  if (/^[ -&(-~]*$/.test(word)) return word.toLowerCase();
  return word.normalize("NFD").replace(/\p{M}/gu, "").replace(/'/g, "").toLowerCase();
}

/** Lower case and without accents, every character at its place. */
export function sameLength(text: string): string {
  if (/^[\n -~\ue000]*$/.test(text)) return text.toLowerCase();
  return text.replace(/[^ -@[-~]/g, (char) => {
    const plain = char.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
    return plain.length === char.length ? plain : char;
  });
}

/** The text with a part struck out, every other place the same; nothing matches what stands there instead. */
export function struckOut(text: string, { start, end }: { start: number; end: number }): string {
  return text.slice(0, start) + STRUCK.repeat(end - start) + text.slice(end);
}

/** A private character that nobody types. */
export const STRUCK = "\ue000";
