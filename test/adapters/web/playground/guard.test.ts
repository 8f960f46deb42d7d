import { describe, expect, it } from "vitest";
import { createPlayground } from "../../../../adapters/web/playground/index.ts";
import { createFakeHost } from "./fake-host.ts";

const OURS = { host: "127.0.0.1:3000", origin: "http://127.0.0.1:3000" };

/** Asks a playground on 127.0.0.1:3000. */
function ask(headers: Record<string, string>, init: RequestInit & { path?: string; listens?: string } = {}) {
  const { host, asked } = createFakeHost();
  const app = createPlayground({ ...host, host: init.listens ?? "127.0.0.1" });
  const request = new Request(`http://127.0.0.1:3000${init.path ?? "/"}`, { ...init, headers });
  return Promise.resolve(app.fetch(request)).then((response) => ({ response, asked }));
}

const say = (text = "hello") =>
  new URLSearchParams({ as: "ana.torres@milwaukee.example", at: "direct", request: "r1", text });

const post = (headers: Record<string, string>, body: URLSearchParams = say()) =>
  ask(headers, { method: "POST", path: "/say", body });

describe("who is answered", () => {
  it.each(["127.0.0.1:3000", "localhost:3000", "[::1]:3000", "LOCALHOST:3000"])("by the name %s", async (host) => {
    const { response } = await ask({ host });
    expect(response.status).toBe(200);
  });

  it.each(["evil.example:3000", "127.0.0.1", "127.0.0.1:3001", "127.0.0.1.evil.example:3000", "0.0.0.0:3000", ""])(
    "not by the name %j",
    async (host) => {
      const { response } = await ask({ host });
      expect(response.status).toBe(403);
      expect(await response.text()).toContain("Open http://127.0.0.1:3000/");
    },
  );

  it.each(["Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Anything", "X-Real-IP", "Via"])(
    "nobody behind a proxy that says %s",
    async (name) => {
      const { response } = await ask({ ...OURS, [name]: "1.2.3.4" });
      expect(response.status).toBe(403);
      expect(await response.text()).toContain("not served through a proxy");
    },
  );

  it("nobody when the process listens beyond this machine", async () => {
    const { response } = await ask({ host: "0.0.0.0:3000" }, { listens: "0.0.0.0" });
    expect(response.status).toBe(403);
  });
});

describe("whose posts are taken", () => {
  it.each([
    ["our own pages'", OURS],
    ["a form's without a referrer", { ...OURS, origin: "null", "sec-fetch-site": "same-origin" }],
    ["a form's without an origin", { host: OURS.host, "sec-fetch-site": "same-origin" }],
    ["our own pages' by another name", { host: "localhost:3000", origin: "http://localhost:3000" }],
  ])("%s", async (_whose, headers) => {
    const { response, asked } = await post(headers);
    expect(response.status).toBe(303);
    expect(asked).toHaveLength(1);
  });

  it.each([
    ["another site's", { ...OURS, origin: "http://evil.example" }],
    ["another port's", { ...OURS, origin: "http://127.0.0.1:3001" }],
    ["another name's", { ...OURS, origin: "http://localhost:3000" }],
    ["an https page's", { ...OURS, origin: "https://127.0.0.1:3000" }],
    ["a sandboxed frame's", { ...OURS, origin: "null" }],
    ["a hidden origin's", { ...OURS, origin: "null", "sec-fetch-site": "cross-site" }],
    ["a sibling's", { ...OURS, "sec-fetch-site": "same-site" }],
    ["nobody's", { host: OURS.host }],
  ])("not %s", async (_whose, headers) => {
    const { response, asked } = await post(headers);
    expect(response.status).toBe(403);
    expect(asked).toEqual([]);
    expect(await response.text()).toContain("nothing was done");
  });
});

describe("how much is taken", () => {
  it("256 KB and no more", async () => {
    const { response, asked } = await post(OURS, say("x".repeat(256 * 1024)));
    expect(response.status).toBe(413);
    expect(asked).toEqual([]);
    expect(await response.text()).toContain("more than 256 KB");
  });

  it("no more either when the length is not told", async () => {
    const body = new ReadableStream({
      start(controller) {
        for (let part = 0; part < 30; part += 1) controller.enqueue(new TextEncoder().encode("x".repeat(10_000)));
        controller.close();
      },
    });
    const init = { method: "POST", path: "/say", body, duplex: "half" } as RequestInit;
    const { response } = await ask({ ...OURS, "content-type": "application/x-www-form-urlencoded" }, init);
    expect(response.status).toBe(413);
  });
});

describe("every answer", () => {
  it.each([
    ["the page", OURS, {}],
    ["a refusal", { host: "evil.example" }, {}],
    ["an asset", OURS, { path: "/assets/playground.js" }],
    ["a missing asset", OURS, { path: "/assets/..%2f..%2fpackage.json" }],
    ["a post", OURS, { method: "POST", path: "/say", body: say() }],
    ["an unreadable post", OURS, { method: "POST", path: "/press", body: say() }],
    ["the stream of changes", OURS, { path: "/events" }],
  ])("%s has the headers that keep others out", async (_what, headers, init) => {
    const { response } = await ask(headers, init);
    const policy = response.headers.get("content-security-policy");
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain("unsafe");
    expect(response.headers.get("x-content-type-options")).toBe("nosniff");
    expect(response.headers.get("referrer-policy")).toBe("no-referrer");
    expect(response.headers.get("cross-origin-opener-policy")).toBe("same-origin");
    expect(response.headers.get("cross-origin-resource-policy")).toBe("same-origin");
    expect(response.headers.get("cache-control")).toMatch(/^no-(?:store|cache)$/);
    await response.body?.cancel();
  });
});
