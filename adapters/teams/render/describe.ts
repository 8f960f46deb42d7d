import * as z from "zod";
import type { PlaceInfo } from "../../../src/core/places/places.ts";
import { Refusal } from "../../../src/core/request/errors.ts";
import type { Connector, Reference } from "../send/connector.ts";
import { roomOf } from "../send/references.ts";

/** A team's first channel has no name of its own. */
const FIRST = "General";

const channel = z.looseObject({ id: z.string(), name: z.string().nullish(), type: z.string().nullish() });

/** What Teams says about one of its channels; throws a refusal where it does not say it. */
export async function describe(reference: Reference | undefined, connector: Connector): Promise<PlaceInfo> {
  if (!reference) throw new Refusal(SILENT);
  const { conversationType } = reference.conversation;
  if (conversationType === "groupChat") return { name: undefined, shared: false, closed: "group chat" };
  const channels = await channelsOf(reference, connector);
  const here = channels.find(({ id }) => id === roomOf(reference.conversation));
  // A channel that another team shares with this one is not among its own.
  if (!here) throw new Refusal(SILENT);
  return { name: here.name ?? FIRST, shared: here.type === "shared" };
}

async function channelsOf(reference: Reference, connector: Connector) {
  if (reference.team === undefined) throw new Refusal(SILENT);
  try {
    const all = await connector.within(reference, ({ channels }) => channels());
    return all.flatMap((one) => channel.safeParse(one).data ?? []);
  } catch {
    throw new Refusal(SILENT);
  }
}

const SILENT = "Teams did not say whether others see this channel. Nothing was saved: try again in a minute.";
