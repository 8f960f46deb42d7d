import * as z from "zod";
import {
  type Ask,
  carriedAsk,
  type Drafts,
  OUTDATED,
  pack,
  toAsk,
  toCarry,
  unpack,
} from "../../../src/core/reply/carried.ts";
import type { Button, Form } from "../../../src/core/reply/reply.ts";
import { LIMITS } from "./limits.ts";

export type { Drafts };

/** Where the answer to a form goes: where it was opened from. */
const origin = z.object({
  channel: z.string().max(200).optional(),
  thread: z.string().max(200).optional(),
  url: z.string().max(2_000).optional(),
});
export type Origin = z.output<typeof origin>;

/** `n` is the input at which the next page of the form begins; none on its last. */
const form = z.object({ ...carriedAsk.shape, o: origin, n: z.string().max(250).optional() });

/** In at most so many characters. */
export const packButton = (button: Button, most: number, drafts: Drafts): Promise<string> =>
  pack(toCarry(button), most, drafts);

export async function unpackButton(packed: string | undefined, drafts: Drafts): Promise<Ask> {
  const read = carriedAsk.safeParse(await unpack(packed, drafts)).data;
  return read ? toAsk(read) : OUTDATED;
}

interface Whence extends Origin {
  next?: string | undefined;
}

export async function packForm({ command, hidden, confirmed }: Form, whence: Whence, drafts: Drafts): Promise<string> {
  const { next, ...from } = whence;
  const asked = toCarry({ command, values: hidden, ...(confirmed ? { confirmed } : {}) });
  return pack({ ...asked, o: from, ...(next === undefined ? {} : { n: next }) }, LIMITS.privateMetadata, drafts);
}

export async function unpackForm(
  packed: string,
  drafts: Drafts,
): Promise<{ ask: Ask; origin: Origin; next?: string | undefined }> {
  const read = form.safeParse(await unpack(packed, drafts)).data;
  return read ? { ask: toAsk(read), origin: read.o, next: read.n } : { ask: OUTDATED, origin: {} };
}

const homePage = z.object({ p: z.int().min(0).max(1_000) });

/** A page of App Home: what its [More] and [Back] carry, and the view itself. */
export const packHomePage = (page: number): string => JSON.stringify({ p: page });

export async function unpackHomePage(packed: string | undefined, drafts: Drafts): Promise<number | undefined> {
  return homePage.safeParse(await unpack(packed, drafts)).data?.p;
}
