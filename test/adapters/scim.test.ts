import fc from "fast-check";
import type { Hono } from "hono";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createScim } from "../../adapters/scim/index.ts";
import { IMPORT_AUTHOR } from "../../src/core/request/write.ts";
import { wholeMatch } from "../../src/core/understanding/names.ts";
import { button, createTown, form, read, type Town, table } from "../support/town.ts";

// The requests are those that Entra ID and Okta really send (files-and-people.md, 4).

const [OLD, NEW] = ["old-token-of-the-directory-0123456789", "new-token-of-the-directory-0123456789"];
const ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
const PATCH = "urn:ietf:params:scim:api:messages:2.0:PatchOp";

let town: Town;
let app: Hono;
let requests = 0;
const faults: unknown[] = [];

beforeAll(async () => {
  town = await createTown();
  const { stores, bot } = town.app;
  app = createScim({
    tokens: [OLD, NEW],
    store: stores.scim,
    base: () => "https://equity.example/scim/v2",
    today: () => "2026-11-21",
    writeOn: (today) => {
      requests += 1;
      const file = { name: "SCIM", hash: "" };
      return { actor: IMPORT_AUTHOR, request: `scim:${requests}`, year: 2026, today, file };
    },
    departments: async () => {
      const { departmentNames } = await bot.catalog();
      return (said) => [...wholeMatch(said, departmentNames)][0];
    },
    onFault: (error) => faults.push(error),
  });
});
afterAll(() => town.close());

// biome-ignore lint/suspicious/noExplicitAny: an answer of a protocol, looked into by the assertions
type Json = any;

async function ask(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
  const response = await app.request(`/scim/v2${path}`, {
    method,
    headers: { Authorization: `Bearer ${NEW}`, "Content-Type": "application/scim+json", ...headers },
    ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  return {
    status: response.status,
    etag: response.headers.get("ETag"),
    json: (text ? JSON.parse(text) : undefined) as Json,
  };
}

let made = 0;
/** As Entra provisions somebody. */
const entra = (more: object = {}) => {
  made += 1;
  return {
    schemas: ["urn:ietf:params:scim:schemas:core:2.0:User", ENTERPRISE],
    externalId: `0a1b2c3d-0000-4000-8000-${String(made).padStart(12, "0")}`,
    userName: `user${made}@city.example`,
    active: true,
    displayName: `User Number${made}`,
    emails: [{ primary: true, type: "work", value: `user${made}@city.example` }],
    meta: { resourceType: "User" },
    name: { formatted: `User Number${made}`, familyName: `Number${made}`, givenName: "User" },
    roles: [{ value: "admin" }],
    [ENTERPRISE]: { employeeNumber: `9${made}`, department: "Public Works", manager: "someone" },
    ...more,
  };
};
const created = async (more: object = {}) => (await ask("POST", "/Users", entra(more))).json;
const patch = (id: string, ...Operations: object[]) => ask("PATCH", `/Users/${id}`, { schemas: [PATCH], Operations });
const person = async (id: string) =>
  (
    await town.rows<Record<string, unknown>>(
      `select email, employee_id as employee, external_id as external, name, title, granted, left_on::text as "left",
        (select department from memberships m where m.person = p.id order by from_on desc, m.id desc limit 1) as department from people p where id = ${Number(id)}`,
    )
  )[0];

describe("the door", () => {
  test("either of two tokens opens it, anything else is 401", async () => {
    const status = async (token?: string) =>
      (await app.request("/scim/v2/Users", { headers: token === undefined ? {} : { Authorization: token } })).status;
    expect(await Promise.all([OLD, NEW].map((token) => status(`Bearer ${token}`)))).toEqual([200, 200]);
    const wrong = [undefined, "", "Bearer", `Bearer ${OLD}x`, `Basic ${OLD}`, OLD];
    expect(new Set(await Promise.all(wrong.map(status)))).toEqual(new Set([401]));
  });

  test("Entra's Test Connection is 200 with an empty list; groups are none", async () => {
    const probe = await ask("GET", `/Users?filter=${encodeURIComponent('userName eq "1f0e0000-non-existing"')}`);
    expect(probe).toMatchObject({
      status: 200,
      json: { totalResults: 0, Resources: [], itemsPerPage: 0, startIndex: 1 },
    });
    expect((await ask("GET", "/Groups")).json).toMatchObject({ totalResults: 0, Resources: [] });
    expect((await ask("GET", "/ServiceProviderConfig")).json).toMatchObject({ patch: { supported: true } });
  });
});

describe("a user of Entra", () => {
  test("becomes a person with keys and department; roles never", async () => {
    const { status, json } = await ask("POST", "/Users", entra({ title: "Plow Operator" }));
    expect(status).toBe(201);
    expect(json.meta).toMatchObject({ resourceType: "User", version: 'W/"1"' });
    expect(await person(json.id)).toMatchObject({
      email: json.userName,
      employee: json[ENTERPRISE].employeeNumber,
      external: json.externalId,
      department: "DPW",
      title: "Plow Operator",
      granted: [],
    });
  });

  test("who is on record already is linked, not doubled, and keeps roles; again it is 409", async () => {
    const body = entra({ userName: "devin.sokol@milwaukee.example", emails: undefined });
    const first = await ask("POST", "/Users", body);
    expect(first.status).toBe(201);
    expect(await person(first.json.id)).toMatchObject({ email: "devin.sokol@milwaukee.example", granted: ["admin"] });
    expect(await ask("POST", "/Users", body)).toMatchObject({ status: 409, json: { scimType: "uniqueness" } });
    const removed = await patch(first.json.id, { op: "Replace", path: "active", value: "False" });
    expect(removed).toMatchObject({ status: 400, json: { scimType: "mutability" } });
    expect(removed.json.detail).toContain("only administrator");
  });

  test.each<[string, object[], object]>([
    ["a capital and text for false", [{ op: "Replace", path: "active", value: "False" }], { left: "2026-11-21" }],
    ["Okta's value without a path", [{ op: "replace", value: { active: false } }], { left: "2026-11-21" }],
    [
      "a dotted key without a path",
      [{ op: "Add", value: { "name.givenName": "Zed", displayName: "Zed X" } }],
      { name: "Zed X" },
    ],
    [
      "an extension's key",
      [{ op: "Replace", path: `${ENTERPRISE}:department`, value: "Library" }],
      { department: "MPL" },
    ],
    [
      "an extension's object",
      [{ op: "add", value: { [ENTERPRISE]: { department: "Library" } } }],
      { department: "MPL" },
    ],
    [
      "an extension's dotted key",
      [{ op: "add", value: { [`${ENTERPRISE}:department`]: "Library" } }],
      { department: "MPL" },
    ],
    [
      "a work address by filter",
      [{ op: "Add", path: 'emails[type eq "work"].value', value: "other.address@city.example" }],
      { email: "other.address@city.example" },
    ],
    ["a manager as text, read past", [{ op: "Add", path: `${ENTERPRISE}:manager`, value: "77" }], {}],
    ["a title taken away stays on record", [{ op: "Remove", path: "title" }], { title: "Clerk" }],
    [
      "a department nobody knows",
      [{ op: "Replace", path: `${ENTERPRISE}:department`, value: "Moon Base" }],
      { department: "DPW" },
    ],
  ])("PATCH: %s", async (_what, operations, wanted) => {
    const { id } = await created({ title: "Clerk" });
    expect((await patch(id, ...operations)).status).toBe(200);
    expect(await person(id)).toMatchObject(wanted);
    await town.rows(`update people set email = null where email = 'other.address@city.example'`);
  });

  test("soft delete renames the user name: that is no e-mail address, and the person has left", async () => {
    const { id, userName } = await created();
    const renamed = `3f2a9c1d4b5e6f708192a3b4c5d6e7f8${userName}`;
    await patch(
      id,
      { op: "Replace", path: "userName", value: renamed },
      { op: "Replace", path: 'emails[type eq "work"].value', value: renamed },
      { op: "Replace", path: "active", value: "False" },
    );
    expect(await person(id)).toMatchObject({ email: userName, left: "2026-11-21" });
    await patch(id, { op: "Replace", path: "active", value: "True" });
    expect((await person(id))?.left).toBeNull();
  });

  test("active brings back only whom the directory had sent away", async () => {
    const { id } = await created();
    await town.rows(`update people set left_on = '2026-01-31' where id = ${id}`);
    await patch(id, { op: "replace", value: { active: false } }, { op: "replace", value: { active: true } });
    expect((await person(id))?.left).toBe("2026-01-31");
  });

  test("a new address with the same id is a rename with its history; somebody else's key is 409", async () => {
    const [{ id, userName }, other] = [await created(), await created()];
    await ask("PUT", `/Users/${id}`, entra({ externalId: undefined, userName: `new.${userName}`, emails: [] }));
    expect((await person(id))?.email).toBe(`new.${userName}`);
    expect(await town.rows(`select email from person_names where person = ${id}`)).toEqual([{ email: userName }]);
    const taken = await patch(id, {
      op: "Replace",
      path: `${ENTERPRISE}:employeeNumber`,
      value: other[ENTERPRISE].employeeNumber,
    });
    expect(taken).toMatchObject({ status: 409, json: { scimType: "uniqueness" } });
  });

  test("DELETE lets go of the user; the person stays", async () => {
    const { id } = await created();
    expect((await ask("DELETE", `/Users/${id}`)).status).toBe(204);
    expect((await ask("GET", `/Users/${id}`)).status).toBe(404);
    expect(await person(id)).toMatchObject({ left: null });
    const trail = await town.rows<{ action: string }>(
      `select action from audit_entries where subject = 'person:${id}' order by id`,
    );
    expect(trail.map(({ action }) => action)).toEqual(["person.import", "scim.unlink"]);
  });

  test("versions: the same again changes none, and a stale one is 412", async () => {
    const { id, displayName } = await created();
    const same = await patch(id, { op: "replace", path: "displayName", value: displayName });
    expect(same.etag).toBe('W/"1"');
    expect((await patch(id, { op: "replace", path: "displayName", value: "Q" })).etag).toBe('W/"2"');
    const body = { schemas: [PATCH], Operations: [{ op: "replace", path: "displayName", value: "R" }] };
    expect((await ask("PATCH", `/Users/${id}`, body, { "If-Match": 'W/"1"' })).status).toBe(412);
    expect((await ask("PATCH", `/Users/${id}`, body, { "If-Match": 'W/"2"' })).status).toBe(200);
  });

  test("filters and pages", async () => {
    const { id, userName, externalId } = await created();
    const count = async (filter: string) =>
      (await ask("GET", `/Users?filter=${encodeURIComponent(filter)}`)).json.totalResults;
    expect(await count(`userName eq "${userName.toUpperCase()}" and active eq true`)).toBe(1);
    expect(await count(`externalId eq "${externalId}"`)).toBe(1);
    expect(await count(`emails[type eq "work"].value eq "${userName}"`)).toBe(1);
    await patch(id, { op: "replace", value: { active: false } });
    expect(await count(`userName eq "${userName}"`)).toBe(1);
    expect(await ask("GET", "/Users?filter=userName%20co%20%22a%22")).toMatchObject({
      status: 400,
      json: { scimType: "invalidFilter" },
    });
    const [first, second] = await Promise.all([1, 3].map((at) => ask("GET", `/Users?startIndex=${at}&count=2`)));
    expect([first?.json.itemsPerPage, second?.json.startIndex]).toEqual([2, 3]);
    expect(first?.json.Resources[0].id).not.toBe(second?.json.Resources[0].id);
  });

  test("a department that nobody knows is asked of the officer once; the answer moves its people, and holds for later ones", async () => {
    const fleet = { [ENTERPRISE]: { department: "Rolling Stock" } };
    const [one, two] = [await created(fleet), await created(fleet)];
    expect([(await person(one.id))?.department, (await person(two.id))?.department]).toEqual([null, null]);
    const asked = await town.rows<{ data: unknown; recipient: string }>(
      `select data, recipient from deliveries where kind = 'directory-department' and occasion = 'rolling stock'`,
    );
    expect(asked.map(({ data }) => data)).toEqual([{ said: "Rolling Stock" }]);

    const listed = await town.say("nadia.rahman", "admin directory");
    expect(table(listed)).toContainEqual(["Rolling Stock", "2"]);
    const opened = await town.press("nadia.rahman", button(listed, "Say what “Rolling Stock” is"));
    const named = await town.send("nadia.rahman", form(opened), { department: "DPW" });
    expect(read(named)).toContain("2 people belong there now");
    expect((await person(two.id))?.department).toBe("DPW");
    expect((await person((await created(fleet)).id))?.department).toBe("DPW");
    expect(read(await town.say("nadia.rahman", "admin directory"))).not.toContain("Rolling Stock");

    const again = await town.press("nadia.rahman", button(named, "It is another one"));
    const other = await town.send("nadia.rahman", form(again), { department: "MHD" });
    expect(read(other)).toContain("3 people belong there now");
    expect((await person(one.id))?.department).toBe("MHD");
    expect(await town.rows(`select code from departments where 'Rolling Stock' = any(aliases)`)).toEqual([
      { code: "MHD" },
    ]);
    expect(read(await town.say("ana.torres", "admin directory"))).not.toContain("Rolling Stock");
  });

  test("a bodyful of anything never breaks anything and never pollutes", async () => {
    const { id } = await created();
    const word = fc.constantFrom(
      "active",
      "userName",
      "emails",
      "__proto__",
      "constructor",
      "name",
      "Operations",
      "op",
      "path",
      "value",
      "Replace",
      "remove",
      ENTERPRISE,
      "False",
    );
    const { any } = fc.letrec((tie) => ({
      any: fc.oneof(
        { maxDepth: 4 },
        word,
        fc.string(),
        fc.integer(),
        fc.boolean(),
        fc.constant(null),
        tie("list"),
        tie("map"),
      ),
      list: fc.array(tie("any"), { maxLength: 4 }),
      map: fc.dictionary(word, tie("any"), { maxKeys: 5 }),
    }));
    const operations = fc.record({
      Operations: fc.array(
        fc.record(
          { op: fc.constantFrom("Add", "replace", "Remove", "x"), path: fc.oneof(word, fc.string()), value: any },
          { requiredKeys: ["op"] },
        ),
        { maxLength: 4 },
      ),
    });
    const asked = fc.tuple(fc.constantFrom("POST", "PUT", "PATCH"), fc.oneof(any, operations));
    await fc.assert(
      fc.asyncProperty(asked, async ([method, body]) => {
        const { status } = await ask(method, method === "POST" ? "/Users" : `/Users/${id}`, body);
        expect(status).toBeLessThan(500);
      }),
      { numRuns: Number(process.env.SOAK ? 10_000 : 150), seed: 16 },
    );
    expect(({} as Record<string, unknown>).active).toBeUndefined();
    expect(faults).toEqual([]);
    expect(
      await town.rows("select 1 from people where 'admin' = any(granted) or 'officer' = any(granted)"),
    ).toHaveLength(2);
  });
});
