import { hasSlash } from "../../../src/core/command/slash.ts";
import { unread } from "../../../src/core/import/dropped.ts";
import { type RawValues, reply, text as words } from "../../../src/core/reply/reply.ts";
import { Refusal } from "../../../src/core/request/errors.ts";
import type { Input, Place } from "../../../src/core/request/request.ts";
import type { Source, Workspace } from "../install/workspace.ts";
import { OPEN } from "../render/blocks.ts";
import { unpackButton, unpackForm, unpackHomePage } from "../render/carried.ts";
import { filesIn, pickedIn, typedIn } from "../render/inputs.ts";
import { mentionsIn, plainWords } from "../render/words.ts";
import type {
  BlockActions,
  EventEnvelope,
  Happening,
  Interactivity,
  MessageShortcut,
  Payload,
  Shortcut,
  SlackFile,
  SlashCommand,
  ViewSubmission,
} from "./payload.ts";
import type { Lookups, Sign, Turn, Way } from "./turn.ts";
import { ofButton, ofCommand, ofMessage } from "./way.ts";

/** A payload as the core knows requests; nothing when nobody asked for anything. */
export async function translate(payload: Payload, look: Lookups): Promise<Turn | Sign | undefined> {
  switch (payload.kind) {
    case "command":
      return fromCommand(payload.command, look);
    case "interactivity":
      return fromInteractivity(payload.interactivity, look);
    case "event":
      return fromEvent(payload.envelope, look);
    case "challenge":
    case "limited":
    case "nothing":
      return undefined;
    default:
      return payload satisfies never;
  }
}

/** The workspace or organisation a payload says it is about. */
export function sourceOf(payload: Payload): Source {
  if (payload.kind === "command")
    return { teamId: payload.command.team_id, enterpriseId: payload.command.enterprise_id };
  if (payload.kind === "event") {
    const { team_id, enterprise_id, authorizations } = payload.envelope;
    const of = authorizations?.[0] ?? { team_id, enterprise_id };
    return { teamId: of.team_id, enterpriseId: of.enterprise_id };
  }
  if (payload.kind !== "interactivity") return { teamId: undefined, enterpriseId: undefined };
  const { team, enterprise, user } = payload.interactivity;
  const view = "view" in payload.interactivity ? payload.interactivity.view : undefined;
  return {
    teamId: view?.app_installed_team_id ?? team?.id ?? user.team_id,
    enterpriseId: enterprise?.id ?? team?.enterprise_id,
  };
}

function placeOf({ tenant }: Workspace, channel: string | undefined, user: string): Place {
  const direct = channel === undefined || channel.startsWith("D");
  return { platform: "slack", tenant, id: channel ?? `direct:${user}`, kind: direct ? "direct" : "channel" };
}

export const idOf = (id: string) => `slack:${id}`;

async function turn(id: string, input: Input, way: Way, look: Lookups): Promise<Turn> {
  const author = await look.author(way.user);
  return { request: { id: idOf(id), author, place: placeOf(look.workspace, way.channel, way.user), input }, way };
}

/** The words somebody typed, their markup taken off, and everybody they mention known. */
async function said(raw: string, look: Lookups): Promise<string> {
  await look.introduce(mentionsIn(raw));
  return plainWords(raw, look.workspace.botUserId);
}

async function fromCommand(command: SlashCommand, look: Lookups): Promise<Turn> {
  const root = command.command.slice(1).toLowerCase();
  const text = await said(command.text, look);
  return turn(
    command.trigger_id,
    { kind: "text", text, ...(hasSlash(root) ? { root } : {}) },
    ofCommand(command),
    look,
  );
}

function fromInteractivity(one: Interactivity, look: Lookups): Promise<Turn> | undefined {
  switch (one.type) {
    case "block_actions":
      return fromButton(one, look);
    case "view_submission":
      return fromForm(one, look);
    case "shortcut":
      return fromShortcut(one, look);
    case "message_action":
      return fromMessage(one, look);
    case "view_closed":
      return undefined;
    default:
      return one satisfies never;
  }
}

async function fromButton(press: BlockActions, look: Lookups): Promise<Turn> {
  const [action, home] = [press.actions[0], press.view?.type === "home"];
  const value = action?.value ?? action?.selected_option?.value;
  const page = home ? await unpackHomePage(value, look.drafts) : undefined;
  if (page !== undefined) return toHome(press.trigger_id, { user: press.user.id, page }, look);
  const input = await unpackButton(value, look.drafts);
  const shown = home ? { page: await unpackHomePage(press.view?.private_metadata, look.drafts) } : {};
  const opens = action?.action_id.startsWith(OPEN) ? { opens: true } : {};
  return turn(press.trigger_id, input, { ...ofButton(press), ...shown, ...opens }, look);
}

const toHome = (id: string, who: Pick<Way, "user" | "page">, look: Lookups): Promise<Turn> =>
  turn(id, { kind: "values", command: "me", values: {} }, { surface: "home-opened", ...who }, look);

/** A page that others follow asks for the form again, with what is known by now. */
async function fromForm({ view, user }: ViewSubmission, look: Lookups): Promise<Turn> {
  const { ask, origin, next } = await unpackForm(view.private_metadata, look.drafts);
  await look.introduce(pickedIn(view));
  const id = `${view.id}:${view.hash}`;
  const typed = { ...ask.values, ...typedIn(view) };
  const way: Way = { surface: "form", user: user.id, view, typed, at: next, ...origin };
  try {
    const input = { ...ask, values: { ...typed, ...(await droppedInto(view, look)) } };
    return await turn(id, next === undefined ? input : { ...input, ask: true }, { ...way, typed: input.values }, look);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { ...(await turn(id, ask, way, look)), refused: { ...reply(words(error.message)), failed: true } };
  }
}

/** A file is meant, whatever stands in the text box beside it. */
async function droppedInto(view: ViewSubmission["view"], look: Lookups): Promise<RawValues> {
  const read = filesIn(view).map(async ({ name, file }) => [name, await look.readFile(file)] as const);
  return Object.fromEntries(await Promise.all(read));
}

/** A global shortcut's name is the command whose form it opens. */
function fromShortcut({ callback_id, trigger_id, user }: Shortcut, look: Lookups): Promise<Turn> {
  const input: Input = { kind: "values", command: callback_id.replaceAll("_", " "), values: {}, ask: true };
  return turn(trigger_id, input, { surface: "shortcut", user: user.id, trigger: trigger_id }, look);
}

/** "Log this message's training": what its author said that day, recorded by whoever chose it. */
async function fromMessage(shortcut: MessageShortcut, look: Lookups): Promise<Turn> {
  const [root = ""] = shortcut.callback_id.split("_");
  const text = await said(shortcut.message.text ?? "", look);
  const { user, ts } = shortcut.message;
  const author = user === undefined ? undefined : await look.author(user);
  const written = ts === undefined ? {} : { written: { author, at: Math.round(Number(ts) * 1000) } };
  const input: Input = { kind: "text", text, ...(hasSlash(root) ? { root } : {}), ...written };
  return turn(shortcut.trigger_id, input, ofMessage(shortcut), look);
}

function fromEvent(envelope: EventEnvelope, look: Lookups): Promise<Turn | undefined> | Sign | undefined {
  const { event } = envelope;
  switch (event.type) {
    case "app_mention":
    case "message":
      return fromWords(event, envelope.event_id, look);
    case "app_home_opened":
      return fromHome(event, envelope.event_id, look);
    case "member_joined_channel":
      return { sign: "joined", request: idOf(envelope.event_id), user: event.user, channel: event.channel };
    case "user_change":
    case "team_join":
      return { sign: "user-changed", user: event.user };
    case "app_uninstalled":
      return { sign: "uninstalled" };
    case "tokens_revoked":
      return (event.tokens?.bot ?? []).length > 0 ? { sign: "uninstalled" } : undefined;
    default:
      return event satisfies never;
  }
}

type Words = Extract<Happening, { type: "app_mention" | "message" }>;

/** An @mention, or a direct message. Edits elsewhere, messages of bots, and what was said to others are nothing of ours. */
async function fromWords(event: Words, eventId: string, look: Lookups): Promise<Turn | undefined> {
  if (event.type === "message" && event.subtype === "message_changed") return fromEdit(event, eventId, look);
  const { user, bot_id } = event;
  if (user === undefined || bot_id !== undefined || user === look.workspace.botUserId || !isForUs(event))
    return undefined;
  const text = await said(event.text ?? "", look);
  const way: Way = { surface: "message", user, channel: event.channel, thread: event.thread_ts };
  const [first] = event.type === "message" ? (event.files ?? []) : [];
  if (!first) return turn(eventId, { kind: "text", text }, way, look);
  if (text === "") return fromFile(first, eventId, way, look);
  return { ...(await turn(eventId, { kind: "text", text }, way, look)), note: unread(first.name ?? undefined) };
}

const isForUs = (event: Words): boolean => (event.type === "message" ? isDirect(event) : event.edited === undefined);

/** A file by itself is read as a sign-in sheet. */
async function fromFile(file: SlackFile, eventId: string, way: Way, look: Lookups): Promise<Turn> {
  const input = (sheet: string): Input => ({ kind: "values", command: "training sheet", values: { sheet } });
  try {
    return await turn(eventId, input(await look.readFile(file)), way, look);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return {
      ...(await turn(eventId, input(""), way, look)),
      refused: { ...reply(words(error.message)), failed: true },
    };
  }
}

/** Only what somebody wrote a moment ago can still be known by its record; a link that unfolds changes no words. */
const MOST_EDIT_AGE_S = 600;

/** An edited direct message offers to correct the record that it made. */
async function fromEdit(event: Direct, eventId: string, look: Lookups): Promise<Turn | undefined> {
  const { message: now, previous_message: before, channel } = event;
  const user = now?.user;
  if (event.channel_type !== "im" || user === undefined || now?.bot_id !== undefined) return undefined;
  const age = Number(event.ts ?? 0) - Number(now?.ts ?? 0);
  if (now?.text === before?.text || age > MOST_EDIT_AGE_S) return undefined;
  const text = await said(now?.text ?? "", look);
  const way: Way = { surface: "message", user, channel, thread: event.thread_ts };
  return turn(eventId, { kind: "values", command: "fix last", values: { said: text } }, way, look);
}

type Direct = Extract<Happening, { type: "message" }>;

const SPOKEN: readonly unknown[] = [undefined, null, "file_share", "thread_broadcast"];

const isDirect = (event: Extract<Happening, { type: "message" }>) =>
  event.channel_type === "im" && SPOKEN.includes(event.subtype);

async function fromHome(
  { user, tab }: Extract<Happening, { type: "app_home_opened" }>,
  eventId: string,
  look: Lookups,
): Promise<Turn | undefined> {
  return tab === "messages" ? undefined : toHome(eventId, { user }, look);
}
