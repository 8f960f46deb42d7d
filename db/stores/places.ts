import { eq, sql } from "drizzle-orm";
import type { IsoDate } from "../../src/core/places/city.ts";
import type { BoundPlace, PlaceStore, Purpose, RecipientStore } from "../../src/core/places/places.ts";
import type { Platform } from "../../src/core/request/request.ts";
import type { Write } from "../../src/core/request/write.ts";
import { type Database, reading, rowsOf } from "../database.ts";
import { places } from "../schema/index.ts";
import { writeOnce } from "../write.ts";

export function placeStore(database: Database): PlaceStore {
  return {
    all: async () => (await reading(database.orm.select().from(places).orderBy(places.purpose))).map(toPlace),
    bind: (place, write) => bind(database, place, write),
    unbind: (purpose, write) => unbind(database, purpose, write),
  };
}

const toPlace = (row: typeof places.$inferSelect): BoundPlace => ({
  purpose: row.purpose as Purpose,
  place: { platform: row.platform as Platform, tenant: row.tenant, id: row.place, kind: "channel" },
  name: row.name ?? undefined,
  boundAt: row.boundAt.getTime(),
});

function bind(database: Database, { purpose, place, name, boundAt }: BoundPlace, write: Write) {
  const { platform, tenant, id } = place;
  return writeOnce<"bound" | "unchanged">(database, write, "place.bind", async (orm) => {
    const [before] = await orm.select().from(places).where(eq(places.purpose, purpose)).for("update");
    if (before?.platform === platform && before.tenant === tenant && before.place === id)
      return { unwritten: "unchanged" };
    const row = { platform, tenant, place: id, name: name ?? null, boundAt: new Date(boundAt) };
    await orm
      .insert(places)
      .values({ purpose, ...row })
      .onConflictDoUpdate({ target: places.purpose, set: row });
    return { outcome: "bound", subject: `place:${purpose}`, details: { before, after: row } };
  });
}

function unbind(database: Database, purpose: Purpose, write: Write) {
  return writeOnce<"unbound" | "was not bound">(database, write, "place.unbind", async (orm) => {
    const [before] = await orm.delete(places).where(eq(places.purpose, purpose)).returning();
    if (!before) return { unwritten: "was not bound" };
    return { outcome: "unbound", subject: `place:${purpose}`, details: { before } };
  });
}

/** Leads and officers who are with the city that day. */
export function recipientStore({ orm }: Database): RecipientStore {
  return {
    on: async (day: IsoDate) => {
      const rows = await rowsOf<{ department: string | null; person: number; senior: boolean }>(
        orm,
        sql`select r.department, r.person::float8 as person, p.senior_leader as senior from roster r join people p on p.id = r.person
            where r.voided_at is null and r.from_on <= ${day} and (r.ended_on is null or r.ended_on > ${day}) and (p.left_on is null or p.left_on > ${day})
          union all select null, id::float8, false from people
            where 'officer' = any(granted) and merged_into is null and (left_on is null or left_on > ${day})
          order by 1, 2`,
      );
      const inTeams = rows.flatMap((row) => (row.department === null ? [] : [{ ...row, department: row.department }]));
      return {
        leads: byDepartment(inTeams),
        seniors: byDepartment(inTeams.filter(({ senior }) => senior)),
        officers: rows.filter(({ department }) => department === null).map(({ person }) => person),
      };
    },
  };
}

function byDepartment(rows: readonly { department: string; person: number }[]): Map<string, number[]> {
  const found = new Map<string, number[]>();
  for (const { department, person } of rows) found.set(department, [...(found.get(department) ?? []), person]);
  return found;
}
