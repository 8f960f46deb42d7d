import type { RawValues } from "../reply/reply.ts";

export type Platform = "slack" | "teams" | "web";

/** Who wrote, as the platform says it. `member` means a full member of our own workspace or tenant. */
export interface Author {
  platform: Platform;
  tenant: string;
  userId: string;
  kind: "member" | "guest" | "stranger" | "bot";
  email?: string;
  name?: string;
  /** "es-US": how days are written there. */
  locale?: string;
}

/** Where a conversation happens. */
export interface Place {
  platform: Platform;
  tenant: string;
  id: string;
  kind: "channel" | "direct";
}

/** What an adapter hands over. `id` is the platform's own: the same id again writes nothing. */
export interface Request {
  id: string;
  author: Author;
  place: Place;
  input: Input;
}

/** By whom, and when, somebody else's message was written: "I", "we" and "yesterday" are its author's. */
export interface Written {
  /** Undefined where the platform does not say. */
  author: Author | undefined;
  /** Milliseconds since 1970. */
  at: number;
}

export type Input =
  /** `root` is the slash command it was typed after, if any: `/training …` has root `training`. */
  | { kind: "text"; text: string; root?: string; written?: Written }
  /** A button or a form coming back. `ask` opens the form; `confirmed` are the questions already answered yes. */
  | { kind: "values"; command: string; values: RawValues; ask?: boolean; confirmed?: string[] };
