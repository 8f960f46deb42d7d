import type { Command } from "./command.ts";
import type { Context, Field } from "./field.ts";
import {
  type Block,
  type Button,
  buttons,
  type Form,
  heading,
  type Input,
  type RawValues,
  type Reply,
  reply,
  text,
} from "./reply.ts";
import type { Understood } from "./understanding/understand.ts";

/** As many answers as fit on buttons beside "Another…". */
const MOST_BUTTONS = 4;

/** Asks for what is missing: buttons when one question with few answers is open, else the form, prefilled. */
export function askFor(command: Command, understood: Understood, typed: RawValues, context: Context): Reply {
  const open = Object.entries(understood.ambiguous);
  const [only] = open;
  const simple = open.length === 1 && understood.missing.length === 0 && understood.refused === undefined;
  if (only && simple && only[1].length <= MOST_BUTTONS) return askOne(command, only[0], only[1], understood, context);
  return reply(...explain(command, understood), { kind: "form", form: formFor(command, understood, typed, context) });
}

function askOne(
  command: Command,
  name: string,
  candidates: unknown[],
  understood: Understood,
  context: Context,
): Reply {
  const field = command.fields[name] as Field<unknown>;
  const known = written(command, understood.values);
  const answers = candidates.map(
    (candidate): Button => ({
      label: field.print(candidate, context),
      command: command.name,
      values: { ...known, [name]: field.write(candidate) },
    }),
  );
  const another: Button = { label: "Another…", command: command.name, values: known, ask: true };
  return reply(heading(field.question), text(understood.because[name] ?? ""), buttons(...answers, another));
}

function explain(command: Command, understood: Understood): Block[] {
  if (understood.refused !== undefined) return [text(`${understood.refused} Nothing was saved.`)];
  const asked = Object.entries(understood.because).map(([name, because]) =>
    `${command.fields[name]?.question ?? ""} ${because}`.trim(),
  );
  return asked.length > 0 ? [text(asked.join(" "))] : [];
}

/** Every field as an input, filled in with what was understood, else with what was typed. */
export function formFor(command: Command, understood: Understood, typed: RawValues, context: Context): Form {
  const known = written(command, understood.values);
  const inputs = Object.entries(command.fields).map(([name, field]): Input => {
    const error =
      understood.because[name] ??
      (understood.missing.includes(name) && name in typed ? "Please fill this in." : undefined);
    const value = known[name] ?? (typed[name] === undefined ? "" : String(typed[name]));
    return {
      name,
      label: field.label,
      control: field.control(context),
      value: typeof value === "string" ? value : String(value),
      optional: field.optional,
      ...(field.hint ? { hint: field.hint } : {}),
      ...(error ? { error } : {}),
    };
  });
  return { command: command.name, title: command.summary, submit: "Save", inputs, hidden: {} };
}

/** Values as a button or a form carries them. */
export function written(command: Command, values: Record<string, unknown>): Record<string, string> {
  const known = Object.entries(command.fields).filter(([name]) => values[name] !== undefined);
  return Object.fromEntries(known.map(([name, field]) => [name, field.write(values[name])]));
}

/** "Is that right?": yes carries the same values and the questions it answers. */
export function askToConfirm(command: Command, understood: Understood, confirmed: readonly string[]): Reply {
  const values = written(command, understood.values);
  const open = understood.confirm.filter((one) => !confirmed.includes(one.id));
  const yes: Button = {
    label: open.map((one) => one.yes)[0] ?? "Yes",
    command: command.name,
    values,
    confirmed: [...confirmed, ...open.map((one) => one.id)],
    tone: "primary",
  };
  const change: Button = { label: "Change", command: command.name, values, ask: true };
  return reply(...open.map((one) => text(one.question)), buttons(yes, change));
}
