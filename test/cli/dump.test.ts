import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { promisify } from "node:util";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { readConfig } from "../../src/config/config.ts";
import { createMailbox } from "../support/mailbox.ts";
import { programsWithClients } from "../support/postgres-programs.ts";
import { type PostgresServer, startPostgres } from "../support/postgres-server.ts";
import { openTown, read, recordIn, type Town } from "../support/town.ts";
import { cleanEnv, equity, type Folder, temporaryFolder } from "./equity.ts";

// docs/deploy.md, "Backup", as it is printed there: on a server of this machine's own, by the clients that belong to it.

vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });

const [, backup = ""] = readFileSync("docs/deploy.md", "utf8").split("\n## Backup\n");
const [dump = "", restore = ""] = [...backup.matchAll(/```sh\n([\s\S]*?)```/g)].map(([, block = ""]) => block);

const programs = programsWithClients();

describe.skipIf(!programs)("a server, by pg_dump and pg_restore", () => {
  let server: PostgresServer;
  let folder: Folder;
  let town: Town;
  let record = "";
  let stored: Awaited<ReturnType<typeof everything>>;

  const urlOf = (user: string, database: string) => {
    const url = new URL(server.url);
    if (user !== "postgres") [url.username, url.password] = [user, "secret"];
    url.pathname = `/${database}`;
    return url.href;
  };
  const settings = (database: string) => ({
    DATABASE_URL: urlOf("equity_app", database),
    MIGRATION_DATABASE_URL: urlOf("equity_owner", database),
    PLAN: "milwaukee",
  });
  const asAdmin = async <Row>(database: string, statement: string): Promise<Row[]> => {
    const sql = postgres(urlOf("postgres", database), { max: 1, onnotice: () => {} });
    try {
      return [...(await sql.unsafe(statement))] as Row[];
    } finally {
      await sql.end();
    }
  };

  /** A digest of each table's rows, and where each sequence stands. */
  async function everything(database: string) {
    const tables = await asAdmin<{ name: string }>(
      database,
      "select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ('public', 'drizzle') order by 1",
    );
    const digests = tables.map(
      ({ name }) =>
        `select '${name}' as name, count(*)::int as rows, md5(coalesce(string_agg(t::text, '|' order by t::text collate "C"), '')) as digest from ${name} t`,
    );
    return {
      tables: await asAdmin<{ name: string; rows: number }>(database, digests.join(" union all ")),
      sequences: await asAdmin<{ name: string }>(
        database,
        "select sequencename as name, last_value from pg_sequences order by 1",
      ),
    };
  }

  /** The commands as printed; the release's program is this one. */
  const run = (commands: string) =>
    promisify(execFile)(
      "bash",
      [
        "-euo",
        "pipefail",
        "-c",
        `set -a\n${commands.replaceAll("node main.js", `node ${process.cwd()}/scripts/run.mjs`)}`,
      ],
      {
        cwd: folder.path,
        env: {
          ...cleanEnv({ ...settings("equity"), ADMIN_DATABASE_URL: urlOf("postgres", "postgres") }),
          PATH: `${programs?.bin}:${process.env.PATH}`,
        },
      },
    );

  beforeAll(async () => {
    if (!programs) return;
    folder = await temporaryFolder();
    server = await startPostgres({ own: true, hasty: true, by: programs });
    for (const role of ["equity_owner", "equity_app"])
      await asAdmin("postgres", `create role ${role} login password 'secret'`);
    await asAdmin("postgres", "create database equity owner equity_owner");
    town = await openTown(readConfig({ ...settings("equity"), DEMO: "on", LOG_LEVEL: "silent" }));
    await createMailbox(town.app).empty();
    // Counts who is trained, which is kept.
    await town.say("nadia.rahman", "status");
    await town.say("nadia.rahman", "admin golive start");
    record = recordIn(await town.say("bo.chen", "ana and lee took Anti-Racism 101 yesterday"));
    await town.rows(
      "update deliveries set state = 'sending' where id = (select id from deliveries where state = 'pending' limit 1)",
    );
    await town.app.sealAudit();
    await town.close();
    stored = await everything("equity");
    await run(dump);
  });
  afterAll(async () => {
    await server?.stop();
    await folder?.remove();
  });

  test("a database that is not empty stays as it is", async () => {
    const into = restore.split("\n").find((line) => line.startsWith("pg_restore")) ?? "none";

    await expect(run(into)).rejects.toThrow(/already exists/);

    expect(await everything("equity")).toEqual(stored);
  });

  test("all is there again: records, numbers, seals and counts, and nothing is sent twice", async () => {
    const { stdout } = await run(restore.replace(/node main\.js restore.*\n/, "exit 0\n"));
    expect(stdout).toContain("CREATE DATABASE");
    expect(await everything("equity_restored")).toEqual(stored);
    expect(stored.tables.find(({ name }) => name === "public.trained_counts")?.rows).toBeGreaterThan(0);
    expect(stored.tables.find(({ name }) => name === "public.audit_seals")?.rows).toBeGreaterThan(0);

    const settled = await run(restore.replace(/^psql.*\n/m, "").replace(/^pg_restore.*\n/m, ""));

    expect(settled.stdout).toContain("2 on their way are listed, and not sent again.");
    expect(settled.stdout).toContain("The audit trail is as it was sealed.");
    expect(settled.stdout).toContain("agree with the records.");
    const again = await openTown(readConfig({ ...settings("equity_restored"), LOG_LEVEL: "silent" }));
    try {
      const mail = createMailbox(again.app);
      expect(await mail.empty()).toEqual({});
      // The bot works there as its own role, and numbers go on.
      const next = recordIn(await again.say("bo.chen", "lee took EO Compliance yesterday"));
      expect(Number(next.slice(-4))).toBe(Number(record.slice(-4)) + 1);
      expect(read(await again.say("nadia.rahman", record))).toContain("Anti-Racism 101");
    } finally {
      await again.close();
    }
    expect(await equity(["rollup", "check"], settings("equity_restored"))).toMatchObject({ code: 0 });
  });
});
