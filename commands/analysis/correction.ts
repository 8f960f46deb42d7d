import { departmentName } from "../../src/core/catalog/catalog.ts";
import type { Env } from "../../src/core/command/command.ts";
import { title } from "../../src/core/fields/title.ts";
import type { Correction } from "../../src/core/records/records.ts";
import { formFor } from "../../src/core/reply/form.ts";
import { type Form, type Reply, text } from "../../src/core/reply/reply.ts";
import { may } from "../../src/core/request/actor.ts";
import { Refusal } from "../../src/core/request/errors.ts";
import { understandValues } from "../../src/core/understanding/understand.ts";
import type { Analysis } from "../../src/domain/analysis/analyses.ts";
import { analysisOf } from "./access.ts";
import { analysisFields } from "./fields.ts";
import { receipt } from "./receipt.ts";
import { type ItemValues, toEntry } from "./register.ts";
import { analysisStart } from "./start.ts";
import { summary } from "./words.ts";

/** "fix AN-…": what is analysed is corrected; its answers are changed in its steps. */
export const analysisCorrection: Correction = {
  fields: { ...analysisFields, title: title({ from: "quotes" }) },
  form: async (id, env) => editForm(await analysisOf(id, env), env),
  correct: async (id, changes, reason, env) => {
    const before = await analysisOf(id, env);
    return correct(before, wantedOf(before, changes, env), reason, env);
  },
};

function editForm(analysis: Analysis, env: Env): Form {
  const form = formFor(analysisStart, understandValues(analysisStart, itemOf(analysis), env), {}, env);
  const control = { kind: "line", maxLength: 500 } as const;
  return {
    command: "fix",
    title: `Edit ${analysis.id}`,
    submit: "Save the correction",
    inputs: [
      ...form.inputs.map((input) => ({ ...input, name: `changes.${input.name}` })),
      { name: "reason", label: "Reason", control, value: "", optional: true },
    ],
    hidden: { record: analysis.id },
  };
}

/** The item as it is, with the changes read by its own fields. */
function wantedOf(before: Analysis, changes: Record<string, unknown>, env: Env): ItemValues {
  const unknown = Object.keys(changes).filter((name) => !(name in analysisFields));
  if (unknown.length > 0)
    throw new Refusal(
      `${before.id} has no "${unknown.join(", ")}". It has ${Object.keys(analysisFields).join(", ")}.`,
      "changes",
    );
  const { values, because, missing } = understandValues(analysisStart, { ...itemOf(before), ...changes }, env);
  const [name] = [...Object.keys(because), ...missing];
  if (name !== undefined)
    throw new Refusal(`${because[name] ?? "Please fill this in."} Nothing was changed.`, `changes.${name}`);
  return values as unknown as ItemValues;
}

async function correct(before: Analysis, wanted: ItemValues, reason: string | undefined, env: Env): Promise<Reply> {
  requireBoth(before, wanted.department, env);
  const outcome = await env.stores.analyses.correct(before.id, toEntry(wanted), reason, env.write);
  if (outcome === "conflict")
    throw new Refusal(
      `${departmentName(env.catalog, wanted.department)} has another open record called "${wanted.title}". Undo or withdraw one of the two. Nothing was changed.`,
      "changes.title",
    );
  const analysis = await analysisOf(before.id, env);
  if (outcome === "unchanged") return receipt("Nothing to change", analysis, env);
  const why = reason === undefined ? [] : [text(`Reason: ${reason}`)];
  return receipt(`Corrected ${before.id}`, analysis, env, [text(`It said: ${summary(before, env)}`), ...why]);
}

const itemOf = ({ title: called, kind, subject, department }: Analysis) => ({
  title: called,
  kind,
  subject,
  department,
});

/** Moving it to another department needs the right to log there, too. */
function requireBoth({ department }: Analysis, to: string, { actor, catalog }: Env): void {
  if (department === to || may(actor, { to: "log", of: { department: to } })) return;
  throw new Refusal(
    `You may not move it to ${departmentName(catalog, to)}. Ask that department's lead or the equity officer. Nothing was changed.`,
    "changes.department",
  );
}
