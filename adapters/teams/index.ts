import type { Hono } from "hono";
import type { Messenger } from "../../src/core/deliveries.ts";
import { TeamsBot } from "./bot.ts";
import { type Connector, ConnectorFault } from "./connector.ts";
import type { TeamsHost } from "./host.ts";
import { createMessenger } from "./messenger.ts";
import { openConnector } from "./open.ts";
import { Profiles } from "./profiles.ts";
import { receiverOf } from "./receiver.ts";
import { References } from "./references.ts";

export type { TeamsHost } from "./host.ts";

export interface Teams {
  routes: Hono[];
  messenger: Messenger;
  /** Finds out whether Microsoft knows this app; goes on trying. */
  start(): Promise<void>;
  stop(): Promise<void>;
  /** In words, for /readyz. */
  readiness(): string;
}

const AGAIN_MS = 10_000;

/** Teams, put together: one receiver, one bot, one messenger. */
export function createTeams(host: TeamsHost): Teams {
  const { settings } = host;
  let opened: Promise<Connector> | undefined;
  const connector = () => {
    opened ??= openConnector(settings);
    return opened;
  };
  const references = new References({ settings, store: host.references, connector });
  const bot = new TeamsBot({ host, connector, references, profiles: new Profiles(settings.tenantId) });
  const standing = { problem: "asking Microsoft for a token" as string | undefined, over: false };
  const look = async (): Promise<void> => {
    standing.problem = await problemOf(connector);
    if (standing.problem !== undefined && !standing.over) setTimeout(look, AGAIN_MS).unref();
  };
  return {
    routes: [receiverOf({ settings, connector, take: (activity, ack) => void bot.take(activity, ack) })],
    messenger: createMessenger({ references, host }),
    readiness: () => standing.problem ?? "ok",
    start: look,
    stop: async () => {
      standing.over = true;
      await bot.settle();
    },
  };
}

async function problemOf(connector: () => Promise<Connector>): Promise<string | undefined> {
  try {
    await (await connector()).token();
    return undefined;
  } catch (error) {
    const { status, code } = error instanceof ConnectorFault ? error : { status: undefined, code: "unknown" };
    if (status === undefined) return `Microsoft cannot be asked for a token (${code}): look at TEAMS_TOKEN_URL`;
    return `Microsoft gives this app no token (${code}): look at TEAMS_APP_ID, TEAMS_APP_PASSWORD and TEAMS_TENANT_ID`;
  }
}
