import { createInterface } from "node:readline";
import { Temporal } from "temporal-polyfill";
import * as z from "zod";
import type { App } from "../app.ts";
import { Refusal } from "../core/errors.ts";
import { type Operation, withApp } from "./operation.ts";

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
    json: { type: "boolean" },
  },
  positionals: [1, 1],
  run: ({ values, positionals: [text = ""] }, open) =>
    withApp(open, async (app) => {
      await app.prepare();
      if (text === "-") return everyLine(app);
      if (values["as"] === undefined) throw new Refusal("Say who writes: --as EMAIL");
      const { json: _, ...asked } = values;
      console.log(
        JSON.stringify(await answer(app, { ...asked, text }), undefined, values["json"] === true ? undefined : 2),
      );
      return 0;
    }),
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
  try {
    return await answer(app, JSON.parse(line));
  } catch (error) {
    if (error instanceof SyntaxError) return { command: null, refused: "This line is not JSON." };
    if (error instanceof Refusal) return { command: null, refused: error.message };
    throw error;
  }
}

async function answer(app: App, asked: unknown): Promise<unknown> {
  const read = phrase.safeParse(asked);
  if (!read.success)
    throw new Refusal(read.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`).join("; "));
  const { id, ...one } = read.data;
  return { ...(id === undefined ? {} : { id }), ...(await app.understand(one)) };
}
