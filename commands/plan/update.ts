import { departmentName } from "../../src/core/catalog/catalog.ts";
import { defineCommand, type Env } from "../../src/core/command/command.ts";
import type { Context } from "../../src/core/command/field.ts";
import { date } from "../../src/core/fields/date.ts";
import { department } from "../../src/core/fields/department.ts";
import { ownWords } from "../../src/core/fields/own-words.ts";
import { recordedReply } from "../../src/core/records/record-kind.ts";
import { text } from "../../src/core/reply/reply.ts";
import { may } from "../../src/core/request/actor.ts";
import { Refusal } from "../../src/core/request/errors.ts";
import { planItem } from "../../src/domain/plan/fields/plan-item.ts";
import { actionsOf, isResponsible, ownersInWords } from "../../src/domain/plan/plan-items.ts";
import type { ProgressState } from "../../src/domain/plan/progress.ts";
import { PROGRESS } from "./record.ts";
import { progressState } from "./state.ts";
import { actionAt, reporting } from "./words.ts";

/** Row E23: how an action of the plan goes. What the plan says is never changed here. */
export const planUpdate = defineCommand({
  name: "plan update",
  summary: "Say how an action of the plan is going.",
  roles: ["lead", "officer"],
  fields: {
    action: planItem({ label: "Action", among: actionsOf }),
    state: progressState(),
    note: ownWords({ label: "Progress", optional: true, hint: "What was done, or what is in the way" }),
    department: {
      ...department({ optional: true }),
      hint: "Left empty by the officer: the action as a whole",
      // A lead speaks for the department they lead; the officer for the city, unless they name one.
      fallback: ({ actor }: Context) => spokenFor(actor),
    },
    reportedOn: date({ default: "today", label: "As of" }),
  },
  cues: {
    tells: "wish",
    patterns: [
      [/\b(?:update|report)\b.*\b(?:plan|action)\b(?!s? status)/, 3],
      [
        /(?<![\w.-])[a-z]\d{1,2}\.\d{1,2}(?:\.\d{1,2})?\b.*\b(?:done|late|behind|on track|finished|complete[d]?|planned|delayed|under ?way|in progress|ongoing|started|begun|overdue|off track)\b/,
        4,
      ],
    ],
  },
  examples: ['update G1.1.3 on track "Fourteen drafts are in review"', "update G1.2.1 done", "G4.1.1 is late"],
  scope: ({ department: named }, { actor }) => {
    const code = named ?? spokenFor(actor);
    return reporting(code ?? (speaksForCity(actor) ? undefined : actor.leads[0]));
  },
  execute: async ({ action, state, note, department: named, reportedOn }, env) => {
    const code = named ?? spokenFor(env.actor);
    requireResponsible(action, code, env);
    const entry = { action, department: code, state: state as ProgressState, note, reportedOn };
    const outcome = await env.stores.progress.record(entry, env.write);
    return recordedReply(PROGRESS, outcome, env, [text(actionAt(action, env).text)]);
  },
});

const speaksForCity = (actor: Env["actor"]) => may(actor, reporting(undefined));

function spokenFor(actor: Env["actor"]): string | undefined {
  if (speaksForCity(actor)) return undefined;
  const { department: home, leads } = actor;
  return home !== undefined && leads.includes(home) ? home : leads.length === 1 ? leads[0] : undefined;
}

function requireResponsible(id: string, code: string | undefined, env: Env): void {
  const { responsible } = actionAt(id, env);
  if (code === undefined && !speaksForCity(env.actor))
    throw new Refusal(`You lead more than one ${env.city.words.department}. Which one is it about?`, "department");
  if (code === undefined || isResponsible(responsible, code)) return;
  const owners = ownersInWords(responsible, env.catalog, env.city);
  const named = departmentName(env.catalog, code);
  throw new Refusal(
    `${id} is the task of ${owners}; ${named} has no part in it. Ask the equity officer, or name another action. Nothing was saved.`,
    "department",
  );
}
