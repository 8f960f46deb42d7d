import { ambiguous, type FieldOf, type Found, found } from "../../src/core/command/field.ts";
import { type Choice, choice } from "../../src/core/fields/choice.ts";
import { sameLength } from "../../src/core/understanding/clean.ts";
import type { Sentence } from "../../src/core/understanding/sentence.ts";
import { ACTIVITY, type EngagementKind } from "../../src/domain/engagement/kinds/index.ts";

const escaped = (words: string) => words.toLowerCase().replace(/\s+/g, "[- ]?");

/** What a kind is called where somebody names it: "audit", "audit finding", "focusgroup", "focus groups". */
export const nameOf = ({ value, label, plural }: EngagementKind): string =>
  [...new Set([plural, `${label}s`, label, value].map(escaped))].join("|");

const TO_LOG = "(?:please\\s+)?(?:log|logged|record|add|note|enter|put down)\\s+";

/** "survey …", "log a survey …": its name in the first place, each kind in a group of its own. */
export const namedFirst = (kinds: readonly EngagementKind[], verb = `(?:${TO_LOG})?`): RegExp =>
  new RegExp(
    `^\\s*${verb}(?:(?:an?|the|our|this|another)\\s+)?(?:${kinds.map((kind) => `(${nameOf(kind)})`).join("|")})\\b`,
  );

/** "log a survey …". */
export const askedFor = (kinds: readonly EngagementKind[]): RegExp => namedFirst(kinds, TO_LOG);

/**
 * Which kind of engagement. Its name in the first place ("survey …", "log a survey …") decides; else what is told, and where
 * that fits several kinds it is asked.
 */
export function engagementKind(kinds: readonly EngagementKind[]): FieldOf<string, false> {
  const plain = choice({ label: "Kind", choices: kinds, default: ACTIVITY, keys: [] });
  const named = namedFirst(kinds);
  return {
    ...plain,
    // Before the title: what a kind is called is no name for what was held.
    rank: -1,
    find: (sentence) => firstWords(sentence, named, kinds) ?? told(sentence, kinds),
    read: (raw, context) => ofType(raw, kinds) ?? plain.read(raw, context),
  };
}

function firstWords(sentence: Sentence, named: RegExp, kinds: readonly EngagementKind[]): Found<string> | undefined {
  const match = named.exec(sameLength(sentence.text));
  const kind = match && kinds[match.slice(1).findIndex((one) => one !== undefined)];
  // "Community conversation with …" begins with words of an activity's own.
  if (!match || !kind || kind.value === ACTIVITY) return undefined;
  sentence.take(match.index, match.index + match[0].length);
  return found(kind.value);
}

/** A bare "activity" is no reason to doubt another kind. */
function told({ text }: Sentence, kinds: readonly EngagementKind[]): Found<string> {
  const lower = sameLength(text);
  const hits = kinds.filter(({ words }) => words.test(lower));
  const others = hits.filter(
    ({ value, words }) => value !== ACTIVITY || !/^activit/.test(words.exec(lower)?.[0] ?? ""),
  );
  const meant = others.length > 0 ? others : hits;
  const [only] = meant;
  if (only === undefined) return { state: "absent" };
  if (meant.length === 1) return found(only.value);
  return ambiguous(
    meant.map(({ value }) => value),
    `It could be ${meant.map(({ label }) => label.toLowerCase()).join(" or ")}.`,
  );
}

/** Which sort of its kind; "kind=hub" says both. What another kind's sorts are called says nothing. */
export function engagementType(kinds: readonly EngagementKind[]): FieldOf<string, true> {
  const types = kinds.flatMap((kind) => kind.types ?? []);
  const field = (choices: readonly Choice[]) =>
    choice({ label: "Type", choices, optional: true, keys: ["sort", "method", "adopted", "decision"] });
  const kindField = engagementKind(kinds);
  return {
    ...field(types),
    find: (sentence, context) => {
      const said = /\bkind\s?[=:]\s*"?([a-z-]+)/i.exec(sentence.text)?.[1]?.toLowerCase();
      const named = types.find(({ value }) => value === said);
      if (named) return found(named.value);
      const kind = kindField.find(sentence, context);
      const meant = kinds.find(({ value }) => value === (kind.state === "found" ? kind.value : ACTIVITY));
      const unquoted = sentence.text.replace(/"[^"]*"/g, (part) => " ".repeat(part.length));
      return field(meant?.types ?? []).find({ ...sentence, text: unquoted }, context);
    },
  };
}

/** "kind=hub" says that it is outreach; the type finds its own part. */
function ofType(raw: unknown, kinds: readonly EngagementKind[]): Found<string> | undefined {
  const typed = String(raw ?? "")
    .trim()
    .toLowerCase();
  const kind = kinds.find(({ types }) => types?.some(({ value }) => value === typed));
  return kind && found(kind.value);
}
