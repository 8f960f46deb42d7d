import { performance } from "node:perf_hooks";
import { pathToFileURL } from "node:url";
import { Temporal } from "temporal-polyfill";
import { type App, createApp } from "../../src/app/app.ts";
import { readConfig } from "../../src/config/config.ts";
import { forDepartment } from "../../src/core/places/places.ts";
import { copyDatabase, createTemplate } from "../support/databases.ts";
import { createMailbox } from "../support/mailbox.ts";
import { startPostgres } from "../support/postgres-server.ts";
import { type Figure, inLine, isMet } from "./scale.ts";
import { DEPARTMENTS, generateCity, type Size } from "./scale-city.ts";

const RUNS = 5;
const CITY: Size = { people: 300_000, attendance: 1_000_000 };
/** Nine in the morning, 25 business days before the quarter closes. */
const NUDGE = "2026-11-24T15:00:00Z";

/** A quarter's nudges of sixty departments of a city of 300,000 people (issue 7): decided, sent, and compared again. */
export async function run(tell: (line: string) => void = () => {}, size = CITY): Promise<Figure[]> {
  const server = await startPostgres({ own: true });
  try {
    const { url } = await copyDatabase(await createTemplate(server.url));
    await generateCity(url, size);
    tell(`${size.attendance.toLocaleString("en-US")} attendances of ${size.people.toLocaleString("en-US")} people`);
    const config = readConfig({ DATABASE_URL: url, PLAN: "milwaukee", LOG_LEVEL: "silent" });
    const clock = { now: Temporal.Instant.from("2026-11-20T20:00:00Z") };
    const app = await createApp(config, { clock: () => clock.now });
    try {
      await app.prepare();
      await goLive(app);
      clock.now = Temporal.Instant.from(NUDGE);
      return await measure(app, url);
    } finally {
      await app.close();
    }
  } finally {
    await server.stop();
  }
}

const write = (request: string) => ({ actor: 1, request, year: 2026 });

/** Each department has a channel, before anything falls due. */
async function goLive({ stores, bot }: App): Promise<void> {
  const boundAt = bot.clock().epochMilliseconds;
  await stores.deployment.setLive(boundAt, write("live"));
  for (const { code } of (await bot.catalog()).departments) {
    const place = { platform: "web", tenant: "bench", id: code, kind: "channel" } as const;
    await stores.places.bind({ purpose: forDepartment(code), place, name: code, boundAt }, write(`bind ${code}`));
  }
}

async function measure(app: App, url: string): Promise<Figure[]> {
  const { default: postgres } = await import("postgres");
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  const mailbox = createMailbox(app);
  const times: Record<string, number[]> = {};
  const take = async (name: string, work: () => Promise<unknown>) => {
    const started = performance.now();
    const result = await work();
    times[name] = [...(times[name] ?? []), performance.now() - started];
    return result;
  };
  for (let turn = 0; turn < RUNS; turn += 1) {
    await sql`delete from occasions`;
    await sql`delete from deliveries`;
    const decided = (await take("decided and queued", () => app.runJobs("quarterly-nudge"))) as unknown[];
    const sent = (await take("composed one by one, and handed over", () => mailbox.all())) as unknown[];
    await take("looked at again, nothing having changed", () => app.runJobs("quarterly-nudge"));
    if (decided.length !== DEPARTMENTS || sent.length !== DEPARTMENTS)
      throw new Error(`${decided.length} decided, ${sent.length} sent of ${DEPARTMENTS}`);
  }
  await sql.end();
  // Messages go out at the platforms' pace, so that is only told.
  const limitOf = (name: string) => (name.startsWith("composed") ? undefined : 2000);
  return Object.entries(times).map(([name, all]) => ({ name, value: median(all), unit: "ms", limit: limitOf(name) }));
}

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

/** `npx tsx test/bench/nudges.ts [TIMES]`: TIMES below one makes the city that much smaller, for a look. */
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
