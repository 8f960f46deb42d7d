import { describe, expect, it } from "vitest";
import { createPlayground, type PlaygroundHost } from "../../../../adapters/web/playground/index.ts";
import { heading, reply, text } from "../../../../src/core/reply/reply.ts";
import { createFakeHost, everyInput, receipt } from "./fake-host.ts";

const ANA = "ana.torres@milwaukee.example";
const ours = { host: "127.0.0.1:3000", origin: "http://127.0.0.1:3000" };

type Answers = Parameters<typeof createFakeHost>[0];

interface News {
  failed: boolean;
  request: string;
  exchanges: { id: string; html: string; last: boolean }[];
}

/** A page of somebody somewhere, as a browser without JavaScript sees it. */
function visit(answers?: Answers, change: Partial<PlaygroundHost> = {}) {
  const { host, asked } = createFakeHost(answers);
  const app = createPlayground({ ...host, ...change });
  const fetch = (path: string, init: RequestInit = {}) =>
    Promise.resolve(
      app.fetch(new Request(`http://127.0.0.1:3000${path}`, { ...init, headers: { ...ours, ...init.headers } })),
    );
  const page = async (at = "direct", as = ANA) => (await fetch(`/?as=${as}&at=${at}`)).text();
  const post = (path: string, fields: Record<string, string>, headers = {}) =>
    fetch(path, { method: "POST", body: new URLSearchParams({ as: ANA, at: "direct", ...fields }), headers });
  const say = (words: string, request = `r-${asked.length}`, more = {}) =>
    post("/say", { text: words, request, ...more });
  return { asked, fetch, page, post, say };
}

const count = (html: string, part: string) => html.split(part).length - 1;
const articles = (html: string) => count(html, "<article");

/** The value of the n-th hidden input of that name after a piece of the page. */
function hidden(html: string, name: string, after = "<main>"): string {
  const rest = html.slice(html.indexOf(after));
  const value = new RegExp(`name="${name}" value="([^"]*)"`).exec(rest)?.[1] ?? "";
  return value.replaceAll("&quot;", '"');
}

describe("the page", () => {
  it("says who and where one is, what can be said, and that the data is invented", async () => {
    const html = await visit().page();
    expect(html).toContain(
      '<option value="ana.torres@milwaukee.example" selected>Ana Torres, department lead</option>',
    );
    expect(html).toContain('<option value="direct" selected>Direct message</option>');
    expect(html).toContain("<code>/training log</code>");
    expect(html).toContain("Sample data");
  });

  it("does not call real data a sample", async () => {
    expect(await visit(undefined, { sample: async () => false }).page()).not.toContain("Sample data");
  });

  it("lists only what the person may use, and nothing internal", async () => {
    const html = await visit().page("direct", "bo.chen@milwaukee.example");
    expect(html).toContain("<code>/equity me</code>");
    expect(html).not.toContain("<code>/equity status</code>");
    expect(html).not.toContain("<code>/training names</code>");
  });

  it("shows a lead their own record and how things stand, an employee their own record only", async () => {
    const { page } = visit();
    expect(count(await page(), "Sessions and attendance")).toBeGreaterThan(0);
    expect(count(await page("direct", "bo.chen@milwaukee.example"), "Sessions and attendance")).toBe(0);
  });

  it("puts an example into the message box without JavaScript, too", async () => {
    const html = await (await visit().fetch("/?say=%2Ftraining+%22x%22")).text();
    expect(html).toContain('value="/training &quot;x&quot;" list="sayings"');
  });

  it("has no script or style of its own", async () => {
    const html = await visit().page();
    expect(html).not.toMatch(/<style| style=| on[a-z]+=|<script(?! src)/);
  });

  it("says in words that nobody is on record", async () => {
    const html = await visit(undefined, { people: async () => [] }).page();
    expect(html).toContain("Nobody is on record yet");
  });

  it("says in words that it cannot be shown, and tells the process", async () => {
    const faults: unknown[] = [];
    const broken = () => Promise.reject(new Error("down"));
    const { fetch } = visit(undefined, { people: broken, onFault: (error) => faults.push(error) });
    const response = await fetch("/");
    expect(response.status).toBe(503);
    expect(await response.text()).toContain("nothing was saved");
    expect(faults).toHaveLength(1);
  });
});

describe("a message", () => {
  it("reaches the core with its author, place and root, and comes back on the page", async () => {
    const { say, page, asked } = visit({ say: () => receipt() });
    const response = await say("/training 12 people took it", "web:1");
    expect(response.status).toBe(303);
    expect(response.headers.get("location")).toMatch(/^\/\?as=ana\.torres%40milwaukee\.example&at=direct#x/);
    expect(asked).toEqual([
      {
        id: "playground:web:1",
        author: { platform: "web", tenant: "playground", userId: ANA, email: ANA, name: "Ana Torres", kind: "member" },
        place: { platform: "web", tenant: "playground", id: `direct:${ANA}`, kind: "direct" },
        input: { kind: "text", root: "training", text: "12 people took it" },
      },
    ]);
    expect(await page()).toContain("<h3>Recorded TR-2026-0147</h3>");
  });

  it("in a channel is answered privately, and says so", async () => {
    const { say, page, asked } = visit({ say: () => receipt() });
    await say("12 people took it", "r1", { at: "DPW" });
    expect(asked[0]?.place).toEqual({ platform: "web", tenant: "playground", id: "DPW", kind: "channel" });
    expect(await page("DPW")).toContain("only you can see this");
    expect(articles(await page("direct"))).toBe(0);
    expect(articles(await page("DPW", "bo.chen@milwaukee.example"))).toBe(0);
  });

  it("answered for everyone in a channel says so", async () => {
    const { say, page } = visit({ say: () => ({ ...reply(text("Hello all")), visibility: "place" }) });
    await say("hello", "r1", { at: "DPW" });
    expect(await page("DPW")).toContain("everyone here can see this");
  });

  it("sent twice under one request is one exchange", async () => {
    const { say, page } = visit({ say: () => receipt() });
    await Promise.all([say("12 people", "r1"), say("12 people", "r1"), say("12 people", "r1")]);
    expect(articles(await page())).toBe(1);
  });

  it("that could not be handled stays in the box under its request until it is", async () => {
    let down = true;
    const { say, page } = visit({
      say: () => (down ? { ...reply(heading("Nothing was saved")), failed: true } : receipt()),
    });
    await say("12 people took it", "web:7");
    const html = await page();
    expect(html).toContain('value="12 people took it" list="sayings"');
    expect(hidden(html, "request", 'id="composer"')).toBe("web:7");
    down = false;
    await say("12 people took it", "web:7");
    const after = await page();
    expect(after).toContain('value="" list="sayings"');
    expect(hidden(after, "request", 'id="composer"')).not.toBe("web:7");
    expect(articles(after)).toBe(1);
  });

  it("is kept with the last sixty", async () => {
    const { say, page } = visit();
    for (let turn = 0; turn < 65; turn += 1) await say(`message ${turn}.`);
    const html = await page();
    expect(articles(html)).toBe(60);
    expect(html).not.toContain("message 4.");
    expect(html).toContain("message 64.");
  });

  it.each([
    ["an unknown person", { as: "who@city.example" }],
    ["an unknown place", { at: "NOWHERE" }],
    ["a request without an id", { request: "" }],
  ])("from %s is refused in words", async (_whom, fields) => {
    const { say, asked } = visit();
    const response = await say("hello", "r1", fields);
    expect(response.status).toBe(400);
    expect(await response.text()).toContain("nothing was saved");
    expect(asked).toEqual([]);
  });

  it("still finds its way when people can no longer be read", async () => {
    let down = false;
    const { host } = createFakeHost();
    const people = () => (down ? Promise.reject(new Error("down")) : host.people());
    const { say, page, asked } = visit(undefined, { people });
    await page();
    down = true;
    await say("12 people");
    expect(asked).toHaveLength(1);
    expect(await page()).toContain("12 people");
  });
});

describe("a button and a form", () => {
  const opened: Answers = { say: () => receipt(), press: () => reply(everyInput()) };

  const pressFirst = (html: string) => ({
    request: hidden(html, "request"),
    said: hidden(html, "said"),
    action: hidden(html, "action"),
    exchange: hidden(html, "exchange"),
  });

  it("a button asks for what it says, and its answer follows", async () => {
    const { say, page, post, asked } = visit(opened);
    await say("12 people");
    await post("/press", pressFirst(await page()));
    expect(asked[1]?.input).toEqual({
      kind: "values",
      command: "training names",
      values: { record: "TR-2026-0147" },
      ask: true,
    });
    const html = await page();
    expect(articles(html)).toBe(2);
    expect(html).toContain('<span class="hidden">You pressed: </span>Add names');
  });

  it("pressed twice is one request, pressed again later another", async () => {
    const { say, page, post, asked } = visit(opened);
    await say("12 people");
    const press = pressFirst(await page());
    await Promise.all([post("/press", press), post("/press", press)]);
    expect(asked[1]?.id).toBe(asked[2]?.id);
    expect(articles(await page())).toBe(2);
    await post("/press", pressFirst(await page()));
    expect(asked[3]?.id).not.toBe(asked[2]?.id);
  });

  it("a form that is sent is closed, and its answer follows", async () => {
    const { say, page, post } = visit({ say: () => reply(everyInput()), press: () => receipt() });
    await say("/training");
    await post("/press", { ...pressFirst(await page()), "in.employees": "12" });
    const html = await page();
    expect(html).toContain('<p class="sent">Sent: Record who attended a training session.</p>');
    expect(html).toContain("Recorded TR-2026-0147");
  });

  it("a form that must be looked at again stays where it is", async () => {
    const { say, page, post } = visit({
      say: () => reply(everyInput()),
      press: () => reply(everyInput("I don't know that course.")),
    });
    await say("/training");
    await post("/press", { ...pressFirst(await page()), "in.course": "Antirasm" });
    const html = await page();
    expect(articles(html)).toBe(1);
    expect(html).toContain("I don&#39;t know that course.");
  });

  it("a form that could not be handled keeps what was typed and its request, and says why", async () => {
    const { say, page, post } = visit({
      say: () => reply(everyInput()),
      press: () => ({ ...reply(heading("Nothing was saved")), failed: true }),
    });
    await say("/training");
    const press = pressFirst(await page());
    await post("/press", { ...press, "in.people": "@ana and @bo" });
    const html = await page();
    expect(articles(html)).toBe(1);
    expect(html).toContain('value="@ana and @bo"');
    expect(html).toContain('<div class="notice" role="alert"><h3>Nothing was saved</h3></div>');
    expect(hidden(html, "request")).toBe(press.request);
  });

  it("a button that could not be handled keeps its request", async () => {
    const { say, page, post } = visit({
      say: () => receipt(),
      press: () => ({ ...reply(text("Down")), failed: true }),
    });
    await say("12 people");
    const press = pressFirst(await page());
    await post("/press", press);
    expect(hidden(await page(), "request")).toBe(press.request);
  });

  it("a sheet arrives as a file, too", async () => {
    const { say, page, fetch, asked } = visit({ say: () => reply(everyInput()) });
    await say("/training");
    const body = new FormData();
    for (const [name, value] of Object.entries({ as: ANA, at: "direct", ...pressFirst(await page()) }))
      body.set(name, value);
    body.set("in.sheet", "");
    body.set("file.sheet", new File(["name\nAna Torres\n"], "sheet.csv"));
    await fetch("/press", { method: "POST", body });
    expect(asked[1]?.input).toMatchObject({ values: { record: "TR-2026-0147", sheet: "name\nAna Torres\n" } });
  });

  it.each(["", "{", "[]", '{"command":"fix"}'])("a forged action %j is refused in words", async (action) => {
    const { post, asked } = visit();
    const response = await post("/press", { request: "r1", said: "Edit", action });
    expect(response.status).toBe(400);
    expect(asked).toEqual([]);
  });
});

describe("for the page's script", () => {
  const script = { accept: "application/json" };

  it("a message is answered with its exchange and the next request", async () => {
    const { post } = visit({ say: () => receipt() });
    const answer = (await (await post("/say", { text: "12 people", request: "r1" }, script)).json()) as News;
    expect(answer).toMatchObject({ failed: false, exchanges: [{ last: true }] });
    expect(answer.request).not.toBe("r1");
    expect(answer.exchanges[0]?.html).toContain("Recorded TR-2026-0147");
  });

  it("what went wrong is plain words", async () => {
    const { post } = visit();
    const response = await post("/press", { request: "r1" }, script);
    expect(response.headers.get("content-type")).toContain("text/plain");
    expect(await response.text()).toMatch(/^This could not be read, so nothing was saved/);
  });

  it("the home page comes by itself, with its time", async () => {
    const { fetch } = visit();
    const answer = (await (await fetch(`/home?as=${ANA}&at=direct`)).json()) as { html: string; now: string };
    expect(answer.now).toBe("Sat 21 Nov 14:05");
    expect(answer.html).toContain("<h3>Ana Torres</h3>");
  });
});
