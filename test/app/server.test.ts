import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { type App, createApp } from "../../src/app/app.ts";
import type { Listening } from "../../src/app/server.ts";
import { readConfig } from "../../src/config/config.ts";
import { type Cable, startCable } from "../support/cable.ts";
import { freshDatabase, type TestDatabase } from "../support/databases.ts";

let database: TestDatabase;
let cable: Cable;
let app: App;
let listening: Listening;
let url: string;

beforeAll(async () => {
  database = await freshDatabase();
  cable = await startCable(database.url);
  const config = readConfig({ DATABASE_URL: cable.url, PLAN: "milwaukee", LOG_LEVEL: "silent", DEMO: "on" });
  app = await createApp({ ...config, port: 0 });
  await cable.cut();
  listening = await app.start();
  url = `http://127.0.0.1:${listening.port}`;
});
afterAll(async () => {
  await listening.stop();
  await app.close();
  await cable.cut();
  await database.drop();
});

const get = (path: string) => fetch(`${url}${path}`);

interface Ready {
  ready: boolean;
  checks: Record<string, string>;
}

async function readiness(): Promise<{ status: number } & Ready> {
  const answer = await get("/readyz");
  return { status: answer.status, ...((await answer.json()) as Ready) };
}

/** Waits until the process says that it is ready, or not; it looks for the database about once a second. */
async function becomes(status: number): Promise<void> {
  await vi.waitUntil(async () => (await readiness()).status === status, { timeout: 20_000, interval: 200 });
}

const me = () =>
  app.handle({
    id: "server:me",
    author: { platform: "web", tenant: "test", userId: "ana", email: "ana.torres@milwaukee.example", kind: "member" },
    place: { platform: "web", tenant: "test", id: "direct", kind: "direct" },
    input: { kind: "text", text: "me" },
  });

describe("while the database cannot be reached", () => {
  test("the process lives, is not ready, and says why in words", async () => {
    expect((await get("/healthz")).status).toBe(200);
    expect(await readiness()).toMatchObject({
      status: 503,
      ready: false,
      checks: { plan: "ok: Milwaukee (milwaukee)", database: "the database cannot be reached" },
    });
  });

  test("a person is told that nothing was saved, with a code to quote", async () => {
    const reply = await me();

    expect(reply.failed).toBe(true);
    expect(JSON.stringify(reply)).toMatch(/Nothing was saved.*Quote [2-9A-Z]{4} when/);
  });
});

describe("once it can be reached", () => {
  beforeAll(async () => {
    await cable.mend();
    await becomes(200);
  });

  test("it is ready without a restart, each part in words", async () => {
    expect(await readiness()).toMatchObject({ ready: true, checks: { database: "ok", migrations: "ok" } });
    expect((await me()).failed).toBeUndefined();
  });

  test("metrics are Prometheus text, and count answers and incidents", async () => {
    const answer = await get("/metrics");
    const body = await answer.text();

    expect(answer.headers.get("content-type")).toBe("text/plain; version=0.0.4; charset=utf-8");
    expect(body).toMatch(/^# HELP equity_request_seconds /m);
    expect(body).toMatch(/^equity_request_seconds_count\{outcome="answered"\} [1-9]/m);
    expect(body).toMatch(/^equity_request_seconds_count\{outcome="failed"\} [1-9]/m);
    expect(body).toMatch(/^equity_incidents_total [1-9]/m);
  });

  test("what is not there is a 404 in words", async () => {
    const answer = await get("/nowhere");

    expect(answer.status).toBe(404);
    expect(await answer.text()).toBe("There is nothing here.");
  });

  test("a port that is taken is refused in words", async () => {
    const second = await createApp({ ...app.config, port: listening.port });
    await expect(second.start()).rejects.toThrow(`Port ${listening.port} on 127.0.0.1 is in use. Set PORT to another`);
    await second.close();
  });

  test("it goes away and comes back, and so does the answer", async () => {
    await cable.cut();
    await becomes(503);
    expect((await me()).failed).toBe(true);

    await cable.mend();
    await becomes(200);
    expect((await me()).failed).toBeUndefined();
  });
});
