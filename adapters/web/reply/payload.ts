import { z } from "zod";
import { fileText } from "../../../src/core/import/file-text.ts";
import type { RawValues } from "../../../src/core/reply/reply.ts";
import type { Input } from "../../../src/core/request/request.ts";

// The core checks every value again; these only make sure that it gets what its types say.

const word = z.string().max(320);
const requestId = z.string().regex(/^[\w:.-]{1,100}$/);

const where = { as: word, at: word, request: requestId };

const message = z.object({ ...where, text: z.string() });

const press = z.object({
  ...where,
  said: z.string().max(2_000),
  action: z.string(),
  exchange: z.string().max(100).optional(),
});

const action = z.object({
  command: z.string().max(100),
  values: z.record(z.string(), z.unknown()),
  ask: z.boolean().optional(),
  confirmed: z.array(z.string().max(100)).max(50).optional(),
});

export interface Message {
  as: string;
  at: string;
  request: string;
  text: string;
}

export interface Press {
  as: string;
  at: string;
  request: string;
  said: string;
  exchange?: string | undefined;
  /** As it was posted: how the button is known when it comes back. */
  action: string;
  input: Input & { kind: "values" };
  /** What was filled in, when it is a form. */
  typed: RawValues | undefined;
}

/** A posted form, a file's text in place of the file. */
export type Posted = Record<string, string>;

export function parseMessage(posted: Posted): Message | undefined {
  return message.safeParse(posted).data;
}

/** The button or form in what was posted, with what was filled in. */
export function parseAction(posted: Posted): (Input & { kind: "values" }) | undefined {
  const asked = action.safeParse(parseJson(posted.action ?? "")).data;
  return asked && { kind: "values", ...asked, values: { ...asked.values, ...typedIn(posted) } };
}

/** A button or a form coming back; a form's inputs are posted as `in.<name>`. */
export function parsePress(posted: Posted): Press | undefined {
  const parsed = press.safeParse(posted).data;
  if (!parsed) return undefined;
  const asked = action.safeParse(parseJson(parsed.action)).data;
  if (!asked) return undefined;
  const typed = typedIn(posted);
  return { ...parsed, input: { kind: "values", ...asked, values: { ...asked.values, ...typed } }, typed };
}

function typedIn(posted: Posted): RawValues | undefined {
  const typed = Object.entries(posted).flatMap(([name, value]) => {
    const input = /^in\.([A-Za-z][\w.]{0,99})$/.exec(name)?.[1];
    return input === undefined ? [] : [[input, fileOr(posted, input, value)] as const];
  });
  return typed.length === 0 ? undefined : Object.fromEntries(typed);
}

/** Without JavaScript a sheet arrives as a file; it is meant, whatever stands in the text box. */
const fileOr = (posted: Posted, input: string, value: string) => posted[`file.${input}`] || value;

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** `/training …` carries its root; anything else is said as in a direct message or after a mention. */
export function spoken(typed: string): Input {
  const slash = /^\s*\/(training|equity|ambassador|analysis)(?:\s+([\s\S]*))?$/i.exec(typed);
  if (!slash?.[1]) return { kind: "text", text: typed };
  return { kind: "text", root: slash[1].toLowerCase(), text: slash[2] ?? "" };
}

/**
 * A form body as text fields. What is posted several times under one name, ticked boxes, becomes a list with commas. Throws
 * a `Refusal` that says what to do where a file cannot be read.
 */
export async function readPosted(body: Record<string, Part | Part[]>): Promise<Posted> {
  const entries = Object.entries(body).map(async ([name, parts]) => {
    const read = await Promise.all([parts].flat().map(textOf));
    return [name, read.length === 1 ? read[0] : read.filter((one) => one !== "").join(", ")];
  });
  return Object.fromEntries(await Promise.all(entries));
}

type Part = string | Blob;

const textOf = async (part: Part) =>
  typeof part === "string" ? part : await fileText(new Uint8Array(await part.arrayBuffer()), "The file");
