import { eq, sql } from "drizzle-orm";
import type { StaffStore } from "../../src/core/people/staff.ts";
import type { IsoDate } from "../../src/core/places/city.ts";
import type { Write } from "../../src/core/request/write.ts";
import { nameKeys } from "../../src/core/understanding/people.ts";
import { type Database, type Orm, rowsOf } from "../database.ts";
import { constraintOf } from "../errors.ts";
import { headcounts, memberships, officersToConfirm, people, personNames } from "../schema/index.ts";
import { writeOnce } from "../write.ts";
import { confirmOfficer, giveOfficer, setRole } from "./grants.ts";
import { leave, returns } from "./leave.ts";
import { mergePeople } from "./merge.ts";
import { unmergePeople } from "./unmerge.ts";

export function staffStore(database: Database): StaffStore {
  const { orm } = database;
  return {
    move: (person, department, from, write) => move(database, person, department, from, write),
    attendancesSince: async (person, from) => {
      const [row] = await rowsOf<{ count: number }>(
        orm,
        sql`select count(*)::int as count from attendance where person = ${person} and not voided and held_on >= ${from}`,
      );
      return row?.count ?? 0;
    },
    rename: (person, name, email, write) => rename(database, person, name, email, write),
    leave: (person, on, successor, reason, write) => leave(database, person, on, successor, reason, write),
    returns: (person, write) => returns(database, person, write),
    merge: (from, into, on, write) => mergePeople(database, from, into, on, write),
    unmerge: (from, into, write) => unmergePeople(database, from, into, write),
    setRole: (person, role, held, write) => setRole(database, person, role, held, write),
    giveOfficer: (person, write) => giveOfficer(database, person, write),
    confirmOfficer: (person, right, write) => confirmOfficer(database, person, right, write),
    officersToConfirm: () =>
      orm.select({ person: officersToConfirm.person, inEffect: officersToConfirm.inEffect }).from(officersToConfirm),
    headcount: (department, tier, audience, count, asOf, write) =>
      writeOnce<"added" | "changed" | "unchanged">(database, write, "headcount.save", async (tx) => {
        const values = { department, tier, audience, count, asOf };
        const key = sql`${headcounts.department} = ${department} and ${headcounts.tier} = ${tier} and ${headcounts.audience} = ${audience} and ${headcounts.asOf} = ${asOf}`;
        const [before] = await tx.select({ count: headcounts.count }).from(headcounts).where(key).for("update");
        if (before?.count === count) return { unwritten: "unchanged" };
        await tx
          .insert(headcounts)
          .values(values)
          .onConflictDoUpdate({
            target: [headcounts.department, headcounts.tier, headcounts.audience, headcounts.asOf],
            set: { count },
          });
        return {
          outcome: before ? "changed" : "added",
          subject: `headcount:${department}`,
          details: { before, after: values },
        };
      }),
  };
}

async function departmentOn(orm: Orm, person: number, on: IsoDate): Promise<string | undefined> {
  const [row] = await rowsOf<{ department: string }>(
    orm,
    sql`select department from memberships where person = ${person} and from_on <= ${on} order by from_on desc, id desc limit 1`,
  );
  return row?.department;
}

function move(database: Database, person: number, department: string, from: IsoDate, write: Write) {
  return writeOnce<"moved" | "unchanged">(database, write, "person.move", async (orm) => {
    await rowsOf(orm, sql`select 1 from people where id = ${person} for update`);
    const before = await departmentOn(orm, person, from);
    if (before === department) return { unwritten: "unchanged" };
    await orm.insert(memberships).values({ person, department, fromOn: before === undefined ? "1970-01-01" : from });
    return {
      outcome: "moved",
      subject: `person:${person}`,
      details: { before: { department: before }, after: { department, from } },
    };
  });
}

/** For the trail: no names in it. */
const changed = (before: { name: string; email: string | null } | undefined, name: string, email: string | null) => ({
  ...(before?.name === name ? {} : { renamed: true }),
  ...(before?.email === email ? {} : { readdressed: true }),
});

async function rename(
  database: Database,
  person: number,
  name: string,
  email: string | undefined,
  write: Write,
): Promise<"renamed" | "unchanged" | "email-taken"> {
  try {
    return await writeOnce<"renamed" | "unchanged">(database, write, "person.rename", async (orm) => {
      const [before] = await orm
        .select({ name: people.name, email: people.email, key: people.key })
        .from(people)
        .where(eq(people.id, person))
        .for("update");
      const address = email ?? before?.email ?? null;
      if (before?.name === name && before.email === address) return { unwritten: "unchanged" };
      if (before) await orm.insert(personNames).values({ person, name: before.name, email: before.email });
      await orm
        .update(people)
        .set({ name, email: address, nameWords: nameKeys([name, address ?? before?.key ?? ""]) })
        .where(eq(people.id, person));
      return { outcome: "renamed", subject: `person:${person}`, details: changed(before, name, address) };
    });
  } catch (error) {
    if (constraintOf(error) === "people_email") return "email-taken";
    throw error;
  }
}
