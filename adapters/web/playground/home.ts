import { html } from "hono/html";
import type { Reply } from "../../../src/core/reply/reply.ts";
import type { Html } from "../reply/frame.ts";
import { renderReply } from "../reply/render.ts";
import type { PlaygroundPlace } from "./directory.ts";
import { frameOf } from "./frame.ts";
import type { PlaygroundHost, PlaygroundPerson } from "./host.ts";
import { usableCommands } from "./sayings.ts";
import { ask } from "./turn.ts";

/** What a person sees without asking: the standing of what they look after first, then their own record. */
export async function renderHome(
  host: PlaygroundHost,
  person: PlaygroundPerson,
  place: PlaygroundPlace,
): Promise<Html> {
  const usable = usableCommands(host, person).map((command) => command.name);
  const looksAfter = person.roles.some((role) => ["lead", "officer", "auditor"].includes(role));
  const shown = [...(looksAfter ? ["status"] : []), "me"].filter((command) => usable.includes(command));
  const replies = await Promise.all(shown.map((command) => lookUp(host, person, place, command)));
  return html`${replies.map((reply, index) => renderCard(reply, host, person, place, `home-${index}`))}`;
}

function lookUp(
  host: PlaygroundHost,
  person: PlaygroundPerson,
  place: PlaygroundPlace,
  command: string,
): Promise<Reply> {
  return ask({ person, place, request: host.newId(), input: { kind: "values", command, values: {} } }, host);
}

function renderCard(
  reply: Reply,
  host: PlaygroundHost,
  person: PlaygroundPerson,
  place: PlaygroundPlace,
  scope: string,
): Html {
  const frame = frameOf({
    person: person.email,
    place: place.id,
    scope,
    exchange: undefined,
    newId: () => host.newId(),
    drawChart: host.drawChart,
  });
  return html`<div class="card">${renderReply(reply, frame)}</div>`;
}
