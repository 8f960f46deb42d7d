import { App, type AuthorizeResult, LogLevel } from "@slack/bolt";
import type { Hono } from "hono";
import type { Messenger } from "../../src/core/deliveries/deliveries.ts";
import { MOST_HELD_MS, Opening } from "../../src/core/request/opening.ts";
import { Health } from "./health/health.ts";
import type { SlackHost } from "./host.ts";
import { createInstaller, type Installer } from "./install/install.ts";
import type { Workspace } from "./install/workspace.ts";
import { Workspaces } from "./install/workspaces.ts";
import { Directory } from "./people/directory.ts";
import { Profiles } from "./people/profiles.ts";
import { userSource } from "./people/users.ts";
import { SlackBot } from "./receive/bot.ts";
import type { Payload } from "./receive/payload.ts";
import { HonoReceiver } from "./receive/receiver.ts";
import { createSocket, type Socket } from "./receive/socket.ts";
import { sourceOf } from "./receive/translate.ts";
import { ChartSupport } from "./render/chart.ts";
import { Clients, clientOptions, SILENT } from "./send/clients.ts";
import { createMessenger } from "./send/messenger.ts";

export type { SlackHost } from "./host.ts";
export { slackManifest } from "./install/manifest.ts";

export interface Slack {
  routes: Hono[];
  messenger: Messenger;
  /** Finds out who we are and who is there; goes on trying while Slack cannot be reached. */
  start(): Promise<void>;
  stop(): Promise<void>;
  /** In words, for /readyz. */
  readiness(): string;
}

/** Slack, put together: one receiver, one bot, one messenger. */
export function createSlack(host: SlackHost): Slack {
  const { settings } = host;
  const clients = new Clients(settings.apiUrl);
  const workspaces = new Workspaces();
  const profiles = new Profiles(userSource(clients));
  const health = new Health({ clients, workspaces, onRefused: (tenant, reason) => host.onRefused(tenant, reason) });
  const directory = new Directory({ profiles, onFault: (error) => host.onFault(error) });
  const installer = createInstaller({ host, clients, workspaces, directory, health });
  const charts = new ChartSupport();
  const opening = new Opening();
  const bot = new SlackBot({
    host,
    charts,
    clients,
    health,
    profiles,
    responseHost: responseHostOf(settings.apiUrl),
    onUninstalled: (workspace) => installer.uninstall(workspace),
  });
  const receiver = new HonoReceiver({
    signingSecret: settings.signingSecret,
    wallClock: () => host.wallClock(),
    refusal: (payload) => refusalOf(payload, workspaces, installer, opening),
    onFault: (error) => host.onFault(error),
  });
  const app = boltApp(receiver, { settings, workspaces });
  app.use(listener(receiver, bot, workspaces));
  const socket = socketOf(receiver, host);

  return {
    routes: [receiver.routes, ...installer.routes],
    messenger: createMessenger({ clients, workspaces, profiles, directory, charts, health, host }),
    readiness: () => installer.problem() ?? health.problem() ?? socket?.problem() ?? okWords(socket, health, directory),
    start: async () => {
      await installer.start();
      opening.open();
      socket?.start();
    },
    stop: async () => {
      installer.stop();
      directory.stop();
      health.stop();
      await socket?.stop();
      await bot.settle();
    },
  };
}

function okWords(socket: Socket | undefined, health: Health, directory: Directory): string {
  const still = [health.lacking(), directory.words()].flatMap((words) => words ?? []);
  return `ok${socket ? ", by Socket Mode" : ""}${still.length === 0 ? "" : `, but ${still.join("; ")}`}`;
}

function socketOf(receiver: HonoReceiver, { settings: { appToken, apiUrl }, onFault }: SlackHost): Socket | undefined {
  const take = (body: unknown) => receiver.take(body);
  return appToken === undefined ? undefined : createSocket({ appToken, apiUrl, take, onFault });
}

/** GovSlack has hosts of its own; an emulator answers at one. */
function responseHostOf(apiUrl: string): string {
  const { host } = new URL(apiUrl);
  return host === "slack.com" || host === "slack-gov.com" ? `hooks.${host}` : host;
}

/** What comes while the process starts is held; an installation that another replica took in is read when its first payload comes. */
async function refusalOf(payload: Payload, workspaces: Workspaces, installer: Installer, opening: Opening) {
  await opening.within(MOST_HELD_MS);
  if (workspaces.find(sourceOf(payload))) return undefined;
  await installer.refresh();
  if (workspaces.find(sourceOf(payload))) return undefined;
  const problem = installer.problem();
  if (workspaces.all().length === 0 && problem !== undefined) return { status: 503 as const, words: problem };
  return { status: 403 as const, words: "This workspace is not one that this assistant serves." };
}

function boltApp(
  receiver: HonoReceiver,
  { settings, workspaces }: Pick<SlackHost, "settings"> & { workspaces: Workspaces },
) {
  return new App({
    receiver,
    authorize: async ({ teamId, enterpriseId }): Promise<AuthorizeResult> => {
      const workspace = workspaces.find({ teamId, enterpriseId });
      if (!workspace) throw new Error("not a workspace of ours");
      return { botToken: workspace.token, ...botOf(workspace) };
    },
    clientOptions: clientOptions(settings.apiUrl),
    convoStore: false,
    ignoreSelf: false,
    logger: SILENT,
    logLevel: LogLevel.ERROR,
  });
}

const botOf = ({ botId, botUserId }: Workspace) => ({
  ...(botId === undefined ? {} : { botId }),
  ...(botUserId === undefined ? {} : { botUserId }),
});

/** The one listener: what comes was shaped by the receiver. */
function listener(receiver: HonoReceiver, bot: SlackBot, workspaces: Workspaces): Parameters<App["use"]>[0] {
  return async ({ body }) => {
    const arrival = receiver.arrivalOf(body);
    const workspace = arrival && workspaces.find(sourceOf(arrival.payload));
    if (arrival && workspace) await bot.take(arrival, workspace);
  };
}
