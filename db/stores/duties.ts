import { eq, sql } from "drizzle-orm";
import type { DutyStore, Holder } from "../../src/core/people/duties.ts";
import type { IsoDate } from "../../src/core/places/city.ts";
import type { Write } from "../../src/core/request/write.ts";
import { type Database, type Orm, rowsOf } from "../database.ts";
import { dutyHolders } from "../schema/index.ts";
import { writeOnce } from "../write.ts";

export function dutyStore(database: Database): DutyStore {
  return {
    hold: (role, person, from, write) => hold(database, role, person, from, write),
    end: (role, person, on, write) => end(database, role, person, on, write),
    undo: (role, person, what, on, write) => undo(database, role, person, what, on, write),
    held: (on) =>
      rowsOf<Holder>(
        database.orm,
        sql`select d.role, d.person::float8 as person, p.name, d.from_on::text as "fromOn"
          from duty_holders d join people p on p.id = d.person
          where d.voided_at is null and d.from_on <= ${on} and (d.ended_on is null or d.ended_on > ${on})
            and (p.left_on is null or p.left_on > ${on}) order by d.role, p.name, d.id`,
      ),
  };
}

function hold(database: Database, role: string, person: number, from: IsoDate, write: Write) {
  return writeOnce<"named" | "named before">(database, write, "duty.hold", async (orm) => {
    const fresh = await orm
      .insert(dutyHolders)
      .values({ role, person, fromOn: from, author: write.actor })
      .onConflictDoNothing()
      .returning({ id: dutyHolders.id });
    if (fresh.length === 0) return { unwritten: "named before" };
    return { outcome: "named", subject: `duty:${role}`, details: { after: { person, from } } };
  });
}

function end(database: Database, role: string, person: number, on: IsoDate, write: Write) {
  return writeOnce<"ended" | "not held">(database, write, "duty.end", async (orm) => {
    const row = await newest(orm, role, person);
    if (!row || row.endedOn !== null) return { unwritten: "not held" };
    await orm.update(dutyHolders).set({ endedOn: on }).where(eq(dutyHolders.id, row.id));
    return { outcome: "ended", subject: `duty:${role}`, details: { after: { person, endedOn: on } } };
  });
}

function undo(database: Database, role: string, person: number, what: "hold" | "end", on: IsoDate, write: Write) {
  return writeOnce<"undone" | "nothing to undo">(database, write, "duty.undo", async (orm) => {
    const row = await newest(orm, role, person);
    const stands = what === "hold" ? row?.endedOn === null && row.fromOn === on : row?.endedOn === on;
    if (!row || !stands) return { unwritten: "nothing to undo" };
    const back = what === "hold" ? { voidedAt: sql`now()` } : { endedOn: null };
    await orm.update(dutyHolders).set(back).where(eq(dutyHolders.id, row.id));
    const before = { person, from: row.fromOn, endedOn: row.endedOn };
    const after = what === "hold" ? { voided: true } : { endedOn: null };
    return { outcome: "undone", subject: `duty:${role}`, details: { before, after } };
  });
}

async function newest(orm: Orm, role: string, person: number) {
  const [row] = await rowsOf<{ id: number; fromOn: IsoDate; endedOn: IsoDate | null }>(
    orm,
    sql`select id::float8 as id, from_on::text as "fromOn", ended_on::text as "endedOn" from duty_holders
      where role = ${role} and person = ${person} and voided_at is null order by id desc limit 1 for update`,
  );
  return row;
}
