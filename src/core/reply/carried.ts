import * as z from "zod";
import type { DraftStore } from "../deliveries/kept.ts";
import type { Input } from "../request/request.ts";
import type { Button } from "./reply.ts";

// What a button or a form asks for travels to the platform and comes back as it was sent. Platforms give it little room, so
// what is too long is kept in a table and only its id travels. Everything is checked again, so none of it needs to be secret.

/** Keeps what is too long to travel. */
export type Drafts = Pick<DraftStore, "keep" | "find">;

export type Ask = Input & { kind: "values" };

/** An `Ask` in as few letters as it takes. */
export const carriedAsk = z.object({
  c: z.string().max(100),
  v: z.record(z.string(), z.unknown()),
  a: z.literal(1).optional(),
  k: z.array(z.string().max(100)).max(50).optional(),
});

const draft = z.object({ d: z.string().max(100) });

/** A button or a form from a time when they looked different: the core says so in words. */
export const OUTDATED: Ask = { kind: "values", command: "", values: {} };

export const toCarry = ({
  command,
  values,
  ask,
  confirmed,
}: Pick<Button, "command" | "values" | "ask" | "confirmed">) => ({
  c: command,
  v: values,
  ...(ask ? { a: 1 } : {}),
  ...(confirmed ? { k: confirmed } : {}),
});

export const toAsk = ({ c, v, a, k }: z.output<typeof carriedAsk>): Ask => ({
  kind: "values",
  command: c,
  values: v,
  ...(a ? { ask: true } : {}),
  ...(k ? { confirmed: k } : {}),
});

/** In at most so many characters. */
export async function pack(content: object, most: number, drafts: Drafts): Promise<string> {
  const whole = JSON.stringify(content);
  return whole.length <= most ? whole : JSON.stringify({ d: await drafts.keep(whole) });
}

export async function unpack(packed: string | undefined, drafts: Drafts): Promise<unknown> {
  const read = parse(packed);
  const kept = draft.safeParse(read).data;
  return kept ? parse(await drafts.find(kept.d)) : read;
}

function parse(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? "null");
  } catch {
    return undefined;
  }
}
