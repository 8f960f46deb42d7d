import { may } from "../../src/core/actor.ts";
import type { Analysis } from "../../src/core/analyses.ts";
import { departmentName } from "../../src/core/catalog.ts";
import { defineCommand, type Env } from "../../src/core/command.ts";
import { Refusal } from "../../src/core/errors.ts";
import { text as textField } from "../../src/core/fields/text.ts";
import { formFor } from "../../src/core/form.ts";
import { text } from "../../src/core/reply.ts";
import { understandValues } from "../../src/core/understanding/understand.ts";
import { analysisOf, deciding } from "./access.ts";
import { analysisFields, analysisRecord } from "./fields.ts";
import { receipt } from "./receipt.ts";
import { type ItemValues, toEntry } from "./register.ts";
import { analysisStart } from "./start.ts";
import { summary } from "./words.ts";

export const analysisEdit = defineCommand({
  name: "analysis edit",
  summary: "Correct what is analysed: its title, its kind or its department.",
  roles: ["employee", "lead", "officer"],
  internal: true,
  fields: {
    record: analysisRecord(),
    ...analysisFields,
    reason: textField({ label: "Reason", from: "because", optional: true }),
  },
  examples: [],
  scope: async ({ record }, env) => deciding(await analysisOf(record, env)),
  form: async (raw, env) => {
    const analysis = await analysisOf(String(raw.record), env);
    const form = formFor(analysisStart, understandValues(analysisStart, itemOf(analysis), env), {}, env);
    const reason = { name: "reason", label: "Reason", control: { kind: "line", maxLength: 500 } as const };
    return {
      ...form,
      command: "analysis edit",
      title: `Edit ${analysis.id}`,
      submit: "Save the correction",
      inputs: [...form.inputs, { ...reason, value: "", optional: true }],
      hidden: { record: analysis.id },
    };
  },
  execute: async ({ record, reason, ...item }, env) =>
    correctAnalysis(await analysisOf(record, env), item, reason, env),
});

/** The same for "fix AN-…": new values of some of `analysisFields`, the others as they are. */
export async function correctAnalysis(before: Analysis, wanted: ItemValues, reason: string | undefined, env: Env) {
  requireBoth(before, wanted.department, env);
  const outcome = await env.stores.analyses.correct(before.id, toEntry(wanted), reason, env.write);
  if (outcome === "conflict")
    throw new Refusal(
      `${departmentName(env.catalog, wanted.department)} has another open record called "${wanted.title}". Undo or withdraw one of the two. Nothing was changed.`,
      "title",
    );
  const analysis = await analysisOf(before.id, env);
  if (outcome === "unchanged") return receipt("Nothing to change", analysis, env);
  const why = reason === undefined ? [] : [text(`Reason: ${reason}`)];
  return receipt(`Corrected ${before.id}`, analysis, env, [text(`It said: ${summary(before, env)}`), ...why]);
}

export const itemOf = ({ title, kind, subject, department }: Analysis): ItemValues & Record<string, unknown> => ({
  title,
  kind,
  subject,
  department,
});

/** Moving it to another department needs the right to log there, too. */
function requireBoth({ department }: Analysis, to: string, { actor, catalog }: Env): void {
  if (department === to || may(actor, { to: "log", of: { department: to } })) return;
  throw new Refusal(
    `You may not move it to ${departmentName(catalog, to)}. Ask that department's lead or the equity officer. Nothing was changed.`,
    "department",
  );
}
