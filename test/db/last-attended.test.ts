import { sql } from "drizzle-orm";
import fc from "fast-check";
import { afterAll, expect, inject, test } from "vitest";
import { openDatabase } from "../../db/client.ts";
import type { Database } from "../../db/database.ts";
import { createStores } from "../../db/stores/index.ts";
import { LAST_DAYS, withLastDays } from "../../db/stores/training/last-attended.ts";
import { addDays } from "../../src/core/calendar/calendar.ts";
import type { Stores } from "../../src/core/command/stores.ts";
import { Refusal } from "../../src/core/request/errors.ts";
import type { TrainingEntry } from "../../src/domain/training/store.ts";
import { type City, COURSES, DEPARTMENTS, entry, onServer, personRow, TODAY } from "./contract/city.ts";

const soak = process.env.SOAK === "1";

/** What is done to the records; numbers choose among who and what is there. */
interface Entered {
  do: "record" | "correct";
  which: number;
  who: number[];
  course: number;
  department: number;
  day: number;
}
type Step = Entered | { do: "undo" | "restore" | "disown" | "add a name" | "merge"; which: number; who: number[] };

const which = fc.nat(1000);
const who = fc.uniqueArray(fc.nat(1000), { minLength: 1, maxLength: 3 });
const facts = { which, who, course: fc.nat(2), department: fc.nat(2), day: fc.nat(40) };
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant("record" as const), ...facts }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant("correct" as const), ...facts }) },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constantFrom("undo" as const, "restore" as const, "disown" as const, "add a name" as const),
      which,
      who,
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("merge" as const), which, who }) },
);
/** Steps of one batch are taken at once. */
const batches = fc.array(fc.array(step, { minLength: 1, maxLength: 8 }), { minLength: 25, maxLength: 25 });

const FIRST = "2026-06-01";
/** One after everything, and two with attendances after them. */
const DAYS = [TODAY, addDays(FIRST, 25), addDays(FIRST, 10)];
const pick = <T>(all: readonly T[], at: number): T => all[at % all.length] as T;

interface World {
  city: City;
  replicas: Stores[];
  /** Nobody who was merged into somebody else. */
  people: number[];
  ids: string[];
}

onServer("the last day of each course that a person attended", (city) => {
  const opened: Database[] = [];
  afterAll(() => Promise.all(opened.map((database) => database.close())));

  async function replica(): Promise<Stores> {
    const [row] = await city.rows<{ name: string }>(sql`select current_database() as name`);
    const url = new URL(inject("postgres").url);
    url.pathname = `/${row?.name}`;
    const database = await openDatabase({ url: url.href });
    opened.push(database);
    return createStores(database);
  }

  const runs = soak ? 100 : 2;
  test(`is what the records say after any writes, several at once, in ${runs} × 25 batches`, async () => {
    const replicas = [city.stores, await replica()];
    const before = await deadlocks();
    let round = 0;
    await fc.assert(
      fc.asyncProperty(batches, async (all) => {
        round += 1;
        const world: World = { city, replicas, people: await crowd(city, round), ids: [] };
        for (const [at, batch] of all.entries()) {
          await Promise.all(batch.map((one, place) => take(world, one, place)));
          await expectAsRecorded(city, DAYS[at % DAYS.length]);
        }
        expect(await city.stores.deployment.rollupDifferences(false)).toEqual([]);
      }),
      { seed: 20_261_122, numRuns: runs, endOnFailure: true },
    );
    expect(await deadlocks()).toBe(before);
  });

  test("follows whoever undoes a record while another one of the same person is made", async () => {
    const other = await replica();
    const [person = 0] = await crowd(city, 1000);
    for (let round = 0; round < 20; round += 1) {
      const [early, late] = [addDays(FIRST, round), addDays(FIRST, round + 100)];
      const { record } = await city.stores.training.record(entry(late, { people: [person] }), city.write());
      await Promise.all([
        city.stores.training.undo(record.id, undefined, city.write()),
        other.training.record(entry(early, { people: [person] }), city.write()),
        other.training.record(entry(early, { people: [person], department: "LIB" }), city.write()),
      ]);
      const rows = await city.rows(sql`select days->>'AR101' as day from last_attended where person = ${person}`);
      expect(rows).toEqual([{ day: early }]);
    }
  });

  test("that differs from the records is told in words and repaired", async () => {
    const [one = 0, two = 0, three = 0] = await crowd(city, 2000);
    for (const course of ["AR101", "EO"])
      await city.stores.training.record(entry("2026-03-02", { course, people: [one, two] }), city.write());
    await city.rows(
      sql`update last_attended set days = '{"AR101": "2026-05-01"}', latest = '2026-05-01' where person = ${one}`,
    );
    await city.rows(sql`delete from last_attended where person = ${two}`);
    await city.rows(
      sql`insert into last_attended values (${three}, '{"EO": "2026-01-01"}', '2026-01-01') on conflict (person) do update set days = excluded.days, latest = excluded.latest`,
    );
    const both = '{"EO": "2026-03-02", "AR101": "2026-03-02"} until 2026-03-02';
    const differences = [
      `person ${one}: last attended {"AR101": "2026-05-01"} until 2026-05-01, records ${both}`,
      `person ${two}: last attended {} until never, records ${both}`,
      `person ${three}: last attended {"EO": "2026-01-01"} until 2026-01-01, records {} until never`,
    ];
    expect(await city.stores.deployment.rollupDifferences(false)).toEqual(differences);
    expect(await city.stores.deployment.rollupDifferences(true)).toEqual(differences);
    expect(await city.stores.deployment.rollupDifferences(false)).toEqual([]);
    await expectAsRecorded(city);
  });

  const deadlocks = async () => {
    await city.rows(sql`select pg_stat_force_next_flush()`);
    const [row] = await city.rows<{ deadlocks: number }>(
      sql`select deadlocks::int as deadlocks from pg_stat_database where datname = current_database()`,
    );
    return row?.deadlocks ?? 0;
  };
});

/** Ten people nobody has recorded yet. */
async function crowd(city: City, round: number): Promise<number[]> {
  const rows = Array.from({ length: 10 }, (_, at) =>
    personRow(`Crowd ${round} ${at}`, { department: pick(DEPARTMENTS, at).code }),
  );
  await city.stores.imports.people(rows, TODAY, city.write(), false);
  const known = await city.stores.people.byEmail(
    rows.map(({ email }) => email),
    TODAY,
  );
  return known.map(({ id }) => id);
}

async function take(world: World, step: Step, at: number): Promise<void> {
  const { city, people, ids } = world;
  const { training, staff } = pick(world.replicas, at);
  const named = [...new Set(step.who.map((one) => pick(people, one)))];
  if (step.do === "record") {
    const { outcome, record } = await training.record(entryOf(step, named), city.write());
    if (outcome === "recorded") ids.push(record.id);
  } else if (step.do === "merge") {
    const [from, into] = named;
    if (from === undefined || into === undefined || people.length < 4) return;
    people.splice(people.indexOf(from), 1);
    await staff.merge(from, into, TODAY, city.write());
  } else if (ids.length > 0) {
    await change(world, training, step, pick(ids, step.which), named).catch(unlessRefused);
  }
}

function unlessRefused(error: unknown): void {
  if (!(error instanceof Refusal)) throw error;
}

async function change(
  { city }: World,
  training: Stores["training"],
  step: Step,
  id: string,
  named: number[],
): Promise<unknown> {
  switch (step.do) {
    case "undo":
      return training.undo(id, undefined, city.write());
    case "restore":
      return training.restore(id, city.write());
    case "disown":
      return training.disown(id, { ...city.write(), actor: named[0] ?? 0 });
    case "add a name": {
      const record = await training.get(id);
      if (!record) throw new Error(`${id} is not there`);
      const people = [...new Set([...record.people, ...named])];
      return training.correct(id, { ...record, people }, "names added", city.write());
    }
    case "correct":
      return training.correct(id, entryOf(step, named), undefined, city.write());
  }
}

const entryOf = ({ course, department, day }: Entered, people: number[]): TrainingEntry =>
  entry(addDays(FIRST, day), {
    course: pick(COURSES, course).code,
    department: pick(DEPARTMENTS, department).code,
    people,
  });

/** The kept rows, and what is made of them for an earlier day, against the plain history of attendance. */
async function expectAsRecorded(city: City, on = TODAY): Promise<void> {
  const kept = await city.rows(
    sql`select person, course, day from (select p.id::float8 as person, ${LAST_DAYS} as days from people p ${withLastDays(on, false)}) kept,
          lateral jsonb_each_text(days) as one(course, day) order by 1, 2`,
  );
  const recorded = await city.rows(
    sql`select person::float8 as person, course, max(held_on)::text as day from attendance where not voided and held_on <= ${on} group by 1, 2 order by 1, 2`,
  );
  expect(kept).toEqual(recorded);
}
