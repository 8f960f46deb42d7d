import type { Context } from "hono";
import { html } from "hono/html";
import type { Html } from "../reply/frame.ts";
import type { PlaygroundHost } from "./host.ts";

/** Puts the sample city's clock forward; the messages arrive in their places while it goes. */
export function clockForm(host: PlaygroundHost, here: { person: string; place: string }): Html {
  return html`<form id="clock" class="clock" method="post" action="/clock">
    <input type="hidden" name="as" value="${here.person}">
    <input type="hidden" name="at" value="${here.place}">
    <input type="hidden" name="request" value="${host.newId()}">
    <span>Put the clock forward</span>
    <button name="to" value="next">Next message</button>
    <button name="to" value="nudge">Next nudge</button>
    <label for="day">to</label> <input id="day" name="day" type="date">
    <button name="to" value="day">Go</button>
    <span id="clock-news" role="status"></span>
  </form>`;
}

/** What came of it, in words; a refusal is one, too. */
export async function putForward(host: PlaygroundHost, context: Context): Promise<Response> {
  const { to, day, as, at } = await context.req.parseBody();
  const target = to === "nudge" || to === "next" ? to : { day: String(day ?? "") };
  const said = await host.jump(target);
  if (context.req.header("accept")?.includes("application/json"))
    return context.json({
      failed: said.failed,
      request: host.newId(),
      exchanges: [],
      now: host.now(),
      clock: said.words,
    });
  if (said.failed) return context.text(`${said.words}\n`, 409);
  const query = new URLSearchParams({ as: String(as ?? ""), at: String(at ?? "") });
  return context.redirect(`/?${query.toString()}`, 303);
}
