import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, expect, test } from "vitest";
import { kinds } from "../../../../commands/kinds.ts";
import { get, type PagesCity, post, signIn, startCity } from "./city.ts";

const OFFICER = "nadia.rahman@milwaukee.example";
const LEAD = "ana.torres@milwaukee.example";

let city: PagesCity;
let url = "";
let officer: Record<string, string>;
beforeAll(async () => {
  city = await startCity("server");
  url = city.urls[0] ?? "";
  officer = { Cookie: await signIn(city, OFFICER) };
}, 120_000);
afterAll(() => city?.stop());

const pageOf = (plural: string) => `${url}/records/${encodeURIComponent(plural)}`;
const idsIn = (page: string) => [...page.matchAll(/href="\/record\/([\w-]+)"/g)].map(([, id]) => id);

/** What one of the page's own buttons holds. */
function passage(page: string, label: string): Record<string, string> {
  const form = page.split("<form").find((one) => one.includes(`>${label}<`)) ?? "";
  const values = [...form.matchAll(/name="(action|request|back)" value="([^"]*)"/g)];
  return Object.fromEntries(values.map(([, name, value = ""]) => [name, value.replaceAll("&quot;", '"')]));
}

test.each(kinds.all.map(({ plural }) => plural))("the register of %s holds what its export holds", async (plural) => {
  const shown = await get(pageOf(plural), officer);
  const page = await shown.text();
  expect(shown.status).toBe(200);
  const ids = idsIn(page);
  if (ids.length === 0) return expect(page).toContain(`No ${plural} on record`);
  const file = await post(`${url}/do`, passage(page, "CSV"), officer);
  expect(file.headers.get("content-disposition")).toMatch(/^attachment; filename="[\w.-]+\.csv"$/);
  const rows = parse<Record<string, string>>((await file.text()).replace(/^\uFEFF/, ""), { columns: true });
  expect(
    rows
      .map(({ record }) => record)
      .slice(0, ids.length)
      .sort(),
  ).toEqual([...ids].sort());
});

test.each([
  ["/privacy", "Privacy", "What is kept"],
  ["/terms", "Terms of use", "under your name"],
])("%s is open to whoever wants to know before signing in", async (path, title, words) => {
  const shown = await get(url + path, {});
  const page = await shown.text();
  expect(shown.status).toBe(200);
  expect(page).toContain(`<h1>${title}</h1>`);
  expect(page).toContain(words);
});

test("a long register goes on, page by page, to its end", async () => {
  const write = (at: number) => ({ actor: 1, request: `register:${at}`, year: 2026 });
  const facts = { contact: undefined, focus: undefined, sector: undefined, class: undefined };
  const partner = { ...facts, languages: [], consent: undefined, owner: 1 };
  for (let at = 0; at < 60; at += 1)
    await city.apps[0]?.stores.partners.add({ name: `Partner ${at}`, ...partner }, "2026-11-02", write(at));
  const seen: (string | undefined)[] = [];
  let href: string | undefined = "/records/partners";
  while (href !== undefined) {
    const page: string = await (await get(url + href, officer)).text();
    seen.push(...idsIn(page));
    href = /<a class="button" href="([^"]+)">Next /.exec(page)?.[1]?.replaceAll("&amp;", "&");
  }
  expect(seen).toHaveLength(64);
  expect(new Set(seen).size).toBe(64);
});

test("a lead sees their own department's, and nobody else's", async () => {
  const lead = { Cookie: await signIn(city, LEAD) };
  const own = await (await get(pageOf("training"), lead)).text();
  expect(own).toContain("Public Works · ");
  expect((await get(`${pageOf("training")}?department=HEALTH`, lead)).status).toBe(403);
  expect((await get(`${url}/trail`, lead)).status).toBe(403);
  const hold = { command: "admin hold add", values: { covers: "department", value: "DPW", because: "Claim 26-118" } };
  await post(`${url}/do`, { action: JSON.stringify(hold), request: "hold-one", back: "/overview" }, officer);
  expect(await (await get(pageOf("holds"), officer)).text()).toContain("HO-2026-");
  const hidden = await (await get(pageOf("holds"), lead)).text();
  expect(hidden).toContain("No holds on record");
  expect(hidden).not.toContain("HO-2026-");
  const employee = { Cookie: await signIn(city, "bo.chen@milwaukee.example") };
  expect((await get(pageOf("training"), employee)).status).toBe(403);
  expect((await get(`${url}/reports`, employee)).status).toBe(403);
  expect((await get(`${url}/record/TR-2026-0001`, employee)).status).toBe(403);
});

test("what is undone is left out unless it is asked for", async () => {
  const [id = ""] = idsIn(await (await get(pageOf("training"), officer)).text());
  const undone = { command: "fix undo", values: { record: id, reason: "a slip" } };
  await post(`${url}/do`, { action: JSON.stringify(undone), request: "undo-one", back: "/records/training" }, officer);
  expect(idsIn(await (await get(pageOf("training"), officer)).text())).not.toContain(id);
  const all = await (await get(`${pageOf("training")}?undone=yes`, officer)).text();
  expect(all).toContain(`href="/record/${id}">${id}</a> <small>undone</small>`);
  const record = await (await get(`${url}/record/${id}`, officer)).text();
  expect(record).toContain("Every change, the newest first");
  expect(record).toMatch(/Nadia Rahman[\s\S]*a slip[\s\S]*Import/);
  expect(record).toContain("Put it back");
});

test("an address that asks for what there is not is answered in words", async () => {
  const words = async (path: string) => {
    const answer = await get(`${url}/records/${path}`, officer);
    return `${answer.status} ${await answer.text()}`;
  };
  expect(await words("unicorns")).toMatch(/^404 [\s\S]*unicorns/);
  expect(await words("training?sort=salary")).toMatch(/^404 [\s\S]*A register has no &quot;sort&quot;/);
  expect(await words("training?department=NOWHERE")).toMatch(/^404 [\s\S]*NOWHERE/);
  expect(await words("training?period=someday")).toMatch(/^404 /);
});
