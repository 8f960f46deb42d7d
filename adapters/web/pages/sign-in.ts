import { type Context, Hono } from "hono";
import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import { html } from "hono/html";
import { pagePath } from "../../../src/core/people/web.ts";
import type { Html } from "../reply/frame.ts";
import type { PagesHost } from "./host.ts";
import { document, roleWords } from "./layout.ts";
import { dropSession, keepSession, visitorOf } from "./session.ts";
import { wrong } from "./wrong.ts";

const TOKEN = /^[\w-]{43}$/;

/** Signing in and out. Looking uses nothing up and sets nothing: whatever opens links by itself signs nobody in. */
export function signInRoutes(host: PagesHost): Hono {
  const app = new Hono();
  app.get("/in", (context) => showSignIn(context, host));
  app.post("/in", (context) => (host.provider ? linksAreOff : askForLink)(context, host));
  if (host.provider) {
    app.get("/in/with", (context) => goToProvider(context, host));
    app.get("/in/back", (context) => backFromProvider(context, host));
  }
  if (host.pretend) app.post("/in/as", (context) => signInAs(context, host));
  app.get("/in/:token", (context) => (host.provider ? linksAreOff : askWhether)(context, host));
  app.post("/in/:token", (context) => (host.provider ? linksAreOff : signIn)(context, host));
  app.post("/out", (context) => signOut(context, host));
  return app;
}

const alone = (title: string, city: string, body: Html): Html =>
  document(
    `${title} · ${city}`,
    html`<main id="main" class="alone"><section class="card"><h1>${title}</h1>${body}</section></main>`,
  );

async function showSignIn(context: Context, host: PagesHost): Promise<Response> {
  const to = pagePath(context.req.query("to"));
  const everybody = (await host.pretend?.()) ?? [];
  const hidden = html`<input type="hidden" name="to" value="${to}">`;
  const byLink = html`<p>You get a link in your own chat with the assistant. It works once, for ten minutes.</p>
    <form method="post" action="/in">${hidden}
      <label for="email">Work e-mail</label>
      <input id="email" name="email" type="email" autocomplete="email" required>
      <button class="primary">Send me a link</button>
    </form>`;
  const byProvider = html`<p>You sign in with your city account.</p>
    <p><a class="button primary" href="/in/with?to=${encodeURIComponent(to)}">Sign in</a></p>`;
  const asAnybody = html`<hr><p>This is the playground: be anyone, on this machine only.</p>
    <form method="post" action="/in/as">${hidden}<label for="as">Person</label>
      <select id="as" name="email">${everybody.map(({ email, name }) => html`<option value="${email}">${name}</option>`)}</select>
      <button>Sign in as this person</button></form>`;
  const body = html`${host.provider ? byProvider : byLink}${host.pretend ? asAnybody : ""}`;
  return context.html(alone("Sign in", host.city, body));
}

const linksAreOff = (context: Context, host: PagesHost) =>
  wrong(context, host, 403, "Links are off here", "You sign in with your city account: go on from the first page.");

/** The same answer for everybody: who has an account here is nobody's to find out. */
async function askForLink(context: Context, host: PagesHost): Promise<Response> {
  const { email, to } = await context.req.parseBody();
  const person = await host.byEmail(
    String(email ?? "")
      .trim()
      .slice(0, 320),
  );
  if (person !== undefined) {
    await host.web.askForLink(person, pagePath(String(to ?? "")), host.writeFor(person));
    host.wake();
  }
  const body = html`<p>If that address is on record, a link is on its way to that person’s own chat with the assistant. It works once, for ten minutes, and there is one a minute.</p>
    <p>Nothing there? Ask the equity office whether your address is on record.</p>`;
  return context.html(alone("Look into your chat", host.city, body));
}

async function askWhether(context: Context, host: PagesHost): Promise<Response> {
  const token = context.req.param("token") ?? "";
  const link = TOKEN.test(token) ? await host.web.linkOf(token) : undefined;
  const actor = link && (await host.actor(link.person));
  if (!link || !actor) return spent(context, host);
  const body = html`<p>${roleWords(actor)} of ${host.city}. You stay signed in here for eight hours after you last look at a page.</p>
    <form method="post" action="/in/${token}"><button class="primary">Sign in</button></form>
    <p class="soft">Not you? Close this page. The link was made for ${actor.name} and works once.</p>`;
  return context.html(alone(`Sign in as ${actor.name}?`, host.city, body));
}

const spent = (context: Context, host: PagesHost) =>
  wrong(
    context,
    host,
    410,
    "This link no longer works",
    "It was used, is older than ten minutes, or you asked for a newer one. Go to the first page and ask again.",
  );

async function signIn(context: Context, host: PagesHost): Promise<Response> {
  const token = context.req.param("token") ?? "";
  const link = TOKEN.test(token) ? await host.web.linkOf(token) : undefined;
  const actor = link && (await host.actor(link.person));
  const begun = actor && (await host.web.signIn(token));
  if (!begun) return spent(context, host);
  host.wake();
  keepSession(context, host, begun.token);
  return context.redirect(pagePath(begun.path), 303);
}

async function signInAs(context: Context, host: PagesHost): Promise<Response> {
  const { email, to } = await context.req.parseBody();
  const person = await host.byEmail(String(email ?? ""));
  if (person === undefined) return wrong(context, host, 404, "Nobody has that address", "Choose somebody on the list.");
  keepSession(context, host, await host.web.begin(person, "playground"));
  host.wake();
  return context.redirect(pagePath(String(to ?? "")), 303);
}

/** What was asked is remembered in the browser until it comes back: state, nonce and verifier of one attempt. */
const memoryCookie = (host: PagesHost) => {
  const secure = host.base().startsWith("https:");
  return { name: secure ? "__Host-asked" : "asked", secure };
};

async function goToProvider(context: Context, host: PagesHost): Promise<Response> {
  const begun = await host.provider?.begin();
  if (!begun) return spent(context, host);
  const { name, secure } = memoryCookie(host);
  const memory = JSON.stringify({ memory: begun.memory, to: pagePath(context.req.query("to")) });
  setCookie(context, name, memory, { path: "/", httpOnly: true, sameSite: "Lax", secure, maxAge: 600 });
  return context.redirect(begun.href, 303);
}

async function backFromProvider(context: Context, host: PagesHost): Promise<Response> {
  const { name, secure } = memoryCookie(host);
  const kept = remembered(getCookie(context, name));
  deleteCookie(context, name, { path: "/", secure });
  const url = new URL(context.req.url);
  const here = new URL(url.pathname + url.search, host.base());
  const account =
    kept && (await host.provider?.finish(here, kept.memory).catch((error: unknown) => host.onFault(error)));
  if (!kept || !account)
    return wrong(
      context,
      host,
      400,
      "You were not signed in",
      "The answer of your city’s sign-in did not fit. Try again from the first page.",
    );
  const person = await host.web.personBehind({ platform: "teams", ...account });
  const actor = person === undefined ? undefined : await host.actor(person);
  if (!actor)
    return wrong(context, host, 403, "Your account is not on record", "Ask an administrator to link it to your name.");
  keepSession(context, host, await host.web.begin(actor.id, "identity provider"));
  host.wake();
  return context.redirect(kept.to, 303);
}

function remembered(cookie: string | undefined): { memory: string; to: string } | undefined {
  try {
    const { memory, to } = JSON.parse(cookie ?? "") as Record<string, unknown>;
    return { memory: String(memory), to: pagePath(String(to)) };
  } catch {
    return undefined;
  }
}

async function signOut(context: Context, host: PagesHost): Promise<Response> {
  const visitor = await visitorOf(context, host);
  if (visitor) await host.web.end(visitor.actor.id, visitor.session, host.writeFor(visitor.actor.id));
  dropSession(context, host);
  return context.redirect("/in", 303);
}
