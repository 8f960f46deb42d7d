import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import type { TrainingEntry, TrainingRecord } from "../../../src/domain/training/store.ts";
import { entry, onEachDatabase, trailOf } from "./city.ts";

onEachDatabase("changing what is on record", (city) => {
  const people = (...names: (keyof typeof city.people)[]) => names.map((name) => city.people[name]);
  const recorded = async (changes: TrainingEntry): Promise<TrainingRecord> =>
    (await city.stores.training.record(changes, city.write())).record;
  const correct = (id: string, next: TrainingEntry, reason?: string, write = city.write("off")) =>
    city.stores.training.correct(id, next, reason, write);
  const totalsOn = (day: string) => city.stores.training.totals(day, day);

  test("a correction is the next version; the one before stays as it was", async () => {
    const heldOn = city.day();
    const first = await recorded(entry(heldOn, { employees: 12 }));
    const result = await correct(first.id, entry(heldOn, { employees: 11 }), "one was counted twice");
    expect(result).toMatchObject({
      outcome: "changed",
      before: { version: 1, employees: 12, state: "live" },
      record: { version: 2, employees: 11, state: "live", author: city.people.ana, sessionTotal: 11 },
    });
    const versions = await city.rows(
      sql`select version, employees, voided_at is null as live from training_records where id = ${first.id} order by version`,
    );
    expect(versions).toEqual([
      { version: 1, employees: 12, live: false },
      { version: 2, employees: 11, live: true },
    ]);
  });

  test("the trail of a correction holds the old, the new, who and why", async () => {
    const heldOn = city.day();
    const first = await recorded(entry(heldOn, { employees: 12 }));
    await correct(first.id, entry(heldOn, { people: people("bo"), employees: 11 }), "one was counted twice");
    const [, line] = await trailOf(city, first.id);
    expect(line).toMatchObject({ actor: city.people.off, action: "training.correct" });
    expect(JSON.parse(line?.details ?? "")).toMatchObject({
      before: { employees: 12, people: [] },
      after: { employees: 11, people: people("bo") },
      reason: "one was counted twice",
    });
    expect(line?.details).not.toMatch(/Bo Chen|@city/);
  });

  test("a correction that says what is on record changes nothing", async () => {
    const heldOn = city.day();
    const first = await recorded(entry(heldOn, { people: people("ana", "bo"), employees: 12 }));
    const write = city.write();
    const result = await correct(first.id, entry(heldOn, { people: people("bo", "ana"), employees: 12 }), "", write);
    expect(result).toMatchObject({ outcome: "unchanged", record: { version: 1 } });
    expect(await trailOf(city, first.id)).toHaveLength(1);
    expect(await city.rows(sql`select 1 from requests where id = ${write.request}`)).toEqual([]);
  });

  test("a record moved to another day, course and department counts there and nowhere else", async () => {
    const [heldOn, later] = [city.day(), city.day()];
    const first = await recorded(entry(heldOn, { people: people("ana"), employees: 12 }));
    await correct(
      first.id,
      entry(later, { course: "EO", department: "LIB", people: people("ana"), employees: 12, contractors: 1 }),
    );
    expect(await totalsOn(heldOn)).toEqual([]);
    expect(await totalsOn(later)).toEqual([
      { department: "DPW", sessions: 0, employees: 1, contractors: 0, unsplit: 0 },
      { department: "LIB", sessions: 1, employees: 11, contractors: 1, unsplit: 0 },
    ]);
    const attended = await city.stores.training.attendedBy(city.people.ana);
    expect(attended.filter(({ record }) => record === first.id)).toEqual([
      { record: first.id, course: "EO", heldOn: later, department: "DPW" },
    ]);
  });

  test("a record may join the session of another one, which then holds both", async () => {
    const [heldOn, later] = [city.day(), city.day()];
    const moving = await recorded(entry(heldOn, { employees: 3 }));
    await recorded(entry(later, { employees: 4 }));
    expect(await correct(moving.id, entry(later, { employees: 3 }))).toMatchObject({ record: { sessionTotal: 7 } });
    expect(await totalsOn(later)).toMatchObject([{ sessions: 1, employees: 7 }]);
  });

  test("a second session of a day stays one when its count is corrected", async () => {
    const heldOn = city.day();
    await recorded(entry(heldOn, { employees: 12 }));
    const second = await recorded(entry(heldOn, { employees: 12, anotherSession: true }));
    await correct(second.id, entry(heldOn, { employees: 13 }));
    expect(await totalsOn(heldOn)).toMatchObject([{ sessions: 2, employees: 25 }]);
  });

  test("names put in place of a count make people trained without counting them twice", async () => {
    const heldOn = city.day();
    const first = await recorded(entry(heldOn, { employees: 5 }));
    await correct(first.id, entry(heldOn, { people: people("ana", "cy"), employees: 5 }));
    expect(await totalsOn(heldOn)).toMatchObject([
      { department: "DPW", sessions: 1, employees: 4 },
      { department: "HLTH", sessions: 0, employees: 1 },
    ]);
  });

  test("a correction to what another record says is refused with that record", async () => {
    const heldOn = city.day();
    const first = await recorded(entry(heldOn, { employees: 12 }));
    const named = await recorded(entry(heldOn, { people: people("ana") }));
    const other = await recorded(entry(heldOn, { employees: 9 }));
    expect(await correct(other.id, entry(heldOn, { employees: 12 }))).toMatchObject({
      outcome: "conflict",
      with: { id: first.id },
    });
    expect(await correct(other.id, entry(heldOn, { people: people("ana"), employees: 9 }))).toMatchObject({
      outcome: "conflict",
      with: { id: named.id },
    });
    expect(await city.stores.training.get(other.id)).toMatchObject({ version: 1, employees: 9, state: "live" });
  });

  test("somebody who is nobody on record cannot be put into one", async () => {
    const heldOn = city.day();
    const first = await recorded(entry(heldOn, { employees: 2 }));
    await expect(correct(first.id, entry(heldOn, { people: [987_654] }))).rejects.toThrow(/nobody on record/);
    expect(await city.stores.training.get(first.id)).toMatchObject({ version: 1, state: "live" });
  });

  test("an undone record counts nowhere and is still there to read", async () => {
    const heldOn = city.day();
    const first = await recorded(entry(heldOn, { people: people("bo"), employees: 3, contractors: 1, unsplit: 2 }));
    const result = await city.stores.training.undo(first.id, "wrong day", city.write());
    expect(result).toMatchObject({
      outcome: "changed",
      before: { state: "live" },
      record: { id: first.id, version: 1, state: "undone", sessionTotal: 0 },
    });
    expect(await totalsOn(heldOn)).toEqual([]);
    const days = { start: heldOn, end: heldOn, department: undefined, course: undefined, author: undefined, limit: 9 };
    expect(await city.stores.training.sessions(days)).toEqual([]);
    expect(await city.stores.training.get(first.id)).toMatchObject({ state: "undone", people: people("bo") });
    expect((await city.stores.training.attendedBy(city.people.bo)).map(({ record }) => record)).not.toContain(first.id);
  });

  test("an undone record put back is its next version and counts again", async () => {
    const heldOn = city.day();
    const first = await recorded(entry(heldOn, { people: people("bo"), employees: 3 }));
    const before = await totalsOn(heldOn);
    await city.stores.training.undo(first.id, undefined, city.write());
    const result = await city.stores.training.restore(first.id, city.write());
    expect(result).toMatchObject({
      outcome: "changed",
      before: { state: "undone" },
      record: { version: 2, state: "live", people: people("bo"), employees: 3 },
    });
    expect(await totalsOn(heldOn)).toEqual(before);
    expect((await trailOf(city, first.id)).map(({ action }) => action)).toEqual([
      "training.record",
      "training.undo",
      "training.restore",
    ]);
  });

  test("undoing what is undone and putting back what is there change nothing", async () => {
    const first = await recorded(entry(city.day(), { employees: 3 }));
    expect(await city.stores.training.restore(first.id, city.write())).toMatchObject({ outcome: "unchanged" });
    await city.stores.training.undo(first.id, undefined, city.write());
    const again = await city.stores.training.undo(first.id, undefined, city.write());
    expect(again).toMatchObject({ outcome: "unchanged", before: { state: "undone" }, record: { state: "undone" } });
  });

  test("an undone record is not put back beside one that says the same", async () => {
    const heldOn = city.day();
    const first = await recorded(entry(heldOn, { employees: 12 }));
    await recorded(entry(heldOn, { employees: 3 }));
    await city.stores.training.undo(first.id, undefined, city.write());
    const second = await recorded(entry(heldOn, { employees: 12 }));
    expect(await city.stores.training.restore(first.id, city.write())).toMatchObject({
      outcome: "conflict",
      with: { id: second.id },
    });
  });

  test("an undone record is not corrected, and an unknown one not changed: both in words", async () => {
    const heldOn = city.day();
    const first = await recorded(entry(heldOn, { employees: 3 }));
    await city.stores.training.undo(first.id, undefined, city.write());
    await expect(correct(first.id, entry(heldOn, { employees: 4 }))).rejects.toThrow(/was undone/);
    await expect(correct("TR-2026-0000", entry(heldOn, { employees: 4 }))).rejects.toThrow(/no record TR-2026-0000/);
    await expect(city.stores.training.undo("TR-2026-0000", undefined, city.write())).rejects.toThrow(/no record/);
  });

  test("whoever takes their own name off leaves the count of the others", async () => {
    const heldOn = city.day();
    const first = await recorded(entry(heldOn, { people: people("bo", "ana"), employees: 2 }));
    const result = await city.stores.training.disown(first.id, city.write("bo"));
    expect(result).toMatchObject({ outcome: "changed", record: { version: 2, people: people("ana"), employees: 1 } });
    expect(await totalsOn(heldOn)).toMatchObject([{ sessions: 1, employees: 1 }]);
  });

  test("the same request again changes nothing more and says the same", async () => {
    const heldOn = city.day();
    const first = await recorded(entry(heldOn, { employees: 12 }));
    const write = city.write();
    const once = await correct(first.id, entry(heldOn, { employees: 11 }), "why", write);
    expect(await correct(first.id, entry(heldOn, { employees: 11 }), "why", write)).toEqual(once);
    const undo = city.write();
    const undone = await city.stores.training.undo(first.id, undefined, undo);
    expect(await city.stores.training.undo(first.id, undefined, undo)).toEqual(undone);
    expect(await trailOf(city, first.id)).toHaveLength(3);
  });

  test("four of the same correction at once are one version", async () => {
    const heldOn = city.day();
    const first = await recorded(entry(heldOn, { employees: 12 }));
    const write = city.write();
    const all = await Promise.all(
      [1, 2, 3, 4].map(() => correct(first.id, entry(heldOn, { employees: 10 }), undefined, write)),
    );
    expect(all.map(({ outcome }) => outcome)).toEqual(["changed", "changed", "changed", "changed"]);
    expect(await city.stores.training.get(first.id)).toMatchObject({ version: 2, employees: 10 });
  });

  test("corrections of several people at once follow one another", async () => {
    const heldOn = city.day();
    const first = await recorded(entry(heldOn, { employees: 100 }));
    await Promise.all([1, 2, 3, 4, 5].map((employees) => correct(first.id, entry(heldOn, { employees }))));
    expect(await city.stores.training.get(first.id)).toMatchObject({ version: 6 });
    expect(await city.stores.deployment.rollupDifferences(false)).toEqual([]);
  });
});
