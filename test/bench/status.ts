import { randomUUID } from "node:crypto";
import { performance } from "node:perf_hooks";
import { pathToFileURL } from "node:url";
import { Temporal } from "temporal-polyfill";
import { renderReply } from "../../adapters/slack/render/render.ts";
import { type App, createApp } from "../../src/app/app.ts";
import { readConfig } from "../../src/config/config.ts";
import { fiscalQuarter, previousQuarter, quarterOf } from "../../src/core/calendar/calendar.ts";
import type { Request } from "../../src/core/request/request.ts";
import { factsAsked } from "../../src/plan/judge.ts";
import { copyDatabase, createTemplate } from "../support/databases.ts";
import { startPostgres } from "../support/postgres-server.ts";
import { pageFigures } from "./pages.ts";
import { type Figure, inLine, isMet } from "./scale.ts";
import { generateCity, type Size, TODAY } from "./scale-city.ts";

const RUNS = 9;
const CITY: Size = { people: 300_000, attendance: 10_000_000 };
const OFFICER = "p1@city.example";

/**
 * An officer's `status` of a city of sixty departments by Milwaukee's plan (issue 6, Speed): what it asks of the database,
 * and the whole way from the sentence to Slack's blocks; and every page. As it is, and after so many departments have named people.
 */
export async function run(tell: (line: string) => void = () => {}, size = CITY): Promise<Figure[]> {
  const server = await startPostgres({ own: true });
  try {
    const { url } = await copyDatabase(await createTemplate(server.url));
    await generateCity(url, size);
    tell(`${size.attendance.toLocaleString("en-US")} attendances of ${size.people.toLocaleString("en-US")} people`);
    const config = { ...readConfig({ DATABASE_URL: url, PLAN: "milwaukee", LOG_LEVEL: "silent" }), port: 0 };
    const app = await createApp(config, { clock: () => Temporal.Instant.from(`${TODAY}T20:00:00Z`) });
    try {
      await app.prepare();
      return [...(await measure(app)), ...(await pageFigures(app, 1))];
    } finally {
      await app.close();
    }
  } finally {
    await server.stop();
  }
}

async function measure(app: App): Promise<Figure[]> {
  const first = await timed(() => facts(app));
  const quiet = () => Promise.resolve();
  const afterOne = () => nameSomebody(app, 1);
  const afterTen = () => nameSomebody(app, 10);
  const all: [string, () => Promise<unknown>, () => Promise<unknown>, number | undefined][] = [
    ["in the database", () => facts(app), quiet, 50],
    ["in the database, one department has named people since", () => facts(app), afterOne, undefined],
    ["in the database, ten departments have named people since", () => facts(app), afterTen, undefined],
    ["from the sentence to Slack's blocks", () => status(app), quiet, 150],
    ["from the sentence to Slack's blocks, one department has named people since", () => status(app), afterOne, 150],
  ];
  const figures: Figure[] = [
    { name: "in the database, the first time that day", value: first, unit: "ms", limit: undefined },
  ];
  for (const [name, work, before, limit] of all) {
    const times: number[] = [];
    for (let turn = 0; turn <= RUNS; turn += 1) {
      await before();
      const taken = await timed(work);
      if (turn > 0) times.push(taken);
    }
    figures.push({ name, value: median(times), unit: "ms", limit });
  }
  return figures;
}

/** All that `status` reads of the city: today, the end of the quarter before, and the year's chart. */
function facts({ plan, stores }: App): Promise<unknown> {
  const codes = Array.from({ length: 60 }, (_, at) => `D${String(at).padStart(2, "0")}`);
  const before = previousQuarter(quarterOf(TODAY, plan.city), plan.city).end;
  const quarters = [1, 2, 3, 4].map((number) => fiscalQuarter(2026, number, plan.city));
  return Promise.all([
    ...[TODAY, before].flatMap((on) => [
      stores.facts.load(factsAsked(codes, on, plan, true)),
      stores.nudges.exemptions(on),
    ]),
    ...quarters.map(({ start, end }) => stores.training.totals(start, end)),
  ]);
}

async function status({ handle, stores }: App): Promise<unknown> {
  const reply = await handle(request("status"));
  if (reply.failed || !reply.blocks.some(({ kind }) => kind === "screen")) throw new Error("that is no status");
  return renderReply(reply, stores.drafts);
}

/** A session in so many departments, each with a person of theirs. */
async function nameSomebody({ stores }: App, departments: number): Promise<void> {
  named += 1;
  for (let department = 0; department < departments; department += 1) {
    const person = 1 + department + 60 * (named % 90);
    const seat = {
      people: [person],
      employees: undefined,
      contractors: undefined,
      unsplit: undefined,
      note: undefined,
    };
    const entry = {
      course: "C00",
      heldOn: TODAY,
      department: `D${String(department).padStart(2, "0")}`,
      anotherSession: true,
    };
    await stores.training.record({ ...entry, ...seat }, { actor: 1, request: randomUUID(), year: 2027 });
  }
}
let named = 0;

const request = (text: string): Request => ({
  id: randomUUID(),
  author: { platform: "web", tenant: "bench", userId: OFFICER, email: OFFICER, kind: "member" },
  place: { platform: "web", tenant: "bench", id: OFFICER, kind: "direct" },
  input: { kind: "text", text },
});

async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

/** `npx tsx test/bench/status.ts [TIMES]`: TIMES below one makes the city that much smaller, for a look. */
async function main(times: number): Promise<void> {
  const size = {
    people: Math.max(1, Math.round((CITY.people * times) / 1200)) * 1200,
    attendance: Math.round(CITY.attendance * times),
  };
  const figures = await run(console.log, size);
  for (const figure of figures) console.log(inLine(figure));
  process.exitCode = figures.every(isMet) ? 0 : 1;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) await main(Number(process.argv[2] ?? 1));
