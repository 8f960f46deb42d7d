import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type Bot, bundled, startBot } from "../../soak/bot.ts";
import { createSlackTown, type SlackTown, said, type Talk, until } from "./slack-town.ts";

// Two real processes on one database. Slack sends again what it thinks lost, and a load balancer gives it to either.

let slack: SlackTown;
let bots: Bot[];
/** Each process twice. */
let four: Talk[];

beforeAll(async () => {
  slack = await createSlackTown();
  const bundle = await bundled();
  bots = await Promise.all([1, 2].map(() => startBot(bundle, slack.environment)));
  const urls = bots.map(({ port }) => `http://127.0.0.1:${port}`);
  for (const url of urls) await until(async () => (await fetch(`${url}/readyz`)).ok);
  four = [...urls, ...urls].map((url) => slack.at(url));
}, 60_000);
afterAll(async () => {
  await Promise.all((bots ?? []).map((bot) => bot.stop()));
  await slack?.close();
});
beforeEach(() => {
  slack.front.calls.length = 0;
  slack.front.posted.length = 0;
});

const records = async () => (await slack.town.rows("select id from training_records")).length;
const texts = () => slack.front.callsOf("chat.postEphemeral").map(({ body }) => body.text);

const mention = (text: string) => ({
  type: "app_mention",
  user: slack.userId("ana.torres"),
  text: `<@${slack.botUserId}> ${text}`,
  channel: slack.channel,
  ts: "1.5",
});

/** What is posted is posted at once: nothing comes after the processes have been idle that long. */
const settled = () => new Promise((resolve) => setTimeout(resolve, 500));

test("a slash command sent four times is one record, and the same answer", async () => {
  const before = await records();
  const typed = "/training 31 people took Anti-Racism 101 yesterday";
  const answers = await Promise.all(four.map((talk) => talk.slash("ana.torres", typed, { trigger_id: "1.2.four" })));
  const words = await Promise.all(answers.map(async (answer) => (await said(answer)).text));
  expect(words[0]).toMatch(/^Recorded TR-/);
  expect(new Set(words).size).toBe(1);
  expect(await records()).toBe(before + 1);
});

test("a form sent four times is one record, and the same answer", async () => {
  const before = await records();
  await slack.slash("ana.torres", "/training antiracism 101 in public works yesterday");
  const view = slack.lastView();
  const answers = await Promise.all(four.map((talk) => talk.submit("ana.torres", view, { employees: "32" })));
  expect(await Promise.all(answers.map((answer) => answer.text()))).toEqual(["", "", "", ""]);
  await until(() => slack.front.posted.length === 4);
  expect(new Set(slack.front.posted.map(({ body }) => body.text)).size).toBe(1);
  expect(slack.front.posted[0]?.body.text).toContain("32 employees");
  expect(await records()).toBe(before + 1);
});

test("an event sent four times is one record, and one answer", async () => {
  const before = await records();
  const event = mention("33 people took Anti-Racism 101 yesterday");
  const answers = await Promise.all(four.map((talk) => talk.event(event, "Ev0FAKEFOUR")));
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
  await until(() => texts().length > 0);
  await settled();
  expect(texts()).toEqual([expect.stringContaining("33 employees")]);
  expect(await records()).toBe(before + 1);
});

test("an event that only asks is answered once, also when it comes again later", async () => {
  const ask = () => Promise.all(four.map((talk) => talk.event(mention("help training log"), "Ev0FAKEASK")));
  await ask();
  await until(() => texts().length > 0);
  await ask();
  await settled();
  expect(texts()).toHaveLength(1);
});

test("an invitation into a channel is greeted once", async () => {
  const joined = { type: "member_joined_channel", user: slack.botUserId, channel: slack.channel };
  await Promise.all(four.map((talk) => talk.event(joined, "Ev0FAKEJOINED")));
  await until(() => slack.front.callsOf("chat.postMessage").length > 0);
  await settled();
  expect(slack.front.callsOf("chat.postMessage").map(({ body }) => body.text)).toEqual([
    expect.stringContaining("/equity help"),
  ]);
});
