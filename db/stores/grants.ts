import { eq, sql } from "drizzle-orm";
import { toPerson } from "../../src/core/deliveries/deliveries.ts";
import type { Grant, OfficerOutcome } from "../../src/core/people/staff.ts";
import { Refusal } from "../../src/core/request/errors.ts";
import { tells, type Write } from "../../src/core/request/write.ts";
import { type Database, type Orm, rowsOf } from "../database.ts";
import { people, officersToConfirm as toConfirm } from "../schema/index.ts";
import { type Done, writeOnce } from "../write.ts";
import { enqueue } from "./deliveries/enqueue.ts";

/** Gives a role, or ends it, from now on. */
export function setRole(database: Database, person: number, role: Grant, held: boolean, write: Write) {
  const action = held ? "person.grant" : "person.end-role";
  return writeOnce<"changed" | "unchanged">(database, write, action, async (orm) => {
    if (!held && role === "admin") await keepAnAdmin(orm, person);
    const asked = !held && role === "officer" && (await noLongerAsked(orm, person));
    const details = await grant(orm, person, role, held);
    if (!details && !asked) return { unwritten: "unchanged" };
    return { outcome: "changed", subject: `person:${person}`, details: { role, ...details } };
  });
}

/**
 * Makes somebody equity officer at once where the author is one, or where there is nobody to confirm it: that shows until
 * somebody does. Otherwise those who may are asked.
 */
export function giveOfficer(database: Database, person: number, write: Write) {
  return writeOnce<OfficerOutcome>(database, write, "person.grant-officer", async (orm) => {
    const [row] = await orm.select({ granted: people.granted }).from(people).where(eq(people.id, person)).for("update");
    if (!row || row.granted.includes("officer")) return { unwritten: { state: "unchanged" } };
    const { sure, confirmers } = await whoConfirms(orm, person, write);
    if (sure) return given(orm, person, "given");
    const alone = confirmers.length === 0;
    const asking = { person, askedBy: write.actor, inEffect: alone };
    if ((await waiting(orm, [asking])).size === 0) return { unwritten: { state: "asked before" } };
    return alone ? given(orm, person, "given alone") : asked(orm, person, confirmers, write);
  });
}

async function given(orm: Orm, person: number, state: "given" | "given alone"): Promise<Done<OfficerOutcome>> {
  const alone = state === "given alone" ? { alone: true } : {};
  const details = { role: "officer", ...(await grant(orm, person, "officer", true)), ...alone };
  return { outcome: { state }, subject: `person:${person}`, details };
}

async function asked(orm: Orm, person: number, confirmers: number[], write: Write): Promise<Done<OfficerOutcome>> {
  const news = { kind: "officer-to-confirm", occasion: write.request, data: { person, by: write.actor } };
  const to = confirmers.map((id) => ({ ...news, recipient: toPerson(id) }));
  if (tells(write)) await enqueue(orm, to);
  return {
    outcome: { state: "asked", confirmers },
    subject: `person:${person}`,
    details: { role: "officer", asked: confirmers },
  };
}

/** From now on they wait to be confirmed; gives back who did not already. */
export async function waiting(orm: Orm, officers: (typeof toConfirm.$inferInsert)[]): Promise<Set<number>> {
  if (officers.length === 0) return new Set();
  const fresh = await orm
    .insert(toConfirm)
    .values(officers)
    .onConflictDoNothing()
    .returning({ person: toConfirm.person });
  return new Set(fresh.map(({ person }) => person));
}

/** An officer or a second administrator says whether it is right. */
export function confirmOfficer(database: Database, person: number, right: boolean, write: Write) {
  const action = right ? "person.confirm-officer" : "person.refuse-officer";
  return writeOnce<"done" | "not asked">(database, write, action, async (orm) => {
    const [open] = await orm.select().from(toConfirm).where(eq(toConfirm.person, person)).for("update");
    if (!open) return { unwritten: "not asked" };
    if (open.askedBy === write.actor || person === write.actor)
      throw new Refusal(
        "It takes somebody else: an equity officer, or an administrator who did not ask for it. Nothing was saved.",
        "people",
      );
    await noLongerAsked(orm, person);
    const details = await grant(orm, person, "officer", right);
    return {
      outcome: "done",
      subject: `person:${person}`,
      details: { role: "officer", askedBy: open.askedBy, ...details },
    };
  });
}

/** Whether the author's own word is enough, else who may add theirs: officers and administrators who are neither of both. */
async function whoConfirms(orm: Orm, person: number, { actor }: Write) {
  const able = await rowsOf<{ id: number; officer: boolean }>(
    orm,
    sql`select id::float8 as id, 'officer' = any(granted) as officer from people
      where granted && array['officer', 'admin'] and merged_into is null and (left_on is null or left_on > current_date) order by people.id`,
  );
  return {
    sure: able.some(({ id, officer }) => id === actor && officer),
    confirmers: able.flatMap(({ id }) => (id === actor || id === person ? [] : [id])),
  };
}

async function noLongerAsked(orm: Orm, person: number): Promise<boolean> {
  const gone = await orm.delete(toConfirm).where(eq(toConfirm.person, person)).returning({ person: toConfirm.person });
  return gone.length > 0;
}

/** What the trail keeps of it; nothing where it is so already. */
async function grant(orm: Orm, person: number, role: Grant, held: boolean) {
  const [before] = await orm
    .select({ granted: people.granted })
    .from(people)
    .where(eq(people.id, person))
    .for("update");
  if (!before || before.granted.includes(role) === held) return undefined;
  const granted = held ? [...before.granted, role].sort() : before.granted.filter((one) => one !== role);
  await orm.update(people).set({ granted }).where(eq(people.id, person));
  return { before: before.granted, after: granted };
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
