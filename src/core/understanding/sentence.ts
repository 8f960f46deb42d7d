import { normal } from "./clean.ts";

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
}

export interface Quote {
  text: string;
  start: number;
  end: number;
}

/** A cleaned text cut into tokens, of which fields take theirs. */
export interface Sentence {
  text: string;
  tokens: Token[];
  quotes: Quote[];
  /** Marks the tokens between two places of the text as understood. */
  take(start: number, end: number): void;
  /** Tokens no field has taken yet. */
  free(): Token[];
}

const TOKEN = new RegExp(
  [
    "(?<record>\\b[A-Za-z]{2}-\\d{4}-\\d{4,}\\b)",
    "(?<email>[\\p{L}\\p{N}._%+'-]+@[\\p{L}\\p{N}-]+(?:\\.[\\p{L}\\p{N}-]+)+)",
    "(?<mention><@[A-Za-z0-9]+(?:\\|[^>]*)?>|@[\\p{L}\\p{N}][\\p{L}\\p{N}._'-]*)",
    "(?<number>(?<![\\p{L}\\p{N}.,])-?\\d{1,3}(?:,\\d{3})+(?:\\.\\d+)?(?![\\p{L}\\p{N}])|(?<![\\p{L}\\p{N}])(?<![\\p{L}\\p{N}]-)(?<=^|[\\s(=:,;])-?\\d+(?:\\.\\d+)?(?![\\p{L}\\p{N}])|(?<![\\p{L}\\p{N}])\\d+(?:\\.\\d+)?(?![\\p{L}\\p{N}]))",
    "(?<word>[\\p{L}\\p{N}]+(?:'[\\p{L}]+)*'?)",
  ].join("|"),
  "gu",
);

export function createSentence(text: string): Sentence {
  const tokens = tokenize(text);
  return {
    text,
    tokens,
    quotes: quotesIn(text),
    take(start, end) {
      for (const token of tokens) if (token.start < end && token.end > start) token.taken = true;
    },
    free: () => tokens.filter((token) => !token.taken),
  };
}

function tokenize(text: string): Token[] {
  return [...text.matchAll(TOKEN)].map((match) => {
    const groups = match.groups ?? {};
    const kind =
      (["record", "email", "mention", "number"] as const).find((name) => groups[name] !== undefined) ?? "word";
    const raw = kind === "word" || kind === "mention" ? match[0].replace(/['.-]+$/, "") : match[0];
    return { kind, raw, norm: normal(raw), start: match.index, end: match.index + raw.length, taken: false };
  });
}

/** Double-quoted stretches stay whole: titles and names. */
function quotesIn(text: string): Quote[] {
  return [...text.matchAll(/"([^"\n]+)"/g)].map((match) => ({
    text: (match[1] ?? "").trim(),
    start: match.index,
    end: match.index + match[0].length,
  }));
}

/** `key=value` and `key: value` pairs for the keys given; a value ends where the next key begins. */
export interface Pair {
  key: string;
  raw: string;
  start: number;
  valueStart: number;
  end: number;
}

export function pairsIn(text: string, keys: ReadonlySet<string>): Pair[] {
  const heads = [...text.matchAll(/(?<![\p{L}\p{N}"@.-])([\p{L}][\p{L}\p{N}_-]*)\s?(=|:)\s*/gu)].filter((match) =>
    keys.has((match[1] ?? "").toLowerCase()),
  );
  return heads.map((head, position) => {
    const valueStart = head.index + head[0].length;
    const next = heads[position + 1]?.index ?? text.length;
    const line = text.slice(valueStart, next);
    const quoted = /^"([^"]*)"/.exec(line);
    const stop = quoted ? quoted[0].length : untilLineEnd(line);
    const value = line.slice(0, stop);
    const raw = quoted ? (quoted[1] ?? "") : value.replace(/[\s,;]+$/, "");
    return { key: (head[1] ?? "").toLowerCase(), raw, start: head.index, valueStart, end: valueStart + stop };
  });
}

function untilLineEnd(line: string): number {
  const newline = line.indexOf("\n");
  return newline === -1 ? line.length : newline;
}
