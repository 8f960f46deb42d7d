import { eq, sql } from "drizzle-orm";
import { readMigrationFiles } from "drizzle-orm/migrator";
import type { Department } from "../../src/core/catalog/catalog.ts";
import type { Deployment, DeploymentStore } from "../../src/core/places/deployment.ts";
import { DatabaseDown, OutcomeUnknown, Refusal } from "../../src/core/request/errors.ts";
import type { Write } from "../../src/core/request/write.ts";
import { type Database, type Orm, rowsOf, transaction } from "../database.ts";
import { codeOf } from "../errors.ts";
import { migrationsFolder } from "../migrations-folder.ts";
import { departments, deployment } from "../schema/index.ts";
import { claimAnswer, purgeRequests, writeOnce } from "../write.ts";
import { rollupDifferences } from "./training/rollup.ts";

const THE_ONE = 1;
const READ_ONLY = "25006";
const INSUFFICIENT_PRIVILEGE = "42501";
/** There is no such table or schema, or it is not ours to read: nobody has migrated this database for us. */
const NO_MIGRATIONS = new Set(["42P01", "3F000", INSUFFICIENT_PRIVILEGE]);

export function deploymentStore(database: Database): DeploymentStore {
  const { orm } = database;
  return {
    get: async () => {
      const [row] = await rowsOf<Omit<Deployment, "liveAt"> & { liveAt: number | null }>(
        orm,
        sql`select plan, sample, demo_off as "demoOff", extract(epoch from live_at)::float8 * 1000 as "liveAt" from deployment where id = ${THE_ONE}`,
      );
      return row && { ...row, liveAt: row.liveAt ?? undefined };
    },
    bind: (plan, fromPlan) => bind(database, plan, fromPlan),
    setSample: async (sample) => {
      await rowsOf(orm, sql`update deployment set sample = ${sample} where id = ${THE_ONE}`);
    },
    setLive: (liveAt, write) => setLive(database, liveAt, write),
    isEmpty: async () => {
      const [row] = await rowsOf<{ empty: boolean }>(
        orm,
        sql`select not exists (select from people where id > 0) and not exists (select from courses) and not exists (select from training_records) and not exists (select from audit_entries) as empty`,
      );
      return row?.empty ?? false;
    },
    reset: () => reset(database),
    ping: async () => {
      const [row] = await database.run<{ readOnly: string }>(
        `select current_setting('transaction_read_only') as "readOnly"`,
        [],
      );
      if (row?.readOnly === "on") throw new DatabaseDown("it is read-only", { cause: { code: READ_ONLY } });
    },
    now: async () => {
      const [row] = await database.run<{ now: number }>(
        "select extract(epoch from clock_timestamp())::float8 * 1000 as now",
        [],
      );
      return row?.now ?? 0;
    },
    migrated: () => migrated(database),
    claimAnswer: (request) => claimAnswer(database, request),
    purgeRequests: () => purgeRequests(database),
    restored: (write) => restored(database, write),
    rollupDifferences: (repair) => rollupDifferences(database, repair),
  };
}

/** The same again changes nothing, so a connection that broke says only that the database is down. */
async function bind(database: Database, plan: string, fromPlan: readonly Department[]): Promise<void> {
  const once = async (orm: Orm) => {
    await orm.insert(deployment).values({ id: THE_ONE, plan }).onConflictDoNothing();
    const [bound] = await orm.select({ plan: deployment.plan }).from(deployment).where(eq(deployment.id, THE_ONE));
    const [any] = await orm.select({ code: departments.code }).from(departments).limit(1);
    if (bound?.plan !== plan || any !== undefined || fromPlan.length === 0) return;
    const rows = fromPlan.map((one) => ({ ...one, aliases: [...one.aliases] }));
    await orm.insert(departments).values(rows).onConflictDoNothing();
  };
  await transaction(database, once).catch((error: unknown) => {
    throw error instanceof OutcomeUnknown ? new DatabaseDown("the connection broke", { cause: error }) : error;
  });
}

/** Every table but the plan's binding; the trail's own guard is lifted inside this transaction only. */
function setLive(database: Database, liveAt: number | undefined, write: Write) {
  return writeOnce<"changed" | "unchanged">(database, write, "golive", async (orm) => {
    const [before] = await orm.select().from(deployment).where(eq(deployment.id, THE_ONE)).for("update");
    if ((before?.liveAt === null) === (liveAt === undefined)) return { unwritten: "unchanged" };
    const after = liveAt === undefined ? null : new Date(liveAt);
    await orm.update(deployment).set({ liveAt: after }).where(eq(deployment.id, THE_ONE));
    return { outcome: "changed", subject: "deployment", details: { before: before?.liveAt, after } };
  });
}

const RESTORED = "the database was restored from a backup: it may have been sent after the backup was made";

/** What was on its way may have arrived since: it is listed and not sent again; and nothing goes out before the next go-live. */
function restored(database: Database, write: Write): Promise<number> {
  return writeOnce<number>(database, write, "restore", async (orm) => {
    await rowsOf(orm, sql`update deliveries set state = 'sent' where state = 'revising'`);
    const stopped = await rowsOf(
      orm,
      sql`update deliveries set state = 'unconfirmed', reason = ${RESTORED}, settled_at = now() where state in ('pending', 'sending') returning id`,
    );
    const [before] = await orm.select().from(deployment).where(eq(deployment.id, THE_ONE)).for("update");
    await orm.update(deployment).set({ liveAt: null }).where(eq(deployment.id, THE_ONE));
    const details = { stopped: stopped.length, before: { liveAt: before?.liveAt ?? null }, after: { liveAt: null } };
    return { outcome: stopped.length, subject: "deployment", details };
  });
}

async function reset(database: Database): Promise<void> {
  try {
    await transaction(database, empty);
  } catch (error) {
    if (codeOf(error) !== INSUFFICIENT_PRIVILEGE) throw error;
    throw new Refusal(
      "Only the owner of the tables may empty them. Run reset with DATABASE_URL set to MIGRATION_DATABASE_URL's value.",
    );
  }
}

async function empty(orm: Orm): Promise<void> {
  await guardTrail(orm, "disable");
  const tables = await rowsOf<{ name: string }>(
    orm,
    sql`select quote_ident(tablename) as name from pg_tables where schemaname = 'public' and tablename <> 'deployment'`,
  );
  await rowsOf(orm, sql.raw(`truncate ${tables.map(({ name }) => name).join(", ")} restart identity`));
  await guardTrail(orm, "enable");
  await rowsOf(
    orm,
    sql`insert into people (id, email, name, tier, audience, left_on) overriding system value values (0, 'import@invalid', 'Import', 'employee', 'contractor', '1970-01-01')`,
  );
  await orm.update(deployment).set({ sample: false, demoOff: true }).where(eq(deployment.id, THE_ONE));
}

async function guardTrail(orm: Orm, how: "enable" | "disable"): Promise<void> {
  for (const table of ["audit_entries", "audit_seals"])
    await rowsOf(orm, sql.raw(`alter table ${table} ${how} trigger user`));
}

async function migrated(database: Database): Promise<boolean> {
  const wanted = readMigrationFiles({ migrationsFolder: migrationsFolder() }).length;
  try {
    const [row] = await database.run<{ count: number }>(
      "select count(*)::int as count from drizzle.__drizzle_migrations",
      [],
    );
    return (row?.count ?? 0) >= wanted;
  } catch (error) {
    if (NO_MIGRATIONS.has(codeOf(error))) return false;
    throw error;
  }
}
