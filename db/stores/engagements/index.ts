import type { EngagementStore } from "../../../src/domain/engagement/engagements.ts";
import type { Database } from "../../database.ts";
import { contacts } from "./contacts.ts";
import { figures, lastOf, open, totals } from "./figures.ts";
import { list } from "./read.ts";
import { byNumber, close, engagementRecords } from "./write.ts";

export function engagementStore(database: Database): EngagementStore {
  const { orm } = database;
  const records = engagementRecords(database);
  return {
    ...records,
    correct: (id, { ledBy, ...entry }, reason, write) =>
      records.correct(id, { ...entry, ...(ledBy ? { ledBy: [...ledBy].sort(byNumber) } : {}) }, reason, write),
    close: (id, on, outcome, write) => close(database, records, id, on, outcome, write),
    list: (filter, limit) => list(orm, filter, limit),
    figures: (filter) => figures(orm, filter),
    open: (filter) => open(orm, filter),
    contacts: (role, filter) => contacts(orm, role, filter),
    totals: (kinds, start, end) => totals(orm, kinds, start, end),
    last: (kinds, on) => lastOf(orm, kinds, on),
  };
}
