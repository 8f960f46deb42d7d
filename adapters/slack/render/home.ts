import { homeOf } from "../../../src/core/places/home.ts";
import type { Block, Reply, ReplyFile } from "../../../src/core/reply/reply.ts";
import type { Request } from "../../../src/core/request/request.ts";
import type { Turn } from "../receive/turn.ts";
import type { Outbox } from "../send/outbox.ts";
import { patiently } from "../send/surely.ts";
import { allUnits } from "./blocks.ts";
import { packHomePage } from "./carried.ts";
import { plain, sections } from "./unit.ts";
import { pagesOf } from "./view.ts";

/** App Home, the page that was asked for; what is longer than a view goes on in the next. */
export async function publishHome(
  { request, way }: Pick<Turn, "request" | "way">,
  handle: (request: Request) => Promise<Reply>,
  outbox: Outbox,
): Promise<void> {
  const { blocks } = await homeOf(request, handle);
  const units = await allUnits({ blocks: blocks.map(withoutFile) }, "view", outbox.drafts);
  const pages = pagesOf(units.map(({ block }) => [block]));
  const page = Math.min(way.page ?? 0, pages.length - 1);
  const shown = (pages[page] ?? []).flatMap((at) => units[at]?.block ?? []);
  const view = {
    type: "home" as const,
    private_metadata: packHomePage(page),
    blocks: [...shown, ...otherPages(page, pages.length)],
  };
  await patiently(() => outbox.client.views.publish({ user_id: way.user, view }));
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
