import type { Address, Messenger } from "../../src/core/deliveries.ts";
import { type Conversations, EVERYONE } from "./conversation.ts";
import type { PlaygroundHost } from "./host.ts";

/** Messages nobody asked for arrive in the person's direct message, or in the channel for everyone there. */
export function createMessenger(
  host: Pick<PlaygroundHost, "now" | "newId" | "departments">,
  conversations: Conversations,
): Messenger {
  return {
    platform: "web",
    pace: { place: 0, tenant: 0 },
    describe: async ({ id }) => {
      const department = (await host.departments()).find(({ code }) => code === id);
      return department && { name: department.name, shared: false };
    },
    addressOf: (email) => ({ platform: "web", tenant: "playground", to: "person", id: email }),
    send: async ({ delivery, address, reply }) => {
      const { person, place } = whereTo(address);
      const message = { id: host.newId(), request: requestOf(delivery), at: host.now(), said: "", reply };
      conversations.arrive(person, place, { ...message, by: "nobody" });
      return { state: "sent", ref: { id: message.id } };
    },
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
