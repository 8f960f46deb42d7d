import { createInterface } from "node:readline";
import { Temporal } from "temporal-polyfill";
import * as z from "zod";
import type { App } from "../app/app.ts";
import { Refusal } from "../core/request/errors.ts";
import { JSON_OPTION, type Operation, WrongUsage, withApp } from "./operation.ts";

const instant = z.string().transform((typed, context) => {
  try {
    return Temporal.Instant.from(typed);
  } catch {
    context.addIssue({ code: "custom", message: `"${typed}" is not an instant like 2026-11-21T20:05:00Z` });
    return z.NEVER;
  }
});

const phrase = z.object({
  id: z.union([z.string(), z.number()]).optional(),
  text: z.string(),
  as: z.string(),
  root: z.string().optional(),
  at: instant.optional(),
  platform: z.enum(["slack", "teams", "web"]).default("web"),
});

export const understand: Operation = {
  name: "understand",
  usage:
    'understand "TEXT" --as EMAIL [--root training] [--at INSTANT] [--platform slack|teams|web]; "-" reads JSON lines',
  options: {
    as: { type: "string" },
    root: { type: "string" },
    at: { type: "string" },
    platform: { type: "string" },
    ...JSON_OPTION,
  },
  positionals: [1, 1],
  sample: true,
  run: ({ values: { json, ...given }, positionals: [text = ""] }, open) => {
    if (text === "-") return withApp(open, everyLine);
    if (given.as === undefined) throw new WrongUsage("Say who writes: --as EMAIL");
    const asked = phrase.safeParse({ ...given, text });
    if (!asked.success) throw new WrongUsage(inWords(asked.error, "--"));
    return withApp(open, async (app) => {
      const answer = await app.understand(asked.data);
      console.log(JSON.stringify(answer, undefined, json === true ? undefined : 2));
      return 0;
    });
  },
};

/** One answer a line, in order; a line that cannot be read is answered with what is wrong with it. */
async function everyLine(app: App): Promise<number> {
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
    if (line.trim() === "") continue;
    console.log(JSON.stringify(await answerLine(app, line)));
  }
  return 0;
}

async function answerLine(app: App, line: string): Promise<unknown> {
  let asked: unknown;
  try {
    asked = JSON.parse(line);
    return await answer(app, asked);
  } catch (error) {
    if (error instanceof SyntaxError) return nothing("This line is not JSON.");
    if (error instanceof Refusal) return { ...idOf(asked), ...nothing(error.message) };
    throw error;
  }
}

/** A line that cannot be read is answered like any other, so that a program need not look twice. */
const nothing = (refused: string) => ({
  command: null,
  values: {},
  defaulted: [],
  missing: [],
  ambiguous: {},
  confirm: [],
  refused,
  leftOver: [],
  writes: false,
});

const idOf = (asked: unknown) => (typeof asked === "object" && asked !== null && "id" in asked ? { id: asked.id } : {});

async function answer(app: App, asked: unknown): Promise<unknown> {
  const read = phrase.safeParse(asked);
  if (!read.success) throw new Refusal(inWords(read.error));
  const { id, ...one } = read.data;
  return { ...(id === undefined ? {} : { id }), ...(await app.understand(one)) };
}

const inWords = (error: z.ZodError, prefix = "") =>
  error.issues.map((issue) => `${prefix}${issue.path.join(".")}: ${issue.message}`).join("; ");
