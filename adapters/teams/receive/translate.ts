import { createHash } from "node:crypto";
import { hasSlash } from "../../../src/core/command/slash.ts";
import type { Address } from "../../../src/core/deliveries/deliveries.ts";
import { unread } from "../../../src/core/import/dropped.ts";
import type { Drafts } from "../../../src/core/reply/carried.ts";
import { type Reply, reply, text as words } from "../../../src/core/reply/reply.ts";
import { Refusal } from "../../../src/core/request/errors.ts";
import type { Author, Input, Place, Request, Written } from "../../../src/core/request/request.ts";
import { type CardData, type Pressed, unpackPressed } from "../render/carried.ts";
import { fromHtml, type Mention, mentionsIn, plainWords } from "../render/words.ts";
import type { Reference } from "../send/connector.ts";
import { isPersonal, personAddress, referenceOf, roomOf } from "../send/references.ts";
import type {
  Activity,
  Attachment,
  CardAction,
  DialogFetch,
  DialogSubmit,
  Edit,
  Message,
  MessageAction,
} from "./payload.ts";

/** A request, and where and how its answer goes. */
export interface Turn {
  request: Request;
  way: Way;
  /** The card whose button was pressed is of another version, or tells nothing any more. */
  outdated: Pressed | undefined;
  /** What is answered without asking the core: a file that could not be read. */
  refused?: Reply;
  /** What is said besides of what came with the words. */
  note?: string;
}

export interface Way {
  surface: "message" | "home" | "card" | "fetch" | "dialog";
  /** A chat of the person and the assistant alone. */
  direct: boolean;
  /** Where it was asked. */
  reference: Reference;
  /** The person alone. */
  person: Address;
  /** The message that holds the card whose button was pressed. */
  card: string | undefined;
  /** A dialog's card: what it asked for with all that was typed, to begin again. */
  pressed: Pressed | undefined;
}

/** What translating needs to look up. */
export interface Lookups {
  tenant: string;
  drafts: Drafts;
  author(accountId: string): Promise<Author>;
  /** Whoever wrote a message that somebody else chose: perhaps one the assistant sees nowhere. */
  writer(objectId: string): Promise<Author>;
  /** Who on record somebody means by a mention; undefined where nobody is, and their name must do. */
  introduce(accountId: string): Promise<Author | undefined>;
  /** The text of a file somebody dropped into their chat; throws a refusal. */
  readFile(file: Attachment): Promise<string>;
}

type Asking = Message | Edit | CardAction | DialogFetch | DialogSubmit | MessageAction;

/** An activity as the core knows requests; nothing when nobody asked for anything. */
export async function translate(activity: Asking, look: Lookups): Promise<Turn | undefined> {
  if (activity.from.id.startsWith("28:")) return undefined;
  if (activity.type === "messageUpdate") return fromEdit(activity, look);
  if (activity.type === "invoke" && activity.name === "composeExtension/fetchTask") return fromMessage(activity, look);
  if (activity.type === "invoke") return fromCard(activity, dataOf(activity), SURFACES[activity.name], look);
  if (isData(activity.value)) return fromCard(activity, activity.value, "card", look);
  return isForUs(activity) ? fromWords(activity, look) : undefined;
}

const SURFACES = {
  "adaptiveCard/action": "card",
  "task/fetch": "fetch",
  "task/submit": "dialog",
  "composeExtension/submitAction": "dialog",
} as const;

const dataOf = (invoke: CardAction | DialogFetch | DialogSubmit) =>
  invoke.name === "adaptiveCard/action" ? invoke.value.action.data : invoke.value.data;

const isData = (value: unknown): value is CardData =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** In a chat of two everything is; elsewhere what mentions the assistant, or was typed for it alone. */
const isForUs = (message: Message) =>
  isPersonal(message.conversation) ||
  message.recipient.isTargeted === true ||
  mentionsIn(message).some(({ account }) => account === message.recipient.id);

/** What is chosen from the menu of a message may come from where the assistant is not: no way to write to anybody. */
export const isWithUs = (activity: Activity) =>
  activity.type !== "invoke" || !activity.name.startsWith("composeExtension/");

function placeOf({ conversation }: Activity, tenant: string): Place {
  const direct = isPersonal(conversation);
  return { platform: "teams", tenant, id: roomOf(conversation), kind: direct ? "direct" : "channel" };
}

/** Messages of two conversations may bear the same id; each edit of one bears the message's. */
export function idOf(activity: Activity): string {
  const id = messageId(activity);
  if (activity.type !== "messageUpdate") return id;
  const { timestamp, text } = activity;
  return `${id}:${createHash("sha256")
    .update(JSON.stringify([timestamp, text]))
    .digest("base64url")
    .slice(0, 16)}`;
}

const messageId = ({ conversation, id }: Activity) => `teams:${conversation.id}:${id}`;

function wayOf(activity: Activity, author: Author, surface: Way["surface"]): Omit<Way, "card" | "pressed"> {
  const direct = isPersonal(activity.conversation);
  // The thread it was said in is where it is answered.
  const here = referenceOf(activity, { to: "person" });
  return { surface, direct, reference: here, person: personAddress(author.tenant, author.userId) };
}

async function fromWords(message: Message, look: Lookups): Promise<Turn> {
  const author = await authorOf(message, look);
  const text = await said(message, look);
  const [file] = message.attachments;
  if (file && text === "" && isPersonal(message.conversation)) return fromFile(file, message, author, look);
  const home = /^(?:home)?$/i.test(text);
  const input: Input = home ? { kind: "values", command: "me", values: {} } : { kind: "text", text };
  const turn = turnOf(message, author, input, look, home ? "home" : "message");
  return file ? { ...turn, note: unread(file.name) } : turn;
}

async function authorOf({ from, locale }: Message | Edit, look: Lookups): Promise<Author> {
  const known = await look.author(from.id);
  return locale === undefined ? known : { ...known, locale };
}

function turnOf(activity: Asking, author: Author, input: Input, look: Lookups, surface: Way["surface"]): Turn {
  const request = { id: idOf(activity), author, place: placeOf(activity, look.tenant), input };
  const way = { ...wayOf(activity, author, surface), card: undefined, pressed: undefined };
  return { request, way, outdated: undefined };
}

/** A file by itself is read as a sign-in sheet. */
async function fromFile(file: Attachment, message: Message, author: Author, look: Lookups): Promise<Turn> {
  const turn = (sheet: string) =>
    turnOf(message, author, { kind: "values", command: "training sheet", values: { sheet } }, look, "message");
  try {
    return turn(await look.readFile(file));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { ...turn(""), refused: { ...reply(words(error.message)), failed: true } };
  }
}

/** An edited message offers to correct the record that it made. In channels edits are not heard. */
async function fromEdit(edit: Edit, look: Lookups): Promise<Turn | undefined> {
  if (edit.channelData?.eventType === "undeleteMessage" || !isPersonal(edit.conversation)) return undefined;
  const author = await authorOf(edit, look);
  const values = { said: await said(edit, look), message: messageId(edit) };
  return turnOf(edit, author, { kind: "values", command: "fix edited", values }, look, "message");
}

/** "Log this training": what the author of a message said that day, recorded by whoever chose it. */
async function fromMessage(chosen: MessageAction, look: Lookups): Promise<Turn> {
  const { commandId, messagePayload } = chosen.value;
  const author = await look.author(chosen.from.id);
  const people = await mentionedIn(messagePayload, look);
  const text = fromHtml(messagePayload.body?.content ?? "", (id) => people.get(id));
  const [root = ""] = commandId.split("_");
  const written = await writtenBy(messagePayload, look);
  const input: Input = { kind: "text", text, ...(hasSlash(root) ? { root } : {}), ...(written ? { written } : {}) };
  return turnOf(chosen, author, input, look, "fetch");
}

type Payload = MessageAction["value"]["messagePayload"];

/** What takes the place of each mention. What is no person is the assistant, or another app: addressing it says nothing. */
async function mentionedIn({ mentions = [] }: Payload, look: Lookups): Promise<Map<string, string>> {
  const people = new Map<string, string>();
  for (const { id, mentioned } of mentions) {
    const user = mentioned?.user?.id;
    const known = user === undefined ? undefined : await look.introduce(user);
    if (known || user === undefined) people.set(String(id), known ? `<@${known.userId}>` : "");
  }
  return people;
}

async function writtenBy({ createdDateTime = "", from }: Payload, look: Lookups): Promise<Written | undefined> {
  const [at, writer] = [Date.parse(createdDateTime), from?.user?.id];
  return Number.isNaN(at) ? undefined : { at, author: writer === undefined ? undefined : await look.writer(writer) };
}

/** The words somebody typed, their markup taken off, and everybody they mention known. */
async function said(message: Message | Edit, look: Lookups): Promise<string> {
  const mentions = mentionsIn(message);
  const people = new Map<string, string>();
  for (const { account } of mentions) {
    if (account === message.recipient.id || people.has(account)) continue;
    const author = await look.introduce(account);
    if (author) people.set(account, `<@${author.userId}>`);
  }
  const words = ({ account, name }: Mention) => (account === message.recipient.id ? "" : (people.get(account) ?? name));
  // Typed as in Slack, or chosen from Teams' own list: `/equity` alone says nothing.
  return plainWords(message.text ?? "", mentions, words).replace(/^\/equity\b\s*/i, "");
}

async function fromCard(
  activity: Exclude<Asking, Edit>,
  data: CardData | undefined,
  surface: "card" | "fetch" | "dialog",
  look: Lookups,
): Promise<Turn> {
  const author = await look.author(activity.from.id);
  const pressed = await unpackPressed(data, look.drafts);
  const input: Input = pressed.ask ?? { kind: "values", command: "", values: {} };
  const id = pressed.sending === undefined ? idOf(activity) : `teams:form:${author.userId}:${pressed.sending}`;
  const card = surface === "card" ? activity.replyToId : undefined;
  return {
    request: { id, author, place: placeOf(activity, look.tenant), input },
    way: { ...wayOf(activity, author, surface), card, pressed },
    outdated: pressed.older ? pressed : undefined,
  };
}
