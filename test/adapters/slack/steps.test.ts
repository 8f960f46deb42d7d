import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { buttonOf, createSlackTown, type OpenView, type SlackTown, said, until } from "./slack-town.ts";

let slack: SlackTown;

beforeAll(async () => {
  slack = await createSlackTown();
  slack.front.answer("views.update", { ok: true });
});
afterAll(() => slack?.close());
beforeEach(() => {
  slack.front.calls.length = 0;
  slack.front.posted.length = 0;
});

const titleIn = (view: OpenView | undefined) => /(?:Step|Part) (\d) of \d: /.exec(JSON.stringify(view?.blocks))?.[1];

describe("an analysis, step by step", () => {
  test("each step takes the place of the one that was sent, and each is kept", async () => {
    const started = await said(await slack.slash("ana.torres", '/analysis start existing "Snow removal routes"'));
    await slack.press("ana.torres", buttonOf(started, "1 Proposal and desired results"));
    await until(() => slack.front.callsOf("views.open").length > 0);
    let view: OpenView | undefined = slack.lastView();
    const seen: (string | undefined)[] = [];
    for (let step = 0; view && step < 10; step += 1) {
      seen.push(titleIn(view));
      const answer = await slack.submit("ana.torres", view, {});
      const body = await answer.text();
      const next = body === "" ? undefined : (JSON.parse(body) as { response_action: string; view: OpenView });
      if (next) expect(next.response_action).toBe("update");
      view = next && { ...next.view, id: view.id, hash: `${step}.fake` };
    }
    expect(seen).toEqual(["1", "2", "3", "4", "5", "6"]);
    await until(() => slack.front.posted.length === 6);
    expect(slack.front.posted.map(({ body }) => /step (\d) of AN-/.exec(body.text)?.[1])).toEqual(seen);
  });

  test("what comes next says what became of what was sent", async () => {
    const started = await said(await slack.slash("ana.torres", '/analysis start existing "Park benches"'));
    await slack.press("ana.torres", buttonOf(started, "1 Proposal and desired results"));
    await until(() => slack.front.callsOf("views.open").length > 0);
    const typed = { "answers.proposal": "Benches where people wait" };
    const answer = await said(await slack.submit("ana.torres", slack.lastView(), typed));
    expect(JSON.stringify(answer.view?.blocks)).toMatch(/Saved step 1 of AN-/);
    const record = /AN-\d{4}-\d{4}/.exec(JSON.stringify(answer.view))?.[0] ?? "";
    await slack.slash("ana.torres", `/equity analysis step ${record} 1`);
    expect(JSON.stringify(slack.lastView().blocks)).toContain("Benches where people wait");
  });
});

describe("a modal in which somebody presses twice", () => {
  test("is changed only while it shows what was pressed in", async () => {
    await slack.slash("ana.torres", "/training antiracism 101 in public works");
    const view = slack.lastView();
    const help = {
      type: "button",
      action_id: "press:0",
      value: JSON.stringify({ c: "help", v: { about: "training" } }),
    };
    const inModal = { container: { type: "view" }, view: { ...view, type: "modal", state: { values: {} } } };
    slack.front.spoil("views.update", "none", { error: "hash_conflict" });
    const away = { channel: null, response_url: undefined };
    await slack.press("ana.torres", help, { ...away, ...inModal });
    await slack.press("ana.torres", help, { ...away, ...inModal });
    await until(() => slack.front.callsOf("chat.postMessage").length > 0);
    expect(slack.front.callsOf("views.update").map(({ body }) => body.hash)).toEqual([view.hash, view.hash]);
    expect(slack.front.callsOf("chat.postMessage").map(({ body }) => body.text)).toEqual([
      expect.stringContaining("training log"),
    ]);
  });
});

describe("an answer for which Slack is too busy", () => {
  test.each([1, 2])("comes once it is not, after %i tries", async (busy) => {
    slack.front.spoil("chat.postEphemeral", ...Array.from({ length: busy }, () => ({ afterSeconds: 1 })));
    const text = `<@${slack.botUserId}> help training log`;
    const user = slack.userId("ana.torres");
    await slack.event({ type: "app_mention", user, text, channel: slack.channel, ts: "1.1" });
    await until(() => slack.front.callsOf("chat.postEphemeral").length === busy + 1);
    expect(slack.front.callsOf("chat.postEphemeral").at(-1)?.body.text).toContain("training log");
    expect(slack.front.callsOf("chat.postMessage")).toEqual([]);
  });
});
