import { type Button, heading, plainText, type Reply, reply } from "../reply/reply.ts";
import type { Request } from "../request/request.ts";

/** What a person may want first, whoever they are: their home shows what they may do of it. */
export const FIRST: readonly Button[] = [
  { label: "Log a training", command: "training log", values: {}, ask: true },
  { label: "Recruit an ambassador", command: "ambassador recruit", values: {}, ask: true },
  { label: "Start an analysis", command: "analysis start", values: {}, ask: true },
  { label: "Add or change a person", command: "admin person", values: {}, ask: true },
  { label: "What changed", command: "history changes", values: {}, ask: true },
  { label: "Help", command: "help", values: {} },
];

/** The same in words, for whoever writes: each says what a press of it says in their place. */
export const FIRST_WORDS: readonly { label: string; say: string }[] = [
  { label: "Log a training", say: "training log" },
  { label: "What is due", say: "what is due" },
  { label: "My record", say: "me" },
  { label: "Help", say: "help" },
];

/** What to do first: the standing of what I look after, the buttons one begins with, then my own record and what is due. */
export async function homeOf(request: Request, handle: (request: Request) => Promise<Reply>): Promise<Reply> {
  const look = (command: string) =>
    handle({ ...request, id: `${request.id}:${command}`, input: { kind: "values", command, values: {} } });
  const [me, status, begin] = await Promise.all([look("me"), look("status"), look("home begin")]);
  // Whoever looks after nothing has their own record as their status; not everybody may see more.
  const other = !status.failed && plainText(status) !== plainText(me);
  // Whom nobody knows is told so once, and has nothing to begin with.
  const first = begin.failed ? [] : begin.blocks;
  return reply(heading("Equity Assistant"), ...(other ? status.blocks : []), ...first, ...me.blocks);
}
