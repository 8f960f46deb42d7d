import { eq, sql } from "drizzle-orm";
import type { Write } from "../src/core/stores.ts";
import { type Database, type Orm, transaction } from "./database.ts";
import { auditEntries, requests } from "./schema/index.ts";

/** What a write did: its outcome is kept under the request id, its details go to the trail. */
export interface Done<Outcome> {
  outcome: Outcome;
  /** The record or thing written, as the trail and a repeated request name it. */
  subject: string;
  details: Record<string, unknown>;
}

/**
 * Any write, once: record, audit entry and request id in one transaction. The same request id again does nothing and
 * returns the first outcome. `work` returns undefined when there was nothing to write: then no request id is used up.
 */
export async function writeOnce<Outcome>(
  database: Database,
  write: Write,
  action: string,
  work: (orm: Orm) => Promise<Done<Outcome> | { unwritten: Outcome }>,
): Promise<Outcome> {
  return transaction(database, async (orm) => {
    const claimed = await orm
      .insert(requests)
      .values({ id: write.request, actor: write.actor, record: "", outcome: {} })
      .onConflictDoNothing()
      .returning({ id: requests.id });
    if (claimed.length === 0) return firstOutcome<Outcome>(orm, write);
    const done = await work(orm);
    if ("unwritten" in done) {
      await orm.delete(requests).where(eq(requests.id, write.request));
      return done.unwritten;
    }
    await orm
      .update(requests)
      .set({ record: done.subject, outcome: { is: done.outcome } })
      .where(eq(requests.id, write.request));
    const details = audited(done.details, write);
    await orm
      .insert(auditEntries)
      .values({ actor: write.actor, action, subject: done.subject, request: write.request, details });
    return done.outcome;
  });
}

/** The trail says when somebody wrote who is administrator by ADMIN_EMAILS only (contract.md, Environment). */
export const audited = (details: Record<string, unknown>, { bootstrap }: Write) =>
  bootstrap ? { ...details, bootstrap } : details;

async function firstOutcome<Outcome>(orm: Orm, write: Write): Promise<Outcome> {
  const [first] = await orm.select({ outcome: requests.outcome }).from(requests).where(eq(requests.id, write.request));
  return (first?.outcome as { is: Outcome }).is;
}

/** Requests older than a week: no platform delivers one again after that. */
export async function purgeRequests(database: Database): Promise<void> {
  await database.orm.delete(requests).where(sql`${requests.at} < now() - interval '7 days'`);
}
