import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { rowsOf } from "../../../db/database.ts";
import { writeOnce } from "../../../db/write.ts";
import type { Write } from "../../../src/core/request/write.ts";
import { type City, COURSES, entry, onEachDatabase, PEOPLE, personRow, TODAY } from "./city.ts";

onEachDatabase("a write", (city) => {
  let added = 0;
  /** A write like any other: it adds a course. */
  const add = (write: Write, more: (code: string) => Promise<unknown> = async () => {}) =>
    writeOnce(city.database, write, "course.add", async (orm) => {
      added += 1;
      const code = `C${added}`;
      await rowsOf(orm, sql`insert into courses (code, title, program) values (${code}, ${code}, 'other')`);
      await more(code);
      return { outcome: { code }, subject: `course:${code}`, details: { after: { code } } };
    });
  const coursesAdded = () => city.rows(sql`select code from courses where code ~ '^C\\d+$' order by code`);

  test("is done once for a request, whose outcome is said again", async () => {
    const write = city.write();
    const first = await add(write);
    expect(await add(write)).toEqual(first);
    expect(await coursesAdded()).toEqual([first]);
    expect(
      await city.rows(sql`select actor::float8 as actor, record from requests where id = ${write.request}`),
    ).toEqual([{ actor: city.people.ana, record: `course:${first.code}` }]);
  });

  test("is done once when its request comes four times at once", async () => {
    const write = city.write();
    const before = (await coursesAdded()).length;
    const all = await Promise.all([1, 2, 3, 4].map(() => add(write)));
    expect(new Set(all.map(({ code }) => code)).size).toBe(1);
    expect(await coursesAdded()).toHaveLength(before + 1);
    expect(await city.rows(sql`select 1 from audit_entries where request = ${write.request}`)).toHaveLength(1);
  });

  test("that fails leaves nothing: no row, no request, no trail", async () => {
    const write = city.write();
    const before = await coursesAdded();
    const broken = () => Promise.reject(new Error("no"));
    await expect(add(write, broken)).rejects.toThrow("no");
    expect(await coursesAdded()).toEqual(before);
    expect(
      await city.rows(
        sql`select 1 from requests where id = ${write.request} union all select 2 from audit_entries where request = ${write.request}`,
      ),
    ).toEqual([]);
    expect(await add(write)).toMatchObject({ code: expect.any(String) });
  });

  test("that finds nothing to write uses up no request", async () => {
    const write = city.write();
    expect(await writeOnce(city.database, write, "nothing", async () => ({ unwritten: "as it was" }))).toBe(
      "as it was",
    );
    expect(await city.rows(sql`select 1 from requests where id = ${write.request}`)).toEqual([]);
    expect(await add(write)).toMatchObject({ code: expect.any(String) });
  });

  test("of one person's request is not answered for another", async () => {
    const write = city.write("ana");
    await add(write);
    await expect(add({ ...write, actor: city.people.bo })).rejects.toThrow(/Somebody else/);
  });

  test("is forgotten by request after a week, and by the trail never", async () => {
    const [old, recent] = [city.write(), city.write()];
    await add(old);
    await add(recent);
    await city.rows(sql`update requests set at = now() - interval '7 days 1 minute' where id = ${old.request}`);
    await city.rows(sql`update requests set at = now() - interval '6 days 23 hours' where id = ${recent.request}`);
    await city.stores.deployment.purgeRequests();
    expect(await city.rows(sql`select id from requests where id in (${old.request}, ${recent.request})`)).toEqual([
      { id: recent.request },
    ]);
    expect(await city.rows(sql`select 1 from audit_entries where request = ${old.request}`)).toHaveLength(1);
  });
});

/** Every kind of write of these stores, each with a request of its own. */
const WRITES: Record<string, (city: City, write: Write) => Promise<unknown>> = {
  "training.record": ({ stores, people, day }, write) =>
    stores.training.record(entry(day(), { people: [people.ana, people.con], employees: 3 }), write),
  "training.correct": async ({ stores, people, day, write: another }, write) => {
    const { record } = await stores.training.record(entry(day(), { people: [people.bo] }), another());
    await stores.training.correct(record.id, { ...record, people: [people.cy] }, "wrong person", write);
  },
  "training.undo": async ({ stores, day, write: another }, write) => {
    const { record } = await stores.training.record(entry(day(), { employees: 3 }), another());
    await stores.training.undo(record.id, "twice", write);
  },
  "training.restore": async ({ stores, day, write: another }, write) => {
    const { record } = await stores.training.record(entry(day(), { employees: 3 }), another());
    await stores.training.undo(record.id, undefined, another());
    await stores.training.restore(record.id, write);
  },
  "training.not-me": async ({ stores, people, day, write: another }, write) => {
    const { record } = await stores.training.record(entry(day(), { people: [people.ana, people.bo] }), another("bo"));
    await stores.training.disown(record.id, write);
  },
  "person.save": ({ stores }, write) =>
    stores.people.save({ ...PEOPLE.bo, tier: "manager", granted: ["auditor"] }, TODAY, write),
  "person.claim-department": ({ stores, people }, write) =>
    stores.people.claimDepartment(people.lee, "LIB", TODAY, write),
  "person.confirm-department": ({ stores, people }, write) => stores.people.confirmDepartment(people.lee, write),
  "department.save": ({ stores }, write) =>
    stores.catalog.saveDepartment({ code: "FIRE", name: "Fire", aliases: [], serviceArea: undefined }, write),
  "course.save": ({ stores }, write) => stores.catalog.saveCourse({ ...COURSES[2], title: "EO" } as never, write),
  "import.departments": ({ stores }, write) =>
    stores.imports.departments([{ code: "ZOO", name: "Zoo", aliases: [], serviceArea: undefined }], write, false),
  "import.courses": ({ stores }, write) =>
    stores.imports.courses([{ ...COURSES[0], validMonths: 24 } as never], write, false),
  "import.people": ({ stores }, write) => stores.imports.people([personRow("New Person")], TODAY, write, false),
  "import.headcounts": ({ stores }, write) =>
    stores.imports.headcounts(
      [{ department: "DPW", tier: "employee", audience: "employee", count: 40, asOf: TODAY }],
      write,
      false,
    ),
};

onEachDatabase("the trail", (city) => {
  test.each(Object.entries(WRITES))(
    "%s leaves one entry, with ids and never a name or an address",
    async (action, act) => {
      const write = city.write();
      await act(city, write);
      const entries = await city.rows<{ all: string }>(
        sql`select row_to_json(a)::text as all from audit_entries a where request = ${write.request}`,
      );
      expect(entries).toHaveLength(1);
      expect(JSON.parse(entries[0]?.all ?? "")).toMatchObject({ action, actor: write.actor, request: write.request });
      expect(entries[0]?.all).not.toMatch(/Torres|Chen|Tractor|Young|Newman|New Person|city\.example/);
    },
  );

  test("says who was administrator by ADMIN_EMAILS only", async () => {
    const write: Write = { ...city.write(), bootstrap: true };
    await city.stores.training.record(entry(city.day(), { employees: 3 }), write);
    const save: Write = { ...city.write(), bootstrap: true };
    await city.stores.catalog.saveDepartment({ code: "ART", name: "Arts", aliases: [], serviceArea: undefined }, save);
    const entries = await city.rows(
      sql`select details->>'bootstrap' as bootstrap from audit_entries where request in (${write.request}, ${save.request})`,
    );
    expect(entries).toEqual([{ bootstrap: "true" }, { bootstrap: "true" }]);
  });

  test.each(["update audit_entries set actor = 1", "delete from audit_entries", "truncate audit_entries"])(
    "refuses to %s",
    async (statement) => {
      const before = await city.rows(sql`select count(*)::int as entries from audit_entries`);
      await expect(city.rows(sql.raw(statement))).rejects.toThrow(/append-only/);
      expect(await city.rows(sql`select count(*)::int as entries from audit_entries`)).toEqual(before);
    },
  );
});
