import { type Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { START } from "../../../src/core/people/web.ts";
import { rolesOf } from "../../../src/core/request/actor.ts";
import { pageIn } from "../../../src/domain/pages/page.ts";
import { createAssets } from "../assets.ts";
import { secureHeaders } from "../headers.ts";
import { refusal, replyPage } from "./answers.ts";
import { department } from "./department.ts";
import { press } from "./do.ts";
import { guard } from "./guard.ts";
import type { PagesHost } from "./host.ts";
import { page } from "./layout.ts";
import { noticeRoutes } from "./notices.ts";
import { overview } from "./overview.ts";
import { frameOf } from "./press.ts";
import { register } from "./register.ts";
import { type Visitor, visitorOf } from "./session.ts";
import { signInRoutes } from "./sign-in.ts";
import { wrong } from "./wrong.ts";

export type { PagesHost, Provider } from "./host.ts";

type Show = (context: Context, visitor: Visitor, host: PagesHost) => Promise<Response> | Response;

/** The pages that are read by one command, and shown as it answers. */
const READ: readonly { path: string; title: string; commands: readonly string[]; values?: Record<string, string> }[] = [
  { path: "/training", title: "Training", commands: ["training table", "training due"] },
  { path: "/record/:record", title: "Record", commands: ["history record"] },
  { path: "/reports", title: "Reports", commands: ["report annual", "report list"] },
  { path: "/reports/annual/:period", title: "Annual report", commands: ["report annual", "report list"] },
  { path: "/plan", title: "Plan", commands: ["plan show", "plan raci"] },
  { path: "/trail", title: "Audit trail", commands: ["audit show"], values: { period: "this quarter" } },
  { path: "/deliveries", title: "Messages", commands: ["status deliveries"] },
  { path: "/me", title: "My record", commands: ["me"] },
];

/** Every page of the signed-in. Only GET shows, only POST does, and every press goes to the dispatcher. */
export function createPages(host: PagesHost): Hono {
  const app = new Hono();
  for (const path of PATHS) app.use(path, secureHeaders, guard(host), limit(host));
  app.get("/look/:name", createAssets("pages"));
  app.route("/", signInRoutes(host));
  app.route("/", noticeRoutes(host));
  const get = (path: string, show: Show) => app.get(path, (context) => signedIn(context, host, show));
  get("/overview", showOverview);
  get("/departments", showDepartments);
  get("/departments/:code", showDepartment);
  get("/records", (context) => context.redirect("/records/training", 303));
  get("/records/:noun", showRegister);
  for (const one of READ) get(one.path, (context, visitor) => showReplies(context, visitor, host, one));
  app.post("/do", (context) => signedIn(context, host, press));
  app.onError((error, context) => {
    host.onFault(error);
    return wrong(
      context,
      host,
      503,
      "The page cannot be shown just now",
      "Nothing was changed. Try again in a minute.",
    );
  });
  return app;
}

const PATHS = [
  ...["/look/*", "/privacy", "/terms", "/in", "/in/*", "/out", "/do", "/overview", "/departments", "/departments/*"],
  ...["/records", "/records/*", "/import"],
  ...READ.map(({ path }) => path),
];

const MOST_BYTES = 20 * 1024 * 1024;

const limit = (host: PagesHost) =>
  bodyLimit({
    maxSize: MOST_BYTES,
    onError: (context) =>
      wrong(context, host, 413, "That is too much at once", "A file may have 20 MB. Nothing was saved."),
  });

/** Whoever is not signed in is asked to, and comes back to this page. */
async function signedIn(context: Context, host: PagesHost, show: Show): Promise<Response> {
  const visitor = await visitorOf(context, host);
  if (visitor) return show(context, visitor, host);
  const { pathname, search } = new URL(context.req.url);
  const to = context.req.method === "GET" ? pathname + search : START;
  return context.redirect(`/in?to=${encodeURIComponent(to)}`, 303);
}

/** The query, as the command's fields read it: what is not asked for stays out. */
function asked(context: Context, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = context.req.query(name);
      return value === undefined || value === "" ? [] : [[name, value.slice(0, 300)]];
    }),
  );
}

const read = (host: PagesHost, { actor }: Visitor, command: string, values: Record<string, string>) =>
  host.ask(actor.id, { kind: "values", command, values }, host.newId());

async function showOverview(context: Context, visitor: Visitor, host: PagesHost): Promise<Response> {
  const { actor } = visitor;
  const roles = rolesOf(actor);
  if (!roles.includes("officer") && !roles.includes("auditor")) {
    const [led] = actor.leads;
    return context.redirect(led === undefined ? "/me" : `/departments/${led}`, 303);
  }
  const reply = await read(host, visitor, "page overview", asked(context, ["period", "requirement"]));
  const shown = pageIn(reply, "overview");
  if (!shown) return unshown(context, host, reply);
  const body = overview(shown, frameOf(host, "o", here(context)));
  return context.html(page({ title: "Overview", city: host.city, at: "/overview", actor, body }));
}

const here = (context: Context) => {
  const { pathname, search } = new URL(context.req.url);
  return pathname + search;
};

const unshown = (context: Context, host: PagesHost, reply: Parameters<typeof refusal>[2]) =>
  refusal(context, host, reply) ?? wrong(context, host, 404, "There is no such page", "Go on from the first page.");

/** A lead's own department, for everybody else the grid. */
const showDepartments: Show = (context, { actor }) => {
  const [led] = actor.leads;
  return context.redirect(led === undefined ? "/overview#grid" : `/departments/${led}`, 303);
};

async function showDepartment(context: Context, visitor: Visitor, host: PagesHost): Promise<Response> {
  const code = context.req.param("code") ?? "";
  const reply = await read(host, visitor, "page department", { department: code, ...asked(context, ["period"]) });
  const shown = pageIn(reply, "department");
  if (!shown) return unshown(context, host, reply);
  const body = department(shown, frameOf(host, "d", here(context)));
  const { actor } = visitor;
  return context.html(page({ title: shown.name, city: host.city, at: `/departments/${code}`, actor, body }));
}

const FILTERS = ["department", "period", "undone", "sort", "after"];

async function showRegister(context: Context, visitor: Visitor, host: PagesHost): Promise<Response> {
  const of = context.req.param("noun") ?? "";
  const unknown = Object.keys(context.req.query()).find((name) => !FILTERS.includes(name));
  if (unknown !== undefined)
    return wrong(context, host, 404, `A register has no "${unknown}"`, `It can be asked for by ${FILTERS.join(", ")}.`);
  const reply = await read(host, visitor, "page register", { of, ...asked(context, FILTERS) });
  const shown = pageIn(reply, "register");
  if (!shown) return unshown(context, host, reply);
  const body = register(shown, frameOf(host, "r", here(context)));
  const at = `/records/${of}`;
  return context.html(page({ title: shown.title, city: host.city, at, actor: visitor.actor, body }));
}

async function showReplies(
  context: Context,
  visitor: Visitor,
  host: PagesHost,
  { title, commands, values: usual = {} }: (typeof READ)[number],
): Promise<Response> {
  const said = {
    ...context.req.param(),
    ...asked(context, ["period", "department", "page", "goal", "duty", "after", "record", "people"]),
  };
  const values = Object.keys(said).length === 0 ? usual : said;
  const replies = await Promise.all(commands.map((command) => read(host, visitor, command, values)));
  const [first, ...more] = replies;
  const refused = first && refusal(context, host, first);
  if (!first || refused) return refused ?? unshown(context, host, first ?? { visibility: "private", blocks: [] });
  const blocks = more.filter(({ failed }) => !failed).flatMap((one) => one.blocks);
  const frame = frameOf(host, "p", here(context));
  const shown = { ...first, blocks: [...first.blocks, ...blocks] };
  return context.html(
    replyPage(shown, { host, actor: visitor.actor, at: new URL(context.req.url).pathname, title, frame }),
  );
}
