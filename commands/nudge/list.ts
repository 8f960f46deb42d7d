import { printDate, quarterOf } from "../../src/core/calendar/calendar.ts";
import { departmentName } from "../../src/core/catalog/catalog.ts";
import { defineCommand, type Env } from "../../src/core/command/command.ts";
import { department } from "../../src/core/fields/department.ts";
import { type Block, buttons, heading, reply, text } from "../../src/core/reply/reply.ts";
import { cityOrLed } from "../../src/core/request/actor.ts";
import type { NudgeAnswer } from "../../src/domain/nudge/nudges.ts";
import { unansweredNudges } from "../../src/plan/ladder.ts";
import { responseWords } from "./responses.ts";
import { decisionButtons } from "./words.ts";

/** As many requests as get their buttons on one page. */
const MOST = 8;

export const nudgeList = defineCommand({
  name: "nudge list",
  summary: "Show what leads answered to this quarter's nudges, and what waits for the officer.",
  roles: ["lead", "officer", "auditor"],
  reads: true,
  fields: { department: department({ optional: true }) },
  cues: {
    tells: "question",
    patterns: [[/\bnudges?\b.*\b(?:list|answer(?:s|ed)?|snoozed)\b|\bsnoozed\b.*\bnudges?\b/, 5]],
  },
  examples: ["nudge list", "which nudges were snoozed"],
  scope: ({ department: code }, { actor }) => cityOrLed(code, actor),
  execute: async ({ department: code }, env) => {
    const shown = shownTo(code, env);
    const quarter = quarterOf(env.today, env.city);
    const answers = (await env.stores.nudges.since(env.today)).filter((one) => shown.includes(one.department));
    const waiting = answers.filter(({ kind, decision }) => kind === "not applicable" && decision === undefined);
    return reply(
      heading(`Nudges of ${quarter.label}`),
      text(await responseWords(quarter, shown, env)),
      text(snoozes(answers, shown, env)),
      ...table(answers, env),
      ...requests(waiting, env),
      ...(await silent(shown, env)),
    );
  },
});

function shownTo(code: string | undefined, { actor, catalog }: Env): string[] {
  const scope = cityOrLed(code, actor);
  if ("of" in scope && "department" in scope.of) return [scope.of.department];
  return catalog.departments.map((one) => one.code);
}

/** Row F3: the officer sees snoozes together. */
function snoozes(answers: readonly NudgeAnswer[], shown: readonly string[], { city, today }: Env): string {
  const asleep = new Set(
    answers
      .filter(({ kind, startsOn, endsOn }) => kind === "snooze" && startsOn <= today && today <= endsOn)
      .map((one) => one.department),
  );
  return `${asleep.size} of ${shown.length} ${city.words.department}${shown.length === 1 ? "" : "s"} snoozed their reminders.`;
}

function table(answers: readonly NudgeAnswer[], env: Env): Block[] {
  if (answers.length === 0) return [];
  const columns = ["No.", "Where", "Answer", "What", "Until", "By"].map((label) => ({ label }));
  const rows = answers.map((one) => [
    one.id,
    departmentName(env.catalog, one.department),
    one.kind === "not applicable" ? `${one.kind}, ${one.decision ?? "waits"}` : one.kind,
    what(one, env),
    printDate(one.endsOn),
    one.authorName,
  ]);
  return [{ kind: "table", caption: "What leads answered", columns, rows, list: true }];
}

function what({ kind, personName, obligation, reason }: NudgeAnswer, { plan }: Env): string {
  if (kind === "snooze") return "reminders";
  if (kind === "hand over") return `to ${personName ?? "somebody"}`;
  return `${plan.obligations.find(({ id }) => id === obligation)?.label ?? obligation ?? ""}: ${reason ?? ""}`;
}

/** Each with its buttons, for whoever may decide. */
function requests(waiting: readonly NudgeAnswer[], env: Env): Block[] {
  if (waiting.length === 0 || !env.actor.granted.includes("officer")) return [];
  return waiting
    .slice(0, MOST)
    .flatMap((one): Block[] => [
      text(`${one.id} · ${departmentName(env.catalog, one.department)} · ${what(one, env)}`),
      buttons(...decisionButtons(one.id).map((each) => ({ ...each, label: `${each.label} ${one.id}` }))),
    ]);
}

async function silent(shown: readonly string[], env: Env): Promise<Block[]> {
  const all = (await unansweredNudges(env)).filter(({ nudged }) => shown.includes(nudged.department));
  if (all.length === 0) return [];
  const names = all.map(
    ({ nudged, gaps }) => `${departmentName(env.catalog, nudged.department)} (${gaps.length} open)`,
  );
  return [text(`Reminded, and nothing was recorded since: ${names.join(", ")}.`)];
}
