import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { type Context, Hono } from "hono";
import { getCookie, setCookie } from "hono/cookie";
import type { OAuthSettings, SlackHost } from "../host.ts";
import type { Clients } from "../send/clients.ts";
import { BOT_SCOPES } from "./scopes.ts";
import { seal } from "./vault.ts";

export interface OAuthParts {
  host: SlackHost;
  clients: Clients;
  settings: OAuthSettings;
  installed(): Promise<void>;
}

const COOKIE = "slack_install";
const MOST_MINUTES = 10;

/** Installing by OAuth. Nobody outside `SLACK_TEAM_IDS` gets in: their install is revoked at once. */
export function oauthRoutes(parts: OAuthParts): Hono {
  const routes = new Hono();
  routes.get("/slack/install", (context) => begin(context, parts));
  routes.get("/slack/oauth_redirect", (context) => finish(context, parts));
  return routes;
}

const redirectUri = ({ publicUrl }: SlackHost) =>
  publicUrl === undefined ? undefined : new URL("/slack/oauth_redirect", publicUrl).href;

function begin(context: Context, { host, settings }: OAuthParts): Response {
  const state = `${host.wallClock()}.${randomBytes(16).toString("hex")}`;
  const signed = `${state}.${signatureOf(state, settings)}`;
  // Bound to this browser, so that nobody can be sent to a finished install of somebody else's.
  const secure = host.publicUrl?.startsWith("https:") ?? false;
  setCookie(context, COOKIE, signed, { httpOnly: true, sameSite: "Lax", secure, path: "/slack", maxAge: 600 });
  const url = new URL(host.settings.authorizeUrl);
  url.searchParams.set("client_id", settings.clientId);
  url.searchParams.set("scope", BOT_SCOPES.join(","));
  url.searchParams.set("state", signed);
  const redirect = redirectUri(host);
  if (redirect !== undefined) url.searchParams.set("redirect_uri", redirect);
  return context.redirect(url.href);
}

const signatureOf = (state: string, { stateSecret }: OAuthSettings) =>
  createHmac("sha256", stateSecret).update(state).digest("hex");

function isOurState(context: Context, { host, settings }: OAuthParts): boolean {
  const given = context.req.query("state") ?? "";
  const [at = "", nonce = "", signature = ""] = given.split(".");
  const expected = Buffer.from(signatureOf(`${at}.${nonce}`, settings));
  const told = Buffer.from(signature);
  const signed = told.length === expected.length && timingSafeEqual(told, expected);
  const age = host.wallClock() - Number(at);
  return signed && getCookie(context, COOKIE) === given && age >= 0 && age < MOST_MINUTES * 60_000;
}

async function finish(context: Context, parts: OAuthParts): Promise<Response> {
  if (!isOurState(context, parts))
    return context.text("This install was not begun here, or too long ago. Begin again at /slack/install.", 400);
  const code = context.req.query("code");
  if (code === undefined) return context.text("Nothing was installed.", 400);
  try {
    return await install(context, code, parts);
  } catch (error) {
    parts.host.onFault(error);
    return context.text("Slack did not confirm the install. Begin again at /slack/install.", 502);
  }
}

async function install(context: Context, code: string, parts: OAuthParts): Promise<Response> {
  const { host, clients, settings, installed } = parts;
  const redirect = redirectUri(host);
  const access = await clients.anonymous().oauth.v2.access({
    client_id: settings.clientId,
    client_secret: settings.clientSecret,
    code,
    ...(redirect === undefined ? {} : { redirect_uri: redirect }),
  });
  const token = access.access_token;
  const [teamId, enterpriseId] = [access.team?.id, access.enterprise?.id];
  // By the organisation only when all of it installed the app: else its workspaces would overwrite each other.
  const key = access.is_enterprise_install ? enterpriseId : teamId;
  if (token === undefined || key === undefined) throw new Error("oauth.v2.access gave no token");
  if (![teamId, enterpriseId].some((id) => id !== undefined && settings.teamIds.includes(id))) {
    await clients.interactive({ token }).auth.revoke();
    return context.text("This assistant does not serve your workspace; the install was taken back.", 403);
  }
  await host.installations.save({
    key,
    teamId: access.is_enterprise_install ? undefined : teamId,
    enterpriseId,
    botUserId: access.bot_user_id,
    sealedToken: seal(token, settings.tokenKey, key),
  });
  await installed();
  return context.text("Installed. Type /equity help in Slack.");
}
