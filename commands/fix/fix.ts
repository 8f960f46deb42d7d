import { departmentName } from "../../src/core/catalog/catalog.ts";
import { type Confirmation, defineCommand, type Env } from "../../src/core/command/command.ts";
import { changes } from "../../src/core/fields/changes.ts";
import { record } from "../../src/core/fields/record.ts";
import { text as textField } from "../../src/core/fields/text.ts";
import { formFor } from "../../src/core/reply/form.ts";
import { buttons, type Form, heading, type RawValues, type Reply, reply, text } from "../../src/core/reply/reply.ts";
import { may } from "../../src/core/request/actor.ts";
import { askToConfirm } from "../../src/core/request/ask.ts";
import { Refusal } from "../../src/core/request/errors.ts";
import { type Understood, understandValues } from "../../src/core/understanding/understand.ts";
import type { ChangeOutcome, TrainingRecord } from "../../src/domain/training/store.ts";
import { ensureCounts, reviewTraining, type TrainingValues, toEntry } from "../training/entry.ts";
import { trainingFields, trainingLog } from "../training/log.ts";
import { actions, conflictReply, names, receipt, summary } from "../training/receipt.ts";
import { changeScope, correctionOf } from "./kinds.ts";
import { recordOf } from "./records.ts";

export const fix = defineCommand({
  name: "fix",
  summary: "Correct a record; the old value stays on the trail.",
  roles: ["employee", "lead", "officer"],
  fields: {
    record: record(),
    changes: changes((id) => correctionOf(id)?.fields ?? trainingFields),
    reason: textField({ label: "Reason", question: "Why?", from: "because", keys: ["why", "because"] }),
  },
  cues: {
    tells: "wish",
    patterns: [
      [/\b[a-z]{2}-\d{4}-\d{4,}\b/, 4],
      [
        /\b(?:fix|correct|change|edit|amend|should be|should say|should read|should have been|was actually|wrong|mistake|update|corrige|corregir)\b/,
        1,
      ],
    ],
  },
  examples: [
    'TR-2026-0012 employees=11 because "one was counted twice"',
    "TR-2026-0012 should be 11 employees",
    "TR-2026-0012 date=2026-10-03",
  ],
  scope: ({ record: id }, env) => changeScope(id, env),
  form: async (raw, env) =>
    (await correctionOf(String(raw.record))?.form(String(raw.record), env, wantedIn(raw))) ?? editForm(raw, env),
  execute: async (values, env) => {
    const other = correctionOf(values.record);
    if (other) return other.correct(values.record, values.changes, values.reason, env);
    const before = await recordOf(values.record, env);
    const wanted = corrected(before, values.changes, env);
    const asked = [...reviewed(wanted, env), ...takenOff(before, wanted)];
    const open = asked.filter((one) => !env.confirmed.includes(one.id));
    if (open.length > 0) return askToConfirm("fix", values, open, env.confirmed);
    const entry = await inChanges(() => toEntry(wanted, env));
    await inChanges(async () => ensureCounts(entry));
    requireBoth(before.department, entry.department, env);
    const outcome = await env.stores.training.correct(before.id, entry, values.reason, env.write);
    return correctedReply(outcome, values.reason, env);
  },
});

/** Changes that a button asks for already. */
const wantedIn = ({ changes: wanted }: RawValues): RawValues =>
  typeof wanted === "string" && wanted.startsWith("{") ? (JSON.parse(wanted) as RawValues) : {};

/** The record as it is, with the changes read by the fields of its own command. */
function corrected(before: TrainingRecord, wanted: Record<string, unknown>, env: Env): TrainingValues {
  const unknown = Object.keys(wanted).filter((name) => !(name in trainingFields));
  if (unknown.length > 0)
    throw new Refusal(
      `${before.id} has no "${unknown.join(", ")}". It has ${Object.keys(trainingFields).join(", ")}.`,
      "changes",
    );
  const people = [...new Map([...env.people, ...before.named].map((person) => [person.id, person])).values()];
  const known = { ...env, people };
  const read = understandValues(trainingLog, { ...valuesOf(before), ...wanted }, known);
  const [field, because] = firstProblem(read) ?? [];
  if (field !== undefined) throw new Refusal(`${because} Nothing was changed.`, `changes.${field}`);
  return read.values as unknown as TrainingValues;
}

/** The first input that cannot be saved as it stands, and why. */
function firstProblem({ because, missing, refused }: Understood): [string, string] | undefined {
  const [open] = Object.entries(because);
  if (open) return open;
  const [first] = missing;
  if (first !== undefined) return [first, `${trainingFields[first as keyof typeof trainingFields].label} is needed.`];
  return refused === undefined ? undefined : ["note", refused];
}

/** The command's own questions of all its values; what it refuses is refused in the form of the correction. */
function reviewed(wanted: TrainingValues, env: Env) {
  try {
    return reviewTraining(wanted, env);
  } catch (error) {
    throw asChange(error);
  }
}

/** A list of names replaces the one on record: whoever is no longer on it would no longer be trained. */
function takenOff(before: TrainingRecord, { people = [] }: TrainingValues): Confirmation[] {
  const gone = before.named.filter((person) => !people.includes(person.email));
  if (gone.length === 0) return [];
  const question = `That takes ${names(gone)} off ${before.id}: is that right?`;
  return [
    { id: "taken-off", question, yes: `Yes, take off ${gone.length === 1 ? names(gone) : `${gone.length} people`}` },
  ];
}

async function inChanges<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw asChange(error);
  }
}

/** What `training log` says of its field `employees` belongs beside the correction's input `changes.employees`. */
const asChange = (error: unknown) =>
  error instanceof Refusal && error.field !== undefined ? new Refusal(error.message, `changes.${error.field}`) : error;

/** Moving a record to another department needs the right to log there, too. */
function requireBoth(from: string, to: string, env: Env): void {
  if (from === to || may(env.actor, { to: "log", of: { department: to } })) return;
  throw new Refusal(
    `You may not move a record to ${departmentName(env.catalog, to)}. Ask that department's lead or the equity officer. Nothing was changed.`,
    "changes.department",
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
  const stored = await recordOf(String(raw.record), env);
  const named = { ...env, people: stored.named };
  const form = formFor(trainingLog, understandValues(trainingLog, valuesOf(stored), named), {}, named);
  const inputs = form.inputs.map((input) => ({ ...input, name: `changes.${input.name}` }));
  const reason = {
    name: "reason",
    label: "Reason",
    control: { kind: "line", maxLength: 500 } as const,
    value: "",
    optional: false,
  };
  return {
    command: "fix",
    title: `Edit ${stored.id}`,
    submit: "Save the correction",
    inputs: [...inputs, reason],
    hidden: { record: stored.id },
  };
}

function correctedReply(result: ChangeOutcome, reason: string, env: Env): Reply {
  if (result.outcome === "conflict") return conflictReply(result.with, env);
  const { before, record: after } = result;
  if (result.outcome === "unchanged")
    return reply(
      heading("Nothing to change"),
      text(`${after.id} says that already: ${summary(after, env)}`),
      buttons(...actions(after, env)),
    );
  const said = receipt(`Corrected ${after.id}`, after, env, [
    text(`It said: ${summary(before, env)}`),
    text(`Reason: ${reason}`),
  ]);
  return { ...said, changed: { record: after.id, department: after.department, on: [before.heldOn, after.heldOn] } };
}
