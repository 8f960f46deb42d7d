import { eq, sql } from "drizzle-orm";
import type { UnmergeOutcome } from "../../src/core/people/staff.ts";
import type { IsoDate } from "../../src/core/places/city.ts";
import type { Write } from "../../src/core/request/write.ts";
import { nameKeys } from "../../src/core/understanding/people.ts";
import { type Database, type Orm, rowsOf } from "../database.ts";
import { people } from "../schema/index.ts";
import { writeOnce } from "../write.ts";
import { lastDetails } from "./last-details.ts";
import { readRecords } from "./training/read.ts";
import { appendVersion, applyDeltas, type Delta, lockSessions, voidVersion } from "./training/versions.ts";

/** A training record as a merge left it, and whom it named before. */
export interface MergedRecord {
  id: string;
  version: number;
  people: readonly number[];
}

/** What was the duplicate's before the merge, row by row. */
type Standing = Record<string, unknown[]>;

interface Merged {
  from: number;
  into: number;
  on: IsoDate;
  before?: { named: MergedRecord[]; stood: Standing };
}

/** What a merge is about to make the other's: kept on the trail, with identities only as a mark to know them by. */
export async function standing(orm: Orm, from: number, into: number): Promise<Standing> {
  const rows = (columns: string, table: string, whose = "person") =>
    sql`(select coalesce(json_agg(r), '[]'::json) from (select ${sql.raw(columns)} from ${sql.identifier(table)} t where ${sql.identifier(whose)} = ${from}) r)`;
  const shared = (table: string) =>
    sql`exists (select from ${sql.identifier(table)} o where o.record = t.record and o.person = ${into}) as shared`;
  const [row] = await rowsOf<{ stood: Standing | string }>(
    orm,
    sql`select json_build_object(
      'identities', ${rows(`${IDENTITY} as mark`, "identities")},
      'roster', ${rows('id, ended_on as "endedOn", reason', "roster")},
      'ambassadors', ${rows('id, state, ended_on as "endedOn", reason', "ambassadors")},
      'posts', ${rows('id, ended_on as "endedOn", reason', "posts")},
      'duty_holders', ${rows('id, ended_on as "endedOn"', "duty_holders")},
      'analysis_people', (select coalesce(json_agg(r), '[]'::json) from (select record, invited_by as "by", ${shared("analysis_people")} from analysis_people t where person = ${from}) r),
      'engagement_leaders', (select coalesce(json_agg(r), '[]'::json) from (select record, ${shared("engagement_leaders")} from engagement_leaders t where person = ${from}) r),
      'analyses', ${rows("id", "analyses", "owner")},
      'partners', ${rows("id", "partners", "owner")},
      'preparers', ${rows("id", "statements", "preparer")},
      'helpers', ${rows("id", "statements", "helper")}) as stood`,
  );
  return typeof row?.stood === "string" ? (JSON.parse(row.stood) as Standing) : (row?.stood ?? {});
}

const IDENTITY = "md5(t.platform || '/' || t.tenant || '/' || t.user_id)";

/** Two rows are two people again: each has what it had, where nobody has changed it since. */
export function unmergePeople(
  database: Database,
  from: number,
  into: number,
  write: Write,
): Promise<UnmergeOutcome | "apart"> {
  return writeOnce<UnmergeOutcome | "apart">(database, write, "person.unmerge", async (orm) => {
    await rowsOf(orm, sql`select 1 from people where id in (${from}, ${into}) order by id for no key update`);
    const [row] = await rowsOf<{ name: string; email: string | null; key: string }>(
      orm,
      sql`select name, email, key from people where id = ${from} and merged_into = ${into}`,
    );
    const merged = await lastDetails<Merged>(orm, `person:${into}`, "person.merge");
    if (!row || merged?.from !== from || merged.before === undefined) return { unwritten: "apart" };
    const nameWords = nameKeys([row.name, row.email ?? row.key]);
    await orm.update(people).set({ mergedInto: null, nameWords }).where(eq(people.id, from));
    const records = await renameBack(orm, merged.before.named);
    await giveBack(orm, from, into, merged.on, merged.before.stood);
    const kept = merged.before.named.map(({ id }) => id).filter((id) => !records.includes(id));
    return {
      outcome: { records, kept },
      subject: `person:${into}`,
      details: { before: { mergedInto: into }, after: { mergedInto: null }, from, into, records, kept },
    };
  });
}

/** Records that say what the merge made of them name again whom they named; what was corrected since stays. */
async function renameBack(orm: Orm, named: readonly MergedRecord[]): Promise<string[]> {
  const ids = sql`(select jsonb_array_elements_text(${JSON.stringify(named.map(({ id }) => id))}::text::jsonb))`;
  await rowsOf(orm, sql`select 1 from training_records where id in ${ids} order by id, version for update`);
  const now = await readRecords(orm, sql`r.voided_at is null and r.id in ${ids}`, sql`order by r.id`);
  const same = now.flatMap((record) => {
    const was = named.find(({ id, version }) => id === record.id && version === record.version);
    return was === undefined ? [] : [{ record, was }];
  });
  await lockSessions(orm, [...same.map(({ record }) => record.session), 0]);
  const deltas: Delta[] = [];
  for (const { record, was } of same) {
    const { id, version, author, session } = record;
    deltas.push(...(await voidVersion(orm, record)));
    deltas.push(
      ...(await appendVersion(orm, id, version + 1, author, session, { ...record, people: [...was.people] })),
    );
  }
  await applyDeltas(orm, deltas);
  return same.map(({ record }) => record.id);
}

/** The rows of one table as the merge found them. */
const rowsAsIn = (stood: Standing) => (table: string, columns: string) =>
  sql`jsonb_to_recordset(${JSON.stringify(stood[table] ?? [])}::text::jsonb) as was(${sql.raw(columns)})`;

async function giveBack(orm: Orm, from: number, into: number, on: IsoDate, stood: Standing): Promise<void> {
  const was = rowsAsIn(stood);
  await rowsOf(
    orm,
    sql`update identities t set person = ${from} from ${was("identities", "mark text")} where t.person = ${into} and ${sql.raw(IDENTITY)} = was.mark`,
  );
  const ended = sql`t.reason = 'merged' and was.reason is distinct from 'merged'`;
  const reopened = sql`ended_on = case when ${ended} then was."endedOn" else t.ended_on end, reason = case when ${ended} then was.reason else t.reason end`;
  const span = 'id text, state text, "endedOn" date, reason text';
  await rowsOf(
    orm,
    sql`update roster t set person = ${from}, ${reopened} from ${was("roster", span)} where t.id = was.id and t.person = ${into}`,
  );
  await rowsOf(
    orm,
    sql`update ambassadors t set person = ${from}, state = case when ${ended} then was.state else t.state end, ${reopened} from ${was("ambassadors", span)} where t.id = was.id and t.person = ${into}`,
  );
  await rowsOf(
    orm,
    sql`update posts t set person = ${from}, holder = ${String(from)}, ${reopened} from ${was("posts", span)} where t.id = was.id and t.person = ${into}`,
  );
  await rowsOf(
    orm,
    sql`update duty_holders t set person = ${from}, ended_on = case when t.ended_on = ${on} then was."endedOn" else t.ended_on end from ${was("duty_holders", 'id bigint, "endedOn" date')} where t.id = was.id and t.person = ${into}`,
  );
  await shareBack(orm, from, into, stood);
}

/** What two may have at once, and what one alone owns. */
async function shareBack(orm: Orm, from: number, into: number, stood: Standing): Promise<void> {
  const was = rowsAsIn(stood);
  await rowsOf(
    orm,
    sql`insert into analysis_people (record, person, invited_by) select record, ${from}::bigint, "by" from ${was("analysis_people", 'record text, "by" bigint')} on conflict do nothing`,
  );
  await rowsOf(
    orm,
    sql`insert into engagement_leaders (record, person) select record, ${from}::bigint from ${was("engagement_leaders", "record text")} on conflict do nothing`,
  );
  for (const name of ["analysis_people", "engagement_leaders"])
    await rowsOf(
      orm,
      sql`delete from ${sql.identifier(name)} t using ${was(name, "record text, shared boolean")} where t.record = was.record and t.person = ${into} and not was.shared`,
    );
  const owned = [
    ["analyses", "analyses", "owner"],
    ["partners", "partners", "owner"],
    ["preparers", "statements", "preparer"],
    ["helpers", "statements", "helper"],
  ] as const;
  for (const [key, table, whose] of owned)
    await rowsOf(
      orm,
      sql`update ${sql.identifier(table)} t set ${sql.identifier(whose)} = ${from} from ${was(key, "id text")} where t.id = was.id and t.${sql.identifier(whose)} = ${into}`,
    );
}
