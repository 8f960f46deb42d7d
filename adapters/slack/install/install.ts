import type { Hono } from "hono";
import { type Health, isLost } from "../health/health.ts";
import type { OAuthSettings, SlackHost } from "../host.ts";
import type { Directory } from "../people/directory.ts";
import { type Clients, failureOf } from "../send/clients.ts";
import { oauthRoutes } from "./oauth.ts";
import { unseal } from "./vault.ts";
import type { Workspace } from "./workspace.ts";
import type { Workspaces } from "./workspaces.ts";

export interface InstallerParts {
  health: Health;
  host: SlackHost;
  clients: Clients;
  workspaces: Workspaces;
  /** Read in the background: a look-up of one person works without it. */
  directory: Directory;
}

export interface Installer {
  routes: Hono[];
  /** Resolves after the first try; goes on trying until it is stopped. */
  start(): Promise<void>;
  stop(): void;
  /** Reads installations of other replicas; at most every few seconds. */
  refresh(): Promise<void>;
  /** Why Slack cannot be served at the moment. */
  problem(): string | undefined;
  uninstall(workspace: Workspace): Promise<void>;
}

/** One workspace by its token, or those that installed the app by OAuth. */
export function createInstaller(parts: InstallerParts): Installer {
  const { access } = parts.host.settings;
  return "botToken" in access ? byToken(parts, access.botToken) : byOAuth(parts, access);
}

const RETRY_MS = 5_000;

function byToken(parts: InstallerParts, token: string): Installer {
  const { host, clients, workspaces, health } = parts;
  let problem: string | undefined = "Slack was not asked yet who we are.";
  let timer: NodeJS.Timeout | undefined;
  const attempt = async (): Promise<void> => {
    try {
      const { workspace, scopes } = await whoWeAre(token, clients);
      health.granted(workspace.tenant, scopes);
      health.works("");
      workspaces.add("token", workspace);
      problem = undefined;
      parts.directory.follow(workspace);
    } catch (error) {
      host.onFault(error);
      problem = inWords(error);
      const failure = failureOf(error);
      if (failure.kind === "refused" && isLost(failure.code)) health.refused("", failure.code);
      timer = setTimeout(() => void attempt(), RETRY_MS).unref();
    }
  };
  return {
    routes: [],
    start: attempt,
    stop: () => clearTimeout(timer),
    refresh: async () => {},
    problem: () => problem,
    // The token may work again one day, without anybody telling us: it is asked for.
    uninstall: async ({ tenant }) => health.refused(tenant, "token_revoked"),
  };
}

async function whoWeAre(token: string, clients: Clients) {
  const { team_id, enterprise_id, user_id, bot_id, response_metadata } = await clients
    .interactive({ token })
    .auth.test();
  if (team_id === undefined) throw new Error("auth.test gave no team");
  const workspace: Workspace = {
    tenant: enterprise_id ?? team_id,
    teamId: team_id,
    enterpriseId: enterprise_id ?? undefined,
    token,
    botUserId: user_id,
    botId: bot_id,
  };
  return { workspace, scopes: response_metadata?.scopes };
}

/** In the background, too: an app that was installed for an older version may do less. */
function askScopes(workspace: Workspace, { clients, health, host }: InstallerParts): void {
  clients
    .interactive(workspace)
    .auth.test()
    .then(({ response_metadata }) => health.granted(workspace.tenant, response_metadata?.scopes))
    .catch((error: unknown) => host.onFault(error));
}

function inWords(error: unknown): string {
  const failure = failureOf(error);
  if (failure.kind !== "refused") return "Slack cannot be reached.";
  return `Slack does not accept SLACK_BOT_TOKEN: ${failure.code}.`;
}

const REFRESH_MS = 5_000;

function byOAuth(parts: InstallerParts, settings: OAuthSettings): Installer {
  const { host, health } = parts;
  const state = { problem: "The installations were not read yet." as string | undefined, readAt: 0 };
  let reading = Promise.resolve();
  const read = async () => {
    state.problem = await readInstallations(parts, settings).catch((error: unknown) => {
      host.onFault(error);
      return "The stored installations could not be read: is TOKEN_KEY the one they were encrypted with?";
    });
  };
  const refresh = () => {
    if (host.wallClock() - state.readAt >= REFRESH_MS) {
      state.readAt = host.wallClock();
      reading = read();
    }
    return reading;
  };
  const installed = async () => {
    state.readAt = 0;
    await refresh();
  };
  return {
    routes: [oauthRoutes({ ...parts, settings, installed })],
    start: refresh,
    stop: () => {},
    refresh,
    problem: () => state.problem,
    uninstall: async (workspace) => {
      // What one workspace of an organisation did says nothing of the organisation's own installation.
      if (await isAccepted(workspace, parts)) return;
      const key = workspace.teamId ?? workspace.enterpriseId ?? "";
      await host.installations.remove(key);
      await installed();
      health.refused(workspace.tenant, "app_uninstalled");
    },
  };
}

/** Whether Slack still takes the token; throws where it cannot be asked, and the event comes again. */
async function isAccepted(workspace: Workspace, { clients }: InstallerParts): Promise<boolean> {
  try {
    await clients.interactive(workspace).auth.test();
    return true;
  } catch (error) {
    const failure = failureOf(error);
    if (failure.kind === "refused" && isLost(failure.code)) return false;
    throw error;
  }
}

async function readInstallations(parts: InstallerParts, settings: OAuthSettings): Promise<string | undefined> {
  const { host, workspaces } = parts;
  const stored = await host.installations.all();
  for (const workspace of workspaces.all()) {
    const key = workspace.teamId ?? workspace.enterpriseId ?? "";
    if (!stored.some((one) => one.key === key)) workspaces.remove(key);
  }
  for (const { key, sealedToken, teamId, enterpriseId, botUserId } of stored) {
    const token = unseal(sealedToken, settings.tokenKey, key);
    const tenant = enterpriseId ?? teamId ?? key;
    const workspace = { tenant, teamId, enterpriseId, token, botUserId, botId: undefined };
    const isNew = workspaces.find({ teamId, enterpriseId })?.token !== token;
    workspaces.add(key, workspace);
    if (!isNew) continue;
    parts.directory.follow(workspace);
    askScopes(workspace, parts);
  }
  return stored.length === 0 ? "Nobody has installed the app yet: open /slack/install." : undefined;
}
