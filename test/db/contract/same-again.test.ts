import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import type { Write } from "../../../src/core/request/write.ts";
import type { TrainingEntry } from "../../../src/domain/training/store.ts";
import { entry, onEachDatabase } from "./city.ts";

onEachDatabase("recording the same training again", (city) => {
  const record = (changes: TrainingEntry, write: Write = city.write()) => city.stores.training.record(changes, write);
  const people = (...names: (keyof typeof city.people)[]) => names.map((name) => city.people[name]);

  test("the same person for the same session is already recorded", async () => {
    const heldOn = city.day();
    const first = await record(entry(heldOn, { people: people("ana") }));
    const again = await record(entry(heldOn, { people: people("ana") }), city.write("bo"));
    expect(again).toMatchObject({ outcome: "already-recorded", record: { id: first.record.id } });
    expect(again).toMatchObject({ alreadyRecorded: [{ name: "Ana Torres" }] });
    expect(await city.rows(sql`select 1 from attendance where held_on = ${heldOn}`)).toHaveLength(1);
  });

  test("the same names and the same count again are already recorded", async () => {
    const heldOn = city.day();
    const first = await record(entry(heldOn, { people: people("ana", "bo"), employees: 12 }));
    const again = await record(entry(heldOn, { people: people("bo", "ana"), employees: 12 }));
    expect(again).toMatchObject({ outcome: "already-recorded", record: { id: first.record.id } });
    expect(again.record.sessionTotal).toBe(12);
  });

  test("of people some of whom are on record, the others are recorded and the first are named", async () => {
    const heldOn = city.day();
    await record(entry(heldOn, { people: people("ana") }));
    const second = await record(entry(heldOn, { people: people("ana", "bo"), employees: 4 }));
    expect(second).toMatchObject({
      outcome: "recorded",
      alreadyRecorded: [{ name: "Ana Torres" }],
      record: { people: people("bo"), employees: 3, totals: { employees: 3 }, sessionTotal: 4 },
    });
  });

  test("people on record in several entries are all left out", async () => {
    const heldOn = city.day();
    await record(entry(heldOn, { people: people("ana") }));
    await record(entry(heldOn, { people: people("con") }));
    const third = await record(entry(heldOn, { people: people("ana", "bo", "con"), contractors: 1 }));
    expect(third).toMatchObject({
      outcome: "recorded",
      alreadyRecorded: [{ name: "Con Tractor" }, { name: "Ana Torres" }],
      record: { people: people("bo"), contractors: undefined, totals: { employees: 1, contractors: 0 } },
    });
  });

  test("somebody on record in another session of that day is on record", async () => {
    const heldOn = city.day();
    await record(entry(heldOn, { employees: 6 }));
    await record(entry(heldOn, { employees: 6, people: people("ana"), anotherSession: true }));
    expect(await record(entry(heldOn, { people: people("ana") }))).toMatchObject({ outcome: "already-recorded" });
  });

  test("the same counts for the same session are asked about, and nothing is written", async () => {
    const heldOn = city.day();
    const first = await record(entry(heldOn, { employees: 12 }));
    const write = city.write();
    const again = await record(entry(heldOn, { employees: 12 }), write);
    expect(again).toEqual({ outcome: "same-counts", record: await city.stores.training.get(first.record.id) });
    expect(await city.rows(sql`select 1 from requests where id = ${write.request}`)).toEqual([]);
  });

  test("the same count with other names is asked about: it may hold the same people", async () => {
    const heldOn = city.day();
    await record(entry(heldOn, { employees: 12 }));
    expect(await record(entry(heldOn, { employees: 12, people: people("ana") }))).toMatchObject({
      outcome: "same-counts",
    });
  });

  test("as many other people, all of them named, are recorded without a question", async () => {
    const heldOn = city.day();
    await record(entry(heldOn, { people: people("ana") }));
    expect(await record(entry(heldOn, { people: people("bo") }))).toMatchObject({ outcome: "recorded" });
  });

  test("the same counts on another day, in another department or course are no question", async () => {
    const heldOn = city.day();
    await record(entry(heldOn, { employees: 12 }));
    const others = [
      entry(city.day(), { employees: 12 }),
      entry(heldOn, { employees: 12, department: "LIB" }),
      entry(heldOn, { employees: 12, course: "EO" }),
    ];
    for (const other of others) expect(await record(other)).toMatchObject({ outcome: "recorded" });
  });

  test("another session, once confirmed, is kept apart", async () => {
    const heldOn = city.day();
    await record(entry(heldOn, { employees: 12 }));
    const other = await record(entry(heldOn, { employees: 12, anotherSession: true }));
    expect(other).toMatchObject({ outcome: "recorded", record: { sessionTotal: 12 } });
    expect(other.record).not.toHaveProperty("anotherSession");
    const sessions = await city.rows(
      sql`select ordinal, records, employees from training_sessions where held_on = ${heldOn} order by ordinal`,
    );
    expect(sessions).toEqual([
      { ordinal: 1, records: 1, employees: 12 },
      { ordinal: 2, records: 1, employees: 12 },
    ]);
    const [total] = await city.stores.training.totals(heldOn, heldOn);
    expect(total).toMatchObject({ sessions: 2, employees: 24 });
  });

  test("the counts of an undone record are free again", async () => {
    const heldOn = city.day();
    const { record: first } = await record(entry(heldOn, { employees: 12 }));
    await city.stores.training.undo(first.id, undefined, city.write());
    expect(await record(entry(heldOn, { employees: 12 }))).toMatchObject({
      outcome: "recorded",
      record: { sessionTotal: 12 },
    });
  });
});
