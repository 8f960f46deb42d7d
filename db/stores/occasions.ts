import { type SQL, sql } from "drizzle-orm";
import type { Temporal } from "temporal-polyfill";
import type { Decided, Occasion, OccasionStore, PastOccasion } from "../../src/core/deliveries/occasions.ts";
import type { Write } from "../../src/core/request/write.ts";
import { type Database, rowsOf, transaction } from "../database.ts";
import { writeOnce } from "../write.ts";
import { enqueue } from "./deliveries/enqueue.ts";

export function occasionStore(database: Database): OccasionStore {
  return {
    undecided: (decided) => (decided.length === 0 ? Promise.resolve([]) : undecided(database, decided)),
    decide: (decided, at) => (decided.length === 0 ? Promise.resolve([]) : decide(database, decided, at)),
    bringForward: (decided, at, write) => bringForward(database, decided, at, write),
    past: (jobs, since) =>
      past(database, sql`job = any(${`{${jobs.join(",")}}`}::text[]) and due_at >= ${since.toString()}::timestamptz`),
    answered: async (job, occasion, subjects, at) => {
      await rowsOf(
        database.orm,
        sql`update occasions set answered_at = ${at.toString()}::timestamptz
          where job = ${job} and occasion = ${occasion} and answered_at is null
            and subject in (select jsonb_array_elements_text(${JSON.stringify(subjects)}::text::jsonb))`,
      );
    },
    skipped: (since) => past(database, sql`outcome = 'skipped' and decided_at >= ${since.toString()}::timestamptz`),
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
function decide(database: Database, decided: readonly Decided[], at: Temporal.Instant): Promise<Occasion[]> {
  const rows = decided.map(({ occasion: { job, subject, occasion, dueAt }, decision, open }) => ({
    job,
    subject,
    occasion,
    dueAt: dueAt.toString(),
    outcome: decision.outcome,
    reason: decision.outcome === "skipped" ? decision.reason : null,
    open: open ?? null,
  }));
  return transaction(database, async (orm) => {
    const fresh = await rowsOf<Pick<Occasion, "job" | "subject" | "occasion">>(
      orm,
      sql`insert into occasions (job, subject, occasion, due_at, outcome, reason, open, decided_at)
        select job, subject, occasion, "dueAt", outcome, reason, open, ${at.toString()}::timestamptz
        from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb)
          as r(job text, subject text, occasion text, "dueAt" timestamptz, outcome text, reason text, open text[])
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

function bringForward(database: Database, { occasion: one, open }: Decided, at: Temporal.Instant, write: Write) {
  return writeOnce<"sent" | "sent before">(database, write, "occasion.forward", async (orm) => {
    const { job, subject, occasion } = one;
    const fresh = await rowsOf(
      orm,
      sql`insert into occasions (job, subject, occasion, due_at, outcome, open, decided_at)
        select ${job}, ${subject}, ${occasion}, ${at.toString()}::timestamptz, 'queued',
          (select array_agg(value) from jsonb_array_elements_text(${JSON.stringify(open ?? [])}::text::jsonb)), ${at.toString()}::timestamptz
        on conflict (job, subject, occasion) do update set due_at = excluded.due_at, outcome = 'queued', reason = null,
          open = excluded.open, decided_at = excluded.decided_at where occasions.outcome = 'skipped' returning 1`,
    );
    if (fresh.length === 0) return { unwritten: "sent before" };
    await enqueue(orm, one.deliveries);
    return { outcome: "sent", subject: `${job}:${subject}`, details: { occasion } };
  });
}

type Empty = "reason" | "open" | "answeredAt";

async function past({ orm }: Database, which: SQL): Promise<PastOccasion[]> {
  const rows = await rowsOf<
    Omit<PastOccasion, Empty> & Record<"reason" | "open", string | null> & { answeredAt: number | null }
  >(
    orm,
    sql`select job, subject, occasion, extract(epoch from due_at)::float8 * 1000 as "dueAt", outcome, reason,
        extract(epoch from decided_at)::float8 * 1000 as "decidedAt", to_jsonb(open)::text as open,
        extract(epoch from answered_at)::float8 * 1000 as "answeredAt" from occasions
      where ${which} order by due_at desc, job, subject`,
  );
  return rows.map(({ decidedAt, answeredAt, reason, open, ...row }) => ({
    ...row,
    decidedAt: Math.round(decidedAt),
    answeredAt: answeredAt === null ? undefined : Math.round(answeredAt),
    reason: reason ?? undefined,
    open: open === null ? undefined : (JSON.parse(open) as string[]),
  }));
}
