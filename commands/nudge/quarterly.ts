import { businessDaysUntil } from "../../src/core/business-days.ts";
import { previousQuarter, printDate } from "../../src/core/calendar.ts";
import { departmentName } from "../../src/core/catalog.ts";
import { periodOf } from "../../src/core/fields/period.ts";
import { type Finding, isGap } from "../../src/core/finding.ts";
import type { MessageEnv, MessageKind, Skip } from "../../src/core/messages.ts";
import { type Block, type Button, buttons, heading, type Reply, reply, text } from "../../src/core/reply.ts";
import { judge } from "../../src/plan/judge.ts";

/** What is still missing in one department, with a button for each gap (rows F2, F3). Composed at the moment of sending. */
export const quarterlyNudge: MessageKind = {
  name: "quarterly-nudge",
  label: "Quarterly nudge",
  compose: (data, env) => nudgeOf(String(data["department"]), String(data["quarter"]), env),
};

async function nudgeOf(department: string, quarter: string, env: MessageEnv): Promise<Reply | Skip> {
  const { city, catalog, today, plan } = env;
  const period = periodOf(quarter, city);
  const [now, before] = await Promise.all([
    judge(env, [department], { on: today < period.end ? today : period.end, today }),
    judge(env, [department], { on: previousQuarter(period, city).end, today }),
  ]);
  const own = now.filter((finding) => finding.department === department);
  const gaps = own.filter(isGap);
  const done = doneSince(before, own);
  if (gaps.length === 0 && !plan.nudges.thanks) return { skip: "nothing is missing" };
  const left = businessDaysUntil(today, period.end, await env.workCalendar());
  const closes = `${period.label} closes ${printDate(period.end)} (${days(left)})`;
  const blocks: Block[] =
    gaps.length === 0
      ? [text("Nothing is missing. Thank you.")]
      : [text(`${sentence(inWords(gaps.length))} still open.`), text(listed(gaps)), buttons(...remedies(gaps))];
  const answer = reply(
    heading(`${departmentName(catalog, department)} · ${closes}`),
    ...blocks,
    ...(done.length === 0 ? [] : [text(`Done this quarter: ${done.join(", ")}.`)]),
  );
  return { ...answer, visibility: "place" };
}

const days = (count: number) => `${count} business day${count === 1 ? "" : "s"}`;

const NUMBERS = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
const inWords = (count: number) => `${NUMBERS[count] ?? count} ${count === 1 ? "thing is" : "things are"}`;
const sentence = (words: string) => `${words[0]?.toUpperCase() ?? ""}${words.slice(1)}`;

const listed = (gaps: readonly Finding[]) => gaps.map((gap, at) => `${at + 1}. ${gap.label}: ${gap.words}.`).join("\n");

/** The number of the gap is part of the label, so that two gaps of one kind are told apart without their place. */
function remedies(gaps: readonly Finding[]): Button[] {
  return gaps.flatMap(({ remedy }, at) =>
    remedy ? [{ label: `${at + 1}. ${remedy.label}`, command: remedy.command, values: remedy.values, ask: true }] : [],
  );
}

/** What was met since the quarter before ended, with its record. */
function doneSince(before: readonly Finding[], now: readonly Finding[]): string[] {
  const met = new Set(before.filter(({ state }) => state === "met").map(({ obligation }) => obligation));
  return now
    .filter(({ state, obligation }) => state === "met" && !met.has(obligation))
    .map(({ label, words, evidence: [record] }) => `${label}: ${words}${record === undefined ? "" : ` (${record})`}`);
}
