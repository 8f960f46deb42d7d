import { zipSync } from "fflate";
import { planPeriod } from "../../src/core/calendar/calendar.ts";
import type { Env } from "../../src/core/command/command.ts";
import { periodOf } from "../../src/core/fields/period.ts";
import { toText } from "../../src/core/import/give-back.ts";
import { hashOf } from "../../src/core/import/read-file.ts";
import type { Person } from "../../src/core/people/person.ts";
import { anchorOf } from "../../src/core/records/audit.ts";
import type { RecordKind } from "../../src/core/records/kind.ts";
import type { Recorded } from "../../src/core/records/name.ts";
import { detailsInWords } from "../../src/core/records/trail.ts";
import { may } from "../../src/core/request/actor.ts";
import { Refusal } from "../../src/core/request/errors.ts";
import type { Hold, RecordRequest } from "../../src/domain/hold/holds.ts";

/** More than that is no request anybody could look through. */
const MOST = 100_000;

/** Everything that a records request is about, as a ZIP, with its SHA-256. */
export interface Package {
  bytes: Uint8Array;
  hash: string;
  records: number;
  entries: number;
}

interface Found {
  kind: RecordKind;
  records: readonly Recorded[];
}

/**
 * What there is of a person, department, record or period: each kind as CSV (with an empty column `redact` for whoever
 * looks it through) and as JSON lines, undone records too, their entries of the trail, `withheld.csv` to be filled in, and a
 * manifest with the hash of each file and the head of the trail.
 */
export async function packageOf(
  request: RecordRequest,
  hold: Hold,
  kinds: readonly RecordKind[],
  env: Env,
): Promise<Package> {
  const person = request.covers === "person" ? await personOf(request.value, env) : undefined;
  const found = await foundFor(request, person, kinds, env);
  const ids = found.flatMap(({ records }) => records.map(({ id }) => id));
  const trail = await trailOf(ids, person, env);
  const files: Record<string, string> = {
    ...(person ? { "person.json": JSON.stringify(person, undefined, 2) } : {}),
    ...Object.fromEntries(found.flatMap((one) => sheetsOf(one, env))),
    "trail.jsonl": trail.map((entry) => `${JSON.stringify(entry)}\n`).join(""),
    "withheld.csv": toText([["record", "field", "exemption", "reason"]]),
  };
  const manifest = await manifestOf(request, hold, files, found, env);
  const whole = { ...files, "manifest.json": JSON.stringify(manifest, undefined, 2) };
  const bytes = zipSync(
    Object.fromEntries(Object.entries(whole).map(([name, text]) => [name, new TextEncoder().encode(text)])),
    { mtime: new Date(env.now) },
  );
  return { bytes, hash: await hashOf(bytes), records: ids.length, entries: trail.length };
}

export async function personOf(key: string, { stores, today }: Env): Promise<Person> {
  const [person] = await stores.people.byEmail([key], today);
  if (!person) throw new Refusal(`Nobody on record is ${key}.`, "value");
  return person;
}

async function foundFor(
  { covers, value }: RecordRequest,
  person: Person | undefined,
  kinds: readonly RecordKind[],
  env: Env,
): Promise<Found[]> {
  if (covers === "record") return oneRecord(value, kinds, env);
  const { start, end } = covers === "period" ? periodOf(value, env.city) : { start: "0001-01-01", end: "9999-12-31" };
  const departments = covers === "department" ? [value] : undefined;
  const touched = person ? await touchedBy(person, env) : undefined;
  const all = await Promise.all(
    kinds.map(async (kind) => {
      const { records, total } = await kind.list({ departments, start, end, undone: true, limit: MOST }, env);
      if (total > MOST)
        throw new Refusal(`There are ${total} ${kind.plural}: ask for a shorter period or one department.`, "value");
      return { kind, records: records.filter((one) => concerned(one, kind, { covers, value, person, touched }, env)) };
    }),
  );
  return all.filter(({ records }) => records.length > 0);
}

/** A record with its kind; one that is not there is refused. */
export async function oneRecord(id: string, kinds: readonly RecordKind[], env: Env): Promise<Found[]> {
  for (const kind of kinds.filter(({ prefix }) => id.startsWith(`${prefix}-`))) {
    const record = await kind.get(id, env);
    if (record) return [{ kind, records: [record] }];
  }
  throw new Refusal(`There is no record ${id}.`, "value");
}

/** What a person changed, or is the subject of, by the trail. */
export async function touchedBy({ id }: Person, { stores }: Env): Promise<ReadonlySet<string>> {
  const entries = await stores.audit.entries({ person: id, limit: MOST });
  return new Set(entries.map(({ subject }) => subject));
}

interface Wanted {
  covers: RecordRequest["covers"];
  value: string;
  person: Person | undefined;
  touched: ReadonlySet<string> | undefined;
}

function concerned(one: Recorded, kind: RecordKind, { covers, value, person, touched }: Wanted, env: Env): boolean {
  if (!may(env.actor, kind.reads(one, env))) return false;
  if (covers === "department") return one.department === value;
  return !person || touches(one, person, touched);
}

/** Whether a record is about somebody: they changed it, are its subject, or stand in it. */
export const touches = (one: Recorded, person: Person, touched: ReadonlySet<string> | undefined): boolean =>
  touched?.has(one.id) === true || names(one, person);

/** Whether somebody stands anywhere in a record, by id or by name. */
function names(value: unknown, person: Person, key = ""): boolean {
  if (typeof value === "string") return value === person.name || value === person.email;
  if (typeof value === "number")
    return value === person.id && /person|people|author|owner|preparer|helper|member|by$/i.test(key);
  if (typeof value !== "object" || value === null) return false;
  const entries = Array.isArray(value) ? value.map((one) => [key, one] as const) : Object.entries(value);
  return entries.some(([name, one]) => names(one, person, name));
}

function sheetsOf({ kind, records }: Found, env: Env): [string, string][] {
  const name = kind.plural.replaceAll(" ", "-");
  const columns = [...kind.sheet.map((column) => column.name), "state"];
  const rows = records.map((one) => [
    ...kind.sheet.map(({ cell }) => cell(one, env)),
    one.undone ? "undone" : "on record",
  ]);
  const csv = toText([[...columns, "redact"], ...rows.map((row) => [...row.map((cell) => String(cell ?? "")), ""])]);
  const lines = rows.map((row) =>
    JSON.stringify(Object.fromEntries(columns.map((column, at) => [column, row[at] ?? null]))),
  );
  return [
    [`records/${name}.csv`, csv],
    [`records/${name}.jsonl`, lines.map((line) => `${line}\n`).join("")],
  ];
}

async function trailOf(ids: readonly string[], person: Person | undefined, { stores, actor }: Env) {
  const [ofRecords, ofPerson] = await Promise.all([
    ids.length === 0 ? [] : stores.audit.entries({ subjects: ids, limit: MOST }),
    person ? stores.audit.entries({ person: person.id, limit: MOST }) : [],
  ]);
  const all = [...new Map([...ofRecords, ...ofPerson].map((entry) => [entry.id, entry])).values()];
  return all
    .sort((a, b) => a.id - b.id)
    .map((entry) => ({
      entry: entry.id,
      at: new Date(entry.at).toISOString(),
      by: entry.actorName,
      action: entry.action,
      subject: entry.subject,
      what: detailsInWords(entry, actor.id),
      seal: entry.seal ?? null,
    }));
}

async function manifestOf(
  { id, covers, value, askedBy, receivedOn }: RecordRequest,
  hold: Hold,
  files: Readonly<Record<string, string>>,
  found: readonly Found[],
  env: Env,
) {
  const { head, unsealed } = await env.stores.audit.state();
  const hashes = await Promise.all(
    Object.entries(files).map(async ([name, text]) => ({ name, sha256: await hashOf(text) })),
  );
  return {
    request: id,
    hold: hold.id,
    city: env.city.name,
    query: { [covers]: value },
    askedBy: askedBy ?? null,
    receivedOn,
    madeAt: new Date(env.now).toISOString(),
    madeBy: env.actor.name,
    plan: planPeriod(env.city).label,
    counts: Object.fromEntries(found.map(({ kind, records }) => [kind.plural, records.length])),
    auditHead: head ? anchorOf(head) : null,
    notSealedYet: unsealed.entries,
    files: hashes,
  };
}
