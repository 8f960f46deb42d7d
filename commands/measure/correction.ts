import type { Env } from "../../src/core/command/command.ts";
import type { Fields } from "../../src/core/command/field.ts";
import { choice } from "../../src/core/fields/choice.ts";
import { text as textField } from "../../src/core/fields/text.ts";
import { reasonInput } from "../../src/core/records/correct.ts";
import type { Correction, Typed } from "../../src/core/records/kind.ts";
import { type Form, type Input, type Reply, text } from "../../src/core/reply/reply.ts";
import { Refusal } from "../../src/core/request/errors.ts";
import { checkFigure } from "../../src/domain/measure/measure-check.ts";
import type { MeasureEntry, MeasureRecord } from "../../src/domain/measure/measures.ts";
import { measureOf } from "./entry.ts";
import { saidFields } from "./fields.ts";
import { measureLine, measureReceipt } from "./receipt.ts";

const fields = {
  ...saidFields,
  quarters: choice({
    label: "Quarters reported",
    optional: true,
    keys: ["coverage"],
    choices: ["1", "2", "3", "4"].map((value) => ({ value, label: value })),
  }),
  agreedWith: textField({ label: "Agreed with", from: "key", optional: true }),
} satisfies Fields;

type Name = keyof typeof fields;

/** "fix ME-…": what a figure says; whose it is and of when is another figure. */
export const measureCorrection: Correction = {
  fields,
  form: async (id, env, typed) => formOf(await recordOf(id, env), typed, env),
  correct: async (id, changes, reason, env) => {
    const before = await recordOf(id, env);
    const entry = corrected(before, changes, env);
    return correctedReply(before, entry, reason, env);
  },
};

async function recordOf(id: string, env: Env): Promise<MeasureRecord> {
  const record = await env.stores.measures.get(id);
  if (!record) throw new Refusal(`There is no record ${id}. "measure show" shows what there is.`);
  return record;
}

/** What a record says, field by field. */
function valuesOf({ value, of, on, state, source, note, baseline }: MeasureEntry): Record<Name, string | undefined> {
  const quarters = baseline?.quarters === undefined ? undefined : String(baseline.quarters);
  return { value, of, on, state, source, note, quarters, agreedWith: baseline?.agreedWith };
}

/** Inputs that this kind of figure has. */
function namesFor(record: MeasureRecord, env: Env): Name[] {
  const { value: kind } = measureOf(record.measure, env);
  const said: Name[] =
    kind === "date"
      ? ["on"]
      : kind === "state"
        ? ["state", "on"]
        : kind === "share"
          ? ["value", "of", "on"]
          : ["value", "on"];
  return [...said, "source", "note", ...(record.baseline ? (["quarters", "agreedWith"] as const) : [])];
}

function formOf(record: MeasureRecord, typed: Typed, env: Env): Form {
  const now = valuesOf(record);
  const inputs = namesFor(record, env).map((name): Input => {
    const { label, control, hint } = fields[name];
    return {
      name: `changes.${name}`,
      label,
      control: control(env),
      value: String(typed.changes[name] ?? now[name] ?? ""),
      optional: true,
      ...(hint === undefined ? {} : { hint }),
    };
  });
  return {
    command: "fix",
    title: `Edit ${record.id}`,
    submit: "Save the correction",
    inputs: [...inputs, reasonInput(typed)],
    hidden: { record: record.id },
  };
}

/** The figure as it is, with the changes read by their fields; an emptied input takes the value away. */
function corrected(before: MeasureRecord, changes: Record<string, unknown>, env: Env): MeasureEntry {
  const names = namesFor(before, env);
  const unknown = Object.keys(changes).filter((name) => !names.some((one) => one === name));
  if (unknown.length > 0)
    throw new Refusal(`${before.id} has no "${unknown.join(", ")}". It has ${names.join(", ")}.`, "changes");
  const values = {
    ...valuesOf(before),
    ...Object.fromEntries(
      names.filter((name) => name in changes).map((name) => [name, readChange(name, changes[name], env)]),
    ),
  };
  const { value, of, on, state, source, note, quarters, agreedWith } = values;
  const baseline = before.baseline && { quarters: quarters === undefined ? undefined : Number(quarters), agreedWith };
  const entry = { ...before, value, of, on, state, source, note, baseline };
  inChanges(() => checkFigure(measureOf(before.measure, env), entry));
  return entry;
}

function readChange(name: Name, raw: unknown, env: Env): string | undefined {
  const read = fields[name].read(raw, env);
  if (read.state === "found") return read.value;
  if (read.state === "absent") return undefined;
  throw new Refusal(`${read.because} Nothing was changed.`, `changes.${name}`);
}

function inChanges(check: () => void): void {
  try {
    check();
  } catch (error) {
    if (!(error instanceof Refusal) || error.field === undefined) throw error;
    throw new Refusal(`${error.message} Nothing was changed.`, `changes.${error.field}`);
  }
}

async function correctedReply(
  before: MeasureRecord,
  entry: MeasureEntry,
  reason: string | undefined,
  env: Env,
): Promise<Reply> {
  const result = await env.stores.measures.correct(before.id, entry, reason, env.write);
  if (result.outcome === "conflict") throw new Error(`${before.id} was corrected into another one`);
  if (result.outcome === "unchanged") return measureReceipt("Nothing to change", result.record, env);
  const why = reason === undefined ? [] : [text(`Reason: ${reason}`)];
  return measureReceipt(`Corrected ${before.id}`, result.record, env, [
    text(`It said: ${measureLine(result.before, env)}`),
    ...why,
  ]);
}
