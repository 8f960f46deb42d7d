import { sql } from "drizzle-orm";
import type { LastEntryStore } from "../../src/core/request/last-entry.ts";
import { type Database, rowsOf } from "../database.ts";

/** What was written stands with its request, so any process knows it; the minutes are the database's. */
export const lastEntryStore = ({ orm }: Database): LastEntryStore => ({
  records: async (actor, place, minutes) => {
    const [last] = await rowsOf<{ record: string }>(
      orm,
      sql`select record from requests
        where actor = ${actor} and place = ${place} and record ~ '[A-Z]{2}-[0-9]{4}-[0-9]{4,}' and at > now() - make_interval(mins => ${minutes})
        order by at desc, id desc limit 1`,
    );
    return idsIn(last?.record);
  },
  madeBy: async (actor, request) => {
    const [made] = await rowsOf<{ record: string }>(
      orm,
      sql`select record from requests where id = ${request} and actor = ${actor}`,
    );
    return idsIn(made?.record);
  },
});

const idsIn = (record = ""): readonly string[] => record.match(/\b[A-Z]{2}-\d{4}-\d{4,}\b/g) ?? [];
