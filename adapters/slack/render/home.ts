import { homeOf } from "../../../src/core/places/home.ts";
import type { Block, Reply, ReplyFile } from "../../../src/core/reply/reply.ts";
import { LEVELS, simpler } from "../../../src/core/reply/simpler.ts";
import type { Request } from "../../../src/core/request/request.ts";
import type { Turn } from "../receive/turn.ts";
import type { Outbox } from "../send/outbox.ts";
import { isMalformed, patiently } from "../send/surely.ts";
import { allUnits } from "./blocks.ts";
import { packHomePage } from "./carried.ts";
import { plain, sections } from "./unit.ts";
import { pagesOf } from "./view.ts";

/** App Home, the page that was asked for; what is longer than a view goes on in the next. Simpler where Slack refuses its looks. */
export async function publishHome(
  { request, way }: Pick<Turn, "request" | "way">,
  handle: (request: Request) => Promise<Reply>,
  outbox: Outbox,
): Promise<void> {
  const home = await homeOf(request, handle);
  for (const level of LEVELS) {
    const view = await pageOf(simpler(home, level), way.page ?? 0, outbox.drafts);
    try {
      await patiently(() => outbox.client.views.publish({ user_id: way.user, view }));
      return;
    } catch (error) {
      if (level === "words" || !isMalformed(error)) throw error;
      outbox.onFault(error);
    }
  }
}

async function pageOf({ blocks }: Pick<Reply, "blocks">, wanted: number, drafts: Outbox["drafts"]) {
  const units = await allUnits({ blocks: blocks.map(withoutFile) }, "view", drafts);
  const pages = pagesOf(units.map(({ block }) => [block]));
  const page = Math.min(wanted, pages.length - 1);
  const shown = (pages[page] ?? []).flatMap((at) => units[at]?.block ?? []);
  return {
    type: "home" as const,
    private_metadata: packHomePage(page),
    blocks: [...shown, ...otherPages(page, pages.length)],
  };
}

function otherPages(page: number, count: number) {
  if (count <= 1) return [];
  const buttons = [
    ...(page > 0 ? [pageButton("Back", page - 1)] : []),
    ...(page < count - 1 ? [pageButton("More", page + 1)] : []),
  ];
  const where = sections(`Page ${page + 1} of ${count}`).map(({ block }) => block);
  return [...where, { type: "actions" as const, elements: buttons }];
}

const pageButton = (label: string, page: number) => ({
  type: "button" as const,
  text: plain(label),
  action_id: `page:${page}`,
  value: packHomePage(page),
});

const withoutFile = (block: Block): Block =>
  block.kind === "file" ? { kind: "text", text: fileWords(block.file) } : block;

const fileWords = ({ name, summary }: ReplyFile) => `${name}: ${summary}. Ask for it in a message.`;
