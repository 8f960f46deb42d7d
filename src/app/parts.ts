import { type Logger, pino } from "pino";
import { Temporal } from "temporal-polyfill";
import { commands } from "../../commands/index.ts";
import { openDatabase } from "../../db/client.ts";
import type { Database } from "../../db/database.ts";
import { createStores } from "../../db/stores/index.ts";
import { type PublicHolidays, publicHolidays } from "../clock/holidays.ts";
import type { Config } from "../config/config.ts";
import { workCalendar } from "../core/calendar/business-days.ts";
import { createClock } from "../core/calendar/put-forward.ts";
import type { Upcoming } from "../core/deliveries/occasions.ts";
import type { Reply } from "../core/reply/reply.ts";
import type { Bot } from "../core/request/dispatch.ts";
import type { Messengers } from "../deliveries/address.ts";
import type { Plan } from "../domain/plan/plan.ts";
import type { Stores } from "../domain/stores.ts";
import { loadPlan } from "../plan/load-plan.ts";
import { cacheCatalog } from "./catalog-cache.ts";
import { describeError } from "./log.ts";
import { createMetrics, type Metrics } from "./metrics.ts";

/** Told of every write of this process. */
export type ChangeListener = (change: NonNullable<Reply["changed"]>) => void;

/** What everything else is made of. */
export interface Parts {
  config: Config;
  plan: Plan;
  clock: () => Temporal.Instant;
  /** In the sample city. */
  putForward(to: Temporal.Instant): void;
  log: Logger;
  database: Database;
  stores: Stores;
  /** Departments or courses were changed behind the catalog's back. */
  forgetCatalog(): void;
  metrics: Metrics;
  bot: Bot;
  /** Of the platforms that are connected; filled when the process starts to listen. */
  messengers: Messengers;
  changes: Set<ChangeListener>;
  /** A message is due: nothing while nobody sends any. */
  wakeMessages(): void;
}

/** What a test may decide itself. */
export interface Overrides {
  clock?: () => Temporal.Instant;
}

/** Public holidays, the plan's and those an administrator entered, read when somebody asks for a business day. */
function workCalendarOf({ state, worked, holidays }: Plan, { closures }: Pick<Stores, "closures">) {
  let known: Promise<PublicHolidays> | undefined;
  return async () => {
    known ??= publicHolidays(state, worked);
    const [holidaysOf, entered] = await Promise.all([known, closures.list()]);
    return workCalendar(holidaysOf, [...holidays, ...entered]);
  };
}

/** What is made of the parts, and which the bot asks for. */
export interface Later {
  upcoming(parts: Parts): Promise<Upcoming[]>;
  nudgeOf(parts: Parts, department: string): ReturnType<Bot["nudgeOf"]>;
}

export async function createParts(config: Config, overrides: Overrides, later: Later): Promise<Parts> {
  const { now: clock, putForward } = createClock(overrides.clock ?? (() => Temporal.Now.instant()));
  const log = pino({ level: config.logLevel, base: undefined });
  const plan = loadPlan(config.plan);
  const database = await openDatabase(config.database);
  const bare = createStores(database);
  const catalog = cacheCatalog(bare, plan.measures);
  const { stores } = catalog;
  const metrics = createMetrics();
  const bot: Bot = {
    city: plan.city,
    plan,
    commands,
    stores,
    catalog: catalog.get,
    workCalendar: workCalendarOf(plan, stores),
    describePlace: async (place) => parts.messengers[place.platform]?.describe?.(place),
    upcoming: () => later.upcoming(parts),
    nudgeOf: (department) => later.nudgeOf(parts, department),
    clock,
    adminEmails: config.adminEmails.map((email) => email.toLowerCase()),
    onIncident: (code, error) => {
      metrics.incident();
      log.error({ code, error: describeError(error) }, "incident");
    },
  };
  const parts: Parts = {
    config,
    plan,
    clock,
    putForward,
    log,
    database,
    stores,
    forgetCatalog: catalog.forget,
    metrics,
    bot,
    messengers: {},
    changes: new Set(),
    wakeMessages: () => {},
  };
  return parts;
}
