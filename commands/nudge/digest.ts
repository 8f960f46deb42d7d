import { quarterOf } from "../../src/core/calendar/calendar.ts";
import { departmentName } from "../../src/core/catalog/catalog.ts";
import type { MessageEnv } from "../../src/core/deliveries/messages.ts";
import { buttons, text } from "../../src/core/reply/reply.ts";
import type { Unanswered } from "../../src/plan/escalation.ts";
import { unansweredNudges } from "../../src/plan/ladder.ts";
import type { Part, Week } from "../digest/section.ts";
import { responseWords } from "./responses.ts";

/** For the officer's digest (rows F3, F5): snoozes together, what waits for a decision, and who has not answered their reminders. */
export async function nudgePart({ since, monthly }: Week, env: MessageEnv): Promise<Part | undefined> {
  const { stores, today, catalog, city } = env;
  const quarter = quarterOf(today, city);
  const departments = catalog.departments.map(({ code }) => code);
  const [answers, silent, rate] = await Promise.all([
    stores.nudges.since(today),
    unansweredNudges(env),
    responseWords(quarter, departments, env),
  ]);
  const snoozes = answers.filter(({ kind, startsOn }) => kind === "snooze" && startsOn <= today);
  const snoozed = new Set(snoozes.map((one) => one.department));
  const waiting = answers.filter(({ kind, decision }) => kind === "not applicable" && decision === undefined);
  // How many answered is no news by itself.
  if (snoozed.size + waiting.length + silent.length === 0) return undefined;
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
  const button = { label: waiting.length > 0 ? "Decide" : "Answers to nudges", command: "nudge list", values: {} };
  const fresh = silent.length > 0 && !monthly ? await unansweredNudges({ ...env, today: since }) : [];
  const news = silent.some(({ nudged }) => !fresh.some((one) => one.nudged.department === nudged.department));
  return {
    blocks: [...said, buttons({ ...button, label: "Answers to nudges" })],
    ...lineOf(waiting.length, silent, env),
    button,
    news: monthly || waiting.length > 0 || news || snoozes.some(({ startsOn }) => startsOn >= since),
  };
}

function lineOf(waiting: number, silent: readonly Unanswered[], { city }: MessageEnv): Pick<Part, "line"> {
  if (waiting > 0)
    return { line: { mark: "!", title: `${count(waiting, "thing")} said not to apply`, words: "for you to decide" } };
  if (silent.length === 0) return {};
  const title = `${count(silent.length, city.words.department)} silent`;
  return { line: { mark: "!", title, words: "reminded, and nothing was recorded since" } };
}

const count = (number: number, noun: string) => `${number} ${noun}${number === 1 ? "" : "s"}`;
