import { type Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import type { TeamsSettings } from "../host.ts";
import type { Connector } from "../send/connector.ts";
import { examine, LARGEST_BODY } from "./guard.ts";
import type { Activity } from "./payload.ts";

/** Answers Teams once; later calls do nothing. */
export type Ack = (body?: object | typeof AGAIN) => void;

/** Nothing came of it yet: Teams is to send it again. */
export const AGAIN = "again";

export interface ReceiverOptions {
  settings: TeamsSettings;
  connector(): Promise<Connector>;
  /** While the process starts, what comes waits for it. */
  opened(): Promise<void>;
  /** Answers by `ack`, come what may. */
  take(activity: Activity, ack: Ack): void;
}

/** The one route Teams knows. */
export function receiverOf({ settings, connector, opened, take }: ReceiverOptions): Hono {
  const routes = new Hono();
  const tooLarge = (context: Context) => context.body(null, 413);
  routes.post("/api/messages", bodyLimit({ maxSize: LARGEST_BODY, onError: tooLarge }), async (context) => {
    const body = new Uint8Array(await context.req.arrayBuffer());
    const authorization = context.req.header("authorization");
    const verdict = await examine({ authorization, body }, settings, await connector());
    if (!verdict.pass) return context.body(null, verdict.status);
    const { shape } = verdict;
    if (shape.state === "nothing") return context.body(null, 200);
    await opened();
    const answer = await new Promise<object | typeof AGAIN | undefined>((resolve) => take(shape.activity, resolve));
    if (answer === AGAIN) return context.body(null, 503, { "retry-after": "5" });
    return answer === undefined ? context.body(null, 200) : Response.json(answer);
  });
  return routes;
}
