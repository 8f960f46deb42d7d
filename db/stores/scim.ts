import { type SQL, sql } from "drizzle-orm";
import { personKey } from "../../src/core/people/person.ts";
import type { IsoDate } from "../../src/core/places/city.ts";
import type { Write } from "../../src/core/request/write.ts";
import type { PersonChange, PersonOnRecord } from "../../src/domain/import/person-change.ts";
import type { PersonRow } from "../../src/domain/import/person-file.ts";
import { isMassLeave, planPeople } from "../../src/domain/import/person-plan.ts";
import {
  addressOf,
  nameOf,
  SCIM_TEXTS,
  type ScimChange,
  type ScimCondition,
  type ScimOutcome,
  type ScimRecord,
  type ScimStore,
  type ScimUser,
} from "../../src/domain/import/scim.ts";
import { type Database, type Orm, rowsOf, transaction } from "../database.ts";
import { auditEntries } from "../schema/index.ts";
import { sayToday } from "../write.ts";
import { askUnknown, directoryDepartments } from "./directory-departments.ts";
import { writePeople } from "./import-people.ts";
import { peopleOnRecord } from "./people-on-record.ts";

interface Row {
  id: number;
  resource: ScimUser | string;
  version: number;
  createdAt: Date | string;
  updatedAt: Date | string;
  leftBySync: boolean;
  total: number;
}

export function scimStore(database: Database): ScimStore {
  return {
    find: async (conditions, { start, count }) => {
      const where = sql.join([sql`true`, ...conditions.map(conditionOf)], sql` and `);
      const [counted] = await rowsOf<{ total: number }>(
        database.orm,
        sql`select count(*)::int as total from scim_users s where ${where}`,
      );
      const rows =
        count === 0 ? [] : await select(database.orm, sql`${where} order by person limit ${count} offset ${start}`);
      return { total: counted?.total ?? 0, found: rows.map(recordOf) };
    },
    save: (asked, today, write) => transaction(database, (orm) => save(orm, asked, today, write)),
    unlink: (id, version, write) =>
      transaction(database, async (orm) => {
        const [row] = await select(orm, sql`person = ${id} for update`);
        if (!row) return "missing";
        if (version !== undefined && row.version !== version) return "stale";
        await rowsOf(orm, sql`delete from scim_users where person = ${id}`);
        const { actor, request } = write;
        await orm
          .insert(auditEntries)
          .values({ actor, request, action: "scim.unlink", subject: `person:${id}`, details: {} });
        return "unlinked";
      }),
    ...directoryDepartments(database),
  };
}

const select = (orm: Orm, where: SQL) =>
  rowsOf<Row>(
    orm,
    sql`select person::float8 as id, resource, version, created_at as "createdAt", updated_at as "updatedAt", left_by_sync as "leftBySync" from scim_users s where ${where}`,
  );

const userOf = ({ resource }: Row): ScimUser =>
  typeof resource === "string" ? (JSON.parse(resource) as ScimUser) : resource;

const recordOf = (row: Row): ScimRecord => ({
  id: row.id,
  user: userOf(row),
  version: row.version,
  createdAt: new Date(row.createdAt),
  updatedAt: new Date(row.updatedAt),
});

function conditionOf({ field, value }: ScimCondition): SQL {
  if (field === "id") return sql`s.person::text = ${value}`;
  if (field === "userName") return sql`lower(s.user_name) = lower(${value})`;
  if (field === "active") return sql`s.resource->>'active' = ${value}`;
  return sql`lower(s.resource->>${field}) = lower(${value})`;
}

async function save(orm: Orm, asked: ScimChange, today: IsoDate, write: Write): Promise<ScimOutcome> {
  await rowsOf(orm, sql`lock table people in share row exclusive mode`);
  await sayToday(orm, write);
  const [before] = asked.id === undefined ? [] : await select(orm, sql`person = ${asked.id}`);
  if (asked.id !== undefined && !before) return { outcome: "missing" };
  if (asked.version !== undefined && before?.version !== asked.version) return { outcome: "stale" };
  const user = plain(asked.change(before && userOf(before)));
  const change = await planned(orm, user, before, asked.departmentOf, today);
  if ("outcome" in change) return change;
  const taken = await takenBy(orm, user, change.id, before);
  if (taken !== undefined) return { outcome: "taken", why: taken };
  const [person = 0] = await writePeople(orm, [change], today, write);
  const [row] = await keep(orm, person, user, change, before);
  await askUnknown(orm, user.department, asked.departmentOf);
  if (!row) throw new Error("a user that was saved is not there");
  return { outcome: "saved", record: recordOf(row), added: before === undefined };
}

/** A user name is one user's, and a person is one user. */
async function takenBy(orm: Orm, { userName }: ScimUser, person: number | undefined, before: Row | undefined) {
  const rows = await select(orm, sql`lower(user_name) = lower(${userName}) or person = ${person ?? -1}`);
  const other = rows.find(({ id }) => id !== before?.id);
  if (!other) return undefined;
  return other.id === person ? "this person is another user already" : `userName ${userName} is another user's`;
}

/** Only what is kept, and never the same text as a blank one. */
const plain = (user: ScimUser): ScimUser => ({
  ...Object.fromEntries(SCIM_TEXTS.flatMap((field) => (user[field] ? [[field, user[field]]] : []))),
  userName: user.userName,
  active: user.active,
});

async function planned(
  orm: Orm,
  user: ScimUser,
  before: Row | undefined,
  departmentOf: ScimChange["departmentOf"],
  today: IsoDate,
): Promise<PersonChange | Extract<ScimOutcome, { outcome: "taken" | "refused" }>> {
  const onRecord = await peopleOnRecord(orm, mayBe(user, before?.id));
  const row = rowOf(user, before, departmentOf);
  const known = planPeople([{ ...row, line: 1 }], onRecord, today);
  const found = onRecord.find(({ id }) => id === known.changes[0]?.id);
  const plan = planPeople([{ ...row, ...leaving(user, before, found, today), line: 1 }], onRecord, today);
  const [problem] = plan.problems;
  if (problem) return { outcome: /admin/.test(problem.reason) ? "refused" : "taken", why: problem.reason };
  const [change] = plan.changes;
  if (!change) throw new Error("a user came to nothing");
  return held(orm, change);
}

/** Whoever has one of these keys, and the administrators: of them one has to stay. */
function mayBe(user: ScimUser, id: number | undefined): SQL {
  const [email = "", employee = "", external = ""] = [addressOf(user), user.employeeNumber, user.externalId].map(
    (key) => (key === undefined ? undefined : personKey(key)),
  );
  return sql`(p.id = ${id ?? -1} or lower(p.email) = ${email} or lower(regexp_replace(p.employee_id, '^0+(?=[0-9]+$)', '')) = ${employee}
    or lower(p.external_id) = ${external} or 'admin' = any(p.granted))`;
}

function rowOf(user: ScimUser, before: Row | undefined, departmentOf: ScimChange["departmentOf"]): PersonRow {
  const department = user.department === undefined ? undefined : departmentOf(user.department);
  return {
    person: before?.id,
    email: addressOf(user),
    employeeId: user.employeeNumber,
    externalId: user.externalId,
    name: nameOf(user),
    title: user.title,
    ...(department === undefined ? {} : { department }),
  };
}

/** Somebody inactive left today, unless they left before; active again is back only where the directory had said so. */
function leaving(
  user: ScimUser,
  before: Row | undefined,
  found: PersonOnRecord | undefined,
  today: IsoDate,
): PersonRow {
  if (!user.active) return found?.leftOn ? {} : { leftOn: today };
  return before?.leftBySync ? { leftOn: null } : {};
}

const isLeave = ({ before, after }: PersonChange) => (before?.leftOn ?? null) === null && after.leftOn !== null;

/** More than 10 and 5 % of the city within an hour wait for an administrator. */
async function held(orm: Orm, change: PersonChange): Promise<PersonChange> {
  if (!isLeave(change) || change.before === undefined) return change;
  const [counts] = await rowsOf<{ left: number; active: number }>(
    orm,
    sql`select (select count(*)::int from scim_users where left_at > now() - interval '1 hour') as left,
      (select count(*)::int from people where id > 0 and merged_into is null and left_on is null) as active`,
  );
  if (!counts || !isMassLeave(counts.left + 1, counts.active + counts.left)) return change;
  return { ...change, after: { ...change.after, leftOn: null }, held: change.after.leftOn ?? undefined };
}

function keep(orm: Orm, person: number, user: ScimUser, change: PersonChange, before: Row | undefined): Promise<Row[]> {
  const left = isLeave(change) || change.held !== undefined;
  const leftBySync = left || (before?.leftBySync === true && !user.active);
  const resource = JSON.stringify(user);
  return rowsOf<Row>(
    orm,
    sql`insert into scim_users as s (person, user_name, resource, left_by_sync, left_at)
      values (${person}, ${user.userName}, ${resource}::text::jsonb, ${leftBySync}, case when ${left} then now() end)
      on conflict (person) do update set user_name = excluded.user_name, resource = excluded.resource, left_by_sync = excluded.left_by_sync,
        left_at = coalesce(excluded.left_at, s.left_at),
        version = s.version + (s.resource is distinct from excluded.resource)::int,
        updated_at = case when s.resource is distinct from excluded.resource then now() else s.updated_at end
      returning person::float8 as id, resource, version, created_at as "createdAt", updated_at as "updatedAt", left_by_sync as "leftBySync"`,
  );
}
