import { FIRST } from "../../../src/core/places/home.ts";
import { type Block, buttons, type Form, plainText, type Reply, reply, text } from "../../../src/core/reply/reply.ts";
import type { Activity } from "../receive/payload.ts";
import type { Turn, Way } from "../receive/translate.ts";
import { allUnits } from "../render/blocks.ts";
import { LIMITS } from "../render/limits.ts";
import { type Card, cardAttachment, cardOf } from "../render/render.ts";
import { messagesOf, type Outbox, sendHere, sendPrivately, sendReply } from "./outbox.ts";

/** What goes back to Teams for one activity. */
export interface Answer {
  /** The body of the HTTP answer itself; nothing is an empty one. */
  ack?: object | undefined;
  /** What follows once that is out. */
  after(): Promise<void>;
}

const NOTHING = async () => {};

/** The HTTP answer when the real one takes too long, or there is none. */
export function briefly(activity: Activity, words: string): object | undefined {
  if (activity.type !== "invoke") return undefined;
  if (activity.name === "adaptiveCard/action") return cardWords(words);
  return activity.name === "fileConsent/invoke" ? undefined : dialogWords(words);
}

/** Shown beside the card, which stays as it is. */
const cardWords = (value: string) => ({ statusCode: 200, type: "application/vnd.microsoft.activity.message", value });
/** Shown in place of the card, to whoever pressed its button. */
const cardInPlace = (value: Card) => ({ statusCode: 200, type: "application/vnd.microsoft.card.adaptive", value });
const dialogWords = (value: string) => ({ task: { type: "message", value } });

export async function answerTo(answer: Reply, turn: Turn, outbox: Outbox): Promise<Answer> {
  const { way } = turn;
  if (way.surface === "message" || way.surface === "home") return { after: () => sendReply(answer, way, outbox) };
  const asked = way.surface === "card" ? undefined : formIn(answer);
  if (asked) return { ack: await openDialog(dialogTitle(asked), answer.blocks, outbox), after: NOTHING };
  if (way.surface !== "card" && answer.failed) return { ack: await keepDialog(answer, way, outbox), after: NOTHING };
  return way.direct ? answerDirect(answer, way, outbox) : answerElsewhere(answer, way, outbox);
}

/** Whoever pressed a card's button sees the answer in its place at once; the message is changed, too, so that it stays. */
async function answerDirect(answer: Reply, way: Way, outbox: Outbox): Promise<Answer> {
  const ready = await messagesOf(answer, outbox);
  const after = async () => void (await sendHere(answer, way, outbox));
  if (way.surface !== "card") return { ack: dialogWords("Done. The answer is in the chat."), after };
  if (answer.failed) return { ack: cardWords("Nothing was changed: the reason is below."), after };
  const card = ready.first.attachments?.[0]?.content;
  const replaces = ready.others.length === 0 && card !== undefined;
  return { ack: replaces ? cardInPlace(card as Card) : cardWords("The answer is below."), after };
}

/** Others see the card in a channel: what is for one person goes to their own chat before they are told so. */
async function answerElsewhere(answer: Reply, way: Way, outbox: Outbox): Promise<Answer> {
  const words = way.surface === "card" ? cardWords : dialogWords;
  if (answer.visibility === "place") return { ack: words("Done."), after: () => sendReply(answer, way, outbox) };
  const told = await sendPrivately(answer, way, outbox);
  // A dialog is seen by one person only: it may begin to say what became of it.
  const [first = ""] = way.surface === "card" ? [] : plainText(answer).split("\n");
  return { ack: words(`${first}\n${told}`.trim()), after: NOTHING };
}

const formIn = ({ blocks }: Reply): Form | undefined =>
  blocks.flatMap((block) => (block.kind === "form" ? [block.form] : []))[0];

/** What could not be done, and a way back to all that was typed. */
async function keepDialog(answer: Reply, { pressed }: Way, outbox: Outbox): Promise<object> {
  const ask = pressed?.ask;
  if (!ask || Object.keys(pressed.typed).length === 0) return dialogWords(plainText(answer));
  const again: Block = {
    kind: "buttons",
    buttons: [{ label: "Back to the form", command: ask.command, values: ask.values, ask: true }],
  };
  return openDialog("Not saved", [...answer.blocks, again], outbox);
}

/** What sending it does: the form's own title, or "Log training". */
function dialogTitle({ title, command }: Form): string {
  if (title.length <= LIMITS.dialogTitle) return title;
  const words = command.split(" ");
  const action = [words.at(-1), ...words.slice(0, -1)].join(" ");
  return `${action.slice(0, 1).toUpperCase()}${action.slice(1)}`;
}

async function openDialog(title: string, blocks: readonly Block[], { drafts }: Outbox): Promise<object> {
  const units = await allUnits(blocks, "dialog", drafts);
  const words = units.map(({ text: one }) => one).join("\n");
  const card = cardAttachment(
    cardOf(
      units.map(({ element }) => element),
      words,
    ),
  );
  return { task: { type: "continue", value: { title, height: "large", width: "medium", card } } };
}

const EVERYBODYS: ReadonlySet<string> = new Set(["training log", "help"]);

/** A card nobody can read any more: what was typed in it is shown, and there is a fresh one. */
export function outdatedReply({ outdated }: Pick<Turn, "outdated">): Reply {
  const typed = Object.entries(outdated?.typed ?? {}).filter(([, value]) => value !== "");
  const lost: Block[] =
    typed.length === 0
      ? []
      : [
          text("This is what you had typed:"),
          { kind: "facts", facts: typed.map(([label, value]) => ({ label, value })) },
        ];
  return reply(
    { kind: "heading", text: "That card is from an older version" },
    text("Nothing was saved. Please begin again here."),
    ...lost,
    // Who asks is not known here; what they may not do is refused when they press it.
    buttons(...FIRST.filter(({ command }) => EVERYBODYS.has(command))),
  );
}
