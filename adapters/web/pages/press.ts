import { html } from "hono/html";
import type { Button } from "../../../src/core/reply/reply.ts";
import type { Frame, Html } from "../reply/frame.ts";
import { chart } from "./charts.ts";
import type { PagesHost } from "./host.ts";

/** A button is a command that is posted to the dispatcher; `back` is the page it stands on. */
export function frameOf(host: Pick<PagesHost, "newId" | "drawChart">, scope: string, back: string): Frame {
  return {
    scope,
    sent: false,
    drawChart: host.drawChart,
    chart,
    heading: 2,
    recordHref: (id) => `/record/${id}`,
    action: "/do",
    passage: (action) =>
      html`<input type="hidden" name="action" value="${JSON.stringify(action)}"><input type="hidden" name="request" value="${host.newId()}"><input type="hidden" name="back" value="${back}">`,
    fileHref: () => undefined,
  };
}

export function pressButton({ label, command, values, ask, confirmed, tone }: Button, frame: Frame, about = ""): Html {
  return html`<form method="post" action="${frame.action}">${frame.passage({ command, values, ask, confirmed }, label)}<button class="${tone ?? "plain"}">${label}${about === "" ? "" : html`<span class="hidden">: ${about}</span>`}</button></form>`;
}
