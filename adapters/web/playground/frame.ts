import { html } from "hono/html";
import type { Exchange } from "./conversation.ts";
import type { DrawChart } from "./host.ts";

/** Markup in which every inserted string is escaped. */
export type Html = ReturnType<typeof html>;

/** Who looks, from where, and what shows it: what buttons and forms must bring back. */
export interface Frame {
  person: string;
  place: string;
  /** Part of every element id, unique on the page. */
  scope: string;
  /** None on the home page. */
  exchange: Exchange | undefined;
  newId(): string;
  drawChart: DrawChart;
}

/** What a press posts besides the button itself. An action that could not be done keeps its request id. */
export function passage(frame: Frame, action: object, said: string): Html {
  const posted = JSON.stringify(action);
  const { kept, id } = frame.exchange ?? {};
  return html`<input type="hidden" name="as" value="${frame.person}">
    <input type="hidden" name="at" value="${frame.place}">
    <input type="hidden" name="request" value="${kept?.action === posted ? kept.request : frame.newId()}">
    <input type="hidden" name="said" value="${said}">
    <input type="hidden" name="action" value="${posted}">
    ${id === undefined ? "" : html`<input type="hidden" name="exchange" value="${id}">`}`;
}
