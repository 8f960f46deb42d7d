import { createHash, randomUUID } from "node:crypto";
import * as z from "zod";
import { type Ask, carriedAsk, type Drafts, pack, toAsk, toCarry, unpack } from "../../../src/core/reply/carried.ts";
import type { Button, Form, RawValues } from "../../../src/core/reply/reply.ts";
import { LIMITS } from "./limits.ts";

// What a card's button carries, under one name of our own, so that no input of the card can take its place.

/** Raised when a card means something else than it did: what an older one asks for is then asked again. */
const VERSION = 1;

const carried = z.object({
  v: z.number(),
  /** The request in short, or the id of its draft. */
  p: z.string().max(3_000),
  /** Of a form: its own mark, so that sending it twice is one request. */
  n: z.string().max(100).optional(),
  /** Of a form: its inputs, for Teams leaves out what is blank. */
  i: z.array(z.string().max(200)).max(200).optional(),
  /** Of a form: inputs whose text is too long to be shown, and is kept unless something else is typed. */
  k: z.array(z.string().max(200)).max(200).optional(),
});

export type CardData = Record<string, unknown>;

const NAME = "equity";
const INPUT = "in:";

export const inputId = (name: string) => `${INPUT}${name}`;

export async function buttonData(button: Button, most: number, drafts: Drafts): Promise<CardData> {
  return { [NAME]: { v: VERSION, p: await pack(toCarry(button), most, drafts) } };
}

export async function formData(form: Form, kept: readonly string[], drafts: Drafts): Promise<CardData> {
  const { command, inputs, hidden, confirmed } = form;
  const long = inputs.filter(({ name }) => kept.includes(name)).map(({ name, value }) => [name, value] as const);
  const asked = { command, values: { ...hidden, ...Object.fromEntries(long) }, ...(confirmed ? { confirmed } : {}) };
  const p = await pack(toCarry(asked), LIMITS.carried, drafts);
  const i = inputs.map(({ name }) => name);
  return { [NAME]: { v: VERSION, p, n: randomUUID().slice(0, 13), i, ...(kept.length > 0 ? { k: kept } : {}) } };
}

/** What comes back from a card. */
export interface Pressed {
  /** Undefined when nobody can tell any more what the card asked for. */
  ask: Ask | undefined;
  /** From a card of another version of the app. */
  older: boolean;
  /** Names the sending of a form, whichever way and however often it comes. */
  sending: string | undefined;
  /** What was filled in, for whoever must be told that it was not used. */
  typed: Readonly<Record<string, string>>;
}

export async function unpackPressed(data: CardData | undefined, drafts: Drafts): Promise<Pressed> {
  const filled = typedIn(data ?? {});
  const read = carried.safeParse(data?.[NAME]).data;
  const asked = read && carriedAsk.safeParse(await unpack(read.p, drafts)).data;
  if (!read || !asked) return { ask: undefined, older: true, sending: undefined, typed: filled };
  const values = { ...toAsk(asked).values, ...blanks(read), ...filled, ...keptOf(read, asked.v, filled) };
  const older = read.v !== VERSION;
  const sending = read.n === undefined ? undefined : `${read.n}:${digest(values)}`;
  return { ask: { ...toAsk(asked), values, ...(older ? { ask: true } : {}) }, older, sending, typed: filled };
}

/** Texts that were too long to be shown, where nothing else was typed. */
const keptOf = (
  { k = [] }: z.output<typeof carried>,
  values: RawValues,
  typed: Readonly<Record<string, string>>,
): RawValues =>
  Object.fromEntries(k.filter((name) => (typed[name] ?? "").trim() === "").map((name) => [name, values[name]]));

const blanks = ({ i = [] }: z.output<typeof carried>): RawValues => Object.fromEntries(i.map((name) => [name, ""]));

function typedIn(data: CardData): Record<string, string> {
  const inputs = Object.entries(data).filter(([name]) => name.startsWith(INPUT));
  return Object.fromEntries(inputs.map(([name, value]) => [name.slice(INPUT.length), inText(value)]));
}

const inText = (value: unknown): string =>
  typeof value === "string" ? value : typeof value === "number" || typeof value === "boolean" ? String(value) : "";

const digest = (values: RawValues) =>
  createHash("sha256").update(JSON.stringify(values)).digest("base64url").slice(0, 22);
