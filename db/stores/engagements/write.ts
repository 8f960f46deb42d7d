import { and, eq } from "drizzle-orm";
import type { IsoDate } from "../../../src/core/places/city.ts";
import type { Write } from "../../../src/core/request/write.ts";
import { titleKey } from "../../../src/domain/analysis/analysis-steps.ts";
import { ENGAGEMENTS, type Engagement, type EngagementEntry } from "../../../src/domain/engagement/engagements.ts";
import type { Database, Orm } from "../../database.ts";
import { type Records, recordStore } from "../../records.ts";
import { engagementContacts, engagementLeaders, engagementNumber, engagements as table } from "../../schema/index.ts";
import { writeOnce } from "../../write.ts";
import { select } from "./read.ts";

export type Engagements = Records<EngagementEntry, Engagement>;

export const engagementRecords = (database: Database): Engagements =>
  recordStore<EngagementEntry, Engagement, typeof table>(database, {
    ...ENGAGEMENTS,
    table,
    sequence: engagementNumber,
    author: table.author,
    by: { day: table.heldOn, department: table.department, subkind: table.kind, of: table.about },
    same: {
      index: "engagements_same",
      as: ({ department, heldOn, kind, same }) =>
        and(
          ...[eq(table.department, department), eq(table.heldOn, heldOn)],
          ...[eq(table.kind, kind), eq(table.titleKey, titleKey(same))],
        ),
    },
    verb: () => "log",
    unaudited: ["same"],
    columns: ({ languages, same }) => ({
      languages: [...languages],
      ...(same === undefined ? {} : { titleKey: titleKey(same) }),
    }),
    select,
    // What makes two the same is stored as a key only: it follows from the entry whenever that is given.
    // What is compared: the record as it would be entered, its people by number.
    entryOf: ({ ledBy, ...one }) =>
      ({ ...one, ledBy: ledBy.map(({ id }) => id).sort(byNumber) }) as unknown as EngagementEntry,
    beside: link,
  });

export const byNumber = (a: number, b: number) => a - b;

/** Who led it, and with whom it was. */
async function link(
  orm: Orm,
  id: string,
  { ledBy, partner, body, heldOn }: EngagementEntry,
  corrected: boolean,
): Promise<void> {
  if (corrected) {
    await orm.delete(engagementLeaders).where(eq(engagementLeaders.record, id));
    await orm.delete(engagementContacts).where(eq(engagementContacts.record, id));
  }
  if (ledBy.length > 0) await orm.insert(engagementLeaders).values(ledBy.map((person) => ({ record: id, person })));
  const named = [
    ...(partner ?? "").split(";").map((name) => ({ role: "partner", name: name.trim() })),
    { role: "body", name: body ?? "" },
  ];
  const rows = named
    .map(({ role, name }) => ({ record: id, role, name, key: titleKey(name), heldOn }))
    .filter(({ key }) => key !== "");
  if (rows.length > 0) await orm.insert(engagementContacts).values(rows).onConflictDoNothing();
}

export function close(
  database: Database,
  records: Engagements,
  id: string,
  on: IsoDate,
  outcome: string | undefined,
  write: Write,
): Promise<"closed" | "closed before"> {
  return writeOnce<"closed" | "closed before">(database, write, "engagement.close", async (orm) => {
    const before = await records.locked(orm, id);
    if (before.closedOn !== undefined) return { unwritten: "closed before" };
    const details = await records.revise(orm, before, { closedOn: on, outcome: outcome ?? before.outcome });
    return { outcome: "closed", subject: id, details: { ...details } };
  });
}
