import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Fault } from "./front.ts";
import { createSlackTown, type SlackTown, until } from "./slack-town.ts";

// A Home, while Slack fails: shown, told in words, or asked again.

let slack: SlackTown;
beforeAll(async () => {
  slack = await createSlackTown();
});
afterAll(async () => {
  await slack?.close();
});
beforeEach(() => {
  slack.front.calls.length = 0;
  slack.front.heal("views.publish");
});

const user = () => slack.userId("nadia.rahman");
const done = (method: string) => slack.front.callsOf(method).filter((call) => call.done);
const said = () => done("chat.postMessage").map(({ body }) => body.text ?? "");

describe("a Home in Slack", () => {
  const open = () =>
    slack.event({ type: "app_home_opened", user: user(), channel: "D1", tab: "home" }, `Ev${randomUUID()}`);
  const turn = () =>
    slack.press(
      "nadia.rahman",
      { type: "button", action_id: "page:0", value: JSON.stringify({ p: 0 }) },
      {
        view: { id: "V1", hash: "h1", type: "home", callback_id: "home", private_metadata: JSON.stringify({ p: 0 }) },
      },
    );
  const FAULTS: Fault[] = [
    { afterSeconds: 1 },
    "ratelimited",
    "500",
    "reset",
    "reset-before",
    { error: "invalid_blocks" },
    { error: "internal_error" },
  ];

  test.each(FAULTS)("that meets %j is shown, or Slack sends the event again", async (fault) => {
    slack.front.spoil("views.publish", fault);
    const { status } = await open();
    if (status === 200) await until(() => done("views.publish").length > 0);
    else {
      expect(status).toBe(503);
      expect((await open()).status).toBe(200);
      await until(() => done("views.publish").length > 0);
    }
  });

  test.each(FAULTS)("whose other page meets %j for long is shown, or whoever asked is told", async (fault) => {
    slack.front.spoil("views.publish", ...Array.from({ length: 12 }, () => fault));
    await turn();
    await until(() => done("views.publish").length > 0 || said().some((words) => words.includes("Home tab")));
  });

  test("that Slack takes in no shape but the simplest is shown in words", async () => {
    slack.front.spoil("views.publish", { error: "invalid_blocks" }, { error: "invalid_blocks" });
    expect((await open()).status).toBe(200);
    await until(() => done("views.publish").length > 0);
    expect(slack.front.callsOf("views.publish").at(-1)?.body.view).toContain("Nadia Rahman");
  });
});
