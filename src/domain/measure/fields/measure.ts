import type { Catalog } from "../../../core/catalog/catalog.ts";
import {
  absent,
  ambiguous,
  type Context,
  type FieldOf,
  type Found,
  found,
  isBlank,
  unclear,
} from "../../../core/command/field.ts";
import { cleanText } from "../../../core/understanding/clean.ts";
import {
  endOf,
  exactMatches,
  type NameMatch,
  nearest,
  partMatches,
  startOf,
  typoMatches,
  wholeMatch,
} from "../../../core/understanding/names.ts";
import { isEveryday } from "../../../core/understanding/noise.ts";
import type { Sentence } from "../../../core/understanding/sentence.ts";

/**
 * A measure of the plan, or one that was defined here. Value: its id. `whole` finds only whole names in a sentence, for
 * commands in which a word like "attendance" says something else.
 */
export function measure<const Optional extends boolean = false>(
  options: { optional?: Optional; whole?: boolean } = {},
): FieldOf<string, Optional> {
  return {
    kind: "measure",
    label: "Measure",
    question: "Which measure?",
    optional: (options.optional ?? false) as Optional,
    rank: 9,
    keys: ["indicator"],
    find: (sentence, { catalog }) => findMeasure(sentence, catalog, options.whole ?? false),
    read: readMeasure,
    write: (value) => value,
    print: (value, { catalog }) => measureName(catalog, value),
    control: ({ catalog }) => ({
      kind: "choice",
      options: catalog.measures.map(({ id, name }) => ({ value: id, label: name })),
    }),
  };
}

/** The name people see; a measure that is no longer in the plan stands for itself. */
export const measureName = (catalog: Catalog, id: string): string => catalog.measure(id)?.name ?? id;

function findMeasure(sentence: Sentence, catalog: Catalog, whole: boolean): Found<string> {
  const index = catalog.measureNames;
  const exact = exactMatches(sentence, index);
  const matches = exact.length > 0 || whole ? exact : partsOrTypos(sentence, catalog);
  for (const match of matches) sentence.take(startOf(match), endOf(match));
  return matches.length === 0 ? absent : meant(matches, catalog);
}

function partsOrTypos(sentence: Sentence, { measureNames }: Catalog): NameMatch[] {
  const parts = partMatches(sentence, measureNames);
  return parts.length > 0 ? parts : typoMatches(sentence, measureNames, isEveryday);
}

/** Each part of the sentence that names a measure narrows it down. */
function meant(matches: readonly NameMatch[], catalog: Catalog): Found<string> {
  const all = [...new Set(matches.flatMap(({ codes }) => codes))];
  const common = all.filter((id) => matches.every(({ codes }) => codes.includes(id)));
  return choose(common.length > 0 ? common : all, catalog);
}

function choose(ids: readonly string[], catalog: Catalog): Found<string> {
  const [only, other] = ids;
  if (only !== undefined && other === undefined) return found(only);
  return ambiguous([...ids], `It could be ${ids.map((id) => measureName(catalog, id)).join(" or ")}.`);
}

function readMeasure(raw: unknown, { catalog }: Context): Found<string> {
  if (isBlank(raw)) return absent;
  const typed = cleanText(String(raw));
  if (catalog.measure(typed)) return found(typed);
  const ids = [...wholeMatch(typed, catalog.measureNames)];
  if (ids.length > 0) return choose(ids, catalog);
  const near = nearest(typed, catalog.measureNames).map((id) => measureName(catalog, id));
  return unclear(
    `I do not know the measure "${typed}". ${near.length === 0 ? "There is none yet." : `Did you mean ${near.join(", ")}?`}`,
  );
}
