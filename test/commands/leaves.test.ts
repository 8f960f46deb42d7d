import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { IMPORT_AUTHOR } from "../../src/core/request/write.ts";
import { button, createTown, form, labels, read, type Town } from "../support/town.ts";

const admin = "devin.sokol";
const DAY = "2026-11-21";
let town: Town;
beforeAll(async () => {
  town = await createTown();
});
afterAll(() => town.close());

let files = 0;

/** A file by which all of them leave; a crowd of new people unless they are named. */
async function massLeave(people: readonly string[]): Promise<void> {
  files++;
  const write = { actor: IMPORT_AUTHOR, request: `test:leaves:${files}`, year: 2026, today: DAY };
  const { imports } = town.app.stores;
  const known = people.map((email) => ({ email, name: email.split("@")[0] ?? "", department: "DPW" }));
  await imports.people(known, DAY, { ...write, request: `${write.request}:new` }, false);
  const file = { name: `hr-${files}.csv`, hash: `hash-${files}` };
  const leaving = people.map((email, at) => ({ email, leftOn: "2026-11-20", line: at + 2 }));
  await imports.people(leaving, DAY, { ...write, file }, false);
}

const crowd = (name: string, count = 40) => Array.from({ length: count }, (_, at) => `${name}${at}@city.example`);
const gone = async (name: string) =>
  (
    await town.rows<{ n: number }>(
      `select count(*)::int as n from people where email like '${name}%' and left_on is not null`,
    )
  )[0]?.n;

describe("many who would leave at once", () => {
  test("stay until an administrator says so with one press, which can be taken back", async () => {
    await massLeave(crowd("oak"));
    expect(await gone("oak")).toBe(0);
    const told = await town.rows(`select data from deliveries where kind = 'leaves-held'`);
    expect(told.length).toBe(1);

    const asked = await town.say(admin, "admin leaves");
    expect(read(asked)).toContain("40 people by the file hr-1.csv");
    expect(read(asked)).toContain("20 people more.");
    const decided = await town.press(admin, button(asked, "All 40 have left"));
    expect(read(decided)).toContain("40 people left");
    expect(await gone("oak")).toBe(40);
    const [entry] = await town.rows<{ details: unknown }>(
      `select details from audit_entries e join people p on e.subject = 'person:' || p.id where p.email = 'oak7@city.example' and e.action = 'person.leave'`,
    );
    expect(entry?.details).toEqual({ before: { leftOn: null }, after: { leftOn: "2026-11-20" } });

    const again = await town.press(admin, button(asked, "All 40 have left"));
    expect(read(again)).toContain("None of them waits");

    const undone = await town.press(admin, button(decided, "Undo"));
    expect(read(undone)).toContain("40 people wait again");
    expect(await gone("oak")).toBe(0);
    expect(read(await town.press(admin, button(decided, "Undo")))).toContain("taken back already");

    const stay = await town.press(admin, button(await town.say(admin, "admin leaves"), "All of them stay"));
    expect(read(stay)).toContain("40 people stay");
    expect(read(await town.say(admin, "admin leaves"))).toContain("Nobody waits");
    expect(await gone("oak")).toBe(0);
  });

  test("only some have left: they are named, and the others wait on", async () => {
    await massLeave(crowd("elm"));
    const asked = await town.press(admin, button(await town.say(admin, "admin leaves"), "Only some …"));
    expect(form(asked).inputs.map(({ name }) => name)).toEqual(["people", "decision"]);
    const shown = await town.send(admin, form(asked), {
      people: "elm3@city.example, elm4@city.example",
      decision: "left",
    });
    expect(read(shown)).toContain("2 people left");
    expect(read(shown)).toContain("38 people still wait");
    expect(await gone("elm")).toBe(2);
    expect(labels(shown)).toContain("Who waits");
  });

  test("a button decides about those it showed: who came after them waits on", async () => {
    const before = await town.say(admin, "admin leaves");
    await town.rows(
      `insert into held_leaves (person, left_on, file, hash, line) select id, '2026-11-20', 'hr-2.csv', 'hash-2', 99 from people where email = 'oak1@city.example'`,
    );
    await town.press(admin, button(before, "All 38 have left"));
    expect(read(await town.say(admin, "admin leaves"))).toContain("1 person by the file hr-2.csv");
    await town.press(admin, button(await town.say(admin, "admin leaves"), "All of them stay"));
  });

  test("whoever left meanwhile keeps that day, and the last administrator stays", async () => {
    await massLeave(crowd("ash"));
    await town.rows(
      `insert into held_leaves (person, left_on, file, hash) select id, '2026-11-20', 'hr-3.csv', 'hash-3' from people where email = '${admin}@milwaukee.example'`,
    );
    const asked = await town.say(admin, "admin leaves");
    expect(read(await town.press(admin, button(asked, "All 41 have left")))).toContain("nobody to administer");
    expect(await gone("ash")).toBe(0);
    await town.say(admin, `admin leaves decide ${admin}@milwaukee.example stayed`);
    await town.rows(`update people set left_on = '2026-11-01' where email = 'ash5@city.example'`);
    const decided = await town.press(admin, button(asked, "All 41 have left"));
    expect(read(decided)).toContain("39 people left");
    expect(read(decided)).toContain("1 person had left already");
    await town.press(admin, button(decided, "Undo"));
    expect(await gone("ash")).toBe(1);
  });

  test("nobody else sees or decides it", async () => {
    for (const who of ["ana.torres", "nadia.rahman", "felicia.marsh"])
      expect(read(await town.say(who, "admin leaves"))).not.toContain("hr-3.csv");
  });
});
