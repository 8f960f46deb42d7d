import { sql } from "drizzle-orm";
import fc from "fast-check";
import { afterAll, expect, inject, test } from "vitest";
import { openDatabase } from "../../db/client.ts";
import { type Database, type Orm, rowsOf } from "../../db/database.ts";
import { createStores } from "../../db/stores/index.ts";
import { refreshLastAttended } from "../../db/stores/training/last-attended.ts";
import { addDays } from "../../src/core/calendar/calendar.ts";
import type { Stores } from "../../src/core/command/stores.ts";
import type { Person, Tier } from "../../src/core/people/person.ts";
import { Refusal } from "../../src/core/request/errors.ts";
import { courseRows } from "../support/trained-rows.ts";
import { type City, COURSES, DEPARTMENTS, entry, onEachDatabase, onServer, personRow, TODAY } from "./contract/city.ts";

const soak = process.env.SOAK === "1";
const TIERS: Tier[] = ["senior-manager", "manager", "employee"];
const FIRST = "2025-10-25";
/** Today, a day on which some of what is recorded has run out, and two before much of it. */
const DAYS = [TODAY, addDays(TODAY, 20), addDays(TODAY, -30), addDays(FIRST, 10)];
const pick = <T>(all: readonly T[], at: number): T => all[at % all.length] as T;

const step = fc.record({
  do: fc.constantFrom(
    "record",
    "record",
    "record",
    "undo",
    "correct",
    "move",
    "tier",
    "leave",
    "merge",
    "course",
    "ask",
    "ask",
  ),
  which: fc.nat(1000),
  who: fc.uniqueArray(fc.nat(1000), { minLength: 1, maxLength: 4 }),
  department: fc.nat(2),
  day: fc.nat(420),
});
type Step = typeof step extends fc.Arbitrary<infer One> ? One : never;
/** Steps of one batch are taken at once. */
const batches = fc.array(fc.array(step, { minLength: 1, maxLength: 8 }), { minLength: 20, maxLength: 20 });

interface World {
  city: City;
  replicas: Stores[];
  emails: string[];
  ids: string[];
}

/** Who is trained by the plain history of attendance, person by person. */
const plain = (city: City, on: string) =>
  city.rows(sql`
    with here as (
      select p.id, p.tier, m.department from people p
      cross join lateral (select department, confirmed from memberships where person = p.id and from_on <= ${on} order by from_on desc, id desc limit 1) m
      where m.confirmed and p.audience = 'employee' and p.merged_into is null and (p.left_on is null or p.left_on > ${on})
    )
    select h.department, h.tier, c.code as course, count(*)::int as people, count(*) filter (where exists (
        select from attendance a where a.person = h.id and a.course = c.code and not a.voided and a.held_on <= ${on}
          and (c.valid_months is null or (a.held_on + make_interval(months => c.valid_months))::date >= ${on}::date)))::int as trained
    from here h join courses c on h.tier = any(c.mandatory_for)
    group by 1, 2, 3 order by h.department, array_position(array['senior-manager', 'manager', 'employee'], h.tier), c.code`);

const asked = async ({ training }: Stores, on: string) =>
  courseRows(await training.trained(undefined, on)).map(({ headcount: _, headcountOn: __, ...row }) => row);

onServer("counts of who is trained", (city) => {
  const opened: Database[] = [];
  afterAll(() => Promise.all(opened.map((database) => database.close())));

  async function replica(): Promise<Database> {
    const [row] = await city.rows<{ name: string }>(sql`select current_database() as name`);
    const url = new URL(inject("postgres").url);
    url.pathname = `/${row?.name}`;
    const database = await openDatabase({ url: url.href });
    opened.push(database);
    return database;
  }

  const runs = soak ? 100 : 3;
  test(`are what plain history says after any writes, several at once, in ${runs} × 20 batches`, async () => {
    const replicas = [city.stores, createStores(await replica())];
    let round = 0;
    await fc.assert(
      fc.asyncProperty(batches, async (all) => {
        round += 1;
        const world: World = { city, replicas, emails: await crowd(city, round), ids: [] };
        for (const [at, batch] of all.entries()) {
          await Promise.all(batch.map((one, place) => take(world, one, place)));
          const on = pick(DAYS, at);
          expect(await asked(pick(replicas, at), on)).toEqual(await plain(city, on));
        }
        for (const on of DAYS) expect(await asked(city.stores, on)).toEqual(await plain(city, on));
        expect(await city.stores.deployment.rollupDifferences(false)).toEqual([]);
      }),
      { seed: 20_261_122, numRuns: runs, endOnFailure: true },
    );
  });

  test.each<[string, (orm: Orm, person: number) => Promise<unknown>]>([
    [
      "attendance",
      async (orm, person) => {
        await rowsOf(orm, sql`update attendance set voided = true where not voided and person = ${person}`);
        await refreshLastAttended(orm, [person]);
      },
    ],
    [
      "a move",
      (orm, person) =>
        rowsOf(orm, sql`insert into memberships (person, department, from_on) values (${person}, 'LIB', '2026-01-02')`),
    ],
    ["a tier", (orm, person) => rowsOf(orm, sql`update people set tier = 'manager' where id = ${person}`)],
    ["a course", (orm) => rowsOf(orm, sql`update courses set valid_months = 1 where code = 'AR101'`)],
  ])("that are made while %s is written are made again once it is saved", async (_what, write) => {
    const other = await replica();
    await city.stores.training.record(entry(city.day(), { people: [city.people.bo] }), city.write());
    const before = await asked(city.stores, TODAY);
    await other.orm.transaction(async (orm) => {
      await write(orm, city.people.bo);
      // What nobody has saved yet is not counted, and what is counted now is kept.
      await city.rows(sql`insert into trained_marks (department, since) values ('', '-infinity')`);
      expect(await asked(city.stores, TODAY)).toEqual(before);
    });
    const after = await asked(city.stores, TODAY);
    expect(after).not.toEqual(before);
    expect(after).toEqual(await plain(city, TODAY));
  });

  test("of a day are read and not made again, until something is written that counts for that day", async () => {
    const taken = async () =>
      (
        await city.rows<{ taken: string }>(
          sql`select taken::text from trained_counts where on_day = '2026-06-30' order by department`,
        )
      ).map((row) => row.taken);
    const { training } = city.stores;
    await training.trained(undefined, "2026-06-30");
    const first = await taken();
    await training.record(entry("2026-07-14", { people: [city.people.ana] }), city.write());
    await training.trained(undefined, "2026-06-30");
    expect(await taken()).toEqual(first);
    await training.record(entry("2026-06-14", { people: [city.people.ana] }), city.write());
    await training.trained(undefined, "2026-06-30");
    const again = await taken();
    const changed = DEPARTMENTS.map(({ code }) => code)
      .sort()
      .filter((_code, at) => again[at] !== first[at]);
    expect(changed).toEqual(["DPW"]);
  });
});

onEachDatabase("kept counts of who is trained", (city) => {
  test("that differ from the records are told in words, and made again on repair", async () => {
    await city.stores.training.record(entry(city.day(), { people: [city.people.ana] }), city.write());
    await city.stores.training.trained(undefined, TODAY);
    expect(await city.stores.deployment.rollupDifferences(false)).toEqual([]);
    await city.rows(sql`update trained_counts set counts = '[]' where department = 'DPW'`);
    const differences = [`DPW ${TODAY}: who is trained was counted otherwise than the records say`];
    expect(await city.stores.deployment.rollupDifferences(false)).toEqual(differences);
    expect(await city.stores.deployment.rollupDifferences(true)).toEqual(differences);
    expect(await asked(city.stores, TODAY)).toEqual(await plain(city, TODAY));
    expect(await city.stores.deployment.rollupDifferences(false)).toEqual([]);
  });

  test("go after a day, and what they had not seen a day later", async () => {
    const left = async () =>
      city.rows(
        sql`select (select count(*)::int from trained_counts) as counts, (select count(*)::int from trained_marks) as marks`,
      );
    await city.stores.training.trained(undefined, TODAY);
    await city.rows(sql`update trained_counts set at = now() - interval '25 hours'`);
    await city.rows(sql`update trained_marks set at = now() - interval '47 hours'`);
    await city.stores.training.purgeCounts();
    expect(await left()).toEqual([{ counts: 0, marks: expect.any(Number) }]);
    await city.rows(sql`update trained_marks set at = now() - interval '49 hours'`);
    await city.stores.training.purgeCounts();
    expect(await left()).toEqual([{ counts: 0, marks: 0 }]);
  });
});

/** Ten people of their own, each with a tier. */
async function crowd(city: City, round: number): Promise<string[]> {
  const rows = Array.from({ length: 10 }, (_, at) =>
    personRow(`Crowd ${round} ${at}`, { department: pick(DEPARTMENTS, at).code, tier: pick(TIERS, at) }),
  );
  await city.stores.imports.people(rows, "2025-01-01", city.write(), false);
  return rows.map(({ email }) => email);
}

type Act = (it: { one: Step; id: string | undefined; known: Person[]; world: World; stores: Stores }) => unknown;

const entryOf = (one: Step, known: readonly Person[]) =>
  entry(addDays(FIRST, one.day), { people: known.map(({ id }) => id), course: pick(COURSES, one.which).code });

const ACTS: Record<Step["do"], Act> = {
  record: async ({ one, known, world: { city, ids }, stores }) => {
    const { outcome, record } = await stores.training.record(entryOf(one, known), city.write());
    if (outcome === "recorded") ids.push(record.id);
  },
  undo: ({ id, world, stores }) => id && stores.training.undo(id, undefined, world.city.write()),
  correct: ({ one, id, known, world, stores }) =>
    id && stores.training.correct(id, entryOf(one, known), "otherwise", world.city.write()),
  move: ({ one, known: [first], world, stores }) => {
    const { code } = pick(DEPARTMENTS, one.department);
    return first && stores.staff.move(first.id, code, addDays(FIRST, one.day), world.city.write());
  },
  tier: ({ one, known: [first], world, stores }) => {
    if (!first) return undefined;
    const { id: _, handles: __, departmentConfirmed: ___, leftOn: ____, ...person } = first;
    return stores.people.save({ ...person, tier: pick(TIERS, one.which) }, TODAY, world.city.write());
  },
  leave: ({ one, known: [first], world, stores }) =>
    first && stores.staff.leave(first.id, addDays(TODAY, one.day % 40), undefined, undefined, world.city.write()),
  merge: ({ one, known: [into, from], world, stores }) =>
    into && from && one.which % 3 === 0 && stores.staff.merge(from.id, into.id, TODAY, world.city.write()),
  course: ({ one, world, stores }) => {
    const course = { ...pick(COURSES, one.which), validMonths: pick([12, 6, undefined], one.day) };
    return stores.catalog.saveCourse(course, world.city.write());
  },
  ask: ({ one, stores }) => stores.training.trained(undefined, pick(DAYS, one.which)),
};

async function take(world: World, one: Step, at: number): Promise<void> {
  const stores = pick(world.replicas, at);
  const emails = one.who.map((who) => pick(world.emails, who));
  const known = await stores.people.byEmail(emails, TODAY);
  const id = world.ids.length === 0 ? undefined : pick(world.ids, one.which);
  try {
    await ACTS[one.do]({ one, id, known, world, stores });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
  }
}
