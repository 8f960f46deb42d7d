import { eq } from "drizzle-orm";
import type { InstallationStore } from "../../src/core/deliveries/kept.ts";
import type { Database } from "../database.ts";
import { installations } from "../schema/index.ts";

export function installationStore({ orm }: Database): InstallationStore {
  return {
    all: async () => {
      const rows = await orm.select().from(installations);
      return rows.map(({ key, teamId, enterpriseId, botUserId, sealedToken }) => ({
        key,
        teamId: teamId ?? undefined,
        enterpriseId: enterpriseId ?? undefined,
        botUserId: botUserId ?? undefined,
        sealedToken,
      }));
    },
    save: async (installation) => {
      await orm
        .insert(installations)
        .values(installation)
        .onConflictDoUpdate({ target: installations.key, set: installation });
    },
    remove: async (key) => {
      await orm.delete(installations).where(eq(installations.key, key));
    },
  };
}
