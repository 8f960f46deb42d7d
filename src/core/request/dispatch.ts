import type { Temporal } from "temporal-polyfill";
import type { WorkCalendar } from "../calendar/business-days.ts";
import { dateAt } from "../calendar/calendar.ts";
import { type Catalog, departmentName } from "../catalog/catalog.ts";
import type { Command, Env } from "../command/command.ts";
import type { Stores } from "../command/stores.ts";
import type { Upcoming } from "../deliveries/occasions.ts";
import type { City } from "../places/city.ts";
import type { PlaceInfo } from "../places/places.ts";
import type { Plan } from "../places/plan.ts";
import { openForm, written } from "../reply/form.ts";
import { inParts } from "../reply/list.ts";
import { buttons, heading, type RawValues, type Reply, reply, text } from "../reply/reply.ts";
import { cleanText } from "../understanding/clean.ts";
import { writesDayFirst } from "../understanding/dates.ts";
import { findCommand } from "../understanding/find-command.ts";
import { isComplete, understandText, understandValues } from "../understanding/understand.ts";
import type { Actor } from "./actor.ts";
import { apologise } from "./apologise.ts";
import { askAgain, askFor, askIfRight, NOTHING_SAVED, withUnused } from "./ask.ts";
import { courtesyFor } from "./courtesy.ts";
import { Refusal, SavedBefore } from "./errors.ts";
import { confirmInChat, isPage } from "./in-chat.ts";
import { placeKey } from "./last-entry.ts";
import { peopleLists, peopleMeant } from "./people-meant.ts";
import { type Permit, requirePermit, requireRole } from "./permit.ts";
import type { Reading } from "./reading.ts";
import type { Place, Request } from "./request.ts";
import { asksSomething } from "./suggestion.ts";
import { isAsked, nearestTo } from "./unanswered.ts";
import type { Write } from "./write.ts";
import { asWritten, identityOf } from "./written.ts";

export type { Reading } from "./reading.ts";

/** Everything a request is answered with. */
export interface Bot {
  city: City;
  plan: Plan;
  commands: readonly Command[];
  stores: Stores;
  catalog(): Promise<Catalog>;
  workCalendar(): Promise<WorkCalendar>;
  /** What a platform says about one of its channels. */
  describePlace(place: Place): Promise<PlaceInfo | undefined>;
  /** The messages the clock would send next. */
  upcoming(): Promise<Upcoming[]>;
  nudgeOf: Env["nudgeOf"];
  clock(): Temporal.Instant;
  pages: Env["pages"];
  signIn: Env["signIn"];
  /** What is said besides in every answer, whichever command gave it. */
  finish(answer: Reply, env: Env): Reply;
  /** Administrators while nobody on record is one; lower case. */
  adminEmails: readonly string[];
  /** An error of ours, with the code the person can quote. Never given names or what was typed. */
  onIncident(code: string, error: unknown): void;
}

/** The one way in: a sentence, a button or a form becomes a reply. Never throws. */
export async function dispatch(bot: Bot, request: Request): Promise<Reply> {
  try {
    const actor = await identify(bot, request);
    const politely = talk(bot, request, actor);
    if (politely) return politely;
    const reading = await read(bot, request, actor);
    return isAnswered(reading, request)
      ? bot.finish(await answer(reading), reading.env)
      : nearestTo(wordsOf(request), actor, request.place, bot.commands);
  } catch (error) {
    return apologise(bot, request, error);
  }
}

const wordsOf = ({ input }: Request): string => (input.kind === "text" ? cleanText(input.text) : "");

/** A question that was taken for something to record is answered like one, not with what was not done. */
const isAnswered = (reading: Reading | undefined, request: Request): reading is Reading =>
  reading !== undefined && (reading.understood.nothing === undefined || !isAsked(wordsOf(request)));

/** What asks for no command. */
function talk(bot: Bot, request: Request, actor: Actor): Reply | undefined {
  if (request.input.kind !== "text") return undefined;
  return courtesyFor(wordsOf(request), actor, bot.commands);
}

async function answer(reading: Reading): Promise<Reply> {
  const { command, understood, env } = reading;
  if (understood.nothing !== undefined) return nothingRecorded(reading);
  if (reading.ask) return reply({ kind: "form", form: await openForm(reading) });
  if (!isComplete(understood)) return askFor(reading);
  const permit = await requirePermit(command, understood.values, env);
  const open = understood.confirm.filter((one) => !env.confirmed.includes(one.id));
  if (open.length > 0) return askIfRight(reading, open);
  if (isPage(env.place) && command.inChat(understood.values, env)) return confirmInChat(reading);
  return execute(reading, await withClaim(permit, env));
}

/** A message shows its lists in parts; a page in the browser has room for all of it. */
const asShown = ({ command, understood, env, typed }: Reading, answer: Reply): Reply =>
  command.writes || isPage(env.place) ? answer : inParts(answer, command, understood.values, typed);

/** A command that cannot do it as it was said names the field: then the form comes back with everything in it. */
async function execute(reading: Reading, actor: Actor): Promise<Reply> {
  const { command, understood, env } = reading;
  let saved = false;
  const write: Write = { ...env.write, onSaved: () => (saved = true) };
  try {
    return asShown(reading, withUnused(reading, await command.execute(understood.values, { ...env, actor, write })));
  } catch (error) {
    if (saved) throw new SavedBefore("broke off", { cause: error });
    const told = error instanceof Refusal && actor !== env.actor ? besidesClaim(error, actor, env) : error;
    if (told instanceof Refusal && told.field !== undefined) return askAgain(reading, told);
    throw told;
  }
}

/** What somebody has just said to be their department is kept, whatever becomes of the rest. */
function besidesClaim({ message, field }: Refusal, { department = "" }: Actor, { catalog }: Env): Refusal {
  const why = message.replace(NOTHING_SAVED, "");
  return new Refusal(
    `${why} Nothing else was saved than that ${departmentName(catalog, department)} is your department.`,
    field,
  );
}

const nothingRecorded = ({ command, understood }: Reading): Reply =>
  reply(
    heading("Nothing was recorded"),
    text(understood.nothing ?? ""),
    buttons({ label: "Open the form", command: command.name, values: written(command, understood.values), ask: true }),
  );

async function identify(bot: Bot, { author }: Request): Promise<Actor> {
  if (author.kind !== "member")
    throw new Refusal("I only work for members of this city's own workspace. Ask the equity office for help.");
  const identity = await identityOf(bot.stores, author, dateAt(bot.clock(), bot.city));
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
    const context = input.written === undefined ? env : await asWritten(input.written, cleaned.text, env);
    return {
      command: hit.command,
      understood: understandText(hit, context),
      env,
      typed: {},
      ask: hit.rest === "" && asksSomething(hit.command),
    };
  }
  const command = bot.commands.find((one) => one.name === input.command);
  if (!command) throw new Refusal("This button is from an older version. Please ask again.");
  requireRole(actor, command);
  const env = await environment(
    bot,
    request,
    actor,
    catalog,
    Object.values(input.values).flatMap(textsIn),
    peopleLists(input.values, bot.commands),
  );
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

const writeFor = (actor: Actor, request: Request, today: string): Write => ({
  actor: actor.id,
  request: request.id,
  place: placeKey(request.place),
  year: Number(today.slice(0, 4)),
  today,
  ...(actor.bootstrap ? { bootstrap: true } : {}),
});

const textsIn = (value: unknown): string[] => {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsIn) : [];
};

async function environment(
  bot: Bot,
  request: Request,
  actor: Actor,
  catalog: Catalog,
  texts: readonly string[],
  lists: readonly string[] = [],
): Promise<Env> {
  const instant = bot.clock();
  const today = dateAt(instant, bot.city);
  return {
    actor,
    city: bot.city,
    plan: bot.plan,
    today,
    dayFirst: writesDayFirst(request.author.locale),
    now: instant.epochMilliseconds,
    instant,
    place: request.place,
    describePlace: bot.describePlace,
    upcoming: bot.upcoming,
    nudgeOf: bot.nudgeOf,
    pages: bot.pages,
    signIn: bot.signIn,
    catalog,
    people: await peopleMeant(bot.stores, catalog, { texts, lists }, today),
    stores: bot.stores,
    workCalendar: bot.workCalendar,
    commands: bot.commands,
    write: writeFor(actor, request, today),
    confirmed: request.input.kind === "values" ? (request.input.confirmed ?? []) : [],
  };
}

/** The department somebody has just said to be theirs is their default until a lead or an administrator confirms it. */
async function withClaim({ claims }: Permit, { actor, stores, today, write }: Env): Promise<Actor> {
  if (claims === undefined) return actor;
  await stores.people.claimDepartment(actor.id, claims, today, { ...write, request: `${write.request}:department` });
  return { ...actor, department: claims, departmentConfirmed: false };
}
