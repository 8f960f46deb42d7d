import { setTimeout as sleep } from "node:timers/promises";
import type { Bot } from "./bot.ts";

/** What somebody typed, until the bot said that it is on record. */
export interface Post {
  request: string;
  as: string;
  text: string;
}

/** What the bot said of a post that it took. */
export interface Acknowledged<P extends Post> {
  post: P;
  record: string;
}

/** Where posts go: the bot that runs right now, or the promise of the next one. */
export interface Target {
  bot: Promise<Bot>;
}

/**
 * Types on at so many keyboards until it is told to stop, and keeps what was acknowledged. Whoever gets no answer, or one that nothing is certain, sends the
 * same request again, as the playground and every platform do.
 */
export function startLoad<P extends Post>(
  target: Target,
  keyboards: number,
  next: () => P,
  acknowledged: Acknowledged<P>[],
) {
  const waiting: { count: number; resolve(): void }[] = [];
  let stopped = false;
  let unanswered = 0;

  const keyboard = async () => {
    while (!stopped) {
      const post = next();
      acknowledged.push({ post, record: await sayUntilTaken(post) });
      for (const one of waiting) if (acknowledged.length >= one.count) one.resolve();
    }
  };
  const sayUntilTaken = async (post: Post): Promise<string> => {
    for (;;) {
      const { port } = await target.bot;
      const record = await say(port, post).catch(unlessUnexpected);
      if (record !== undefined) return record;
      unanswered += 1;
      await sleep(20);
    }
  };
  const keyboardsAtWork = Array.from({ length: keyboards }, keyboard);
  return {
    /** Resolves when so many more posts are acknowledged. */
    more: (count: number) =>
      new Promise<void>((resolve) => waiting.push({ count: acknowledged.length + count, resolve })),
    /** Lets everybody finish what they typed. */
    stop: async () => {
      stopped = true;
      await Promise.all(keyboardsAtWork);
      return { unanswered };
    },
  };
}

class Unexpected extends Error {}

/** No answer, or half of one: the bot or its database was just killed. */
function unlessUnexpected(error: unknown): undefined {
  if (error instanceof Unexpected) throw error;
}

/** Posts as the playground's page does. The record's number, undefined when the bot could not say; throws on anything else. */
async function say(port: number, { request, as, text }: Post): Promise<string | undefined> {
  const answer = await fetch(`http://127.0.0.1:${port}/say`, {
    method: "POST",
    headers: { origin: `http://127.0.0.1:${port}`, accept: "application/json" },
    body: new URLSearchParams({ as, at: "direct", request, text }),
    signal: AbortSignal.timeout(20_000),
  });
  if (!answer.ok) return undefined;
  const { failed, exchanges } = (await answer.json()) as { failed: boolean; exchanges: { html: string }[] };
  if (failed) return undefined;
  const html = exchanges.map((one) => one.html).join("");
  const record = /(?:Recorded|Undone) (TR-\d{4}-\d{4,})/.exec(html)?.[1];
  if (record === undefined) throw new Unexpected(`the bot answered “${text}” with:\n${html}`);
  return record;
}
