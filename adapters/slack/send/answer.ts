import { randomUUID } from "node:crypto";
import type { types } from "@slack/bolt";
import {
  type Block,
  buttons,
  type Form,
  type Input,
  plainText,
  type Reply,
  reply as replyOf,
  text,
} from "../../../src/core/reply/reply.ts";
import { DatabaseDown } from "../../../src/core/request/errors.ts";
import type { Payload } from "../receive/payload.ts";
import { AGAIN } from "../receive/receiver.ts";
import type { Way } from "../receive/turn.ts";
import { openButton } from "../render/blocks.ts";
import { unpackForm } from "../render/carried.ts";
import { blockOf, firstBlock, typedIn } from "../render/inputs.ts";
import { modalOf, noticeOf } from "../render/modal.ts";
import { failureOf } from "./clients.ts";
import { messagesOf, type Outbox, QUIET, sendReply, sendRestSurely } from "./outbox.ts";

/** What goes back to Slack for one request. */
export interface Answer {
  /** The body of the HTTP answer itself; nothing is an empty one. */
  ack?: object | undefined;
  /** What follows once that is out; whether it is part of the answer. */
  after(): Promise<void>;
  more?: boolean;
  /** All of it, when the HTTP answer had to go out before. */
  late(): Promise<void>;
}

const NOTHING = async () => {};

/** The HTTP answer when the real one takes too long. */
export const workingOnIt = (payload: Payload): object | undefined => meanwhile(payload, "Working on it…");

/** The same where it cannot be promised that there will be one: an event comes again. */
export const unsure = (payload: Payload): object | typeof AGAIN | undefined =>
  payload.kind === "event" ? AGAIN : meanwhile(payload, SLOW);

const SLOW =
  "This takes longer than usual. If no answer comes within a minute, look at what is on record before you try again.";

function meanwhile(payload: Payload, words: string): object | undefined {
  if (payload.kind === "command") return { response_type: "ephemeral", text: words };
  const sent = payload.kind === "interactivity" && payload.interactivity.type === "view_submission";
  return sent ? { response_action: "update", view: saying(words) } : undefined;
}

/** What is said when it could not be found out what a request needs. */
export const unable = (error: unknown): Reply => ({ ...replyOf(text(unableWords(error))), failed: true });

function unableWords(error: unknown): string {
  if (error instanceof DatabaseDown) return "The database cannot be reached. Nothing was saved: try again in a minute.";
  const failure = failureOf(error);
  return failure.kind === "refused" && failure.code === "missing_scope"
    ? `Slack does not tell me who you are: an administrator must give this app the scope ${failure.needed ?? "users:read"}. Nothing was saved.`
    : "Slack did not say who you are. Nothing was saved: try again in a minute.";
}

const saying = (text: string): types.ModalView => ({
  type: "modal",
  callback_id: "notice",
  title: { type: "plain_text", text: "Equity Assistant" },
  close: { type: "plain_text", text: "Close" },
  blocks: [{ type: "section", text: { type: "plain_text", text } }],
});

const ELSEWHERE = saying("The answer is in your conversation.");

/** Opens the modal where the answer is a form, and says how everything else goes back. */
export async function answerTo(reply: Reply, way: Way, outbox: Outbox): Promise<Answer> {
  // The page is open in their browser; where they must sign in, the link is on its way to them.
  if (way.opens) return { after: NOTHING, late: NOTHING };
  if (way.surface === "form") return answerToForm(reply, way, outbox);
  const asked = formIn(reply);
  if (asked && way.trigger !== undefined && (await open(asked, way, outbox))) return { after: NOTHING, late: NOTHING };
  if (way.surface === "modal" && way.viewId !== undefined) return answerInModal(reply, way.viewId, way, outbox);
  const send = () => sendReply(reply, way, outbox);
  if (way.surface !== "command") return { after: send, late: send };
  const { first, others, files, charts } = await messagesOf(reply, outbox);
  return {
    ack: { ...first, ...QUIET, response_type: reply.visibility === "place" ? "in_channel" : "ephemeral" },
    after: () => sendRestSurely({ others, files, charts }, reply, way, outbox),
    more: others.length + files.length + charts.length > 0,
    late: send,
  };
}

/** What was asked for inside of a modal is answered there. */
function answerInModal(reply: Reply, viewId: string, way: Way, outbox: Outbox): Answer {
  const show = async () => {
    const notice = await noticeOf("Equity Assistant", reply.blocks, outbox.drafts);
    if (!(await changed(viewId, notice, outbox, way.viewHash))) await sendReply(reply, way, outbox);
  };
  return { after: show, late: show };
}

/** False when the modal is not there any more, shows something else by now (`hash`), or cannot hold that. */
async function changed(
  viewId: string,
  view: types.ModalView | undefined,
  { client, onFault }: Outbox,
  hash?: string,
): Promise<boolean> {
  try {
    await client.views.update({ view_id: viewId, view: view ?? ELSEWHERE, ...(hash === undefined ? {} : { hash }) });
    return view !== undefined;
  } catch (error) {
    onFault(error);
    return false;
  }
}

interface Asked {
  form: Form;
  about: Block[];
}

/** A reply that is a form and words about it; beside buttons, tables or files a form stays in its message. */
function formIn({ blocks }: Reply): Asked | undefined {
  const forms = blocks.flatMap((block) => (block.kind === "form" ? [block.form] : []));
  const about = blocks.filter((block) => block.kind !== "form");
  const [form, ...more] = forms;
  const simple = about.every(({ kind }) => kind === "heading" || kind === "text" || kind === "facts");
  return form && more.length === 0 && simple ? { form, about } : undefined;
}

const newMark = () => randomUUID().slice(0, 8);

const whenceOf = ({ channel, thread, url, at }: Way) => ({
  ...(channel === undefined ? {} : { channel }),
  ...(thread === undefined ? {} : { thread }),
  ...(url === undefined ? {} : { url }),
  ...(at === undefined ? {} : { at }),
});

/** The form as a modal; between its pages with all that was typed. Nothing when it is to be a message. */
function viewOf({ form, about }: Asked, way: Way, outbox: Outbox): Promise<types.ModalView | undefined> {
  const { at, typed = {} } = way;
  const filled = ({ name, value }: Input) => (name in typed ? String(typed[name] ?? "") : value);
  const inputs = form.inputs.map((input) => ({ ...input, value: filled(input) }));
  return modalOf(at === undefined ? form : { ...form, inputs }, about, whenceOf(way), newMark(), outbox);
}

/** False when Slack would not open it any more: the message with its button is the way back. */
async function open(asked: Asked, way: Way, outbox: Outbox): Promise<boolean> {
  const view = await viewOf(asked, way, outbox);
  if (!view) return false;
  if (way.surface === "modal" && way.viewId !== undefined) return changed(way.viewId, view, outbox, way.viewHash);
  try {
    await outbox.client.views.open({ trigger_id: way.trigger ?? "", view });
    return true;
  } catch (error) {
    outbox.onFault(error);
    return false;
  }
}

/** What is wrong stays at its input and nothing typed is lost; the next step takes the form's place; else the form closes. */
async function answerToForm(reply: Reply, way: Way, outbox: Outbox): Promise<Answer> {
  const asked = formIn(reply);
  const late = () => lateForm(reply, way, outbox);
  const errors = errorsOf(reply, asked?.form, way);
  if (errors) return { ack: { response_action: "errors", errors }, after: NOTHING, late };
  const view = asked && (await viewOf(asked, way, outbox));
  if (view) return { ack: { response_action: "update", view }, after: NOTHING, late };
  const next = await nextOf(reply, way, outbox);
  return {
    ...(next ? { ack: { response_action: "update", view: next } } : {}),
    after: async () => sendReply(await withWayBack(reply, way, outbox), way, outbox),
    late,
  };
}

/** What one goes on with takes the place of what was sent, below a line that says what became of that. */
async function nextOf(reply: Reply, way: Way, outbox: Outbox): Promise<types.ModalView | undefined> {
  if (!reply.next || reply.failed) return undefined;
  const title = reply.blocks.find((block) => block.kind === "heading")?.text ?? "Saved";
  const about = [text(`${title}. What is next, whenever you like:`)];
  return modalOf(reply.next, about, { ...whenceOf(way), at: undefined }, newMark(), outbox);
}

function errorsOf(reply: Reply, form: Form | undefined, { view }: Way): Record<string, string> | undefined {
  if (!view) return undefined;
  if (form) return errorsAt(form, view);
  const [block, words] = [reply.failed ? firstBlock(view) : undefined, plainText(reply)];
  return block === undefined || words.length > MOST_ERROR ? undefined : { [block]: words };
}

/** Nothing when an error is too long, or at an input that this view does not show: then the whole form is shown anew. */
function errorsAt(form: Form, view: NonNullable<Way["view"]>): Record<string, string> | undefined {
  const wrong = form.inputs.flatMap(({ name, error }) => (error === undefined ? [] : [{ name, error }]));
  const placed = wrong.map(({ name, error }) => [blockOf(view, name), error] as const);
  const found = placed.flatMap(([block, error]) => (block === undefined ? [] : [[block, error] as const]));
  const shown = found.length === wrong.length && found.every(([, error]) => error.length <= MOST_ERROR);
  return wrong.length > 0 && shown ? Object.fromEntries(found) : undefined;
}

const MOST_ERROR = 1_500;

/**
 * The modal says "Working on it…" by now: what came of it takes that place, and what was typed is carried by a button. Where
 * somebody has closed it, all of that comes as a message.
 */
async function lateForm(reply: Reply, way: Way, outbox: Outbox): Promise<void> {
  const { view } = way;
  if (!view) return;
  const asked = formIn(reply);
  if (asked) {
    const next = await viewOf(asked, way, outbox);
    if (!(await changed(view.id, next, outbox))) await sendReply(reply, way, outbox);
    return;
  }
  const whole = await withWayBack(reply, way, outbox);
  const words = reply.failed ? whole.blocks : [text("Done. The answer is in your conversation.")];
  const next = await nextOf(reply, way, outbox);
  const notice = next ?? (await noticeOf("Equity Assistant", words, outbox.drafts));
  const shown = await changed(view.id, notice, outbox);
  if (!shown || !reply.failed) await sendReply(whole, way, outbox);
}

/** What was typed into a form that is closed by now, and led to nothing, is carried by a button that opens it again. */
async function withWayBack(reply: Reply, { view }: Way, outbox: Outbox): Promise<Reply> {
  if (!reply.failed || !view) return reply;
  return { ...reply, blocks: [...reply.blocks, buttons(await reopenButton(view, outbox))] };
}

async function reopenButton(view: NonNullable<Way["view"]>, { drafts }: Outbox) {
  const { ask } = await unpackForm(view.private_metadata, drafts);
  const hidden = { ...ask.values, ...typedIn(view) };
  const confirmed = ask.confirmed ? { confirmed: ask.confirmed } : {};
  return openButton({ command: ask.command, title: "", submit: "", inputs: [], hidden, ...confirmed });
}
