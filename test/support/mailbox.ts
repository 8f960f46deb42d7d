import { messageKinds } from "../../commands/messages.ts";
import type { App } from "../../src/app/app.ts";
import { createGlance } from "../../src/app/glance.ts";
import { dateAt } from "../../src/core/calendar/calendar.ts";
import type { Address, Messenger } from "../../src/core/deliveries/deliveries.ts";
import type { Reply } from "../../src/core/reply/reply.ts";
import { type Delivering, deliver } from "../../src/deliveries/deliver.ts";

/** What arrived that nobody asked for. Messages go out only when somebody looks. */
export interface Mailbox {
  /** What arrived for that person since they last looked. */
  open(email: string): Promise<Reply[]>;
  /** Everything that arrived for anybody since that was last asked, in its order. */
  all(): Promise<Arrival[]>;
  /** All that arrived anew since anybody last looked, by whom or which channel it arrived for: nothing else went out. */
  empty(): Promise<Record<string, Reply[]>>;
}

export interface Arrival {
  /** An e-mail address, or a channel. */
  to: string;
  /** What stood there says something else now. */
  edited: boolean;
  reply: Reply;
}

/** What messages are composed from, at the moment it is by this bot's clock. */
export function messageEnvOf({ stores, bot, plan }: App): Delivering["env"] {
  const glance = createGlance();
  return async () => {
    const instant = bot.clock();
    const { workCalendar } = bot;
    const today = dateAt(instant, plan.city);
    const catalog = await bot.catalog();
    return glance({ city: plan.city, plan, workCalendar, catalog, stores, instant, today, pages: bot.pages() });
  };
}

/** Reaches everybody by e-mail, and never fails. */
export function createMailbox(app: App): Mailbox {
  const { stores } = app;
  const arrived = new Map<string, Reply[]>();
  const everything: Arrival[] = [];
  const take = (to: string, reply: Reply, edited: boolean) => {
    arrived.set(to, [...(arrived.get(to) ?? []), reply]);
    everything.push({ to, edited, reply });
  };
  const web: Messenger = {
    platform: "web",
    pace: { place: 0, tenant: 0 },
    addressOf: (email): Address => ({ platform: "web", tenant: "test", to: "person", id: email }),
    send: async ({ address, reply, delivery }) => {
      take(address.id, reply, false);
      return { state: "sent", ref: { delivery } };
    },
    update: async ({ address, reply }, ref) => {
      take(address.id, reply, true);
      return { state: "sent", ref };
    },
    find: async () => ({ state: "absent" }),
  };
  const delivering: Delivering = {
    store: stores.deliveries,
    kinds: new Map(messageKinds.map((kind) => [kind.name, kind])),
    messengers: { web },
    env: messageEnvOf(app),
    timing: { leaseMs: 60_000, answerMs: 5_000, retryMs: 5_000 },
    random: () => 0.5,
    signal: new AbortController().signal,
  };
  const sendAll = async () => {
    for (;;) {
      const claims = await stores.deliveries.claim(50, 60_000);
      if (claims.length === 0) break;
      for (const claim of claims) await deliver(claim, delivering);
    }
  };
  return {
    all: async () => {
      await sendAll();
      return everything.splice(0);
    },
    empty: async () => {
      await sendAll();
      arrived.clear();
      const all: Record<string, Reply[]> = {};
      for (const { to, edited, reply } of everything.splice(0)) if (!edited) all[to] = [...(all[to] ?? []), reply];
      return all;
    },
    open: async (email) => {
      await sendAll();
      const messages = arrived.get(email) ?? [];
      arrived.delete(email);
      return messages;
    },
  };
}
