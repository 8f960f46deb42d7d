import type { Context } from "hono";
import { html } from "hono/html";
import type { Block, Reply } from "../../../src/core/reply/reply.ts";
import type { Actor } from "../../../src/core/request/actor.ts";
import type { Frame, Html } from "../reply/frame.ts";
import { renderReply } from "../reply/render.ts";
import type { PagesHost } from "./host.ts";
import { page } from "./layout.ts";
import { type WrongStatus, wrong } from "./wrong.ts";

const STATUS: Readonly<Record<NonNullable<Reply["fault"]>, WrongStatus>> = {
  refused: 404,
  denied: 403,
  down: 503,
  broken: 503,
};
const TITLES: Readonly<Record<NonNullable<Reply["fault"]>, string>> = {
  refused: "There is no such page",
  denied: "This page is not yours to see",
  down: "The database cannot be reached",
  broken: "Something broke on our side",
};

/** A command that could not show its page says why in words; this gives them a title and a status. */
export function refusal(context: Context, host: PagesHost, reply: Reply): Response | Promise<Response> | undefined {
  if (reply.fault) return wrong(context, host, STATUS[reply.fault], TITLES[reply.fault], wordsOf(reply));
  const because = formErrors(reply);
  return because === "" ? undefined : wrong(context, host, 404, TITLES.refused, because);
}

const wordsOf = ({ blocks }: Reply) =>
  blocks.flatMap((block) => (block.kind === "text" || block.kind === "heading" ? [block.text] : [])).join(" ");

const formErrors = ({ blocks }: Reply) =>
  blocks
    .flatMap((block) => (block.kind === "form" ? block.form.inputs.flatMap(({ error }) => error ?? []) : []))
    .join(" ");

/** A reply as a page: its first heading is the page's own, and every record in it is a link. */
export function replyPage(
  reply: Reply,
  given: { host: PagesHost; actor: Actor; at: string; title: string; frame: Frame; above?: Html },
): Html {
  const [first, ...rest] = reply.blocks;
  const titled = first?.kind === "heading";
  const blocks = titled ? rest : reply.blocks;
  const shown = { ...reply, blocks: blocks.filter((block) => !isButtons(block) || mayPress(given.actor)) };
  const body = html`<div class="head"><div><h1>${titled ? first.text : given.title}</h1></div></div>${given.above ?? ""}
    <section class="card reply">${renderReply(shown, given.frame)}</section>`;
  return page({ title: given.title, city: given.host.city, at: given.at, actor: given.actor, body });
}

const isButtons = (block: Block) => block.kind === "buttons";
/** Auditors see without buttons. */
const mayPress = ({ granted }: Actor) => !granted.includes("auditor");
