import { whyEnded } from "../catalog/catalog.ts";
import type { Command, Confirmation } from "../command/command.ts";
import { absent, type Context, type Found } from "../command/field.ts";
import { OWN_WORDS } from "../fields/own-words.ts";
import type { RawValues } from "../reply/reply.ts";
import { may } from "../request/actor.ts";
import { Refusal } from "../request/errors.ts";
import { struckOut } from "./clean.ts";
import { isCue } from "./cue.ts";
import { doubts, inSoManyWords } from "./doubts.ts";
import { findAll } from "./find-all.ts";
import type { FoundCommand } from "./find-command.ts";
import { judgementOf, type Telling } from "./judge.ts";
import { leftOverIn, type Used } from "./left-over.ts";
import { messageOf } from "./letter.ts";
import { exactMatches } from "./names.ts";
import { isStrange } from "./noise.ts";
import { createSentence, type Sentence } from "./sentence.ts";
import { respelt } from "./spelling.ts";

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
  /** What was said and used by nothing: neither a value nor the command nor known to be harmless. */
  leftOver: string[];
}

export function isComplete(understood: Understood): boolean {
  return (
    understood.missing.length === 0 &&
    Object.keys(understood.ambiguous).length === 0 &&
    understood.refused === undefined
  );
}

/** A sentence for a command whose name has been taken off. */
export function understandText({ command, rest: typed, named }: FoundCommand, context: Context): Understood {
  const tells = command.cues?.tells ?? (command.writes ? "wish" : "question");
  const message = messageOf(typed);
  const text = tells === "past" ? respelt(message, context) : message;
  const telling: Telling =
    tells === "question"
      ? { tells: "fact" }
      : judgementOf(spoken(command, text, context), {
          tells,
          of: command.cues?.of,
          named: command.cues?.named,
          byName: command.cues === undefined,
        });
  const sentence = createSentence(text, telling.tells === "mixed" ? telling.denied : []);
  const finds = findAll(sentence, command.fields, context);
  const understood = gather(command, finds, context, () => true);
  understood.leftOver = leftOverIn(sentence, command, aroundValues(command, finds, context));
  const found = Object.values(finds).some(({ state }) => state !== "absent");
  if (telling.tells === "nothing") understood.nothing = telling.because;
  else if (tells === "past" && !found && text !== "") understood.nothing = "I found nothing to record in that.";
  understood.confirm.push(...doubts(command, sentence, telling, understood.leftOver));
  if (command.grave) understood.confirm.push(...inSoManyWords(command, named, sentence));
  askWhoseCount(command, sentence, understood, context);
  if (tells === "question") askForUnknownDepartment(command, finds, sentence, understood);
  return review(command, understood, context);
}

/** The words that stand around a value: what its field is called, and the other words of the name that was found. */
function aroundValues({ fields }: Command, finds: Record<string, Found<unknown>>, context: Context): Used {
  const said = Object.entries(fields).flatMap(([name, field]) => {
    const one = finds[name] ?? absent;
    return one.state === "absent" ? [] : [{ name, field, one }];
  });
  const around = said.flatMap(({ name, field }) => [name, ...field.label.split(" "), ...field.keys]);
  const names = said.flatMap(({ field, one }) =>
    one.state === "found" ? namesOf(field.kind, one.value, context) : [],
  );
  return { around: around.map((word) => word.toLowerCase()), names };
}

function namesOf(kind: string, value: unknown, { catalog }: Context): string[] {
  if (kind === "changes") return Object.keys(value as object).map((word) => word.toLowerCase());
  if (kind !== "course" && kind !== "department") return [];
  const { names } = kind === "course" ? catalog.courseNames : catalog.departmentNames;
  return names.filter(({ code }) => code === value).flatMap(({ tokens }) => tokens);
}

/** What is said to the bot: neither names nor what was written for others. */
function spoken({ fields }: Command, text: string, context: Context): string {
  const own = Object.values(fields).find(({ kind }) => kind === OWN_WORDS);
  const written = own?.find(createSentence(text), context) ?? absent;
  const [words] = written.state === "ambiguous" ? written.candidates : written.state === "found" ? [written.value] : [];
  return withoutNames(words === undefined ? text : text.replace(String(words), () => ""), context);
}

/** Names blanked out: "Bureau of Planning" plans nothing, and nobody@city.example is somebody. */
function withoutNames(text: string, { catalog }: Context): string {
  const sentence = createSentence(text);
  const named = [catalog.courseNames, catalog.departmentNames, catalog.measureNames].flatMap((index) =>
    exactMatches(sentence, index).flatMap(({ tokens }) =>
      tokens.length > 1 || tokens.some(({ raw }) => /^\p{Lu}/u.test(raw)) ? tokens : [],
    ),
  );
  const addresses = sentence.tokens.filter(({ kind }) => kind === "email" || kind === "mention");
  return [...named, ...addresses].reduce(struckOut, text);
}

/** What values are read by. */
type Reader = Pick<Command, "fields" | "needs" | "review"> & Partial<Pick<Command, "writes">>;

/** Values from a button or a form: read by the same fields, with nothing to be found in words. */
export function understandValues(command: Reader, raw: RawValues, context: Context): Understood {
  const finds = Object.fromEntries(
    Object.entries(command.fields).map(([name, field]) => [name, field.read(raw[name], context)]),
  );
  const understood = gather(command, finds, context, (name) => !(name in raw));
  return review(command, understood, context);
}

function gather(
  command: Reader,
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
    leftOver: [],
  };
  for (const [name, field] of Object.entries(command.fields)) {
    const one = finds[name] ?? { state: "absent" };
    const assumed = one.state === "absent" && mayDefault(name) ? field.fallback?.(context) : undefined;
    if (assumed !== undefined) {
      understood.values[name] = assumed;
      understood.defaulted.push(name);
    } else settle(understood, name, one, field.optional);
  }
  for (const { names, because } of command.needs(understood.values)) needOneOf(understood, names, because);
  return understood;
}

function settle(understood: Understood, name: string, one: Found<unknown>, optional: boolean): void {
  if (one.state === "found") {
    understood.values[name] = one.value;
    return;
  }
  if (one.state === "unclear" || (one.state === "absent" && !optional)) understood.missing.push(name);
  if (one.state === "ambiguous") understood.ambiguous[name] = one.candidates;
  if (one.state === "refused") understood.refused ??= one.because;
  if (one.state !== "absent") understood.because[name] = one.because;
}

function needOneOf(understood: Understood, names: readonly string[], because: string): void {
  const first = names[0];
  const said = names.some((name) => name in understood.values || name in understood.because);
  if (said || first === undefined) return;
  understood.missing.push(first);
  understood.because[first] = because;
}

/** Whoever writes for the whole city counts people of some department, and only "we" and "my" say that it is their own. */
function askWhoseCount(
  { fields, writes }: Command,
  sentence: Sentence,
  understood: Understood,
  context: Context,
): void {
  const { defaulted, values } = understood;
  const name = defaulted.find((one) => fields[one]?.kind === "department");
  const counts = Object.keys(values).some((one) => fields[one]?.kind === "count" && !defaulted.includes(one));
  const named = Object.keys(values).some((one) => fields[one]?.kind === "people");
  if (name === undefined || !writes || !counts || named || speaksOfAuthor(sentence.text)) return;
  if (!may(context.actor, { to: "write", of: { city: true } })) return;
  askDepartment(understood, name, "You record for every department.");
}

/** "I", "we", "my": whoever wrote it. */
export const speaksOfAuthor = (said: string): boolean => OWN.test(said);

const OWN = /\b(?:i|me|my|mine|we|us|our|ours|nos|nosotros|nuestr[oa]s?)\b/i;

function askDepartment(understood: Understood, name: string, because: string): void {
  understood.missing.push(name);
  understood.because[name] = because;
  delete understood.values[name];
  understood.defaulted = understood.defaulted.filter((one) => one !== name);
}

/** "status zoo": what remains of a few words can only be a department. */
function askForUnknownDepartment(
  command: Command,
  finds: Record<string, Found<unknown>>,
  sentence: Sentence,
  understood: Understood,
): void {
  const name = Object.keys(command.fields).find((one) => command.fields[one]?.kind === "department");
  const strange = sentence.free().filter((token) => isStrange(token) && !isCue(token, command, sentence.text));
  if (name === undefined || finds[name]?.state !== "absent" || strange.length === 0 || sentence.tokens.length > 3)
    return;
  askDepartment(understood, name, `I do not know "${strange.map(({ raw }) => raw).join(" ")}".`);
}

/** A department that had ended by the day the values are of, or by today where they are of none: nothing new is its own. */
function askForEnded({ fields, writes }: Reader, understood: Understood, { catalog, today }: Context): boolean {
  const names = writes ? Object.keys(understood.values) : [];
  const said = names.find((name) => fields[name]?.kind === "department");
  if (said === undefined) return false;
  const day = names.find((name) => fields[name]?.kind === "date");
  const because = whyEnded(
    catalog,
    String(understood.values[said]),
    day === undefined ? today : String(understood.values[day]),
  );
  if (because === undefined) return false;
  askDepartment(understood, said, because);
  return true;
}

/** The command's own look at all values together, once each of them is there. */
function review(command: Reader, understood: Understood, context: Context): Understood {
  if (understood.nothing !== undefined || !isComplete(understood) || askForEnded(command, understood, context))
    return understood;
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
