import { createHash, randomUUID } from "node:crypto";
import { createTown, type Town } from "../../support/town.ts";
import { createMicrosoft, type Microsoft, type Sent } from "./microsoft.ts";
import { type Claims, signed } from "./tokens.ts";

export const ISSUER = "https://api.botframework.com";

/** The whole bot on its own database, listening, with this machine as Microsoft. */
export interface TeamsTown extends Talk {
  town: Town;
  microsoft: Microsoft;
  url: string;
  /** What another process needs to be a replica of this one. */
  environment: Record<string, string>;
  appId: string;
  tenantId: string;
  /** A channel of the city's team. */
  channel: string;
  /** Somebody's object id. */
  objectId(who: string): string;
  /** The same, sent to another replica. */
  at(url: string): Talk;
  close(): Promise<void>;
}

/** What Teams sends, signed. */
export interface Talk {
  /** Claims of a genuine token. */
  claims(): Required<Pick<Claims, "iss" | "aud" | "serviceurl" | "exp" | "nbf">>;
  /** An activity of somebody in their own chat, or in the channel. */
  activity(who: string, more: object, scope?: Scope): Activity;
  /** Sends exactly this. */
  post(body: unknown, token?: string, signal?: AbortSignal): Promise<Response>;
  /** In a channel the assistant is mentioned first; `people` are mentions of others. */
  say(who: string, text: string, scope?: Scope, people?: readonly object[]): Promise<Response>;
  /** Presses a card's button, as newer clients do, with what was filled in. */
  press(
    who: string,
    action: CardAction,
    typed?: Record<string, string>,
    more?: object,
    scope?: Scope,
  ): Promise<Pressed>;
  /** Opens the dialog of a button, and sends it. */
  dialog(
    who: string,
    step: "fetch" | "submit",
    action: CardAction,
    typed?: Record<string, string>,
    scope?: Scope,
  ): Promise<Dialog>;
}

export type Scope = "personal" | "channel";
export type Activity = Record<string, unknown> & { id: string };

export interface CardAction {
  type: string;
  title: string;
  data: Record<string, unknown>;
  fallback?: CardAction;
}

export interface Pressed {
  statusCode?: number;
  type?: string;
  value?: unknown;
}

export interface Dialog {
  task?: { type: string; value: unknown };
}

const BASE = "/amer/";

export async function createTeamsTown(
  env: Record<string, string> = {},
  open: (env: Record<string, string>) => Promise<Town> = createTown,
): Promise<TeamsTown> {
  const office = await createOffice();
  const own = { ...office.environment, ...env };
  const town = await open({ PORT: "0", ...own });
  const listening = await town.app.start();
  const url = `http://127.0.0.1:${listening.port}`;
  await until(async () => (await fetch(`${url}/readyz`)).ok);
  const { database, plan } = town.app.config;
  return {
    ...office,
    town,
    url,
    environment: { ...own, PLAN: plan, ...("url" in database ? { DATABASE_URL: database.url } : {}) },
    objectId,
    ...office.at(url),
    close: async () => {
      await listening.stop();
      await town.close();
      await office.microsoft.close();
    },
  };
}

/** The city's tenant on this machine as Microsoft, for a bot anywhere. */
export type Office = Pick<TeamsTown, "microsoft" | "environment" | "appId" | "tenantId" | "channel" | "at">;

export async function createOffice(): Promise<Office> {
  const microsoft = await createMicrosoft();
  const [appId, tenantId] = [randomUUID(), randomUUID()];
  const channel = "19:public-works@thread.tacv2";
  microsoft.conversations.add(channel);
  microsoft.channels.push({ id: channel, name: "Public Works", type: "standard" });
  for (const who of MEMBERS) settle(who, tenantId, microsoft);
  const environment = {
    TEAMS_APP_ID: appId,
    TEAMS_APP_PASSWORD: "fake-client-secret",
    TEAMS_TENANT_ID: tenantId,
    TEAMS_OPENID_METADATA_URL: `${microsoft.url}/openid`,
    TEAMS_TOKEN_ISSUER: ISSUER,
    TEAMS_TOKEN_URL: `${microsoft.url}/token`,
    TEAMS_SERVICE_HOSTS: microsoft.host,
  };
  const at = (url: string) => talking({ microsoft, url, appId, tenantId, channel });
  return { microsoft, environment, appId, tenantId, channel, at };
}

/** People of the sample city who have an account in the tenant. */
export const MEMBERS = [
  "ana.torres",
  "bo.chen",
  "lee.nakamura",
  "nadia.rahman",
  "marcus.holloway",
  "devin.sokol",
  "felicia.marsh",
];

/** Always the same for somebody. */
export function objectId(who: string): string {
  const hash = createHash("sha256").update(who).digest("hex");
  return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-4${hash.slice(13, 16)}-8${hash.slice(17, 20)}-${hash.slice(20, 32)}`;
}

const accountId = (who: string) => `29:${who}`;

/** Makes somebody known to Teams, with a chat of their own. */
export function settle(who: string, tenantId: string, microsoft: Microsoft, more: object = {}): void {
  const name = who.replace(
    /(^|\.)(\w)/g,
    (_all, dot: string, letter: string) => `${dot && " "}${letter.toUpperCase()}`,
  );
  const upn = `${who}@milwaukee.example`;
  const member = {
    id: accountId(who),
    name,
    objectId: objectId(who),
    userPrincipalName: upn,
    email: upn,
    userRole: "user",
    tenantId,
    ...more,
  };
  microsoft.members.set(accountId(who), member);
  microsoft.members.set(objectId(who), member);
  microsoft.conversations.add(`a:${objectId(who)}`);
}

interface Place {
  microsoft: Microsoft;
  url: string;
  appId: string;
  tenantId: string;
  channel: string;
}

function talking({ microsoft, url, appId, tenantId, channel }: Place): Talk {
  const serviceUrl = `${microsoft.url}${BASE}`;
  const claims: Talk["claims"] = () => {
    const now = Math.floor(Date.now() / 1000);
    return { iss: ISSUER, aud: appId, serviceurl: serviceUrl, nbf: now - 60, exp: now + 3_600 };
  };
  const activity: Talk["activity"] = (who, more, scope = "personal") => ({
    type: "message",
    id: `f:${randomUUID()}`,
    timestamp: "2026-11-21T20:05:00.000Z",
    channelId: "msteams",
    serviceUrl,
    from: { id: accountId(who), name: who, aadObjectId: objectId(who) },
    recipient: { id: `28:${appId}`, name: "Equity Assistant" },
    conversation:
      scope === "personal"
        ? { conversationType: "personal", tenantId, id: `a:${objectId(who)}` }
        : { conversationType: "channel", isGroup: true, tenantId, id: `${channel};messageid=1700000000000` },
    channelData: {
      tenant: { id: tenantId },
      ...(scope === "channel" ? { team: { id: channel }, channel: { id: channel } } : {}),
    },
    entities: [{ type: "clientInfo", locale: "en-US", country: "US", platform: "Windows" }],
    ...more,
  });
  const post: Talk["post"] = (body, token = signed(claims()), signal) =>
    fetch(`${url}/api/messages`, {
      method: "POST",
      signal: signal ?? null,
      headers: { "content-type": "application/json; charset=utf-8", authorization: `Bearer ${token}` },
      body: typeof body === "string" ? body : JSON.stringify(body),
    });
  const mention = {
    type: "mention",
    text: "<at>Equity Assistant</at>",
    mentioned: { id: `28:${appId}`, name: "Equity Assistant" },
  };
  return {
    claims,
    activity,
    post,
    say: (who: string, text: string, scope: Scope = "personal", people: readonly object[] = []) =>
      post(
        activity(
          who,
          scope === "personal"
            ? { text, entities: people }
            : { text: `<at>Equity Assistant</at> ${text}`, entities: [mention, ...people] },
          scope,
        ),
      ),
    press: async (who: string, action: CardAction, typed = {}, more: object = {}, scope: Scope = "personal") => {
      const value = {
        action: { type: action.type, verb: "press", data: { ...action.data, ...inputs(typed) } },
        trigger: "manual",
      };
      const answer = await post(activity(who, { type: "invoke", name: "adaptiveCard/action", value, ...more }, scope));
      return bodyOf<Pressed>(answer);
    },
    dialog: async (
      who: string,
      step: "fetch" | "submit",
      action: CardAction,
      typed = {},
      scope: Scope = "personal",
    ) => {
      const value = { data: { ...action.data, ...inputs(typed) }, context: { theme: "default" } };
      const answer = await post(activity(who, { type: "invoke", name: `task/${step}`, value }, scope));
      return bodyOf<Dialog>(answer);
    },
  };
}

const inputs = (typed: Record<string, string>) =>
  Object.fromEntries(Object.entries(typed).map(([name, value]) => [`in:${name}`, value]));

async function bodyOf<T>(answer: Response): Promise<T> {
  const text = await answer.text();
  if (!answer.ok) throw new Error(`answered with ${answer.status}`);
  return (text === "" ? {} : JSON.parse(text)) as T;
}

/** Every word a card or a message shows, its markup taken off. */
export function wordsOf(shown: unknown): string {
  return nodesIn(shown)
    .flatMap((node) => [node.title, node.text, node.label, node.value, node.xAxisTitle])
    .flatMap((words) => (typeof words === "string" ? [plain(words)] : []))
    .join("\n");
}

const plain = (words: string) =>
  words
    .replace(/\\([^\w\s])/g, "$1")
    .replace(/&(lt|gt|amp);/g, (_all, name: string) => ({ lt: "<", gt: ">", amp: "&" })[name] ?? "");

type Node = Record<string, unknown>;

export function nodesIn(value: unknown): Node[] {
  if (Array.isArray(value)) return value.flatMap(nodesIn);
  if (typeof value !== "object" || value === null) return [];
  const inner = Object.entries(value).flatMap(([key, one]) =>
    key === "data" || key === "fallback" ? [] : nodesIn(one),
  );
  return [value as Node, ...inner];
}

/** The button with that title, wherever it stands. */
export function actionIn(shown: unknown, title: string): CardAction {
  const all = nodesIn(shown).filter(({ type }) => String(type).startsWith("Action.")) as unknown as CardAction[];
  const found = all.find((action) => action.title === title);
  if (!found) throw new Error(`no button "${title}" among ${all.map((action) => action.title).join(", ")}`);
  return found;
}

/** What a form's inputs hold, as a client would send them. */
export function filledIn(shown: unknown): Record<string, string> {
  const all = nodesIn(shown).filter(({ type }) => String(type).startsWith("Input."));
  return Object.fromEntries(
    all.flatMap(({ id, value }) => (value === undefined ? [] : [[String(id).replace(/^in:/, ""), String(value)]])),
  );
}

/** The messages that arrived somewhere, one after the other. */
export const arrived = (microsoft: Microsoft, conversation: string): Sent[] =>
  microsoft.callsOf("send").flatMap((call) => (call.conversation.split(";")[0] === conversation ? [call.body] : []));

/** Waits until something holds; ten seconds at most. */
export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  for (let attempt = 0; attempt < 500; attempt += 1) {
    if (await holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error("it did not come true within ten seconds");
}
