import { sql } from "drizzle-orm";
import type { Temporal } from "temporal-polyfill";
import type { Decided, Occasion, OccasionStore, PastOccasion } from "../../src/core/occasions.ts";
import { type Database, rowsOf, transaction } from "../database.ts";
import { enqueue } from "./deliveries/enqueue.ts";

export function occasionStore(database: Database): OccasionStore {
  return {
    undecided: (decided) => (decided.length === 0 ? Promise.resolve([]) : undecided(database, decided)),
    decide: (decided) => (decided.length === 0 ? Promise.resolve([]) : decide(database, decided)),
    past: (jobs, since) => past(database, jobs, since),
  };
}

const keyOf = ({ job, subject, occasion }: Pick<Occasion, "job" | "subject" | "occasion">) =>
  JSON.stringify([job, subject, occasion]);

async function undecided({ orm }: Database, decided: readonly Decided[]): Promise<Decided[]> {
  const keys = decided.map(({ occasion: { job, subject, occasion } }) => ({ job, subject, occasion }));
  const known = await rowsOf<Pick<Occasion, "job" | "subject" | "occasion">>(
    orm,
    sql`select o.job, o.subject, o.occasion from occasions o
      join jsonb_to_recordset(${JSON.stringify(keys)}::text::jsonb) as r(job text, subject text, occasion text)
        on r.job = o.job and r.subject = o.subject and r.occasion = o.occasion`,
  );
  const before = new Set(known.map(keyOf));
  return decided.filter(({ occasion }) => !before.has(keyOf(occasion)));
}

/** The key decides: what another process decided before is left alone, and so are its messages. */
function decide(database: Database, decided: readonly Decided[]): Promise<Occasion[]> {
  const rows = decided.map(({ occasion: { job, subject, occasion, dueAt }, decision, at, open }) => ({
    job,
    subject,
    occasion,
    dueAt: dueAt.toString(),
    outcome: decision.outcome,
    reason: decision.outcome === "skipped" ? decision.reason : null,
    at: at.toString(),
    open: open ?? null,
  }));
  return transaction(database, async (orm) => {
    const fresh = await rowsOf<Pick<Occasion, "job" | "subject" | "occasion">>(
      orm,
      sql`insert into occasions (job, subject, occasion, due_at, outcome, reason, at, open)
        select job, subject, occasion, "dueAt", outcome, reason, at, open
        from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb)
          as r(job text, subject text, occasion text, "dueAt" timestamptz, outcome text, reason text, at timestamptz, open text[])
        order by job, subject, occasion
        on conflict (job, subject, occasion) do nothing returning job, subject, occasion`,
    );
    const keys = new Set(fresh.map(keyOf));
    const ours = decided.filter(({ occasion }) => keys.has(keyOf(occasion)));
    const queued = ours.filter(({ decision }) => decision.outcome === "queued");
    await enqueue(
      orm,
      queued.flatMap(({ occasion }) => occasion.deliveries),
    );
    return ours.map(({ occasion }) => occasion);
  });
}

async function past({ orm }: Database, jobs: readonly string[], since: Temporal.Instant): Promise<PastOccasion[]> {
  const rows = await rowsOf<{ [Name in keyof PastOccasion]: PastOccasion[Name] | null }>(
    orm,
    sql`select job, subject, occasion, extract(epoch from due_at)::float8 * 1000 as "dueAt", outcome, reason,
        extract(epoch from at)::float8 * 1000 as at, to_jsonb(open)::text as open from occasions
      where job = any(${`{${jobs.join(",")}}`}::text[]) and due_at >= ${since.toString()}::timestamptz order by due_at desc, job, subject`,
  );
  return rows.map((row) => ({
    ...(row as PastOccasion),
    at: Math.round(row.at ?? 0),
    reason: row.reason ?? undefined,
    open: row.open === null ? undefined : (JSON.parse(String(row.open)) as string[]),
  }));
}
