import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { startNetwork } from "../db/network.ts";
import { freshDatabase, type TestDatabase } from "../support/databases.ts";
import { equity, type Folder, temporaryFolder } from "./equity.ts";

let database: TestDatabase;
let folder: Folder;
let sql: ReturnType<typeof postgres>;

beforeAll(async () => {
  database = await freshDatabase();
  folder = await temporaryFolder();
  sql = postgres(database.url, { max: 1, onnotice: () => {} });
});
afterAll(async () => {
  await sql.end();
  await database.drop();
  await folder.remove();
});

// Every test opens the database anew: fast on a machine at rest, slow on one that is not.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let files = 0;
/** Imports a text as a file of that kind. */
async function importing(kind: string, content: string | Uint8Array, ...options: string[]) {
  files += 1;
  const file = await folder.file(`${files}.csv`, content);
  return equity(["import", kind, file, ...options], { DATABASE_URL: database.url, PLAN: "milwaukee" });
}

const count = async (table: string) => Number((await sql.unsafe(`select count(*) n from ${table}`))[0]?.n);

const PEOPLE = "email,name,department,tier,senior_leader,audience,roles,slack_user_id,teams_user_id,left_on";

describe("each kind, in the order a city would", () => {
  test("departments: the dry run says what the import then does", async () => {
    const file = "code,name,aliases,service_area\nDPW,Public Works,PW;streets,Infrastructure\nARTS,Arts,,\n";
    const dry = await importing("departments", file, "--dry-run");
    expect(dry).toEqual({
      code: 0,
      stderr: "",
      stdout: "line 2: changed\nline 3: added\nWould import departments: 1 added, 1 changed, 0 unchanged.\n",
    });
    expect(await sql`select 1 from departments where code = 'ARTS'`).toHaveLength(0);

    expect((await importing("departments", file)).stdout).toBe(
      "Imported departments: 1 added, 1 changed, 0 unchanged.\n",
    );
    expect((await importing("departments", file)).stdout).toContain("0 added, 0 changed, 2 unchanged");
  });

  test("courses", async () => {
    const file = `code,title,program,mandatory_for,aliases,valid_months\nARA101,Anti-Racism 101,racial-equity,senior-manager;manager,Antiracism,\nEO,EO Compliance,eo,employee,,12\n`;

    expect((await importing("courses", file)).stdout).toBe("Imported courses: 2 added, 0 changed, 0 unchanged.\n");
  });

  test("people: a byte order mark is read past, leads come on the roster, and nobody missing is removed", async () => {
    const rows = [
      "ana@city.example,Ana Torres,DPW,manager,false,employee,lead;officer,U1,,",
      "bo@city.example,Bo Chen,ARTS,employee,,employee,,,,",
      "cy@city.example,Cy Dunn,DPW,,true,contractor,,,,2026-01-31",
    ];
    expect((await importing("people", `\ufeff${PEOPLE}\r\n${rows.join("\r\n")}\r\n`)).stdout).toMatch(
      /^Equity officer at once, for nobody is there to confirm it: Ana Torres\. .*\nImported people: 3 added, 0 changed, 0 unchanged\.\n$/,
    );
    expect(await sql`select department from roster`).toEqual([{ department: "DPW" }]);

    expect((await importing("people", `${PEOPLE}\n${rows[0]}\n`)).stdout).toContain("1 unchanged");
    expect(await count("people where id > 0")).toBe(3);
  });

  test("people: the last column may be absent", async () => {
    const header = PEOPLE.replace(",left_on", "");
    const run = await importing("people", `${header}\ndee@city.example,Dee Fox,DPW,employee,false,employee,,,\n`);

    expect(run.stdout).toBe("Imported people: 1 added, 0 changed, 0 unchanged.\n");
  });

  test("headcounts", async () => {
    const file = "department,tier,audience,count,as_of\nDPW,manager,employee,12,2026-01-01\n";

    expect((await importing("headcounts", file)).stdout).toContain("1 added");
    expect((await importing("headcounts", file.replace("12", "13"))).stdout).toContain("1 changed");
  });
});

describe("training of past years", () => {
  const HEADER = "course,held_on,department,email,employees,contractors,note";
  const FILE = `${HEADER}
ARA101,2025-03-04,DPW,ana@city.example,,,
ARA101,2025-03-04,DPW,bo@city.example,,,
EO,2025-03-05,DPW,,12,0,spring
EO,2025-03-05,DPW,,12,0,spring
`;

  test("the dry run writes nothing and says of each row what the import then does", async () => {
    const dry = await importing("training", FILE, "--dry-run");
    expect(dry.stdout.split("\n").slice(0, 4)).toEqual([
      "line 2: added",
      "line 3: added",
      "line 4: added",
      "line 5: unchanged",
    ]);
    expect(await count("training_records")).toBe(0);

    expect((await importing("training", FILE)).stdout).toBe("Imported training: 3 added, 0 changed, 1 unchanged.\n");
    expect(await sql`select array_agg(total_employees order by id) as counts from training_records`).toEqual([
      { counts: [2, 12] },
    ]);
  });

  test("the same file again changes nothing, and a new row beside known ones is told apart beforehand", async () => {
    expect((await importing("training", FILE)).stdout).toContain("0 added, 0 changed, 4 unchanged");

    const more = `${HEADER}\nARA101,2025-03-04,DPW,ana@city.example,,,\nARA101,2025-03-04,DPW,dee@city.example,,,\n`;
    expect((await importing("training", more, "--dry-run")).stdout).toContain("line 2: unchanged\nline 3: added\n");
    expect((await importing("training", more)).stdout).toContain("1 added, 0 changed, 1 unchanged");
  });

  test("tells nobody that they were recorded", async () => {
    expect(await count("deliveries")).toBe(0);
  });
});

test("an import that broke off half way says so, and the same file again completes it", async () => {
  const network = await startNetwork(database.url);
  const file = await folder.file(
    "half.csv",
    "course,held_on,department,email,employees,contractors,note\nEO,2025-02-03,DPW,,21,,\nEO,2025-02-04,DPW,,22,,the second\n",
  );
  void network.loseAnswerTo("the second").then(() => network.cut());
  const env = { DATABASE_URL: network.url, PLAN: "milwaukee" };
  expect(await equity(["import", "training", file], env)).toEqual({
    code: 1,
    stdout: "",
    stderr:
      "The database broke off when part of the file was saved. Import it again: what is on record already stays as it is.\n",
  });
  await network.restore();
  expect((await equity(["import", "training", file], env)).stdout).toMatch(/^Imported training: /);
  await network.close();
  expect(
    await sql`select employees from training_sessions where held_on between '2025-02-03' and '2025-02-04' order by held_on`,
  ).toEqual([{ employees: 21 }, { employees: 22 }]);
});

describe("bad rows", () => {
  const BAD = `${PEOPLE}
eve@city.example,Eve Good,DPW,employee,false,employee,,,,
not-an-address,Fay,DPW,employee,false,employee,,,,
gus@city.example,Gus,NOWHERE,boss,perhaps,employee,king,,,soon
eve@city.example,Eve Again,DPW,employee,false,employee,,,,
hal@city.example,Hal
`;

  test("are each reported with line, column, value and reason, and nothing is imported", async () => {
    const before = await count("people");
    const run = await importing("people", BAD);

    expect(run.code).toBe(1);
    expect(run.stdout).toBe("");
    expect(run.stderr.split("\n")).toEqual([
      'line 3, email "not-an-address": is not an e-mail address',
      expect.stringMatching(/^line 4, roles "king": must be among /),
      'line 4, department "NOWHERE": is no department on record',
      'line 4, tier "boss": must be one of senior-manager, manager, employee',
      expect.stringMatching(/^line 4, senior_leader "perhaps": must be one of /),
      'line 4, left_on "soon": is not a date like 2026-10-03',
      'line 5, email "eve@city.example": stands on line 2 already',
      'line 6 "hal@city.example,Hal": has 2 values, the header has 10',
      "Nothing was imported: 8 problems. Mend them, or import the good rows with --skip-bad.",
      "",
    ]);
    expect(await count("people")).toBe(before);
  });

  test("are skipped with --skip-bad, and still reported", async () => {
    const run = await importing("people", BAD, "--skip-bad");

    expect(run.code).toBe(0);
    expect(run.stdout).toBe("Imported people: 1 added, 0 changed, 0 unchanged, 4 bad rows skipped.\n");
    expect(run.stderr).toContain('line 3, email "not-an-address"');
  });

  test("are data for a program with --json", async () => {
    const run = await importing("people", BAD, "--json");

    expect(run.code).toBe(1);
    expect(JSON.parse(run.stdout)).toMatchObject({
      kind: "people",
      imported: false,
      problems: expect.arrayContaining([
        { line: 3, column: "email", value: "not-an-address", reason: "is not an e-mail address" },
      ]),
    });
  });

  test("a file that is no text, or not there, is refused in words", async () => {
    const picture = await importing(
      "departments",
      Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13]),
    );
    expect(picture).toMatchObject({ code: 1, stdout: "" });
    expect(picture.stderr).toContain("neither text nor an Excel workbook");

    const gone = await equity(["import", "people", "/nowhere/people.csv"], {
      DATABASE_URL: database.url,
      PLAN: "milwaukee",
    });
    expect(gone).toMatchObject({ code: 1, stderr: "There is no file /nowhere/people.csv.\n" });
  });

  test("U+0000 in a cell is taken out, not fatal", async () => {
    expect((await importing("departments", "code,name\nNUL,Nu\u0000ll\n")).code).toBe(0);
    expect(await sql`select name from departments where code = 'NUL'`).toEqual([{ name: "Null" }]);
  });
});
