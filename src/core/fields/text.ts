import { absent, type FieldOf, type Found, found, isBlank, unclear } from "../command/field.ts";
import { cleanText, storable } from "../understanding/clean.ts";
import { FILLER } from "../understanding/noise.ts";
import { openQuote, type Sentence, type Token } from "../understanding/sentence.ts";

export interface TextOptions<Optional extends boolean> {
  label: string;
  question?: string;
  hint?: string;
  optional?: Optional;
  maxLength?: number;
  keys?: readonly string[];
  /**
   * Where it stands in a sentence: in quotes, after "because", whatever no other field took, or nowhere (only as
   * `key=value` and in forms).
   */
  from: "quotes" | "because" | "rest" | "key";
  rank?: number;
  control?: "line" | "lines" | "sheet";
}

/** Words of the person's own. Value: the text, trimmed. */
export function text<const Optional extends boolean = false>(
  options: TextOptions<Optional>,
): FieldOf<string, Optional> {
  const maxLength = options.maxLength ?? 500;
  return {
    kind: "text",
    label: options.label,
    question: options.question ?? `${options.label}?`,
    ...(options.hint ? { hint: options.hint } : {}),
    optional: (options.optional ?? false) as Optional,
    rank: options.rank ?? (options.from === "because" ? 5 : 90),
    keys: options.keys ?? [],
    find: (sentence) => FINDERS[options.from](sentence),
    read: (raw) => readText(raw, options.label, maxLength, options.control === "sheet"),
    write: (value) => value,
    print: (value) => value,
    control: () => ({ kind: options.control ?? "line", maxLength }),
  };
}

const FINDERS: Record<TextOptions<boolean>["from"], (sentence: Sentence) => Found<string>> = {
  key: () => absent,
  quotes: (sentence) => {
    const quote = openQuote(sentence);
    if (!quote) return absent;
    sentence.take(quote.start, quote.end);
    return found(quote.text);
  },
  because: (sentence) => {
    const match = /\b(?:because(?: of)?|reason(?: is)?|since|due to|porque)\b[\s:,=]*(.+)$/is.exec(sentence.text);
    const why = match?.[1]?.replace(/^"(.*)"[.\s]*$/s, "$1").trim();
    if (!match || !why) return FINDERS.quotes(sentence);
    sentence.take(match.index, sentence.text.length);
    return found(why);
  },
  rest: (sentence) => {
    const free = sentence.free();
    const [first, last] = [free.find(says), free.findLast(says)];
    for (const token of free) sentence.take(token.start, token.end);
    return first && last ? found(sentence.text.slice(first.start, last.end)) : absent;
  },
};

/** "help with training, please" is about training. */
const says = (token: Token) => !FILLER.has(token.norm);

function readText(raw: unknown, label: string, maxLength: number, long: boolean): Found<string> {
  if (isBlank(raw)) return absent;
  const typed = long ? storable(String(raw)) : cleanText(String(raw));
  if (typed.length > maxLength)
    return unclear(`${label} is ${typed.length} characters long; ${maxLength} is the most.`);
  return found(typed);
}
