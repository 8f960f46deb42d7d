import * as z from "zod";
import { type Ask, carriedAsk, type Drafts, OUTDATED, pack, toAsk, toCarry, unpack } from "../../src/core/carried.ts";
import type { Button, Form } from "../../src/core/reply.ts";
import { LIMITS } from "./limits.ts";

export type { Drafts };

/** Where the answer to a form goes: where it was opened from. */
const origin = z.object({
  channel: z.string().max(200).optional(),
  thread: z.string().max(200).optional(),
  url: z.string().max(2_000).optional(),
});
export type Origin = z.output<typeof origin>;

const form = z.object({ ...carriedAsk.shape, o: origin });

/** In at most so many characters. */
export const packButton = (button: Button, most: number, drafts: Drafts): Promise<string> =>
  pack(toCarry(button), most, drafts);

export async function unpackButton(packed: string | undefined, drafts: Drafts): Promise<Ask> {
  const read = carriedAsk.safeParse(await unpack(packed, drafts)).data;
  return read ? toAsk(read) : OUTDATED;
}

export async function packForm({ command, hidden, confirmed }: Form, from: Origin, drafts: Drafts): Promise<string> {
  const asked = toCarry({ command, values: hidden, ...(confirmed ? { confirmed } : {}) });
  return pack({ ...asked, o: from }, LIMITS.privateMetadata, drafts);
}

export async function unpackForm(packed: string, drafts: Drafts): Promise<{ ask: Ask; origin: Origin }> {
  const read = form.safeParse(await unpack(packed, drafts)).data;
  return read ? { ask: toAsk(read), origin: read.o } : { ask: OUTDATED, origin: {} };
}
