import { buttons, heading, type Reply, reply } from "../reply/reply.ts";
import type { Request } from "../request/request.ts";

/** What a person may want first, whoever they are. */
export const FIRST = buttons(
  { label: "Log a training", command: "training log", values: {}, ask: true, tone: "primary" },
  { label: "Recruit an ambassador", command: "ambassador recruit", values: {}, ask: true },
  { label: "Start an analysis", command: "analysis start", values: {}, ask: true },
  { label: "Help", command: "help", values: {} },
);

/** My record and what is due, the standing of what I look after, and the buttons one begins with. */
export async function homeOf(request: Request, handle: (request: Request) => Promise<Reply>): Promise<Reply> {
  const look = (command: string) =>
    handle({ ...request, id: `${request.id}:${command}`, input: { kind: "values", command, values: {} } });
  const [me, status] = await Promise.all([look("me"), look("status")]);
  // Not everybody may see the city's or a department's standing: then there is nothing to show.
  return reply(heading("Equity Assistant"), ...me.blocks, FIRST, ...(status.failed ? [] : status.blocks));
}
