import { type Logger, pino } from "pino";
import { Temporal } from "temporal-polyfill";
import { commands } from "../../commands/index.ts";
import { messageKinds } from "../../commands/messages.ts";
import { openDatabase } from "../../db/client.ts";
import type { Database } from "../../db/database.ts";
import { createStores } from "../../db/stores/index.ts";
import { nudgeOf, upcoming } from "../clock/clock.ts";
import { type PublicHolidays, publicHolidays } from "../clock/holidays.ts";
import type { ClockSetting } from "../clock/setting.ts";
import type { Config } from "../config/config.ts";
import { workCalendar } from "../core/calendar/business-days.ts";
import { dateAt } from "../core/calendar/calendar.ts";
import { createClock } from "../core/calendar/put-forward.ts";
import type { Stores } from "../core/command/stores.ts";
import type { Reply } from "../core/reply/reply.ts";
import type { Bot } from "../core/request/dispatch.ts";
import type { Messengers } from "../deliveries/address.ts";
import { markOf } from "../deliveries/mark.ts";
import type { DeliveryWorker } from "../deliveries/worker.ts";
import { restated } from "../domain/closing/restated.ts";
import type { Plan } from "../domain/plan/plan.ts";
import { loadPlan } from "../plan/load-plan.ts";
import { cacheCatalog } from "./catalog-cache.ts";
import { describeError } from "./log.ts";
import { createMetrics, type Metrics } from "./metrics.ts";
import { Troubles } from "./troubles.ts";

/** Told of every write of this process. */
export type ChangeListener = (change: NonNullable<Reply["changed"]>) => void;

/** What everything else is made of. */
export interface Parts extends ClockSetting {
  config: Config;
  log: Logger;
  database: Database;
  /** Departments or courses were changed behind the catalog's back. */
  forgetCatalog(): void;
  metrics: Metrics;
  troubles: Troubles;
  bot: Bot;
  changes: Set<ChangeListener>;
  /** Of the platforms that are connected; none before the process serves. */
  messengers: Messengers;
  /** Sends the messages nobody asked for; undefined while nobody does: then they wait. */
  messages: Pick<DeliveryWorker, "wake" | "idle"> | undefined;
  /** Where the process listens, once it does; the configured port before. */
  port: number;
  /** Where the pages are, once the process listens; undefined where they are off. */
  pagesAt: string | undefined;
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

export async function createParts(config: Config, overrides: Overrides): Promise<Parts> {
  const { now: clock, putForward } = createClock(overrides.clock ?? (() => Temporal.Now.instant()));
  const log = pino({ level: config.logLevel, base: undefined });
  const plan = loadPlan(config.plan);
  const database = await openDatabase(config.database);
  const {
    stores,
    get: catalog,
    forget: forgetCatalog,
  } = cacheCatalog(createStores(database), plan.measures, () => dateAt(clock(), plan.city));
  const workCalendar = workCalendarOf(plan, stores);
  const asked = { plan, stores, workCalendar, catalog, clock, pages: () => parts.pagesAt };
  const setting: ClockSetting = { ...asked, putForward, messageKinds, markOf, log };
  const metrics = createMetrics({ database, deliveries: stores.deliveries });
  const troubles = new Troubles();
  const bot: Bot = {
    city: plan.city,
    plan,
    commands,
    stores,
    catalog,
    workCalendar,
    describePlace: async (place) => parts.messengers[place.platform]?.describe?.(place),
    upcoming: () => upcoming(setting),
    nudgeOf: (department) => nudgeOf(setting, department),
    clock,
    pages: setting.pages,
    signIn: config.oidc ? "with account" : "by link",
    finish: restated,
    adminEmails: config.adminEmails.map((email) => email.toLowerCase()),
    onIncident: (code, error) => {
      metrics.incident();
      troubles.note(error);
      log.error({ code, error: describeError(error) }, "incident");
    },
  };
  const lasting = { config, log, database, forgetCatalog, metrics, troubles, bot, changes: new Set<ChangeListener>() };
  const serving = { messengers: {}, messages: undefined, port: config.port, pagesAt: undefined };
  const parts: Parts = { ...setting, ...lasting, ...serving };
  return parts;
}
