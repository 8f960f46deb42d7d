import type { BlockActions, EventEnvelope, Interactivity, MessageShortcut, Payload, SlashCommand } from "./payload.ts";
import type { Way } from "./turn.ts";

/** Where the answer to a payload goes, as far as it says so itself; nothing where nobody asked for one. */
export function wayOf(payload: Payload): Way | undefined {
  if (payload.kind === "command") return ofCommand(payload.command);
  if (payload.kind === "event") return ofEvent(payload.envelope);
  return payload.kind === "interactivity" ? ofInteractivity(payload.interactivity) : undefined;
}

export const ofCommand = ({ user_id, channel_id, trigger_id, response_url }: SlashCommand): Way => ({
  surface: "command",
  user: user_id,
  channel: channel_id,
  trigger: trigger_id,
  url: response_url,
});

function ofEvent({ event }: EventEnvelope): Way | undefined {
  if ((event.type !== "app_mention" && event.type !== "message") || event.user === undefined) return undefined;
  return { surface: "message", user: event.user, channel: event.channel, thread: event.thread_ts };
}

function ofInteractivity(one: Interactivity): Way | undefined {
  const user = one.user.id;
  switch (one.type) {
    case "block_actions":
      return ofButton(one);
    case "view_submission":
      return { surface: "form", user, view: one.view };
    case "shortcut":
      return { surface: "shortcut", user, trigger: one.trigger_id };
    case "message_action":
      return ofMessage(one);
    case "view_closed":
      return undefined;
    default:
      return one satisfies never;
  }
}

export const ofMessage = ({ user, channel, message, response_url, trigger_id }: MessageShortcut): Way => ({
  surface: "shortcut",
  user: user.id,
  channel: channel.id,
  thread: message.thread_ts,
  url: response_url,
  trigger: trigger_id,
});

export function ofButton(press: BlockActions): Way {
  const { ts, thread_ts, metadata } = press.message ?? {};
  const alone = press.container?.is_ephemeral === true;
  // A message that stays, in a channel of two, is one of our own conversation with them: what answers it there stays, too.
  const stays = !alone && press.channel?.id.startsWith("D") === true;
  return {
    surface: surfaceOf(press),
    viewId: press.view?.id,
    viewHash: press.view?.hash,
    user: press.user.id,
    channel: press.channel?.id,
    thread: thread_ts ?? press.container?.thread_ts ?? undefined,
    url: stays ? undefined : press.response_url,
    trigger: press.trigger_id,
    // What was delivered is edited by what comes of it.
    replaces: alone || (stays && !metadata),
    message: stays ? ts : undefined,
  };
}

/** By what a payload is known when it comes again. */
export function requestOf(payload: Payload): string {
  if (payload.kind === "command") return payload.command.trigger_id;
  if (payload.kind === "event") return payload.envelope.event_id;
  if (payload.kind !== "interactivity" || payload.interactivity.type === "view_closed") return "";
  const { interactivity: one } = payload;
  return one.type === "view_submission" ? `${one.view.id}:${one.view.hash}` : one.trigger_id;
}

function surfaceOf({ view }: BlockActions): Way["surface"] {
  if (!view) return "button";
  return view.type === "home" ? "home" : "modal";
}
