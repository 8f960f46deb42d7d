import type { Reply } from "../../../src/core/reply/reply.ts";

/** What a person said and what was answered. */
export interface Exchange {
  id: string;
  /** The request it came with: the same one again is the same exchange. */
  request: string;
  at: string;
  said: string;
  /** Typed, or a button or form that was pressed; nobody said anything before a message that came by itself. */
  by: "typed" | "pressed" | "nobody";
  reply: Reply;
  /** Its form was sent and needs no more answer. */
  sent?: true;
  /** A button or form of this exchange that could not be done: pressed again, it is the same request. */
  kept?: { action: string; request: string; notice: Reply | undefined };
}

/** A message that could not be handled: its words and its request, to be sent again. */
export interface Draft {
  text: string;
  request: string;
}

interface Conversation {
  exchanges: Exchange[];
  draft: Draft | undefined;
}

/** Instead of a person: what everyone in a place sees. */
export const EVERYONE = "";

/** The newest that are kept of each conversation. */
const MOST_EXCHANGES = 60;
const MOST_CONVERSATIONS = 500;

/** Conversations by person and place, in memory: a reload shows them, a restart does not. The records are elsewhere. */
export class Conversations {
  readonly #all = new Map<string, Conversation>();
  readonly #onArrival = new Set<() => void>();
  /** In which order exchanges were added, over all conversations. */
  readonly #order = new WeakMap<Exchange, number>();
  #count = 0;

  /** The conversation of one person in one place. */
  of(person: string, place: string): Conversation {
    const key = `${person}\n${place}`;
    const conversation = this.#all.get(key) ?? { exchanges: [], draft: undefined };
    // A map keeps the order in which its keys were set, so the first is the one unused for longest.
    this.#all.delete(key);
    this.#all.set(key, conversation);
    const [oldest] = this.#all.keys();
    if (this.#all.size > MOST_CONVERSATIONS && oldest !== undefined) this.#all.delete(oldest);
    return conversation;
  }

  /** Adds an exchange at the end; one with the same request is the same exchange and moves there. */
  add(person: string, place: string, exchange: Exchange): Exchange {
    const { exchanges } = this.of(person, place);
    const again = exchanges.findIndex((one) => one.request === exchange.request);
    const [before] = again < 0 ? [] : exchanges.splice(again, 1);
    const added = { ...exchange, id: before?.id ?? exchange.id };
    this.#count += 1;
    this.#order.set(added, this.#count);
    exchanges.push(added);
    exchanges.splice(0, exchanges.length - MOST_EXCHANGES);
    return added;
  }

  /** What somebody sees in a place: their own exchanges, and what came for everyone there. */
  shown(person: string, place: string): Exchange[] {
    const order = (exchange: Exchange) => this.#order.get(exchange) ?? 0;
    const all = [...this.of(person, place).exchanges, ...this.of(EVERYONE, place).exchanges];
    return all.sort((a, b) => order(a) - order(b));
  }

  /** A message that nobody asked for; one that was there says something else now, and stays where it is. */
  arrive(person: string, place: string, message: Exchange): Exchange {
    const there = this.of(person, place).exchanges.find(({ request }) => request === message.request);
    const arrived = there ? Object.assign(there, { reply: message.reply }) : this.add(person, place, message);
    for (const listener of this.#onArrival) listener();
    return arrived;
  }

  onArrival(listener: () => void): void {
    this.#onArrival.add(listener);
  }
}
