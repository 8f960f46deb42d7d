import type { Command, Confirmation } from "../command/command.ts";
import { openForm, sameForm, written } from "../reply/form.ts";
import {
  type Block,
  type Button,
  buttons,
  facts,
  heading,
  type RawValues,
  type Reply,
  reply,
  text,
} from "../reply/reply.ts";
import { unusedInScope } from "../understanding/left-over.ts";
import type { Understood } from "../understanding/understand.ts";
import type { Refusal } from "./errors.ts";
import type { Reading } from "./reading.ts";

/** As many answers as fit on buttons beside "Another…". */
const MOST_BUTTONS = 4;

/** Asks for what is missing: buttons when one question with few answers is open, else the form, prefilled. */
export async function askFor(reading: Reading): Promise<Reply> {
  const { command, understood } = reading;
  const open = Object.entries(understood.ambiguous);
  const [only] = open;
  // What has to be confirmed besides must be seen again, so it takes the form.
  const alone = understood.confirm.every(isQuoted) && understood.refused === undefined;
  const simple = open.length === 1 && understood.missing.length === 0 && alone;
  if (only && simple && only[1].length <= MOST_BUTTONS) return askOne(reading, only[0], only[1]);
  return reply(...explain(command, understood), { kind: "form", form: await openForm(reading) });
}

/** What was not used is quoted beside any other question. */
const isQuoted = ({ id }: Confirmation) => id === "left-over";

function askOne({ command, understood, env }: Reading, name: string, candidates: unknown[]): Reply {
  const field = command.fields[name];
  if (!field) throw new Error(`${command.name} has no field ${name}`);
  const known = written(command, understood.values);
  const answers = candidates.map(
    (candidate): Button => ({
      label: field.print(candidate, env),
      command: command.name,
      values: { ...known, [name]: field.write(candidate) },
    }),
  );
  const another: Button = { label: "Another…", command: command.name, values: known, ask: true };
  const because = [understood.because[name] ?? "", ...understood.confirm.map(({ question }) => question)].join(" ");
  return reply(heading(field.question), text(because.trim()), buttons(...answers, another));
}

function explain(command: Command, understood: Understood): Block[] {
  if (understood.refused !== undefined) return [text(unsaved(understood.refused))];
  const open = [...new Set([...understood.missing, ...Object.keys(understood.because)])];
  const asked = open.map((name) => `${command.fields[name]?.question ?? ""} ${understood.because[name] ?? ""}`.trim());
  const unused = understood.confirm.filter(isQuoted).map(({ question }) => question);
  return [...asked, ...unused].length > 0 ? [text([...asked, ...unused].join(" "))] : [];
}

/** What cannot be done as it was said: the form once more, and nothing that was typed is lost. */
export async function askAgain(reading: Reading, { message, field = "" }: Refusal): Promise<Reply> {
  const because = message.replace(NOTHING_SAVED, "");
  const form = await sameForm(reading, field, because);
  return reply(text(unsaved(message)), { kind: "form", form });
}

export const NOTHING_SAVED = / ?Nothing was (?:saved|changed)\./;

const unsaved = (words: string) => (/\bNothing (?:else )?was\b/.test(words) ? words : `${words} Nothing was saved.`);

/** Questions that are answered by seeing what would be done. */
const SHOWN = new Set(["left-over", "grave", "slipped", "mixed"]);

/** "Is that right?" of what was said, with what would be done where the question alone does not say it. */
export function askIfRight({ command, understood, env }: Reading, open: readonly Confirmation[]): Reply {
  const shown = open.some(({ id }) => SHOWN.has(id)) ? [facts(...valuesOf(command, understood.values, env))] : [];
  return askToConfirm(command.name, written(command, understood.values), open, env.confirmed, shown);
}

export const valuesOf = ({ fields }: Command, values: Record<string, unknown>, env: Reading["env"]) =>
  Object.entries(fields).flatMap(([name, field]) => {
    const value = values[name];
    return value === undefined ? [] : [{ label: field.label, value: field.print(value, env) }];
  });

/** "Is that right?": yes carries the same values and the questions it answers. */
export function askToConfirm(
  command: string,
  values: RawValues,
  open: readonly Confirmation[],
  confirmed: readonly string[],
  shown: readonly Block[] = [],
): Reply {
  const yes: Button = {
    label: open[0]?.yes ?? "Yes",
    command,
    values,
    confirmed: [...confirmed, ...open.map((one) => one.id)],
    tone: "primary",
  };
  const change: Button = { label: "Change", command, values, ask: true };
  return reply(...open.map((one) => text(one.question)), ...shown, buttons(yes, change));
}

/** What a read did not use stands in its first line: its scope is never changed in silence. */
export function withUnused({ command, understood }: Reading, answered: Reply): Reply {
  const [first, ...rest] = answered.blocks;
  const unused = unusedInScope(understood.leftOver).map((words) => `"${words}"`);
  const plain = command.writes || command.everywhere || Object.keys(command.fields).length === 0 || unused.length === 0;
  if (plain || first?.kind !== "heading") return answered;
  return { ...answered, blocks: [{ ...first, text: `${first.text} · not used: ${unused.join(", ")}` }, ...rest] };
}
