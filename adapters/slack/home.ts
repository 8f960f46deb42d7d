import { type Block, buttons, heading, type Reply, type ReplyFile } from "../../src/core/reply.ts";
import type { Request } from "../../src/core/request.ts";
import { allUnits } from "./blocks.ts";
import { LIMITS } from "./limits.ts";
import type { Outbox } from "./outbox.ts";
import type { Turn } from "./translate.ts";
import { sections } from "./unit.ts";

/** What a person may want first, whoever they are. */
const FIRST = buttons(
  { label: "Log a training", command: "training log", values: {}, ask: true, tone: "primary" },
  { label: "Recruit an ambassador", command: "ambassador recruit", values: {}, ask: true },
  { label: "Start an analysis", command: "analysis start", values: {}, ask: true },
  { label: "Help", command: "help", values: {} },
);

/** App Home: my record and what is due, the standing of what I look after, and the buttons one begins with. */
export async function publishHome(
  { request, way }: Pick<Turn, "request" | "way">,
  handle: (request: Request) => Promise<Reply>,
  outbox: Outbox,
): Promise<void> {
  const look = (command: string) =>
    handle({ ...request, id: `${request.id}:${command}`, input: { kind: "values", command, values: {} } });
  const [me, status] = await Promise.all([look("me"), look("status")]);
  // Not everybody may see the city's or a department's standing: then there is nothing to show.
  const shown = [...me.blocks, FIRST, ...(status.failed ? [] : status.blocks)].map(withoutFile);
  const units = await allUnits({ blocks: [heading("Equity Assistant"), ...shown] }, "view", outbox.drafts);
  const fitting =
    units.length <= LIMITS.viewBlocks
      ? units
      : [...units.slice(0, LIMITS.viewBlocks - 1), ...sections("There is more: type /equity me or /equity status.")];
  const blocks = fitting.map(({ block }) => block);
  await outbox.client.views.publish({ user_id: way.user, view: { type: "home", blocks } });
}

const withoutFile = (block: Block): Block =>
  block.kind === "file" ? { kind: "text", text: fileWords(block.file) } : block;

const fileWords = ({ name, summary }: ReplyFile) => `${name}: ${summary}. Ask for it in a message.`;
