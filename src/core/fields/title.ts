import type { Catalog } from "../catalog/catalog.ts";
import { absent, ambiguous, type FieldOf, type Found, found, isBlank, unclear } from "../command/field.ts";
import { cleanText } from "../understanding/clean.ts";
import { exactMatches, wordsOf } from "../understanding/names.ts";
import { createSentence, type Sentence } from "../understanding/sentence.ts";

const MOST = 200;

/** What a policy, program or other work is called: in quotes, or what is left of a short request. Value: the title. */
export function title<const Optional extends boolean = false>(
  options: { optional?: Optional; from?: "quotes" | "anywhere" } = {},
): FieldOf<string, Optional> {
  return {
    kind: "title",
    label: "Title",
    question: "What is it called?",
    hint: "For example Snow removal routes",
    optional: (options.optional ?? false) as Optional,
    // First, so that no other field reads into a title: "Hiring at the Fire Department" names no department.
    rank: 0,
    keys: ["name", "called", "item", "titulo"],
    find: (sentence, { catalog }) =>
      quotedTitle(sentence) ?? (options.from === "quotes" ? absent : plainTitle(sentence, catalog)),
    read: readTitle,
    write: (value) => value,
    print: (value) => value,
    control: () => ({ kind: "line", maxLength: MOST }),
  };
}

function quotedTitle(sentence: Sentence): Found<string> | undefined {
  const quotes = sentence.quotes.filter((quote) =>
    sentence.tokens.some((token) => !token.taken && token.start >= quote.start && token.end <= quote.end),
  );
  for (const quote of quotes) sentence.take(quote.start, quote.end);
  const titles = [...new Set(quotes.map((quote) => quote.text))];
  const [only] = titles;
  if (!only) return undefined;
  return titles.length === 1 ? readTitle(only) : ambiguous(titles, "More than one title is in quotes.");
}

const ARTICLE = String.raw`(?:an?|the|our|my|this|another)\s+`;
const SUBJECT = String.raw`(?:polic(?:y|ies)|programs?|programmes?|practices?|budget(?:\s+(?:decision|item|line|request))?)`;
const KIND = String.raw`(?:new\s+or\s+existing|new|existing|current)`;
const END = String.raw`(?:[\s,:-]+|$)`;

/**
 * The words that ask for an analysis and stand before its title: "start an existing analysis of …". A budget stays with
 * the title unless it is called a decision: "existing budget hearings" has two readings.
 */
const LEAD_IN = new RegExp(
  [
    String.raw`^\s*(?:(?:please|pls|kindly|hi|hello|ok|can|could|would|you|i|we|i'd|we'd|want|need|like|to|let's|lets|me|help|us)[\s,]+)*`,
    String.raw`(?:(?:start|begin|open|create|launch|register|add|log|record|do|run|make)\s+(?:(?:on|with)\s+)?)?`,
    `(?:${ARTICLE}(?=${KIND}|${SUBJECT}|equity|racial|gare|toolkit|impact|anal))?(?:${KIND}${END})?(?:${SUBJECT}${END})?`,
    String.raw`(?:(?:equity|racial|gare|toolkit|impact)\s+)*(?:anal(?:ysis|yses|ize|yze)\b\s*)?`,
    String.raw`(?:(?:of|for|on|called|titled|named|about)\s+(?:${ARTICLE})?)?(?:${KIND}${END})?(?:${SUBJECT}${END}(?:(?:called|titled|named|on|for)\s+)?)?[\s,:-]*`,
  ].join(""),
  "i",
);

/** The other words of a request that may stand after its title: "…, existing program", "… please". */
const TAIL = new RegExp(
  String.raw`(?:,\s*${KIND}(?:\s+${SUBJECT})?)?(?:,?\s+(?:please|pls|thanks|thank you))?[\s.!?]*$`,
  "i",
);

function plainTitle(sentence: Sentence, catalog: Catalog): Found<string> {
  const from = sentence.tokens.find((token) => !token.taken)?.start ?? sentence.text.length;
  const until = sentence.tokens.find((token) => token.taken && token.start > from)?.start ?? sentence.text.length;
  const text = sentence.text.slice(from, until);
  const lead = LEAD_IN.exec(text);
  const rest = withoutDepartment(text.slice(lead?.[0].length ?? 0).replace(TAIL, ""), catalog);
  const said = rest.replace(/[\s,;:.!?]+$/, "");
  if (!/[\p{L}\p{N}]/u.test(said)) return absent;
  if (/[.!?]\s/.test(said) || said.split(/\s+/).length > 14)
    return unclear("I am not sure where the title begins and ends.");
  const start = from + (lead?.[0].length ?? 0);
  sentence.take(start, start + said.length);
  const budget = /\bbudget[\s,:-]+$/i.exec(lead?.[0] ?? "");
  return budget ? ambiguous([said, `${budget[0].trim()} ${said}`], "The title could begin there.") : readTitle(said);
}

/** "… for the library", "…, DPW": a department at the end is whose it is, unless the words are in quotes. */
function withoutDepartment(text: string, catalog: Catalog): string {
  const phrase = /^(?<title>.*\S)\s*(?:[,;:]|\b(?:for|in|at|by|from)\b)\s*(?<tail>[^,;:]+?)[\s.!]*$/is.exec(text);
  const { title: named, tail } = phrase?.groups ?? {};
  if (named !== undefined && tail !== undefined && isDepartment(tail, catalog)) return named;
  const [last = ""] = /\S+$/.exec(text.trim()) ?? [];
  return isCode(last, catalog) ? text.trim().slice(0, -last.length) : text;
}

const AROUND = new Set(["the", "or", "and", "department", "dept", "of", "bureau", "division", "office", "our"]);

function isDepartment(tail: string, catalog: Catalog): boolean {
  const sentence = createSentence(tail);
  const matched = new Set(exactMatches(sentence, catalog.departmentNames).flatMap(({ tokens }) => tokens));
  return matched.size > 0 && sentence.tokens.every((token) => matched.has(token) || AROUND.has(token.norm));
}

/** DPW, or dpw: a code that is no word of its department's name ("parks" is one). */
function isCode(word: string, catalog: Catalog): boolean {
  const department = catalog.department(word.toUpperCase());
  return (
    department !== undefined &&
    (word === department.code || !wordsOf(department.name).some((one) => one.startsWith(word.toLowerCase())))
  );
}

function readTitle(raw: unknown): Found<string> {
  if (isBlank(raw)) return absent;
  const typed = cleanText(String(raw)).replace(/\s+/g, " ");
  if (typed.length > MOST) return unclear(`The title is ${typed.length} characters long; ${MOST} is the most.`);
  return found(typed);
}
