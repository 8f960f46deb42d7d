import type { App, Receiver } from "@slack/bolt";
import { type Context, Hono, type Next } from "hono";
import { bodyLimit } from "hono/body-limit";
import { boltBody } from "./bodies.ts";
import { examine, LARGEST_BODY } from "./guard.ts";
import { type Payload, shapeOf } from "./payload.ts";

/** Answers Slack once; later calls do nothing. */
export type Ack = (body?: object | typeof AGAIN) => void;

/** Nothing came of an event yet: Slack is to send it again. */
export const AGAIN = "again";

type Acked = object | typeof AGAIN | undefined;

/** What arrived, and how it is answered, by the body Bolt hands on. */
export interface Arrival {
  payload: Payload;
  /** `performance.now()` when it came: the platform's patience began then. */
  at: number;
  ack: Ack;
}

export interface ReceiverOptions {
  signingSecret: string;
  wallClock(): number;
  /** Why nothing can be answered yet, or ever: told with 503 and 403. */
  refusal(payload: Payload): Promise<{ status: 403 | 503; words: string } | undefined>;
  onFault(error: unknown): void;
}

/**
 * A receiver under Bolt's interface, as a route of the one server: it sees the raw body before Bolt does, and answers an
 * event only when it was handled, so that Slack sends it again if we break off.
 */
export class HonoReceiver implements Receiver {
  readonly routes = new Hono();
  readonly #arrivals = new WeakMap<object, Arrival>();
  readonly #options: ReceiverOptions;
  #app: App | undefined;

  constructor(options: ReceiverOptions) {
    this.#options = options;
    this.routes.post("/slack/events", withinLimit, (context) => this.#receive(context));
  }

  init(app: App): void {
    this.#app = app;
  }

  async start(): Promise<void> {}

  async stop(): Promise<void> {}

  arrivalOf(body: object): Arrival | undefined {
    return this.#arrivals.get(body);
  }

  async #receive(context: Context): Promise<Response> {
    const at = performance.now();
    const { signingSecret, wallClock, refusal } = this.#options;
    const body = new Uint8Array(await context.req.arrayBuffer());
    const header = (name: string) => context.req.header(name);
    const verdict = examine({ header, body }, signingSecret, wallClock());
    if (!verdict.pass) return context.text(verdict.because, verdict.status);
    const { payload } = verdict;
    if (payload.kind === "challenge") return context.text(payload.challenge);
    if (payload.kind === "nothing" || payload.kind === "limited") return this.#nothing(payload, context);
    const refused = await refusal(payload);
    if (refused) return context.text(refused.words, refused.status);
    const answer = await this.#hand(payload, at);
    if (answer === AGAIN) return context.text("Not taken yet.", 503);
    return answer === undefined ? context.body(null, 200) : Response.json(answer);
  }

  #nothing({ kind }: Payload, context: Context): Response {
    if (kind === "limited")
      this.#options.onFault(new Error("Slack keeps events back: they were too many (app_rate_limited)"));
    return context.body(null, 200);
  }

  /** What came by socket, from Slack beyond doubt: it is taken, or acknowledged and dropped. */
  async take(body: unknown): Promise<object | undefined> {
    const [payload, at] = [shapeOf(body), performance.now()];
    if (payload === undefined || UNANSWERED.has(payload.kind)) return undefined;
    if (await this.#options.refusal(payload)) return undefined;
    const answer = await this.#hand(payload, at);
    if (answer === AGAIN) throw new Error("an event was not taken");
    return answer;
  }

  /** Through Bolt, whose own early acknowledgement of events counts for nothing here. */
  #hand(payload: Payload, at: number): Promise<Acked> {
    return new Promise((resolve) => {
      const body = boltBody(payload);
      this.#arrivals.set(body, { payload, at, ack: resolve });
      const handed = this.#app?.processEvent({ body, ack: async () => {} }) ?? Promise.resolve();
      handed.catch((error: unknown) => this.#options.onFault(error)).finally(() => resolve(undefined));
    });
  }
}

const UNANSWERED: ReadonlySet<Payload["kind"]> = new Set(["nothing", "challenge", "limited"]);

const tooLarge = (context: Context) => context.text("That is more than 256 KB.", 413);
const counting = bodyLimit({ maxSize: LARGEST_BODY, onError: tooLarge });

/** The length that is announced, to which the server keeps the sender; only a body without one is counted as it comes. */
function withinLimit(context: Context, next: Next) {
  const announced = context.req.header("content-length");
  if (announced === undefined) return counting(context, next);
  return Number(announced) <= LARGEST_BODY ? next() : Promise.resolve(tooLarge(context));
}
