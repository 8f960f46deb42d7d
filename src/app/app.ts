import { Hono } from "hono";
import type { Temporal } from "temporal-polyfill";
import { jobsNamed, nextDue, runSweep, upcoming } from "../clock/clock.ts";
import { countTrained } from "../clock/jobs/count-trained.ts";
import { purgeCounts } from "../clock/jobs/purge-counts.ts";
import { purgeDeliveries } from "../clock/jobs/purge-deliveries.ts";
import { purgeDrafts } from "../clock/jobs/purge-drafts.ts";
import { purgeRequests } from "../clock/jobs/purge-requests.ts";
import { purgeWeb } from "../clock/jobs/purge-web.ts";
import { runSweepJob } from "../clock/jobs/run-sweep.ts";
import { startJobs } from "../clock/jobs/scheduler.ts";
import { sealAuditJob } from "../clock/jobs/seal-audit.ts";
import { type JumpTarget, jump } from "../clock/jump.ts";
import { reviseMessages } from "../clock/revise.ts";
import type { Config } from "../config/config.ts";
import { dateAt } from "../core/calendar/calendar.ts";
import type { Stores } from "../core/command/stores.ts";
import type { Occasion, Upcoming } from "../core/deliveries/occasions.ts";
import type { AuditStore } from "../core/records/audit.ts";
import type { Reply } from "../core/reply/reply.ts";
import { type Bot, dispatch } from "../core/request/dispatch.ts";
import { type Rehearsal, rehearse } from "../core/request/rehearse.ts";
import type { Request } from "../core/request/request.ts";
import type { Answer } from "../core/understanding/answer.ts";
import type { Messengers } from "../deliveries/address.ts";
import type { Plan } from "../domain/plan/plan.ts";
import { readPlan } from "../plan/load-plan.ts";
import { sealAudit } from "./audit.ts";
import { afterRestore, backupOf, restoreInto } from "./backup.ts";
import { describeError } from "./log.ts";
import { messagesOf } from "./messages.ts";
import type { Readiness } from "./ops.ts";
import { pagesBase, pagesOf } from "./pages.ts";
import { type Papers, papersOf } from "./papers.ts";
import { createParts, type Overrides, type Parts } from "./parts.ts";
import { playgroundOf } from "./playground.ts";
import { keepTrying, loadDemo, prepareDatabase, resetDatabase } from "./preparation.ts";
import { readinessOf } from "./readiness.ts";
import { type ListRetention, type MakePackage, packagesOf, retentionOf } from "./records.ts";
import { scimOf } from "./scim.ts";
import { type Listening, listen } from "./server.ts";
import { type Slack, slackManifestOf, slackOf } from "./slack.ts";
import { startWords } from "./start-words.ts";
import { sweepOnce } from "./sweep.ts";
import { type Teams, teamsOf, teamsPackageOf } from "./teams.ts";

export { readPlan, restoreInto, slackManifestOf, startWords, teamsPackageOf };

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
  /** One job, or all of them, as of an instant: decides and queues what is due, has edited what was posted. Returns what was new. */
  runJobs(name?: string, at?: Temporal.Instant): Promise<Occasion[]>;
  /** When the next nudge falls due. */
  nextDue(): Promise<Temporal.Instant | undefined>;
  /** What they would send next, as of an instant. */
  previewJobs(name?: string, at?: Temporal.Instant): Promise<Upcoming[]>;
  /** Puts the sample city's clock forward, deciding on the way what falls due; `settle` sends it. */
  jump(target: JumpTarget, settle: () => Promise<void>): Promise<Occasion[]>;
  /** Seals what is on the trail by now. */
  sealAudit(): ReturnType<AuditStore["seal"]>;
  /** What the bot would make of a sentence; writes nothing. */
  understand(asked: Rehearsal): Promise<Answer>;
  /** The embedded database as one file, a .tar.gz. */
  backup(): Promise<Uint8Array>;
  /** A backup was put back: nothing that was on its way is sent again, and nothing goes out before the next go-live. */
  afterRestore(): Promise<number>;
  papers: Papers;
  makePackage: MakePackage;
  retention: ListRetention;
  /** Departments or courses were changed behind the catalog's back. */
  forgetCatalog(): void;
  close(): Promise<void>;
}

/** The chat platforms this process serves. */
interface Chats {
  slack: Slack | undefined;
  teams: Teams | undefined;
}

/** Puts everything together. */
export async function createApp(config: Config, overrides: Overrides = {}): Promise<App> {
  const parts = await createParts(config, overrides);
  const { plan, bot, stores, database, forgetCatalog } = parts;
  const state = { prepared: false };
  const prepare = async () => {
    await prepareDatabase(parts);
    state.prepared = true;
  };
  const handle = (request: Request) => answer(parts, request);
  const chats: Chats = { slack: await slackOf(parts, handle), teams: teamsOf(parts, handle) };
  const readiness = () =>
    readinessOf(parts, state.prepared, { slack: chats.slack?.readiness(), teams: chats.teams?.readiness() });
  return {
    config,
    plan,
    bot,
    stores,
    handle,
    prepare,
    readiness,
    forgetCatalog,
    start: () => start(parts, handle, prepare, readiness, chats),
    demo: () => loadDemo(parts),
    reset: () => resetDatabase(parts),
    runJobs: async (name, at) => {
      const decided = await runSweep(parts, jobsNamed(name), at);
      await reviseMessages(parts, at);
      return decided;
    },
    nextDue: () => nextDue(parts, jobsNamed("quarterly-nudge")),
    previewJobs: (name, at) => upcoming(parts, jobsNamed(name), at),
    jump: (target, settle) => jump(parts, target, settle),
    sealAudit: () => sealAudit(parts),
    backup: () => backupOf(parts),
    afterRestore: () => afterRestore(parts),
    papers: papersOf(parts),
    makePackage: packagesOf(parts),
    retention: retentionOf(parts),
    understand: (asked) => rehearse(bot, asked),
    close: () => database.close(),
  };
}

/** Dispatches, counts, and tells whoever shows records that they changed. */
async function answer({ bot, metrics, changes }: Parts, request: Request): Promise<Reply> {
  const started = performance.now();
  const reply = await dispatch(bot, request);
  metrics.observe(reply.failed ? "failed" : "answered", (performance.now() - started) / 1000);
  if (reply.changed) for (const tell of changes) tell(reply.changed);
  return reply;
}

async function start(
  parts: Parts,
  handle: App["handle"],
  prepare: App["prepare"],
  readiness: App["readiness"],
  chats: Chats,
): Promise<Listening> {
  const { config, metrics, log } = parts;
  const { host, port, ops } = config;
  const playground = config.playground ? playgroundOf(parts, handle) : undefined;
  parts.messengers = messengersOf(chats, playground);
  const worker = messagesOf(parts, handle);
  const routes = [
    ...scimOf(parts),
    ...doors(parts, playground?.routes, handle),
    ...chatsOf(chats).flatMap(([, chat]) => chat.routes),
  ];
  const server = await listen({ host, port, ops, routes, readiness, metrics: metrics.print });
  parts.port = server.port;
  parts.pagesAt = pagesBase(config, server.port);
  const stopJobs = startSchedules(parts);
  const attempts = keepTrying(prepare, (error) =>
    log.warn({ error: describeError(error) }, "waiting for the database"),
  );
  const stop = async () => {
    attempts.giveUp();
    stopJobs();
    playground?.stop();
    await Promise.all([server.stop(), worker?.stop(), ...chatsOf(chats).map(([, chat]) => chat.stop())]);
  };
  const begin = () => {
    worker?.start();
    for (const [name, chat] of chatsOf(chats))
      chat.start().catch((error: unknown) => log.error({ error: describeError(error) }, `${name} does not start`));
  };
  void attempts.done.then(begin, () => {});
  await Promise.race([attempts.done, attempts.waiting]).catch(async (error: unknown) => {
    await stop();
    throw error;
  });
  return { port: server.port, stop };
}

/** Those that are on, by name. */
const chatsOf = (chats: Chats) =>
  Object.entries(chats).filter((named): named is [string, Slack | Teams] => named[1] !== undefined);

const messengersOf = (chats: Chats, playground: ReturnType<typeof playgroundOf> | undefined): Messengers =>
  Object.fromEntries([
    ...(playground ? [["web", playground.messenger] as const] : []),
    ...chatsOf(chats).map(([name, { messenger }]) => [name, messenger] as const),
  ]);

/** The playground, the pages, or both; without the playground, whoever comes to the door is led to the pages. */
function doors(parts: Parts, playground: Hono | undefined, handle: App["handle"]): Hono[] {
  const on = pagesBase(parts.config, parts.config.port) !== undefined;
  const pages = on ? [pagesOf(parts, handle)] : [];
  if (playground) return [playground, ...pages];
  const door = new Hono();
  if (on) door.get("/", (context) => context.redirect("/overview", 302));
  return [door, ...pages];
}

/** The returned function stops them. */
function startSchedules(parts: Parts): () => void {
  const { plan, stores, log, clock } = parts;
  const jobs = [
    purgeCounts(stores.training),
    countTrained(stores.training, plan.city, () => dateAt(clock(), plan.city)),
    purgeRequests(stores.deployment),
    purgeDrafts(stores.drafts),
    purgeDeliveries(stores.deliveries),
    purgeWeb(stores.web),
    runSweepJob(() => sweepOnce(parts)),
    sealAuditJob(() => sealAudit(parts)),
  ];
  const failed = (name: string, error: unknown) => log.error({ name, error: describeError(error) }, "job failed");
  const line = (level: "info" | "warn" | "error" | "debug") => (message: string | Error) =>
    log[level]({ scheduler: message instanceof Error ? describeError(message) : message }, "scheduler");
  const scheduler = { info: line("info"), warn: line("warn"), error: line("error"), debug: line("debug") };
  return startJobs(jobs, plan.city.zone, failed, scheduler);
}
