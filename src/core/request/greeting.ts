import type { PlaceInfo } from "../places/places.ts";
import { buttons, type Reply, reply, text } from "../reply/reply.ts";

/** Said once, to everybody in a channel into which somebody invites the assistant. */
export function greeting(place: PlaceInfo | undefined, words: string): Reply {
  const hello = text(words);
  if (place?.shared)
    return {
      ...reply(
        hello,
        text("People of another organisation see this channel, so nothing of the city's is posted here."),
      ),
      visibility: "place",
    };
  if (place?.closed) return { ...reply(hello), visibility: "place" };
  const bind = { label: "Say what this channel is for", command: "admin place", values: {}, ask: true };
  const why = text("A lead, the equity officer or an administrator can have a department's nudges come here.");
  return { ...reply(hello, why, buttons(bind)), visibility: "place" };
}
