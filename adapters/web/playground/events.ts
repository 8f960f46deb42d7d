import type { Context } from "hono";
import type { PlaygroundHost } from "./host.ts";

/** A page open in many tabs is still one person at one machine. */
const MOST_LISTENERS = 64;
const HEARTBEAT_MS = 20_000;

/** What pages are told of. */
interface Happenings extends Pick<PlaygroundHost, "onStop"> {
  onChange(listener: () => void): unknown;
}

type Listener = ReadableStreamDefaultController<Uint8Array>;

/**
 * Tells open pages that something was written, and nothing about what: each then asks for what its person may see.
 */
export function createEvents(host: Happenings): (context: Context) => Response {
  const listeners = new Set<Listener>();
  const encoder = new TextEncoder();
  const send = (listener: Listener, words: string) => {
    // A page that stopped reading is let go: it reconnects and asks again.
    if ((listener.desiredSize ?? 0) > -MOST_LISTENERS) return listener.enqueue(encoder.encode(words));
    listeners.delete(listener);
    listener.close();
  };
  const sendAll = (words: string) => {
    for (const listener of listeners) send(listener, words);
  };
  host.onChange(() => sendAll("event: change\ndata: look again\n\n"));
  host.onStop?.(() => {
    for (const listener of listeners) listener.close();
    listeners.clear();
  });
  setInterval(() => sendAll(": still here\n\n"), HEARTBEAT_MS).unref();
  return (context) => {
    if (listeners.size >= MOST_LISTENERS) {
      return context.text("Too many pages are open. Close some.\n", 503, { "Retry-After": "30" });
    }
    let own: Listener | undefined;
    const stream = new ReadableStream<Uint8Array>({
      start(listener) {
        own = listener;
        listeners.add(listener);
        send(listener, "retry: 3000\n\n");
      },
      cancel() {
        if (own) listeners.delete(own);
      },
    });
    return context.body(stream, 200, { "Content-Type": "text/event-stream; charset=utf-8" });
  };
}
