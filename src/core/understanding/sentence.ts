import { normal, struckOut } from "./clean.ts";

/** One word, number, mention or e-mail address of a sentence, with its place in the text. */
export interface Token {
  kind: "word" | "number" | "mention" | "email" | "record";
  /** As typed. */
  raw: string;
  /** For comparing: lower case, no accents, no apostrophes. */
  norm: string;
  start: number;
  end: number;
  /** What a field has taken no other field sees. */
  taken: boolean;
  /** In a part that says what did not happen: nobody is named or counted there. */
  denied: boolean;
}

export interface Stretch {
  start: number;
  end: number;
}

export interface Quote extends Stretch {
  text: string;
}

/** A cleaned text cut into tokens, of which fields take theirs. */
export interface Sentence {
  text: string;
  tokens: Token[];
  quotes: readonly Quote[];
  /** Marks the tokens between two places of the text as understood. */
  take(start: number, end: number): void;
  /** Gives back what was taken, where it turned out to be of no use. */
  release(start: number, end: number): void;
  /** Tokens no field has taken yet and nothing denies. */
  free(): Token[];
}

/** Not taken by a field, and not denied. */
export const isOpen = (token: Token): boolean => !token.taken && !token.denied;

/** The text with what is taken or denied blanked out, so that "Anti-Racism 101" never reads as a day. */
export const freeText = ({ tokens, text }: Pick<Sentence, "tokens" | "text">): string =>
  tokens.filter((token) => !isOpen(token)).reduce(struckOut, text);

const NUMBER = String.raw`\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?`;

const TOKEN = new RegExp(
  [
    String.raw`(?<record>\b[A-Za-z]{2}-\d{4}-\d{4,}\b)`,
    String.raw`(?<email>[\p{L}\p{N}._%+'-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+)`,
    String.raw`(?<mention><@[A-Za-z0-9-]+(?:\|[^>]*)?>|@[\p{L}\p{N}][\p{L}\p{N}._'-]*)`,
    // A minus belongs to a number only where nothing stands before it: "-3 people", but not "10-12".
    String.raw`(?<number>(?:(?<=^|[\s(=:,;])-)?(?<![\p{L}\p{N}.,])(?:${NUMBER})(?![\p{L}\p{N}]|,\d)|(?<![\p{L}\p{N}.,])\d+(?=(?:ppl|people|pax|emps?|staff|folks|employees|contractors|ish)\b))`,
    String.raw`(?<word>[\p{L}\p{N}]+(?:'[\p{L}]+)*'?)`,
  ].join("|"),
  "gu",
);

/** The text that was read last: on its way through the understanding it is looked at again and again. */
let read: Pick<Readonly<Sentence>, "text" | "tokens" | "quotes"> = { text: "", tokens: [], quotes: [] };

/** `denied` are stretches that say what did not happen. */
export function createSentence(text: string, denied: readonly Stretch[] = []): Sentence {
  if (text !== read.text) read = { text, tokens: tokenize(text), quotes: quotesIn(text) };
  const tokens = read.tokens.map((token) => ({
    ...token,
    denied: denied.some((part) => token.start >= part.start && token.end <= part.end),
  }));
  return {
    text,
    tokens,
    quotes: read.quotes,
    take(start, end) {
      for (const token of tokens) if (token.start < end && token.end > start) token.taken = true;
    },
    release(start, end) {
      for (const token of tokens) if (token.start < end && token.end > start) token.taken = false;
    },
    free: () => tokens.filter(isOpen),
  };
}

function tokenize(text: string): Token[] {
  return [...text.matchAll(TOKEN)].map((match) => {
    const groups = match.groups ?? {};
    const kind =
      (["record", "email", "mention", "number"] as const).find((name) => groups[name] !== undefined) ?? "word";
    const raw = kind === "word" || kind === "mention" ? match[0].replace(/['.-]+$/, "") : match[0];
    const place = { start: match.index, end: match.index + raw.length };
    return { kind, raw, norm: normal(raw), ...place, taken: false, denied: false };
  });
}

/** The first quoted words that no field has taken, and that are not the value of a `key=`. */
export function openQuote({ text, tokens, quotes }: Sentence): Quote | undefined {
  return quotes.find(
    ({ start, end }) =>
      !/[=:]\s*$/.test(text.slice(0, start)) &&
      tokens.some((token) => isOpen(token) && token.start >= start && token.end <= end),
  );
}

/** Double-quoted stretches stay whole, and single-quoted ones that are no apostrophes: titles and names. */
function quotesIn(text: string): Quote[] {
  const matches = [...text.matchAll(/"([^"\n]+)"|(?<=^|[\s=:(])'([^\n]+?)'(?=$|[\s.,;:!?)])/g)];
  return matches.map((match) => ({
    text: (match[1] ?? match[2] ?? "").trim(),
    start: match.index,
    end: match.index + match[0].length,
  }));
}

/** A value given by name: `key=value` or `key: value`. */
export interface Pair extends Stretch {
  key: string;
  raw: string;
  valueStart: number;
  /** A colon in the middle of words: "Water Bureau: 21 people" may be no pair at all. */
  loose: boolean;
}

const HEAD = /(?<![\p{L}\p{N}"@.-])([\p{L}][\p{L}\p{N}_-]*)\s?(=|:)\s*/gu;
/** "15 people: 12 employees …" counts people, it does not name them. */
const COUNTED_BEFORE = /(?:^|[^=:\d\s])\s*\d+\s$/;

/** A word with an equals sign after it. */
export const isKey = ({ text }: Sentence, { end }: Token): boolean => /^\s?=/.test(text.slice(end));

/** The pairs for the keys given; a value ends where the next key or the next line begins. */
export function pairsIn(text: string, keys: ReadonlySet<string>): Pair[] {
  const heads = [...text.matchAll(HEAD)].filter(
    ({ 1: key = "", 2: sign, index }) =>
      keys.has(key.toLowerCase()) && (sign === "=" || !COUNTED_BEFORE.test(text.slice(0, index))),
  );
  return heads.map((head, position) => {
    const valueStart = head.index + head[0].length;
    const next = heads[position + 1]?.index ?? text.length;
    const line = text.slice(valueStart, next);
    const quoted = /^"([^"]*)"/.exec(line);
    const stop = quoted ? quoted[0].length : untilLineEnd(line);
    const raw = quoted ? (quoted[1] ?? "") : line.slice(0, stop).replace(/[\s,;]+$/, "");
    const loose = head[2] === ":" && /[\p{L}]\s+$/u.test(text.slice(0, head.index));
    return { key: (head[1] ?? "").toLowerCase(), raw, start: head.index, valueStart, end: valueStart + stop, loose };
  });
}

function untilLineEnd(line: string): number {
  const newline = line.indexOf("\n");
  return newline === -1 ? line.length : newline;
}
