import { may } from "../src/core/actor.ts";
import { askToConfirm } from "../src/core/ask.ts";
import { departmentName } from "../src/core/catalog.ts";
import type { Command, Env } from "../src/core/command.ts";
import { Refusal } from "../src/core/errors.ts";
import { formFor } from "../src/core/form.ts";
import type { PersonName } from "../src/core/person.ts";
import type { Correction } from "../src/core/records.ts";
import type { Form, RawValues, Reply } from "../src/core/reply.ts";
import { type Understood, understandValues } from "../src/core/understanding/understand.ts";

/** What "fix" must know of a kind of record that is corrected in the form it was entered with. */
interface Correctable<Stored> {
  command: Command;
  find(id: string, env: Env): Promise<Stored>;
  valuesOf(stored: Stored): RawValues;
  peopleIn?(stored: Stored): readonly PersonName[];
  save(stored: Stored, values: Record<string, unknown>, reason: string | undefined, env: Env): Promise<Reply>;
}

/** Corrections by the command's own fields, questions and refusals. */
export function correctionBy<Stored>(kind: Correctable<Stored>): Correction {
  const { command } = kind;
  const read = (stored: Stored, changes: RawValues, env: Env) => {
    const people = [
      ...new Map([...env.people, ...(kind.peopleIn?.(stored) ?? [])].map((one) => [one.id, one])).values(),
    ];
    const known = { ...env, people };
    return { known, read: understandValues(command, { ...kind.valuesOf(stored), ...changes }, known) };
  };
  return {
    fields: command.fields,
    form: async (id, env) => {
      const { known, read: stored } = read(await kind.find(id, env), {}, env);
      return asCorrection(id, formFor(command, stored, {}, known));
    },
    correct: async (id, changes, reason, env) => {
      const stored = await kind.find(id, env);
      refuseUnknown(id, changes, command);
      const { read: wanted } = read(stored, changes, env);
      refuseProblems(wanted);
      const open = wanted.confirm.filter((one) => !env.confirmed.includes(one.id));
      if (open.length > 0) return askToConfirm("fix", { record: id, changes, reason }, open, env.confirmed);
      requireBoth(kind.valuesOf(stored)["department"], wanted.values["department"], env);
      return kind.save(stored, wanted.values, reason, env);
    },
  };
}

function asCorrection(id: string, form: Form): Form {
  const control = { kind: "line", maxLength: 500 } as const;
  return {
    command: "fix",
    title: `Edit ${id}`,
    submit: "Save the correction",
    inputs: [
      ...form.inputs.map((input) => ({ ...input, name: `changes.${input.name}` })),
      { name: "reason", label: "Reason", control, value: "", optional: false },
    ],
    hidden: { record: id },
  };
}

function refuseUnknown(id: string, changes: RawValues, { fields }: Command): void {
  const unknown = Object.keys(changes).filter((name) => !(name in fields));
  if (unknown.length > 0)
    throw new Refusal(`${id} has no "${unknown.join(", ")}". It has ${Object.keys(fields).join(", ")}.`, "changes");
}

function refuseProblems({ because, missing, refused }: Understood): void {
  const [name] = [...Object.keys(because), ...missing];
  if (name !== undefined)
    throw new Refusal(`${because[name] ?? "Please fill this in."} Nothing was changed.`, `changes.${name}`);
  if (refused !== undefined) throw new Refusal(refused, "changes");
}

/** Moving a record to another department needs the right to log there, too. */
function requireBoth(from: unknown, to: unknown, { actor, catalog }: Env): void {
  if (from === to || typeof to !== "string" || may(actor, { to: "log", of: { department: to } })) return;
  throw new Refusal(
    `You may not move a record to ${departmentName(catalog, to)}. Ask that department's lead or the equity officer. Nothing was changed.`,
    "changes.department",
  );
}
