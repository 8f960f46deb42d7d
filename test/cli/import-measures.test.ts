import { readFileSync } from "node:fs";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { freshDatabase, type TestDatabase } from "../support/databases.ts";
import { equity, type Folder, temporaryFolder } from "./equity.ts";

let databases: TestDatabase[] = [];
let folder: Folder;
beforeAll(async () => {
  databases = [await freshDatabase(), await freshDatabase()];
  folder = await temporaryFolder();
});
afterAll(async () => {
  await Promise.all(databases.map((database) => database.drop()));
  await folder.remove();
});

// Every test opens the database anew: fast on a machine at rest, slow on one that is not.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const HEADER = "measure,period,value,audience,department,source\n";
let files = 0;
async function importing(plan: "anchorage" | "portland", content: string, ...options: string[]) {
  files += 1;
  const file = await folder.file(`${files}.csv`, content);
  const url = databases[plan === "anchorage" ? 0 : 1]?.url ?? "";
  return equity(["import", "measures", file, ...options], { DATABASE_URL: url, PLAN: plan });
}

async function stored(statement: string): Promise<Record<string, unknown>[]> {
  const sql = postgres(databases[0]?.url ?? "", { max: 1, onnotice: () => {} });
  try {
    return await sql.unsafe(statement);
  } finally {
    await sql.end();
  }
}

const seeds = readFileSync("src/plan/cities/anchorage-sample/measures.csv", "utf8")
  .split("\n")
  .filter((line) => /^measure,|Performance/.test(line))
  .join("\n");

describe("measures of past years", () => {
  test("G1: Anchorage's own table: blank and dash are not reported, the trailing dash is stripped, and both are said", async () => {
    const dry = await importing("anchorage", seeds, "--dry-run");
    expect(dry.code).toBe(0);
    expect(dry.stdout).toContain('value "1-": is read as 1, without the trailing dash');
    expect(dry.stdout).toContain('value "980-": is read as 980, without the trailing dash');
    expect(dry.stdout).toContain('value "-": was not reported: the row is left out');
    expect(dry.stdout).toContain("Would import measures: 6 added, 0 changed, 0 unchanged.");
    expect(await stored("select 1 from measure_values")).toHaveLength(0);

    expect((await importing("anchorage", seeds)).stdout).toContain("Imported measures: 6 added");
    expect((await importing("anchorage", seeds)).stdout).toContain("0 added, 0 changed, 6 unchanged");
    expect(
      await stored(
        "select measure, period_start::text as start, value::text from measure_values order by start, measure",
      ),
    ).toEqual([
      { measure: "engagement-opportunities", start: "2023-10-01", value: "6" },
      { measure: "eo-classes", start: "2023-10-01", value: "2" },
      { measure: "eo-participation", start: "2023-10-01", value: "431" },
      { measure: "engagement-opportunities", start: "2024-01-01", value: "6" },
      { measure: "eo-classes", start: "2024-01-01", value: "1" },
      { measure: "eo-participation", start: "2024-01-01", value: "980" },
    ]);
  });

  test("nobody is told of what is imported", async () => {
    expect(await stored("select 1 from deliveries")).toHaveLength(0);
  });

  test("every bad row is named with its line, and keeps the others out unless they may be skipped", async () => {
    const rows = [
      "eo-classes,2022-Q1,3,both,,old table",
      "unknown,2022-Q1,3,both,,",
      "eo-classes,2022,3,both,,",
      "eo-classes,2022-Q2,many,both,,",
      "eo-classes,2022-Q3,3,both,HR,",
      "eo-classes,2023-Q4,5,both,,",
      "eo-classes,2022-Q1,4,both,,",
    ];
    const refused = await importing("anchorage", HEADER + rows.join("\n"));
    expect(refused.code).toBe(1);
    expect(refused.stderr).toContain('line 3, measure "unknown": is no measure');
    expect(refused.stderr).toContain("line 4, period");
    expect(refused.stderr).toContain('line 5, value "many": is not a number');
    expect(refused.stderr).toContain("line 6, department");
    expect(refused.stderr).toContain('line 7, value "5": is not what is on record');
    expect(refused.stderr).toContain("stands on line 2 already");
    expect((await importing("anchorage", HEADER + rows.join("\n"), "--skip-bad")).stdout).toContain("1 added");
  });

  test("Portland's fiscal quarters are read as it writes them, and a bare year is asked about", async () => {
    const good = `${HEADER}equity-plan,FY2026-Q4,draft,,BPS,\nequity-plan,2026-Q4,draft,,BPS,\n`;
    const refused = await importing("portland", good);
    expect(refused.stderr).toContain('line 3, period "2026-Q4": is no period like FY2027-Q4 or FY2027');
    expect((await importing("portland", good, "--skip-bad")).stdout).toContain("1 added");
  });
});
