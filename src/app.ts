import { randomUUID } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { pino } from "pino";
import { Temporal } from "temporal-polyfill";
import { createPlayground } from "../adapters/web/index.ts";
import { commands } from "../commands/index.ts";
import { openDatabase } from "../db/client.ts";
import { createStores } from "../db/stores/index.ts";
import { cacheCatalog } from "./catalog-cache.ts";
import type { Config } from "./config.ts";
import { rolesOf } from "./core/actor.ts";
import { dateAt, printInstant } from "./core/calendar.ts";
import { departmentName } from "./core/catalog.ts";
import { type Bot, dispatch } from "./core/dispatch.ts";
import { DatabaseDown, Refusal } from "./core/errors.ts";
import type { Reply } from "./core/reply.ts";
import { type Rehearsal, rehearse } from "./core/rehearse.ts";
import type { Request } from "./core/request.ts";
import type { Stores } from "./core/stores.ts";
import type { Answer } from "./core/understanding/answer.ts";
import { loadSample } from "./demo.ts";
import { purgeRequests } from "./jobs/purge-requests.ts";
import { startJobs } from "./jobs/scheduler.ts";
import { createMetrics } from "./metrics.ts";
import { parsePlan, type Plan } from "./plan/plan.ts";
import { projectFile } from "./root.ts";
import { type Listening, listen, type Readiness } from "./server.ts";

export { parsePlan };

/** What a test may decide itself. */
export interface Overrides {
  clock?: () => Temporal.Instant;
}

export interface App {
  config: Config;
  plan: Plan;
  bot: Bot;
  stores: Stores;
  /** Answers a request; never throws. */
  handle(request: Request): Promise<Reply>;
  /** Migrates the database, binds it to the plan and loads the sample city where it belongs. */
  prepare(): Promise<void>;
  /** Listens at once, and prepares the database as soon as it can be reached. */
  start(): Promise<Listening>;
  readiness(): Promise<Readiness>;
  /** Loads the sample city into an empty database. */
  demo(): Promise<void>;
  /** Empties the database for good. */
  reset(): Promise<void>;
  /** What the bot would make of a sentence; writes nothing. */
  understand(asked: Rehearsal): Promise<Answer>;
  /** Departments or courses were changed behind the catalog's back. */
  forgetCatalog(): void;
  close(): Promise<void>;
}

/** Puts everything together; the only file that knows all of it. */
export async function createApp(config: Config, overrides: Overrides = {}): Promise<App> {
  const clock = overrides.clock ?? (() => Temporal.Now.instant());
  const log = pino({ level: config.logLevel, base: undefined });
  const plan = loadPlan(config.plan);
  const database = await openDatabase(
    "url" in config.database ? config.database : { dataDir: config.database.dataDir },
  );
  const bare = createStores(database);
  const catalog = cacheCatalog(bare.catalog);
  const stores: Stores = { ...bare, catalog: catalog.store };
  const metrics = createMetrics();
  const listeners = new Set<(change: NonNullable<Reply["changed"]>) => void>();
  const state = { prepared: false, problem: "starting" };

  const bot: Bot = {
    city: plan.city,
    commands,
    stores,
    catalog: catalog.get,
    clock,
    adminEmails: config.adminEmails.map((email) => email.toLowerCase()),
    onIncident: (code, error) => {
      metrics.incident();
      log.error({ code, error: describeError(error) }, "incident");
    },
  };

  const handle = async (request: Request): Promise<Reply> => {
    const started = performance.now();
    const answer = await dispatch(bot, request);
    metrics.observe(answer.failed ? "failed" : "answered", (performance.now() - started) / 1000);
    if (answer.changed) for (const listener of listeners) listener(answer.changed);
    return answer;
  };

  const demo = async () => {
    await loadSample(stores, { today: dateAt(clock(), plan.city), city: plan.city });
    catalog.forget();
  };

  const prepare = async () => {
    await database.migrate();
    await bindPlan(stores, plan);
    const deployment = await stores.deployment.get();
    if (
      config.demo &&
      plan.id === "milwaukee" &&
      !deployment?.demoOff &&
      !deployment?.sample &&
      (await stores.deployment.isEmpty())
    )
      await demo();
    catalog.forget();
    state.prepared = true;
  };

  const readiness = async (): Promise<Readiness> => {
    const checks: Readiness["checks"] = { plan: `ok: ${plan.city.name} (${plan.id})` };
    checks["database"] = await inWords(async () => stores.deployment.ping());
    checks["migrations"] = await inWords(async () => {
      if (!(await stores.deployment.migrated()))
        throw new Refusal("not all applied yet: run `npm run equity -- migrate`");
      if (!state.prepared) throw new Refusal(state.problem);
    });
    if (config.adminEmails.length > 0) checks["administrators"] = await adminWords(stores);
    checks["adapters"] = config.playground ? "ok: playground" : "none is configured";
    return { ready: checks["database"].startsWith("ok") && checks["migrations"].startsWith("ok"), checks };
  };

  const start = async (): Promise<Listening> => {
    const listening: { port: number } = { port: config.port };
    const routes = config.playground
      ? [playground(config, plan, bot, stores, handle, listeners, () => listening.port)]
      : [];
    const server = await listen({ host: config.host, port: config.port, routes, readiness, metrics: metrics.print });
    listening.port = server.port;
    const stopJobs = startJobs([purgeRequests(stores.deployment)], plan.city.zone, (name, error) =>
      log.error({ name, error: describeError(error) }, "job failed"),
    );
    const preparing = keepTrying(prepare, state, (error) =>
      log.warn({ error: describeError(error) }, "waiting for the database"),
    );
    await Promise.race([preparing.done, preparing.firstFailure]);
    return {
      port: server.port,
      stop: async () => {
        preparing.giveUp();
        stopJobs();
        await server.stop();
      },
    };
  };

  return {
    config,
    plan,
    bot,
    stores,
    handle,
    prepare,
    start,
    readiness,
    demo,
    understand: (asked) => rehearse(bot, asked),
    reset: () => reset(stores, plan, catalog.forget),
    forgetCatalog: catalog.forget,
    close: () => database.close(),
  };
}

/** A bundled plan by name, or a file by path. */
function loadPlan(named: string): Plan {
  const bundled = projectFile("src", "plan", "cities", `${named}.yaml`);
  const file = /^[a-z][a-z0-9-]*$/.test(named) && existsSync(bundled) ? bundled : named;
  if (!existsSync(file))
    throw new Refusal(`PLAN is "${named}": there is no such file, and no bundled plan of that name.`);
  return parsePlan(readFileSync(file, "utf8"), named);
}

/** A database belongs to one plan for good: another city's plan would change the meaning of what is on record. */
async function bindPlan(stores: Stores, plan: Plan): Promise<void> {
  await stores.deployment.bind(plan.id, plan.departments);
  const bound = await stores.deployment.get();
  if (bound && bound.plan !== plan.id)
    throw new Refusal(
      `This database belongs to the plan "${bound.plan}"; PLAN is "${plan.id}". Use another database, or set PLAN to ${bound.plan}.`,
    );
}

async function reset(stores: Stores, plan: Plan, forget: () => void): Promise<void> {
  await stores.deployment.reset();
  await stores.deployment.bind(plan.id, plan.departments);
  forget();
}

/** Prepares again and again while the database cannot be reached; any other error ends it. */
function keepTrying(prepare: () => Promise<void>, state: { problem: string }, onWait: (error: unknown) => void) {
  let givenUp = false;
  let failed: (() => void) | undefined;
  const firstFailure = new Promise<void>((resolve) => {
    failed = resolve;
  });
  const attempt = async (): Promise<void> => {
    try {
      await prepare();
    } catch (error) {
      if (!(error instanceof DatabaseDown)) throw error;
      state.problem = "waiting: the database cannot be reached";
      onWait(error);
      failed?.();
      await new Promise((resolve) => setTimeout(resolve, 1000));
      if (!givenUp) await attempt();
    }
  };
  return {
    done: attempt(),
    firstFailure,
    giveUp: () => {
      givenUp = true;
    },
  };
}

async function inWords(check: () => Promise<void>): Promise<string> {
  try {
    await check();
    return "ok";
  } catch (error) {
    if (error instanceof Refusal) return error.message;
    return error instanceof DatabaseDown ? "the database cannot be reached" : "the database answered with an error";
  }
}

const adminWords = (stores: Stores) =>
  inWords(async () => {
    if (!(await stores.people.hasAdmin()))
      throw new Refusal("nobody on record is administrator: ADMIN_EMAILS is in use");
  });

/** Kind and code of an error, never what was typed or anybody's name. */
function describeError(error: unknown) {
  if (!(error instanceof Error)) return { kind: typeof error };
  const { code } = error as { code?: unknown };
  return {
    kind: error.name,
    code,
    stack: error.stack
      ?.split("\n")
      .slice(1, 8)
      .map((line) => line.trim()),
  };
}

function playground(
  config: Config,
  plan: Plan,
  bot: Bot,
  stores: Stores,
  handle: App["handle"],
  listeners: Set<(change: NonNullable<Reply["changed"]>) => void>,
  port: () => number,
) {
  const today = () => dateAt(bot.clock(), plan.city);
  return createPlayground({
    cityName: plan.city.name,
    zone: plan.city.zone,
    host: config.host,
    port,
    handle,
    onFault: (error) => bot.onIncident("playground", error),
    newId: () => `web:${randomUUID()}`,
    now: () => printInstant(bot.clock(), plan.city),
    sample: async () => (await stores.deployment.get())?.sample ?? false,
    departments: async () => (await bot.catalog()).departments.map(({ code, name }) => ({ code, name })),
    commands: () => commands.filter((command) => !command.internal),
    people: async () => {
      const catalog = await bot.catalog();
      const [everybody, leads] = [await stores.people.list(undefined, today()), await stores.people.leads(today())];
      return everybody
        .filter((person) => person.leftOn === undefined || person.leftOn > today())
        .map(({ id, email, name, department, granted }) => ({
          email,
          name,
          department,
          departmentName: department === undefined ? undefined : departmentName(catalog, department),
          roles: rolesOf({
            granted,
            leads: leads.filter((lead) => lead.person === id).map((lead) => lead.department),
          }),
        }));
    },
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  });
}
