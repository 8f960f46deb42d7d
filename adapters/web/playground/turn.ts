import type { Block, Form, RawValues, Reply } from "../../../src/core/reply/reply.ts";
import type { Input, Place } from "../../../src/core/request/request.ts";
import type { Conversations, Exchange } from "./conversation.ts";
import type { PlaygroundHost, PlaygroundPerson } from "./host.ts";

/** One message, one press or one form, from somebody somewhere. */
export interface Turn {
  person: PlaygroundPerson;
  place: { id: string; kind: Place["kind"] };
  request: string;
  said: string;
  input: Input;
  /** The button or form it came from, and the exchange that showed it. */
  pressed?: { action: string; exchange: string | undefined; typed: RawValues | undefined };
}

/** What the page must show now: an exchange at the end, and one before it that looks different. */
export interface Outcome {
  failed: boolean;
  added?: Exchange | undefined;
  changed?: Exchange | undefined;
}

/** Hands one turn to the core and remembers what came of it. */
export async function takeTurn(turn: Turn, host: PlaygroundHost, conversations: Conversations): Promise<Outcome> {
  const reply = await ask(turn, host);
  const shown = shownExchange(turn, conversations);
  const failed = reply.failed ?? false;
  if (turn.pressed?.typed && shown && staysOpen(reply)) return { failed, changed: reopen(shown, turn, reply) };
  if (turn.pressed && shown) settle(shown, turn, failed);
  if (!turn.pressed) conversations.of(turn.person.email, turn.place.id).draft = draftOf(turn, failed);
  const added = conversations.add(turn.person.email, turn.place.id, {
    id: host.newId(),
    request: turn.request,
    at: host.now(),
    said: turn.said,
    by: turn.pressed ? "pressed" : "typed",
    reply,
  });
  return { failed, added, changed: turn.pressed?.typed ? shown : undefined };
}

/** The request ids of other platforms cannot be named from here: ours begin with their own word. */
export function ask(turn: Pick<Turn, "person" | "place" | "request" | "input">, host: PlaygroundHost): Promise<Reply> {
  const { email, name } = turn.person;
  const { id, kind } = turn.place;
  const platform = { platform: "web", tenant: "playground" } as const;
  return host.handle({
    id: `playground:${turn.request}`,
    author: { ...platform, userId: email, email, name, kind: "member" },
    place: { ...platform, id: kind === "direct" ? `direct:${email}` : id, kind },
    input: turn.input,
  });
}

function shownExchange({ person, place, pressed }: Turn, conversations: Conversations): Exchange | undefined {
  if (pressed?.exchange === undefined) return undefined;
  return conversations.of(person.email, place.id).exchanges.find((one) => one.id === pressed.exchange);
}

const draftOf = ({ said, request }: Turn, failed: boolean) => (failed ? { text: said, request } : undefined);

/** Nothing was done, or something must be looked at again: the form stays where it is. */
const staysOpen = (reply: Reply) =>
  reply.failed === true || formsOf(reply).some((form) => form.inputs.some((input) => input.error));

const formsOf = (reply: Reply): Form[] => reply.blocks.flatMap((block) => (block.kind === "form" ? [block.form] : []));

function reopen(shown: Exchange, { pressed, request }: Turn, reply: Reply): Exchange {
  delete shown.kept;
  if (reply.failed !== true) return Object.assign(shown, { reply });
  const typed = pressed?.typed ?? {};
  const blocks = shown.reply.blocks.map((block) => withTyped(block, typed));
  const kept = { action: pressed?.action ?? "", request, notice: reply };
  return Object.assign(shown, { reply: { ...shown.reply, blocks }, kept });
}

function withTyped(block: Block, typed: RawValues): Block {
  if (block.kind !== "form") return block;
  const inputs = block.form.inputs.map((input) => ({ ...input, value: String(typed[input.name] ?? input.value) }));
  return { kind: "form", form: { ...block.form, inputs } };
}

/** A form that was sent is closed; a press that failed keeps its request. */
function settle(shown: Exchange, { pressed, request }: Turn, failed: boolean): void {
  delete shown.kept;
  if (failed) shown.kept = { action: pressed?.action ?? "", request, notice: undefined };
  else if (pressed?.typed) shown.sent = true;
}
