import { and, desc, eq, gte, isNull, lte, or } from "drizzle-orm";
import {
  OFFICER_TERMS,
  type OfficerTerm,
  type OfficerTermEntry,
  type OfficerTermStore,
} from "../../src/domain/roster/officer-terms.ts";
import type { Database } from "../database.ts";
import { recordStore } from "../records.ts";
import { parsed, personIn } from "../rows.ts";
import { officerTermNumber, officerTerms as table } from "../schema/index.ts";

/** A term belongs to every period it touches. */
const during = (start: string, end: string) =>
  and(lte(table.appointedOn, end), or(isNull(table.termEnd), gte(table.termEnd, start)));

export function officerTermStore(database: Database): OfficerTermStore {
  const records = recordStore<OfficerTermEntry, OfficerTerm, typeof table>(database, {
    ...OFFICER_TERMS,
    table,
    sequence: officerTermNumber,
    author: table.author,
    by: { day: table.appointedOn, within: during },
    same: {
      index: "officer_terms_same",
      as: ({ person, acting, appointedOn }) =>
        and(eq(table.person, person), eq(table.acting, acting), eq(table.appointedOn, appointedOn)),
    },
    extra: { person: personIn(table.person) },
    one: ({ person, ...row }) => ({
      ...row,
      department: undefined,
      person: parsed(person as unknown as OfficerTerm["person"] | string),
    }),
    entryOf: ({ person, ...one }) => ({ ...one, person: person.id }),
  });
  return {
    ...records,
    within: (start, end) =>
      records.select(database.orm, and(isNull(table.voidedAt), during(start, end)), {
        order: [desc(table.appointedOn), desc(table.id)],
      }),
  };
}
