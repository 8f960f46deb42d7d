import type { Context, MiddlewareHandler } from "hono";
import { isOurs } from "../headers.ts";
import type { PagesHost } from "./host.ts";
import { wrong } from "./wrong.ts";

const FORMS = /^(?:application\/x-www-form-urlencoded|multipart\/form-data)\b/;

/** By our own name only, and what changes anything only from a form of our own. */
export function guard(host: PagesHost): MiddlewareHandler {
  return async (context, next) => {
    const { req } = context;
    const base = new URL(host.base());
    if (!served(base).includes(req.header("host")?.toLowerCase() ?? ""))
      return wrong(context, host, 421, "This is not the address of these pages", `They are at ${base.origin}.`);
    if (req.method === "GET" || req.method === "HEAD") return next();
    return isForm(context, base) ? next() : foreign(context, host);
  };
}

/** Loopback has several names, and each is this machine. */
function served({ host, hostname, port }: URL): string[] {
  const loopback = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/.test(hostname);
  return loopback ? [host, `localhost:${port}`, `127.0.0.1:${port}`, `[::1]:${port}`] : [host];
}

function isForm({ req }: Context, base: URL): boolean {
  const here = `${base.protocol}//${req.header("host")?.toLowerCase() ?? ""}`;
  return (
    FORMS.test(req.header("content-type") ?? "") && isOurs(here, req.header("origin"), req.header("sec-fetch-site"))
  );
}

const foreign = (context: Context, host: PagesHost) =>
  wrong(
    context,
    host,
    403,
    "Nothing was done",
    "This did not come from one of these pages. Go back, reload the page and try again.",
  );
