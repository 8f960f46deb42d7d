import { homeOf } from "../../src/core/home.ts";
import type { Block, Reply, ReplyFile } from "../../src/core/reply.ts";
import type { Request } from "../../src/core/request.ts";
import { allUnits } from "./blocks.ts";
import { LIMITS } from "./limits.ts";
import type { Outbox } from "./outbox.ts";
import type { Turn } from "./translate.ts";
import { sections } from "./unit.ts";

/** App Home. */
export async function publishHome(
  { request, way }: Pick<Turn, "request" | "way">,
  handle: (request: Request) => Promise<Reply>,
  outbox: Outbox,
): Promise<void> {
  const { blocks } = await homeOf(request, handle);
  const units = await allUnits({ blocks: blocks.map(withoutFile) }, "view", outbox.drafts);
  const fitting =
    units.length <= LIMITS.viewBlocks
      ? units
      : [...units.slice(0, LIMITS.viewBlocks - 1), ...sections("There is more: type /equity me or /equity status.")];
  const view = { type: "home" as const, blocks: fitting.map(({ block }) => block) };
  await outbox.client.views.publish({ user_id: way.user, view });
}

const withoutFile = (block: Block): Block =>
  block.kind === "file" ? { kind: "text", text: fileWords(block.file) } : block;

const fileWords = ({ name, summary }: ReplyFile) => `${name}: ${summary}. Ask for it in a message.`;
