import { sql } from "drizzle-orm";
import fc from "fast-check";
import { expect, test } from "vitest";
import { addDays } from "../../../src/core/calendar/calendar.ts";
import type { ChangeOutcome, TrainingEntry } from "../../../src/domain/training/store.ts";
import { type City, DEPARTMENTS, entry, onEachDatabase } from "./city.ts";

const soak = process.env.SOAK === "1";

/** What is done to the records; numbers choose among what is there. */
type Operation = { do: "record"; entry: Entered } | { do: "move"; who: number; where: number; day: number } | Change;
type Change =
  | { do: "correct"; which: number; entry: Entered }
  | { do: "undo" | "restore"; which: number }
  | { do: "disown"; which: number; who: number };

interface Entered {
  day: number;
  course: string;
  department: number;
  people: number[];
  employees: number | undefined;
  contractors: number | undefined;
  unsplit: number | undefined;
  anotherSession: boolean;
}

const which = fc.nat(60);
const count = fc.option(fc.integer({ min: 1, max: 4 }), { nil: undefined });
const entered = fc.record({
  day: fc.nat(75),
  course: fc.constantFrom("AR101", "EO"),
  department: fc.nat(2),
  people: fc.uniqueArray(fc.nat(7), { maxLength: 3 }),
  employees: count,
  contractors: count,
  unsplit: count,
  anotherSession: fc.boolean(),
});
const operation: fc.Arbitrary<Operation> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constant("record" as const), entry: entered }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant("correct" as const), which, entry: entered }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom("undo" as const, "restore" as const), which }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("disown" as const), which, who: fc.nat(7) }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant("move" as const), who: fc.nat(7), where: fc.nat(2), day: fc.nat(75) }),
  },
);

const FIRST = "2026-01-10";
const pick = <T>(all: readonly T[], at: number): T => all[at % all.length] as T;
const codes = DEPARTMENTS.map(({ code }) => code);

async function run(city: City, step: Operation, ids: string[]): Promise<void> {
  if (step.do === "move") {
    await city.stores.staff.move(who(city, step.who), pick(codes, step.where), addDays(FIRST, step.day), city.write());
  } else if (step.do === "record") {
    const { outcome, record } = await city.stores.training.record(entryOf(city, step.entry), city.write());
    if (outcome === "recorded") ids.push(record.id);
  } else if (ids.length > 0) {
    await change(city, step, pick(ids, step.which)).catch((error) => expect(error.message).toMatch(/was undone/));
  }
}

function change(city: City, step: Change, id: string): Promise<ChangeOutcome> {
  const { training } = city.stores;
  switch (step.do) {
    case "correct":
      return training.correct(id, entryOf(city, step.entry), undefined, city.write());
    case "undo":
      return training.undo(id, undefined, city.write());
    case "restore":
      return training.restore(id, city.write());
    case "disown":
      return training.disown(id, { ...city.write(), actor: who(city, step.who) });
  }
}

const who = (city: City, at: number) => pick(Object.values(city.people), at);

function entryOf(city: City, wanted: Entered): TrainingEntry {
  const people = wanted.people.map((at) => who(city, at));
  const atLeast = (number: number | undefined) => (number === undefined ? undefined : number + people.length);
  const counts = {
    employees: atLeast(wanted.employees),
    contractors: atLeast(wanted.contractors),
    unsplit: wanted.unsplit,
  };
  const nobody = people.length === 0 && Object.values(counts).every((one) => one === undefined);
  return {
    ...entry(addDays(FIRST, wanted.day)),
    ...counts,
    course: wanted.course,
    department: pick(codes, wanted.department),
    people,
    anotherSession: wanted.anotherSession,
    ...(nobody ? { unsplit: 1 } : {}),
  };
}

/** The same totals, counted from the live records one by one. */
const counted = (city: City, start: string, end: string) =>
  city.rows(sql`
    with live as (
      select r.*, s.department, s.held_on from training_records r join training_sessions s on s.id = r.session
      where r.voided_at is null and s.held_on between ${start} and ${end}
    ), cells as (
      select department, session, total_employees as employees, total_contractors as contractors, total_unsplit as unsplit from live
      union all
      select l.department, null, -(a.audience = 'employee')::int, -(a.audience = 'contractor')::int, 0
      from live l join attendance a on a.record = l.id and a.version = l.version
      union all
      select a.department, null, (a.audience = 'employee')::int, (a.audience = 'contractor')::int, 0
      from live l join attendance a on a.record = l.id and a.version = l.version
    )
    select department, count(distinct session)::int as sessions, sum(employees)::int as employees,
      sum(contractors)::int as contractors, sum(unsplit)::int as unsplit
    from cells group by department having count(session) > 0 or sum(employees + contractors + unsplit) > 0 order by department`);

onEachDatabase("totals and the rollup", (city) => {
  test("departments without a session or an attendance are not in them", async () => {
    expect(await city.stores.training.totals("2020-01-01", "2029-12-31")).toEqual([]);
  });

  test("days that are not whole months count exactly", async () => {
    const days = ["2025-03-31", "2025-04-01", "2025-04-15", "2025-04-30", "2025-05-01", "2025-06-30", "2025-07-01"];
    for (const [at, heldOn] of days.entries())
      await city.stores.training.record(entry(heldOn, { employees: 10 ** at }), city.write());
    const employees = async (start: string, end: string) =>
      (await city.stores.training.totals(start, end))[0]?.employees ?? 0;
    expect(await employees("2025-04-01", "2025-06-30")).toBe(111_110);
    expect(await employees("2025-04-02", "2025-06-29")).toBe(11_100);
    expect(await employees("2025-03-31", "2025-07-01")).toBe(1_111_111);
    expect(await employees("2025-04-15", "2025-04-15")).toBe(100);
    expect(await employees("2025-04-16", "2025-05-31")).toBe(11_000);
    expect(await employees("2025-04-02", "2025-04-14")).toBe(0);
    expect(await employees("2025-06-30", "2025-04-01")).toBe(0);
  });

  test("people are counted where they belong, their session where it was held", async () => {
    const heldOn = "2024-02-29";
    const people = [city.people.ana, city.people.cy, city.people.con];
    await city.stores.training.record(
      entry(heldOn, { people, employees: 5, contractors: 2, unsplit: 7 }),
      city.write(),
    );
    const expected = [
      { department: "DPW", sessions: 1, employees: 4, contractors: 2, unsplit: 7 },
      { department: "HLTH", sessions: 0, employees: 1, contractors: 0, unsplit: 0 },
    ];
    expect(await city.stores.training.totals("2024-02-01", "2024-02-29")).toEqual(expected);
    expect(await city.stores.training.totals("2024-02-29", "2024-03-05")).toEqual(expected);
  });

  const runs = soak ? 40 : 1;
  test(`any row of writes leaves the rollup and the totals of any days equal to the records after ${runs} × 300 operations`, async () => {
    const days = fc.array(fc.tuple(fc.nat(80), fc.nat(80)), { minLength: 12, maxLength: 12 });
    const operations = fc.array(operation, { minLength: 300, maxLength: 300 });
    await fc.assert(
      fc.asyncProperty(operations, days, async (steps, ranges) => {
        const ids: string[] = [];
        for (const step of steps) await run(city, step, ids);
        expect(await city.stores.deployment.rollupDifferences(false)).toEqual([]);
        for (const [from, length] of ranges) {
          const [start, end] = [addDays(FIRST, from), addDays(FIRST, from + length)];
          expect(await city.stores.training.totals(start, end)).toEqual(await counted(city, start, end));
        }
      }),
      { seed: 20_261_120, numRuns: runs, endOnFailure: true },
    );
  });

  test("a rollup that differs from the records is told in words and repaired", async () => {
    await city.stores.training.record(entry("2025-02-03", { employees: 4 }), city.write());
    await city.rows(
      sql`update training_rollup set attendance = 3 where month = '2025-02-01' and audience = 'employee'`,
    );
    await city.rows(sql`delete from training_rollup where month = '2025-02-01' and audience = 'any'`);
    await city.rows(sql`insert into training_rollup values ('LIB', '2025-02-01', 'EO', 'any', 1, 0)`);
    await city.rows(sql`update training_sessions set records = 2 where held_on = '2025-02-03'`);
    const [session] = await city.rows<{ id: number }>(
      sql`select id::float8 as id from training_sessions where held_on = '2025-02-03'`,
    );
    const differences = [
      "DPW 2025-02 AR101 any: rollup 0 sessions and 0 people, records 1 and 0",
      "DPW 2025-02 AR101 employee: rollup 1 sessions and 3 people, records 1 and 4",
      "LIB 2025-02 EO any: rollup 1 sessions and 0 people, records 0 and 0",
      `DPW 2025-02-03 AR101, session ${session?.id}: it says 2 records and 4 people, records 1 and 4`,
    ];
    expect(await city.stores.deployment.rollupDifferences(false)).toEqual(differences);
    expect(await city.stores.deployment.rollupDifferences(true)).toEqual(differences);
    expect(await city.stores.deployment.rollupDifferences(false)).toEqual([]);
    expect(await city.stores.training.totals("2025-02-01", "2025-02-28")).toEqual([
      { department: "DPW", sessions: 1, employees: 4, contractors: 0, unsplit: 0 },
    ]);
  });
});
