import { eq, sql } from "drizzle-orm";
import type { Grant } from "../../src/core/people/staff.ts";
import { Refusal } from "../../src/core/request/errors.ts";
import type { Write } from "../../src/core/request/write.ts";
import { type Database, type Orm, rowsOf } from "../database.ts";
import { people } from "../schema/index.ts";
import { writeOnce } from "../write.ts";

/** Gives a role, or ends it, from now on. */
export function setRole(database: Database, person: number, role: Grant, held: boolean, write: Write) {
  const action = held ? "person.grant" : "person.end-role";
  return writeOnce<"changed" | "unchanged">(database, write, action, async (orm) => {
    if (!held && role === "admin") await keepAnAdmin(orm, person);
    const [before] = await orm
      .select({ granted: people.granted })
      .from(people)
      .where(eq(people.id, person))
      .for("update");
    if (!before || before.granted.includes(role) === held) return { unwritten: "unchanged" };
    const granted = held ? [...before.granted, role].sort() : before.granted.filter((one) => one !== role);
    await orm.update(people).set({ granted }).where(eq(people.id, person));
    const details = { role, before: before.granted, after: granted };
    return { outcome: "changed", subject: `person:${person}`, details };
  });
}

/** Administrators are locked, so that of two who end each other's role only one does. */
export async function keepAnAdmin(orm: Orm, person: number): Promise<void> {
  const admins = await rowsOf<{ id: number }>(
    orm,
    sql`select id::float8 as id from people where 'admin' = any(granted) and merged_into is null and (left_on is null or left_on > current_date)
      order by people.id for update`,
  );
  if (admins.length > 0 && admins.every(({ id }) => id === person))
    throw new Refusal(
      "That is the only administrator: name another one first, with: admin role @somebody admin. Nothing was saved.",
      "role",
    );
}
