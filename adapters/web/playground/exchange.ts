import { html } from "hono/html";
import type { Reply } from "../../../src/core/reply/reply.ts";
import type { DrawChart, Html } from "../reply/frame.ts";
import { renderReply } from "../reply/render.ts";
import type { Exchange } from "./conversation.ts";
import { frameOf } from "./frame.ts";

/** Where an exchange is shown, and to whom. */
export interface Setting {
  person: string;
  place: { id: string; kind: "direct" | "channel" };
  newId(): string;
  drawChart: DrawChart;
}

/** What was said, and the answer under it. */
export function renderExchange(exchange: Exchange, setting: Setting): Html {
  const { id, at, said, by, reply, kept } = exchange;
  const frame = (scope: string) => frameOf({ ...setting, place: setting.place.id, scope, exchange });
  const label = by === "nobody" ? "Message" : `Answer to: ${said.slice(0, 80)}`;
  return html`<article class="exchange" id="x${id}" tabindex="-1" aria-label="${label}">
    ${by === "nobody" ? "" : html`<p class="said ${by}"><span class="hidden">You ${by}: </span>${said.trim() || "(nothing)"}</p>`}
    <div class="${cardClass(reply)}">
      <p class="meta"><strong>Equity Assistant</strong> <span>${at}</span> <span>${seenBy(exchange, setting.place)}</span></p>
      ${kept?.notice ? html`<div class="notice" role="alert">${renderReply(kept.notice, frame(`n${id}`))}</div>` : ""}
      ${renderReply(reply, frame(`x${id}`))}
    </div>
  </article>`;
}

function cardClass(reply: Reply): string {
  if (reply.failed) return "card failed";
  return reply.changed ? "card receipt" : "card";
}

function seenBy({ reply }: Exchange, { kind }: Setting["place"]): string {
  return reply.visibility === "private" || kind === "direct" ? "only you can see this" : "everyone here can see this";
}
