import { departmentName } from "../../src/core/catalog/catalog.ts";
import type { Command, Confirmation, Env } from "../../src/core/command/command.ts";
import { absent, type Context, type Fields } from "../../src/core/command/field.ts";
import { OWN_WORDS } from "../../src/core/fields/own-words.ts";
import type { PersonName } from "../../src/core/people/person.ts";
import type { IsoDate } from "../../src/core/places/city.ts";
import type { Correction, RecordKind } from "../../src/core/records/records.ts";
import { type Asked, formFor } from "../../src/core/reply/form.ts";
import {
  type Button,
  buttons,
  type Form,
  heading,
  type RawValues,
  type Reply,
  reply,
  text,
} from "../../src/core/reply/reply.ts";
import { may, type Scope } from "../../src/core/request/actor.ts";
import { askToConfirm } from "../../src/core/request/ask.ts";
import { Refusal } from "../../src/core/request/errors.ts";
import { type Understood, understandValues } from "../../src/core/understanding/understand.ts";

/** What every plain record has. */
interface PlainRecord {
  id: string;
  department: string | undefined;
  undone: boolean;
}

/** A kind of record that is taken back, put back and corrected as a whole. */
export interface PlainKind<One extends PlainRecord> {
  /** The first two letters of its ids. */
  prefix: string;
  get(id: string, env: Env): Promise<One | undefined>;
  /** What changing it touches. */
  changing(one: One, env: Pick<Env, "catalog">): Scope;
  /** False when the same is on record again by another one. */
  setUndone(id: string, undone: boolean, reason: string | undefined, env: Env): Promise<boolean>;
  /** Days of the work it is about. */
  days?(one: One): readonly IsoDate[];
  /** What it says, in one line. */
  line(one: One, env: Env): string;
  /** What this person may do with it. */
  actions(one: One, env: Env): Button[];
  /** Its receipt, where that is more than the line and the buttons. */
  receipt?(title: string, one: One, env: Env, more?: Reply["blocks"]): Reply;
  correction?: PlainCorrection<One>;
}

export interface PlainCorrection<One> {
  /** What may be changed. Longer texts among them are given as `name=…` only. */
  fields: Fields;
  /** Names of those fields that this one does not have. */
  without?(one: One): readonly string[];
  /** What is needed and which inputs there are, where that depends on the others; as in a command. */
  needs?: Command["needs"];
  shape?: Command["shape"];
  /** Those whom the record names already: their addresses are known. */
  peopleIn?(one: One): readonly PersonName[];
  /** Questions and refusals that need all values together, as in a command. */
  review?(values: Record<string, unknown>, context: Context): Confirmation[];
  /** What the form is filled in with, for whoever asks: what they may not see is left out. */
  valuesOf(one: One, env: Pick<Env, "actor">): RawValues;
  save(
    one: One,
    values: Record<string, unknown>,
    reason: string | undefined,
    env: Env,
  ): Promise<"corrected" | "unchanged" | "conflict">;
}

/** Undo, put back and "fix" for a kind of record. */
export function plainRecords<One extends PlainRecord>(kind: PlainKind<One>): RecordKind {
  const { correction } = kind;
  return {
    prefix: kind.prefix,
    scope: async (id, env) => {
      const one = await kind.get(id, env);
      return one && kind.changing(one, env);
    },
    undo: async (id, reason, env) => {
      const before = await there(kind, id, env);
      await kind.setUndone(id, true, reason, env);
      const title = before.undone ? `${id} was undone before` : `Undone ${id}`;
      return undoneReply(kind, title, await there(kind, id, env), env);
    },
    restore: async (id, env) => {
      const before = await there(kind, id, env);
      if (!(await kind.setUndone(id, false, undefined, env))) return recordedAgain(kind, before, env);
      const title = before.undone ? `Put back ${id}` : `${id} is on record`;
      return plainReceipt(kind, title, await there(kind, id, env), env);
    },
    ...(correction ? { correction: correctionOf(kind, correction) } : {}),
  };
}

/** Heading, what it says, and what can be done with it. Every write ends in one. */
export function plainReceipt<One extends PlainRecord>(
  kind: PlainKind<One>,
  title: string,
  one: One,
  env: Env,
  more: Reply["blocks"] = [],
): Reply {
  if (kind.receipt) return kind.receipt(title, one, env, more);
  return saying(title, kind.line(one, env), kind, one, env, more);
}

function saying<One extends PlainRecord>(
  title: string,
  words: string,
  kind: PlainKind<One>,
  one: One,
  env: Env,
  more: Reply["blocks"] = [],
): Reply {
  const all = kind.actions(one, env);
  return {
    ...reply(heading(title), text(words), ...more, ...(all.length === 0 ? [] : [buttons(...all)])),
    changed: { record: one.id, department: one.department, on: kind.days?.(one) ?? [] },
  };
}

const undoneReply = <One extends PlainRecord>(kind: PlainKind<One>, title: string, one: One, env: Env): Reply =>
  saying(title, `${one.undone ? "It no longer counts" : "It says now"}: ${kind.line(one, env)}`, kind, one, env);

const recordedAgain = <One extends PlainRecord>(kind: PlainKind<One>, one: One, env: Env): Reply =>
  reply(
    heading("Already on record"),
    text(`The same was recorded again since: ${kind.line(one, env)}. Nothing was changed. Undo the other one first.`),
  );

async function there<One extends PlainRecord>(kind: PlainKind<One>, id: string, env: Env): Promise<One> {
  const one = await kind.get(id, env);
  if (!one) throw new Error(`${id} is not there`);
  return one;
}

function correctionOf<One extends PlainRecord>(kind: PlainKind<One>, how: PlainCorrection<One>): Correction {
  const knowing = (one: One, env: Env): Env => {
    const all = [...env.people, ...(how.peopleIn?.(one) ?? [])];
    return { ...env, people: [...new Map(all.map((person) => [person.id, person])).values()] };
  };
  return {
    fields: byNameOnly(how.fields),
    form: async (id, env, changed) => {
      const one = await there(kind, id, env);
      return editForm(id, askedOf(one, how), { ...how.valuesOf(one, env), ...changed }, knowing(one, env));
    },
    correct: async (id, changes, reason, env) => {
      const before = await there(kind, id, env);
      const { values, confirm } = wanted(before, how, changes, knowing(before, env));
      const open = confirm.filter((one) => !env.confirmed.includes(one.id));
      if (open.length > 0) return askToConfirm("fix", carried(id, changes, reason), open, env.confirmed);
      requireBoth(before.department, values.department, env);
      const outcome = await how.save(before, values, reason, env);
      if (outcome === "conflict")
        throw new Refusal("Another record says that already. Undo one of the two. Nothing was changed.", "changes");
      const after = await there(kind, id, env);
      if (outcome === "unchanged") return plainReceipt(kind, "Nothing to change", after, env);
      const said = [`It said: ${kind.line(before, env)}`, ...(reason === undefined ? [] : [`Reason: ${reason}`])];
      return plainReceipt(kind, `Corrected ${id}`, after, env, said.map(text));
    },
  };
}

/** What is asked of one record: all of its fields at once. */
function askedOf<One>(one: One, { fields, without, shape, review, needs }: PlainCorrection<One>): Asked {
  const none = without?.(one) ?? [];
  const has = Object.fromEntries(Object.entries(fields).filter(([name]) => !none.includes(name)));
  const asked = { name: "fix", summary: "", fields: has, needs: needs ?? (() => []), review: review ?? (() => []) };
  return shape ? { ...asked, shape } : asked;
}

/** Moving a record to another department needs the right to log there, too. */
function requireBoth(from: string | undefined, to: unknown, { actor, catalog }: Env): void {
  if (typeof to !== "string" || from === to || may(actor, { to: "log", of: { department: to } })) return;
  throw new Refusal(
    `You may not move a record to ${departmentName(catalog, to)}. Ask that department's lead or the equity officer. Nothing was changed.`,
    "changes.department",
  );
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

/** The record's own form, filled in; what comes back are its changes. */
function editForm(id: string, asked: Asked, values: RawValues, env: Env): Form {
  const form = formFor(asked, understandValues(asked, values, env), {}, env);
  const inputs = form.inputs.map((input) => ({ ...input, name: `changes.${input.name}` }));
  const control = { kind: "line", maxLength: 500 } as const;
  const reason = { name: "reason", label: "Reason", control, value: "", optional: false };
  return {
    command: "fix",
    title: `Edit ${id}`,
    submit: "Save the correction",
    inputs: [...inputs, reason],
    hidden: { record: id },
  };
}

/** The record as it is, with the changes read by its own fields. */
function wanted<One extends PlainRecord>(
  one: One,
  how: PlainCorrection<One>,
  changes: RawValues,
  env: Env,
): Understood {
  const { id } = one;
  const asked = askedOf(one, how);
  const unknown = Object.keys(changes).filter((name) => !(name in asked.fields));
  if (unknown.length > 0)
    throw new Refusal(
      `${id} has no "${unknown.join(", ")}". It has ${Object.keys(asked.fields).join(", ")}.`,
      "changes",
    );
  const read = understandValues(asked, { ...how.valuesOf(one, env), ...changes }, env);
  const [name] = [...Object.keys(read.because), ...read.missing];
  if (name !== undefined)
    throw new Refusal(`${read.because[name] ?? "Please fill this in."} Nothing was changed.`, `changes.${name}`);
  if (read.refused !== undefined) throw new Refusal(`${read.refused} Nothing was changed.`);
  return read;
}
