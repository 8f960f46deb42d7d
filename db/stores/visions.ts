import { and, desc, eq, isNull, type SQL, sql } from "drizzle-orm";
import type { IsoDate } from "../../src/core/places/city.ts";
import type { Write } from "../../src/core/request/write.ts";
import {
  type Adoption,
  VISIONS,
  type Vision,
  type VisionChanges,
  type VisionOutcome,
  type VisionStanding,
  type VisionStore,
  visionStatus,
} from "../../src/domain/vision/visions.ts";
import { type Database, type Orm, rowsOf } from "../database.ts";
import { type Records, recordStore } from "../records.ts";
import { known, listOf } from "../rows.ts";
import { visions as table, visionNumber } from "../schema/index.ts";
import { type Done, writeOnce } from "../write.ts";

type Entry = VisionChanges & Pick<Vision, "department" | "draftedOn"> & { version?: SQL };
type Visions = Records<Entry, Vision>;

/** As it is in force: an adoption that was taken back is none. */
const adopted = (column: typeof table.adoptedOn | typeof table.adoptedBy) =>
  sql`case when not ${table.adoptionUndone} then ${column}::text end`;

export function visionStore(database: Database): VisionStore {
  const { orm } = database;
  const records: Visions = recordStore<Entry, Vision, typeof table>(database, {
    ...VISIONS,
    table,
    sequence: visionNumber,
    author: table.author,
    by: { day: table.draftedOn, department: table.department },
    same: { index: "visions_version", as: () => sql`false` },
    columns: ({ goals }) => ({ goals: [...goals] }),
    extra: {
      adoptedOn: adopted(table.adoptedOn),
      adoptedBy: adopted(table.adoptedBy),
      adoptionUndone: sql`${table.adoptedOn} is not null and ${table.adoptionUndone}`,
    },
  });
  return {
    ...records,
    draft: (department, text, on, write) => draft(database, records, department, text, on, write),
    adopt: (department, adoption, write) => adopt(database, records, department, adoption, write),
    link: (department, goals, write) => link(database, records, department, goals, write),
    setUndone: (id, undone, reason, write) => setUndone(database, records, id, undone, reason, write),
    versions: (department) => live(records, orm, department),
    current: (on) => current(orm, on),
  };
}

const live = (records: Visions, orm: Orm, department: string): Promise<Vision[]> =>
  records.select(orm, and(eq(table.department, department), isNull(table.voidedAt)), { order: [desc(table.version)] });

/** Every version of one department, the newest first; two who write at once do it one after the other. */
async function lockVersions(records: Visions, orm: Orm, department: string): Promise<Vision[]> {
  await rowsOf(orm, sql`select 1 from departments where code = ${department} for no key update`);
  return live(records, orm, department);
}

interface Told<Outcome> {
  outcome: Outcome;
  id: string;
}

async function draft(
  database: Database,
  records: Visions,
  department: string,
  text: string,
  on: IsoDate,
  write: Write,
) {
  type Outcome = Told<"drafted" | "on record">;
  const told = await writeOnce<Outcome>(database, write, "vision.draft", async (orm) => {
    const [newest] = await lockVersions(records, orm, department);
    if (newest?.text === text) return { unwritten: { outcome: "on record", id: newest.id } };
    const entry = {
      department,
      text,
      goals: newest?.goals ?? [],
      draftedOn: on,
      adoptedOn: undefined,
      adoptedBy: undefined,
    };
    const next = sql`(select coalesce(max(version), 0) + 1 from visions where department = ${department})`;
    const { id } = await records.keep(orm, { ...entry, version: next }, write);
    const { version } = await records.at(orm, id);
    return {
      outcome: { outcome: "drafted", id },
      subject: id,
      details: { after: { ...records.audit(entry), version } },
    };
  });
  return { outcome: told.outcome, vision: await records.at(database.orm, told.id) };
}

async function adopt(database: Database, records: Visions, department: string, { on, by }: Adoption, write: Write) {
  type Outcome = "adopted" | "adopted before" | "too early";
  return withVision<Outcome>(database, records, write, "vision.adopt", department, async (orm, [newest, ...older]) => {
    if (newest.adoptedOn !== undefined) return { unwritten: { outcome: "adopted before", id: newest.id } };
    const inForce = older.find((one) => one.adoptedOn !== undefined);
    if (inForce?.adoptedOn !== undefined && inForce.adoptedOn > on)
      return { unwritten: { outcome: "too early", id: inForce.id } };
    const adopted = { adoptedOn: on, adoptedBy: by ?? null, adoptionUndone: false };
    await orm.update(table).set(adopted).where(eq(table.id, newest.id));
    const details = { after: { department, version: newest.version, adoptedOn: on } };
    return { outcome: { outcome: "adopted", id: newest.id }, subject: newest.id, details };
  });
}

async function link(database: Database, records: Visions, department: string, goals: readonly string[], write: Write) {
  type Outcome = "linked" | "unchanged";
  return withVision<Outcome>(database, records, write, "vision.link", department, async (orm, [newest]) => {
    const all = [...new Set([...newest.goals, ...goals])].sort();
    if (all.length === newest.goals.length) return { unwritten: { outcome: "unchanged", id: newest.id } };
    const details = { ...(await records.revise(orm, newest, { goals: all })) };
    return { outcome: { outcome: "linked", id: newest.id }, subject: newest.id, details };
  });
}

type Versions = [Vision, ...Vision[]];
type Found<Outcome> = Done<Told<Outcome>> | { unwritten: Told<Outcome> };

/** A write to the newest version of a department's vision, if there is one. */
async function withVision<Outcome extends string>(
  database: Database,
  records: Visions,
  write: Write,
  action: string,
  department: string,
  work: (orm: Orm, versions: Versions) => Promise<Found<Outcome>>,
): Promise<VisionOutcome<Outcome>> {
  const told = await writeOnce<Told<Outcome> | undefined>(database, write, action, async (orm) => {
    const [newest, ...older] = await lockVersions(records, orm, department);
    return newest ? work(orm, [newest, ...older]) : { unwritten: undefined };
  });
  return told ? { outcome: told.outcome, vision: await records.at(database.orm, told.id) } : { outcome: "none" };
}

/** An adoption and its draft are taken back one after the other, and put back in the opposite order. */
function setUndone(
  database: Database,
  records: Visions,
  id: string,
  undone: boolean,
  reason: string | undefined,
  write: Write,
): Promise<boolean> {
  return writeOnce<boolean>(database, write, undone ? "vision.undo" : "vision.restore", async (orm) => {
    const change = stepOf(await records.locked(orm, id), undone);
    if (!change) return { unwritten: true };
    await orm.update(table).set(change).where(eq(table.id, id));
    return { outcome: true, subject: id, details: { undone, adoption: "adoptionUndone" in change, reason } };
  });
}

function stepOf({ adoptedOn, adoptionUndone, undone: isUndone }: Vision, undone: boolean) {
  if (!undone) {
    if (isUndone) return { voidedAt: null };
    return adoptionUndone ? { adoptionUndone: false } : undefined;
  }
  if (adoptedOn !== undefined) return { adoptionUndone: true };
  return isUndone ? undefined : { voidedAt: sql`now()` };
}

type Standing = Omit<VisionStanding, "status" | "goals" | "adoptedId" | "adoptedOn"> & {
  adoptedId: string | null;
  adoptedOn: string | null;
  goals: string[] | string;
};

/** What was drafted or adopted by that day; a statement adopted before it was recorded here counts from its adoption. */
async function current(orm: Orm, on: IsoDate): Promise<VisionStanding[]> {
  const rows = await rowsOf<Standing>(
    orm,
    sql`with seen as (
        select id, department, version, goals, drafted_on, case when not adoption_undone and adopted_on <= ${on} then adopted_on end as adopted
        from visions where voided_at is null and (drafted_on <= ${on} or (not adoption_undone and adopted_on <= ${on}))
      ), in_force as (
        select distinct on (department) * from seen where adopted is not null order by department, version desc
      )
      select distinct on (n.department) n.department, n.id, n.version, n.drafted_on::text as "draftedOn", to_json(n.goals) as goals,
        f.id as "adoptedId", f.adopted::text as "adoptedOn"
      from seen n left join in_force f on f.department = n.department order by n.department, n.version desc`,
  );
  return rows.map(({ goals, ...row }) => ({
    ...known(row),
    status: visionStatus({ adopted: row.adoptedId === row.id }, row.adoptedId !== null),
    goals: listOf(goals),
  }));
}
