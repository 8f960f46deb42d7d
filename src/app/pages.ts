import { randomUUID } from "node:crypto";
import type { Hono } from "hono";
import { createPages, type PagesHost } from "../../adapters/web/pages/index.ts";
import { dateAt } from "../core/calendar/calendar.ts";
import { PAGES } from "../core/people/web.ts";
import type { Reply } from "../core/reply/reply.ts";
import type { Author, Place, Request } from "../core/request/request.ts";
import { chartSvg } from "../reports/chart.ts";
import type { Parts } from "./parts.ts";
import { providerOf } from "./provider.ts";

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[?::1\]?)$/;

/** Where the pages are: an https address, or loopback; nowhere else, since a session travels with every request. */
export function pagesBase({ publicUrl, host }: Parts["config"], port: number): string | undefined {
  if (publicUrl === undefined)
    return LOOPBACK.test(host) ? `http://${host.includes(":") ? `[${host}]` : host}:${port}` : undefined;
  const { protocol, hostname, origin } = new URL(publicUrl);
  return protocol === "https:" || LOOPBACK.test(hostname) ? origin : undefined;
}

/** The pages on this process's own core; whoever signed in asks as the person the session names. */
export function pagesOf(parts: Parts, handle: (request: Request) => Promise<Reply>): Hono {
  const { bot, stores, plan, config } = parts;
  const today = () => dateAt(bot.clock(), plan.city);
  const host: PagesHost = {
    city: plan.city.name,
    base: () => parts.pagesAt ?? "http://127.0.0.1",
    ask: (person, input, id) => handle({ id, author: authorOf(person), place: placeOf(person), input }),
    actor: async (person) => {
      const identity = await stores.people.identify(authorOf(person), today());
      return identity.state === "known" ? identity.actor : undefined;
    },
    byEmail: async (email) => (await stores.people.actor(email, "web", today()))?.id,
    web: stores.web,
    writeFor: (person) => ({
      actor: person,
      request: `pages:${randomUUID()}`,
      year: Number(today().slice(0, 4)),
      today: today(),
    }),
    newId: randomUUID,
    drawChart: chartSvg,
    wake: () => parts.messages?.wake(),
    provider: config.oidc && providerOf(config.oidc, config.teams?.tenantId, () => parts.pagesAt ?? ""),
    pretend: config.playground ? () => everybody(parts) : undefined,
    onFault: (error) => bot.onIncident("page", error),
  };
  return createPages(host);
}

const authorOf = (person: number): Author => ({
  platform: "web",
  tenant: PAGES,
  userId: String(person),
  kind: "member",
});

const placeOf = (person: number): Place => ({ platform: "web", tenant: PAGES, id: `page:${person}`, kind: "direct" });

async function everybody({ stores, bot, plan }: Parts) {
  const today = dateAt(bot.clock(), plan.city);
  const people = await stores.people.list(undefined, today);
  return people
    .filter(({ leftOn }) => leftOn === undefined || leftOn > today)
    .map(({ email, name }) => ({ email, name }))
    .sort((a, b) => a.name.localeCompare(b.name));
}
