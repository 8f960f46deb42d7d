import type { EngagementStore } from "../../../src/domain/engagement/engagements.ts";
import type { Database } from "../../database.ts";
import { setUndone } from "../plain.ts";
import { contacts } from "./contacts.ts";
import { figures, lastOf, open, totals } from "./figures.ts";
import { byId, list } from "./read.ts";
import { close, correct, record } from "./write.ts";

const ENGAGEMENTS = { table: "engagements", noun: "engagement", same: "engagements_same" };

export function engagementStore(database: Database): EngagementStore {
  const { orm } = database;
  return {
    record: (entry, write) => record(database, entry, write),
    correct: (id, entry, reason, write) => correct(database, id, entry, reason, write),
    close: (id, on, outcome, write) => close(database, id, on, outcome, write),
    get: (id) => byId(orm, id),
    list: (filter, limit) => list(orm, filter, limit),
    figures: (filter) => figures(orm, filter),
    open: (filter) => open(orm, filter),
    contacts: (role, filter) => contacts(orm, role, filter),
    totals: (kinds, start, end) => totals(orm, kinds, start, end),
    last: (kinds, on) => lastOf(orm, kinds, on),
    setUndone: (id, undone, reason, write) => setUndone(database, ENGAGEMENTS, id, undone, reason, write),
  };
}
