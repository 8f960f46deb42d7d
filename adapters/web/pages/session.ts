import type { Context } from "hono";
import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import type { Actor } from "../../../src/core/request/actor.ts";
import type { PagesHost } from "./host.ts";

/** Who looks at a page: their session, and the person as they are now. */
export interface Visitor {
  session: number;
  actor: Actor;
}

/** With `__Host-` only this very host can have set it, over https; on loopback there is neither. */
const cookieOf = (base: string) =>
  base.startsWith("https:") ? { name: "__Host-session", secure: true } : { name: "session", secure: false };

export function keepSession(context: Context, { base }: PagesHost, token: string): void {
  const { name, secure } = cookieOf(base());
  setCookie(context, name, token, { path: "/", httpOnly: true, sameSite: "Lax", secure, maxAge: 7 * 24 * 3600 });
}

export function dropSession(context: Context, { base }: PagesHost): void {
  const { name, secure } = cookieOf(base());
  deleteCookie(context, name, { path: "/", secure });
}

const tokenIn = (context: Context, { base }: PagesHost): string | undefined =>
  getCookie(context, cookieOf(base()).name);

/** Read anew at every request, so that who leaves or loses a role is out at the next click, on every replica. */
export async function visitorOf(context: Context, host: PagesHost): Promise<Visitor | undefined> {
  const token = tokenIn(context, host);
  const session = token === undefined ? undefined : await host.web.sessionOf(token);
  const actor = session && (await host.actor(session.person));
  return session && actor && { session: session.id, actor };
}
