import type { Context, MiddlewareHandler } from "hono";
import { bodyLimit } from "hono/body-limit";
import { isOurs } from "../headers.ts";

const LARGEST_BODY = 256 * 1024;

/** Where the process listens. */
export interface Address {
  host: string;
  port(): number;
}

/**
 * Anyone may be anyone in the playground, so it answers this machine only: by the names of loopback (which keeps out
 * pages that rebind their own name to it), from its own pages (which keeps out forms of others), and never through a proxy.
 */
export function guard(address: Address): MiddlewareHandler {
  return async (context, next) => {
    const refusal = refusalFor(context, address);
    if (refusal) return context.text(`${refusal}\n`, 403);
    return next();
  };
}

function refusalFor({ req }: Context, address: Address): string | undefined {
  const proxied = Object.keys(req.header()).some((name) => /^(?:forwarded|x-forwarded-.*|x-real-ip|via)$/i.test(name));
  if (proxied) return "The playground is not served through a proxy. Open it on the machine it runs on.";
  const host = req.header("host")?.toLowerCase() ?? "";
  const served = addressesOf(address);
  if (!served.includes(host)) {
    return `The playground answers on this machine only. Open ${served[0] ? `http://${served[0]}/` : "it on a loopback address"}.`;
  }
  if (req.method === "GET" || req.method === "HEAD") return undefined;
  return isOurs(`http://${host}`, req.header("origin"), req.header("sec-fetch-site"))
    ? undefined
    : "This did not come from a page of the playground, so nothing was done. Reload the page and try again.";
}

/** The Host headers that mean this process; none when it listens beyond loopback. */
function addressesOf({ host, port }: Address): string[] {
  const name = host.includes(":") ? `[${host.replace(/^\[|\]$/g, "")}]` : host;
  if (!/^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/.test(name)) return [];
  const names = [...new Set(["127.0.0.1", "localhost", "[::1]", name])];
  return names.flatMap((one) => [`${one}:${port()}`, ...(port() === 80 ? [one] : [])]);
}

export function limitBody(): MiddlewareHandler {
  const refuse = (context: Context) =>
    context.text("That is more than 256 KB, so nothing was saved. Send it in parts.\n", 413);
  return bodyLimit({ maxSize: LARGEST_BODY, onError: refuse });
}
