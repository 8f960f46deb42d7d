import type { Context } from "hono";
import { html } from "hono/html";
import type { PagesHost } from "./host.ts";
import { document } from "./layout.ts";

export type WrongStatus = 400 | 403 | 404 | 409 | 410 | 413 | 421 | 429 | 503;

/** What went wrong, in words, with the status that fits, and a way on. */
export function wrong(
  context: Context,
  { city }: Pick<PagesHost, "city">,
  status: WrongStatus,
  title: string,
  words: string,
): Response | Promise<Response> {
  const body = html`<main id="main" class="alone"><section class="card"><h1>${title}</h1><p>${words}</p>
    <p><a class="button" href="/overview">To the first page</a></p></section></main>`;
  return context.html(document(`${title} · ${city}`, body), status);
}
