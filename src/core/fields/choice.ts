import {
  absent,
  ambiguous,
  type Context,
  type FieldOf,
  type Found,
  found,
  isBlank,
  unclear,
} from "../command/field.ts";
import type { Option } from "../reply/reply.ts";
import { cleanText, normal, sameLength } from "../understanding/clean.ts";
import type { Stretch } from "../understanding/sentence.ts";

export interface Choice extends Option {
  /** What means this choice in a sentence, besides its value. */
  words?: RegExp;
}

/** One of a few values: known beforehand, or those of this city. Value: the choice's `value`. */
export function choice<const Optional extends boolean = false>(options: {
  label: string;
  question?: string;
  choices: readonly Choice[] | ((context: Pick<Context, "catalog" | "plan">) => readonly Choice[]);
  optional?: Optional;
  keys?: readonly string[];
  default?: string;
}): FieldOf<string, Optional> {
  const { choices } = options;
  const among = (context: Context) => (typeof choices === "function" ? choices(context) : choices);
  return {
    kind: "choice",
    label: options.label,
    question: options.question ?? `${options.label}?`,
    optional: (options.optional ?? false) as Optional,
    rank: 60,
    keys: options.keys ?? [],
    find: (sentence, context) => {
      const text = sameLength(sentence.text);
      const hits = saidIn(text, among(context));
      const denial = deniedAmong(text, hits);
      if (denial) {
        sentence.take(denial.start, denial.end);
        return unclear(`You said "${sentence.text.slice(denial.start, denial.end)}".`);
      }
      for (const { start, end } of hits) sentence.take(start, end);
      // Said again, it is the same choice.
      for (const { one } of hits)
        for (const again of sentence.text.matchAll(everywhere(one.words)))
          sentence.take(again.index, again.index + again[0].length);
      return meant(hits.map(({ one }) => one));
    },
    read: (raw, context) => readChoice(raw, among(context)),
    write: (value) => value,
    print: (value, context) => among(context).find((one) => one.value === value)?.label ?? value,
    control: (context) => ({
      kind: "choice",
      options: among(context).map(({ value, label }) => ({ value, label })),
    }),
    ...(options.default === undefined ? {} : { fallback: () => options.default }),
  };
}

/** Choices whose words are there; "not a senior leader" says no, though "senior" is part of it. */
function saidIn(text: string, choices: readonly Choice[]): (Stretch & { one: Choice })[] {
  const hits = choices.flatMap((one) => {
    const match = one.words?.exec(text);
    return match ? [{ one, start: match.index, end: match.index + match[0].length }] : [];
  });
  type Hit = (typeof hits)[number];
  // Called the same: whichever comes first is meant.
  const outdoes = (other: Hit, hit: Hit) =>
    other.end - other.start > hit.end - hit.start ||
    (normal(other.one.label) === normal(hit.one.label) && hits.indexOf(other) < hits.indexOf(hit));
  const inside = (hit: Hit) =>
    hits.some((other) => other.start <= hit.start && other.end >= hit.end && outdoes(other, hit));
  return hits.filter((hit) => !inside(hit));
}

/** "Isn't late", "has not been done": what is denied is said not to hold, which leaves open what does. */
function deniedAmong(text: string, hits: readonly Stretch[]): Stretch | undefined {
  for (const { start, end } of hits) {
    const denial = DENIAL.exec(text.slice(0, start));
    if (denial) return { start: denial.index, end };
  }
  return undefined;
}

const DENIAL =
  /\b(?:not|never|no longer|hardly|nunca|[a-z]+n't|(?:is|was|are|were|has|have|had|did|does|do)nt)\s+(?:[\w']+\s+){0,3}$/;

const everywhere = (words: RegExp | undefined) => new RegExp(words?.source ?? "$^", "gi");

function meant(hits: readonly Choice[]): Found<string> {
  const [first, second] = hits;
  if (!first) return absent;
  if (second)
    return ambiguous(
      hits.map((one) => one.value),
      `It could be ${hits.map((one) => one.label).join(" or ")}.`,
    );
  return found(first.value);
}

function readChoice(raw: unknown, choices: readonly Choice[]): Found<string> {
  if (isBlank(raw)) return absent;
  const typed = cleanText(String(raw));
  const same = choices.filter((one) => normal(one.value) === normal(typed) || normal(one.label) === normal(typed));
  const hits = same.length > 0 ? same : saidIn(sameLength(typed), choices).map(({ one }) => one);
  if (hits.length > 0) return meant(hits);
  return unclear(`"${typed}" is none of ${choices.map((one) => one.label).join(", ")}.`);
}
