import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openDatabase } from "../../db/client.ts";
import { type Database, rowsOf } from "../../db/database.ts";
import { createStores } from "../../db/stores/index.ts";
import { addDays } from "../../src/core/calendar/calendar.ts";
import type { Stores } from "../../src/core/command/stores.ts";
import { DatabaseDown, OutcomeUnknown } from "../../src/core/request/errors.ts";
import type { TrainingRecord } from "../../src/domain/training/store.ts";
import { copyDatabase, createTemplate } from "../support/databases.ts";
import { type PostgresServer, startPostgres } from "../support/postgres-server.ts";
import { entry, type Name, settle } from "./contract/city.ts";

let server: PostgresServer;
let database: Database;
let stores: Stores;
let people: Record<Name, number>;

beforeAll(async () => {
  server = await startPostgres({ own: true });
  const { url } = await copyDatabase(await createTemplate(server.url));
  database = await openDatabase({ url });
  stores = createStores(database);
  people = await settle(stores);
});
afterAll(async () => {
  await database.close();
  await server.stop();
});

test("a server that crashes under 200 writes keeps each that was acknowledged, once, and is used again when it is back", async () => {
  const write = (at: number) => ({ actor: people.ana, request: `crash ${at}`, year: 2026 });
  const log = (at: number) =>
    stores.training.record(entry(addDays("2026-01-01", at), { employees: 2 + at }), write(at));
  const correct = async (at: number): Promise<{ record: TrainingRecord }> => {
    const { record } = await log(at);
    const next = { actor: people.off, request: `crash ${at} corrected`, year: 2026 };
    const result = await stores.training.correct(record.id, { ...record, employees: 1_000 + at }, undefined, next);
    if (result.outcome === "conflict") throw new Error(`${record.id} conflicts with ${result.with.id}`);
    return result;
  };
  const first = await log(0);
  const all = Array.from({ length: 200 }, (_, at) => (at % 3 === 0 ? correct(at + 1) : log(at + 1)));
  await Promise.race(all);
  await server.restartImmediate();
  const settled = await Promise.allSettled(all);

  const refused = settled.flatMap((one) => (one.status === "rejected" ? [one.reason] : []));
  expect(refused.filter((error) => !(error instanceof DatabaseDown || error instanceof OutcomeUnknown))).toEqual([]);
  const taken = settled.flatMap((one) => (one.status === "fulfilled" ? [one.value.record] : []));
  const live = await rowsOf<{ id: string; employees: number }>(
    database.orm,
    sql`select id, employees from training_records where voided_at is null`,
  );
  const missing = taken.filter(
    ({ id, employees }) => !live.some((row) => row.id === id && row.employees === employees),
  );
  expect(missing).toEqual([]);

  const again = await Promise.all(
    Array.from({ length: 200 }, (_, at) => (at % 3 === 0 ? correct(at + 1) : log(at + 1))),
  );
  const ids = [first, ...again].map(({ record }) => record.id);
  expect(new Set(ids).size).toBe(201);
  expect(
    await rowsOf(database.orm, sql`select count(*)::int as records from training_records where voided_at is null`),
  ).toEqual([{ records: 201 }]);
  expect(await stores.deployment.rollupDifferences(false)).toEqual([]);
});
