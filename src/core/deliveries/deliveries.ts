import type { PlaceInfo } from "../places/places.ts";
import type { Reply } from "../reply/reply.ts";
import type { Place, Platform } from "../request/request.ts";
import type { Write } from "../request/write.ts";

// Every message that is not the answer to a request is a delivery. To send one:
//   1. declare its MessageKind beside the command it belongs to, and list it in commands/messages.ts;
//   2. in the store, inside the transaction that causes it: `await enqueue(orm, [{ kind, recipient: toPerson(12),
//      occasion: id, data: { record: id } }])` from db/stores/deliveries/enqueue.ts (within `writeOnce`, the `work`).
// `afterMs` keeps it back, for quiet hours. What it says now is said anew with `stores.deliveries.revise(kind)`: each message of
// that kind is composed again, and edited in place where the words differ.
// The same kind, recipient and occasion again is the same message, until it is forgotten, 90 days after it was sent: so an
// occasion is raised once, by a write that happens once (a version of a record) or by what keeps count of its own. `data` holds
// ids only; the words are composed, and what they say is checked again, at the moment of sending.

/** Somebody on record, a place, or whoever bears a platform's user id (`user:slack:T1:U1`), on record or not. */
export type Recipient = `person:${number}` | `place:${string}` | `user:${string}`;

export interface NewDelivery {
  kind: string;
  recipient: Recipient;
  /** What it is about, so that nobody is told twice: usually a record's id. */
  occasion: string;
  /** Ids, never names or words. */
  data: MessageData;
  /** Not sent before so many milliseconds have passed. */
  afterMs?: number;
}

export type MessageData = Readonly<Record<string, string | number>>;

export const toPerson = (id: number): Recipient => `person:${id}`;
export const toPlace = ({ platform, tenant, id }: Place): Recipient => `place:${platform}:${tenant}:${id}`;

/** Where a platform takes a message: a user of it, or one of its channels. */
export interface Address {
  platform: Platform;
  tenant: string;
  to: "person" | "place";
  id: string;
  /** The conversation within a place that it belongs to. */
  thread?: string;
}

/** A message as a platform gets it. */
export interface OutgoingMessage extends SentMessage {
  reply: Reply;
}

/** As much of a message as it takes to look for it. */
export interface SentMessage {
  /** The delivery's id: the adapter puts it into the message, to find it there. */
  delivery: string;
  address: Address;
}

/** What the platform made of a message. A send that throws is ambiguous. */
export type SendResult =
  | { state: "sent"; ref: MessageRef }
  /** Certainly not sent; worth another try, after `afterMs` where the platform said so. */
  | { state: "retry"; afterMs?: number; reason: string }
  /** Certainly not sent, and nothing is wrong with it: the connection itself is refused until somebody mends it. */
  | { state: "waits"; reason: string }
  /** Certainly not sent, and never will be: no such channel, a person who is gone. */
  | { state: "failed"; reason: string }
  /** It may have arrived: a timeout, a reset, a 5xx after the message was handed over. */
  | { state: "ambiguous"; reason: string };

export type FindResult =
  | { state: "found"; ref: MessageRef }
  | { state: "absent" }
  /** The platform did not answer the question; ask again. */
  | { state: "retry"; afterMs?: number; reason: string }
  /** The platform never tells. */
  | { state: "unknown"; reason: string };

/** The platform's own name for a message. */
export type MessageRef = Readonly<Record<string, string>>;

/** The part of an adapter that sends messages nobody asked for. Reasons are the platform's codes, never names or words. */
export interface Messenger {
  platform: Platform;
  /** Least milliseconds between two messages to one place, and to one workspace or tenant; 0 is no limit. */
  pace: Pace;
  send(message: OutgoingMessage, signal: AbortSignal): Promise<SendResult>;
  find(message: SentMessage, signal: AbortSignal): Promise<FindResult>;
  /** What is known of a channel; undefined where there is none of that name, or the bot cannot see it. */
  describe?(place: Place): Promise<PlaceInfo | undefined>;
  /** Edits what was sent, in place. An edit may be made twice, so one that broke off is simply made again. */
  update(message: OutgoingMessage, sent: MessageRef, signal: AbortSignal): Promise<SendResult>;
  /** Why it sends nothing at all just now, as far as it knows: then another platform is tried first. */
  lost?(): string | undefined;
  /** The tenant of an imported user id, which comes without one; undefined while there is none, or more than one. */
  tenant?(): string | undefined;
  /** How somebody is reached who never wrote here; undefined for whom this platform does not know. */
  addressOf?(email: string): Address | undefined;
  /** The same, asked of the platform: before a message to somebody not seen yet may fail. */
  lookUp?(email: string): Promise<LookedUp>;
}

/** Where somebody is reached; nothing where they certainly are not there, "unsure" while nobody can tell. */
export type LookedUp = Address | "unsure" | undefined;

export interface Pace {
  place: number;
  tenant: number;
}

/** A delivery that a worker holds: `token` proves that it still does. */
export interface Claim {
  id: string;
  token: number;
  kind: string;
  recipient: Recipient;
  data: MessageData;
  /** Tries so far, this one included. */
  attempts: number;
  /** An earlier try may have arrived: look before sending. */
  doubtful: boolean;
  /** An officer wants it sent even where the platform cannot tell. */
  insisted: boolean;
  /** Where an earlier try sent it. */
  address: Address | undefined;
  /** How often it was to be said anew: what is asked for later than this claim comes after it. */
  revision: number;
  /** It was sent, and is to be edited where its words differ. */
  sent: Sent | undefined;
}

/** What stands there: the platform's name for it, and a mark of its words. */
export interface Sent {
  ref: MessageRef;
  content: string;
}

export type Begun =
  /** Ours to send, in `waitMs`. */
  | { state: "go"; waitMs: number }
  /** Its place, or the whole workspace, is not free before that: put back. */
  | { state: "later"; until: "place" | "workspace"; waitMs: number }
  /** Another worker has it. */
  | { state: "lost" };

export type Settlement =
  | ({ state: "sent" } & Sent)
  /** Put back; it was certainly not sent. `closed` keeps its whole place free of messages for a while, too; a
   * `free` try does not count. */
  | { state: "retry"; afterMs: number; reason: string; closed?: { address: Address; ms: number }; free?: true }
  /** Put back, to be looked for. */
  | { state: "doubtful"; afterMs: number; reason: string }
  | { state: "unconfirmed" | "failed" | "skipped"; reason: string };

/** A message that stands where it was sent. */
export interface PostedDelivery {
  recipient: Recipient;
  occasion: string;
  data: MessageData;
  content: string;
}

/** A message that needs an officer's eye. */
export interface OpenDelivery {
  id: string;
  kind: string;
  recipient: Recipient;
  state: "unconfirmed" | "failed";
  reason: string;
  /** Milliseconds since 1970. */
  settledAt: number;
}

/** Messages that could not be sent for one reason, and are tried again. */
export interface Waiting {
  reason: string;
  count: number;
}

/** All times are the database's own. A method with a claim does nothing once the claim is lost. */
/** What waits to go out, for whoever watches the process. */
export interface Backlog {
  waiting: number;
  /** How long the oldest that is due has waited, in seconds; 0 when none waits. */
  oldestSeconds: number;
  /** Failed and unconfirmed ones, which an officer is shown. */
  failed: number;
}

export interface DeliveryStore {
  backlog(): Promise<Backlog>;
  /** Outside of a command's own transaction: for sweeps. How many were new. */
  enqueue(deliveries: readonly NewDelivery[]): Promise<number>;
  /** In one transaction with its entry on the trail, about `subject` where it is not for everybody; how many were new. */
  announce(deliveries: readonly NewDelivery[], write: Write, subject?: string): Promise<number>;
  /** Takes up to `most` that are due, for `leaseMs`. */
  claim(most: number, leaseMs: number): Promise<Claim[]>;
  /** Keeps the place and the workspace free for this message, and notes that it is being sent. */
  begin(claim: Claim, address: Address, pace: Pace, leaseMs: number): Promise<Begun>;
  /** Whether the claim still held. */
  settle(claim: Claim, settlement: Settlement): Promise<boolean>;
  /** Has every message of that kind said anew, or those of one occasion. How many there are. */
  revise(kind: string, occasion?: string): Promise<number>;
  /** What was sent of a kind, and is not being edited already. */
  posted(kind: string): Promise<PostedDelivery[]>;
  /** Gives back what was not tried. */
  release(claims: readonly Claim[]): Promise<void>;
  /** Where a person is known. `person` is who they are now, where they turned out to be somebody else on record. */
  reach(person: number): Promise<{ person: number; addresses: Address[] }>;
  /** Failed and unconfirmed ones, the latest first, and how many there are in all; and why others wait. */
  open(most: number): Promise<{ total: number; deliveries: OpenDelivery[]; waiting: Waiting[] }>;
  resend(id: string, write: Write): Promise<"resent" | "not-open">;
  /**
   * Forgets what was sent 90 days ago. What failed or is unconfirmed stays listed, and what was skipped stays known: whoever
   * was not told of a record because it was undone is told when it is put back.
   */
  purge(): Promise<void>;
}
