import { businessDaysUntil, type WorkCalendar } from "../../src/core/calendar/business-days.ts";
import { addDays, type Period, previousQuarter } from "../../src/core/calendar/calendar.ts";
import { departmentName } from "../../src/core/catalog/catalog.ts";
import { toPerson } from "../../src/core/deliveries/deliveries.ts";
import type { Composing, MessageEnv, MessageKind, Skip } from "../../src/core/deliveries/messages.ts";
import { periodOf } from "../../src/core/fields/period.ts";
import type { Person } from "../../src/core/people/person.ts";
import type { Recipients } from "../../src/core/places/places.ts";
import { type Block, buttonsOf, type Reply, reply, type Screen } from "../../src/core/reply/reply.ts";
import { howMany, numberWord } from "../../src/core/reply/words.ts";
import { answerOf, type NudgeAnswer } from "../../src/domain/nudge/nudges.ts";
import { type Finding, isAsked, isGap } from "../../src/domain/plan/finding.ts";
import { responsibleFor } from "../../src/plan/escalation.ts";
import { judge } from "../../src/plan/judge.ts";
import { plainLabel, shortDate } from "../../src/reports/pages/tally.ts";
import { noteOf } from "../status/screen.ts";
import { answerButtons, buttonsFor, FIRST, itemsOf, numbered, showAll, thingsOpen } from "./words.ts";

type Env = Omit<MessageEnv, "person" | "platform">;

/** What is still missing in one department, with a button for each gap (rows F2, F3). Edited as it is done. */
export const quarterlyNudge: MessageKind = {
  name: "quarterly-nudge",
  label: "Quarterly nudge",
  clock: true,
  compose: async (data, { person, posted = false, ...env }) => {
    const [only] = await composeAll([{ data, person, posted }], env);
    return only ?? { skip: "there is no such quarter" };
  },
  composeAll,
  instead: async ({ department }, { stores, today }) => {
    const { leads } = await stores.recipients.on(today);
    return (leads.get(String(department)) ?? []).map(toPerson);
  },
};

/** A quarter that is over is said to be for so long, where it was nudged about; then its messages are left alone. */
const DAYS_AFTER = 7;

/** Whatever the number of departments, their findings are read twice for each quarter: as they are, and as they were. */
async function composeAll(all: readonly Composing[], env: Env): Promise<(Reply | Skip)[]> {
  const quarters = new Map(all.map(({ data }) => [String(data["quarter"]), new Set<string>()]));
  for (const { data } of all) quarters.get(String(data["quarter"]))?.add(String(data["department"]));
  const shared = new Map<string, Shared | Skip>();
  for (const [quarter, departments] of quarters)
    shared.set(quarter, await sharedBy(periodOf(quarter, env.city), [...departments], env));
  return all.map((one) => {
    const of = shared.get(String(one.data["quarter"])) ?? { skip: "there is no such quarter" };
    return "skip" in of ? of : nudgeOf(one, of, env);
  });
}

/** What the nudges of one quarter are made from. */
interface Shared {
  period: Period;
  now: readonly Finding[];
  before: readonly Finding[];
  answers: readonly NudgeAnswer[];
  recipients: Recipients;
  calendar: WorkCalendar;
}

async function sharedBy(period: Period, departments: readonly string[], env: Env): Promise<Shared | Skip> {
  const { city, today, stores } = env;
  if (today > addDays(period.end, DAYS_AFTER)) return { skip: "the quarter is over" };
  const on = today < period.end ? today : period.end;
  const [now, before, answers, recipients, calendar] = await Promise.all([
    judge(env, departments, { on, today }, "none"),
    judge(env, departments, { on: previousQuarter(period, city).end, today }, "none"),
    stores.nudges.since(period.start),
    stores.recipients.on(today),
    env.workCalendar(),
  ]);
  return { period, now, before, answers, recipients, calendar };
}

function nudgeOf(one: Composing, shared: Shared, env: Env): Reply | Skip {
  const department = String(one.data["department"]);
  const own = shared.now.filter((finding) => finding.department === department);
  const gaps = own.filter(isGap);
  const skip = whyNot(one, gaps.length > 0 || own.some(isAsked), shared, env);
  if (skip !== undefined) return { skip };
  const { period, answers, recipients } = shared;
  const open = gaps.length > 0 && env.today <= period.end;
  const screen: Screen = {
    about: `${departmentName(env.catalog, department)} · ${closes(period, env)}`,
    ...verdictOf(gaps, own.filter(isAsked), shared, env),
    lines: open ? numbered(itemsOf(gaps).slice(0, FIRST)) : [],
    ...noteOf([
      waiting(own.filter(isAsked)),
      ...said(department, answers, env),
      doneWords(doneSince(shared.before, own)),
      open ? FOLLOWS : undefined,
    ]),
  };
  const buttons = open ? [nudgeButtons(department, gaps, one.person, recipients)] : [];
  return { ...reply({ kind: "screen", screen }, ...buttons), visibility: "place" };
}

function whyNot(
  { data, person, posted }: Composing,
  anything: boolean,
  { period, recipients, answers }: Shared,
  env: Env,
) {
  if (posted) return undefined;
  if (env.today > period.end) return "the quarter is over";
  const responsible = responsibleFor(String(data["department"]), env.today, recipients, answers);
  if (person && !responsible.includes(person.id)) return "somebody else looks after it by now";
  return anything || env.plan.nudges.thanks ? undefined : "nothing is missing";
}

const FOLLOWS = "This message follows what you record; it is not sent twice.";

/** As many as a card holds; what is beyond stands under [Show all]. */
const MOST_BUTTONS = 6;

/** A button for each of the three; whatever else may be done stands behind the dots. */
function nudgeButtons(code: string, gaps: readonly Finding[], person: Person | undefined, to: Recipients): Block {
  const items = itemsOf(gaps);
  const [first, ...others] = buttonsFor(items.slice(0, FIRST));
  const more = items.length > FIRST ? [showAll(code, gaps.length)] : [];
  const shown = first ? [{ ...first, tone: "primary" as const }, ...others] : [];
  const hidden = [...more, ...answerButtons(code, person, to)];
  return buttonsOf(shown, hidden.slice(0, MOST_BUTTONS - shown.length));
}

/** "Q4 2026 closes Thu 31 Dec". */
function closes({ label, end }: Period, { today }: Pick<Env, "today">): string {
  return today > end ? `${label} closed ${shortDate(end, today)}` : `${label} closes ${shortDate(end, today)}`;
}

function verdictOf(
  gaps: readonly Finding[],
  asked: readonly Finding[],
  { period, calendar }: Pick<Shared, "period" | "calendar">,
  { today }: Env,
): { verdict: string; detail?: string } {
  const nothing = asked.length === 0 ? "Nothing is missing. Thank you." : "The rest waits for the equity officer.";
  if (gaps.length === 0) return { verdict: nothing };
  if (today > period.end) return { verdict: `Closed with ${numberWord(gaps.length)} open.` };
  const start = itemsOf(gaps).length > FIRST ? " Start with these three." : "";
  const left = businessDaysUntil(today, period.end, calendar);
  return {
    verdict: `${thingsOpen(gaps, "")}${start}`,
    detail: `${howMany(left, "business day")} ${left === 1 ? "is" : "are"} left.`,
  };
}

function waiting(asked: readonly Finding[]): string | undefined {
  if (asked.length === 0) return undefined;
  const names = asked.map(({ label, asked: record }) => `${plainLabel(label)} (${record ?? ""})`);
  return `Said not to apply, for the equity officer to decide: ${names.join(", ")}.`;
}

function said(department: string, answers: readonly NudgeAnswer[], { today }: Env): string[] {
  const snooze = answerOf("snooze", { department, on: today }, answers);
  const taken = answerOf("hand over", { department, on: today }, answers);
  return [
    ...(taken ? [`${taken.personName ?? "Somebody"} looks after it: ${taken.authorName} handed it over.`] : []),
    ...(snooze ? [`Snoozed until the end of ${shortDate(snooze.endsOn, today)} by ${snooze.authorName}.`] : []),
  ];
}

/** As many as are named. */
const MOST_DONE = 3;

function doneWords(done: readonly string[]): string | undefined {
  if (done.length === 0) return undefined;
  const more = done.length > MOST_DONE ? ` and ${done.length - MOST_DONE} more` : "";
  return `Done this quarter: ${done.slice(0, MOST_DONE).join(", ")}${more}.`;
}

/** What was met since the quarter before ended, with its record. */
function doneSince(before: readonly Finding[], now: readonly Finding[]): string[] {
  const key = ({ department, obligation }: Finding) => `${department ?? ""} ${obligation}`;
  const met = new Set(before.filter(({ state }) => state === "met").map(key));
  return now
    .filter((finding) => finding.state === "met" && !met.has(key(finding)))
    .map(({ label, evidence: [record] }) => `${plainLabel(label)}${record === undefined ? "" : ` (${record})`}`);
}
