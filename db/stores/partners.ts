import { and, asc, eq, isNull, type SQL, sql } from "drizzle-orm";
import type { IsoDate } from "../../src/core/places/city.ts";
import type { Write } from "../../src/core/request/write.ts";
import { titleKey } from "../../src/domain/analysis/analysis-steps.ts";
import {
  PARTNERS,
  type Partner,
  type PartnerEntry,
  type PartnerNote,
  type PartnerStore,
} from "../../src/domain/partner/partners.ts";
import { type Database, type Orm, rowsOf } from "../database.ts";
import { type Records, recordStore } from "../records.ts";
import { endOf, known, listOf, type Then } from "../rows.ts";
import { partnerNotes, partnerNumber, partners as table } from "../schema/index.ts";
import { writeOnce } from "../write.ts";

type Entry = PartnerEntry & { addedOn?: IsoDate };
type Partners = Records<Entry, Partner>;

/** For what is not about contacts. */
const ALWAYS = "9999-12-31";

export function partnerStore(database: Database): PartnerStore {
  const asOf = (on: IsoDate): Partners =>
    recordStore<Entry, Partner, typeof table>(database, {
      ...PARTNERS,
      table,
      sequence: partnerNumber,
      author: table.author,
      // The database as it stands, whenever a partner was added.
      by: { day: table.addedOn, only: isNull(table.mergedInto), within: () => undefined },
      same: { index: "partners_same", as: ({ name }) => eq(table.key, titleKey(name)) },
      verb: () => "add",
      columns: ({ name, languages }) => ({ key: titleKey(name), languages: [...languages] }),
      select: (orm, where, then) => select(orm, on, where, then),
    });
  const records = asOf(ALWAYS);
  return {
    add: async (entry, on, write) => {
      const { outcome, record } = await records.record({ ...entry, addedOn: on }, write);
      return outcome === "recorded"
        ? { outcome: "added", id: record.id }
        : { outcome, id: record.mergedInto ?? record.id };
    },
    correct: records.correct,
    setUndone: (id, undone, reason, write) =>
      undone ? records.setUndone(id, true, reason, write) : putBack(database, records, id, write),
    note: (id, on, text, write) => note(database, id, on, text, write),
    merge: (from, into, write) => merge(database, from, into, write),
    get: (id, on) => asOf(on).get(id),
    page: (asked, on) => asOf(on).page(asked),
    notes: (id, limit) => notes(database.orm, id, limit),
    list: (on) =>
      asOf(on).select(database.orm, and(isNull(table.voidedAt), isNull(table.mergedInto)), {
        order: [asc(table.name), asc(table.id)],
      }),
  };
}

type Row = { [Name in keyof Partner]: undefined extends Partner[Name] ? Partner[Name] | null : Partner[Name] } & {
  languages: string[] | string;
};

/** With the last contact: one look into an index for each name of a partner, however much there was. */
async function select(orm: Orm, on: IsoDate, where: SQL | undefined, then: Then): Promise<Partner[]> {
  const rows = await rowsOf<Row>(
    orm,
    sql`select partners.id, partners.name, partners.contact, partners.focus, partners.sector, partners.class,
        to_json(partners.languages) as languages, partners.consent, partners.owner::float8 as owner, o.name as "ownerName",
        o.key as "ownerEmail", partners.added_on::text as "addedOn", partners.merged_into as "mergedInto",
        author.name as "authorName", (extract(epoch from partners.recorded_at) * 1000)::float8 as "recordedAt",
        partners.voided_at is not null as undone, greatest(engaged.on, noted.on)::text as "lastOn"
      from partners join people author on author.id = partners.author left join people o on o.id = partners.owner
      left join lateral (
        select max(last.held_on) as on from partners n cross join lateral (
          select c.held_on from engagement_contacts c join engagements e on e.id = c.record
          where c.role = 'partner' and c.key = n.key and c.held_on <= ${on} and e.voided_at is null order by c.held_on desc limit 1) as last
        where n.id = partners.id or (n.merged_into = partners.id and n.voided_at is null)) as engaged on true
      left join lateral (
        select max(t.on) as on from partners n join partner_notes t on t.partner = n.id and t.on <= ${on}
        where n.id = partners.id or (n.merged_into = partners.id and n.voided_at is null)) as noted on true
      where ${where ?? sql`true`} ${endOf(then)}`,
  );
  return rows.map((row) => ({ ...known(row), department: undefined, languages: listOf(row.languages) }));
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
async function putBack(database: Database, records: Partners, id: string, write: Write): Promise<boolean> {
  const unmerged = await writeOnce<boolean>(database, write, "partner.restore", async (orm) => {
    const rows = await rowsOf(
      orm,
      sql`update partners set merged_into = null where id = ${id} and merged_into is not null and voided_at is null returning id`,
    );
    return rows.length === 0
      ? { unwritten: false }
      : { outcome: true, subject: id, details: { after: { mergedInto: null } } };
  });
  return unmerged || records.setUndone(id, false, undefined, write);
}
