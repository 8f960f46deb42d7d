import { createHash, randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, rename } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import postgres from "postgres";
import { openDatabase } from "../../db/client.ts";

/** A server that can be asked for databases, and the name of the migrated one they are copied from. */
export interface DatabaseSource {
  url: string;
  template: string;
}

/** A migrated, empty database of the caller's own; `drop` also ends connections still open to it. */
export interface TestDatabase {
  url: string;
  drop(): Promise<void>;
}

/** Migrates one database that every suite's own is copied from: a copy takes a fraction of the time. */
export const createTemplate = (url: string): Promise<DatabaseSource> =>
  fillTemplate(url, uniqueName("template"), "template1", migrate);

/** What is in a template already, and more; dropped together with it. */
export const extendTemplate = (
  { url, template }: DatabaseSource,
  fill: (url: string) => Promise<void>,
): Promise<DatabaseSource> => fillTemplate(url, `${template}_${randomBytes(3).toString("hex")}`, template, fill);

async function fillTemplate(url: string, template: string, from: string, fill: (url: string) => Promise<void>) {
  await runOn(url, `CREATE DATABASE ${template} TEMPLATE ${from}`);
  await fill(databaseUrl(url, template));
  // A copy fails while anybody is connected to the original, so nobody may be.
  await runOn(url, `ALTER DATABASE ${template} ALLOW_CONNECTIONS false`);
  return { url, template };
}

/** A template and all that extend it. */
export async function dropTemplates({ url, template }: DatabaseSource): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  const named = await sql<
    { datname: string }[]
  >`select datname from pg_database where starts_with(datname, ${template})`;
  await sql.end();
  for (const { datname } of named) await dropDatabase(url, datname);
}

/** A copy of the template, on any server: for benchmarks, and for suites that run a server of their own. */
export async function copyDatabase({ url, template }: DatabaseSource): Promise<TestDatabase> {
  const name = uniqueName("test");
  await runOn(url, `CREATE DATABASE ${name} TEMPLATE ${template}`);
  return { url: databaseUrl(url, name), drop: () => dropDatabase(url, name) };
}

/** A database for one suite, on the server of the whole run; drop it in `afterAll`. */
export const freshDatabase = async (): Promise<TestDatabase> => copyDatabase(await sourceOfRun());

const loaded = new Map<string, Promise<DatabaseSource>>();

/** The same with something loaded into it, once a run, whichever worker comes first: `name` says what. */
export async function loadedDatabase(name: string, load: (url: string) => Promise<void>): Promise<TestDatabase> {
  const source = loaded.get(name) ?? sharedTemplate(await sourceOfRun(), name, load);
  loaded.set(name, source);
  return copyDatabase(await source);
}

/** Whoever comes later finds the template there. */
function sharedTemplate(
  { url, template }: DatabaseSource,
  name: string,
  load: (url: string) => Promise<void>,
): Promise<DatabaseSource> {
  const shared = `${template}_${createHash("sha256").update(name).digest("hex").slice(0, 12)}`;
  return inTurn(url, shared, async (sql) => {
    const [found] = await sql<{ whole: boolean }[]>`
      select not datallowconn as whole from pg_database where datname = ${shared}`;
    if (found?.whole) return { url, template: shared };
    // Whoever began it did not finish.
    if (found) await dropDatabase(url, shared);
    return fillTemplate(url, shared, template, load);
  });
}

/** A folder of this run that `fill` fills once, whichever worker comes first; it goes with the run. */
export async function sharedFolder(name: string, fill: (folder: string) => Promise<void>): Promise<string> {
  const source = await sourceOfRun();
  const whole = path.join(foldersOf(source), name);
  return inTurn(source.url, whole, async () => {
    if (existsSync(whole)) return whole;
    const draft = `${whole}.${process.pid}`;
    await mkdir(draft, { recursive: true });
    await fill(draft);
    await rename(draft, whole);
    return whole;
  });
}

/** What belongs to the whole run, and to no server. */
export const foldersOf = ({ template }: DatabaseSource): string => path.join(tmpdir(), template);

/** One worker at a time. */
async function inTurn<T>(url: string, name: string, work: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    await sql`select pg_advisory_lock(hashtext(${name}))`;
    return await work(sql);
  } finally {
    await sql.end();
  }
}

async function sourceOfRun(): Promise<DatabaseSource> {
  // Imported here, because vitest cannot be imported outside its own runs, and benchmarks use this file too.
  const { inject } = await import("vitest");
  return inject("postgres");
}

export async function dropDatabase(url: string, name: string): Promise<void> {
  await runOn(url, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
}

async function migrate(url: string): Promise<void> {
  const database = await openDatabase({ url });
  try {
    await database.migrate();
  } finally {
    await database.close();
  }
}

// Unique, because several runs may share the server in TEST_DATABASE_URL.
function uniqueName(kind: string): string {
  return `equity_${kind}_${randomBytes(6).toString("hex")}`;
}

function databaseUrl(url: string, name: string): string {
  const result = new URL(url);
  result.pathname = `/${name}`;
  return result.href;
}

async function runOn(url: string, statement: string): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    await sql.unsafe(statement);
  } finally {
    await sql.end();
  }
}
