import type { Hono } from "hono";
import type { Messenger } from "../../src/core/deliveries/deliveries.ts";
import { MOST_HELD_MS, Opening } from "../../src/core/request/opening.ts";
import { Health } from "./health/health.ts";
import type { TeamsHost } from "./host.ts";
import { Profiles } from "./people/profiles.ts";
import { TeamsBot } from "./receive/bot.ts";
import { openConnector } from "./receive/open.ts";
import { receiverOf } from "./receive/receiver.ts";
import type { Connector, Reference } from "./send/connector.ts";
import { createMessenger } from "./send/messenger.ts";
import { References } from "./send/references.ts";

export type { TeamsHost } from "./host.ts";
export { iconDrawings } from "./install/icons.ts";
export { teamsManifest } from "./install/manifest.ts";

export interface Teams {
  routes: Hono[];
  messenger: Messenger;
  /** Finds out whether Microsoft knows this app; goes on trying. */
  start(): Promise<void>;
  stop(): Promise<void>;
  /** In words, for /readyz. */
  readiness(): string;
}

/** Teams, put together: one receiver, one bot, one messenger. */
export function createTeams(host: TeamsHost): Teams {
  const { settings } = host;
  let opened: Promise<Connector> | undefined;
  const connector = () => {
    opened ??= openConnector(settings);
    return opened;
  };
  const references = new References({ settings, store: host.references, connector });
  const profiles = new Profiles(settings.tenantId);
  const opening = new Opening();
  const bot = new TeamsBot({ host, connector, references, profiles });
  const health = new Health({ connector, onRefused: (reason) => host.onRefused(settings.tenantId, reason) });
  return {
    routes: [
      receiverOf({
        settings,
        connector,
        opened: () => opening.within(MOST_HELD_MS),
        take: (activity, ack) => void bot.take(activity, ack),
      }),
    ],
    messenger: createMessenger({ references, profiles, host, connector, health }),
    readiness: () => health.readiness(),
    start: async () => {
      opening.open();
      await health.look();
      await meet(await references.places(), { connector, profiles, host });
    },
    stop: async () => {
      health.stop();
      await bot.settle();
    },
  };
}

interface Meeting {
  connector(): Promise<Connector>;
  profiles: Profiles;
  host: Pick<TeamsHost, "onFault">;
}

/** Reads who is in each team; one that cannot be read is left out. */
async function meet(places: readonly Reference[], { connector, profiles, host }: Meeting): Promise<void> {
  const open = await connector();
  for (const place of places)
    await open.within(place, (conversation) => profiles.preload(conversation)).catch((error) => host.onFault(error));
}
