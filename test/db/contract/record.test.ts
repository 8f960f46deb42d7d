import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import type { Write } from "../../../src/core/request/write.ts";
import type { TrainingEntry } from "../../../src/domain/training/store.ts";
import { entry, onEachDatabase, trailOf } from "./city.ts";

onEachDatabase("recording training", (city) => {
  const record = (changes: TrainingEntry, write: Write = city.write()) => city.stores.training.record(changes, write);
  const people = (...names: (keyof typeof city.people)[]) => names.map((name) => city.people[name]);
  const namesOf = (named: readonly { name: string }[]) => named.map(({ name }) => name);

  test("counts are recorded as they were given", async () => {
    const heldOn = city.day();
    const result = await record(entry(heldOn, { employees: 12, contractors: 3, note: "room 4" }));
    expect(result.outcome).toBe("recorded");
    expect(result.record).toMatchObject({
      ...entry(heldOn, { employees: 12, contractors: 3, note: "room 4" }),
      version: 1,
      state: "live",
      totals: { employees: 12, contractors: 3, unsplit: 0 },
      named: [],
      author: city.people.ana,
      authorName: "Ana Torres",
      sessionTotal: 15,
    });
    expect(result.record.id).toMatch(/^TR-2026-\d{4,}$/);
  });

  test("a record reads back as its receipt said", async () => {
    const { record: said } = await record(
      entry(city.day(), { people: people("bo", "con"), employees: 5, unsplit: 2, note: "ñ “quoted”" }),
    );
    expect(await city.stores.training.get(said.id)).toEqual(expect.objectContaining(said));
  });

  test("named people count by their audience where no count is given", async () => {
    const { record: said } = await record(entry(city.day(), { people: people("ana", "bo", "con") }));
    expect(said.totals).toEqual({ employees: 2, contractors: 1, unsplit: 0 });
    expect(namesOf(said.named)).toEqual(["Ana Torres", "Bo Chen", "Con Tractor"]);
  });

  test("a count includes the people named of its audience", async () => {
    const { record: said } = await record(entry(city.day(), { people: people("ana", "con"), employees: 4 }));
    expect(said.totals).toEqual({ employees: 4, contractors: 1, unsplit: 0 });
  });

  test("a count that pools both audiences stays pooled", async () => {
    const { record: said } = await record(entry(city.day(), { unsplit: 431 }));
    expect(said).toMatchObject({ employees: undefined, totals: { employees: 0, contractors: 0, unsplit: 431 } });
  });

  test("a person named twice in one entry attended once", async () => {
    const { record: said } = await record(entry(city.day(), { people: people("ana", "ana") }));
    expect(said).toMatchObject({ people: people("ana"), totals: { employees: 1 } });
  });

  test("a named person counts for the department they belonged to on the day", async () => {
    const { record: said } = await record(entry(city.day(), { people: people("ana", "cy") }));
    expect(said.named).toMatchObject([
      { name: "Ana Torres", department: "DPW" },
      { name: "Cy Young", department: "HLTH" },
    ]);
  });

  test("somebody who belonged nowhere on the day counts for the session's department", async () => {
    const { record: said } = await record(entry(city.day(), { people: people("lee"), department: "LIB" }));
    expect(said.named).toMatchObject([{ name: "Lee Newman", department: "LIB" }]);
  });

  test("an entry that names nobody on record is refused whole", async () => {
    const heldOn = city.day();
    const write = city.write();
    await expect(record(entry(heldOn, { people: [987_654], employees: 3 }), write)).rejects.toThrow();
    const left = await city.rows(
      sql`select id from training_sessions where held_on = ${heldOn} union all select 1 from requests where id = ${write.request}`,
    );
    expect(left).toEqual([]);
  });

  test("an unknown department or course is refused whole", async () => {
    const heldOn = city.day();
    await expect(record(entry(heldOn, { department: "NOPE", employees: 3 }))).rejects.toThrow(/foreign key/);
    await expect(record(entry(heldOn, { course: "NOPE", employees: 3 }))).rejects.toThrow(/foreign key/);
    expect(await city.rows(sql`select 1 from training_sessions where held_on = ${heldOn}`)).toEqual([]);
  });

  test("another entry for the same session is added to it", async () => {
    const heldOn = city.day();
    await record(entry(heldOn, { employees: 12 }));
    const { record: second } = await record(entry(heldOn, { employees: 5, contractors: 2 }));
    expect(second.sessionTotal).toBe(19);
    expect(await city.rows(sql`select ordinal, records from training_sessions where held_on = ${heldOn}`)).toEqual([
      { ordinal: 1, records: 2 },
    ]);
  });

  test("the same request again writes nothing and says the same", async () => {
    const write = city.write();
    const wanted = entry(city.day(), { people: people("bo"), employees: 8 });
    const first = await record(wanted, write);
    expect(await record(wanted, write)).toEqual(withSession(first));
    expect(await trailOf(city, first.record.id)).toHaveLength(1);
  });

  test("a repeated request names the same people as on record before", async () => {
    const heldOn = city.day();
    await record(entry(heldOn, { people: people("ana") }));
    const write = city.write();
    const first = await record(entry(heldOn, { people: people("ana", "bo") }), write);
    expect(await record(entry(heldOn, { people: people("ana", "bo") }), write)).toEqual(withSession(first));
  });

  test("four of the same request at once write one record and say the same", async () => {
    const heldOn = city.day();
    const write = city.write();
    const all = await Promise.all(
      [1, 2, 3, 4].map(() => record(entry(heldOn, { people: people("cy"), employees: 9 }), write)),
    );
    expect(new Set(all.map(({ record: one }) => one.id)).size).toBe(1);
    expect(all.every(({ outcome }) => outcome === "recorded")).toBe(true);
    expect(await city.rows(sql`select records from training_sessions where held_on = ${heldOn}`)).toEqual([
      { records: 1 },
    ]);
  });

  test("a request of somebody else is not answered with their record", async () => {
    const write = city.write("ana");
    await record(entry(city.day(), { employees: 2 }), write);
    const forged = { ...write, actor: city.people.bo };
    await expect(record(entry(city.day(), { employees: 2 }), forged)).rejects.toThrow(/Somebody else/);
  });

  test("numbers go past four digits", async () => {
    await city.rows(sql`select setval('training_record_number', 9998)`);
    const ids = [];
    for (const employees of [1, 2, 3]) ids.push((await record(entry(city.day(), { employees }))).record.id);
    expect(ids).toEqual(["TR-2026-9999", "TR-2026-10000", "TR-2026-10001"]);
  });

  test("the trail holds who, what and for which request, with ids and never a name", async () => {
    const write = city.write("bo");
    const { record: said } = await record(entry(city.day(), { people: people("ana", "con"), note: "for Ana" }), write);
    const [line] = await trailOf(city, said.id);
    expect(line).toMatchObject({ actor: city.people.bo, action: "training.record", request: write.request });
    expect(JSON.parse(line?.details ?? "")).toMatchObject({ after: { course: "AR101", people: people("ana", "con") } });
    expect(line?.details).not.toMatch(/Torres|Tractor|@city/);
  });
});

/** A record that was read again also says which session it is in. */
function withSession<T extends { record: object }>(outcome: T): T {
  return { ...outcome, record: expect.objectContaining(outcome.record) };
}
