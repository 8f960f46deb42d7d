import { eq, type SQL, sql } from "drizzle-orm";
import type { IsoDate } from "../../src/core/places/city.ts";
import type { Write } from "../../src/core/request/write.ts";
import { titleKey } from "../../src/domain/analysis/analysis-steps.ts";
import type { Partner, PartnerEntry, PartnerNote, PartnerStore } from "../../src/domain/partner/partners.ts";
import { type Database, type Orm, rowsOf } from "../database.ts";
import { constraintOf } from "../errors.ts";
import { partnerNotes, partners } from "../schema/index.ts";
import { writeOnce } from "../write.ts";
import { differences, known, nextId, setUndone } from "./plain.ts";

const PARTNERS = { table: "partners", noun: "partner", same: "partners_same" };

export function partnerStore(database: Database): PartnerStore {
  const { orm } = database;
  return {
    add: (entry, on, write) => add(database, entry, on, write),
    correct: (id, entry, reason, write) => correct(database, id, entry, reason, write),
    note: (id, on, text, write) => note(database, id, on, text, write),
    merge: (from, into, write) => merge(database, from, into, write),
    get: async (id, on) => (await select(orm, on, sql`p.id = ${id}`))[0],
    notes: (id, limit) => notes(orm, id, limit),
    list: (on) => select(orm, on, sql`p.voided_at is null and p.merged_into is null`),
    setUndone: (id, undone, reason, write) =>
      undone ? setUndone(database, PARTNERS, id, true, reason, write) : putBack(database, id, write),
  };
}

type Row = { [Name in keyof Partner]: undefined extends Partner[Name] ? Partner[Name] | null : Partner[Name] } & {
  languages: string[] | string;
};

/** With the last contact: one look into an index for each name of a partner, however much there was. */
async function select(orm: Orm, on: IsoDate, where: SQL): Promise<Partner[]> {
  const rows = await rowsOf<Row>(
    orm,
    sql`select p.id, p.name, p.contact, p.focus, p.sector, p.class, to_json(p.languages) as languages, p.consent, p.owner::float8 as owner,
        o.name as "ownerName", o.key as "ownerEmail", p.added_on::text as "addedOn", p.merged_into as "mergedInto",
        p.voided_at is not null as undone, greatest(engaged.on, noted.on)::text as "lastOn"
      from partners p left join people o on o.id = p.owner
      left join lateral (
        select max(last.held_on) as on from partners n cross join lateral (
          select c.held_on from engagement_contacts c join engagements e on e.id = c.record
          where c.role = 'partner' and c.key = n.key and c.held_on <= ${on} and e.voided_at is null order by c.held_on desc limit 1) as last
        where n.id = p.id or (n.merged_into = p.id and n.voided_at is null)) as engaged on true
      left join lateral (
        select max(t.on) as on from partners n join partner_notes t on t.partner = n.id and t.on <= ${on}
        where n.id = p.id or (n.merged_into = p.id and n.voided_at is null)) as noted on true
      where ${where} order by p.name, p.id`,
  );
  return rows.map((row) => {
    const { languages } = row;
    return {
      ...known(row),
      languages: typeof languages === "string" ? (JSON.parse(languages) as string[]) : languages,
    };
  });
}

const columns = (entry: PartnerEntry) => ({ ...entry, key: titleKey(entry.name), languages: [...entry.languages] });

interface Told {
  outcome: "added" | "on record";
  id: string;
}

function add(database: Database, entry: PartnerEntry, on: IsoDate, write: Write): Promise<Told> {
  return writeOnce<Told>(database, write, "partner.add", async (orm) => {
    const [row] = await orm
      .insert(partners)
      .values({ ...columns(entry), id: nextId("PA", "partner_number", write), addedOn: on, author: write.actor })
      .onConflictDoNothing()
      .returning({ id: partners.id });
    if (!row) return { unwritten: { outcome: "on record", id: await sameAs(orm, entry) } };
    const { name, sector, owner } = entry;
    return {
      outcome: { outcome: "added", id: row.id },
      subject: row.id,
      details: { after: { name, sector, class: entry.class, owner } },
    };
  });
}

async function sameAs(orm: Orm, { name }: PartnerEntry): Promise<string> {
  const [row] = await rowsOf<{ id: string }>(
    orm,
    sql`select coalesce(merged_into, id) as id from partners where key = ${titleKey(name)} and voided_at is null`,
  );
  if (!row) throw new Error("a partner was neither found nor added");
  return row.id;
}

/** What it said stays on the trail; how it is reached may name somebody, so of that only the fact. */
async function correct(database: Database, id: string, entry: PartnerEntry, reason: string | undefined, write: Write) {
  try {
    return await writeOnce<"corrected" | "unchanged">(database, write, "partner.correct", async (orm) => {
      const before = await lock(orm, id);
      const found = differences(entryOf(before), entry);
      if (!found) return { unwritten: "unchanged" };
      const { languages, ...plain } = columns(entry);
      const after = Object.fromEntries(Object.entries(plain).map(([name, value]) => [name, value ?? null]));
      await orm
        .update(partners)
        .set({ ...after, languages })
        .where(eq(partners.id, id));
      const hidden = (values: Record<string, unknown>) =>
        "contact" in values ? { ...values, contact: "changed" } : values;
      const details = { before: hidden(found.before), after: hidden(found.after), reason };
      return { outcome: "corrected", subject: id, details };
    });
  } catch (error) {
    if (constraintOf(error) === "partners_same") return "conflict";
    throw error;
  }
}

const entryOf = ({ name, contact, focus, sector, class: sort, languages, consent, owner }: Partner): PartnerEntry => ({
  name,
  contact,
  focus,
  sector,
  class: sort,
  languages,
  consent,
  owner,
});

async function lock(orm: Orm, id: string): Promise<Partner> {
  await rowsOf(orm, sql`select 1 from partners where id = ${id} for update`);
  const [partner] = await select(orm, "9999-12-31", sql`p.id = ${id}`);
  if (!partner) throw new Error(`${id} is not there`);
  return partner;
}

async function note(database: Database, id: string, on: IsoDate, text: string, write: Write): Promise<void> {
  await writeOnce<boolean>(database, write, "partner.note", async (orm) => {
    await orm.insert(partnerNotes).values({ partner: id, on, text, author: write.actor });
    return { outcome: true, subject: id, details: { after: { on } } };
  });
}

const notes = (orm: Orm, id: string, limit: number): Promise<PartnerNote[]> =>
  rowsOf<PartnerNote>(
    orm,
    sql`select t.on::text as on, t.text, a.name as "authorName" from partner_notes t join people a on a.id = t.author
      join partners n on n.id = t.partner where n.id = ${id} or n.merged_into = ${id} order by t.on desc, t.id desc limit ${limit}`,
  );

/** Two at once do it one after the other; who was merged into `from` follows. */
function merge(database: Database, from: string, into: string, write: Write): Promise<"merged" | "merged before"> {
  return writeOnce<"merged" | "merged before">(database, write, "partner.merge", async (orm) => {
    await rowsOf(orm, sql`select 1 from partners where id in (${from}, ${into}) order by id for update`);
    const merged = await rowsOf(
      orm,
      sql`update partners set merged_into = ${into} where (id = ${from} or merged_into = ${from}) and merged_into is distinct from ${into}
        and (select merged_into is null and voided_at is null from partners where id = ${into}) returning id`,
    );
    if (merged.length === 0) return { unwritten: "merged before" };
    return { outcome: "merged", subject: from, details: { after: { mergedInto: into } } };
  });
}

/** Neither undone nor merged any more. */
async function putBack(database: Database, id: string, write: Write): Promise<boolean> {
  const unmerged = await writeOnce<boolean>(database, write, "partner.restore", async (orm) => {
    const rows = await rowsOf(
      orm,
      sql`update partners set merged_into = null where id = ${id} and merged_into is not null and voided_at is null returning id`,
    );
    return rows.length === 0
      ? { unwritten: false }
      : { outcome: true, subject: id, details: { after: { mergedInto: null } } };
  });
  return unmerged || setUndone(database, PARTNERS, id, false, undefined, write);
}
