import { afterAll, beforeAll, expect, test } from "vitest";
import { type App, createApp } from "../../src/app/app.ts";
import type { Listening } from "../../src/app/server.ts";
import { readConfig } from "../../src/config/config.ts";
import { freshDatabase, type TestDatabase } from "../support/databases.ts";

const TOKEN = "a-token-of-the-directory-0123456789-abc";
let database: TestDatabase;
let app: App;
let listening: Listening;

beforeAll(async () => {
  database = await freshDatabase();
  const config = readConfig({ DATABASE_URL: database.url, PLAN: "milwaukee", LOG_LEVEL: "silent", SCIM_TOKENS: TOKEN });
  app = await createApp({ ...config, port: 0 });
  listening = await app.start();
});
afterAll(async () => {
  await listening.stop();
  await app.close();
  await database.drop();
});

async function ask(method: string, path: string, body?: object, token = TOKEN) {
  const answer = await fetch(`http://127.0.0.1:${listening.port}/scim/v2${path}`, {
    method,
    headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/scim+json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: answer.status, location: answer.headers.get("Location"), json: await answer.json() };
}

const ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
const userIn = (name: string, department: string) => ({
  schemas: ["urn:ietf:params:scim:schemas:core:2.0:User", ENTERPRISE],
  externalId: `ext-${name}`,
  userName: `${name}@city.example`,
  displayName: name,
  active: true,
  [ENTERPRISE]: { department },
});
const departmentOf = async (name: string) => {
  const [person] = await app.stores.people.byEmail([`${name}@city.example`], "2099-01-01");
  return person?.department;
};

test("the started process answers the directory, finds departments as chat does, and leaves open what it does not know", async () => {
  expect((await ask("GET", "/Users", undefined, "another-token-that-is-long-enough-0123")).status).toBe(401);
  const [code, alias, unknown] = [
    await ask("POST", "/Users", userIn("one", "DPW")),
    await ask("POST", "/Users", userIn("two", "public works")),
    await ask("POST", "/Users", userIn("three", "Rolling Stock")),
  ];
  expect([code, alias, unknown].map(({ status }) => status)).toEqual([201, 201, 201]);
  expect(code.location).toMatch(/\/scim\/v2\/Users\/\d+$/);
  expect([await departmentOf("one"), await departmentOf("two"), await departmentOf("three")]).toEqual([
    "DPW",
    "DPW",
    undefined,
  ]);
  expect(await app.stores.scim.departmentsSaid()).toContainEqual({ said: "Rolling Stock", people: 1 });
  expect((await ask("GET", "/Users")).json).toMatchObject({ totalResults: 3 });
});
