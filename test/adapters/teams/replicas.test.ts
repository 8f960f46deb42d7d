import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type Bot, bundled, startBot } from "../../soak/bot.ts";
import {
  actionIn,
  arrived,
  createTeamsTown,
  filledIn,
  type Talk,
  type TeamsTown,
  until,
  wordsOf,
} from "./teams-town.ts";

// Two real processes on one database. Teams sends again what it thinks lost, and a load balancer gives it to either.

let teams: TeamsTown;
let bots: Bot[];
/** Each process twice. */
let four: Talk[];

beforeAll(async () => {
  teams = await createTeamsTown();
  const bundle = await bundled();
  bots = await Promise.all([1, 2].map(() => startBot(bundle, teams.environment)));
  const urls = bots.map(({ port }) => `http://127.0.0.1:${port}`);
  for (const url of urls) await until(async () => (await fetch(`${url}/readyz`)).ok);
  four = [...urls, ...urls].map((url) => teams.at(url));
}, 60_000);
afterAll(async () => {
  await Promise.all((bots ?? []).map((bot) => bot.stop()));
  await teams?.close();
});
beforeEach(() => {
  teams.microsoft.calls.length = 0;
});

const records = async () => (await teams.town.rows("select id from training_records")).length;
const answers = () => arrived(teams.microsoft, `a:${teams.objectId("ana.torres")}`);

/** What is sent is sent at once: nothing comes after the processes have been idle that long. */
const settled = () => new Promise((resolve) => setTimeout(resolve, 500));

/** A card of one process, in the chat of Ana and the assistant. */
async function ask(text: string) {
  const [first] = four;
  await first?.say("ana.torres", text);
  await until(() => answers().length > 0);
  const call = teams.microsoft.callsOf("send").at(-1);
  return { card: call?.body, message: call?.id ?? "" };
}

test("a message sent four times is one record, and one answer, also when it comes again later", async () => {
  const before = await records();
  const message = teams.activity("ana.torres", { text: "31 people took Anti-Racism 101 yesterday" });
  const send = () => Promise.all(four.map((talk) => talk.post(message)));
  expect((await send()).map(({ status }) => status)).toEqual([200, 200, 200, 200]);
  await until(() => answers().length > 0);
  await send();
  await settled();
  expect(answers().map(wordsOf)).toEqual([expect.stringContaining("31 employees")]);
  expect(await records()).toBe(before + 1);
});

test("a form sent four times is one record, and the same answer", async () => {
  const before = await records();
  const { card, message } = await ask("/training antiracism 101 in public works");
  const typed = { ...filledIn(card), employees: "32", heldOn: "2026-11-19" };
  const sent = four.map((talk) =>
    talk.press("ana.torres", actionIn(card, "Save training"), typed, { replyToId: message }),
  );
  const receipts = (await Promise.all(sent)).map(({ value }) => wordsOf(value));
  expect(receipts[0]).toMatch(/Recorded TR-\d{4}-\d{4}/);
  expect(new Set(receipts).size).toBe(1);
  await settled();
  expect(answers()).toHaveLength(1);
  expect(await records()).toBe(before + 1);
});

test("a button whose press comes four times undoes once, and says the same", async () => {
  const { card, message } = await ask("33 people took Anti-Racism 101 yesterday");
  const undo = actionIn(card, "Undo");
  const sent = four.map((talk) => talk.press("ana.torres", undo, {}, { replyToId: message, id: "f:the-same" }));
  const said = (await Promise.all(sent)).map(({ value }) => wordsOf(value));
  expect(said[0]).toContain("Undone TR-");
  expect(new Set(said).size).toBe(1);
  await settled();
  expect(answers()).toHaveLength(1);
});

test("a form of a client that knows no more than Action.Submit is one record, and one answer", async () => {
  const before = await records();
  const { card, message } = await ask("/training antiracism 101 in public works");
  const typed = { ...filledIn(card), employees: "34", heldOn: "2026-11-18" };
  const inputs = Object.fromEntries(Object.entries(typed).map(([name, value]) => [`in:${name}`, value]));
  const value = { ...actionIn(card, "Save training").fallback?.data, ...inputs };
  const sent = teams.activity("ana.torres", { text: "", value, replyToId: message });
  await Promise.all(four.map((talk) => talk.post(sent)));
  await until(() => teams.microsoft.callsOf("update").length > 0);
  await settled();
  expect(teams.microsoft.callsOf("update").map(({ body }) => wordsOf(body))).toEqual([
    expect.stringContaining("34 employees"),
  ]);
  expect(await records()).toBe(before + 1);
});

test("an installation is greeted once", async () => {
  const installed = teams.activity("ana.torres", { type: "installationUpdate", action: "add" });
  await Promise.all(four.map((talk) => talk.post(installed)));
  await until(() => answers().length > 0);
  await settled();
  expect(answers().map(wordsOf)).toEqual([expect.stringContaining("Ana Torres")]);
});
