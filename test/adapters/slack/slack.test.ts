import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { forgeriesAt } from "./forgeries.ts";
import { nowSeconds, signedBody, signedForm } from "./signing.ts";
import { buttonOf, createSlackTown, type SlackTown, said, until } from "./slack-town.ts";

let slack: SlackTown;

beforeAll(async () => {
  slack = await createSlackTown();
});
afterAll(() => slack?.close());
beforeEach(() => {
  slack.front.calls.length = 0;
  slack.front.posted.length = 0;
  slack.front.answerHooksWith(200);
});

const records = () => slack.town.rows<{ id: string }>("select id from training_records");
const posts = () => slack.front.callsOf("chat.postMessage");

describe("a slash command", () => {
  test("is answered in the HTTP answer itself, after it was recorded", async () => {
    const answer = await said(await slack.slash("ana.torres", "/training 12 people took Anti-Racism 101 yesterday"));
    expect(answer.response_type).toBe("ephemeral");
    expect(answer.text).toMatch(
      /^Recorded TR-2026-\d{4}\nAnti-Racism 101 · Fri 20 Nov 2026 · Public Works · 12 employees/,
    );
    expect(await records()).toHaveLength(1);
    // A message that an earlier test caused may still be on its way.
    expect(slack.front.calls.filter(({ body }) => body.metadata === undefined)).toEqual([]);
  });

  test("sent four times at once is one record, and the same answer", async () => {
    const before = (await records()).length;
    const typed = "/training 31 people took Anti-Racism 101 on Nov 3";
    const answers = await Promise.all(
      [1, 2, 3, 4].map(() => slack.slash("ana.torres", typed, { trigger_id: "1.2.same" })),
    );
    const texts = await Promise.all(answers.map(async (answer) => (await said(answer)).text));
    expect(new Set(texts).size).toBe(1);
    expect(await records()).toHaveLength(before + 1);
  });

  test("that nobody understands names the three nearest commands", async () => {
    const answer = await said(await slack.slash("ana.torres", "/equity qwertz asdf"));
    expect(answer.text).toContain("I did not understand that");
    expect(answer.blocks?.find(({ type }) => type === "actions")?.elements).toHaveLength(3);
  });

  test("mentions a member who never wrote: Slack's own directory says who that is", async () => {
    const bo = slack.userId("bo.chen");
    const typed = `/training <@${bo}|bo> took Anti-Racism 101 on Nov 5`;
    expect((await said(await slack.slash("ana.torres", typed))).text).toContain("Named: Bo Chen");
    // Bo is told, which no other test is to see.
    await until(() => posts().length > 0);
  });

  test("that mentions a member nobody imported puts nobody on record, and knows them once they are", async () => {
    const typed = `/training <@${slack.userId("pat.newman")}> took Anti-Racism 101 on Nov 6`;
    const people = () => slack.town.rows("select id from people");
    const before = (await people()).length;
    await slack.slash("ana.torres", typed);
    expect(
      slack
        .lastView()
        .blocks.map((block) => JSON.stringify(block))
        .join(),
    ).toContain("I do not know");
    expect(await people()).toHaveLength(before);
    const pat = {
      email: "pat.newman@milwaukee.example",
      name: "Pat Newman",
      department: "DPW",
      tier: "employee",
    } as const;
    const write = { actor: 0, request: "test:pat", year: 2026 };
    const row = { ...pat, audience: "employee", seniorLeader: false, granted: [] } as const;
    await slack.town.app.stores.people.save(row, "2026-11-01", write);
    expect((await said(await slack.slash("ana.torres", typed))).text).toContain("Named: Pat Newman");
    await until(() => posts().length > 0);
  });

  test("that mentions somebody unknown asks, and its question holds no live mention", async () => {
    const answer = await slack.slash("ana.torres", "/training <@U0FAKENOBODY|nobody> took Anti-Racism 101 on Nov 5");
    const words = (await answer.text()) || JSON.stringify(slack.lastView());
    expect(words).toContain("U0FAKENOBODY");
    expect(words).not.toContain("<@");
  });

  test("of somebody Slack does not know is refused in words", async () => {
    const fields = { user_id: "U0FAKESTRANGER" };
    const answer = await said(await slack.slash("ana.torres", "/equity me", fields));
    expect(answer.text).toContain("I only work for members");
  });

  test("says so when Slack does not tell who somebody is", async () => {
    slack.front.spoil("users.info", { error: "internal_error" });
    const answer = await said(await slack.slash("ana.torres", "/equity me", { user_id: "U0FAKENEW" }));
    expect(answer.text).toMatch(/Slack did not say who you are.*Nothing was saved/);
  });

  test("from another workspace is refused", async () => {
    const answer = await slack.slash("ana.torres", "/equity me", { team_id: "T0FAKEOTHER" });
    expect(answer.status).toBe(403);
  });
});

describe("forgeries", () => {
  test.each(forgeriesAt(0).map(({ name }, at) => [name, at] as const))("refuses %s", async (_name, at) => {
    const forgery = forgeriesAt(nowSeconds())[at];
    if (!forgery) throw new Error("no such forgery");
    const before = (await records()).length;
    expect((await slack.send(forgery.signed)).status).toBe(forgery.status);
    expect(await records()).toHaveLength(before);
    expect(slack.front.calls).toEqual([]);
  });

  test("takes a body of 256 KB, and refuses its words in words", async () => {
    const fields = { command: "/equity", user_id: slack.userId("ana.torres"), team_id: slack.teamId };
    const more = { channel_id: slack.channel, trigger_id: "1.2.large" };
    const rest = new URLSearchParams({ ...fields, ...more, text: "" }).toString().length;
    const answer = await slack.send(signedForm({ ...fields, ...more, text: "x".repeat(256 * 1024 - rest) }));
    expect(answer.status).toBe(200);
    expect((await said(answer)).text).toContain("3,000");
  });

  test("refuses a body of more than 256 KB", async () => {
    const body = new URLSearchParams({ command: "/equity", text: "" }).toString().padEnd(256 * 1024 + 1, "x");
    const signed = signedBody(body, "application/x-www-form-urlencoded", nowSeconds());
    // The server closes the connection over which too much came.
    const answer = await slack.send({ ...signed, headers: [...signed.headers, ["connection", "close"]] });
    expect(answer.status).toBe(413);
  });

  test("answers Slack's check of the certificate", async () => {
    const answer = await slack.send({ ...signedForm({ ssl_check: "1" }), headers: [] });
    expect([answer.status, await answer.text()]).toEqual([200, ""]);
  });
});

describe("a form", () => {
  test("opens at once, filled in with what was understood, and records when it is sent", async () => {
    const answer = await slack.slash("ana.torres", "/training antiracism 101 in public works");
    expect(await answer.text()).toBe("");
    const sent = await slack.submit("ana.torres", slack.lastView(), { employees: "7", heldOn: "2026-11-19" });
    expect([sent.status, await sent.text()]).toEqual([200, ""]);
    await until(() => slack.front.posted.length > 0);
    expect(slack.front.posted[0]?.body.text).toContain("Thu 19 Nov 2026 · Public Works · 7 employees");
    expect(slack.front.posted[0]?.body.response_type).toBe("ephemeral");
  });

  test("sent twice records once", async () => {
    await slack.slash("ana.torres", "/training antiracism 101 in public works");
    const view = slack.lastView();
    const before = (await records()).length;
    const typed = { employees: "5", heldOn: "2026-11-18" };
    await Promise.all([slack.submit("ana.torres", view, typed), slack.submit("ana.torres", view, typed)]);
    expect(await records()).toHaveLength(before + 1);
  });

  test("says at its input what is wrong, and stays open", async () => {
    await slack.slash("ana.torres", "/training antiracism 101 in public works");
    const view = slack.lastView();
    const answer = await said(await slack.submit("ana.torres", view, { people: "zzyzx qqq", heldOn: "2026-11-18" }));
    expect(answer.response_action).toBe("errors");
    const [[block, error] = []] = Object.entries(answer.errors ?? {});
    expect(block).toMatch(/^in:people:0:/);
    expect(error).toContain("zzyzx");
  });

  test("that Slack will not open any more comes as a button that opens it", async () => {
    slack.front.spoil("views.open", { error: "expired_trigger_id" });
    const answer = await said(await slack.slash("ana.torres", "/training antiracism 101 in public works"));
    expect(answer.response_type).toBe("ephemeral");
    const pressed = await slack.press("ana.torres", buttonOf(answer, "Open the form"));
    expect(pressed.status).toBe(200);
    expect(JSON.stringify(slack.lastView().blocks)).toContain("ARA101");
  });
});

describe("a button", () => {
  test("undoes, in place of the private message it stands in", async () => {
    const receipt = await said(await slack.slash("ana.torres", "/training 9 people took Anti-Racism 101 on Nov 9"));
    await slack.press("ana.torres", buttonOf(receipt, "Undo"));
    await until(() => slack.front.posted.length > 0);
    expect(slack.front.posted[0]?.body).toMatchObject({ replace_original: true, response_type: "ephemeral" });
    expect(slack.front.posted[0]?.body.text).toContain("ndone");
  });

  test("pressed by somebody who may not is refused, and nothing is replaced", async () => {
    const receipt = await said(await slack.slash("ana.torres", "/training 8 people took Anti-Racism 101 on Nov 10"));
    await slack.press("nadia.rahman", buttonOf(receipt, "Undo"), {
      user: { id: slack.userId("lee.nakamura") },
    });
    await until(() => slack.front.posted.length > 0);
    expect(slack.front.posted[0]?.body.replace_original).toBe(false);
  });

  test("of another version says so", async () => {
    await slack.press("ana.torres", { type: "button", action_id: "press:0", value: "{}" });
    await until(() => slack.front.posted.length > 0);
    expect(slack.front.posted[0]?.body.text).toContain("older version");
  });

  test("is answered in a direct message once its response_url is used up", async () => {
    slack.front.answerHooksWith(404);
    const receipt = await said(await slack.slash("ana.torres", "/training 6 people took Anti-Racism 101 on Nov 11"));
    await slack.press("ana.torres", buttonOf(receipt, "Undo"), { channel: null });
    await until(() => posts().length > 0);
    expect(posts()[0]?.body.text).toContain("ndone");
  });
});

describe("an event", () => {
  const mention = (text: string, more: object = {}) => ({
    type: "app_mention",
    user: slack.userId("ana.torres"),
    text: `<@${slack.botUserId}> ${text}`,
    channel: slack.channel,
    ts: "1.1",
    ...more,
  });

  test("that mentions the assistant is answered privately, in its thread", async () => {
    await slack.event(mention("14 people took Anti-Racism 101 on Nov 12", { thread_ts: "1.0" }));
    await until(() => slack.front.callsOf("chat.postEphemeral").length > 0);
    const [answer] = slack.front.callsOf("chat.postEphemeral");
    expect(answer?.body).toMatchObject({ channel: slack.channel, user: slack.userId("ana.torres"), thread_ts: "1.0" });
    expect(answer?.body.text).toContain("Recorded TR-2026-");
  });

  test("sent again by Slack is recorded and answered once", async () => {
    const before = (await records()).length;
    const event = mention("15 people took Anti-Racism 101 on Nov 13");
    await Promise.all([1, 2, 3, 4].map(() => slack.event(event, "Ev0FAKERETRY")));
    await until(() => slack.front.callsOf("chat.postEphemeral").length > 0);
    expect(await records()).toHaveLength(before + 1);
    expect(slack.front.callsOf("chat.postEphemeral")).toHaveLength(1);
  });

  test("in a direct message is answered there", async () => {
    const user = slack.userId("ana.torres");
    const channel = await slack.directChannel("ana.torres");
    await slack.event({ type: "message", channel_type: "im", channel, user, text: "help training log", ts: "1.2" });
    await until(() => posts().length > 0);
    expect(posts()[0]?.body.channel).toBe(channel);
  });

  test.each([
    ["an edit", { type: "message", subtype: "message_changed", channel_type: "im", channel: "D0FAKE", ts: "1.3" }],
    [
      "a message of a bot",
      { type: "message", channel_type: "im", channel: "D0FAKE", bot_id: "B1", user: "U1", text: "help" },
    ],
    ["what others say", { type: "message", channel_type: "channel", channel: "C0FAKE", user: "U1", text: "help" }],
  ])("that is %s is nothing of ours", async (_name, event) => {
    expect((await slack.event(event)).status).toBe(200);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(slack.front.calls).toEqual([]);
  });

  test("that opens App Home shows my record and the buttons one begins with", async () => {
    await slack.event({ type: "app_home_opened", user: slack.userId("ana.torres"), tab: "home" });
    await until(() => slack.front.callsOf("views.publish").length > 0);
    const view = JSON.parse(slack.front.callsOf("views.publish")[0]?.body.view ?? "{}");
    expect(JSON.stringify(view)).toContain("Ana Torres");
    expect(buttonOf(view, "Log a training")).toMatchObject({ type: "button" });
  });
});

describe("a shortcut", () => {
  test("opens the form of its command", async () => {
    await slack.shortcut("ana.torres", { type: "shortcut", callback_id: "training_log" });
    expect(slack.lastView().private_metadata).toContain("training log");
  });

  const onMessage = async (text: string, user?: string) => {
    const ts = String(Date.parse("2026-11-18T16:00:00Z") / 1000);
    const message = { text, ts, ...(user ? { user: slack.userId(user) } : {}) };
    await slack.shortcut("ana.torres", { type: "message_action", callback_id: "training_message", message });
    await until(() => slack.front.posted.length > 0);
    return slack.front.posted[0]?.body.text;
  };

  test("on a message reads that message", async () => {
    expect(await onMessage("16 people took Anti-Racism 101 on Nov 16")).toContain("16 employees");
  });

  test("on a message means its author and its day, and is recorded by whoever chose it", async () => {
    const receipt = await onMessage("I took Implicit Bias yesterday", "bo.chen");

    expect(receipt).toContain("Tue 17 Nov 2026 · Public Works");
    expect(receipt).toContain("Named: Bo Chen");
    expect(
      await slack.town.rows(
        "select p.name from audit_entries e join people p on p.id = e.actor where e.action = 'training.record' order by e.id desc limit 1",
      ),
    ).toEqual([{ name: "Ana Torres" }]);
  });

  test('on a message whose author is not known never takes "I" for whoever chose it', async () => {
    expect(await onMessage("I took Implicit Bias yesterday")).toContain("I do not know who wrote that message");
  });
});
