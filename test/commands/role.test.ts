import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { IMPORT_AUTHOR } from "../../src/core/request/write.ts";
import { prepareImport } from "../../src/domain/import/prepare.ts";
import { button, createTown, errors, form, read, type Town } from "../support/town.ts";

let town: Town;
beforeAll(async () => {
  town = await createTown();
});
afterAll(() => town.close());

const admin = (text: string) => town.say("devin.sokol", text);
const rolesOf = async (who: string) => {
  const rows = await town.rows<{ granted: string[] }>(
    `select granted from people where email = '${who}@milwaukee.example'`,
  );
  return rows[0]?.granted;
};

describe("roles that an administrator gives", () => {
  test("hold from the next sentence on, are on the trail, and are taken back by a button", async () => {
    expect(read(await town.say("lee.nakamura", "admin close 2026-Q3"))).toContain("is for officers only");
    const given = await admin("admin role @lee officer");
    expect(read(given)).toContain("is equity officer once somebody confirms it\nAsked: Nadia Rahman.");
    expect(read(await town.say("lee.nakamura", "admin close 2026-Q3"))).toContain("is for officers only");
    expect(read(await town.say("nadia.rahman", "admin role confirm @lee"))).toContain("Lee Nakamura is equity officer");
    expect(read(await town.say("lee.nakamura", "admin close 2026-Q3"))).toContain("Closed Q3 2026");
    const undone = await town.press("devin.sokol", button(given, "Undo"));
    expect(read(undone)).toContain("is no longer equity officer from today");
    expect(await rolesOf("lee.nakamura")).toEqual([]);
    expect(read(await town.say("lee.nakamura", 'admin reopen 2026-Q3 because "a test"'))).toContain(
      "for officers only",
    );
    const trail = await town.rows<{ action: string; details: unknown }>(
      "select action, details from audit_entries where action like 'person.%role' or action like 'person.%officer' order by id",
    );
    expect(trail.map(({ action }) => action)).toEqual([
      "person.grant-officer",
      "person.confirm-officer",
      "person.end-role",
    ]);
    expect(trail[1]?.details).toMatchObject({ role: "officer", before: [], after: ["officer"] });
  });

  test("are not confirmed by whoever asked, nor by whom it is about, and may be refused or taken back", async () => {
    const asked = async () => (await town.rows("select 1 from officers_to_confirm")).length;
    await admin("admin role @lee officer");
    expect(read(await admin("admin role @lee officer"))).toContain("waits to be confirmed");
    expect(errors(form(await admin("admin role confirm @lee"))).people).toContain("It takes somebody else");
    expect(read(await town.say("nadia.rahman", "admin role confirm @lee answer=no"))).toContain(
      "is not equity officer",
    );
    expect(await rolesOf("lee.nakamura")).toEqual([]);
    expect(errors(form(await town.say("nadia.rahman", "admin role confirm @lee"))).people).toContain("Nobody waits");

    await town.press("devin.sokol", button(await admin("admin role @lee officer"), "Undo"));
    expect(await asked()).toBe(0);
  });

  test("given again, or ended where there is none, change nothing", async () => {
    expect(read(await admin("admin role nadia.rahman@milwaukee.example officer"))).toContain(
      "is equity officer already",
    );
    expect(read(await admin("admin role end @lee auditor"))).toContain("is not auditor");
  });

  test("are never an auditor's besides that one", async () => {
    const refused = await admin("admin role nadia.rahman@milwaukee.example auditor");
    expect(errors(form(refused)).role).toContain("an auditor can have no other role");
    expect(await rolesOf("nadia.rahman")).toEqual(["officer"]);
  });

  test("never leave the city without an administrator, however they end", async () => {
    expect(errors(form(await admin("admin role end devin.sokol@milwaukee.example admin"))).role).toContain(
      "That is the only administrator",
    );
    expect(read(await admin("admin person email=devin.sokol@milwaukee.example roles=none"))).toContain(
      "That is the only administrator",
    );
    await admin("admin role @lee admin");
    const end = (who: string, whose: string) =>
      town.press(who, { command: "admin role end", values: { people: [`${whose}@milwaukee.example`], role: "admin" } });
    await Promise.all([end("devin.sokol", "lee.nakamura"), end("lee.nakamura", "devin.sokol")]);
    const left = await town.rows("select 1 from people where 'admin' = any(granted)");
    expect(left).toHaveLength(1);
  });

  test("are nobody's to give but an administrator's", async () => {
    for (const who of ["nadia.rahman", "ana.torres", "bo.chen"])
      expect(read(await town.say(who, "admin role @lee admin"))).toContain("for administrators only");
  });
});

/** A file of people, as the operator's import reads it; `apply` lets it in. */
async function fileOf(...lines: string[]) {
  const bytes = new TextEncoder().encode(["email,roles", ...lines].join("\n"));
  const { bot, plan, stores } = town.app;
  const env = { stores, catalog: await bot.catalog(), city: plan.city, today: "2026-11-21" };
  const answers = { map: new Map(), dates: undefined, statuses: new Map(), skipBad: false, unknownAsCount: false };
  const read = await prepareImport("people", { name: "people.csv", bytes }, answers, env);
  const apply = async () => {
    if (!read.rows) throw new Error(JSON.stringify(read.problems));
    await read.apply({ actor: IMPORT_AUTHOR, request: `import:${lines.join()}`, year: 2026 });
  };
  return { ...read, apply };
}

describe("the equity officer's role in an imported file", () => {
  const bo = "bo.chen@milwaukee.example";
  const trail = async () => {
    const [entry] = await town.rows<{ details: object }>(
      "select details from audit_entries where action = 'person.import' order by id desc limit 1",
    );
    return entry?.details;
  };
  const asked = () =>
    town.rows<{ recipient: string }>(
      `select recipient from deliveries d join people p on p.id = (d.data->>'person')::bigint
        where d.kind = 'officer-to-confirm' and p.email = '${bo}' order by 1`,
    );

  test("is shown before, waits for a second press, is on the trail, and can be taken back", async () => {
    const file = await fileOf(`${bo},officer`);
    expect(file.rows).toEqual([{ line: 2, outcome: "changed", changes: ["officer waits to be confirmed"] }]);
    expect(file.said.join()).toMatch(/^Equity officer only once somebody confirms it: Bo Chen\. .*admin role confirm/);
    expect(await rolesOf("bo.chen")).toEqual([]);

    await file.apply();
    expect(await rolesOf("bo.chen")).toEqual([]);
    expect(read(await town.say("bo.chen", "admin close 2026-Q2"))).toContain("is for officers only");
    expect(await trail()).toMatchObject({ officer: { asked: expect.any(Array) }, file: { name: "people.csv" } });
    const able = await town.rows("select 1 from people where granted && array['officer', 'admin']");
    expect(await asked()).toHaveLength(able.length);

    // Another file that says so asks nobody again, and makes nobody officer.
    await (await fileOf(`${bo},officer`, "lee.nakamura@milwaukee.example,")).apply();
    expect(await asked()).toHaveLength(able.length);
    expect(await rolesOf("bo.chen")).toEqual([]);

    expect(read(await town.say("nadia.rahman", `admin role confirm ${bo}`))).toContain("Bo Chen is equity officer");
    expect(await rolesOf("bo.chen")).toEqual(["officer"]);
    expect((await fileOf(`${bo},officer`)).rows).toMatchObject([{ outcome: "unchanged", changes: [] }]);
    await town.rows(`update people set granted = '{}' where email = '${bo}'`);
  });

  test("goes beside a role that takes no second word", async () => {
    const file = await fileOf("patrick.oneil@milwaukee.example,admin;officer");
    await file.apply();
    expect(await rolesOf("patrick.oneil")).toEqual(["admin"]);
    await town.rows("update people set granted = '{}' where email = 'patrick.oneil@milwaukee.example'");
    await town.rows("delete from officers_to_confirm");
  });
});

test("an officer's role with nobody to confirm it holds at once, is on the trail, and shows until somebody confirms it", async () => {
  const officers = async () => (await town.app.readiness()).checks.officers;
  await town.rows("update people set granted = '{}' where 'officer' = any(granted)");
  await town.rows("update people set granted = '{}' where 'admin' = any(granted)");
  await town.rows("update people set granted = '{admin}' where email = 'devin.sokol@milwaukee.example'");
  expect(read(await admin("admin role @lee officer"))).toContain("There was nobody to confirm it");
  expect(await officers()).toContain("1 made officer with nobody there to confirm it");
  expect(read(await town.say("lee.nakamura", "status deliveries"))).not.toContain("is for");
  const [entry] = await town.rows<{ details: object }>(
    "select details from audit_entries where action = 'person.grant-officer' order by id desc limit 1",
  );
  expect(entry?.details).toMatchObject({ alone: true, before: [], after: ["officer"] });

  await admin("admin role @ana.torres admin");
  expect(read(await town.say("ana.torres", "admin role confirm @lee"))).toContain("Lee Nakamura is equity officer");
  expect(await officers()).toBe("ok");
});

test("a file that makes the first officer, with nobody on record to confirm it, does so at once, and that shows", async () => {
  await town.rows("update people set granted = '{}' where granted && array['officer', 'admin']");
  const file = await fileOf("nadia.rahman@milwaukee.example,officer", "devin.sokol@milwaukee.example,admin");
  expect(file.said.join()).toContain("Equity officer at once, for nobody is there to confirm it: Nadia Rahman");
  await file.apply();
  expect(await rolesOf("nadia.rahman")).toEqual(["officer"]);
  expect((await town.app.readiness()).checks.officers).toContain("1 made officer with nobody there to confirm it");
  expect(read(await admin("admin role confirm nadia.rahman@milwaukee.example"))).toContain(
    "Nadia Rahman is equity officer",
  );
  expect((await town.app.readiness()).checks.officers).toBe("ok");
});
