import { toPerson } from "../../src/core/deliveries/deliveries.ts";
import type { MessageEnv } from "../../src/core/deliveries/messages.ts";

/** Private reminders of a quarter's gaps that one person gets, whatever they are about; a third joins the next digest. */
const MOST_REMINDERS = 2;
const KINDS = ["follow-up", "reminder"];

export const ENOUGH = "two reminders this quarter are enough";

export async function wasRemindedEnough(person: number, quarter: string, { stores }: Pick<MessageEnv, "stores">) {
  const sent = (await Promise.all(KINDS.map((kind) => stores.deliveries.posted(kind)))).flat();
  const own = sent.filter(({ recipient, data }) => recipient === toPerson(person) && data["quarter"] === quarter);
  return own.length >= MOST_REMINDERS;
}
