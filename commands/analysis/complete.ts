import { printDate } from "../../src/core/calendar/calendar.ts";
import { defineCommand } from "../../src/core/command/command.ts";
import { choice } from "../../src/core/fields/choice.ts";
import { text as textField } from "../../src/core/fields/text.ts";
import { type Block, type Button, buttons, facts, type RawValues } from "../../src/core/reply/reply.ts";
import { Refusal } from "../../src/core/request/errors.ts";
import type { Closing, Decision } from "../../src/domain/analysis/analyses.ts";
import { analysisOf, requireOtherReviewer, reviewing } from "./access.ts";
import { analysisRecord } from "./fields.ts";
import { receipt } from "./receipt.ts";
import { moved } from "./submit.ts";

const DECISION_CHOICES = [
  { value: "proceed", label: "Proceed", words: /\bproceed(?:s|ed)?\b|\bgo ahead\b/ },
  { value: "modified", label: "Proceed with changes", words: /\bmodif(?:y|ied)\b|\bwith changes\b/ },
  { value: "stopped", label: "Stopped", words: /\bstop(?:s|ped)?\b/ },
  { value: "deferred", label: "Deferred", words: /\bdefer(?:s|red)?\b|\bpostpone[sd]?\b/ },
];

const words = (label: string, keys: readonly string[], hint?: string) =>
  textField({ label, from: "key", optional: true, maxLength: 3000, keys, control: "lines", ...(hint ? { hint } : {}) });

export const analysisComplete = defineCommand({
  name: "analysis complete",
  summary: "Sign an analysis off: what was decided, and what changes because of it.",
  roles: ["lead", "officer"],
  fields: {
    record: analysisRecord(),
    decision: choice({ label: "Decision", question: "What was decided?", choices: DECISION_CHOICES }),
    policy: words("Policy change", ["policies"], "What changes in a policy because of it"),
    resource: words("Resource change", ["resources"], "What changes in money or people because of it"),
    nochange: words("No change, because", ["unchanged"], "Only when nothing changes: the reason"),
  },
  anyOf: [
    {
      names: ["policy", "resource", "nochange"],
      because: "Say which policy or which resources change, or why nothing does.",
    },
  ],
  cues: { tells: "wish", patterns: [[/\b(?:complete|sign off|approve)\b.*\ban-\d{4}-\d{4,}\b/, 6]] },
  examples: ['complete AN-2026-0002 decision=modified policy="Routes start in the districts named in step 2"'],
  scope: async ({ record }, env) => reviewing(await analysisOf(record, env)),
  review: ({ policy, resource, nochange }) => {
    if (nochange !== undefined && (policy !== undefined || resource !== undefined))
      throw new Refusal("You name a change, and say why there is none. Leave one of the two empty.", "nochange");
    return [];
  },
  execute: async ({ record, decision, policy, resource, nochange }, env) => {
    requireOtherReviewer(await analysisOf(record, env), env);
    const closing: Closing = { decision: decision as Decision, policy, resource, noChange: nochange };
    const { analysis } = await moved(record, { to: "completed", closing }, env);
    return receipt(`Completed ${record}`, analysis, env, [
      closingFacts(closing, analysis.evaluationDue),
      buttons(...changesIn(record, closing)),
    ]);
  },
});

/** What the sign-off says in words becomes a record of its own (rows C7, C8), filled in already. */
function changesIn(from: string, { policy, resource, noChange }: Closing): Button[] {
  const button = (label: string, command: string, values: RawValues): Button => ({
    label,
    command,
    values: { from, ...values },
    ask: true,
  });
  return [
    ...(policy === undefined ? [] : [button("Record the policy change…", "change policy", { description: policy })]),
    ...(resource === undefined ? [] : [button("Record the resources…", "change resource", { description: resource })]),
    ...(noChange === undefined ? [] : [button("Record that nothing changes…", "change none", { reason: noChange })]),
  ];
}

/** How it was closed, and when its results are looked at again (rows C7, C8, C11). */
export function closingFacts({ decision, policy, resource, noChange }: Closing, due: string | undefined): Block {
  const said = [
    { label: "Decision", value: DECISION_CHOICES.find(({ value }) => value === decision)?.label },
    { label: "Policy change", value: policy },
    { label: "Resource change", value: resource },
    { label: "No change, because", value: noChange },
    { label: "Evaluation due", value: due === undefined ? undefined : printDate(due) },
  ];
  return facts(...said.flatMap(({ label, value }) => (value === undefined ? [] : [{ label, value }])));
}
