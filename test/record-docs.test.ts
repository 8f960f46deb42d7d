import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { Temporal } from "temporal-polyfill";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { App } from "../src/app/app.ts";
import { readConfig } from "../src/config/config.ts";
import type { Input } from "../src/core/request/request.ts";
import { freshDatabase, type TestDatabase } from "./support/databases.ts";
import { button, read, recordIn, table } from "./support/town.ts";

// The kind of docs/adding-a-record.md, built in a copy of the project and driven from table to export.

const copy = "test/.record-from-the-docs";
let database: TestDatabase;
let app: App;

beforeAll(async () => {
  for (const folder of ["src", "commands", "db", "adapters", "drizzle.config.ts", "package.json"])
    cpSync(folder, join(copy, folder), { recursive: true });
  const page = readFileSync("docs/adding-a-record.md", "utf8");
  for (const [, path = "", code = ""] of page.matchAll(/`([\w/-]+\.ts)`:\n\n```ts\n([\s\S]*?)```/g)) {
    mkdirSync(join(copy, dirname(path)), { recursive: true });
    writeFileSync(join(copy, path), code);
  }
  const stores = 'import { suggestionStore } from "./suggestions.ts";\n';
  register("db/stores/index.ts", stores, "  return {\n", "    suggestions: suggestionStore(database),\n");
  const verbs =
    'import { suggestionAdd } from "./suggestion/add.ts";\nimport { suggestionList } from "./suggestion/record.ts";\n';
  register("commands/index.ts", verbs, "  trainingCourses,\n", "  suggestionAdd,\n  suggestionList,\n");
  const kind = 'import { SUGGESTION } from "./suggestion/record.ts";\n';
  register("commands/kinds.ts", kind, "  TRAINING,\n", "  SUGGESTION,\n");
  execFileSync("npx", ["drizzle-kit", "generate", "--name", "suggestions"], { cwd: copy });

  database = await freshDatabase();
  const { createApp }: typeof import("../src/app/app.ts") = await import(pathToFileURL(`${copy}/src/app/app.ts`).href);
  const config = readConfig({ DATABASE_URL: database.url, PLAN: "milwaukee", LOG_LEVEL: "silent" });
  app = await createApp(config, { clock: () => Temporal.Instant.from("2026-11-21T20:05:00Z") });
  await app.prepare();
  const person = { email: "o@milwaukee.example", name: "Olga", department: "DPW", tier: "employee" } as const;
  const rest = { audience: "employee", seniorLeader: false, granted: ["officer"] } as const;
  await app.stores.people.save({ ...person, ...rest }, "2026-11-21", { actor: 0, request: "hire", year: 2026 });
}, 240_000);
afterAll(async () => {
  await app?.close();
  await database?.drop();
  rmSync(copy, { recursive: true, force: true });
});

/** Lines as somebody adds them to a registry: an import, and an entry after another one. */
function register(path: string, imports: string, after: string, entry: string): void {
  const before = readFileSync(join(copy, path), "utf8");
  if (!before.includes(after)) throw new Error(`${path} has no ${after}`);
  writeFileSync(join(copy, path), imports + before.replace(after, after + entry));
}

function ask(input: Input) {
  const platform = { platform: "web", tenant: "test" } as const;
  const email = "o@milwaukee.example";
  const author = { ...platform, userId: email, email, kind: "member" } as const;
  return app.handle({
    id: `docs:${Math.random()}`,
    author,
    place: { ...platform, id: "direct", kind: "direct" },
    input,
  });
}
const say = (text: string) => ask({ kind: "text", text });

test("is recorded once, corrected, undone, put back, listed and exported", async () => {
  const made = await say('suggestion add "Plow the alleys first"');
  expect(read(made)).toContain("Recorded SU-2026-0001\nPlow the alleys first · Public Works · Sat 21 Nov 2026");
  const id = recordIn(made);
  expect(read(await say('suggestion add "Plow the alleys first"'))).toContain(`${id} says so. Nothing new was saved.`);
  expect(read(await say(`fix ${id} saidOn=2026-11-20 because "a day early"`))).toContain("Fri 20 Nov 2026");

  const undo = button(made, "Undo");
  expect(read(await ask({ kind: "values", command: undo.command, values: undo.values }))).toContain(`Undone ${id}`);
  expect(table(await say("suggestion list"))).toEqual([]);
  expect(read(await say(`restore ${id}`))).toContain(`Put back ${id}`);
  expect(table(await say("suggestion list"))).toEqual([
    [id, "Plow the alleys first", "Fri 20 Nov 2026", "Public Works"],
  ]);
  const file = (await say("report export suggestions 2026-Q4 csv")).blocks.find(({ kind }) => kind === "file");
  const csv = file?.kind === "file" ? new TextDecoder().decode(file.file.bytes) : "";
  expect(csv).toContain("record,suggestion,said_on,department,department_name,recorded_by,recorded_on");
  expect(csv).toContain(`${id},Plow the alleys first,2026-11-20,DPW,Public Works,Olga,`);
});
