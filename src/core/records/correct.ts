import { departmentName, whyEnded } from "../catalog/catalog.ts";
import type { Env } from "../command/command.ts";
import { absent, type Fields } from "../command/field.ts";
import { OWN_WORDS } from "../fields/own-words.ts";
import { type Asked, formFor } from "../reply/form.ts";
import { type Form, type Input, type RawValues, type Reply, text } from "../reply/reply.ts";
import { may } from "../request/actor.ts";
import { askToConfirm } from "../request/ask.ts";
import { Refusal } from "../request/errors.ts";
import { type Understood, understandValues } from "../understanding/understand.ts";
import type { Correction, CorrectionSpec, RecordKind, Typed } from "./kind.ts";
import type { Recorded } from "./name.ts";

/** A record that was found a moment ago. */
export async function recordAt<One extends Recorded>(
  kind: Pick<RecordKind<One>, "get">,
  id: string,
  env: Env,
): Promise<One> {
  const one = await kind.get(id, env);
  if (!one) throw new Error(`${id} is not there`);
  return one;
}

type Corrected<One extends Recorded> = Pick<RecordKind<One>, "get" | "line" | "receipt">;

/** "fix" for a kind: the record's own form filled in, and its changes read by its own fields. */
export function correctionOf<One extends Recorded>(kind: Corrected<One>, how: CorrectionSpec<One>): Correction {
  return {
    fields: byNameOnly(how.fields),
    form: async (id, env, typed) => {
      const one = await recordAt(kind, id, env);
      return editForm(id, askedOf(one, how), how.valuesOf(one, env), typed, knowing(one, how, env));
    },
    correct: async (id, changes, reason, env) => {
      const before = await recordAt(kind, id, env);
      const read = wanted(before, how, changes, knowing(before, how, env));
      const asked = [...read.confirm, ...(how.asks?.(before, read.values) ?? [])];
      const open = asked.filter((one) => !env.confirmed.includes(one.id));
      if (open.length > 0) return askToConfirm("fix", carried(id, changes, reason), open, env.confirmed);
      requireBoth(before.department, read.values.department, how.called ?? "a record", env);
      requireLiving(before.department, read.values, how.fields, env);
      const outcome = await inChanges(how.fields, () => how.save(before, read.values, reason, env));
      if (typeof outcome === "object") return outcome;
      if (outcome === "conflict")
        throw new Refusal("Another record says that already. Undo one of the two. Nothing was changed.", "changes");
      return correctedReply(kind, outcome, before, reason, env);
    },
  };
}

async function correctedReply<One extends Recorded>(
  kind: Corrected<One>,
  outcome: "corrected" | "unchanged",
  before: One,
  reason: string | undefined,
  env: Env,
): Promise<Reply> {
  const after = await recordAt(kind, before.id, env);
  if (outcome === "unchanged") return kind.receipt("Nothing to change", after, env);
  const said = [`It said: ${kind.line(before, env)}`, ...(reason === undefined ? [] : [`Reason: ${reason}`])];
  return kind.receipt(`Corrected ${before.id}`, after, env, said.map(text));
}

/** What is refused comes back in the form of the correction: a command's field `employees` is its input `changes.employees`. */
async function inChanges<T>(fields: Fields, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { field = "changes", message } = error;
    throw new Refusal(message, field in fields ? `changes.${field}` : field);
  }
}

/** Those whom the record names already are known by their addresses. */
function knowing<One>(one: One, how: CorrectionSpec<One>, env: Env): Env {
  const all = [...env.people, ...(how.peopleIn?.(one) ?? [])];
  return { ...env, people: [...new Map(all.map((person) => [person.id, person])).values()] };
}

/** What is asked of one record: all of its fields at once. */
function askedOf<One>(one: One, { fields, without, shape, review, needs }: CorrectionSpec<One>): Asked {
  const none = without?.(one) ?? [];
  const has = Object.fromEntries(Object.entries(fields).filter(([name]) => !none.includes(name)));
  const asked = { name: "fix", summary: "", fields: has, needs: needs ?? (() => []), review: review ?? (() => []) };
  return shape ? { ...asked, shape } : asked;
}

/** Moving a record to another department needs the right to log there, too. */
function requireBoth(from: string | undefined, to: unknown, called: string, { actor, catalog }: Env): void {
  if (typeof to !== "string" || from === to || may(actor, { to: "log", of: { department: to } })) return;
  throw new Refusal(
    `You may not move ${called} to ${departmentName(catalog, to)}. Ask that department's lead or the equity officer. Nothing was changed.`,
    "changes.department",
  );
}

/** Nor to one that had ended by the record's day. */
function requireLiving(
  from: string | undefined,
  values: Record<string, unknown>,
  fields: Fields,
  { catalog, today }: Env,
): void {
  const { department: to } = values;
  if (typeof to !== "string" || from === to) return;
  const day = Object.keys(values).find((name) => fields[name]?.kind === "date");
  const because = whyEnded(catalog, to, day === undefined ? today : String(values[day]));
  if (because !== undefined) throw new Refusal(`${because} Nothing was changed.`, "changes.department");
}

/** In a correction quotes and colons are said to the bot: only `text=…` replaces a text. */
const byNameOnly = (fields: Fields): Fields =>
  Object.fromEntries(
    Object.entries(fields).map(([name, field]) => [
      name,
      field.kind === OWN_WORDS ? { ...field, find: () => absent } : field,
    ]),
  );

const carried = (record: string, changes: RawValues, reason: string | undefined): RawValues => ({
  record,
  changes: JSON.stringify(changes),
  ...(reason === undefined ? {} : { reason }),
});

/** The record's own form, filled in with it and with what was typed over it; what comes back are its changes. */
function editForm(id: string, asked: Asked, stored: RawValues, typed: Typed, env: Env): Form {
  const known = Object.fromEntries(Object.entries(stored).filter(([, value]) => value !== undefined));
  const values = { ...known, ...typed.changes };
  const form = formFor(asked, understandValues(asked, values, env), values, env);
  const inputs = form.inputs.map((input) => ({ ...input, name: `changes.${input.name}` }));
  return {
    command: "fix",
    title: `Edit ${id}`,
    submit: "Save the correction",
    inputs: [...inputs, reasonInput(typed)],
    hidden: { record: id },
  };
}

/** Nobody has left the reason out who has not sent anything yet. */
export const reasonInput = ({ changes, reason }: Typed): Input => ({
  name: "reason",
  label: "Reason",
  control: { kind: "line", maxLength: 500 },
  value: reason,
  optional: false,
  ...(reason === "" && Object.keys(changes).length > 0 ? { error: "Please fill this in." } : {}),
});

/** The record as it is, with the changes read by its own fields. */
function wanted<One extends Recorded>(one: One, how: CorrectionSpec<One>, changes: RawValues, env: Env): Understood {
  const asked = askedOf(one, how);
  requireFields(one.id, changes, asked.fields);
  const read = understandValues(asked, { ...how.valuesOf(one, env), ...changes }, env);
  const [name] = [...Object.keys(read.because), ...read.missing];
  if (name !== undefined)
    throw new Refusal(`${read.because[name] ?? "Please fill this in."} Nothing was changed.`, `changes.${name}`);
  if (read.refused !== undefined) throw new Refusal(`${read.refused} Nothing was changed.`, "changes");
  return read;
}

function requireFields(id: string, changes: RawValues, fields: Fields): void {
  const unknown = Object.keys(changes).filter((name) => !(name in fields));
  if (unknown.length === 0) return;
  throw new Refusal(`${id} has no "${unknown.join(", ")}". It has ${Object.keys(fields).join(", ")}.`, "changes");
}
