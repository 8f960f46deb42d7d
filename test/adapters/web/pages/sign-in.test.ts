import { request } from "node:http";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { cookieOf, get, type PagesCity, post, signIn, startCity } from "./city.ts";

const OFFICER = "nadia.rahman@milwaukee.example";
const LEAD = "ana.torres@milwaukee.example";

/** By a name that is not ours: a browser that was led here by somebody else's. */
const statusAt = (url: string, host: string) =>
  new Promise<number | undefined>((resolve, reject) => {
    const asked = request(`${url}/overview`, { headers: { Host: host } }, (answer) => {
      answer.resume();
      resolve(answer.statusCode);
    });
    asked.on("error", reject).end();
  });

describe.each(["embedded", "server"] as const)("signing in on %s", (engine) => {
  let city: PagesCity;
  let [first, second] = ["", ""];
  // The embedded database has no second connection by which to look into it, or to make time pass.
  const onServer = test.runIf(engine === "server");
  beforeAll(async () => {
    // The embedded database belongs to one process; a server is shared by replicas.
    city = await startCity(engine, { replicas: engine === "server" ? 2 : 1 });
    first = city.urls[0] ?? "";
    second = city.urls[1] ?? first;
  }, 120_000);
  afterAll(() => city.stop());

  test("looking at a link uses nothing up and sets no cookie, and pressing signs in, on any replica", async () => {
    const link = await city.linkFor(OFFICER);
    for (const method of ["GET", "HEAD", "GET"]) {
      const looked = await get(first + link, {}, method);
      expect([looked.status, looked.headers.get("set-cookie")]).toEqual([200, null]);
    }
    const asked = await get(second + link);
    expect(await asked.text()).toContain("Sign in as Nadia Rahman?");
    const pressed = await post(second + link);
    expect([pressed.status, pressed.headers.get("location")]).toEqual([303, "/overview"]);
    expect(pressed.headers.get("set-cookie")).toMatch(
      /^session=[\w-]{43}; Max-Age=\d+; Path=\/; HttpOnly; SameSite=Lax$/,
    );
    const shown = await get(`${first}/overview`, { Cookie: cookieOf(pressed) });
    expect([shown.status, (await shown.text()).includes("requirements are met")]).toEqual([200, true]);
  });

  onServer("a link works once, also where two press at once, and not after a newer one, or ten minutes", async () => {
    const link = await city.linkFor(LEAD);
    const race = await Promise.all([post(first + link), post(second + link), post(first + link)]);
    expect(race.map(({ status }) => status).sort()).toEqual([303, 410, 410]);
    expect((await get(first + link)).status).toBe(410);
    const older = await city.linkFor(LEAD);
    const newer = await city.linkFor(LEAD);
    expect((await post(first + older)).status).toBe(410);
    await sql("update web_links set expires = now() - interval '1 second' where used is null");
    expect((await post(first + newer)).status).toBe(410);
    expect((await post(`${first}/in/${"x".repeat(43)}`)).status).toBe(410);
    expect((await post(`${first}/in/nothing`)).status).toBe(410);
  });

  test("only a form of our own signs in", async () => {
    const link = await city.linkFor(LEAD);
    const elsewhere = { "Sec-Fetch-Site": "cross-site", Origin: "https://evil.example" };
    expect((await post(first + link, {}, elsewhere)).status).toBe(403);
    expect((await post(first + link, {}, { "Content-Type": "application/json" })).status).toBe(403);
    expect(await statusAt(first, "evil.example")).toBe(421);
    // Under no-referrer our own form sends this.
    expect((await post(first + link, {}, { Origin: "null" })).status).toBe(303);
  });

  onServer("a role, a person and a session that ended are out at the next click", async () => {
    const cookie = { Cookie: await signIn(city, OFFICER) };
    expect((await get(`${first}/overview`, cookie)).status).toBe(200);
    await sql("update people set granted = '{}' where email = 'nadia.rahman@milwaukee.example'");
    const moved = await get(`${second}/overview`, cookie);
    expect([moved.status, moved.headers.get("location")]).toEqual([303, "/me"]);
    await sql(
      "update people set granted = '{officer}', left_on = '2026-11-20' where email = 'nadia.rahman@milwaukee.example'",
    );
    expect((await get(`${second}/overview`, cookie)).headers.get("location")).toMatch(/^\/in\?to=/);
    await sql("update people set left_on = null where email = 'nadia.rahman@milwaukee.example'");
    expect((await get(`${first}/overview`, cookie)).status).toBe(200);
    expect((await post(`${second}/out`, {}, cookie)).headers.get("location")).toBe("/in");
    expect((await get(`${first}/overview`, cookie)).status).toBe(303);
  });

  onServer.each([
    ["idle for eight hours", "seen = now() - interval '8 hours 1 minute'"],
    ["seven days old", "began = now() - interval '7 days 1 minute'"],
  ])("a session that is %s is over", async (_words, changed) => {
    const cookie = { Cookie: await signIn(city, LEAD) };
    expect((await get(`${first}/departments/DPW`, cookie)).status).toBe(200);
    await sql(`update web_sessions set ${changed}`);
    expect((await get(`${first}/departments/DPW`, cookie)).status).toBe(303);
  });

  test("a cookie that was planted, or is another city's, signs nobody in and is replaced", async () => {
    const planted = `session=${"p".repeat(43)}`;
    expect((await get(`${first}/overview`, { Cookie: planted })).status).toBe(303);
    const signedIn = await post(first + (await city.linkFor(LEAD)), {}, { Cookie: planted });
    expect(cookieOf(signedIn)).not.toBe(planted);
    expect((await get(`${first}/departments/DPW`, { Cookie: planted })).status).toBe(303);
  });

  onServer("two hundred sessions of one person leave the twenty that were used last", async () => {
    const [app] = city.apps;
    const person = await app?.stores.people.actor("bo.chen@milwaukee.example", "web", "2026-11-21");
    for (let at = 0; at < 200; at += 1) await app?.stores.web.begin(person?.id ?? 0, "link");
    expect(
      await sql(`select count(*)::int as n from web_sessions where ended is null and person = ${person?.id}`),
    ).toEqual([{ n: 20 }]);
  });

  onServer("a known and an unknown address are answered alike, and one link a minute is sent", async () => {
    const known = await post(`${first}/in`, { email: LEAD, to: "/departments/DPW" });
    const unknown = await post(`${first}/in`, { email: "nobody@elsewhere.example", to: "/overview" });
    expect(await known.text()).toBe(await unknown.text());
    expect([known.status, unknown.status]).toEqual([200, 200]);
    for (let at = 0; at < 5; at += 1) await post(`${second}/in`, { email: LEAD, to: "/overview" });
    const [sent] = (await sql("select count(*)::int as n from deliveries where kind = 'sign-in'")) as { n: number }[];
    expect(sent?.n).toBeLessThanOrEqual(2);
  });

  test.each(["//evil.example", "https://evil.example/", "/\\evil.example", "/overview\r\nX: y", "javascript:1"])(
    "a link never leads to %s",
    async (where) => {
      const pressed = await post(first + (await city.linkFor(OFFICER, where)));
      expect(pressed.headers.get("location")).toBe("/overview");
    },
  );

  onServer("whoever signed in is told in their own chat, where they can end it", async () => {
    const cookie = { Cookie: await signIn(city, LEAD) };
    const [app] = city.apps;
    const person = await app?.stores.people.actor(LEAD, "web", "2026-11-21");
    const [told] = (await sql(
      `select data->>'session' as session from deliveries where kind = 'signed-in' and recipient = 'person:${person?.id}' order by (data->>'session')::int desc limit 1`,
    )) as { session: string }[];
    const where = { platform: "web", tenant: "playground" } as const;
    await app?.handle({
      id: `end:${told?.session}`,
      author: { ...where, userId: LEAD, email: LEAD, kind: "member" },
      place: { ...where, id: `direct:${LEAD}`, kind: "direct" },
      input: { kind: "values", command: "page end", values: { session: told?.session } },
    });
    expect((await get(`${first}/departments/DPW`, cookie)).status).toBe(303);
    expect(await sql("select distinct action from audit_entries where action like 'web.%' order by 1")).toEqual(
      expect.arrayContaining([{ action: "web.end" }, { action: "web.sign-in" }]),
    );
  });

  onServer("no token is stored, and every answer says how it may be used", async () => {
    const cookie = await signIn(city, LEAD);
    const token = cookie.split("=")[1] ?? "";
    const found = await sql(`select 1 from web_sessions where hash = '${token}'`);
    expect(found).toEqual([]);
    const { headers } = await get(`${first}/departments/DPW`, { Cookie: cookie });
    expect(headers.get("cache-control")).toBe("no-store");
    expect(headers.get("referrer-policy")).toBe("no-referrer");
    expect(headers.get("content-security-policy")).toContain("frame-ancestors 'none'");
  });

  test.each([
    ["a department that does not exist", "/departments/NOPE", 404],
    ["a period that is none", "/overview?period=someday", 404],
    ["another department than one leads", "/departments/PARKS", 403],
  ])("%s is said in words, with its status", async (_words, path, status) => {
    const who = path.startsWith("/overview") ? OFFICER : LEAD;
    const answered = await get(first + path, { Cookie: await signIn(city, who) });
    const words = await answered.text();
    expect([answered.status, /<h1>[A-Z]/.test(words)]).toEqual([status, true]);
  });

  const sql = (statement: string) => city.rows(statement);
});
