import { LIMITS } from "./limits.ts";

// A view, a modal or App Home, holds so many blocks and bytes. What has more goes on in a next page: nothing is cut.

/** Blocks of a page that say where one is, and lead to the others. */
const FURNITURE = 2;

/** Groups of blocks that stay together, page by page, by their numbers. */
export function pagesOf(groups: readonly (readonly object[])[]): number[][] {
  const pages: number[][] = [];
  let [blocks, size] = [0, 0];
  for (const [at, group] of groups.entries()) {
    const [moreBlocks, moreSize] = [group.length, sizeOf(group)];
    const last = pages.at(-1);
    const fits = blocks + moreBlocks <= LIMITS.viewBlocks - FURNITURE && size + moreSize <= ROOM;
    if (last && fits) {
      last.push(at);
      [blocks, size] = [blocks + moreBlocks, size + moreSize];
    } else {
      pages.push([at]);
      [blocks, size] = [moreBlocks, moreSize];
    }
  }
  return pages;
}

/** What a view carries besides its blocks stands in it, too. */
const ROOM = LIMITS.viewSize - LIMITS.privateMetadata - 2_000;

/** Bytes, as Slack counts a view. */
export const sizeOf = (content: object): number => Buffer.byteLength(JSON.stringify(content));

export const fitsView = (blocks: readonly object[]): boolean =>
  blocks.length <= LIMITS.viewBlocks && sizeOf(blocks) <= ROOM;
