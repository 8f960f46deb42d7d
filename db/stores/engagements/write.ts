import { eq, sql } from "drizzle-orm";
import type { IsoDate } from "../../../src/core/places/city.ts";
import type { Write } from "../../../src/core/request/write.ts";
import { titleKey } from "../../../src/domain/analysis/analysis-steps.ts";
import type { Engagement, EngagementEntry } from "../../../src/domain/engagement/engagements.ts";
import { type Database, type Orm, rowsOf } from "../../database.ts";
import { constraintOf } from "../../errors.ts";
import { engagementContacts, engagementLeaders, engagements } from "../../schema/index.ts";
import { writeOnce } from "../../write.ts";
import { differences, nextId } from "../plain.ts";
import { byId } from "./read.ts";

interface Told {
  outcome: "recorded" | "on record";
  id: string;
}

/** The index of what is the same decides whether it is on record already. */
export async function record(database: Database, entry: EngagementEntry, write: Write) {
  const told = await writeOnce<Told>(database, write, "engagement.log", async (orm) => {
    const id = await insert(orm, entry, write);
    if (id === undefined) return { unwritten: { outcome: "on record", id: await sameAs(orm, entry) } };
    const { kind, heldOn, department, ledBy, employees, contractors, residents } = entry;
    return {
      outcome: { outcome: "recorded", id },
      subject: id,
      details: { after: { kind, heldOn, department, ledBy, employees, contractors, residents } },
    };
  });
  return { outcome: told.outcome, engagement: await existing(database.orm, told.id) };
}

async function existing(orm: Orm, id: string): Promise<Engagement> {
  const engagement = await byId(orm, id);
  if (!engagement) throw new Error(`${id} is not there`);
  return engagement;
}

/** Undefined when the same is on record. */
async function insert(orm: Orm, entry: EngagementEntry, write: Write): Promise<string | undefined> {
  const [row] = await orm
    .insert(engagements)
    .values({ ...columns(entry), id: nextId("EN", "engagement_number", write), author: write.actor })
    .onConflictDoNothing()
    .returning({ id: engagements.id });
  if (row) await link(orm, row.id, entry);
  return row?.id;
}

const columns = ({ ledBy: _people, same, ...entry }: EngagementEntry) => ({
  ...entry,
  languages: [...entry.languages],
  titleKey: titleKey(same),
});

/** Who led it, and with whom it was. */
async function link(orm: Orm, id: string, { ledBy, partner, body, heldOn }: EngagementEntry): Promise<void> {
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

async function sameAs(orm: Orm, { department, heldOn, kind, same }: EngagementEntry): Promise<string> {
  const [row] = await rowsOf<{ id: string }>(
    orm,
    sql`select id from engagements where department = ${department} and held_on = ${heldOn} and kind = ${kind}
      and title_key = ${titleKey(same)} and voided_at is null`,
  );
  if (!row) throw new Error("an engagement was neither found nor made");
  return row.id;
}

/** What it said stays on the trail. */
export async function correct(
  database: Database,
  id: string,
  entry: EngagementEntry,
  reason: string | undefined,
  write: Write,
): Promise<"corrected" | "unchanged" | "conflict"> {
  try {
    return await writeOnce<"corrected" | "unchanged">(database, write, "engagement.correct", async (orm) => {
      const { same: _same, ...after } = entry;
      const details = differences(await lockEntry(orm, id), { ...after, ledBy: [...entry.ledBy].sort(byNumber) });
      if (!details) return { unwritten: "unchanged" };
      await orm
        .update(engagements)
        .set(withNulls(columns(entry)))
        .where(eq(engagements.id, id));
      await orm.delete(engagementLeaders).where(eq(engagementLeaders.record, id));
      await orm.delete(engagementContacts).where(eq(engagementContacts.record, id));
      await link(orm, id, entry);
      return { outcome: "corrected", subject: id, details: { ...details, reason } };
    });
  } catch (error) {
    if (constraintOf(error) === "engagements_same") return "conflict";
    throw error;
  }
}

const byNumber = (a: number, b: number) => a - b;

/** What is no longer said must be written, too. */
const withNulls = <Values extends object>(values: Values) =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, value ?? null])) as Values;

async function lockEntry(orm: Orm, id: string): Promise<Omit<EngagementEntry, "same">> {
  await rowsOf(orm, sql`select 1 from engagements where id = ${id} for update`);
  const { id: _id, ledBy, author: _author, authorName: _name, undone: _undone, ...entry } = await existing(orm, id);
  return { ...entry, ledBy: ledBy.map((person) => person.id).sort(byNumber) };
}

export function close(
  database: Database,
  id: string,
  on: IsoDate,
  outcome: string | undefined,
  write: Write,
): Promise<"closed" | "closed before"> {
  return writeOnce<"closed" | "closed before">(database, write, "engagement.close", async (orm) => {
    const before = await lockEntry(orm, id);
    if (before.closedOn !== undefined) return { unwritten: "closed before" };
    const after = { closedOn: on, outcome: outcome ?? before.outcome };
    await orm.update(engagements).set(after).where(eq(engagements.id, id));
    return { outcome: "closed", subject: id, details: { after: { closedOn: on } } };
  });
}
