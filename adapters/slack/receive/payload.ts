import * as z from "zod";
import { LIMITS } from "../render/limits.ts";

// What Slack sends, as far as we read it. Whatever does not have one of these shapes never reaches Bolt: a signed `null` ends
// a Bolt process, and other surprises hang it (docs/slack.md, "What is checked").

const id = z.string().regex(/^[A-Za-z0-9._-]{1,200}$/);
const optionalId = id.nullish().transform((value) => value ?? undefined);
const text = z.string().max(262_144);
const url = z.string().max(2_000).optional();

const team = z.object({ id, enterprise_id: optionalId }).nullish();
const enterprise = z.object({ id }).nullish();
const user = z.object({ id, team_id: optionalId });
const container = { team, enterprise, user, is_enterprise_install: z.boolean().nullish() };

const slashCommand = z.object({
  command: z.string().regex(/^\/\S{1,100}$/),
  text: text.default(""),
  user_id: id,
  team_id: id,
  enterprise_id: optionalId,
  channel_id: id,
  trigger_id: id,
  response_url: url,
});

const action = z.object({
  type: z.string(),
  action_id: z.string().max(255),
  value: z.string().max(2_000).optional(),
  /** Of what stands behind three dots. */
  selected_option: z.object({ value: z.string().max(2_000) }).nullish(),
});

/** A file somebody dropped into a modal. */
const file = z.object({
  id,
  name: z.string().max(1_000).nullish(),
  size: z.int().min(0).nullish(),
  url_private_download: z.string().max(2_000).nullish(),
});

/** What an input of a modal holds, by its kind. */
export const inputState = z.object({
  type: z.string(),
  value: z.string().nullish(),
  selected_date: z.string().nullish(),
  selected_option: z.object({ value: z.string() }).nullish(),
  selected_options: z
    .array(z.object({ value: z.string() }))
    .max(LIMITS.options * LIMITS.optionGroups)
    .nullish(),
  selected_users: z.array(id).max(LIMITS.pickedUsers).nullish(),
  files: z.array(file).max(10).nullish(),
});

const view = z.object({
  id,
  /** Where the app is installed that opened it: the person may be of another workspace of the organisation. */
  app_installed_team_id: id.nullish(),
  hash: id,
  type: z.string(),
  callback_id: z.string().max(255),
  private_metadata: z.string().max(3_000),
  state: z.object({ values: z.record(z.string().max(255), z.record(z.string().max(255), inputState)) }).nullish(),
});

const blockActions = z.object({
  ...container,
  type: z.literal("block_actions"),
  trigger_id: id,
  response_url: url,
  actions: z.array(action).min(1).max(25),
  channel: z.object({ id }).nullish(),
  container: z
    .looseObject({ type: z.string(), is_ephemeral: z.boolean().nullish(), thread_ts: id.nullish() })
    .nullish(),
  message: z.object({ ts: id.optional(), thread_ts: id.optional(), metadata: z.looseObject({}).nullish() }).nullish(),
  view: view.nullish(),
});

const viewSubmission = z.object({
  ...container,
  type: z.literal("view_submission"),
  trigger_id: optionalId,
  view,
});
const viewClosed = z.object({ ...container, type: z.literal("view_closed") });

const shortcut = z.object({
  ...container,
  type: z.literal("shortcut"),
  callback_id: z.string().max(255),
  trigger_id: id,
});

const messageShortcut = z.object({
  ...container,
  type: z.literal("message_action"),
  callback_id: z.string().max(255),
  trigger_id: id,
  response_url: url,
  channel: z.object({ id }),
  message: z.object({ text: text.nullish(), user: optionalId, thread_ts: optionalId, ts: optionalId }),
});

const interactivity = z.discriminatedUnion("type", [
  blockActions,
  viewSubmission,
  viewClosed,
  shortcut,
  messageShortcut,
]);

const mention = z.object({
  type: z.literal("app_mention"),
  user: optionalId,
  text: text.nullish(),
  channel: id,
  ts: id,
  thread_ts: optionalId,
  bot_id: optionalId,
  edited: z.unknown().optional(),
});

const message = z.object({
  type: z.literal("message"),
  subtype: z.string().nullish(),
  channel_type: z.string().nullish(),
  user: optionalId,
  text: text.nullish(),
  channel: id,
  ts: optionalId,
  thread_ts: optionalId,
  bot_id: optionalId,
  files: z.array(file).max(20).nullish(),
  /** Of an edit: what the message says now, and what it said before. */
  message: z.object({ user: optionalId, text: text.nullish(), ts: optionalId, bot_id: optionalId }).nullish(),
  previous_message: z.object({ text: text.nullish() }).nullish(),
});

const homeOpened = z.object({ type: z.literal("app_home_opened"), user: id, tab: z.string().nullish() });
const joined = z.object({ type: z.literal("member_joined_channel"), user: id, channel: id });
const userChange = z.object({ type: z.literal("user_change"), user: z.looseObject({ id }) });
const teamJoin = z.object({ type: z.literal("team_join"), user: z.looseObject({ id }) });
const uninstalled = z.object({ type: z.literal("app_uninstalled") });
const revoked = z.object({
  type: z.literal("tokens_revoked"),
  tokens: z.object({ bot: z.array(id).nullish(), oauth: z.array(id).nullish() }).nullish(),
});

const happening = z.discriminatedUnion("type", [
  mention,
  message,
  homeOpened,
  joined,
  userChange,
  teamJoin,
  uninstalled,
  revoked,
]);

/** An event type we did not ask for is no error: it is acknowledged and nothing happens. */
const anyEvent = z.looseObject({ type: z.string() });

const envelope = z.object({
  type: z.literal("event_callback"),
  event_id: id,
  team_id: optionalId,
  enterprise_id: optionalId,
  is_ext_shared_channel: z.boolean().nullish(),
  /** For whom of those who installed the app it is: in a channel shared with others the team above may be theirs. */
  authorizations: z
    .array(z.object({ team_id: optionalId, enterprise_id: optionalId }))
    .max(100)
    .nullish(),
  event: anyEvent,
});

const urlVerification = z.object({
  type: z.literal("url_verification"),
  challenge: z.string().regex(/^[\w.-]{1,200}$/),
});

export type SlashCommand = z.output<typeof slashCommand>;
export type Interactivity = z.output<typeof interactivity>;
export type BlockActions = z.output<typeof blockActions>;
export type ViewSubmission = z.output<typeof viewSubmission>;
export type MessageShortcut = z.output<typeof messageShortcut>;
export type Shortcut = z.output<typeof shortcut>;
export type Happening = z.output<typeof happening>;
export type EventEnvelope = Omit<z.output<typeof envelope>, "event"> & { event: Happening };
export type InputState = z.output<typeof inputState>;
export type SlackFile = z.output<typeof file>;

export type Payload =
  | { kind: "command"; command: SlashCommand }
  | { kind: "interactivity"; interactivity: Interactivity }
  | { kind: "event"; envelope: EventEnvelope }
  | { kind: "challenge"; challenge: string }
  /** Slack keeps events from us for a while: they were too many. */
  | { kind: "limited" }
  /** Well formed, and nothing of ours. */
  | { kind: "nothing" };

/** Reads a body of whatever shape; nothing when it is none that Slack sends. */
export function shapeOf(body: unknown): Payload | undefined {
  if (typeof body !== "object" || body === null || Array.isArray(body)) return undefined;
  if ("command" in body) return ofKind(slashCommand.safeParse(body).data, (command) => ({ kind: "command", command }));
  const type: unknown = "type" in body ? body.type : undefined;
  if (type === "event_callback") return eventOf(body);
  if (type === "url_verification")
    return ofKind(urlVerification.safeParse(body).data, ({ challenge }) => ({ kind: "challenge", challenge }));
  if (type === "app_rate_limited") return { kind: "limited" };
  if (type === "block_suggestion") return { kind: "nothing" };
  return ofKind(interactivity.safeParse(body).data, (one) => ({ kind: "interactivity", interactivity: one }));
}

function ofKind<T>(read: T | undefined, to: (read: T) => Payload): Payload | undefined {
  return read === undefined ? undefined : to(read);
}

const OURS = new Set(happening.options.map((option) => option.shape.type.value));
const isOurs = (type: string): boolean => (OURS as ReadonlySet<string>).has(type);

function eventOf(body: object): Payload | undefined {
  const read = envelope.safeParse(body).data;
  if (!read) return undefined;
  if (!isOurs(read.event.type)) return { kind: "nothing" };
  const event = happening.safeParse(read.event).data;
  return event && { kind: "event", envelope: { ...read, event } };
}
