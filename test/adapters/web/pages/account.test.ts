import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type IdentityProvider, startIdentityProvider } from "../../../support/identity-provider.ts";
import { cookieOf, get, type PagesCity, post, startCity } from "./city.ts";

const OFFICER = "nadia.rahman@milwaukee.example";
const TENANT = "3f0d5c7e-1111-4222-8333-944455556666";
const ELSEWHERE = "99999999-1111-4222-8333-944455556666";
const OID = { officer: "0a0a0a0a-1111-4222-8333-944455556666", imported: "0b0b0b0b-1111-4222-8333-944455556666" };
const TEAMS = {
  TEAMS_APP_ID: "5c5c5c5c-1111-4222-8333-944455556666",
  TEAMS_APP_PASSWORD: "not used here",
  TEAMS_TENANT_ID: TENANT,
};

// Signing in with the account of the city: real HTTP, real keys, and everything a token or an answer may be wrong in.
describe("signing in with the city's account", () => {
  let provider: IdentityProvider;
  let city: PagesCity;
  let [first, second] = ["", ""];
  beforeAll(async () => {
    provider = await startIdentityProvider();
    city = await startCity("server", { replicas: 2, env: { ...provider.env, ...TEAMS } });
    [first = "", second = ""] = city.urls;
    const link = (email: string, tenant: string, oid: string) =>
      city.rows(
        `insert into identities (platform, tenant, user_id, person) select 'teams', '${tenant}', '${oid}', id from people where key = '${email}'`,
      );
    await link(OFFICER, TENANT, OID.officer);
    // A list of people names ids without their tenant.
    await link("ana.torres@milwaukee.example", "", OID.imported);
  }, 120_000);
  afterAll(async () => {
    await city?.stop();
    await provider?.stop();
  });
  beforeEach(() => {
    provider.account = { tid: TENANT, oid: OID.officer };
    provider.forge = undefined;
    provider.wrongKey = false;
  });

  /** As a browser goes: to the provider, and back with what it gave. */
  async function goAndReturn(
    { to = "/overview", change = (back: URL) => back, keep = (cookie: string) => cookie } = {},
    here = first,
  ): Promise<Response> {
    const left = await get(`${here}/in/with?to=${encodeURIComponent(to)}`);
    const there = await fetch(left.headers.get("location") ?? "", { redirect: "manual" });
    const back = change(new URL(there.headers.get("location") ?? ""));
    return get(here + back.pathname + back.search, { Cookie: keep(cookieOf(left)) });
  }

  const refused = async (answer: Response) => ({
    status: answer.status,
    said: /<h1>([^<]*)/.exec(await answer.text())?.[1],
    session: /session=[\w-]{43}/.test(answer.headers.get("set-cookie") ?? ""),
  });
  const sessionIn = (answer: Response) => /session=[\w-]{43}/.exec(answer.headers.get("set-cookie") ?? "")?.[0] ?? "";

  test("whoever is linked comes back to the page they asked for, on any replica", async () => {
    const asked = await get(`${first}/overview?period=2026-Q3`);
    const signIn = await (await get(first + (asked.headers.get("location") ?? ""))).text();
    const back = await goAndReturn({ to: "/overview?period=2026-Q3" }, second);

    expect(signIn).toContain('href="/in/with?to=%2Foverview%3Fperiod%3D2026-Q3"');
    expect([back.status, back.headers.get("location")]).toEqual([303, "/overview?period=2026-Q3"]);
    const page = await get(`${first}/overview`, { Cookie: sessionIn(back) });
    expect([page.status, (await page.text()).includes("Nadia Rahman")]).toEqual([200, true]);
    const [told] = await city.rows(
      "select details->>'way' as way from audit_entries where action = 'web.sign-in' order by id desc limit 1",
    );
    expect(told).toEqual({ way: "identity provider" });
  });

  test("an id that was imported without a tenant is one of the city's own", async () => {
    provider.account = { tid: TENANT.toUpperCase(), oid: OID.imported };
    const page = await get(`${first}/departments/DPW`, { Cookie: sessionIn(await goAndReturn()) });
    expect([page.status, (await page.text()).includes("Ana Torres")]).toEqual([200, true]);
    provider.account = { tid: ELSEWHERE, oid: OID.imported };
    expect(await refused(await goAndReturn())).toMatchObject({ status: 400, session: false });
  });

  test.each<[string, (claims: Record<string, unknown>) => Record<string, unknown>]>([
    ["nonce", (claims) => ({ ...claims, nonce: "another" })],
    ["audience", (claims) => ({ ...claims, aud: "another-app" })],
    ["issuer", (claims) => ({ ...claims, iss: "https://elsewhere.example" })],
    ["age", (claims) => ({ ...claims, iat: Number(claims.iat) - 7200, exp: Number(claims.exp) - 7200 })],
    ["tenant", (claims) => ({ ...claims, tid: ELSEWHERE })],
    ["lack of an object id", (claims) => ({ ...claims, oid: undefined })],
  ])("a token that is wrong in its %s signs nobody in", async (_what, forge) => {
    provider.forge = forge;
    expect(await refused(await goAndReturn())).toEqual({ status: 400, said: "You were not signed in", session: false });
  });

  test("nor does a token by a key that is not the provider's", async () => {
    provider.wrongKey = true;
    expect(await refused(await goAndReturn())).toMatchObject({ status: 400, session: false });
  });

  test.each<[string, Parameters<typeof goAndReturn>[0]]>([
    ["another state", { change: changed("state", "another") }],
    ["another code", { change: changed("code", "another") }],
    ["no code", { change: changed("code", undefined) }],
    ["an answer to nothing this browser asked", { keep: () => "" }],
    ["a cookie that was tampered with", { keep: () => "asked=%7B%22memory%22%3A%22%5B%5D%22%7D" }],
  ])("%s signs nobody in", async (_what, how) => {
    expect(await refused(await goAndReturn(how))).toEqual({
      status: 400,
      said: "You were not signed in",
      session: false,
    });
  });

  test("the same answer works once", async () => {
    let address = "";
    const keep = { cookie: "" };
    await goAndReturn({
      change: (back) => {
        address = first + back.pathname + back.search;
        return back;
      },
      keep: (cookie) => {
        keep.cookie = cookie;
        return cookie;
      },
    });
    expect(await refused(await get(address, { Cookie: keep.cookie }))).toMatchObject({ status: 400, session: false });
  });

  test("an account that nobody has linked is told so, whatever e-mail it claims", async () => {
    provider.account = { tid: TENANT, oid: ELSEWHERE, email: OFFICER, preferred_username: OFFICER };
    expect(await refused(await goAndReturn())).toEqual({
      status: 403,
      said: "Your account is not on record",
      session: false,
    });
  });

  test("links are off, those that were made before, too", async () => {
    const link = await city.linkFor(OFFICER);
    const off = { status: 403, said: "Links are off here", session: false };
    expect(await refused(await get(first + link))).toEqual(off);
    expect(await refused(await post(first + link))).toEqual(off);
    expect(await refused(await post(`${first}/in`, { email: OFFICER }))).toEqual(off);
  });

  test("a press in chat sends no link, and says where to sign in", async () => {
    const [app] = city.apps;
    const who = { platform: "teams", tenant: TENANT, userId: OID.officer, kind: "member" } as const;
    const answer = await app?.handle({
      id: "open:1",
      author: who,
      place: { platform: "teams", tenant: TENANT, id: "a:1", kind: "direct" },
      input: { kind: "values", command: "page open", values: { path: "/overview" } },
    });
    expect(answer?.blocks).toEqual([
      { kind: "text", text: `The pages are at ${first}/overview. You sign in there with your city account.` },
    ]);
    expect(await city.rows("select 1 from deliveries where kind = 'sign-in'")).toEqual([]);
  });
});

function changed(name: string, value: string | undefined) {
  return (back: URL) => {
    if (value === undefined) back.searchParams.delete(name);
    else back.searchParams.set(name, value);
    return back;
  };
}
