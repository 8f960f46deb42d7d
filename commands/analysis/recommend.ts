import { defineCommand, type Env } from "../../src/core/command/command.ts";
import { choice } from "../../src/core/fields/choice.ts";
import { date } from "../../src/core/fields/date.ts";
import { department } from "../../src/core/fields/department.ts";
import { record } from "../../src/core/fields/record.ts";
import { text as textField } from "../../src/core/fields/text.ts";
import { recordedReply } from "../../src/core/records/record-kind.ts";
import { rolesOf } from "../../src/core/request/actor.ts";
import { Refusal } from "../../src/core/request/errors.ts";
import type { Answer } from "../../src/domain/analysis/recommendations.ts";
import { requireStanding, sourceOf, sourceRecord } from "../change/source.ts";
import { RECOMMENDATION, recommendationFields, recommending } from "./recommendation.ts";

/** Rows C12 and C13: from an analysis, or for itself. */
export const analysisRecommend = defineCommand({
  name: "analysis recommend",
  summary: "Record a recommendation, and to whom it is addressed.",
  roles: ["lead", "officer"],
  fields: {
    ...recommendationFields,
    from: { ...sourceRecord(), label: "From", question: "From which analysis?", optional: true as const },
    department: department({ default: "author's" }),
  },
  cues: { tells: "wish", patterns: [[/\b(?:we|i) recommend\b|^(?:please )?recommend(?:ation)?\b/, 5]] },
  examples: [
    'recommend from=AN-2026-0002 to="Common Council" "Fund an evening crew"',
    'recommend to="Mayor" "Publish the routes every month"',
  ],
  scope: async (values, env) => recommending(await departmentOf(values, env)),
  execute: async ({ text: said, addressedTo, from, ...values }, env) => {
    if (from !== undefined) requireStanding(await sourceOf(from, env));
    const code = await departmentOf({ ...values, from }, env);
    const by = rolesOf(env.actor).includes("officer") ? ("officer" as const) : ("department" as const);
    const entry = { text: said, addressedTo, source: from, department: code, by, on: env.today };
    return recordedReply(RECOMMENDATION, await env.stores.recommendations.record(entry, env.write), env);
  },
});

/** That of its analysis, where it follows from one. */
const departmentOf = async (values: { from: string | undefined; department: string }, env: Env): Promise<string> =>
  values.from === undefined ? values.department : (await sourceOf(values.from, env)).department;

const ANSWER_CHOICES = [
  { value: "accepted", label: "Accepted", words: /\b(?:accept(?:ed|s)?|agreed|approved|adopted)\b/ },
  { value: "declined", label: "Declined", words: /\b(?:declin(?:ed|es|e)|rejected|refused|not accepted)\b/ },
  { value: "open", label: "Open again", words: /\b(?:open|reopen(?:ed)?|pending)\b/ },
];

/** Row C13: what became of it. */
export const analysisRecommendAnswer = defineCommand({
  name: "analysis recommend answer",
  summary: "Record whether a recommendation was accepted or declined.",
  roles: ["lead", "officer"],
  fields: {
    record: { ...record(), hint: "Its number, like AR-2026-0003" },
    answer: choice({
      label: "Answer",
      question: "Was it accepted or declined?",
      choices: ANSWER_CHOICES,
      keys: ["status"],
    }),
    answeredOn: date({ label: "Answered on", default: "today" }),
    reason: textField({ label: "Reason", from: "because", optional: true, maxLength: 500, keys: ["why", "because"] }),
  },
  cues: {
    tells: "deed",
    patterns: [
      [
        /\bar-\d{4}-\d{4,}\b.*\b(?:accept\w*|declin\w*|reject\w*)\b|\b(?:accept\w*|declin\w*|reject\w*)\b.*\bar-\d{4}-\d{4,}\b/,
        6,
      ],
    ],
  },
  examples: ["recommend answer AR-2026-0003 accepted", "AR-2026-0003 was declined because there is no money"],
  scope: async ({ record: id }, env) => recommending((await recommendationOf(id, env)).department),
  execute: async ({ record: id, answer, answeredOn, reason }, env) => {
    const before = await recommendationOf(id, env);
    if (before.undone) throw new Refusal(`${id} was undone. Put it back first. Nothing was changed.`);
    const given = { status: answer as Answer, on: answeredOn, reason };
    const outcome = await env.stores.recommendations.answer(id, given, env.write);
    const title = outcome === "answered" ? `${ANSWER_LABELS[given.status]} ${id}` : "Nothing to change";
    return RECOMMENDATION.receipt(title, await recommendationOf(id, env), env);
  },
});

const ANSWER_LABELS: Readonly<Record<Answer, string>> = {
  open: "Open again:",
  accepted: "Accepted",
  declined: "Declined",
};

async function recommendationOf(id: string, env: Env) {
  const found = id.startsWith("AR-") ? await env.stores.recommendations.get(id) : undefined;
  if (found) return found;
  throw new Refusal(`There is no recommendation ${id}. "analysis recommend list" shows them all.`);
}
