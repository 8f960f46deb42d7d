import type { Command, Confirmation } from "../command.ts";
import { Refusal } from "../errors.ts";
import type { Context, Found } from "../field.ts";
import type { RawValues } from "../reply.ts";
import { findAll } from "./find-all.ts";
import { tellsOf } from "./happened.ts";
import { createSentence, type Sentence } from "./sentence.ts";
import { tallyOf } from "./tally.ts";

/** What was made of a request for one command. */
export interface Understood {
  values: Record<string, unknown>;
  /** Names of values that were assumed, not said. */
  defaulted: string[];
  /** Names of fields that are needed and not there. */
  missing: string[];
  ambiguous: Record<string, unknown[]>;
  /** Why a field must be asked, in words, by name. */
  because: Record<string, string>;
  confirm: Confirmation[];
  /** Why nothing should happen at all. */
  nothing: string | undefined;
  /** Why it cannot be done as said. */
  refused: string | undefined;
}

export function isComplete(understood: Understood): boolean {
  return (
    understood.missing.length === 0 &&
    Object.keys(understood.ambiguous).length === 0 &&
    understood.refused === undefined
  );
}

/** A sentence for a command whose name has been taken off. */
export function understandText(command: Command, text: string, context: Context): Understood {
  const sentence = createSentence(text);
  const understood = gather(command, findAll(sentence, command.fields, context), context, () => true);
  const tells = command.cues?.tells ?? "question";
  const telling = tells === "question" ? ({ tells: "fact" } as const) : tellsOf(text, tells);
  if (telling.tells === "nothing") understood.nothing = telling.because;
  if (telling.tells === "mixed") {
    understood.confirm.push({
      id: "mixed",
      question: `${telling.because} Record it as it stands here?`,
      yes: "Yes, record it",
    });
  }
  if (telling.tells === "fact" && tells !== "question" && saysNothing(understood, text)) {
    understood.nothing = "I found nothing to record in that.";
  }
  understood.confirm.push(...roughly(sentence, command));
  return review(command, understood, context);
}

/** Values from a button or a form: read by the same fields, with nothing to be found in words. */
export function understandValues(command: Command, raw: RawValues, context: Context): Understood {
  const finds = Object.fromEntries(
    Object.entries(command.fields).map(([name, field]) => [name, field.read(raw[name], context)]),
  );
  return review(
    command,
    gather(command, finds, context, (name) => !(name in raw)),
    context,
  );
}

function gather(
  command: Command,
  finds: Record<string, Found<unknown>>,
  context: Context,
  mayDefault: (name: string) => boolean,
): Understood {
  const understood: Understood = {
    values: {},
    defaulted: [],
    missing: [],
    ambiguous: {},
    because: {},
    confirm: [],
    nothing: undefined,
    refused: undefined,
  };
  for (const [name, field] of Object.entries(command.fields)) {
    const one = finds[name] ?? { state: "absent" };
    settle(understood, name, one);
    if (one.state !== "absent") continue;
    const assumed = mayDefault(name) ? field.fallback?.(context) : undefined;
    if (assumed !== undefined) {
      understood.values[name] = assumed;
      understood.defaulted.push(name);
    } else if (!field.optional) understood.missing.push(name);
  }
  for (const { names, because } of command.anyOf) needOneOf(understood, names, because);
  return understood;
}

function settle(understood: Understood, name: string, one: Found<unknown>): void {
  if (one.state === "absent") return;
  if (one.state === "found") {
    understood.values[name] = one.value;
    return;
  }
  understood.because[name] = one.because;
  if (one.state === "ambiguous") understood.ambiguous[name] = one.candidates;
  if (one.state === "unclear") understood.missing.push(name);
  if (one.state === "refused") understood.refused ??= one.because;
}

function needOneOf(understood: Understood, names: readonly string[], because: string): void {
  const first = names[0];
  const said = names.some((name) => name in understood.values || name in understood.because);
  if (said || first === undefined) return;
  understood.missing.push(first);
  understood.because[first] = because;
}

/** Only defaults were found in a text that is not empty: that is no sentence for this command. */
function saysNothing(understood: Understood, text: string): boolean {
  const said = Object.keys(understood.values).filter((name) => !understood.defaulted.includes(name));
  const asked = Object.keys(understood.because).filter(
    (name) => !understood.missing.includes(name) || name in understood.ambiguous,
  );
  return text.trim() !== "" && said.length === 0 && asked.length === 0 && understood.refused === undefined;
}

function roughly(sentence: Sentence, command: Command): Confirmation[] {
  if (!("employees" in command.fields)) return [];
  const { rough } = tallyOf(sentence, { employees: 0, contractors: 0 });
  return rough === undefined
    ? []
    : [
        {
          id: "rough",
          question: `You gave the number as a rough one. Record exactly ${rough}?`,
          yes: `Yes, record ${rough}`,
        },
      ];
}

/** The command's own look at all values together, once each of them is there. */
function review(command: Command, understood: Understood, context: Context): Understood {
  if (understood.nothing !== undefined || !isComplete(understood)) return understood;
  try {
    understood.confirm.push(...command.review(understood.values, context));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    if (error.field === undefined) return { ...understood, refused: error.message };
    understood.because[error.field] = error.message;
    if (!understood.missing.includes(error.field)) understood.missing.push(error.field);
  }
  return understood;
}
