import { toPerson } from "../deliveries/deliveries.ts";
import { PAGES } from "../people/web.ts";
import { written } from "../reply/form.ts";
import { type Fact, heading, type RawValues, type Reply, reply, text } from "../reply/reply.ts";
import { valuesOf } from "./ask.ts";
import type { Reading } from "./reading.ts";
import type { Place } from "./request.ts";

/** What waits for its button in chat: kept beside the message as a draft, since a file is among it. */
export interface Begun {
  command: string;
  summary: string;
  values: RawValues;
  confirmed: readonly string[];
  /** What it is about, in words. */
  facts: readonly Fact[];
}

export const CONFIRM_IN_CHAT = "confirm-in-chat";

export const isPage = ({ platform, tenant }: Place): boolean => platform === "web" && tenant === PAGES;

/** Long enough to recognise what is confirmed. */
const MOST_SHOWN = 200;

/** Nothing is done yet: the button for it goes to the person's own chat, where everything is checked again. */
export async function confirmInChat({ command, understood, env }: Reading): Promise<Reply> {
  const { stores, actor, write, confirmed } = env;
  const facts = valuesOf(command, understood.values, env).map(({ label, value }) => ({
    label,
    value: value.length > MOST_SHOWN ? `${value.slice(0, MOST_SHOWN)}…` : value,
  }));
  const { name, summary } = command;
  const begun: Begun = { command: name, summary, values: written(command, understood.values), confirmed, facts };
  const draft = await stores.drafts.keep(JSON.stringify(begun));
  await stores.deliveries.enqueue([
    { kind: CONFIRM_IN_CHAT, recipient: toPerson(actor.id), occasion: write.request, data: { draft } },
  ]);
  return {
    ...reply(
      heading("Confirm it in your chat"),
      text(
        "Nothing is saved yet. A message in your own chat with the assistant has the button for it: press it there.",
      ),
    ),
    changed: { record: `person:${actor.id}`, department: undefined },
  };
}
