import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { buttonOf, createSlackTown, type Said, type SlackTown, said, until } from "./slack-town.ts";

let slack: SlackTown;

beforeAll(async () => {
  slack = await createSlackTown();
});
afterAll(() => slack?.close());
beforeEach(async () => {
  slack.front.calls.length = 0;
  slack.front.posted.length = 0;
  await slack.town.rows("delete from places");
});

const bound = () => slack.town.rows<{ purpose: string; place: string; name: string | null }>("select * from places");
const bind = async (words = "department=dpw") =>
  (await said(await slack.slash("nadia.rahman", `/equity admin place ${words}`))).text;

/** What Slack says about the next channels it is asked for. */
const slackSays = (channel: object) => slack.front.answerNext("conversations.info", { ok: true, channel });

describe("binding a channel in Slack", () => {
  test("keeps the name people know it by", async () => {
    expect(await bind()).toContain("Bound");
    expect(JSON.stringify(await bound())).toContain("#dpw");
    expect(await bind("")).toContain("Public Works | #dpw");
  });

  test.each([
    ["that another organisation shares", { is_ext_shared: true }, "People of another organisation see this channel"],
    [
      "that another organisation is invited to",
      { is_pending_ext_shared: true },
      "People of another organisation see this channel",
    ],
    ["that is archived", { is_archived: true }, "This channel is archived"],
    ["it is not in", { is_member: false }, "I am not in this channel"],
  ])("%s is refused, and nothing is bound", async (_what, channel, words) => {
    slackSays({ id: slack.channel, name: "dpw", is_member: true, ...channel });
    expect(await bind()).toContain(words);
    expect(await bound()).toEqual([]);
  });

  test.each([
    ["does not know", { error: "channel_not_found" }, "I am not in this channel"],
    ["may not tell us about", { error: "missing_scope", needed: "groups:read" }, "the scope groups:read"],
    ["is silent about", "500", "Slack did not say whether others see this channel"],
  ] as const)("that Slack %s is refused, and nothing is bound", async (_what, fault, words) => {
    slack.front.spoil("conversations.info", fault);
    expect(await bind()).toContain(words);
    expect(await bound()).toEqual([]);
  });
});

describe("invited into a channel", () => {
  const joined = () => slack.event({ type: "member_joined_channel", user: slack.botUserId, channel: slack.channel });
  const greeting = async (): Promise<Pick<Said, "text" | "blocks">> => {
    await until(() => slack.front.callsOf("chat.postMessage").length > 0);
    const { text = "", blocks = "[]" } = slack.front.callsOf("chat.postMessage")[0]?.body ?? {};
    return { text, blocks: JSON.parse(blocks) };
  };
  const press = async (who: string) =>
    slack.press(who, buttonOf(await greeting(), "Say what this channel is for"), { container: { type: "message" } });

  test("it greets, and its button opens the form that binds this channel", async () => {
    await joined();
    expect((await greeting()).text).toContain("Mention me, or type /equity help");
    await press("nadia.rahman");
    await until(() => slack.front.callsOf("views.open").length > 0);
    await slack.submit("nadia.rahman", slack.lastView(), { department: "DPW", use: "department" });
    await until(async () => (await bound()).length > 0);
    expect(JSON.stringify(await bound())).toContain(slack.channel);
    expect(JSON.stringify(await bound())).toContain("#dpw");
  });

  test("the button does nothing for whoever may not bind a channel", async () => {
    await joined();
    await press("lee.nakamura");
    await until(() => slack.front.posted.length > 0);
    expect(slack.front.posted[0]?.body.text).toContain("for leads, officers and administrators only");
    expect(slack.front.callsOf("views.open")).toEqual([]);
  });

  test("that others see, it says so and offers nothing", async () => {
    slackSays({ id: slack.channel, name: "dpw", is_ext_shared: true, is_member: true });
    await joined();
    const { text, blocks } = await greeting();
    expect(text).toContain("People of another organisation see this channel");
    expect(JSON.stringify(blocks)).not.toContain("button");
  });

  test("as somebody else is, it says nothing", async () => {
    await slack.event({ type: "member_joined_channel", user: slack.userId("ana.torres"), channel: slack.channel });
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(slack.front.callsOf("chat.postMessage")).toEqual([]);
  });
});
