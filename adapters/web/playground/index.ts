import { type Context, Hono } from "hono";
import { html } from "hono/html";
import { Refusal, refusalOf } from "../../../src/core/request/errors.ts";
import { createAssets } from "../assets.ts";
import { secureHeaders } from "../headers.ts";
import { type Posted, parseMessage, parsePress, readPosted, spoken } from "../reply/payload.ts";
import { putForward } from "./clock.ts";
import { Conversations, type Exchange } from "./conversation.ts";
import { createDirectory, type Directory, personOf, placeOf } from "./directory.ts";
import { createEvents } from "./events.ts";
import { renderExchange } from "./exchange.ts";
import { guard, limitBody } from "./guard.ts";
import { renderHome } from "./home.ts";
import type { PlaygroundHost } from "./host.ts";
import { document, renderPage } from "./page.ts";
import { type Outcome, type Turn, takeTurn } from "./turn.ts";

export { Conversations } from "./conversation.ts";
export type { PlaygroundHost, PlaygroundPerson } from "./host.ts";
export { createMessenger } from "./messenger.ts";

/** The playground's own routes; nothing beside them is touched, so it may be mounted anywhere among others. */
export function createPlayground(host: PlaygroundHost, conversations = new Conversations()): Hono {
  const playground: Playground = { host, directory: createDirectory(host), conversations };
  const app = new Hono();
  for (const path of ["/", "/say", "/press", "/clock", "/home", "/events", "/files", "/assets/*"]) {
    app.use(path, secureHeaders, guard(host), limitBody());
  }
  app.get("/", (context) => showPage(playground, context));
  app.get("/home", (context) => showHome(playground, context));
  app.post("/say", (context) => take(playground, context, said));
  app.post("/press", (context) => take(playground, context, pressed));
  app.post("/clock", (context) => putForward(host, context));
  app.get("/files", (context) => sendFile(playground, context));
  app.get("/events", createEvents({ ...host, onChange: (listener) => follow(listener, host, conversations) }));
  app.get("/assets/:name", createAssets("playground"));
  app.onError((error, context) => apologise(playground, context, error));
  return app;
}

function follow(listener: () => void, host: PlaygroundHost, conversations: Conversations) {
  conversations.onArrival(listener);
  return host.onChange(listener);
}

interface Playground {
  host: PlaygroundHost;
  directory(): Promise<Directory>;
  conversations: Conversations;
}

async function showPage({ host, directory, conversations }: Playground, context: Context): Promise<Response> {
  const known = await directory();
  const person = personOf(known, context.req.query("as"));
  const place = placeOf(known, context.req.query("at"));
  if (!person)
    return wrong(
      context,
      200,
      "Nobody is on record yet. Import people, or load the sample city: npm run equity -- demo",
    );
  const exchanges = conversations.shown(person.email, place.id);
  const { draft } = conversations.of(person.email, place.id);
  const say = context.req.query("say");
  const home = await renderHome(host, person, place);
  const words = say === undefined ? draft : { text: say, request: host.newId() };
  return context.html(renderPage({ host, directory: known, person, place, exchanges, draft: words, home }));
}

/** The home page, and the messages that came by themselves: what a page looks at again. */
async function showHome({ host, directory, conversations }: Playground, context: Context): Promise<Response> {
  const known = await directory();
  const person = personOf(known, context.req.query("as"));
  if (!person) return context.text("Nobody is on record yet.\n", 404);
  const place = placeOf(known, context.req.query("at"));
  const home = await renderHome(host, person, place);
  const messages = conversations.shown(person.email, place.id).filter(({ by }) => by === "nobody");
  return context.json({
    html: String(home),
    now: host.now(),
    messages: await rendered(messages, { person, place }, host),
  });
}

/** A file of an answer, as long as the conversation keeps it. */
async function sendFile({ directory, conversations }: Playground, context: Context): Promise<Response> {
  const known = await directory();
  const person = personOf(known, context.req.query("as"));
  const { exchanges } = conversations.of(person?.email ?? "", placeOf(known, context.req.query("at")).id);
  const block = exchanges.find(({ id }) => id === context.req.query("exchange"))?.reply.blocks[
    Number(context.req.query("block"))
  ];
  if (block?.kind !== "file") return wrong(context, 404, "This file is no longer kept here. Ask for it again.");
  const { name, mime, bytes } = block.file;
  const disposition = `attachment; filename="${name.replace(/[^\w.-]/g, "_")}"`;
  return context.body(new Uint8Array(bytes).buffer, 200, { "Content-Type": mime, "Content-Disposition": disposition });
}

type Read = (posted: Posted, known: Directory) => Turn | undefined;

const said: Read = (posted, known) => {
  const message = parseMessage(posted);
  const who = message && whoAndWhere(message, known);
  return who && { ...who, request: message.request, said: message.text, input: spoken(message.text) };
};

const pressed: Read = (posted, known) => {
  const press = parsePress(posted);
  const who = press && whoAndWhere(press, known);
  const { action, exchange, typed } = press ?? {};
  if (!press || !who || action === undefined) return undefined;
  return { ...who, request: press.request, said: press.said, input: press.input, pressed: { action, exchange, typed } };
};

function whoAndWhere(
  { as, at }: { as: string; at: string },
  known: Directory,
): Pick<Turn, "person" | "place"> | undefined {
  const person = known.people.find((one) => one.email === as);
  const place = known.places.find((one) => one.id === at);
  return person && place && { person, place };
}

/** A post, answered with the exchanges that changed, or by going back to the page where there is no JavaScript. */
async function take(playground: Playground, context: Context, read: Read): Promise<Response> {
  const posted = await context.req
    .parseBody({ all: true })
    .then(readPosted, () => undefined)
    .catch(refusalOf);
  if (posted instanceof Refusal) return wrong(context, 400, posted.message);
  const known = await playground.directory();
  const turn = posted && read(posted, known);
  if (!turn) return wrong(context, 400, "This could not be read, so nothing was saved. Reload the page and try again.");
  const outcome = await takeTurn(turn, playground.host, playground.conversations);
  if (context.req.header("accept")?.includes("application/json"))
    return context.json(await news(turn, outcome, playground));
  const query = new URLSearchParams({ as: turn.person.email, at: turn.place.id });
  return context.redirect(`/?${query.toString()}#x${(outcome.added ?? outcome.changed)?.id ?? ""}`, 303);
}

/** What the page's script shows: exchanges that look different where they are, a new one at the end. */
async function news(turn: Turn, { failed, added, changed }: Outcome, { host }: Playground) {
  const before = changed ? await rendered([changed], turn, host) : [];
  const after = added ? await rendered([added], turn, host) : [];
  const exchanges = [...before, ...after.map((one) => ({ ...one, last: true }))];
  return { failed, request: host.newId(), exchanges };
}

function rendered(
  exchanges: readonly Exchange[],
  { person, place }: Pick<Turn, "person" | "place">,
  host: PlaygroundHost,
) {
  const setting = { person: person.email, place, newId: () => host.newId(), drawChart: host.drawChart };
  const all = exchanges.map(async (one) => ({ id: `x${one.id}`, html: String(await renderExchange(one, setting)) }));
  return Promise.all(all);
}

function apologise({ host }: Playground, context: Context, error: unknown): Response | Promise<Response> {
  host.onFault?.(error);
  return wrong(
    context,
    503,
    "Something broke on our side and nothing was saved. What you typed is still in your browser: go back and try again in a minute.",
  );
}

/** What went wrong, in words: a page of its own, or plain for the page's script. */
function wrong(context: Context, status: 200 | 400 | 404 | 503, words: string): Response | Promise<Response> {
  if (wantsJson(context)) return context.text(words, status);
  const body = html`<main class="wrong-page"><h1>Equity Assistant</h1><p>${words}</p><p><a href="/">Back to the playground</a></p></main>`;
  return context.html(document("Something is missing", body), status);
}

const wantsJson = (context: Context) => context.req.header("accept")?.includes("application/json") ?? false;
