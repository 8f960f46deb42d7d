import { setTimeout as sleep } from "node:timers/promises";
import { LogLevel } from "@slack/bolt";
import { SocketModeClient } from "@slack/socket-mode";
import { clientOptions, failureOf, SILENT } from "../send/clients.ts";

export interface SocketOptions {
  appToken: string;
  apiUrl: string;
  /** Answers one body of Slack's; what it resolves to goes back. */
  take(body: unknown): Promise<object | undefined>;
  onFault(error: unknown): void;
}

/** Slack over a connection that we open, for cities that let nothing in (Socket Mode). */
export interface Socket {
  /** Connects, and goes on doing so until it is stopped. */
  start(): void;
  stop(): Promise<void>;
  /** Why nothing can arrive at the moment. */
  problem(): string | undefined;
}

/** A connection that broke within this time, in milliseconds, is not followed by the next at once. */
const HELD_MS = 10_000;
const PAUSE_MS = 1_000;
const MOST_PAUSE_MS = 30_000;

/**
 * Connects again by itself: the client's own way of doing so ends the process when Slack cannot be reached, or when it does
 * not accept the token any more.
 */
export function createSocket(options: SocketOptions): Socket {
  const client = new Client(options);
  const stopped = new AbortController();
  let problem: string | undefined = "Slack was not connected to yet.";
  let keeping: Promise<void> | undefined;

  /** Until the connection is lost; how long to wait before the next one. */
  const connect = async (): Promise<number> => {
    await client.start();
    problem = undefined;
    const connectedAt = performance.now();
    const lost = new Promise((resolve) => client.once("disconnected", resolve));
    if (stopped.signal.aborted) void client.disconnect();
    await lost;
    problem = "The connection to Slack was lost.";
    return performance.now() - connectedAt > HELD_MS ? 0 : PAUSE_MS;
  };
  const keep = async (): Promise<void> => {
    for (let failures = 0; !stopped.signal.aborted; ) {
      const pause = await connect().catch((error: unknown) => {
        options.onFault(error);
        problem = inWords(error);
      });
      failures = pause === undefined ? failures + 1 : 0;
      const ms = pause ?? Math.min(MOST_PAUSE_MS, PAUSE_MS * 2 ** failures);
      await sleep(ms, undefined, { signal: stopped.signal }).catch(() => {});
    }
  };
  return {
    start: () => {
      keeping = keep();
    },
    stop: async () => {
      stopped.abort();
      await client.disconnect();
      await keeping;
    },
    problem: () => problem,
  };
}

class Client extends SocketModeClient {
  readonly #onFault: SocketOptions["onFault"];

  constructor({ appToken, apiUrl, take, onFault }: SocketOptions) {
    super({
      appToken,
      autoReconnectEnabled: false,
      clientOptions: clientOptions(apiUrl),
      logger: SILENT,
      logLevel: LogLevel.ERROR,
    });
    this.#onFault = onFault;
    this.on("slack_event", ({ body, ack }: { body: unknown; ack(answer?: object): Promise<void> }) => {
      // What is not acknowledged comes again; an answer that is lost with its connection is lost, and Slack says so.
      take(body).then(ack).catch(onFault);
    });
  }

  /** What is no message of Slack's must not end the process. */
  protected override async onWebSocketMessage(data: string | ArrayBuffer, isBinary: boolean): Promise<void> {
    await super.onWebSocketMessage(data, isBinary).catch(this.#onFault);
  }
}

function inWords(error: unknown): string {
  const failure = error === undefined ? undefined : failureOf(error);
  return failure?.kind === "refused"
    ? `Slack does not accept SLACK_APP_TOKEN: ${failure.code}.`
    : "Slack cannot be connected to.";
}
