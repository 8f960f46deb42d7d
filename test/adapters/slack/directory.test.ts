import { afterEach, expect, test } from "vitest";
import { createSlackTown, type SlackTown, until } from "./slack-town.ts";

let slack: SlackTown;
afterEach(() => slack?.close());

const words = async () => {
  const answer = (await (await fetch(`${slack.url}/readyz`)).json()) as { checks: { slack: string } };
  return answer.checks.slack;
};
const told = () =>
  slack.town.rows<{ state: string; reason: string }>(
    "select state, reason from deliveries where kind = 'recorded-you'",
  );
const log = () => slack.slash("ana.torres", "/training anti-racism 101 today with Bo Chen");

test("a reading that Slack refused is taken up again when Slack wants, and /readyz says how far it is", async () => {
  slack = await createSlackTown({}, undefined, (_town, front) => front.spoil("users.list", { afterSeconds: 2 }));
  expect(await words()).toContain("the directory of people is still being read (0 so far)");
  await until(async () => (await words()) === "ok");
  expect(slack.front.callsOf("users.list").length).toBeGreaterThan(1);
});

test("a message to somebody not seen yet looks them up by their address", async () => {
  slack = await createSlackTown({}, undefined, (_town, front) => front.spoil("users.list", { error: "fatal_error" }));
  await log();
  await until(async () => (await told())[0]?.state === "sent");
  expect(slack.front.callsOf("users.lookupByEmail").map(({ body }) => body.email)).toContain(
    "bo.chen@milwaukee.example",
  );
});

test("while neither the directory nor the look-up answers it waits, and says why", async () => {
  slack = await createSlackTown({}, undefined, (_town, front) => {
    front.spoil("users.list", ...Array.from({ length: 50 }, () => ({ error: "fatal_error" })));
    front.spoil("users.lookupByEmail", ...Array.from({ length: 50 }, () => ({ error: "fatal_error" })));
  });
  await log();
  await until(async () => (await told())[0]?.reason === "directory_unread");
  slack.front.heal("users.lookupByEmail");
  await slack.town.rows("update deliveries set next_at = now() where kind = 'recorded-you' and state = 'pending'");
  await until(async () => (await told())[0]?.state === "sent");
});

test("somebody who joins is known at once", async () => {
  slack = await createSlackTown();
  const joined = {
    id: "U0FAKEJOINED",
    team_id: slack.teamId,
    real_name: "Bo Chen",
    profile: { email: "bo.chen@milwaukee.example" },
  };
  expect((await slack.event({ type: "team_join", user: joined })).status).toBe(200);
  slack.front.calls.length = 0;
  await slack.slash("ana.torres", "/equity me", { user_id: "U0FAKEJOINED" });
  expect(slack.front.callsOf("users.info")).toEqual([]);
});

test("in a channel shared with others the authorization says whose workspace it is", async () => {
  slack = await createSlackTown();
  const { signedEvent } = await import("./signing.ts");
  const event = {
    type: "app_mention",
    user: slack.userId("ana.torres"),
    text: `<@${slack.botUserId}> me`,
    channel: slack.channel,
    ts: "1.1",
  };
  const authorizations = [{ team_id: slack.teamId, enterprise_id: null }];
  const shared = { type: "event_callback", team_id: "T0PARTNER", event_id: "Ev0SHARED", event, authorizations };
  expect((await slack.send(signedEvent(shared))).status).toBe(200);
  const limited = { type: "app_rate_limited", team_id: slack.teamId, minute_rate_limited: 1_795_000_000 };
  expect((await slack.send(signedEvent(limited))).status).toBe(200);
});
