import { randomUUID } from "node:crypto";
import type { Hono } from "hono";
import { createScim } from "../../adapters/scim/index.ts";
import { dateAt } from "../core/calendar/calendar.ts";
import { IMPORT_AUTHOR } from "../core/request/write.ts";
import { wholeMatch } from "../core/understanding/names.ts";
import type { Parts } from "./parts.ts";

/** The directory's routes; none while SCIM_TOKENS is not set. */
export function scimOf(parts: Parts): Hono[] {
  const { bot, stores, plan, config } = parts;
  if (config.scimTokens.length === 0) return [];
  const scim = createScim({
    tokens: config.scimTokens,
    store: stores.scim,
    base: () => `${(config.publicUrl ?? `http://127.0.0.1:${parts.port}`).replace(/\/$/, "")}/scim/v2`,
    today: () => dateAt(bot.clock(), plan.city),
    writeOn: (today) => ({
      actor: IMPORT_AUTHOR,
      request: `scim:${randomUUID()}`,
      year: Number(today.slice(0, 4)),
      today,
      file: { name: "SCIM", hash: "" },
    }),
    departments: async () => {
      const { departmentNames } = await bot.catalog();
      return (said) => {
        const [only, ...others] = wholeMatch(said, departmentNames);
        return others.length === 0 ? only : undefined;
      };
    },
    onFault: (error) => bot.onIncident("scim", error),
  });
  return [scim];
}
