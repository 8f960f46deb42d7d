import { afterAll, beforeAll, expect, test } from "vitest";
import { get, type PagesCity, post, signIn, startCity } from "./city.ts";

const OFFICER = "nadia.rahman@milwaukee.example";
const FILE = [
  "Training Date,Class,Employee Email,Dept,Supervisor",
  "10/05/2026,Anti-Racism 101,ana.torres@milwaukee.example,DPW,",
  "10/05/2026,Anti-Racism 101,bo.chen@milwaukee.example,DPW,",
  "05/13/2027,Anti-Racism 101,lee.nakamura@milwaukee.example,DPW,",
  "10/05/2026,Anti-Racism 101,m.delgado@elsewhere.example,DPW,",
].join("\n");

let city: PagesCity;
let url = "";
let officer: Record<string, string>;
beforeAll(async () => {
  city = await startCity("server");
  url = city.urls[0] ?? "";
  officer = { Cookie: await signIn(city, OFFICER) };
}, 120_000);
afterAll(() => city?.stop());

/** What one of the page's forms holds, hidden inputs and chosen options. */
function filled(page: string, button: string): Record<string, string> {
  const form = page.split("<form").find((one) => one.includes(`>${button}<`)) ?? "";
  const hidden = [...form.matchAll(/name="(action|request|back)" value="([^"]*)"/g)];
  const chosen = [...form.matchAll(/<select id="[^"]*" name="(in\.[^"]*)"[\s\S]*?<option value="([^"]*)" selected/g)];
  return Object.fromEntries(
    [...hidden, ...chosen].map(([, name, value = ""]) => [name, value.replaceAll("&quot;", '"')]),
  );
}

/** As a browser sends the form of the page, with the file or without one. */
async function pressed(page: string, button: string, more: Record<string, string> = {}): Promise<string> {
  const answer = await post(`${url}/do`, { ...filled(page, button), ...more }, officer);
  return answer.text();
}

const form = async () => (await get(`${url}/import`, officer)).text();
const submit = (page: string) => /<button class="primary">([^<]+)</.exec(page)?.[1] ?? "";

test("a file is shown with its columns, and the rows that need a look first", async () => {
  const page = await form();
  const shown = await pressed(page, submit(page), { "in.of": "training", "in.file": FILE });
  expect(shown).toMatch(/<h1>Two rows need a look before anything can go in\.<\/h1>/);
  expect(shown).toMatch(/Line[\s\S]*>4<[\s\S]*Needs a look[\s\S]*>5<[\s\S]*Needs a look/);
  expect(shown).toContain('<option value="class=course" selected>course</option>');
  expect(shown).toContain('<option value="supervisor=-" selected>Leave out</option>');
  expect(shown).not.toMatch(/--(?:dates|map|status|unknown)/);
  expect(await pressed(shown, "Download the rows that need a look")).toMatch(/reason\r?\n05\/13\/2027/);

  const good = await pressed(shown, "Leave out the rows that need a look");
  expect(good).toMatch(/<h1>Two rows are ready, two need a look\.<\/h1>/);
  const again = await pressed(good, "Read again");
  expect(again).toMatch(/<h1>Two rows need a look before/);
});

test("who may not import is told so, and a file that is none in words", async () => {
  const employee = { Cookie: await signIn(city, "bo.chen@milwaukee.example") };
  expect((await get(`${url}/import`, employee)).status).toBe(403);
  const page = await form();
  const none = await pressed(page, submit(page), { "in.of": "training", "in.file": "hello" });
  expect(none).toMatch(/None of the first 20 lines names columns/);
  expect(none).not.toContain("--map");
  const people = await pressed(page, submit(page), { "in.of": "people", "in.file": "email,name\na@b.example,A" });
  expect(people).toContain("You may not do that.");
});
