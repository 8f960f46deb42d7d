import { Hono } from "hono";
import { afterEach, describe, expect, test } from "vitest";
import { type Listening, listen } from "../../src/app/server.ts";
import { freePort } from "../support/free-port.ts";

const listening: Listening[] = [];
afterEach(async () => {
  for (const one of listening.splice(0)) await one.stop();
});

const TOKEN = "a-token-of-some-length";

async function serve(ops: { port?: number; token?: string }): Promise<string> {
  const routes = [new Hono().get("/words", (context) => context.text("hello"))];
  const readiness = async () => ({ ready: true, checks: { database: "ok" } });
  const metrics = async () => "equity_requests 1";
  const both = { port: undefined, token: undefined, ...ops };
  const server = await listen({ host: "127.0.0.1", port: 0, ops: both, routes, readiness, metrics });
  listening.push(server);
  return `http://127.0.0.1:${server.port}`;
}

const status = async (url: string, authorization?: string) =>
  (await fetch(url, authorization === undefined ? {} : { headers: { authorization } })).status;

describe("what operators look at", () => {
  test("stands beside everything else unless told otherwise", async () => {
    const url = await serve({});

    expect(await Promise.all([status(`${url}/readyz`), status(`${url}/metrics`), status(`${url}/words`)])).toEqual([
      200, 200, 200,
    ]);
  });

  test("is on a port of its own where OPS_PORT names it, and nowhere else", async () => {
    const port = await freePort();
    const url = await serve({ port });
    const ops = `http://127.0.0.1:${port}`;

    expect(await Promise.all([status(`${ops}/readyz`), status(`${ops}/metrics`), status(`${ops}/healthz`)])).toEqual([
      200, 200, 200,
    ]);
    expect(await Promise.all([status(`${url}/readyz`), status(`${url}/metrics`), status(`${ops}/words`)])).toEqual([
      404, 404, 404,
    ]);
    expect(await status(`${url}/healthz`)).toBe(200);
  });

  test.each(["Bearer wrong", `bearer ${TOKEN}`, TOKEN, ""])(
    "is kept from whoever says %j instead of the token",
    async (said) => {
      const url = await serve({ token: TOKEN });

      expect(await status(`${url}/metrics`, said)).toBe(401);
      expect(await status(`${url}/readyz`, said)).toBe(401);
      expect(await status(`${url}/metrics`, `Bearer ${TOKEN}`)).toBe(200);
      expect(await status(`${url}/healthz`)).toBe(200);
    },
  );
});
