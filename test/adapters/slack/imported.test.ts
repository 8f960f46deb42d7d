import { afterEach, expect, test } from "vitest";
import { personRow } from "../../db/contract/city.ts";
import { createSlackTown, type SlackTown, until } from "./slack-town.ts";

let slack: SlackTown;
afterEach(() => slack?.close());

test("somebody who was imported with a user id, and never wrote, is told", { timeout: 120_000 }, async () => {
  slack = await createSlackTown({ DEMO: "on" });
  // An address that Slack does not know: only the id leads to the person.
  const row = personRow("Quiet Person", { department: "DPW", slackUserId: slack.userId("pat.newman") });
  await slack.town.app.stores.imports.people([row], "2026-01-01", { actor: 0, request: "people", year: 2026 }, false);
  await slack.slash("ana.torres", "/training anti-racism 101 today with quiet.person@city.example");
  await until(async () => (await slack.town.rows("select 1 from deliveries where state = 'sent'")).length === 1);
  expect(slack.front.callsOf("chat.postMessage").map(({ body }) => body.text)).toEqual([
    expect.stringContaining("Ana Torres recorded you"),
  ]);
});
