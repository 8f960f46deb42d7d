import { defineCommand, type Env } from "../../src/core/command/command.ts";
import { text as textField } from "../../src/core/fields/text.ts";
import { text } from "../../src/core/reply/reply.ts";
import { may } from "../../src/core/request/actor.ts";
import { Refusal } from "../../src/core/request/errors.ts";
import type { Analysis, AnalysisEntry, AnalysisKind, AnalysisSubject } from "../../src/domain/analysis/analyses.ts";
import { analysisFields } from "./fields.ts";
import { receipt } from "./receipt.ts";

export const analysisRegister = defineCommand({
  name: "analysis register",
  summary: "Register a policy, program, practice or budget decision that has to be analysed.",
  roles: ["employee", "lead", "officer"],
  fields: {
    ...analysisFields,
    exempt: textField({
      label: "Exempt because",
      hint: "Only when it need not be analysed: the reason",
      from: "key",
      optional: true,
      keys: ["exempt", "exemption"],
    }),
  },
  cues: {
    tells: "wish",
    patterns: [
      [/\bregister\b.*\b(?:new|existing|policy|program|practice|budget|analysis)\b/, 3],
      [/\bregister (?:it|this|that) for (?:an )?anal/, 3],
    ],
  },
  examples: ['register new policy "Body camera retention"', "register new program Mobile vaccination van"],
  scope: ({ department }) => ({ to: "log", of: { department } }),
  execute: async ({ exempt, ...values }, env) => {
    if (exempt !== undefined) requireExempter(values.department, env);
    const { outcome, analysis } = await env.stores.analyses.register(toEntry(values), exempt, env.today, env.write);
    if (outcome === "on record")
      return receipt("On the register already", analysis, env, [
        text(`${analysis.id} stands for it. Nothing new was saved.`),
      ]);
    return receipt(`Registered ${analysis.id}`, analysis, env, [text(counted(analysis))]);
  },
});

/** Whether it is in the denominator of row C1, in words. */
function counted({ kind, exempt }: Analysis): string {
  if (exempt !== undefined) return "It is not among the items to analyse; the reason stays on record.";
  return kind === "new"
    ? "It counts among the new items to analyse until its analysis is completed."
    : "It is on the list of what can be analysed.";
}

export interface ItemValues {
  title: string;
  kind: string;
  subject: string | undefined;
  department: string;
}

export const toEntry = (values: ItemValues): AnalysisEntry => ({
  title: values.title,
  kind: values.kind as AnalysisKind,
  subject: values.subject as AnalysisSubject | undefined,
  department: values.department,
});

/** An exemption takes an item out of the denominator, so it is not for whoever registers it. */
function requireExempter(department: string, { actor }: Env): void {
  if (may(actor, { to: "write", of: { department } })) return;
  throw new Refusal(
    "Only a lead of the department or the equity officer can exempt an item. Register it without, and ask them.",
    "exempt",
  );
}
