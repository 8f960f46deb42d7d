import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { promisify } from "node:util";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { runCommand } from "../../src/cli/index.ts";
import { freshDatabase, type TestDatabase } from "../support/databases.ts";
import { cleanEnv, equity, equityProcess, type Folder, temporaryFolder } from "./equity.ts";

let database: TestDatabase;
let folder: Folder;
let env: Record<string, string>;

beforeAll(async () => {
  database = await freshDatabase();
  folder = await temporaryFolder();
  env = { DATABASE_URL: database.url, PLAN: "milwaukee" };
  expect((await equity(["demo"], env)).code).toBe(0);
});
afterAll(async () => {
  await database.drop();
  await folder.remove();
});

// Some run processes of their own: fast on a machine at rest, slow on one that is not.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const AT = "2026-11-21T20:05:00Z";
const ANA = "ana.torres@milwaukee.example";

describe("wrong usage ends with 2 and says what is right", () => {
  test("in a process of its own", async () => {
    const run = await equityProcess(["dance"], env);

    expect(run).toMatchObject({ code: 2, stdout: "" });
    expect(run.stderr).toContain('There is no command "dance".');
  });

  test.each([
    ["an option nobody knows", ["migrate", "--hard"], "Usage: npm run equity -- migrate"],
    ["too few words", ["import", "people"], "Usage: npm run equity -- import"],
    ["a kind nobody imports", ["import", "dreams", "x.csv"], '"dreams" cannot be imported'],
    ["nobody who writes", ["understand", "12 people took it"], "--as EMAIL"],
    ["an instant that is none", ["understand", "x", "--as", ANA, "--at", "noon"], '"noon" is not an instant'],
    ["a platform that is none", ["understand", "x", "--as", ANA, "--platform", "fax"], "--platform"],
  ])("with %s, before any database is opened", async (_what, words, message) => {
    const said: string[] = [];
    const stderr = vi.spyOn(console, "error").mockImplementation((line: string) => void said.push(line));
    const code = await runCommand(words, () => {
      throw new Error("the environment was read");
    });
    stderr.mockRestore();

    expect(code).toBe(2);
    expect(said.join("\n")).toContain(message);
  });
});

test("help lists every command on stdout", async () => {
  const run = await equityProcess(["help"], env);

  expect(run).toMatchObject({ code: 0, stderr: "" });
  for (const name of ["migrate", "import", "plan check", "understand", "audit verify", "rollup check", "demo", "reset"])
    expect(run.stdout).toContain(`  ${name}`);
});

test("migrate brings the database up to date, and npm run -s prints nothing else", async () => {
  const { stdout } = await promisify(execFile)("npm", ["run", "-s", "equity", "--", "migrate", "--json"], {
    env: cleanEnv(env),
  });

  expect(stdout).toBe('{"migrated":true}\n');
});

test("a wrong environment is refused in words, every wrong key at once", async () => {
  const run = await equityProcess(["migrate"], { DATABASE_URL: "mysql://secret@x/y", PORT: "far" });

  expect(run).toMatchObject({ code: 1, stdout: "" });
  expect(run.stderr).toMatch(/^DATABASE_URL is set to something else.*\nPLAN is not set.*\nPORT is "far"/);
  expect(run.stderr).not.toContain("secret");
});

test("a database that cannot be reached is a refusal", async () => {
  const run = await equityProcess(["migrate"], { ...env, DATABASE_URL: "postgres://nobody:secret@127.0.0.1:1/none" });

  expect(run).toMatchObject({ code: 1, stdout: "", stderr: "The database cannot be reached. Nothing was saved.\n" });
});

test("another city's plan on the same database is refused", async () => {
  const run = await equity(["migrate"], { ...env, PLAN: "portland" });

  expect(run.code).toBe(1);
  expect(run.stderr).toContain('This database belongs to the plan "milwaukee"; PLAN is "portland".');
});

describe("audit verify", () => {
  const verify = async (...words: string[]) => {
    const run = await equity(["audit", "verify", ...words, "--json"], env);
    return { code: run.code, ...JSON.parse(run.stdout) };
  };

  test("finds the trail as it was sealed, says what is not sealed yet, and then what was removed", async () => {
    expect(await verify()).toMatchObject({ code: 0, ok: true, entries: 0, unsealed: { entries: expect.any(Number) } });
    const sealed = await equity(["job", "run", "seal-audit"], env);
    expect(sealed.stdout).toMatch(/^Sealed \d+ entries\. Head: 1:[0-9a-f]{64}\n$/);
    const head = sealed.stdout.trim().split("Head: ")[1] ?? "";
    expect(await verify("--anchor", head)).toMatchObject({ code: 0, ok: true, head, unsealed: { entries: 0 } });
    expect(await verify("--anchor", `1:${"0".repeat(64)}`)).toMatchObject({ code: 1, ok: false });

    const owner = postgres(database.url, { max: 1 });
    await owner.unsafe("alter table audit_entries disable trigger user; delete from audit_entries where id = 1");
    await owner.unsafe("alter table audit_entries enable trigger user");
    await owner.end();
    const run = await equity(["audit", "verify"], env);
    expect(run.code).toBe(1);
    expect(run.stdout).toContain("- entry 1 was removed (seal 1)\nThe audit trail is not as it was sealed.");
  });

  test("refuses a head that is none before it opens the database", async () => {
    expect((await equity(["audit", "verify", "--anchor", "yesterday's"], env)).code).toBe(2);
  });
});

describe("understand", () => {
  const KEYS = ["command", "values", "defaulted", "missing", "ambiguous", "confirm", "refused", "leftOver", "writes"];

  test("prints what would be recorded, defaults included and named", async () => {
    const run = await equity(
      ["understand", "12 people took Anti-Racism 101 yesterday", "--as", ANA, "--root", "training", "--at", AT],
      env,
    );

    expect(Object.keys(JSON.parse(run.stdout))).toEqual(KEYS);
    expect(JSON.parse(run.stdout)).toMatchObject({
      command: "training log",
      values: { course: "ARA101", heldOn: "2026-11-20", department: "DPW", employees: 12 },
      defaulted: ["department"],
      missing: [],
      refused: null,
    });
  });

  test("answers JSON lines one line each, in order, also those it cannot read", async () => {
    const lines = [
      { id: "a", text: "12 people took Anti-Racism 101 yesterday", as: ANA, at: AT },
      "not json",
      { id: "c", text: "me", as: "nobody@nowhere.example", at: AT },
      { id: "d", text: "me", as: ANA, at: "noon" },
      { id: 5, text: "xyzzy", as: ANA, at: AT },
      { id: "f", text: "training due", as: "bo.chen@milwaukee.example", at: AT },
    ].map((line) => (typeof line === "string" ? line : JSON.stringify(line)));
    const run = await equityProcess(["understand", "-"], env, `${lines.join("\n")}\n`);
    const answers = run.stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));

    expect(run).toMatchObject({ code: 0, stderr: "" });
    expect(answers.map(({ id, command }) => [id, command])).toEqual([
      ["a", "training log"],
      [undefined, null],
      ["c", null],
      ["d", null],
      [5, null],
      ["f", null],
    ]);
    expect(answers.map(({ refused }) => refused)).toEqual([
      null,
      "This line is not JSON.",
      "Nobody on record has the e-mail address nobody@nowhere.example.",
      expect.stringContaining('"noon" is not an instant'),
      null,
      expect.stringContaining("is for leads, officers and auditors only"),
    ]);
    for (const answer of answers) expect(Object.keys(answer)).toEqual(expect.arrayContaining(KEYS));
  });

  test("writes nothing, not even who was seen", async () => {
    const sql = postgres(database.url, { max: 1 });
    const rows = async () =>
      (
        await sql`select (select count(*) from requests) r, (select count(*) from audit_entries) a, (select count(*) from identities) i`
      )[0];
    const before = await rows();
    await equity(["understand", "12 people took Anti-Racism 101 yesterday", "--as", ANA], env);
    const after = await rows();
    await sql.end();

    expect(after).toEqual(before);
  });
});

describe("rollup check", () => {
  test("agrees with the records, finds a difference, and repairs it on request", async () => {
    expect(await equity(["rollup", "check"], env)).toEqual({
      code: 0,
      stdout: "The totals, what everybody attended last and who is trained agree with the records.\n",
      stderr: "",
    });

    const sql = postgres(database.url, { max: 1 });
    await sql`update training_rollup set attendance = attendance + 5 where ctid = (select ctid from training_rollup where audience = 'employee' limit 1)`;
    await sql.end();
    const found = await equity(["rollup", "check", "--json"], env);
    expect(found.code).toBe(1);
    expect(JSON.parse(found.stdout)).toMatchObject({ differences: [expect.stringContaining(" employee: rollup ")] });

    expect((await equity(["rollup", "check", "--repair"], env)).stdout).toContain("1 of them differs; rebuilt");
    expect((await equity(["rollup", "check"], env)).code).toBe(0);
  });
});

describe("plan check", () => {
  test("a bundled plan is fine, and said so for a program", async () => {
    const run = await equity(["plan", "check", "src/plan/cities/portland.yaml", "--json"], {});

    expect(JSON.parse(run.stdout)).toMatchObject({
      id: "portland",
      city: "Portland",
      template: "portland-seven-step",
      departments: 18,
      goals: 3,
      obligations: 23,
      measures: 24,
      duties: 10,
    });
    const said = await equity(["plan", "check", "src/plan/cities/anchorage.yaml"], {});
    expect(said.stdout).toContain(
      "goals 1, strategies 2, actions 18, obligations 14, measures 13, series 19, duties 0",
    );
  });

  test("a template that is neither bundled nor beside the plan is an error with its line, like any other", async () => {
    const plan = await readFile("src/plan/cities/anchorage.yaml", "utf8");
    const file = await folder.file("own.yaml", plan.replace("six-step", "ours.yaml").replace("AK", "Alaska"));
    const run = await equity(["plan", "check", file], {});

    expect(run).toMatchObject({ code: 1, stdout: "" });
    expect(run.stderr).toContain('line 9: template is "ours.yaml": there is no file');
    expect(run.stderr).toContain("line 10: state must be a state like WI");
  });

  test("every error names its line", async () => {
    const file = await folder.file(
      "plan.yaml",
      "id: Nowhere\ncity: Nowhere\ntimeZone: Mars/Olympus\nfiscalYear: { startMonth: 13 }\nperiod: { start: 2026-01-01, end: 2025-01-01, label: x }\nwords: { department: department }\ndepartments:\n  - { code: dpw, name: Works }\n",
    );
    const run = await equity(["plan", "check", file], {});

    expect(run).toMatchObject({ code: 1, stdout: "" });
    for (const words of [
      "line 1: id",
      "line 3: timeZone",
      "line 4: fiscalYear.startMonth",
      "line 5: period",
      "line 8: departments.0.code",
    ])
      expect(run.stderr).toContain(`plan.yaml, ${words}`);
  });

  test("a file that is not there is a refusal", async () => {
    expect(await equity(["plan", "check", "nowhere.yaml"], {})).toMatchObject({
      code: 1,
      stderr: "There is no file nowhere.yaml.\n",
    });
  });
});

describe("sample data and a city's own", () => {
  test("an import is never mixed with the sample city", async () => {
    const file = await folder.file("departments.csv", "code,name\nX,Ex\n");
    const run = await equity(["import", "departments", file], env);

    expect(run).toMatchObject({ code: 1, stdout: "" });
    expect(run.stderr).toContain("reset --yes");
  });

  test("reset asks to be told twice, then removes everything, and an import works", async () => {
    const unsure = await equity(["reset"], env);
    expect(unsure).toMatchObject({ code: 1, stdout: "" });
    expect(unsure.stderr).toContain("Say so: npm run equity -- reset --yes");

    expect(await equity(["reset", "--yes"], env)).toMatchObject({ code: 0, stderr: "" });
    const file = await folder.file("departments.csv", "code,name\nX,Ex\n");
    expect((await equity(["import", "departments", file], env)).stdout).toContain("1 added");
  });

  test("the sample city is not loaded beside a city's own data", async () => {
    const run = await equity(["demo"], env);

    expect(run.code).toBe(1);
    expect(run.stderr).toContain("into an empty database only");
  });
});
