import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { openDatabase } from "../../db/client.ts";
import { REPORTING_VIEWS } from "../../db/reporting.ts";
import { copyDatabase, type TestDatabase } from "../support/databases.ts";
import { sampleTown, type Town } from "../support/town.ts";

// The columns stand in docs/reporting.md, from which people build their sheets: one that goes, or changes, breaks them.

let town: Town;
beforeAll(async () => {
  town = await sampleTown();
});
afterAll(() => town.close());

const documented = new Map(
  [...readFileSync("docs/reporting.md", "utf8").matchAll(/^\| `(\w+)` \| (.+?) \|/gm)].map(
    ([, view = "", cell = ""]) => [view, [...cell.matchAll(/`(\w+)`/g)].map(([, column = ""]) => column)],
  ),
);

describe("the views for reporting", () => {
  test("are those of the page, with its columns in its order", async () => {
    const columns = await town.rows<{ view: string; column: string }>(
      "select table_name as view, column_name as column from information_schema.columns where table_schema = 'reporting' order by table_name, ordinal_position",
    );
    const made = new Map<string, string[]>();
    for (const { view, column } of columns) made.set(view, [...(made.get(view) ?? []), column]);
    expect(Object.fromEntries(made)).toEqual(Object.fromEntries(documented));
    expect([...made.keys()].sort()).toEqual([...REPORTING_VIEWS].sort());
  });

  test.each(REPORTING_VIEWS)("%s can be read, and says no names of people", async (view) => {
    const rows = await town.rows<Record<string, unknown>>(`select * from reporting.${view} limit 200`);
    const names = await town.rows<{ name: string }>("select name from people where id > 0");
    const owned = Object.entries({ ...rows[0] }).filter(([column]) => /person|_by$/.test(column));
    for (const [, value] of owned) expect(names.map(({ name }) => name)).not.toContain(value);
    expect(JSON.stringify(rows)).not.toContain("@milwaukee.example");
  });

  test("count what the records count", async () => {
    const [sum] = await town.rows<{ n: number }>("select sum(employees)::int as n from reporting.trainings");
    expect(
      await town.rows("select sum(total_employees)::int as n from training_records where voided_at is null"),
    ).toEqual([sum]);
    expect(sum?.n).toBeGreaterThan(0);
  });

  test("small answers to surveys are not in them, nor what would give them away", async () => {
    const record = (id: string, employees: number, responses: number) =>
      `insert into engagements (id, kind, held_on, department, title, title_key, employees, contractors, residents, responses, author) values ('${id}', 'survey', '2026-05-01', 'DPW', '${id}', '${id}', ${employees}, 20, 30, ${responses}, 0)`;
    await town.rows(record("EN-2026-9001", 4, 54));
    await town.rows(record("EN-2026-9002", 12, 62));
    const shown = await town.rows(
      "select employees, contractors, residents, responses from reporting.engagements where record like 'EN-2026-900_' order by record",
    );
    expect(shown).toEqual([
      { employees: null, contractors: null, residents: null, responses: 54 },
      { employees: 12, contractors: 20, residents: 30, responses: 62 },
    ]);
  });

  test("a reader sees the views and nothing else", async () => {
    const may = async (what: string) => (await town.rows<{ may: boolean }>(`select ${what} as may`))[0]?.may;
    expect(await may("has_table_privilege('equity_reporting', 'reporting.trainings', 'select')")).toBe(true);
    expect(await may("has_table_privilege('equity_reporting', 'reporting.trainings', 'insert')")).toBe(false);
    expect(await may("has_table_privilege('equity_reporting', 'people', 'select')")).toBe(false);
  });
});

describe("a migration", () => {
  let empty: TestDatabase;
  afterAll(() => empty.drop());

  test("makes the views anew; without one they are left alone", async () => {
    empty = await copyDatabase({ url: inject("postgres").url, template: "template0" });
    const database = await openDatabase({ url: empty.url });
    const made = async () =>
      (await database.run<{ oid: number }>("select to_regclass('reporting.people')::oid::int as oid", []))[0]?.oid;
    await database.migrate();
    const first = await made();
    await database.migrate();
    expect(await made()).toBe(first);
    await database.run("delete from drizzle.__drizzle_migrations where id = 0", []);
    await database.run("drop schema reporting cascade", []);
    await database.migrate();
    expect(await made()).not.toBe(first);
    await database.close();
  });
});
