import type { Context } from "hono";
import { html } from "hono/html";
import { pagePath } from "../../../src/core/people/web.ts";
import type { ReplyFile } from "../../../src/core/reply/reply.ts";
import { Refusal, refusalOf } from "../../../src/core/request/errors.ts";
import { type Posted, parseAction, readPosted } from "../reply/payload.ts";
import { replyPage } from "./answers.ts";
import type { PagesHost } from "./host.ts";
import { frameOf } from "./press.ts";
import type { Visitor } from "./session.ts";
import { wrong } from "./wrong.ts";

const REQUEST = /^[\w:.-]{1,100}$/;

/** A press or a form: the same road as in chat. A file comes as itself, everything else as a page. */
export async function press(context: Context, { actor }: Visitor, host: PagesHost): Promise<Response> {
  const posted = await postedTo(context);
  if (posted instanceof Refusal) return wrong(context, host, 400, "The file could not be read", posted.message);
  const input = posted && asked(posted);
  if (!posted || !input)
    return wrong(
      context,
      host,
      400,
      "This could not be read",
      "Nothing was saved. Go back, reload the page and try again.",
    );
  const back = pagePath(posted.back);
  const reply = await host.ask(actor.id, input, `pages:${posted.request}`);
  const file = reply.blocks.flatMap((block) => (block.kind === "file" ? [block.file] : []))[0];
  if (file && !reply.failed) return download(context, file);
  if (reply.changed) host.wake();
  const above = html`<p><a href="${back}">Back to the page</a></p>`;
  const shown = replyPage(reply, {
    host,
    actor,
    at: back,
    title: reply.failed ? "That was not done" : "Done",
    frame: frameOf(host, "a", back),
    above,
  });
  return context.html(shown, reply.failed ? STATUS[reply.fault ?? "refused"] : 200);
}

/** What was sent; undefined where it is none of ours, a refusal where its file cannot be read. */
const postedTo = (context: Context): Promise<Posted | Refusal | undefined> =>
  context.req
    .parseBody({ all: true })
    .then(readPosted, () => undefined)
    .catch(refusalOf);

const asked = (posted: Posted) => (REQUEST.test(posted.request ?? "") ? parseAction(posted) : undefined);

const STATUS = { refused: 409, denied: 403, down: 503, broken: 503 } as const;

function download(context: Context, { name, mime, bytes }: ReplyFile): Response {
  const disposition = `attachment; filename="${name.replace(/[^\w.-]/g, "_")}"`;
  return context.body(new Uint8Array(bytes).buffer, 200, { "Content-Type": mime, "Content-Disposition": disposition });
}
