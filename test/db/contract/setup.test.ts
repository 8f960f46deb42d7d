import { sql } from "drizzle-orm";
import { readMigrationFiles } from "drizzle-orm/migrator";
import { expect, test } from "vitest";
import { migrationsFolder } from "../../../db/migrations-folder.ts";
import type { Course } from "../../../src/core/catalog/catalog.ts";
import { COURSES, DEPARTMENTS, entry, onEachDatabase, PEOPLE, settle, TODAY, trailOf } from "./city.ts";

onEachDatabase("the catalog", (city) => {
  const catalog = () => city.stores.catalog;

  test("holds departments and courses in the order of their names, as they were entered", async () => {
    const { departments, courses, headcounts } = await catalog().load();
    expect(departments.map(({ name }) => name)).toEqual(["Health", "Library", "Public Works"]);
    expect(departments).toEqual(expect.arrayContaining(DEPARTMENTS));
    expect(courses).toEqual([...COURSES].sort((a, b) => (a.title < b.title ? -1 : 1)));
    expect(headcounts).toEqual({});
  });

  test("a department or a course is added or changed, and the trail holds both", async () => {
    const arts = { code: "ART", name: "Arts", aliases: ["culture"], serviceArea: undefined };
    expect(await catalog().saveDepartment(arts, city.write())).toBe("added");
    expect(await catalog().saveDepartment({ ...arts, serviceArea: "Culture" }, city.write())).toBe("changed");
    const bias: Course = {
      code: "BIAS",
      title: "Bias",
      program: "dei",
      mandatoryFor: ["manager"],
      aliases: [],
      validMonths: 6,
    };
    expect(await catalog().saveCourse(bias, city.write())).toBe("added");
    expect(await catalog().saveCourse({ ...bias, validMonths: undefined }, city.write())).toBe("changed");
    const { departments, courses } = await catalog().load();
    expect(departments).toContainEqual({ ...arts, serviceArea: "Culture" });
    expect(courses).toContainEqual({ ...bias, validMonths: undefined });
    const [, change] = await trailOf(city, "course:BIAS");
    expect(JSON.parse(change?.details ?? "")).toMatchObject({
      before: { validMonths: 6 },
      after: { validMonths: null },
    });
  });

  test("four times the same department at once is one, saved by the request that came first", async () => {
    const write = city.write();
    const parks = { code: "PARKS", name: "Parks", aliases: [], serviceArea: undefined };
    const all = await Promise.all([1, 2, 3, 4].map(() => catalog().saveDepartment(parks, write)));
    expect(all).toEqual(["added", "added", "added", "added"]);
  });
});

onEachDatabase("a deployment", (city) => {
  const deployment = () => city.stores.deployment;
  const filled = (...tables: string[]) =>
    Promise.all(tables.map(async (table) => (await city.rows(sql.raw(`select 1 from ${table} limit 1`))).length > 0));

  test("is reachable and migrated, until a migration of the program is missing", async () => {
    await deployment().ping();
    expect(await deployment().migrated()).toBe(true);
    const last = readMigrationFiles({ migrationsFolder: migrationsFolder() }).at(-1);
    await city.rows(
      sql`update drizzle.__drizzle_migrations set created_at = 0 where created_at = ${last?.folderMillis}`,
    );
    await city.rows(sql`delete from drizzle.__drizzle_migrations where created_at = 0`);
    expect(await deployment().migrated()).toBe(false);
    await city.rows(
      sql`insert into drizzle.__drizzle_migrations (hash, created_at) values (${last?.hash}, ${last?.folderMillis})`,
    );
    expect(await deployment().migrated()).toBe(true);
  });

  test("is bound to a plan for good, by whichever replica comes first", async () => {
    expect(await deployment().get()).toBeUndefined();
    await Promise.all(["milwaukee", "milwaukee", "milwaukee"].map((plan) => deployment().bind(plan, [])));
    await deployment().bind("portland", [
      { code: "PBOT", name: "Transportation", aliases: [], serviceArea: undefined },
    ]);
    expect(await deployment().get()).toEqual({ plan: "milwaukee", sample: false, demoOff: false });
    expect((await city.stores.catalog.load()).departments.map(({ code }) => code)).not.toContain("PBOT");
  });

  test("keeps its own departments when the plan has others", async () => {
    await deployment().bind("milwaukee", [{ code: "NEW", name: "New", aliases: [], serviceArea: undefined }]);
    expect((await city.stores.catalog.load()).departments).toHaveLength(3);
  });

  test("says whether it holds sample data", async () => {
    await deployment().setSample(true);
    expect(await deployment().get()).toMatchObject({ sample: true });
  });

  test("that is reset is empty, keeps its plan, and never gets the sample city by itself again", async () => {
    await city.stores.training.record(entry(city.day(), { people: [city.people.ana] }), city.write());
    expect(await deployment().isEmpty()).toBe(false);
    await deployment().reset();
    expect(await deployment().isEmpty()).toBe(true);
    expect(await deployment().get()).toEqual({ plan: "milwaukee", sample: false, demoOff: true });
    expect(
      await filled(
        "departments",
        "courses",
        "memberships",
        "attendance",
        "training_rollup",
        "requests",
        "audit_entries",
      ),
    ).toEqual([false, false, false, false, false, false, false]);
  });

  test("that was reset takes the plan's departments, people and records anew, and its trail stays append-only", async () => {
    await deployment().bind("milwaukee", [
      { code: "DPW", name: "Public Works", aliases: ["streets"], serviceArea: undefined },
    ]);
    expect((await city.stores.catalog.load()).departments.map(({ code }) => code)).toEqual(["DPW"]);
    const people = await settle(city.stores);
    const result = await city.stores.training.record(entry(city.day(), { people: [people.ana] }), {
      actor: people.bo,
      request: "after the reset",
      year: 2026,
    });
    expect(result).toMatchObject({ outcome: "recorded", record: { named: [{ email: PEOPLE.ana.email }] } });
    await expect(city.rows(sql`delete from audit_entries`)).rejects.toThrow(/append-only/);
    expect(await city.stores.people.actor("import@invalid", "web", TODAY)).toBeUndefined();
  });
});
