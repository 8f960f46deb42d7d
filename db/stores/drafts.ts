import { eq, sql } from "drizzle-orm";
import type { DraftStore } from "../../src/core/deliveries/kept.ts";
import { storable } from "../../src/core/understanding/clean.ts";
import type { Database } from "../database.ts";
import { drafts } from "../schema/index.ts";

export function draftStore({ orm }: Database): DraftStore {
  return {
    keep: async (content) => {
      const [row] = await orm
        .insert(drafts)
        .values({ content: storable(content) })
        .returning({ id: drafts.id });
      if (!row) throw new Error("a draft was not kept");
      return row.id;
    },
    find: async (id) => {
      if (!/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) return undefined;
      const [row] = await orm.select({ content: drafts.content }).from(drafts).where(eq(drafts.id, id));
      return row?.content;
    },
    purge: async () => {
      await orm.delete(drafts).where(sql`${drafts.at} < now() - interval '30 days'`);
    },
  };
}
