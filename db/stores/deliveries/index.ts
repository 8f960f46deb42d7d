import { eq, sql } from "drizzle-orm";
import type {
  Address,
  Backlog,
  Begun,
  Claim,
  DeliveryStore,
  MessageRef,
  OpenDelivery,
  Pace,
  PostedDelivery,
  Settlement,
  Waiting,
} from "../../../src/core/deliveries/deliveries.ts";
import type { Write } from "../../../src/core/request/write.ts";
import { type Database, rowsOf, transaction } from "../../database.ts";
import { identities, people } from "../../schema/index.ts";
import { writeOnce } from "../../write.ts";
import { BEGIN, CLAIM, RELEASE, REVISE, SETTLE } from "./claim.sql.ts";
import { enqueue } from "./enqueue.ts";

export function deliveryStore(database: Database): DeliveryStore {
  return {
    enqueue: (deliveries) => transaction(database, (tx) => enqueue(tx, deliveries)),
    announce: (deliveries, write, subject = "announcement") =>
      writeOnce<number>(database, write, "announcement", async (orm) => {
        const outcome = await enqueue(orm, deliveries);
        if (outcome === 0) return { unwritten: 0 };
        return { outcome, subject, details: { recipients: outcome } };
      }),
    claim: async (most, leaseMs) => (await database.run<ClaimRow>(CLAIM, [most, leaseMs], true)).map(toClaim),
    begin: (claim, address, pace, leaseMs) => begin(database, claim, address, pace, leaseMs),
    settle: (claim, settlement) => settle(database, claim, settlement),
    release: async (claims) => {
      for (const { id, token } of claims) await database.run(RELEASE, [id, token], true);
    },
    revise: async (kind, occasion) => (await database.run(REVISE, [kind, occasion ?? null], true)).length,
    posted: (kind) => posted(database, kind),
    reach: (person) => reach(database, person),
    backlog: () => backlog(database),
    open: (most) => openDeliveries(database, most),
    resend: (id, write) => resend(database, id, write),
    purge: async () => {
      await rowsOf(
        database.orm,
        sql`delete from deliveries where state = 'sent' and settled_at < now() - interval '90 days'`,
      );
    },
  };
}

type ClaimRow = Omit<Claim, "data" | "address" | "sent"> &
  Record<"data" | "address" | "ref", unknown> & { content: string };

const toClaim = ({ data, address, ref, content, ...row }: ClaimRow): Claim => ({
  ...row,
  data: fromJson<Claim["data"]>(data),
  address: address === null ? undefined : fromJson<Address>(address),
  sent: ref === null ? undefined : { ref: fromJson<MessageRef>(ref), content },
});

/** The drivers disagree on whether JSON arrives parsed. */
const fromJson = <T>(value: unknown): T => (typeof value === "string" ? JSON.parse(value) : value) as T;

const placeKey = ({ platform, tenant, to, id }: Address) => `${to}:${platform}:${tenant}:${id}`;
const workspaceKey = ({ platform, tenant }: Address) => `workspace:${platform}:${tenant}`;

async function begin(database: Database, claim: Claim, address: Address, pace: Pace, leaseMs: number): Promise<Begun> {
  const keys = [placeKey(address), pace.place, workspaceKey(address), pace.tenant];
  const values = [claim.id, claim.token, ...keys, leaseMs, JSON.stringify(address)];
  const [row] = await database.run<{ turn: "go" | "place" | "workspace"; waitMs: number }>(BEGIN, values, true);
  if (!row) return { state: "lost" };
  return row.turn === "go"
    ? { state: "go", waitMs: row.waitMs }
    : { state: "later", until: row.turn, waitMs: row.waitMs };
}

const STATES = { retry: "pending", doubtful: "sending" } as const;

async function settle(database: Database, { id, token, revision }: Claim, settlement: Settlement): Promise<boolean> {
  const { state } = settlement;
  const closed = state === "retry" ? settlement.closed : undefined;
  const rows = await database.run(
    SETTLE,
    [
      id,
      token,
      state === "retry" || state === "doubtful" ? STATES[state] : state,
      state === "sent" ? null : settlement.reason,
      state === "sent" ? JSON.stringify(settlement.ref) : null,
      "afterMs" in settlement ? settlement.afterMs : 0,
      closed ? placeKey(closed.address) : "",
      closed?.ms ?? 0,
      state === "sent" ? settlement.content : null,
      revision,
      !("free" in settlement),
    ],
    true,
  );
  return rows.length > 0;
}

async function posted({ orm }: Database, kind: string): Promise<PostedDelivery[]> {
  const rows = await rowsOf<Omit<PostedDelivery, "data"> & { data: unknown }>(
    orm,
    sql`select recipient, occasion, data, coalesce(content, '') as content from deliveries
      where kind = ${kind} and state = 'sent' order by occasion, recipient`,
  );
  return rows.map((row) => ({ ...row, data: fromJson<PostedDelivery["data"]>(row.data) }));
}

async function reach({ orm }: Database, id: number): Promise<{ person: number; addresses: Address[] }> {
  const [row] = await orm.select({ mergedInto: people.mergedInto }).from(people).where(eq(people.id, id));
  const person = row?.mergedInto ?? id;
  const known = await orm.select().from(identities).where(eq(identities.person, person));
  const addresses = known.map(({ platform, tenant, userId }): Address => {
    return { platform: platform as Address["platform"], tenant, to: "person", id: userId };
  });
  return { person, addresses };
}

async function backlog(database: Database): Promise<Backlog> {
  const [row] = await database.run<Backlog>(
    `select count(*) filter (where state in ('pending', 'sending', 'revising'))::int as waiting,
        coalesce(extract(epoch from now() - min(created_at) filter (where state in ('pending', 'sending') and next_at <= now())), 0)::float8 as "oldestSeconds",
        count(*) filter (where state in ('failed', 'unconfirmed'))::int as failed
      from deliveries where state in ('pending', 'sending', 'revising', 'failed', 'unconfirmed')`,
    [],
  );
  return row ?? { waiting: 0, oldestSeconds: 0, failed: 0 };
}

async function openDeliveries({ orm }: Database, most: number): ReturnType<DeliveryStore["open"]> {
  const open = sql`state in ('failed', 'unconfirmed')`;
  const [count] = await rowsOf<{ total: number }>(
    orm,
    sql`select count(*)::int as total from deliveries where ${open}`,
  );
  const deliveries = await rowsOf<OpenDelivery>(
    orm,
    sql`select id::text as id, kind, recipient, state, coalesce(reason, '') as reason, (extract(epoch from settled_at) * 1000)::float8 as "settledAt"
      from deliveries where ${open} order by settled_at desc, id limit ${most}`,
  );
  const waiting = await rowsOf<Waiting>(
    orm,
    sql`select reason, count(*)::int as count from deliveries where state in ('pending', 'revising') and reason is not null
      group by reason order by count(*) desc, reason limit 10`,
  );
  return { total: count?.total ?? 0, deliveries, waiting };
}

/** A failed one starts afresh; an unconfirmed one is looked for once more before it is sent. */
async function resend(database: Database, id: string, write: Write): Promise<"resent" | "not-open"> {
  if (!/^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/.test(id)) return "not-open";
  return writeOnce<"resent" | "not-open">(database, write, "delivery.resend", async (orm) => {
    const [row] = await rowsOf<{ kind: string; was: string }>(
      orm,
      sql`with open as (select id, state from deliveries where id = ${id}::uuid and state in ('failed', 'unconfirmed') for update)
        update deliveries d set state = case when open.state = 'failed' then 'pending' else 'sending' end, insisted = open.state = 'unconfirmed',
          attempts = 0, next_at = now(), slot_at = null, reason = null, settled_at = null
        from open where d.id = open.id returning d.kind, open.state as was`,
    );
    if (!row) return { unwritten: "not-open" };
    return { outcome: "resent", subject: `delivery:${id}`, details: { kind: row.kind, was: row.was } };
  });
}
