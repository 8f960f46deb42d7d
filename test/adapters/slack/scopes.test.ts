import { afterEach, describe, expect, test } from "vitest";
import { BOT_SCOPES } from "../../../adapters/slack/install/scopes.ts";
import { buttonOf, createSlackTown, type SlackTown, said, until } from "./slack-town.ts";

let slack: SlackTown;
afterEach(() => slack?.close());

const readyz = async () => {
  const answer = await fetch(`${slack.url}/readyz`);
  return { status: answer.status, words: ((await answer.json()) as { checks: { slack: string } }).checks.slack };
};

describe("while Slack does not say who somebody is", () => {
  const stranger = () => ({ user: { id: "U0FAKENEW", team_id: slack.teamId } });
  const help = { type: "button", action_id: "press:0", value: JSON.stringify({ c: "help", v: {} }) };
  const WORDS = "Slack did not say who you are. Nothing was saved: try again in a minute.";

  test("whoever mentions it, presses a button or sends a form is told", async () => {
    slack = await createSlackTown();
    slack.front.spoil("users.info", ...Array.from({ length: 5 }, () => ({ error: "internal_error" })));
    const text = `<@${slack.botUserId}> 12 people took Anti-Racism 101 yesterday`;
    const mention = { type: "app_mention", user: "U0FAKENEW", text, channel: slack.channel, ts: "1.1" };
    // Slack sends an event again, three times at most: the last time there are words.
    const again = async () => (await slack.event(mention, "Ev0FAKETHRICE")).status;
    expect([await again(), await again(), await again()]).toEqual([503, 503, 200]);
    await until(() => slack.front.callsOf("chat.postEphemeral").length > 0);
    expect(slack.front.callsOf("chat.postEphemeral").map(({ body }) => body.text)).toEqual([WORDS]);
    await slack.press("ana.torres", help, stranger());
    await until(() => slack.front.posted.length > 0);
    expect(slack.front.posted.map(({ body }) => body.text)).toEqual([WORDS]);
    await slack.slash("ana.torres", "/training antiracism 101");
    const form = await slack.submit("ana.torres", slack.lastView(), {}, stranger());
    expect(Object.values((await said(form)).errors ?? {})).toEqual([WORDS]);
    expect(await slack.town.rows("select id from training_records")).toEqual([]);
  });

  test("it does not stop at “Working on it…”", async () => {
    slack = await createSlackTown();
    slack.front.delay("users.info", 3_000);
    slack.front.spoil("users.info", { error: "internal_error" });
    const fields = { user_id: "U0FAKENEW" };
    expect((await said(await slack.slash("ana.torres", "/equity me", fields))).text).toBe("Working on it…");
    await until(() => slack.front.posted.length > 0);
    expect(slack.front.posted[0]?.body.text).toBe(WORDS);
  });
});

describe("an app that may not do all it needs", () => {
  test("is ready, says which scope it lacks and what for, and does without", async () => {
    slack = await createSlackTown({}, undefined, (_town, front) =>
      front.grant(BOT_SCOPES.filter((scope) => scope !== "files:read")),
    );
    expect(await readyz()).toEqual({
      status: 200,
      words:
        "ok, but an administrator must give the app the scope files:read (reading a sign-in sheet that somebody drops into a form; never other files)",
    });
    const receipt = await said(await slack.slash("ana.torres", "/training 12 people took Anti-Racism 101 yesterday"));
    await slack.press("ana.torres", buttonOf(receipt, "Add names"));
    await until(() => slack.front.callsOf("views.open").length > 0);
    expect(JSON.stringify(slack.lastView().blocks)).not.toContain("file_input");
    await slack.submit("ana.torres", slack.lastView(), { sheet: "Bo Chen" });
    await until(() => slack.front.posted.length > 0);
    expect(slack.front.posted[0]?.body.text).toContain("Bo Chen");
  });

  test("names the scope to whoever it cannot know, saves nothing, and tells the officer once", async () => {
    slack = await createSlackTown();
    const fault = { error: "missing_scope", needed: "users:read" };
    slack.front.spoil("users.info", fault, fault);
    for (const user_id of ["U0FAKENEW", "U0FAKENEWER"]) {
      const typed = "/training 12 people took Anti-Racism 101 yesterday";
      expect((await said(await slack.slash("ana.torres", typed, { user_id }))).text).toBe(
        "Slack does not tell me who you are: an administrator must give this app the scope users:read. Nothing was saved.",
      );
    }
    expect(await slack.town.rows("select id from training_records")).toEqual([]);
    const told = () => slack.front.callsOf("chat.postMessage").filter(({ body }) => body.text?.includes("refuses"));
    await until(() => told().length > 0);
    expect(told().map(({ body }) => body.text)).toEqual([
      expect.stringContaining("an administrator must give the app the scope users:read"),
    ]);
  });

  test("names the scope where a file could not be sent", async () => {
    slack = await createSlackTown();
    slack.front.spoil("files.getUploadURLExternal", { error: "missing_scope", needed: "files:write" });
    await slack.slash("ana.torres", "/training 12 people took Anti-Racism 101 yesterday");
    await slack.slash("nadia.rahman", "/equity report export training 2026 csv");
    await until(() => slack.front.posted.length > 0);
    expect(slack.front.posted.map(({ body }) => body.text).join()).toContain(
      "Slack does not allow it: an administrator must give this app the scope files:write.",
    );
  });
});
