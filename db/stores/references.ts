import { and, eq, sql } from "drizzle-orm";
import type { Address } from "../../src/core/deliveries/deliveries.ts";
import type { ReferenceStore } from "../../src/core/deliveries/kept.ts";
import { storable } from "../../src/core/understanding/clean.ts";
import type { Database } from "../database.ts";
import { platformReferences as references } from "../schema/index.ts";

export function referenceStore({ orm }: Database): ReferenceStore {
  return {
    find: async (address) => {
      const [row] = await orm.select({ content: references.content }).from(references).where(isAt(address));
      return row && JSON.parse(row.content);
    },
    places: async (platform) => {
      const isPlace = and(eq(references.platform, platform), eq(references.to, "place"));
      const rows = await orm.select({ content: references.content }).from(references).where(isPlace);
      return rows.map(({ content }) => JSON.parse(content));
    },
    save: async (address, reference) => {
      const content = JSON.stringify(reference, (_key, value) => (typeof value === "string" ? storable(value) : value));
      const { platform, tenant, to } = address;
      await orm
        .insert(references)
        .values({ platform, tenant, to, id: storable(address.id), content })
        .onConflictDoUpdate({
          target: [references.platform, references.tenant, references.to, references.id],
          set: { content, at: sql`now()` },
        });
    },
    remove: async (address) => {
      await orm.delete(references).where(isAt(address));
    },
  };
}

const isAt = ({ platform, tenant, to, id }: Address) =>
  and(
    eq(references.platform, platform),
    eq(references.tenant, tenant),
    eq(references.to, to),
    eq(references.id, storable(id)),
  );
