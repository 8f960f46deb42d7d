import { eq, type SQL, sql } from "drizzle-orm";
import type { IsoDate } from "../../src/core/places/city.ts";
import type { Write } from "../../src/core/request/write.ts";
import {
  type Adoption,
  type Vision,
  type VisionChanges,
  type VisionOutcome,
  type VisionStanding,
  type VisionStore,
  visionStatus,
} from "../../src/domain/vision/visions.ts";
import { type Database, type Orm, rowsOf } from "../database.ts";
import { visions } from "../schema/index.ts";
import { type Done, writeOnce } from "../write.ts";
import { differences, known, listOf, nextId } from "./plain.ts";

export function visionStore(database: Database): VisionStore {
  const { orm } = database;
  return {
    draft: (department, text, on, write) => draft(database, department, text, on, write),
    adopt: (department, adoption, write) => adopt(database, department, adoption, write),
    link: (department, goals, write) => link(database, department, goals, write),
    correct: (id, changes, reason, write) => correct(database, id, changes, reason, write),
    setUndone: (id, undone, reason, write) => setUndone(database, id, undone, reason, write),
    get: async (id) => (await select(orm, sql`v.id = ${id}`))[0],
    versions: (department) => live(orm, department),
    current: (on) => current(orm, on),
  };
}

type Row = Omit<Vision, "adoptedOn" | "adoptedBy" | "goals"> & {
  adoptedOn: string | null;
  adoptedBy: string | null;
  goals: string[] | string;
};

async function select(orm: Orm, where: SQL): Promise<Vision[]> {
  const rows = await rowsOf<Row>(
    orm,
    sql`select v.id, v.department, v.version, v.text, to_json(v.goals) as goals, v.drafted_on::text as "draftedOn",
        case when not v.adoption_undone then v.adopted_on::text end as "adoptedOn",
        case when not v.adoption_undone then v.adopted_by end as "adoptedBy",
        v.adopted_on is not null and v.adoption_undone as "adoptionUndone", v.author::float8 as author, p.name as "authorName", v.voided_at is not null as undone
      from visions v join people p on p.id = v.author where ${where} order by v.version desc`,
  );
  return rows.map((row) => ({ ...known(row), goals: listOf(row.goals) }));
}

const live = (orm: Orm, department: string): Promise<Vision[]> =>
  select(orm, sql`v.department = ${department} and v.voided_at is null`);

async function visionAt(orm: Orm, id: string): Promise<Vision> {
  const [vision] = await select(orm, sql`v.id = ${id}`);
  if (!vision) throw new Error(`${id} is not there`);
  return vision;
}

/** Every version of one department, the newest first; two who write at once do it one after the other. */
async function lockVersions(orm: Orm, department: string): Promise<Vision[]> {
  await rowsOf(orm, sql`select 1 from departments where code = ${department} for no key update`);
  return live(orm, department);
}

interface Told<Outcome> {
  outcome: Outcome;
  id: string;
}

async function draft(database: Database, department: string, text: string, on: IsoDate, write: Write) {
  type Outcome = Told<"drafted" | "on record">;
  const told = await writeOnce<Outcome>(database, write, "vision.draft", async (orm) => {
    const [newest] = await lockVersions(orm, department);
    if (newest?.text === text) return { unwritten: { outcome: "on record", id: newest.id } };
    const [row] = await orm
      .insert(visions)
      .values({
        id: nextId("VS", "vision_number", write),
        department,
        version: sql`(select coalesce(max(version), 0) + 1 from visions where department = ${department})`,
        text,
        goals: [...(newest?.goals ?? [])],
        draftedOn: on,
        author: write.actor,
      })
      .returning({ id: visions.id, version: visions.version });
    if (!row) throw new Error("a draft was not kept");
    const details = { after: { department, version: row.version, draftedOn: on } };
    return { outcome: { outcome: "drafted", id: row.id }, subject: row.id, details };
  });
  return { outcome: told.outcome, vision: await visionAt(database.orm, told.id) };
}

async function adopt(database: Database, department: string, { on, by }: Adoption, write: Write) {
  type Outcome = "adopted" | "adopted before" | "too early";
  return withVision<Outcome>(database, write, "vision.adopt", department, async (orm, [newest, ...older]) => {
    if (newest.adoptedOn !== undefined) return { unwritten: { outcome: "adopted before", id: newest.id } };
    const inForce = older.find((one) => one.adoptedOn !== undefined);
    if (inForce?.adoptedOn !== undefined && inForce.adoptedOn > on)
      return { unwritten: { outcome: "too early", id: inForce.id } };
    const adopted = { adoptedOn: on, adoptedBy: by ?? null, adoptionUndone: false };
    await orm.update(visions).set(adopted).where(eq(visions.id, newest.id));
    const details = { after: { department, version: newest.version, adoptedOn: on } };
    return { outcome: { outcome: "adopted", id: newest.id }, subject: newest.id, details };
  });
}

async function link(database: Database, department: string, goals: readonly string[], write: Write) {
  type Outcome = "linked" | "unchanged";
  return withVision<Outcome>(database, write, "vision.link", department, async (orm, [newest]) => {
    const all = [...new Set([...newest.goals, ...goals])].sort();
    if (all.length === newest.goals.length) return { unwritten: { outcome: "unchanged", id: newest.id } };
    await orm.update(visions).set({ goals: all }).where(eq(visions.id, newest.id));
    const details = { before: { goals: newest.goals }, after: { goals: all } };
    return { outcome: { outcome: "linked", id: newest.id }, subject: newest.id, details };
  });
}

type Versions = [Vision, ...Vision[]];
type Found<Outcome> = Done<Told<Outcome>> | { unwritten: Told<Outcome> };

/** A write to the newest version of a department's vision, if there is one. */
async function withVision<Outcome extends string>(
  database: Database,
  write: Write,
  action: string,
  department: string,
  work: (orm: Orm, versions: Versions) => Promise<Found<Outcome>>,
): Promise<VisionOutcome<Outcome>> {
  const told = await writeOnce<Told<Outcome> | undefined>(database, write, action, async (orm) => {
    const [newest, ...older] = await lockVersions(orm, department);
    return newest ? work(orm, [newest, ...older]) : { unwritten: undefined };
  });
  return told ? { outcome: told.outcome, vision: await visionAt(database.orm, told.id) } : { outcome: "none" };
}

function correct(
  database: Database,
  id: string,
  changes: VisionChanges,
  reason: string | undefined,
  write: Write,
): Promise<"corrected" | "unchanged"> {
  return writeOnce<"corrected" | "unchanged">(database, write, "vision.correct", async (orm) => {
    const { text, goals, adoptedOn, adoptedBy } = await lockVision(orm, id);
    const details = differences<VisionChanges>({ text, goals, adoptedOn, adoptedBy }, changes);
    if (!details) return { unwritten: "unchanged" };
    const adoption = { adoptedOn: changes.adoptedOn ?? null, adoptedBy: changes.adoptedBy ?? null };
    await orm
      .update(visions)
      .set({ text: changes.text, goals: [...changes.goals], ...adoption })
      .where(eq(visions.id, id));
    return { outcome: "corrected", subject: id, details: { ...details, reason } };
  });
}

async function lockVision(orm: Orm, id: string): Promise<Vision> {
  await rowsOf(orm, sql`select 1 from visions where id = ${id} for update`);
  return visionAt(orm, id);
}

/** An adoption and its draft are taken back one after the other, and put back in the opposite order. */
function setUndone(
  database: Database,
  id: string,
  undone: boolean,
  reason: string | undefined,
  write: Write,
): Promise<boolean> {
  return writeOnce<boolean>(database, write, undone ? "vision.undo" : "vision.restore", async (orm) => {
    await rowsOf(orm, sql`select 1 from visions where id = ${id} for update`);
    const change = stepOf(await visionAt(orm, id), undone);
    if (!change) return { unwritten: true };
    await orm.update(visions).set(change).where(eq(visions.id, id));
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
