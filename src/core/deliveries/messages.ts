import type { Temporal } from "temporal-polyfill";
import type { WorkCalendar } from "../calendar/business-days.ts";
import type { Catalog } from "../catalog/catalog.ts";
import type { Stores } from "../command/stores.ts";
import type { Person } from "../people/person.ts";
import type { City, IsoDate } from "../places/city.ts";
import type { Plan } from "../places/plan.ts";
import type { Reply } from "../reply/reply.ts";
import type { Platform } from "../request/request.ts";
import type { MessageData, Recipient } from "./deliveries.ts";

/** One kind of message. */
export interface MessageKind {
  /** "recorded-you": as stored. */
  name: string;
  /** What an officer reads when one could not be delivered: "Told that somebody recorded them". */
  label: string;
  /** The clock sends it, and nobody asked for it: it keeps the quiet hours. */
  clock?: true;
  /** The words, or why there is nothing to say any more. */
  compose(data: MessageData, env: MessageEnv): Promise<Reply | Skip>;
  /** Who is told privately, once, where the place it was for takes no messages any more. */
  instead?(data: MessageData, env: Omit<MessageEnv, "person" | "platform">): Promise<readonly Recipient[]>;
  /**
   * The same for many at once. What a kind that has it once said is edited in place as soon as it would say something else
   * (`src/clock/revise.ts`).
   */
  composeAll?(all: readonly Composing[], env: Omit<MessageEnv, "person" | "platform">): Promise<(Reply | Skip)[]>;
}

export interface Composing {
  data: MessageData;
  /** Whom it is for; nobody when it goes to a place. */
  person: Person | undefined;
  /** It stands there already. */
  posted: boolean;
}

/** Nothing is to be sent; `skip` says why. */
export interface Skip {
  skip: string;
}

export interface MessageEnv {
  city: City;
  plan: Plan;
  /** The days on which this city works. */
  workCalendar(): Promise<WorkCalendar>;
  catalog: Catalog;
  stores: Stores;
  today: IsoDate;
  instant: Temporal.Instant;
  /** Where the pages are: "https://equity.city.gov"; undefined where they are off. */
  pages: string | undefined;
  /** Whom it is for; nobody when it goes to a place. */
  person: Person | undefined;
  /** By which it goes; nothing in a preview. */
  platform: Platform | undefined;
  /** It stands there already, and is edited. */
  posted?: boolean;
}
