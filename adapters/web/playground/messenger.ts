import type { Address, Messenger, OutgoingMessage, SendResult } from "../../../src/core/deliveries/deliveries.ts";
import { type Conversations, EVERYONE } from "./conversation.ts";
import type { PlaygroundHost } from "./host.ts";

/** Messages nobody asked for arrive in the person's direct message, or in the channel for everyone there. */
export function createMessenger(
  host: Pick<PlaygroundHost, "now" | "newId" | "departments">,
  conversations: Conversations,
): Messenger {
  const channel = async (code: string) => (await host.departments()).find((department) => department.code === code);
  const arrive = async ({ delivery, address, reply }: OutgoingMessage): Promise<SendResult> => {
    if (address.to === "place" && !(await channel(address.id))) return { state: "failed", reason: "no such channel" };
    const { person, place } = whereTo(address);
    const message = { id: host.newId(), request: requestOf(delivery), at: host.now(), said: "", reply };
    const { id } = conversations.arrive(person, place, { ...message, by: "nobody" });
    return { state: "sent", ref: { id } };
  };
  return {
    platform: "web",
    pace: { place: 0, tenant: 0 },
    describe: async ({ id }) => {
      const department = await channel(id);
      return department && { name: department.name, shared: false };
    },
    addressOf: (email) => ({ platform: "web", tenant: "playground", to: "person", id: email }),
    send: arrive,
    // Where it is no longer kept, it arrives once more: nobody sees it any other way.
    update: arrive,
    // What is not in memory was shown to nobody, or by a process that is gone, pages and all.
    find: async ({ delivery, address }) => {
      const { person, place } = whereTo(address);
      const found = conversations.of(person, place).exchanges.find(({ request }) => request === requestOf(delivery));
      return found ? { state: "found", ref: { id: found.id } } : { state: "absent" };
    },
  };
}

const requestOf = (delivery: string) => `delivery:${delivery}`;

const whereTo = ({ to, id }: Address) =>
  to === "person" ? { person: id, place: "direct" } : { person: EVERYONE, place: id };
