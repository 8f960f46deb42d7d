import type { Address } from "../../../src/core/deliveries/deliveries.ts";
import type { Drafts } from "../../../src/core/reply/carried.ts";
import type { Author, Input, Place, Request } from "../../../src/core/request/request.ts";
import { type CardData, type Pressed, unpackPressed } from "../render/carried.ts";
import { type Mention, mentionsIn, plainWords } from "../render/words.ts";
import type { Reference } from "../send/connector.ts";
import { isPersonal, personAddress, referenceOf, roomOf } from "../send/references.ts";
import type { Activity, CardAction, DialogFetch, DialogSubmit, Message } from "./payload.ts";

/** A request, and where and how its answer goes. */
export interface Turn {
  request: Request;
  way: Way;
  /** The card whose button was pressed is of another version, or tells nothing any more. */
  outdated: Pressed | undefined;
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
  /** Who on record somebody means by a mention; undefined where nobody is, and their name must do. */
  introduce(accountId: string): Promise<Author | undefined>;
}

type Asking = Message | CardAction | DialogFetch | DialogSubmit;

/** An activity as the core knows requests; nothing when nobody asked for anything. */
export async function translate(activity: Asking, look: Lookups): Promise<Turn | undefined> {
  if (activity.from.id.startsWith("28:")) return undefined;
  if (activity.type === "invoke") return fromCard(activity, dataOf(activity), SURFACES[activity.name], look);
  if (isData(activity.value)) return fromCard(activity, activity.value, "card", look);
  return isForUs(activity) ? fromWords(activity, look) : undefined;
}

const SURFACES = { "adaptiveCard/action": "card", "task/fetch": "fetch", "task/submit": "dialog" } as const;

const dataOf = (invoke: CardAction | DialogFetch | DialogSubmit) =>
  invoke.name === "adaptiveCard/action" ? invoke.value.action.data : invoke.value.data;

const isData = (value: unknown): value is CardData =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** In a chat of two everything is; elsewhere what mentions the assistant, or was typed for it alone. */
const isForUs = (message: Message) =>
  isPersonal(message.conversation) ||
  message.recipient.isTargeted === true ||
  mentionsIn(message).some(({ account }) => account === message.recipient.id);

function placeOf({ conversation }: Activity, tenant: string): Place {
  const direct = isPersonal(conversation);
  return { platform: "teams", tenant, id: roomOf(conversation), kind: direct ? "direct" : "channel" };
}

/** Messages of two conversations may bear the same id. */
export const idOf = ({ conversation, id }: Pick<Activity, "conversation" | "id">) => `teams:${conversation.id}:${id}`;

function wayOf(activity: Activity, author: Author, surface: Way["surface"]): Omit<Way, "card" | "pressed"> {
  const direct = isPersonal(activity.conversation);
  // The thread it was said in is where it is answered.
  const here = referenceOf(activity, { to: "person" });
  return { surface, direct, reference: here, person: personAddress(author.tenant, author.userId) };
}

async function fromWords(message: Message, look: Lookups): Promise<Turn> {
  const known = await look.author(message.from.id);
  const author = message.locale === undefined ? known : { ...known, locale: message.locale };
  const text = await said(message, look);
  const home = /^(?:home)?$/i.test(text);
  const input: Input = home ? { kind: "values", command: "me", values: {} } : { kind: "text", text };
  const request = { id: idOf(message), author, place: placeOf(message, look.tenant), input };
  const way = { ...wayOf(message, author, home ? "home" : "message"), card: undefined, pressed: undefined };
  return { request, way, outdated: undefined };
}

/** The words somebody typed, their markup taken off, and everybody they mention known. */
async function said(message: Message, look: Lookups): Promise<string> {
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
  activity: Asking,
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
