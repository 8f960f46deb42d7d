import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { readConfig } from "../../src/config/config.ts";
import type { TestDatabase } from "../support/databases.ts";
import { openTown, sampleDatabase, table } from "../support/town.ts";
import { messageOf } from "./slack/screens.ts";
import { buttonOf, createSlackTown, prefilled, type SlackTown, until } from "./slack/slack-town.ts";
import { actionIn, createOffice, filledIn, type Office, type Talk, wordsOf } from "./teams/teams-town.ts";

// One process, connected to the city's Slack and to its Teams: what is done in one is seen in the other.
let database: TestDatabase;
let slack: SlackTown;
let office: Office;
let teams: Talk;

beforeEach(async () => {
  database = await sampleDatabase();
  office = await createOffice();
  const env = { ...office.environment, DATABASE_URL: database.url, PLAN: "milwaukee" };
  slack = await createSlackTown(env, (all) => openTown(readConfig({ LOG_LEVEL: "silent", ...all })));
  teams = office.at(slack.url);
  await slack.town.say("nadia.rahman", "admin golive start");
}, 60_000);
afterEach(async () => {
  await slack.close();
  await office.microsoft.close();
  await database.drop();
});

const GAP = "no senior leader";
const NAME = "Name a senior leader";

/** Tue 24 Nov, 09:00: the nudge of Public Works; those of the other departments went before. */
async function nudge(): Promise<void> {
  await slack.town.rows(`insert into occasions (job, subject, occasion, due_at, outcome)
    select 'quarterly-nudge', code, '2026-Q4', now(), 'skipped' from departments where code <> 'DPW'`);
  slack.town.setClock("2026-11-24T15:00:00Z");
  await slack.town.app.runJobs("quarterly-nudge");
}

const inSlack = (method: string) =>
  slack.front
    .callsOf(method)
    .filter(({ body }) => body.channel === slack.channel && (body.blocks ?? "").includes("closes"));
const inTeams = (what: "send" | "update") =>
  office.microsoft
    .callsOf(what)
    .filter(({ conversation, body }) => conversation.startsWith(office.channel) && wordsOf(body).includes("closes"));

describe("a nudge in Slack", { timeout: 90_000 }, () => {
  beforeEach(async () => {
    await slack.slash("ana.torres", "/equity admin place department=dpw");
    await nudge();
    await until(() => inSlack("chat.postMessage").length > 0);
  });

  test("is edited where it stands when its gap is closed in Teams, and posted once", async () => {
    const [post] = inSlack("chat.postMessage");
    expect(post?.body.blocks).toContain(GAP);

    await teams.say("ana.torres", "roster lead Marcus Holloway senior");
    await until(() => inSlack("chat.update").length > 0);

    const [edit] = inSlack("chat.update");
    expect(edit?.body.ts).toBe(post?.ts);
    expect(edit?.body.blocks).not.toContain(GAP);
    expect(inSlack("chat.postMessage")).toHaveLength(1);
    expect(inTeams("send")).toEqual([]);
  });

  test("has buttons that open the form, filled in, and that close the gap", async () => {
    const [post] = inSlack("chat.postMessage");
    if (!post) throw new Error("nothing was posted");
    await slack.press("ana.torres", buttonOf(messageOf(post), NAME), { container: { type: "message" } });
    await until(() => slack.front.callsOf("views.open").length > 0);
    const view = slack.lastView();
    const inputs = view.blocks.flatMap(({ block_id = "", element }) =>
      element ? [[block_id.split(":")[1], prefilled(element)]] : [],
    );
    expect(Object.fromEntries(inputs)).toMatchObject({ department: "DPW", senior: "true" });

    await slack.submit("ana.torres", view, { people: "marcus.holloway@milwaukee.example" });
    await until(() => inSlack("chat.update").length > 0);
    expect(inSlack("chat.update")[0]?.body.blocks).not.toContain(GAP);
  });

  test("is snoozed with its button, and says so where it stands", async () => {
    const [post] = inSlack("chat.postMessage");
    if (!post) throw new Error("nothing was posted");
    await slack.press("ana.torres", buttonOf(messageOf(post), "Snooze…"), { container: { type: "message" } });
    await until(() => slack.front.callsOf("views.open").length > 0);
    await slack.submit("ana.torres", slack.lastView(), { until: "day" });
    await until(() => inSlack("chat.update").length > 0);
    expect(inSlack("chat.update")[0]?.body.blocks).toContain("Snoozed until the end of Tue 24 Nov by Ana Torres.");
  });
});

describe("a nudge in Teams", { timeout: 90_000 }, () => {
  beforeEach(async () => {
    await teams.say("ana.torres", "admin place department=dpw", "channel");
    await nudge();
    await until(() => inTeams("send").length > 0);
  });

  test("is edited where it stands when its gap is closed in Slack, and posted once", async () => {
    const [post] = inTeams("send");
    expect(wordsOf(post?.body)).toContain(GAP);

    await slack.slash("ana.torres", "/equity roster lead Marcus Holloway senior");
    await until(() => inTeams("update").length > 0);

    const [edit] = inTeams("update");
    expect(edit?.id).toBe(post?.id);
    expect(wordsOf(edit?.body)).not.toContain(GAP);
    expect(inTeams("send")).toHaveLength(1);
    expect(inSlack("chat.postMessage")).toEqual([]);
  });

  test("has buttons that open the form, filled in, and that close the gap", async () => {
    const [post] = inTeams("send");
    const opened = await teams.dialog("ana.torres", "fetch", actionIn(post?.body, NAME), {}, "channel");
    const known = filledIn(opened);
    expect(known).toMatchObject({ department: "DPW", senior: "true" });

    const typed = { ...known, people: "marcus.holloway@milwaukee.example" };
    await teams.dialog("ana.torres", "submit", actionIn(opened, "Save lead"), typed, "channel");
    await until(() => inTeams("update").length > 0);
    expect(wordsOf(inTeams("update")[0]?.body)).not.toContain(GAP);
  });
});

describe("a channel that is gone", { timeout: 90_000 }, () => {
  const listed = async () => {
    const answer = await slack.town.say("nadia.rahman", "status deliveries");
    return table(answer).map((cells) => cells.slice(1, 4));
  };
  const failed = (count: number) => until(async () => (await listed()).length >= count);

  test.each([
    ["is_archived", "the channel is archived"],
    ["channel_not_found", "there is no such channel, or the app was not invited to it"],
    ["not_in_channel", "the app was removed from the channel"],
  ])("in Slack (%s) is listed for the officer in words", async (error, words) => {
    await slack.slash("ana.torres", "/equity admin place department=dpw");
    for (let call = 0; call < 200; call += 1) slack.front.spoil("chat.postMessage", { error });
    await nudge();
    await failed(1);
    expect(await listed()).toContainEqual(["Quarterly nudge", "channel of Public Works", `Not delivered: ${words}`]);
    const instead = () =>
      slack.town.rows<{ email: string }>(
        "select email from deliveries join people on recipient = 'person:' || people.id where occasion like 'instead of %' order by email",
      );
    const leads = await slack.town.rows<{ email: string }>(
      "select email from roster join people on people.id = roster.person where roster.department = 'DPW' and ended_on is null order by email",
    );
    expect(leads.length).toBeGreaterThan(0);
    expect(await instead()).toEqual(leads);
  });

  test("in Teams, where the assistant was removed, is listed for the officer in words", async () => {
    await teams.say("ana.torres", "admin place department=dpw", "channel");
    office.microsoft.conversations.delete(office.channel);
    await nudge();
    await failed(1);
    const row = (await listed()).find(([, to]) => to === "channel of Public Works");
    expect(row?.[2]).toMatch(/^Not delivered: /);
    expect(row?.[2]).not.toMatch(/NotFound|Roster/);
  });
});
