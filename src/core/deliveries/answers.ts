import type { Reply } from "../reply/reply.ts";
import type { Platform, Request } from "../request/request.ts";
import type { NewDelivery, Recipient } from "./deliveries.ts";

// An answer belongs to whoever asked, and is never dropped. What a platform does not take at once is handed over: it becomes a
// delivery, which is tried again, and listed to the officer where it can never arrive. What somebody was told to wait for, and
// what is answered only after the platform was told that all is well, is promised first: a promise is a delivery, too, due in a
// minute. The process that keeps it takes it back; after a crash whoever looks next finds it due, and answers.

/** The kind under which an answer is delivered. */
export const ANSWER = { name: "answer", label: "Answer to something they asked" } as const;

/** Whose answer it is, and where it was asked for. */
export interface Asker {
  platform: Platform;
  tenant: string;
  user: string;
  /** A channel that others see; nothing in a chat of the person and the assistant alone. */
  channel?: string | undefined;
  /** The conversation within it, as the platform calls it. */
  thread?: string | undefined;
}

export interface Answers {
  /** Of all processes that were sent one message, the first answers it: nothing for the others. */
  claim(request: Request): Promise<Promised | undefined>;
  /** Before somebody is told to wait. */
  promise(request: string, kept: Kept, to: Asker): Promise<Promised>;
  /** What the platform did not take: it goes out as soon as it does, `afterMs` from now at the earliest. */
  handOver(request: string, reply: Reply, to: Asker, afterMs?: number): Promise<void>;
}

/** An answer that is to be given, whatever happens to this process. */
export interface Promised {
  /** Whether it is still ours to give; another process waits for another minute then. */
  hold(): Promise<boolean>;
  /** It was given, or handed over. */
  kept(): Promise<void>;
}

/** What an answer is made of when its turn comes: the reply itself, or the request, which is then asked again. */
export type Kept = { reply: Reply } | { request: Request };

/** Files travel as base64. */
export const writtenDown = (kept: Kept): string =>
  JSON.stringify(kept, (_key, value: unknown) => {
    return value instanceof Uint8Array ? { base64: Buffer.from(value).toString("base64") } : value;
  });

export const readBack = (content: string): Kept =>
  JSON.parse(content, (_key, value: unknown) => {
    if (typeof value !== "object" || value === null || Object.keys(value).join() !== "base64") return value;
    return new Uint8Array(Buffer.from(String((value as { base64: unknown }).base64), "base64"));
  }) as Kept;

/** To the place it was asked for in, where everybody may read it; else to the person alone. */
export function recipientOf({ visibility }: Pick<Reply, "visibility">, { platform, tenant, user, channel }: Asker) {
  const open = visibility === "place" && channel !== undefined;
  return (open ? `place:${platform}:${tenant}:${channel}` : `user:${platform}:${tenant}:${user}`) as Recipient;
}

/** The same message from elsewhere than a request: a thread is part of where it goes. */
export const threadOf = ({ data }: Pick<NewDelivery, "data">): string | undefined =>
  typeof data["thread"] === "string" ? data["thread"] : undefined;
