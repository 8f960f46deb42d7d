import { defineCommand } from "../../src/core/command/command.ts";
import { choice } from "../../src/core/fields/choice.ts";
import { text as textField } from "../../src/core/fields/text.ts";
import { type Block, facts } from "../../src/core/reply/reply.ts";
import type { Evaluation } from "../../src/domain/analysis/analyses.ts";
import { analysisOf, writing } from "./access.ts";
import { analysisRecord } from "./fields.ts";
import { receipt } from "./receipt.ts";
import { moved } from "./submit.ts";

const MET = [
  { value: "yes", label: "Yes", words: /\byes\b/ },
  { value: "partly", label: "Partly", words: /\bpart(?:ly|ially)\b/ },
  { value: "no", label: "No", words: /\bno\b/ },
];

export const analysisEvaluate = defineCommand({
  name: "analysis evaluate",
  summary: "Record how a completed analysis turned out.",
  roles: ["employee", "lead", "officer"],
  fields: {
    record: analysisRecord(),
    met: choice({ label: "Results reached", question: "Were the results reached?", choices: MET, keys: ["reached"] }),
    found: textField({
      label: "What was found",
      from: "key",
      maxLength: 3000,
      keys: ["findings"],
      control: "lines",
      hint: "What changed for whom, and how you know",
    }),
  },
  cues: { tells: "wish", patterns: [[/\bevaluat(?:e|ion)\b.*\ban-\d{4}-\d{4,}\b/, 6]] },
  examples: ['evaluate AN-2026-0002 met=partly found="Waiting times fell by a third, least in the north"'],
  scope: async ({ record }, env) => writing(await analysisOf(record, env), env.actor),
  execute: async ({ record, met, found }, env) => {
    const evaluation: Evaluation = { met: met as Evaluation["met"], found };
    const { analysis } = await moved(record, { to: "evaluated", evaluation }, env);
    return receipt(`Evaluated ${record}`, analysis, env, [evaluationFacts(evaluation)]);
  },
});

export const evaluationFacts = ({ met, found }: Evaluation): Block =>
  facts(
    { label: "Results reached", value: MET.find(({ value }) => value === met)?.label ?? met },
    { label: "What was found", value: found },
  );
