import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { addDays, addMonths } from "../../../src/core/calendar/calendar.ts";
import type { TrainingEntry } from "../../../src/domain/training/store.ts";
import { courseRows } from "../../support/trained-rows.ts";
import { entry, type Name, onEachDatabase, personRow, TODAY } from "./city.ts";

const ALL = { department: undefined, course: undefined, author: undefined, limit: 100 };

onEachDatabase("reading sessions and attendance", (city) => {
  const people = (...names: Name[]) => names.map((name) => city.people[name]);
  const record = async (wanted: TrainingEntry, by: Name = "ana") =>
    (await city.stores.training.record(wanted, city.write(by))).record;

  test("sessions are found by their days, department, course and author, the newest first", async () => {
    const [first, second, third] = [city.day(), city.day(), city.day()];
    const one = await record(entry(first, { employees: 1 }));
    const two = await record(entry(second, { employees: 2, department: "LIB" }), "bo");
    const three = await record(entry(third, { employees: 3, course: "EO" }));
    const find = async (filter: object) => {
      const found = await city.stores.training.sessions({ ...ALL, start: first, end: third, ...filter });
      return found.map(({ id }) => id);
    };
    expect(await find({})).toEqual([three.id, two.id, one.id]);
    expect(await find({ start: second })).toEqual([three.id, two.id]);
    expect(await find({ end: second })).toEqual([two.id, one.id]);
    expect(await find({ department: "LIB" })).toEqual([two.id]);
    expect(await find({ course: "EO" })).toEqual([three.id]);
    expect(await find({ author: city.people.bo })).toEqual([two.id]);
    expect(await find({ limit: 1 })).toEqual([three.id]);
  });

  test("what a person attended is listed newest first, without counts and undone records", async () => {
    const [first, second, third] = [city.day(), city.day(), city.day()];
    const one = await record(entry(first, { people: people("mo"), employees: 4 }));
    const two = await record(entry(second, { people: people("mo"), course: "EO", department: "LIB" }));
    const undone = await record(entry(third, { people: people("mo") }));
    await record(entry(third, { employees: 9 }));
    await city.stores.training.undo(undone.id, undefined, city.write());
    expect(await city.stores.training.attendedBy(city.people.mo)).toEqual([
      { record: two.id, course: "EO", heldOn: second, department: "DPW" },
      { record: one.id, course: "AR101", heldOn: first, department: "DPW" },
    ]);
  });
});

onEachDatabase("who still has to take a course", (city) => {
  const record = (heldOn: string, names: Name[], changes: Partial<TrainingEntry> = {}) =>
    city.stores.training.record(
      entry(heldOn, { people: names.map((name) => city.people[name]), ...changes }),
      city.write(),
    );
  const due = async (department: string | undefined, on = TODAY) =>
    (await city.stores.training.due(department, on)).map((row) => `${row.person.name} ${row.course}`);

  test("managers come first, contractors and those nobody placed have no duty", async () => {
    const rows = await city.stores.training.due(undefined, TODAY);
    expect(rows.map((row) => [row.person.name, row.tier, row.course, row.person.department])).toEqual([
      ["Mo Major", "manager", "AR101", "DPW"],
      ["Mo Major", "manager", "TOOLKIT", "DPW"],
      ["Ana Torres", "employee", "AR101", "DPW"],
      ["Bo Chen", "employee", "AR101", "DPW"],
      ["Cy Young", "employee", "AR101", "HLTH"],
      ["Lea Leader", "employee", "AR101", "LIB"],
      ["Off Icer", "employee", "AR101", "HLTH"],
    ]);
    expect(rows.every((row) => row.lastHeldOn === undefined)).toBe(true);
  });

  test("a department is asked for its own people", async () => {
    expect(await due("HLTH")).toEqual(["Cy Young AR101", "Off Icer AR101"]);
    expect(await due("NOPE")).toEqual([]);
  });

  test("named attendance trains until the last day of its months, and not a day longer", async () => {
    await record("2026-02-10", ["ana"]);
    const last = addMonths("2026-02-10", 12);
    expect(await due("DPW", "2026-02-09")).toContain("Ana Torres AR101");
    for (const day of ["2026-02-10", TODAY, last]) expect(await due("DPW", day)).not.toContain("Ana Torres AR101");
    const after = (await city.stores.training.due("DPW", addDays(last, 1))).find(
      (row) => row.person.name === "Ana Torres",
    );
    expect(after).toMatchObject({ course: "AR101", lastHeldOn: "2026-02-10" });
  });

  test("the share of trained people tells the same last day", async () => {
    await record("2027-02-28", ["bo"]);
    for (const day of ["2027-02-27", "2027-02-28", "2028-02-28", "2028-02-29"]) {
      const open = (await due("DPW", day)).filter((row) => row.endsWith("AR101")).length;
      const rows = courseRows(await city.stores.training.trained("DPW", day)).filter((row) => row.course === "AR101");
      const untrained = rows.reduce((sum, row) => sum + row.people - row.trained, 0);
      expect([day, untrained]).toEqual([day, open]);
    }
  });

  test("a course that never runs out is taken once", async () => {
    await record("2020-03-02", ["mo"], { course: "TOOLKIT" });
    expect(await due("DPW", "2046-01-01")).not.toContain("Mo Major TOOLKIT");
  });

  test("counts and undone attendance train nobody", async () => {
    const counted = await record(city.day(), [], { department: "HLTH", employees: 2 });
    const named = await record(city.day(), ["cy"], { department: "HLTH" });
    expect(counted.outcome).toBe("recorded");
    await city.stores.training.undo(named.record.id, undefined, city.write());
    expect(await due("HLTH")).toEqual(["Cy Young AR101", "Off Icer AR101"]);
  });

  test("a later attendance that was undone leaves the earlier one", async () => {
    await record("2026-03-01", ["cy"], { department: "HLTH" });
    const later = await record("2026-06-01", ["cy"], { department: "HLTH" });
    await city.stores.training.undo(later.record.id, undefined, city.write());
    expect(await due("HLTH", "2027-03-01")).not.toContain("Cy Young AR101");
    expect(await due("HLTH", "2027-03-02")).toContain("Cy Young AR101");
  });

  test("people are asked for where they belong that day, and not once they have left", async () => {
    const import_ = (on: string, leftOn?: string) =>
      city.stores.imports.people(
        [personRow("Moving Person", { department: on < "2026-07" ? "DPW" : "LIB", leftOn })],
        on,
        city.write(),
        false,
      );
    await import_("2026-01-01");
    await import_("2026-07-01");
    expect(await due("DPW", "2026-06-30")).toContain("Moving Person AR101");
    expect(await due("LIB", "2026-06-30")).not.toContain("Moving Person AR101");
    expect(await due("LIB", "2026-07-01")).toContain("Moving Person AR101");
    await import_("2026-08-01", "2026-09-01");
    expect(await due("LIB", "2026-08-31")).toContain("Moving Person AR101");
    expect(await due("LIB", "2026-09-01")).not.toContain("Moving Person AR101");
  });

  test("a department that only the person said does not count until it is confirmed", async () => {
    await city.stores.people.claimDepartment(city.people.lee, "LIB", "2026-05-01", city.write());
    expect(await due("LIB")).not.toContain("Lee Newman AR101");
    await city.stores.people.confirmDepartment(city.people.lee, city.write());
    expect(await due("LIB")).toContain("Lee Newman AR101");
  });

  test("somebody merged into another person is asked for nothing", async () => {
    const twins = [personRow("Twin One", { department: "LIB" }), personRow("Twin Two", { department: "LIB" })];
    await city.stores.imports.people(twins, "2026-01-01", city.write(), false);
    const [one, two] = await city.stores.people.byEmail(
      twins.map(({ email }) => email),
      TODAY,
    );
    await city.stores.staff.merge(two?.id ?? 0, one?.id ?? 0, TODAY, city.write());
    expect((await due("LIB")).filter((row) => row.startsWith("Twin"))).toEqual(["Twin One AR101"]);
  });

  test("the Import author is never asked for", async () => {
    expect(await city.rows(sql`select 1 from people where id = 0`)).toHaveLength(1);
    expect((await due(undefined)).join()).not.toContain("Import");
  });
});
