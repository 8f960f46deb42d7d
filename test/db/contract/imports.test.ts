import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import type { HeadcountRow } from "../../../src/domain/import/kinds.ts";
import { COURSES, DEPARTMENTS, onEachDatabase, PEOPLE, personRow, TODAY, trailOf } from "./city.ts";

onEachDatabase("an import", (city) => {
  const imports = () => city.stores.imports;
  const find = async (name: string, on = TODAY) => (await city.stores.people.byEmail([personRow(name).email], on))[0];

  test("of departments says of each row whether it is new, changed or as it was", async () => {
    const [dpw, health, library] = DEPARTMENTS;
    const rows = [
      { code: "FIRE", name: "Fire", aliases: ["MFD", `quo"ted, {one}`], serviceArea: "Safety" },
      { ...dpw, name: "Streets", code: "DPW", aliases: [], serviceArea: undefined },
      { ...health, code: "HLTH", name: "Health", aliases: [], serviceArea: "People" },
      { ...library, code: "LIB", name: "Library", aliases: [], serviceArea: undefined },
    ];
    expect(await imports().departments(rows, city.write(), false)).toEqual([
      "added",
      "changed",
      "changed",
      "unchanged",
    ]);
    const { departments } = await city.stores.catalog.load();
    expect(departments.find(({ code }) => code === "FIRE")).toEqual(rows[0]);
    expect(departments.find(({ code }) => code === "DPW")).toEqual(rows[1]);
  });

  test("of courses says of each row whether it is new, changed or as it was", async () => {
    const [first, second] = COURSES;
    const rows = [
      {
        ...COURSES[2],
        code: "NEW",
        title: "New",
        program: "other" as const,
        mandatoryFor: [],
        aliases: ["n"],
        validMonths: 6,
      },
      { ...first, validMonths: undefined },
      second,
    ] as Parameters<ReturnType<typeof imports>["courses"]>[0];
    expect(await imports().courses(rows, city.write(), false)).toEqual(["added", "changed", "unchanged"]);
    expect((await city.stores.catalog.load()).courses.find(({ code }) => code === "NEW")).toEqual(rows[0]);
  });

  test("of headcounts keeps what was true before, and the newest is the department's", async () => {
    const row = (asOf: string, count: number, tier: HeadcountRow["tier"] = "employee"): HeadcountRow => ({
      department: "DPW",
      tier,
      audience: "employee",
      count,
      asOf,
    });
    const first = [row("2026-01-01", 50), row("2026-07-01", 60), row("2026-01-01", 0, "manager")];
    expect(await imports().headcounts(first, city.write(), false)).toEqual(["added", "added", "added"]);
    expect((await city.stores.catalog.load()).headcounts).toEqual({ DPW: 60 });
    const second = [row("2026-07-01", 61), row("2026-01-01", 50)];
    expect(await imports().headcounts(second, city.write(), false)).toEqual(["changed", "unchanged"]);
    expect((await city.stores.catalog.load()).headcounts).toEqual({ DPW: 61 });
  });

  test("of people says of each row whether they are new, changed or as they were", async () => {
    const rows = [
      personRow("Ina Import", {
        department: "LIB",
        tier: "manager",
        seniorLeader: true,
        granted: ["officer", "admin"],
      }),
      { ...PEOPLE.bo, tier: "manager" as const },
      { ...PEOPLE.cy, email: "CY.young@City.example" },
    ];
    expect(await imports().people(rows, TODAY, city.write(), false)).toEqual(["added", "changed", "unchanged"]);
    expect(await find("Ina Import", "1990-01-01")).toMatchObject({
      department: "LIB",
      departmentConfirmed: true,
      tier: "manager",
      seniorLeader: true,
      granted: ["officer", "admin"],
    });
    expect(await imports().people(rows, TODAY, city.write(), false)).toEqual(["unchanged", "unchanged", "unchanged"]);
  });

  test("moves somebody from the day of the import, so that earlier attendance stays where it was", async () => {
    const moved = personRow("Mel Moved");
    await imports().people([moved], "2026-01-01", city.write(), false);
    expect(await imports().people([{ ...moved, department: "HLTH" }], TODAY, city.write(), false)).toEqual(["changed"]);
    expect([(await find("Mel Moved", "2026-11-19"))?.department, (await find("Mel Moved"))?.department]).toEqual([
      "DPW",
      "HLTH",
    ]);
    expect(await imports().people([{ ...moved, department: undefined }], TODAY, city.write(), false)).toEqual([
      "unchanged",
    ]);
    expect((await find("Mel Moved"))?.department).toBe("HLTH");
  });

  test("confirms a department that a person had only claimed", async () => {
    const newcomer = personRow("Nell New", { department: undefined });
    await imports().people([newcomer], TODAY, city.write(), false);
    await city.stores.people.claimDepartment((await find("Nell New"))?.id ?? 0, "LIB", TODAY, city.write());
    expect(await find("Nell New")).toMatchObject({ department: "LIB", departmentConfirmed: false });
    expect(await imports().people([{ ...newcomer, department: "LIB" }], TODAY, city.write(), false)).toEqual([
      "changed",
    ]);
    expect(await find("Nell New")).toMatchObject({ department: "LIB", departmentConfirmed: true });
  });

  test("puts a lead on the roster once, from the day of the import", async () => {
    const lead = personRow("Lou Lead", { department: "HLTH", lead: true });
    expect(await imports().people([lead], TODAY, city.write(), false)).toEqual(["added"]);
    expect(await imports().people([lead], TODAY, city.write(), false)).toEqual(["unchanged"]);
    const rows = await city.rows(
      sql`select r.id, r.department, r.from_on::text as from from roster r join people p on p.id = r.person where p.email = ${lead.email}`,
    );
    expect(rows).toEqual([{ id: expect.stringMatching(/^RO-2026-\d{4}$/), department: "HLTH", from: TODAY }]);
    expect(await city.stores.people.actor(lead.email, "web", TODAY)).toMatchObject({ leads: ["HLTH"] });
  });

  test("gives a platform id to the person of the newest file", async () => {
    const who = async () => {
      const author = { platform: "teams", tenant: "any", userId: "29:x", kind: "member" } as const;
      const identity = await city.stores.people.identify(author, TODAY);
      return identity.state === "known" ? identity.actor.name : identity.state;
    };
    await imports().people([personRow("Old Holder", { teamsUserId: "29:x" })], TODAY, city.write(), false);
    expect(await who()).toBe("Old Holder");
    await imports().people([personRow("New Holder", { teamsUserId: "29:x" })], TODAY, city.write(), false);
    expect(await who()).toBe("New Holder");
  });

  test("that is only rehearsed says the same and writes nothing", async () => {
    const before = await everything();
    const rehearsals = [
      await imports().departments(
        [{ code: "DRY", name: "Dry", aliases: [], serviceArea: undefined }],
        city.write(),
        true,
      ),
      await imports().courses([{ ...COURSES[0], title: "Other" } as never], city.write(), true),
      await imports().people([personRow("Dry Run", { lead: true, slackUserId: "UDRY" })], TODAY, city.write(), true),
      await imports().headcounts(
        [{ department: "LIB", tier: "manager", audience: "employee", count: 3, asOf: TODAY }],
        city.write(),
        true,
      ),
    ];
    expect(rehearsals).toEqual([["added"], ["changed"], ["added"], ["added"]]);
    expect(await everything()).toEqual(before);
  });

  test("repeated under its request does nothing and says the same; its trail holds numbers", async () => {
    const write = city.write();
    const rows = [personRow("Rae Repeat"), PEOPLE.mo];
    const first = await imports().people(rows, TODAY, write, false);
    expect(await imports().people(rows, TODAY, write, false)).toEqual(first);
    const trail = (await trailOf(city, "import:people")).filter(({ request }) => request === write.request);
    expect(trail.map(({ details }) => JSON.parse(details))).toEqual([{ rows: 2, changed: 1 }]);
  });

  test("with one row that cannot be kept keeps none of them", async () => {
    const rows = [personRow("Good Row"), personRow("Bad Row", { department: "NOPE" })];
    await expect(imports().people(rows, TODAY, city.write(), false)).rejects.toThrow(/foreign key/);
    expect(await find("Good Row")).toBeUndefined();
  });

  test("of several thousand people is one write", async () => {
    const rows = Array.from({ length: 4_500 }, (_, at) => personRow(`Person Number${at}`, { department: "LIB" }));
    const outcomes = await imports().people(rows, TODAY, city.write(), false);
    expect(outcomes).toHaveLength(4_500);
    expect(new Set(outcomes)).toEqual(new Set(["added"]));
    expect((await city.stores.people.list("LIB", TODAY)).length).toBeGreaterThan(4_500);
  });

  const everything = () =>
    city.rows(sql`select (select count(*)::int from departments) as departments, (select count(*)::int from courses) as courses,
      (select count(*)::int from people) as people, (select count(*)::int from memberships) as memberships, (select count(*)::int from roster) as roster,
      (select count(*)::int from identities) as identities, (select count(*)::int from headcounts) as headcounts,
      (select count(*)::int from requests) as requests, (select count(*)::int from audit_entries) as audit_entries`);
});
