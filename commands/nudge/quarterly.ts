import { businessDaysUntil, type WorkCalendar } from "../../src/core/calendar/business-days.ts";
import { addDays, type Period, previousQuarter, printDate } from "../../src/core/calendar/calendar.ts";
import { departmentName } from "../../src/core/catalog/catalog.ts";
import { toPerson } from "../../src/core/deliveries/deliveries.ts";
import type { Composing, MessageEnv, MessageKind, Skip } from "../../src/core/deliveries/messages.ts";
import { periodOf } from "../../src/core/fields/period.ts";
import type { Recipients } from "../../src/core/places/places.ts";
import { type Block, heading, type Reply, reply, text } from "../../src/core/reply/reply.ts";
import { answerOf, type NudgeAnswer } from "../../src/domain/nudge/nudges.ts";
import { type Finding, isAsked, isGap } from "../../src/domain/plan/finding.ts";
import { responsibleFor } from "../../src/plan/escalation.ts";
import { judge } from "../../src/plan/judge.ts";
import { answerButtons, thingsOpen, urgent } from "./words.ts";

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

function nudgeOf({ data, person, posted }: Composing, shared: Shared, env: Env): Reply | Skip {
  const department = String(data["department"]);
  const { period, answers, recipients } = shared;
  const over = env.today > period.end;
  if (over && !posted) return { skip: "the quarter is over" };
  const responsible = responsibleFor(department, env.today, recipients, answers);
  if (person && !responsible.includes(person.id) && !posted) return { skip: "somebody else looks after it by now" };
  const own = shared.now.filter((finding) => finding.department === department);
  const gaps = own.filter(isGap);
  if (gaps.length === 0 && !posted && !own.some(isAsked) && !env.plan.nudges.thanks)
    return { skip: "nothing is missing" };
  const done = doneSince(shared.before, own);
  const answer = reply(
    heading(`${departmentName(env.catalog, department)} · ${closes(period, shared.calendar, env)}`),
    ...openBlocks(department, gaps, own.filter(isAsked), over),
    ...said(department, answers, env),
    ...(done.length === 0 ? [] : [text(`Done this quarter: ${done.join(", ")}.`)]),
    ...(gaps.length === 0 || over ? [] : answerButtons(department, person, recipients)),
  );
  return { ...answer, visibility: "place" };
}

/** "Q4 2026 closes Thu 31 Dec 2026 (25 business days)". */
function closes({ label, end }: Period, calendar: WorkCalendar, { today }: Pick<Env, "today">): string {
  if (today > end) return `${label} closed ${printDate(end)}`;
  const left = businessDaysUntil(today, end, calendar);
  return `${label} closes ${printDate(end)} (${left} business day${left === 1 ? "" : "s"})`;
}

function openBlocks(code: string, gaps: readonly Finding[], asked: readonly Finding[], over: boolean): Block[] {
  const waits = asked.map(({ label, asked: record }) => `${label} (${record ?? ""})`).join(", ");
  const waiting = asked.length === 0 ? [] : [text(`Said not to apply, for the equity officer to decide: ${waits}.`)];
  if (gaps.length === 0) return [...(asked.length > 0 ? [] : [text("Nothing is missing. Thank you.")]), ...waiting];
  if (over) return [text(`Left open: ${thingsOpen(gaps)}`), ...waiting];
  return [text(thingsOpen(gaps)), ...urgent(gaps, code), ...waiting];
}

function said(department: string, answers: readonly NudgeAnswer[], { today }: Env): Block[] {
  const snooze = answerOf("snooze", { department, on: today }, answers);
  const taken = answerOf("hand over", { department, on: today }, answers);
  return [
    ...(taken ? [text(`${taken.personName ?? "Somebody"} looks after it: ${taken.authorName} handed it over.`)] : []),
    ...(snooze ? [text(`Snoozed until the end of ${printDate(snooze.endsOn)} by ${snooze.authorName}.`)] : []),
  ];
}

/** What was met since the quarter before ended, with its record. */
function doneSince(before: readonly Finding[], now: readonly Finding[]): string[] {
  const key = ({ department, obligation }: Finding) => `${department ?? ""} ${obligation}`;
  const met = new Set(before.filter(({ state }) => state === "met").map(key));
  return now
    .filter((finding) => finding.state === "met" && !met.has(key(finding)))
    .map(({ label, words, evidence: [record] }) => `${label}: ${words}${record === undefined ? "" : ` (${record})`}`);
}
