import { buttons, heading, plainText, type Reply, reply } from "../reply/reply.ts";
import type { Request } from "../request/request.ts";

/** What a person may want first, whoever they are. */
export const FIRST = buttons(
  { label: "Log a training", command: "training log", values: {}, ask: true, tone: "primary" },
  { label: "Recruit an ambassador", command: "ambassador recruit", values: {}, ask: true },
  { label: "Start an analysis", command: "analysis start", values: {}, ask: true },
  { label: "Help", command: "help", values: {} },
);

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
  const [me, status] = await Promise.all([look("me"), look("status")]);
  // Whoever looks after nothing has their own record as their status; not everybody may see more.
  const other = !status.failed && plainText(status) !== plainText(me);
  return reply(heading("Equity Assistant"), ...(other ? status.blocks : []), FIRST, ...me.blocks);
}
