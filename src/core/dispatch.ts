import type { Temporal } from "temporal-polyfill";
import { type Actor, may, rolesOf } from "./actor.ts";
import { askFor, askToConfirm, formFor } from "./ask.ts";
import { dateAt } from "./calendar.ts";
import type { Catalog } from "./catalog.ts";
import type { City } from "./city.ts";
import type { Command, Env } from "./command.ts";
import { DatabaseDown, incidentCode, OutcomeUnknown, Refusal } from "./errors.ts";
import { type Block, buttons, heading, type RawValues, type Reply, reply, text } from "./reply.ts";
import type { Request } from "./request.ts";
import type { Stores } from "./stores.ts";
import { cleanText } from "./understanding/clean.ts";
import { findCommand, nearestCommands } from "./understanding/find-command.ts";
import { nameWords } from "./understanding/people.ts";
import { createSentence } from "./understanding/sentence.ts";
import { isComplete, type Understood, understandText, understandValues } from "./understanding/understand.ts";

/** Everything a request is answered with. */
export interface Bot {
  city: City;
  commands: readonly Command[];
  stores: Stores;
  catalog(): Promise<Catalog>;
  clock(): Temporal.Instant;
  /** Administrators while nobody on record is one; lower case. */
  adminEmails: readonly string[];
  /** An error of ours, with the code the person can quote. Never given names or what was typed. */
  onIncident(code: string, error: unknown): void;
}

/** A request understood, before anything is done. */
export interface Reading {
  command: Command;
  understood: Understood;
  env: Env;
  /** What a form or a button brought, as typed. */
  typed: RawValues;
  ask: boolean;
}

/** The one way in: a sentence, a button or a form becomes a reply. Never throws. */
export async function dispatch(bot: Bot, request: Request): Promise<Reply> {
  try {
    const actor = await identify(bot, request);
    const reading = await read(bot, request, actor);
    return reading ? await answer(reading) : notUnderstood(bot, request, actor);
  } catch (error) {
    return apologise(bot, request, error);
  }
}

async function answer({ command, understood, env, typed, ask }: Reading): Promise<Reply> {
  if (understood.nothing !== undefined)
    return reply(heading("Nothing was recorded"), text(understood.nothing), ...openForm(command));
  if (ask) return openedForm(command, understood, typed, env);
  if (!isComplete(understood)) return askFor(command, understood, typed, env);
  const open = understood.confirm.filter((one) => !env.confirmed.includes(one.id));
  if (open.length > 0) return askToConfirm(command, understood, env.confirmed);
  const actor = await claimDepartment(command, understood, env);
  await requireScope(command, understood, { ...env, actor });
  return command.execute(understood.values, { ...env, actor });
}

async function openedForm(command: Command, understood: Understood, typed: RawValues, env: Env): Promise<Reply> {
  const form = command.form ? await command.form(typed, env) : formFor(command, understood, {}, env);
  return reply({ kind: "form", form });
}

const openForm = (command: Command) => [
  buttons({ label: "Open the form", command: command.name, values: {}, ask: true }),
];

export async function identify(bot: Bot, { author }: Request): Promise<Actor> {
  if (author.kind !== "member")
    throw new Refusal("I only work for members of this city's own workspace. Ask the equity office for help.");
  const today = dateAt(bot.clock(), bot.city);
  const known = await bot.stores.people.identify(author, today);
  const identity = known.state === "unknown" ? await bot.stores.people.link(author, today) : known;
  if (identity.state === "left")
    throw new Refusal("You are on record as having left the city. Ask an administrator if that is wrong.");
  if (identity.state === "unknown")
    throw new Refusal("I do not know you yet. Ask an administrator to add you with your e-mail address.");
  return withBootstrap(bot, identity.actor);
}

/** ADMIN_EMAILS holds only until somebody on record is administrator. */
async function withBootstrap(bot: Bot, actor: Actor): Promise<Actor> {
  if (!bot.adminEmails.includes(actor.email.toLowerCase()) || actor.granted.includes("admin")) return actor;
  if (await bot.stores.people.hasAdmin()) return actor;
  return { ...actor, granted: [...actor.granted, "admin"], bootstrap: true };
}

/** Finds the command, checks the role, and understands the words. Writes nothing. */
export async function read(bot: Bot, request: Request, actor: Actor): Promise<Reading | undefined> {
  const catalog = await bot.catalog();
  const { input } = request;
  if (input.kind === "text") {
    const cleaned = { ...input, text: cleanText(input.text) };
    const hit = findCommand(bot.commands, cleaned, catalog);
    if (!hit) return undefined;
    requireRole(actor, hit.command);
    const env = await environment(bot, request, actor, catalog, [hit.rest]);
    return {
      command: hit.command,
      understood: understandText(hit.command, hit.rest, env),
      env,
      typed: {},
      ask: hit.rest === "" && opensForm(hit.command),
    };
  }
  const command = bot.commands.find((one) => one.name === input.command);
  if (!command) throw new Refusal("This button is from an older version. Please ask again.");
  requireRole(actor, command);
  const env = await environment(bot, request, actor, catalog, Object.values(input.values).flatMap(textsIn));
  const values = nested(input.values);
  return { command, understood: understandValues(command, values, env), env, typed: values, ask: input.ask ?? false };
}

/** A form's input named `changes.employees` is part of the value `changes`. */
function nested(values: RawValues): RawValues {
  const parts = Object.entries(values).filter(([name]) => name.includes("."));
  const plain = Object.fromEntries(Object.entries(values).filter(([name]) => !name.includes(".")));
  for (const [name, value] of parts) {
    const [whole = "", part = ""] = name.split(".");
    plain[whole] = { ...(plain[whole] as RawValues | undefined), [part]: value };
  }
  return plain;
}

/** A command typed without anything opens its form, unless it needs nothing. */
const opensForm = (command: Command) =>
  Object.values(command.fields).some((field) => !field.optional && !field.fallback) || command.anyOf.length > 0;

const textsIn = (value: unknown): string[] =>
  typeof value === "string" ? [value] : Array.isArray(value) ? value.flatMap(textsIn) : [];

async function environment(bot: Bot, request: Request, actor: Actor, catalog: Catalog, texts: string[]): Promise<Env> {
  const instant = bot.clock();
  const today = dateAt(instant, bot.city);
  const words = [...new Set(texts.flatMap((one) => nameWords(createSentence(one.slice(0, 20_000)))))];
  const unknown = words.filter(
    (word) => !catalog.courseNames.words.has(word) && !catalog.departmentNames.words.has(word),
  );
  return {
    actor,
    city: bot.city,
    today,
    now: instant.epochMilliseconds,
    instant,
    catalog,
    people: unknown.length === 0 ? [] : await bot.stores.people.named(words, today),
    stores: bot.stores,
    commands: bot.commands,
    write: { actor: actor.id, request: request.id, year: Number(today.slice(0, 4)) },
    confirmed: request.input.kind === "values" ? (request.input.confirmed ?? []) : [],
  };
}

export function requireRole(actor: Actor, command: Command): void {
  if (command.roles.some((role) => rolesOf(actor).includes(role))) return;
  throw new Refusal(`"${command.name}" is for ${command.roles.join(", ")} only. Your equity officer can help.`);
}

async function requireScope(command: Command, { values }: Understood, env: Env): Promise<void> {
  const scope = await command.scope(values, env);
  if (may(env.actor, scope)) return;
  const own = env.actor.department ? env.catalog.department(env.actor.department)?.name : undefined;
  throw new Refusal(
    `You may not do that${"of" in scope && "department" in scope.of ? ` for ${env.catalog.department(scope.of.department)?.name ?? scope.of.department}` : ""}. ${own ? `Your own department is ${own}. ` : ""}Ask that department's lead or the equity officer.`,
  );
}

/** Someone without a department who says one is asked no more: it is their default, until a lead confirms it. */
async function claimDepartment(command: Command, { values }: Understood, env: Env): Promise<Actor> {
  const department = values["department"];
  const mayClaim =
    env.actor.department === undefined &&
    command.fields["department"]?.fallback !== undefined &&
    typeof department === "string";
  if (!mayClaim) return env.actor;
  await env.stores.people.claimDepartment(env.actor.id, department, env.today, {
    ...env.write,
    request: `${env.write.request}:department`,
  });
  return { ...env.actor, department, departmentConfirmed: false };
}

function notUnderstood(bot: Bot, request: Request, actor: Actor): Reply {
  const typed = request.input.kind === "text" ? cleanText(request.input.text) : "";
  const usable = bot.commands.filter((command) => command.roles.some((role) => rolesOf(actor).includes(role)));
  const near = nearestCommands(usable, typed);
  return reply(
    heading("I did not understand that"),
    text("Nothing was recorded. Perhaps you meant one of these:"),
    {
      kind: "facts",
      facts: near.map((command) => ({
        label: command.name,
        value: `${command.summary} ${command.examples[0] ? `Try: ${command.examples[0]}` : ""}`.trim(),
      })),
    },
    buttons(...near.map((command) => ({ label: command.name, command: command.name, values: {}, ask: true }))),
  );
}

/** A refusal says what to do; anything else is an incident the person can quote, and what was typed is kept. */
function apologise(bot: Bot, request: Request, error: unknown): Reply {
  if (error instanceof Refusal) return { ...reply(text(error.message)), failed: true };
  const code = incidentCode();
  bot.onIncident(code, error);
  const typed = request.input.kind === "text" ? [text(`You typed: ${request.input.text}`)] : [];
  return { ...reply(...sorry(error, code), ...typed), failed: true };
}

function sorry(error: unknown, code: string): Block[] {
  const quote = `Quote ${code} when you ask for help.`;
  if (error instanceof DatabaseDown) {
    return [
      heading("Nothing was saved"),
      text(`The database cannot be reached. What you typed is kept: try again in a minute. ${quote}`),
    ];
  }
  if (error instanceof OutcomeUnknown) {
    return [
      heading("It is not certain that this was saved"),
      text(`The database broke off. Send it again: the same request is recorded once, never twice. ${quote}`),
    ];
  }
  return [text(`Something broke on our side and nothing was saved. ${quote}`)];
}
