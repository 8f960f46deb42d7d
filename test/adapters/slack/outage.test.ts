import { afterEach, expect, test } from "vitest";
import { createSlackTown, type SlackTown, until } from "./slack-town.ts";

let slack: SlackTown;
afterEach(() => slack?.close());

const METHODS = ["chat.postMessage", "conversations.open", "auth.test"];

/** From now on Slack takes our token no more. */
function revoke(): void {
  const revoked = Array.from({ length: 500 }, () => ({ error: "token_revoked" }));
  for (const method of METHODS) slack.front.spoil(method, ...revoked);
}
const readyz = async () => {
  const answer = await fetch(`${slack.url}/readyz`);
  return { status: answer.status, words: await answer.text() };
};
const recordedYou = () =>
  slack.town.rows<{ state: string; reason: string }>(
    "select state, reason from deliveries where kind = 'recorded-you'",
  );
const hurry = () => slack.town.rows("update deliveries set next_at = now() where state = 'pending'");
const inPlayground = async (who: string) => {
  const query = new URLSearchParams({ as: `${who}@milwaukee.example`, at: "direct" });
  const page = (await (await fetch(`${slack.url}/home?${query.toString()}`)).json()) as {
    messages: { html: string }[];
  };
  return page.messages.map(({ html }) => html).join();
};

test("while a token is revoked messages wait; they go out once it works again, with no word too much", {
  timeout: 120_000,
}, async () => {
  slack = await createSlackTown({ DEMO: "on" });
  revoke();
  await slack.slash("ana.torres", "/training anti-racism 101 today with @bo.chen");
  await until(async () => (await recordedYou())[0]?.reason === "token_revoked");
  expect(await readyz()).toMatchObject({ status: 503, words: expect.stringContaining("token_revoked") });
  const status = await slack.town.say("nadia.rahman", "status deliveries");
  expect(JSON.stringify(status)).toContain("and will go out by itself: its token was revoked, or the app was removed");

  for (const method of METHODS) slack.front.heal(method);
  await until(async () => (await readyz()).status === 200);
  slack.front.calls.length = 0;
  await hurry();
  await until(async () => (await recordedYou())[0]?.state === "sent");
  await until(async () => (await slack.town.rows("select 1 from deliveries where state = 'pending'")).length === 0);
  expect(slack.front.callsOf("chat.postMessage").map(({ body }) => body.text)).toEqual([
    expect.stringContaining("Ana Torres recorded you"),
  ]);
});

test("the officer is told once that Slack refuses us, on another platform", { timeout: 120_000 }, async () => {
  slack = await createSlackTown({ DEMO: "on", PLAYGROUND: "on" });
  await slack.slash("bo.chen", "/equity me");
  revoke();
  await slack.slash("ana.torres", "/training anti-racism 101 today with @bo.chen");
  await until(async () => (await inPlayground("nadia.rahman")).includes("Slack refuses messages of the assistant"));
  expect(await inPlayground("nadia.rahman")).toContain("its token was revoked, or the app was removed");

  await hurry();
  await until(async () => (await inPlayground("bo.chen")).includes("Ana Torres recorded you"));
  expect((await inPlayground("nadia.rahman")).match(/Slack refuses messages/g)).toHaveLength(1);
});
