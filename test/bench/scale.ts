import { loadavg } from "node:os";
import { performance } from "node:perf_hooks";
import { pathToFileURL } from "node:url";
import { openDatabase } from "../../db/client.ts";
import { createStores } from "../../db/stores/index.ts";
import type { Stores } from "../../src/core/command/stores.ts";
import { copyDatabase, createTemplate } from "../support/databases.ts";
import { startPostgres } from "../support/postgres-server.ts";
import { generateCity, type Size, TODAY } from "./scale-city.ts";

/** One line of the benchmark's table; a ratio has no unit, and a figure without a limit is only told. */
export interface Figure {
  name: string;
  value: number;
  unit: "ms" | "MB" | "kB" | "";
  limit: number | undefined;
}

export const isMet = ({ value, limit }: Figure): boolean => limit === undefined || value <= limit;

const RUNS = 5;
/** A question of a few milliseconds is asked so many times a run, or the ratio of two of them is that of two hiccups. */
const ASKED = 40;
const DEPARTMENT = "D07";
const QUARTER = ["2026-10-01", "2026-12-31"] as const;
const BOTH_YEARS = ["2024-12-01", "2026-11-30"] as const;
const SMALL = { people: 300_000, attendance: 1_000_000 };
const BIG = { people: 300_000, attendance: 10_000_000 };

/**
 * The city over one and over ten times the attendance (issue 3, Scale): status and who is trained, on a server of our own.
 * `tell` hears how far it is.
 */
export async function run(tell: (line: string) => void = () => {}, small = SMALL, big = BIG): Promise<Figure[]> {
  const server = await startPostgres({ own: true });
  try {
    const source = await createTemplate(server.url);
    const cities: Stores[] = [];
    const closes: (() => Promise<void>)[] = [];
    for (const size of [small, big]) {
      const { url } = await copyDatabase(source);
      const started = performance.now();
      await generateCity(url, size);
      tell(`${inWords(size)} generated in ${Math.round((performance.now() - started) / 1000)} s`);
      const database = await openDatabase({ url });
      cities.push(createStores(database));
      closes.push(() => database.close());
    }
    try {
      return await measure(cities, [small, big]);
    } finally {
      for (const close of closes) await close();
    }
  } finally {
    await server.stop();
  }
}

type Question = (stores: Stores) => Promise<unknown>;

const QUESTIONS = {
  /** What `status` asks for the city, but for who is trained. */
  status: (stores) =>
    Promise.all([
      stores.training.totals(...QUARTER),
      stores.roster.active(undefined, TODAY),
      stores.ambassadors.totals(...QUARTER),
      stores.analyses.counts(...QUARTER, TODAY),
      stores.analyses.counts(...BOTH_YEARS, TODAY),
    ]),
  years: (stores) => stores.training.totals(...BOTH_YEARS),
  department: (stores) => stores.training.trained(DEPARTMENT, TODAY),
  city: (stores) => stores.training.trained(undefined, TODAY),
  due: (stores) => stores.training.due(DEPARTMENT, TODAY),
} satisfies Record<string, Question>;

async function measure(cities: readonly Stores[], sizes: readonly Size[]): Promise<Figure[]> {
  const figures: Figure[] = [];
  const each = async (name: string, question: Question, limit: number | undefined, asked = 1): Promise<number[]> => {
    const times = await alternately(cities, question, asked);
    times.forEach((value, at) => {
      const size = sizes[at];
      if (size) figures.push({ name: `${name}, ${inWords(size)}`, value, unit: "ms", limit });
    });
    return times;
  };
  const [one = Number.NaN, ten = Number.NaN] = await each("city status", QUESTIONS.status, 20, ASKED);
  figures.push({ name: "city status, more attendance ÷ less", value: ten / one, unit: "", limit: 1.2 });
  await each("training totals of two years", QUESTIONS.years, undefined);
  await each("who is trained, one department", QUESTIONS.department, 200);
  await each("who is trained, the city", QUESTIONS.city, 1500);
  await each("training due, one department", QUESTIONS.due, undefined);
  return figures;
}

/** The median of a city's runs, in milliseconds a question; the cities take turns, so that what else the machine does meets both. */
async function alternately(cities: readonly Stores[], question: Question, asked: number): Promise<number[]> {
  const times: number[][] = cities.map(() => []);
  for (let turn = 0; turn <= RUNS; turn++) {
    for (const [at, stores] of cities.entries()) {
      const started = performance.now();
      for (let time = 0; time < asked; time++) await question(stores);
      // The first turn opens connections and warms the caches.
      if (turn > 0) times[at]?.push((performance.now() - started) / asked);
    }
  }
  return times.map(median);
}

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

const inWords = ({ people, attendance }: Size) =>
  `${attendance.toLocaleString("en-US")} attendances of ${people.toLocaleString("en-US")} people`;

/** "met  12.3 ms (at most 20)  city status, …". */
export function inLine(figure: Figure): string {
  const verdict = figure.limit === undefined ? "told" : isMet(figure) ? "met" : "NOT MET";
  const limit = figure.limit === undefined ? "" : ` (at most ${figure.limit})`;
  return `${verdict.padEnd(7)}  ${`${figure.value.toFixed(figure.unit === "" ? 2 : 1)} ${figure.unit}`.trim()}${limit}  ${figure.name}`;
}

/** `npx tsx test/bench/scale.ts [TIMES]`: TIMES below one makes both cities that much smaller, for a look. */
async function main(times: number): Promise<void> {
  const sized = ({ people, attendance }: Size): Size => ({
    people: Math.max(1, Math.round((people * times) / 1200)) * 1200,
    attendance: Math.round(attendance * times),
  });
  const figures = await run(console.log, sized(SMALL), sized(BIG));
  for (const figure of figures) console.log(inLine(figure));
  console.log(`load average ${loadavg()[0]?.toFixed(1)}`);
  process.exitCode = figures.every(isMet) ? 0 : 1;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) await main(Number(process.argv[2] ?? 1));
