import { quarterOf } from "../../src/core/calendar/calendar.ts";
import { departmentName } from "../../src/core/catalog/catalog.ts";
import type { MessageEnv } from "../../src/core/deliveries/messages.ts";
import { type Block, buttons, text } from "../../src/core/reply/reply.ts";
import { unansweredNudges } from "../../src/plan/ladder.ts";
import { responseWords } from "./responses.ts";

/** For the officer's digest (rows F3, F5): snoozes together, what waits for a decision, and who has not answered their reminders. */
export async function nudgeLines(env: MessageEnv): Promise<Block[]> {
  const { stores, today, catalog, city } = env;
  const quarter = quarterOf(today, city);
  const departments = catalog.departments.map(({ code }) => code);
  const [answers, silent, rate] = await Promise.all([
    stores.nudges.since(today),
    unansweredNudges(env),
    responseWords(quarter, departments, env),
  ]);
  const snoozed = new Set(
    answers.filter(({ kind, startsOn }) => kind === "snooze" && startsOn <= today).map((one) => one.department),
  );
  const waiting = answers.filter(({ kind, decision }) => kind === "not applicable" && decision === undefined);
  const said = [
    rate,
    snoozed.size === 0 ? undefined : `${count(snoozed.size, city.words.department)} snoozed their reminders.`,
    waiting.length === 0 ? undefined : `${count(waiting.length, "thing")} said not to apply: for you to decide.`,
    silent.length === 0
      ? undefined
      : `Reminded, and nothing was recorded since: ${silent
          .map(({ nudged, gaps }) => `${departmentName(catalog, nudged.department)} (${gaps.length})`)
          .join(", ")}.`,
  ].flatMap((words) => (words === undefined ? [] : [text(words)]));
  // How many answered is no news by itself.
  if (snoozed.size + waiting.length + silent.length === 0) return [];
  return [...said, buttons({ label: "Answers to nudges", command: "nudge list", values: {} })];
}

const count = (number: number, noun: string) => `${number} ${noun}${number === 1 ? "" : "s"}`;
