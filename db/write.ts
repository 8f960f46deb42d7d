import { eq, sql } from "drizzle-orm";
import { TakenRequest } from "../src/core/request/errors.ts";
import type { Write } from "../src/core/request/write.ts";
import { type Database, type Orm, reading, rowsOf, transaction, untilKnown } from "./database.ts";
import { auditEntries, requests } from "./schema/index.ts";

/** What a write did: its outcome is kept under the request id, its details go to the trail. */
export interface Done<Outcome> {
  outcome: Outcome;
  /** The record or thing written, as the trail and a repeated request name it. */
  subject: string;
  details: Record<string, unknown>;
}

/** What a write finds to do; `unwritten` when there was nothing to write, and then no request id is used up. */
export type Work<Outcome> = (orm: Orm) => Promise<Done<Outcome> | { unwritten: Outcome }>;

/**
 * Any write, once: record, audit entry and request id in one transaction. The same request id again does nothing and
 * returns the first outcome.
 */
export async function writeOnce<Outcome>(
  database: Database,
  write: Write,
  action: string,
  work: Work<Outcome>,
): Promise<Outcome> {
  const once = async (orm: Orm): Promise<{ outcome: Outcome } | { unwritten: Outcome }> => {
    if (!(await claim(orm, write))) return { outcome: await firstOutcome(orm, write) };
    const done = await work(orm);
    if ("unwritten" in done) await orm.delete(requests).where(eq(requests.id, write.request));
    else await keep(orm, write, action, done);
    return done;
  };
  const done = await untilKnown(() => transaction(database, once));
  if ("unwritten" in done) return done.unwritten;
  write.onSaved?.();
  return done.outcome;
}

/** Tells triggers that date a change which day it is in the city, for this transaction. */
export async function sayToday(orm: Orm, { today }: Write): Promise<void> {
  if (today !== undefined) await rowsOf(orm, sql`select set_config('equity.today', ${today}, true)`);
}

/** Takes the request id; waits for whoever is using it right now, and is false when they did. */
async function claim(orm: Orm, write: Write): Promise<boolean> {
  const claimed = await orm
    .insert(requests)
    .values({ id: write.request, actor: write.actor, record: "", outcome: {}, place: write.place ?? null })
    .onConflictDoNothing()
    .returning({ id: requests.id });
  return claimed.length > 0;
}

async function keep<Outcome>(orm: Orm, write: Write, action: string, done: Done<Outcome>): Promise<void> {
  const { outcome, subject, details } = done;
  await orm
    .update(requests)
    .set({ record: subject, outcome: { is: outcome } })
    .where(eq(requests.id, write.request));
  await orm.insert(auditEntries).values({
    actor: write.actor,
    action,
    subject,
    request: write.request,
    details: audited(details, write),
  });
}

/**
 * The trail says when somebody wrote who is administrator by ADMIN_EMAILS only (contract.md, Environment), and which file
 * something came from.
 */
export const audited = (details: Record<string, unknown>, { bootstrap, file }: Write) => ({
  ...details,
  ...(bootstrap ? { bootstrap } : {}),
  ...(file ? { file } : {}),
});

async function firstOutcome<Outcome>(orm: Orm, write: Write): Promise<Outcome> {
  const [first] = await orm
    .select({ actor: requests.actor, outcome: requests.outcome })
    .from(requests)
    .where(eq(requests.id, write.request));
  if (first?.actor !== write.actor) throw new TakenRequest();
  return (first.outcome as { is: Outcome }).is;
}

/** True for the first of all processes that is about to post the answer to a request. */
export const claimAnswer = ({ orm }: Database, request: string): Promise<boolean> => claimIn(orm, request);

/** The same, in a transaction of the caller's. */
export async function claimIn(orm: Orm, request: string): Promise<boolean> {
  const id = `answer to ${request}`;
  const claimed = await reading(
    orm
      .insert(requests)
      .values({ id, actor: 0, record: "", outcome: {} })
      .onConflictDoNothing()
      .returning({ id: requests.id }),
  );
  return claimed.length > 0;
}

/** Requests older than a week: no platform delivers one again after that. */
export async function purgeRequests({ orm }: Database): Promise<void> {
  await rowsOf(orm, sql`delete from requests where at < now() - interval '7 days'`);
}
