import { and, eq, isNull, sql } from "drizzle-orm";
import {
  HOLDS,
  type Hold,
  type HoldEntry,
  type HoldStore,
  RECORD_REQUESTS,
  type RecordRequest,
  type RecordRequestEntry,
  type RecordRequestStore,
} from "../../src/domain/hold/holds.ts";
import type { Database } from "../database.ts";
import { recordStore } from "../records.ts";
import { holdNumber, holds, recordRequestNumber, recordRequests } from "../schema/index.ts";

const holdStore = (database: Database): HoldStore =>
  recordStore<HoldEntry, Hold, typeof holds>(database, {
    ...HOLDS,
    table: holds,
    sequence: holdNumber,
    author: holds.author,
    by: { day: holds.fromOn },
    same: {
      index: "holds_same",
      as: ({ covers, value, because, fromOn }) =>
        and(
          eq(holds.covers, covers),
          eq(holds.value, value),
          eq(holds.because, because),
          eq(holds.fromOn, fromOn),
          isNull(holds.endedOn),
        ),
    },
  });

function recordRequestStore(database: Database): RecordRequestStore {
  const records = recordStore<RecordRequestEntry, RecordRequest, typeof recordRequests>(database, {
    ...RECORD_REQUESTS,
    table: recordRequests,
    sequence: recordRequestNumber,
    author: recordRequests.author,
    by: { day: recordRequests.receivedOn },
    same: {
      index: "record_requests_same",
      as: ({ covers, value, receivedOn, askedBy }) =>
        sql`${recordRequests.covers} = ${covers} and ${recordRequests.value} = ${value} and ${recordRequests.receivedOn} = ${receivedOn}
          and coalesce(${recordRequests.askedBy}, '') = ${askedBy ?? ""}`,
    },
  });
  return { ...records, packaged: (id, hash, write) => records.change(id, "package", { hash }, undefined, write) };
}

export const holdStores = (database: Database): { holds: HoldStore; recordRequests: RecordRequestStore } => ({
  holds: holdStore(database),
  recordRequests: recordRequestStore(database),
});
