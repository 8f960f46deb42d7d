import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import type { PersonInput } from "../../../src/core/people/store.ts";
import type { Author } from "../../../src/core/request/request.ts";
import { type Name, onEachDatabase, PEOPLE, personRow, TODAY, trailOf } from "./city.ts";

const member = (userId: string, changes: Partial<Author> = {}): Author => ({
  platform: "slack",
  tenant: "T1",
  userId,
  kind: "member",
  ...changes,
});

onEachDatabase("people", (city) => {
  const store = () => city.stores.people;
  const input = (name: Name | string, changes: Partial<PersonInput> = {}): PersonInput => {
    const {
      email,
      name: full,
      department,
      tier,
      audience,
      seniorLeader,
      granted,
    } = name in PEOPLE ? PEOPLE[name as Name] : personRow(name);
    return { email, name: full, department, tier, audience, seniorLeader, granted, ...changes };
  };
  const named = async (words: string[], on = TODAY) => (await store().named(words, on)).map(({ name }) => name);

  test("somebody imported with a platform id is known by it, whatever the tenant", async () => {
    expect(await store().identify(member("U0ANA"), TODAY)).toMatchObject({
      state: "known",
      actor: { id: city.people.ana, department: "DPW", departmentConfirmed: true, leads: [], platform: "slack" },
    });
    expect(await store().identify(member("U0ANA", { platform: "teams" }), TODAY)).toEqual({ state: "unknown" });
    expect(await store().identify(member("U0NOBODY"), TODAY)).toEqual({ state: "unknown" });
  });

  test("a lead is whoever is on an open roster", async () => {
    expect(await store().actor("LEA.leader@city.example", "web", TODAY)).toMatchObject({ leads: ["LIB"], granted: [] });
    expect(await store().leads(TODAY)).toEqual([{ person: city.people.lea, department: "LIB" }]);
  });

  test("the author of imports is nobody's e-mail address and no administrator is on record", async () => {
    expect(await store().actor("import@invalid", "web", TODAY)).toBeUndefined();
    expect(await store().hasAdmin()).toBe(false);
  });

  test("a first sight links to the person with that address, once and for good", async () => {
    const seen = member("U1BO", { email: "Bo.Chen@CITY.example", name: "Bobby" });
    expect(await store().link(seen, TODAY, "wrote")).toMatchObject({
      state: "known",
      actor: { id: city.people.bo, name: "Bo Chen" },
    });
    const later = { ...seen, email: PEOPLE.cy.email };
    expect(await store().link(later, TODAY, "wrote")).toMatchObject({ actor: { id: city.people.bo } });
    expect(await trailOf(city, `person:${city.people.bo}`)).toMatchObject([
      { action: "person.link", actor: city.people.bo, details: expect.stringContaining('"added": false') },
    ]);
  });

  test("a first sight of a stranger, a guest or a bot links nobody", async () => {
    for (const kind of ["guest", "stranger", "bot"] as const)
      expect(await store().link(member("U2", { kind, email: PEOPLE.cy.email }), TODAY, "wrote")).toEqual({
        state: "unknown",
      });
    expect(await store().link(member("U2"), TODAY, "wrote")).toEqual({ state: "unknown" });
  });

  test("four first sights of a newcomer at once add one person, in no department", async () => {
    const seen = [1, 2, 3, 4].map((at) => member(`U3NEW${at}`, { email: "Nia.New@city.example", name: "Nia New" }));
    const linked = await Promise.all(seen.map((author) => store().link(author, TODAY, "wrote")));
    const ids = linked.map((one) => (one.state === "known" ? one.actor.id : 0));
    expect(new Set(ids).size).toBe(1);
    expect(linked[0]).toMatchObject({ actor: { name: "Nia New", department: undefined, departmentConfirmed: false } });
    expect(await named(["nia"])).toEqual(["Nia New"]);
  });

  test("a mention links whoever is on record, in nobody's name, and puts nobody on record", async () => {
    const seen = member("U4CY", { email: PEOPLE.cy.email });
    expect(await store().link(seen, TODAY, "mentioned")).toMatchObject({ actor: { id: city.people.cy } });
    expect(await trailOf(city, `person:${city.people.cy}`)).toMatchObject([{ action: "person.link", actor: 0 }]);
    const stranger = member("U4NOBODY", { email: "nobody.yet@city.example", name: "Nobody Yet" });
    expect(await store().link(stranger, TODAY, "mentioned")).toEqual({ state: "unknown" });
    expect(await named(["nobody"])).toEqual([]);
  });

  test("people are found by any of their names and by the start of them", async () => {
    expect(await named(["torres"])).toEqual(["Ana Torres"]);
    expect(await named(["ana"])).toEqual(["Ana Torres"]);
    expect(await named(["tractor", "young"])).toEqual(["Con Tractor", "Cy Young"]);
    expect(await named(["nobodyhere"])).toEqual([]);
    expect(await named([])).toEqual([]);
  });

  test("people are found by address in any spelling, and by id; handles come with them", async () => {
    const found = await store().byEmail(["ANA.torres@city.example", "who@city.example"], TODAY);
    expect(found).toMatchObject([{ id: city.people.ana, handles: ["U0ANA"], department: "DPW", leftOn: undefined }]);
    expect(await store().byId([city.people.cy, 987_654], TODAY)).toMatchObject([{ name: "Cy Young", granted: [] }]);
    expect(await store().byId([], TODAY)).toEqual([]);
  });

  test("quotes, braces and backslashes in what is looked for are only words", async () => {
    for (const word of [`o'neill"`, "{a,b}", "\\", "'; drop table people; --"]) {
      expect(await named([word])).toEqual([]);
      expect(await store().byEmail([word], TODAY)).toEqual([]);
    }
  });

  test("a person claims a department once, and it is only theirs until it is confirmed", async () => {
    const lee = () => store().actor(PEOPLE.lee.email, "web", TODAY);
    expect(await lee()).toMatchObject({ department: undefined, departmentConfirmed: false });
    await store().claimDepartment(city.people.lee, "LIB", TODAY, city.write("lee"));
    await store().claimDepartment(city.people.lee, "DPW", TODAY, city.write("lee"));
    expect(await lee()).toMatchObject({ department: "LIB", departmentConfirmed: false });
    await store().confirmDepartment(city.people.lee, city.write("lea"));
    expect(await lee()).toMatchObject({ department: "LIB", departmentConfirmed: true });
    expect((await trailOf(city, `person:${city.people.lee}`)).map(({ action, actor }) => [action, actor])).toEqual([
      ["person.claim-department", city.people.lee],
      ["person.confirm-department", city.people.lea],
    ]);
  });

  test("a department that others gave is not claimed away", async () => {
    await store().claimDepartment(city.people.ana, "HLTH", TODAY, city.write());
    expect(await store().actor(PEOPLE.ana.email, "web", TODAY)).toMatchObject({
      department: "DPW",
      departmentConfirmed: true,
    });
  });

  test("a person is added, changed and left as they are", async () => {
    const admin = input("Ada Admin", { granted: ["admin"] });
    expect(await store().save(admin, TODAY, city.write())).toBe("added");
    expect(await store().hasAdmin()).toBe(true);
    expect(await store().save(admin, TODAY, city.write())).toBe("unchanged");
    expect(
      await store().save({ ...admin, email: "ADA.admin@city.example", tier: "manager" }, TODAY, city.write()),
    ).toBe("changed");
    expect(await store().byEmail([admin.email], TODAY)).toMatchObject([{ tier: "manager", granted: ["admin"] }]);
    expect(await named(["ada"])).toEqual(["Ada Admin"]);
  });

  test("four times the same new person at once is one person", async () => {
    const wanted = input("Una Unique");
    const outcomes = await Promise.all([1, 2, 3, 4].map(() => store().save(wanted, TODAY, city.write())));
    expect(outcomes.sort()).toEqual(["added", "unchanged", "unchanged", "unchanged"]);
    expect(await named(["una"])).toEqual(["Una Unique"]);
  });

  test("a new department counts from its day on, the first one from the beginning", async () => {
    await store().save(input("Mia Moving", { department: "DPW" }), TODAY, city.write());
    await store().save(input("Mia Moving", { department: "LIB" }), "2026-12-01", city.write());
    const where = async (on: string) => (await store().byEmail([personRow("Mia Moving").email], on))[0]?.department;
    expect([await where("1999-01-01"), await where("2026-11-30"), await where("2026-12-01")]).toEqual([
      "DPW",
      "DPW",
      "LIB",
    ]);
    expect((await store().list("LIB", "2026-12-01")).map(({ name }) => name)).toContain("Mia Moving");
    expect((await store().list("LIB", TODAY)).map(({ name }) => name)).not.toContain("Mia Moving");
  });

  test("somebody who left is known to have left from that day on, and named no more", async () => {
    const gone = personRow("Gus Gone", { slackUserId: "U9GUS", granted: ["admin"], leftOn: TODAY });
    await city.stores.imports.people([gone], TODAY, city.write(), false);
    expect(await store().identify(member("U9GUS"), TODAY)).toEqual({ state: "left", on: TODAY });
    expect(await store().identify(member("U9GUS"), "2026-11-19")).toMatchObject({ state: "known" });
    expect(await named(["gus"])).toEqual([]);
    expect(await named(["gus"], "2026-11-19")).toEqual(["Gus Gone"]);
    expect((await store().list("DPW", TODAY)).map(({ name }) => name)).not.toContain("Gus Gone");
    expect(await store().byEmail([gone.email], TODAY)).toMatchObject([{ leftOn: TODAY }]);
  });

  test("an administrator who left is none", async () => {
    await city.rows(sql`update people set granted = '{}' where 'admin' = any(granted) and left_on is null`);
    const gone = personRow("Old Admin", { granted: ["admin"], leftOn: "2020-01-01" });
    await city.stores.imports.people([gone, personRow("Gus Gone")], TODAY, city.write(), false);
    expect(await store().hasAdmin()).toBe(false);
  });
});
