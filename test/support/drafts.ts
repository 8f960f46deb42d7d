import type { Drafts } from "../../src/core/reply/carried.ts";

/** Drafts of one test, in memory. */
export function memoryDrafts(): Drafts {
  const kept = new Map<string, string>();
  return {
    keep: async (content) => {
      const id = `draft-${kept.size}`;
      kept.set(id, content);
      return id;
    },
    find: async (id) => kept.get(id),
  };
}
