import { may } from "../../src/core/actor.ts";
import { formFor } from "../../src/core/ask.ts";
import { defineCommand, type Env } from "../../src/core/command.ts";
import { Refusal } from "../../src/core/errors.ts";
import { changes } from "../../src/core/fields/changes.ts";
import { record } from "../../src/core/fields/record.ts";
import { text as textField } from "../../src/core/fields/text.ts";
import { buttons, type Form, heading, type RawValues, type Reply, reply, text } from "../../src/core/reply.ts";
import type { ChangeOutcome, TrainingRecord } from "../../src/core/stores.ts";
import { understandValues } from "../../src/core/understanding/understand.ts";
import { ensureCounts, reviewTraining, type TrainingValues, toEntry } from "../training/entry.ts";
import { trainingFields, trainingLog } from "../training/log.ts";
import { actions, receipt, summary } from "../training/receipt.ts";
import { changeScope, recordOf } from "./records.ts";

export const fix = defineCommand({
  name: "fix",
  summary: "Correct a record; the old value stays on the trail.",
  roles: ["employee", "lead", "officer"],
  fields: {
    record: record(),
    changes: changes(() => trainingFields),
    reason: textField({ label: "Reason", from: "because", optional: true, keys: ["why", "because"] }),
  },
  cues: {
    tells: "question",
    patterns: [
      [/\b[a-z]{2}-\d{4}-\d{4,}\b/, 2],
      [
        /\b(?:fix|correct|change|edit|amend|should be|should have been|was actually|wrong|mistake|update|corrige|corregir)\b/,
        1,
      ],
    ],
  },
  examples: [
    'TR-2026-0147 employees=11 because "one was counted twice"',
    "TR-2026-0147 should be 11 employees",
    "TR-2026-0147 date=2026-10-03",
  ],
  scope: ({ record: id }, env) => changeScope(id, env),
  form: editForm,
  execute: async (values, env) => {
    const before = await recordOf(values.record, env);
    const next = await corrected(before, values.changes, env);
    const outcome = await env.stores.training.correct(before.id, next, values.reason, env.write);
    return correctedReply(outcome, values.reason, env);
  },
});

/** The record as it is, with the changes read by the fields of its own command. */
async function corrected(before: TrainingRecord, wanted: Record<string, unknown>, env: Env) {
  const unknown = Object.keys(wanted).filter((name) => !(name in trainingFields));
  if (unknown.length > 0)
    throw new Refusal(
      `${before.id} has no "${unknown.join(", ")}". It has ${Object.keys(trainingFields).join(", ")}.`,
      "changes",
    );
  const known = { ...env, people: [...env.people, ...before.named] };
  const read = understandValues(trainingLog, { ...valuesOf(before), ...wanted }, known);
  const because =
    read.refused ??
    Object.values(read.because)[0] ??
    (read.missing.length > 0 ? `${read.missing.join(", ")} is needed.` : undefined);
  if (because !== undefined) throw new Refusal(`${because} Nothing was changed.`, "changes");
  const values = read.values as unknown as TrainingValues;
  reviewTraining(values, env);
  const entry = await toEntry(values, env);
  ensureCounts(entry);
  requireBoth(before.department, entry.department, env);
  return entry;
}

/** Moving a record to another department needs the right to log there, too. */
function requireBoth(from: string, to: string, env: Env): void {
  if (from === to || may(env.actor, { to: "log", of: { department: to } })) return;
  throw new Refusal(
    `You may not move a record to ${to}. Ask that department's lead or the equity officer. Nothing was changed.`,
    "changes",
  );
}

const valuesOf = (record: TrainingRecord): RawValues => ({
  course: record.course,
  heldOn: record.heldOn,
  department: record.department,
  people: record.named.map((person) => person.email),
  employees: record.employees,
  contractors: record.contractors,
  unsplit: record.unsplit,
  note: record.note,
});

/** Edit: the record's own form, filled in; what comes back are its changes. */
async function editForm(raw: RawValues, env: Env): Promise<Form> {
  const stored = await recordOf(String(raw["record"] ?? ""), env);
  if (!may(env.actor, await changeScope(stored.id, env)))
    throw new Refusal(`You may not change ${stored.id}. Ask its department's lead or the equity officer.`);
  const named = { ...env, people: stored.named };
  const form = formFor(trainingLog, understandValues(trainingLog, valuesOf(stored), named), {}, named);
  const inputs = form.inputs.map((input) => ({ ...input, name: `changes.${input.name}` }));
  const reason = {
    name: "reason",
    label: "Reason",
    control: { kind: "line", maxLength: 500 } as const,
    value: "",
    optional: true,
  };
  return {
    command: "fix",
    title: `Edit ${stored.id}`,
    submit: "Save the correction",
    inputs: [...inputs, reason],
    hidden: { record: stored.id },
  };
}

function correctedReply(result: ChangeOutcome, reason: string | undefined, env: Env): Reply {
  if (result.outcome === "conflict") return conflictReply(result.with, env);
  const { before, record: after } = result;
  if (result.outcome === "unchanged")
    return reply(
      heading("Nothing to change"),
      text(`${after.id} says that already: ${summary(after, env)}`),
      buttons(...actions(after, env)),
    );
  const why = reason === undefined ? [] : [text(`Reason: ${reason}`)];
  return receipt(`Corrected ${after.id}`, after, env, [text(`It said: ${summary(before, env)}`), ...why]);
}

/** Correcting or restoring would say what another record says already. */
export const conflictReply = (other: TrainingRecord, env: Env): Reply =>
  reply(
    heading("Already on record"),
    text(`${other.id} says so already: ${summary(other, env)}. Nothing was changed. Undo one of the two instead.`),
    buttons(...actions(other, env)),
  );
