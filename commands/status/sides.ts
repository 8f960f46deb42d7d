import { printPeriod } from "../../src/core/calendar/calendar.ts";
import { departmentName } from "../../src/core/catalog/catalog.ts";
import {
  absent,
  type Context,
  type FieldOf,
  type Found,
  found,
  isBlank,
  unclear,
} from "../../src/core/command/field.ts";
import { isPeriodId, periodOf } from "../../src/core/fields/period.ts";
import { cleanText } from "../../src/core/understanding/clean.ts";
import { endOf, exactMatches, startOf, wholeMatch } from "../../src/core/understanding/names.ts";
import { periodsIn } from "../../src/core/understanding/periods.ts";
import { createSentence, type Sentence } from "../../src/core/understanding/sentence.ts";

/** More columns than that are no comparison. */
const MOST = 4;

/** What stands beside each other: departments, or periods. Value: their codes or ids, in the order named. */
export function sides(): FieldOf<string[], false> {
  return {
    kind: "sides",
    label: "Compare",
    question: "Which departments or periods?",
    hint: "Two departments, or two periods, with a comma between",
    optional: false,
    // Before the one department and the one period that a command may be about.
    rank: 10,
    keys: ["between", "sides"],
    find: (sentence, context) => departmentsIn(sentence, context) ?? periodsOf(sentence, context) ?? absent,
    read: readSides,
    write: (value) => value.join(", "),
    print: (value, context) => value.map((one) => sideName(one, context)).join(" and "),
    control: () => ({ kind: "line", maxLength: 200 }),
  };
}

export const isDepartment = (side: string, { catalog }: Pick<Context, "catalog">): boolean =>
  catalog.department(side) !== undefined;

export const sideName = (side: string, { catalog, city }: Pick<Context, "catalog" | "city">): string =>
  catalog.department(side) ? departmentName(catalog, side) : printPeriod(periodOf(side, city));

function departmentsIn(sentence: Sentence, { catalog }: Context): Found<string[]> | undefined {
  const matches = exactMatches(sentence, catalog.departmentNames).filter(({ codes }) => codes.length === 1);
  const codes = [...new Set(matches.flatMap((match) => match.codes))];
  if (codes.length < 2) return undefined;
  for (const match of matches) sentence.take(startOf(match), endOf(match));
  return several(codes);
}

function periodsOf(sentence: Sentence, context: Context): Found<string[]> | undefined {
  const mentions = periodsIn(sentence.text, context);
  if (mentions.length < 2) return undefined;
  for (const { start, end } of mentions) sentence.take(start, end);
  const open = mentions.find(({ ids }) => ids.length !== 1);
  if (open)
    return unclear(
      `"${open.said}" is ${open.ids.length === 0 ? "no period" : open.ids.map((id) => sideName(id, context)).join(" or ")}.`,
    );
  return several([...new Set(mentions.flatMap(({ ids }) => ids))]);
}

const several = (all: string[]): Found<string[]> =>
  all.length < 2 || all.length > MOST ? unclear(`Two to ${MOST} can be compared, not ${all.length}.`) : found(all);

function readSides(raw: unknown, context: Context): Found<string[]> {
  if (isBlank(raw)) return absent;
  const said = Array.isArray(raw) ? raw.map(String) : cleanText(String(raw)).split(",");
  const parts = said.map((part) => part.trim()).filter((part) => part !== "");
  const read = parts.map((part) => oneSide(part, context));
  const [unread] = read.flatMap((one, at) => (one === undefined ? [parts[at]] : []));
  if (unread !== undefined) return unclear(`I do not know "${unread}" as a department or a period.`);
  const all = [...new Set(read.flatMap((one) => (one === undefined ? [] : [one])))];
  const kinds = new Set(all.map((side) => isDepartment(side, context)));
  return kinds.size > 1 ? unclear("Compare departments with departments, and periods with periods.") : several(all);
}

function oneSide(typed: string, context: Context): string | undefined {
  if (isPeriodId(typed, context.city)) return typed;
  const [code, ...others] = wholeMatch(typed, context.catalog.departmentNames);
  if (code !== undefined && others.length === 0) return code;
  const [period] = periodsIn(createSentence(typed).text, context);
  return period?.ids.length === 1 ? period.ids[0] : undefined;
}
