import { printPeriod, quarterOf, yearOf } from "../calendar/calendar.ts";
import { periodOf } from "../calendar/period-id.ts";
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
import type { City } from "../places/city.ts";
import { cleanText, struckOut } from "../understanding/clean.ts";
import { datesIn } from "../understanding/dates.ts";
import { daysIn, type Mention, range, singleDays, upToDay, weekOf } from "../understanding/period-days.ts";
import { periodsIn } from "../understanding/periods.ts";
import type { Sentence } from "../understanding/sentence.ts";

export { periodOf };

/**
 * A quarter, year, month, the plan's period or a range of days. Value: its canonical id (contract.md, Periods).
 * `besideDays` leaves single days alone, for commands that ask for one as well; `days` takes one as a period ("yesterday").
 */
export function period<const Optional extends boolean = false>(
  options: { optional?: Optional; default?: keyof typeof CURRENT; besideDays?: boolean; days?: boolean } = {},
): FieldOf<string, Optional> {
  return {
    kind: "period",
    label: "Period",
    question: "Which period?",
    hint: "Like 2026-Q4, 2026, 2026-11 or plan",
    optional: (options.optional ?? false) as Optional,
    rank: 15,
    keys: ["quarter", "year", "month"],
    find: (sentence, context) => findPeriod(sentence, context, options),
    read: readPeriod,
    write: (value) => value,
    print: (value, { city }) => printPeriod(periodOf(value, city)),
    control: () => ({ kind: "line", maxLength: 30 }),
    ...(options.default ? { fallback: CURRENT[options.default] } : {}),
  };
}

const CURRENT = {
  "this quarter": ({ city, today }: Context) => quarterOf(today, city).id,
  "this year": ({ city, today }: Context) => yearOf(today, city).id,
  "this week": ({ today }: Context) => weekOf(today),
};

interface Days {
  besideDays?: boolean;
  days?: boolean;
}

function findPeriod(sentence: Sentence, context: Context, { besideDays, days: single }: Days): Found<string> {
  const text = sentence.tokens.filter(({ taken }) => taken).reduce(struckOut, sentence.text);
  const days = daysIn(text, context) ?? upToDay(text, context, besideDays);
  const spans = days ? [days] : periodsIn(besideDays ? withoutDays(text, context) : text, context);
  const mentions = single && spans.length === 0 ? singleDays(text, context) : spans;
  for (const { start, end } of mentions) sentence.take(start, end);
  return mentions.length === 0 ? absent : decide(mentions, context);
}

/** "1 March 2026" is a day, and no month and no year. */
const withoutDays = (text: string, { today }: Context) =>
  datesIn(text, today)
    .filter(({ absolute, dates }) => absolute && dates.length > 0)
    .reduce(struckOut, text);

function decide(mentions: readonly Mention[], { city }: Context): Found<string> {
  const unread = mentions.find(({ ids }) => ids.length === 0);
  if (unread) return unclear(`"${unread.said}" is not a period.`);
  const ids = [...new Set(mentions.flatMap((mention) => mention.ids))];
  const [only] = ids;
  if (ids.length === 1 && only) return found(only);
  const said = mentions.map((mention) => mention.said).join(" … ");
  return ambiguous(ids, `"${said}" could be ${ids.map((id) => printPeriod(periodOf(id, city))).join(" or ")}.`);
}

function readPeriod(raw: unknown, context: Context): Found<string> {
  if (isBlank(raw)) return absent;
  const typed = cleanText(String(raw));
  if (isPeriodId(typed, context.city)) return found(typed);
  const days = daysIn(typed, context) ?? upToDay(typed, context);
  const mentions = days ? [days] : periodsIn(typed, context);
  const [first] = mentions;
  if (first && mentions.length === 1 && first.end - first.start === typed.length) return decide(mentions, context);
  return unclear(
    `I do not understand "${typed}" as a period. Write it like 2026-Q4, 2026, 2026-11, plan or 2026-01-01..2026-06-30.`,
  );
}

/** Written as the bot writes it: then there is nothing to ask, even where a bare year would have two readings. */
export function isPeriodId(typed: string, city: City): boolean {
  const [start = "", end = ""] = typed.split("..");
  if (/^\d{4}-\d{2}-\d{2}$/.test(end)) return range(start, end).length > 0;
  const year = city.fiscalStartMonth === 1 ? "" : "FY";
  return typed === "plan" || new RegExp(`^${year}\\d{4}(?:-Q[1-4])?$|^\\d{4}-(?:0[1-9]|1[0-2])$`).test(typed);
}
