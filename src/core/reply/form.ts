import type { Command } from "../command/command.ts";
import type { Context, Field } from "../command/field.ts";
import { requirePermit } from "../request/permit.ts";
import type { Reading } from "../request/reading.ts";
import type { Understood } from "../understanding/understand.ts";
import type { Form, Input, RawValues } from "./reply.ts";
import { capital } from "./words.ts";

type Told = Pick<Reading, "command" | "understood" | "typed" | "env">;

/**
 * The form that asks for a command, filled in with what is known. A command's own form shows what is on record, so it is
 * opened only for whoever may touch that record.
 */
export async function openForm({ command, understood, typed, env }: Told): Promise<Form> {
  const known = { ...typed, ...written(command, understood.values) };
  if (!command.form || (command.fields.record && known.record === undefined))
    return formFor(command, understood, typed, env);
  await requirePermit(command, understood.values, env);
  return command.form(known, env);
}

/** The form once more, with all that was said in it and what is wrong beside its input. */
export async function sameForm(told: Told, field: string, because: string): Promise<Form> {
  const form = await openForm(told);
  const said = {
    ...parts(told.typed),
    ...parts(told.understood.values),
    ...written(told.command, told.understood.values),
  };
  const inputs = form.inputs.map((input) => ({
    ...input,
    value: input.name in said ? inForm(said[input.name]) : input.value,
    ...(input.name === field ? { error: because } : {}),
  }));
  return { ...form, inputs };
}

/** What a form can be made for: a command, or the fields of a record. */
export type Asked = Pick<Command, "name" | "summary" | "fields" | "needs" | "shape" | "review" | "reads">;

/** Last words of a command's name that say what is done; any other names what is saved. */
const VERBS = new Set(
  "accept add adopt attach close complete confirm decline draft end evaluate exempt invite link merge move note recruit register rename return snooze start submit update withdraw".split(
    " ",
  ),
);
/** Where something is put on record. */
const WRITES = new Set(["log", "record", "write"]);

/** A verb of its own: "Save training", "Start analysis", "End lead"; it follows from the command's name. */
function submitOf({ name }: Pick<Asked, "name">): string {
  const words = name.split(" ");
  const last = words.at(-1) ?? "";
  const noun = words.at(-2);
  if (noun === undefined) return "Save";
  if (WRITES.has(last)) return `Save ${noun}`;
  return VERBS.has(last) ? capital(`${last} ${noun}`) : `Save ${last}`;
}

/** Every field as an input, filled in with what was understood, else with what was typed. */
export function formFor(command: Asked, understood: Understood, typed: RawValues, context: Context): Form {
  const known = { ...typed, ...written(command, understood.values) };
  const inputs = Object.entries(command.fields).map(([name, field]) =>
    inputFor(name, field, inForm(known[name]), errorAt(name, command, understood, typed), context),
  );
  const shaped = [...(command.shape?.(inputs) ?? inputs)];
  return {
    command: command.name,
    title: command.summary,
    submit: command.reads ? "Show" : submitOf(command),
    inputs: shaped,
    hidden: {},
  };
}

function inputFor(
  name: string,
  field: Field<unknown>,
  value: string,
  error: string | undefined,
  context: Context,
): Input {
  return {
    name,
    label: field.label,
    control: field.control(context),
    value,
    optional: field.optional,
    ...(field.hint === undefined ? {} : { hint: field.hint }),
    ...(error === undefined ? {} : { error }),
  };
}

/** Why an input must be looked at; one that nobody has filled in yet is no error. */
function errorAt(name: string, command: Asked, { values, because, missing }: Understood, typed: RawValues) {
  const group = command.needs(values).find((one) => one.because === because[name]);
  if (group && !group.names.some((one) => one in typed)) return undefined;
  return because[name] ?? (missing.includes(name) && name in typed ? "Please fill this in." : undefined);
}

/** Values as a button or a form carries them. */
export function written(command: Pick<Command, "fields">, values: Record<string, unknown>): Record<string, string> {
  const known = Object.entries(command.fields).filter(([name]) => values[name] !== undefined);
  return Object.fromEntries(known.map(([name, field]) => [name, field.write(values[name])]));
}

/** A value made of parts (`changes`) as the inputs of its parts (`changes.employees`). */
function parts(values: RawValues): RawValues {
  const whole = Object.entries(values).flatMap(([name, value]) =>
    isParts(value) ? Object.entries(value).map(([part, one]) => [`${name}.${part}`, one] as const) : [],
  );
  return { ...values, ...Object.fromEntries(whole) };
}

const isParts = (value: unknown): value is RawValues =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function inForm(value: unknown): string {
  if (value === undefined || value === null) return "";
  return Array.isArray(value) ? value.join(", ") : String(value);
}
