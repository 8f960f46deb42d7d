import type { PlaceInfo } from "../../../src/core/places/places.ts";
import { Refusal } from "../../../src/core/request/errors.ts";
import type { Place } from "../../../src/core/request/request.ts";
import { failureOf, type WebClient } from "../send/clients.ts";

/** What Slack says about one of its channels; throws a refusal where it does not say it. */
export async function describe({ id }: Place, client: WebClient): Promise<PlaceInfo> {
  try {
    const { channel } = await client.conversations.info({ channel: id });
    return {
      name: channel?.name === undefined ? undefined : `#${channel.name}`,
      shared: isShared(channel),
      ...(channel?.is_member === false ? { closed: "not a member" } : {}),
      ...(channel?.is_archived === true ? { closed: "archived" } : {}),
    };
  } catch (error) {
    return whatFailed(error);
  }
}

/** With another organisation, or with one that is invited. */
export const isShared = (channel: { is_ext_shared?: boolean; is_pending_ext_shared?: boolean } | undefined): boolean =>
  channel?.is_ext_shared === true || channel?.is_pending_ext_shared === true;

function whatFailed(error: unknown): PlaceInfo {
  const failure = failureOf(error);
  if (failure.kind !== "refused")
    throw new Refusal("Slack did not say whether others see this channel. Nothing was saved: try again in a minute.");
  if (failure.code === "missing_scope")
    throw new Refusal(
      `Slack does not tell me about this channel: an administrator must give this app the scope ${failure.needed ?? "channels:read"}. Nothing was saved.`,
    );
  // Slack does not show private channels to whoever is not in them.
  return { name: undefined, shared: false, closed: "not a member" };
}
