import { randomUUID } from "node:crypto";
import { openDatabase } from "../../db/client.ts";
import { createStores } from "../../db/stores/index.ts";
import { RECORD_TRAINING } from "../../db/stores/training/record.sql.ts";
import { createApp } from "../../src/app/app.ts";
import { readConfig } from "../../src/config/config.ts";
import type { Stores } from "../../src/core/command/stores.ts";
import type { Request } from "../../src/core/request/request.ts";
import type { Write } from "../../src/core/request/write.ts";
import type { TrainingEntry } from "../../src/domain/training/store.ts";
import { personRow } from "../db/contract/city.ts";
import { copyDatabase } from "../support/databases.ts";
import { alternate, type Bench, inMs, type Rate, rateOf, ratio, type Setting, whole } from "./lib.ts";
import { pgbench } from "./pgbench.ts";
import { plainTransaction } from "./plain.ts";

const DEPARTMENTS = 16;
const TITLES = [
  "Anti-Racism 101",
  "Implicit Bias",
  "Equity Toolkit",
  "EO Compliance",
  "Inclusive Hiring",
  "Language Access",
  "Trauma Informed Service",
  "Racial Equity Basics",
  "Microaggressions",
  "Allyship",
  "Disability Awareness",
  "Community Engagement",
];
/** Codes are numbers, which pgbench can choose among, and too large to be taken for a count in a sentence. */
const [COURSE, DEPARTMENT] = [7_001, 8_001];
const LARGEST = 1_000_000;
const DETAILS = {
  after: {
    course: "7007",
    heldOn: "2026-10-14",
    department: "8012",
    people: [],
    employees: 123_456,
    contractors: 654_321,
    unsplit: 500_000,
    note: "none",
  },
};

/** Row 24 of quality.md, the store's part of it: durable records a second, with audit, request id and rollup. */
export const trainingLog: Bench = {
  name: "training-log",
  title: "Training log",
  async run({ source, tell }) {
    const own = await copyDatabase(source);
    const database = await openDatabase({ url: own.url });
    const stores = createStores(database);
    const authors = await settle(stores);
    const plain = plainTransaction(own.url);
    const bench = pgbench(own.url, RECORD_TRAINING, parameters(authors[0]?.id ?? 0));
    const config = readConfig({ DATABASE_URL: own.url, PLAN: "milwaukee", LOG_LEVEL: "silent" });
    const app = await createApp(config);
    await app.prepare();
    const say = sentences(authors);
    const one = {
      store: () => stores.training.record(anyEntry(), anyWrite(authors)),
      plain: () => plain.record(anyEntry(), anyWrite(authors)),
      whole: async () => {
        const reply = await app.handle(say());
        if (!reply.changed) throw new Error(`nothing was recorded: ${JSON.stringify(reply.blocks)}`);
      },
    };
    const measure = (inFlight: number) =>
      alternate({
        store: () => rateOf(inFlight, one.store),
        pgbench: bench && (() => bench(inFlight)),
        plain: () => rateOf(inFlight, one.plain),
        whole: () => rateOf(inFlight, one.whole),
      });
    await Promise.all(Array.from({ length: 64 }, one.store));
    tell("  one in flight");
    const alone = await measure(1);
    tell("  sixteen in flight");
    const crowd = await measure(16);
    const differences = await stores.deployment.rollupDifferences(false);
    if (differences.length > 0) throw new Error(`the rollup differs from the records: ${differences[0]}`);
    await Promise.all([database.close(), plain.close(), app.close()]);
    await own.drop();
    return {
      about: `Each record with its audit entry, request id and rollup, on a real server with fsync on; ${DEPARTMENTS} departments, ${TITLES.length} courses, three months. “Whole” is a sentence through \`createApp().handle\`. Records a second and how long one took.`,
      columns: ["", "1 in flight", "p50", "p99", "16 in flight", "p50", "p99"],
      rows: [
        row("store, one statement", alone.store, crowd.store),
        row("the same statement through pgbench", alone.pgbench, crowd.pgbench),
        row("plain drizzle transaction", alone.plain, crowd.plain),
        row("whole, from the sentence to the receipt", alone.whole, crowd.whole),
      ],
      floors: [
        { what: "store ÷ pgbench, 16 in flight", measured: ratio(crowd.store, crowd.pgbench), atLeast: 0.5 },
        { what: "store ÷ plain transaction, 16 in flight", measured: ratio(crowd.store, crowd.plain), atLeast: 3 },
      ],
    };
  },
};

/** The statement by itself, in a city of its own: as many records as this machine can take, whoever sends them. */
export async function statementAlone(source: Setting["source"]) {
  const own = await copyDatabase(source);
  const database = await openDatabase({ url: own.url });
  const authors = await settle(createStores(database));
  await database.close();
  const bench = pgbench(own.url, RECORD_TRAINING, parameters(authors[0]?.id ?? 0));
  return { run: bench && (() => bench(16)), close: () => own.drop() };
}

const row = (name: string, alone: Rate | undefined, crowd: Rate | undefined) => [
  name,
  alone ? whole(alone.perSecond) : "not compared",
  inMs(alone?.p50),
  inMs(alone?.p99),
  crowd ? whole(crowd.perSecond) : "not compared",
  inMs(crowd?.p50),
  inMs(crowd?.p99),
];

interface BenchAuthor {
  id: number;
  email: string;
}

/** One author for each department. */
async function settle({ imports, people }: Stores): Promise<BenchAuthor[]> {
  const codes = Array.from({ length: DEPARTMENTS }, (_, at) => String(DEPARTMENT + at));
  const write = (request: string): Write => ({ actor: 0, request, year: 2026 });
  const departments = codes.map((code) => ({ code, name: `Department ${code}`, aliases: [], serviceArea: undefined }));
  await imports.departments(departments, write("departments"), false);
  const courses = TITLES.map((title, at) => ({
    code: String(COURSE + at),
    title,
    program: "other" as const,
    mandatoryFor: [],
    aliases: [],
    validMonths: undefined,
  }));
  await imports.courses(courses, write("courses"), false);
  const rows = codes.map((department) => personRow(`Author Of${department}`, { department }));
  await imports.people(rows, "2026-01-01", write("people"), false);
  return people.byEmail(
    rows.map(({ email }) => email),
    "2026-01-01",
  );
}

const upTo = (most: number) => 1 + Math.floor(Math.random() * most);
const pick = <T>(all: readonly T[]): T => all[upTo(all.length) - 1] as T;
const anyDay = () => `2026-${String(7 + upTo(3)).padStart(2, "0")}-${String(upTo(28)).padStart(2, "0")}`;

const anyEntry = (): TrainingEntry => ({
  course: String(COURSE - 1 + upTo(TITLES.length)),
  heldOn: anyDay(),
  department: String(DEPARTMENT - 1 + upTo(DEPARTMENTS)),
  people: [],
  employees: upTo(LARGEST),
  contractors: upTo(LARGEST),
  unsplit: upTo(LARGEST),
  note: "none",
});

const anyWrite = (authors: readonly BenchAuthor[]): Write => ({
  actor: pick(authors).id,
  request: randomUUID(),
  year: 2026,
});

/** What `parameters` of the store sends, as pgbench makes it up: a date is the number 20261014 to both. */
function parameters(actor: number) {
  return [
    { expression: "random(1, 4000000000000000000)" },
    { text: String(actor) },
    { text: "2026" },
    { expression: `random(${COURSE}, ${COURSE + TITLES.length - 1})` },
    { expression: "20260000 + random(8, 10) * 100 + random(1, 28)" },
    { expression: `random(${DEPARTMENT}, ${DEPARTMENT + DEPARTMENTS - 1})` },
    { text: "false" },
    { expression: `random(1, ${LARGEST})` },
    { expression: `random(1, ${LARGEST})` },
    { expression: `random(1, ${LARGEST})` },
    { text: "none" },
    { text: "{}" },
    { text: JSON.stringify(DETAILS) },
    { text: "true" },
    { text: '{"already":[]}' },
  ];
}

/** Sentences that nobody said before: counted through course, day and number. */
function sentences(authors: readonly BenchAuthor[]): () => Request {
  let said = 0;
  return () => {
    said += 1;
    const author = authors[said % authors.length] as BenchAuthor;
    const turn = Math.floor(said / authors.length);
    const title = TITLES[turn % TITLES.length];
    const day = Math.floor(turn / TITLES.length);
    const heldOn = `2026-${String(8 + (Math.floor(day / 28) % 3)).padStart(2, "0")}-${String(1 + (day % 28)).padStart(2, "0")}`;
    const count = 2 + Math.floor(day / 84);
    return {
      id: randomUUID(),
      author: { platform: "web", tenant: "bench", userId: author.email, email: author.email, kind: "member" },
      place: { platform: "web", tenant: "bench", id: author.email, kind: "direct" },
      input: { kind: "text", text: `${count} employees took ${title} on ${heldOn}` },
    };
  };
}
