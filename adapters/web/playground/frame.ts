import { html } from "hono/html";
import type { DrawChart, Frame, Html } from "../reply/frame.ts";
import type { Exchange } from "./conversation.ts";

/** Who looks, from where, and what shows it. */
export interface Looking {
  person: string;
  place: string;
  scope: string;
  /** None on the home page. */
  exchange: Exchange | undefined;
  newId(): string;
  drawChart: DrawChart;
}

export const frameOf = (looking: Looking): Frame => ({
  scope: looking.scope,
  sent: looking.exchange?.sent ?? false,
  drawChart: looking.drawChart,
  heading: 3,
  action: "/press",
  passage: (action, said) => passage(looking, action, said),
  fileHref: (block) => {
    const { person, place, exchange } = looking;
    const where = new URLSearchParams({ as: person, at: place, exchange: exchange?.id ?? "", block });
    return `/files?${where.toString()}`;
  },
});

/** What a press posts besides the button itself. An action that could not be done keeps its request id. */
function passage(looking: Looking, action: object, said: string): Html {
  const posted = JSON.stringify(action);
  const { kept, id } = looking.exchange ?? {};
  return html`<input type="hidden" name="as" value="${looking.person}">
    <input type="hidden" name="at" value="${looking.place}">
    <input type="hidden" name="request" value="${kept?.action === posted ? kept.request : looking.newId()}">
    <input type="hidden" name="said" value="${said}">
    <input type="hidden" name="action" value="${posted}">
    ${id === undefined ? "" : html`<input type="hidden" name="exchange" value="${id}">`}`;
}
