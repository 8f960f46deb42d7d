import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { kinds } from "../../../../commands/kinds.ts";
import { SORTS } from "../../../../src/core/records/store.ts";
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

/** What its own export says of each record, by the number. */
async function exported(page: string): Promise<ReadonlyMap<string, Record<string, string>>> {
  const file = await (await post(`${url}/do`, passage(page, "CSV"), officer)).text();
  const rows = parse<Record<string, string>>(file.replace(/^\uFEFF/, ""), { columns: true });
  return new Map(rows.map((row) => [row.record ?? "", row]));
}

/** Every page of an order, to its end, by the page's own links. */
async function walked(plural: string, sort: string): Promise<(string | undefined)[]> {
  const seen: (string | undefined)[] = [];
  let href: string | undefined = `/records/${encodeURIComponent(plural)}?sort=${sort}`;
  while (href !== undefined) {
    const page: string = await (await get(url + href, officer)).text();
    seen.push(...idsIn(page));
    href = /<a class="button" href="([^"]+)">Next /.exec(page)?.[1]?.replaceAll("&amp;", "&");
  }
  return seen;
}

describe.each(kinds.all.map((kind) => [kind.plural, kind] as const))("the register of %s", (plural, kind) => {
  const column = (label: string | undefined) => kind.fields.find((field) => field.label === label)?.name ?? "";
  const dated = column(kind.dated ?? kind.fields.find(({ type }) => type === "day")?.label);
  const of = kind.fields.find(({ type }) => type === "department")?.name;

  test.each(SORTS)("by %s has the same records, in that order", async (sort) => {
    const first = await (await get(pageOf(plural), officer)).text();
    const all = idsIn(first).length === 0 ? new Map<string, Record<string, string>>() : await exported(first);
    if (sort === "department" && of === undefined)
      return expect((await get(`${pageOf(plural)}?sort=department`, officer)).status).toBe(404);
    const seen = await walked(plural, sort);
    expect([...seen].sort()).toEqual([...all.keys()].sort());
    const keys = seen.map((id = "") => {
      const row = all.get(id);
      if (sort === "number" || sort === "-number") return id;
      return (sort === "department" ? row?.[of ?? ""] : row?.[dated]) ?? "";
    });
    // What has no such day is listed by another one of its own: it tells nothing of the order.
    const said = keys.filter((key) => key !== "");
    const sorted = [...said].sort();
    expect(said).toEqual(sort === "newest" || sort === "-number" ? sorted.reverse() : sorted);
  });
});

test("a head says which way it orders, and turns it round", async () => {
  const page = await (await get(`${pageOf("training")}?sort=newest&undone=yes`, officer)).text();
  expect(page.match(/aria-sort="(\w+)"/g)).toEqual(['aria-sort="descending"']);
  expect(page).toMatch(
    /<a class="sort" href="[^"]*undone=yes&amp;sort=oldest">Held on<span class="hidden">: oldest first/,
  );
  expect(page).toContain('<input type="hidden" name="sort" value="newest">');
  expect(await (await get(pageOf("training"), officer)).text()).not.toContain("aria-sort");
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
  expect(await words("training?sort=salary")).toMatch(/^404 [\s\S]*salary/);
  expect(await words("holds?sort=department")).toMatch(/^404 [\s\S]*Holds have no department to be ordered by/);
  expect(await words("training?salary=high")).toMatch(/^404 [\s\S]*A register has no &quot;salary&quot;/);
  expect(await words("training?department=NOWHERE")).toMatch(/^404 [\s\S]*NOWHERE/);
  expect(await words("training?period=someday")).toMatch(/^404 /);
});
