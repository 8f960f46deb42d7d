import * as z from "zod";
import type { DraftStore } from "../../src/core/kept.ts";
import type { Button, Form } from "../../src/core/reply.ts";
import type { Input } from "../../src/core/request.ts";
import { LIMITS } from "./limits.ts";

// A button's value and a modal's private_metadata come back as they were sent. They are short, so what is too long for
// them is kept in a table and only its id travels. The core checks everything again, so neither needs to be secret.

/** Keeps what is too long to travel. */
export type Drafts = Pick<DraftStore, "keep" | "find">;

type Ask = Input & { kind: "values" };

const ask = z.object({
  c: z.string().max(100),
  v: z.record(z.string(), z.unknown()),
  a: z.literal(1).optional(),
  k: z.array(z.string().max(100)).max(50).optional(),
});

/** Where the answer to a form goes: where it was opened from. */
const origin = z.object({
  channel: z.string().max(200).optional(),
  thread: z.string().max(200).optional(),
  url: z.string().max(2_000).optional(),
});
export type Origin = z.output<typeof origin>;

const form = z.object({ ...ask.shape, o: origin });
const draft = z.object({ d: z.string().max(100) });

/** A button or a form from a time when they looked different: the core says so in words. */
const OUTDATED: Ask = { kind: "values", command: "", values: {} };

/** In at most so many characters. */
export async function packButton(button: Button, most: number, drafts: Drafts): Promise<string> {
  return pack(
    { c: button.command, v: button.values, ...(button.ask ? { a: 1 } : {}), ...confirmedOf(button.confirmed) },
    most,
    drafts,
  );
}

export async function unpackButton(packed: string | undefined, drafts: Drafts): Promise<Ask> {
  const read = ask.safeParse(await unpack(packed, drafts)).data;
  return read ? toAsk(read) : OUTDATED;
}

export async function packForm({ command, hidden, confirmed }: Form, from: Origin, drafts: Drafts): Promise<string> {
  return pack({ c: command, v: hidden, ...confirmedOf(confirmed), o: from }, LIMITS.privateMetadata, drafts);
}

export async function unpackForm(packed: string, drafts: Drafts): Promise<{ ask: Ask; origin: Origin }> {
  const read = form.safeParse(await unpack(packed, drafts)).data;
  return read ? { ask: toAsk(read), origin: read.o } : { ask: OUTDATED, origin: {} };
}

const confirmedOf = (confirmed: string[] | undefined) => (confirmed ? { k: confirmed } : {});

const toAsk = ({ c, v, a, k }: z.output<typeof ask>): Ask => ({
  kind: "values",
  command: c,
  values: v,
  ...(a ? { ask: true } : {}),
  ...(k ? { confirmed: k } : {}),
});

async function pack(content: object, most: number, drafts: Drafts): Promise<string> {
  const whole = JSON.stringify(content);
  return whole.length <= most ? whole : JSON.stringify({ d: await drafts.keep(whole) });
}

async function unpack(packed: string | undefined, drafts: Drafts): Promise<unknown> {
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
