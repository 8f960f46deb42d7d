import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createSlackTown, type SlackTown, until } from "./slack-town.ts";
import { createSocketSlack, type SocketSlack } from "./socket-slack.ts";

let far: SocketSlack;
let slack: SlackTown;
const rejections: unknown[] = [];
const note = (error: unknown) => rejections.push(error);

beforeAll(async () => {
  process.on("unhandledRejection", note);
  far = await createSocketSlack();
  slack = await createSlackTown({ SLACK_APP_TOKEN: "xapp-fake-token-of-the-tests" }, undefined, (_town, front) =>
    front.answer("apps.connections.open", { ok: true, url: far.url }),
  );
});
afterAll(async () => {
  await slack?.close();
  await far?.close();
  process.off("unhandledRejection", note);
  expect(rejections).toEqual([]);
});
beforeEach(() => {
  slack.front.calls.length = 0;
});

const command = (text: string) => ({
  command: "/training",
  text,
  user_id: slack.userId("ana.torres"),
  team_id: slack.teamId,
  channel_id: slack.channel,
  trigger_id: `1.2.${randomUUID()}`,
  response_url: `${slack.front.url}/hooks/1`,
});
const mention = (text: string, event_id: string) => ({
  type: "event_callback",
  team_id: slack.teamId,
  event_id,
  event: { type: "app_mention", user: slack.userId("ana.torres"), text, channel: slack.channel, ts: "1.5" },
});
const records = async () => (await slack.town.rows("select id from training_records")).length;
const slackIs = async (): Promise<string> => {
  const { checks } = (await (await fetch(`${slack.url}/readyz`)).json()) as { checks: { slack: string } };
  return checks.slack;
};
const works = async (count: number) => {
  const answer = await far.send("slash_commands", command(`${count} people took Anti-Racism 101 on Nov 3`));
  expect(answer.text).toMatch(/^Recorded TR-/);
};

describe("by Socket Mode", () => {
  test("a slash command is answered in its acknowledgement, after it was recorded", async () => {
    await works(12);
    expect(await records()).toBe(1);
    expect(await slackIs()).toBe("ok, by Socket Mode");
  });

  test("an event is acknowledged, and answered where it was said", async () => {
    expect(await far.send("events_api", mention("13 people took Anti-Racism 101 on Nov 3", "Ev0FAKESOCKET"))).toEqual(
      {},
    );
    await until(() => slack.front.callsOf("chat.postEphemeral").length > 0);
    expect(slack.front.callsOf("chat.postEphemeral")[0]?.body.text).toContain("13 employees");
  });

  test("a form says at its input what is wrong", async () => {
    await far.send("slash_commands", command("antiracism 101 in public works"));
    const view = slack.lastView();
    const [block = ""] = view.blocks.flatMap(({ block_id }) => (block_id?.startsWith("in:people:0") ? [block_id] : []));
    const user = { id: slack.userId("ana.torres"), team_id: slack.teamId };
    const values = { [block]: { value: { type: "plain_text_input", value: "zzyzx qqq" } } };
    const answer = await far.send("interactive", {
      type: "view_submission",
      team: { id: slack.teamId },
      user,
      view: { ...view, type: "modal", state: { values } },
    });
    expect(answer).toMatchObject({ response_action: "errors", errors: { [block]: expect.stringContaining("zzyzx") } });
  });

  test("another workspace's command does nothing", async () => {
    const before = await records();
    const typed = command("14 people took Anti-Racism 101 on Nov 3");
    expect(await far.send("slash_commands", { ...typed, team_id: "T0FAKEOTHER" })).toEqual({});
    expect(await records()).toBe(before);
  });

  test("what is no message of Slack's is survived", async () => {
    for (const text of ["null", "[]", "7", "{", '{"type":"events_api"}', '{"type":"slash_commands","payload":null}'])
      far.say(text);
    await works(15);
  });

  test("it connects anew when Slack asks for it", async () => {
    const before = far.connections();
    far.say(JSON.stringify({ type: "disconnect", reason: "refresh_requested" }));
    await until(async () => far.connections() > before && (await slackIs()).startsWith("ok"));
    await works(16);
  });

  test("it connects anew when the connection breaks while an answer is made, and what was recorded stays", async () => {
    const [before, connections] = [await records(), far.connections()];
    const lock = slack.town.rows("begin; lock table training_records; select pg_sleep(1); commit");
    await new Promise((resolve) => setTimeout(resolve, 100));
    void far.send("slash_commands", command("17 people took Anti-Racism 101 on Nov 3"));
    await new Promise((resolve) => setTimeout(resolve, 100));
    far.cut();
    await lock;
    await until(async () => (await records()) === before + 1);
    await until(async () => far.connections() > connections && (await slackIs()).startsWith("ok"));
    await works(18);
  });

  test("a token that Slack does not accept is named by /readyz, until it does", async () => {
    slack.front.answer("apps.connections.open", { ok: false, error: "invalid_auth" });
    far.cut();
    await until(async () => (await slackIs()) === "Slack does not accept SLACK_APP_TOKEN: invalid_auth.");
    slack.front.answer("apps.connections.open", { ok: true, url: far.url });
    await until(async () => (await slackIs()).startsWith("ok"));
    await works(19);
  });
});
