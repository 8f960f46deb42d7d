import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type App, createApp } from "../../src/app/app.ts";
import { readConfig } from "../../src/config/config.ts";
import { type Cable, startCable } from "../support/cable.ts";
import { createSlackTown, type SlackTown, said, until } from "./slack/slack-town.ts";
import {
  actionIn,
  arrived,
  createOffice,
  type Office,
  objectId,
  settle,
  type Talk,
  wordsOf,
} from "./teams/teams-town.ts";

// One process, one database, Slack and Teams: whoever somebody is there, the record is the same.

let slack: SlackTown;
let office: Office;
let teams: Talk;

beforeAll(async () => {
  office = await createOffice();
  slack = await createSlackTown(office.environment);
  teams = office.at(slack.url);
  await until(async () => (await fetch(`${slack.url}/readyz`)).ok);
});
afterAll(async () => {
  await slack?.close();
  await office?.microsoft.close();
});
beforeEach(() => {
  office.microsoft.calls.length = 0;
});

const answers = (who: string) => arrived(office.microsoft, `a:${objectId(who)}`);

/** Says something in Teams, and gives back the card that answers. */
async function inTeams(who: string, words: string): Promise<{ shown: string; card: unknown; message: string }> {
  const before = answers(who).length;
  await teams.say(who, words);
  await until(() => answers(who).length > before);
  const call = office.microsoft.callsOf("send").findLast(({ conversation }) => conversation === `a:${objectId(who)}`);
  return { shown: wordsOf(call?.body), card: call?.body, message: call?.id ?? "" };
}

const inSlack = async (who: string, typed: string) => JSON.stringify(await said(await slack.slash(who, typed)));

const recordIn = (shown: string) => /TR-\d{4}-\d{4,}/.exec(shown)?.[0] ?? "none";

interface Link {
  platform: string;
  user_id: string;
}
const linksOf = (who: string) =>
  slack.town.rows<Link>(
    `select platform, user_id from identities join people on people.id = identities.person where email = '${who}@milwaukee.example' order by platform`,
  );

test("/readyz has a word for each", async () => {
  expect(await (await fetch(`${slack.url}/readyz`)).json()).toMatchObject({ checks: { slack: "ok", teams: "ok" } });
});

describe("the same person", () => {
  test("sees in Teams what they logged in Slack, undoes it there, and Slack knows", async () => {
    const record = recordIn(await inSlack("ana.torres", "/training 12 people took Anti-Racism 101 yesterday"));
    expect((await inTeams("ana.torres", "training sessions")).shown).toContain(record);
    const undone = await inTeams("ana.torres", `undo ${record}`);
    expect(undone.shown).toContain(`Undone ${record}`);
    expect(await inSlack("ana.torres", "/training sessions")).not.toContain(record);
  });

  test("sees in Slack what they logged in Teams, undoes it there, and Teams puts it back", async () => {
    const logged = await inTeams("ana.torres", "13 people took Anti-Racism 101 yesterday");
    const record = recordIn(logged.shown);
    expect(await inSlack("ana.torres", "/training sessions")).toContain(record);
    expect(await inSlack("ana.torres", `/equity undo ${record}`)).toContain(`Undone ${record}`);
    const pressed = await teams.press("ana.torres", actionIn(logged.card, "Undo"), {}, { replyToId: logged.message });
    expect(wordsOf(pressed.value)).toContain(record);
    expect((await inTeams("ana.torres", `put back ${record}`)).shown).toContain(record);
    expect(await inSlack("ana.torres", "/training sessions")).toContain(record);
  });

  test("named by somebody in Slack is trained in Teams", async () => {
    await inSlack("ana.torres", "/training Ana Torres took Anti-Racism 101 on Nov 5");
    expect((await inTeams("ana.torres", "me")).shown).toContain("Anti-Racism 101");
  });

  test("saying the same in both is asked whether it was another session", async () => {
    await inSlack("ana.torres", "/training 21 people took Anti-Racism 101 on Nov 6");
    const again = await inTeams("ana.torres", "21 people took Anti-Racism 101 on Nov 6");
    expect(again.shown).toContain("Another session?");
  });

  test("has one link on each platform, made once", async () => {
    const links = await linksOf("ana.torres");
    expect(links).toEqual([
      { platform: "slack", user_id: slack.userId("ana.torres") },
      { platform: "teams", user_id: objectId("ana.torres") },
    ]);
  });
});

describe("who is who in Teams", () => {
  const renamed = (who: string, more: object) => settle(who, office.tenantId, office.microsoft, more);

  test("an id of the import wins over any address", async () => {
    const account = objectId("somebody.new");
    await slack.town.rows(
      `insert into identities (platform, tenant, user_id, person) select 'teams', '', '${account}', id from people where email = 'lee.nakamura@milwaukee.example'`,
    );
    renamed("somebody.new", { userPrincipalName: "another.address@milwaukee.example" });
    expect((await inTeams("somebody.new", "me")).shown).toContain("Lee Nakamura");
  });

  test("an address that changes later changes nobody", async () => {
    await inTeams("bo.chen", "me");
    renamed("bo.chen", { userPrincipalName: "ana.torres@milwaukee.example", email: "ana.torres@milwaukee.example" });
    expect((await inTeams("bo.chen", "me")).shown).toContain("Bo Chen");
    expect(await linksOf("bo.chen")).toHaveLength(1);
  });

  test("a guest with the address of somebody on record is nobody", async () => {
    renamed("eve.guest", { userPrincipalName: "nadia.rahman@milwaukee.example", userRole: "guest" });
    expect((await inTeams("eve.guest", "status")).shown).toContain("I only work for members");
    expect(await linksOf("nadia.rahman")).toEqual([]);
  });

  test("an officer there is an officer here, and an employee is none", async () => {
    expect((await inTeams("nadia.rahman", "status deliveries")).shown).toContain("Messages");
    expect((await inTeams("lee.nakamura", "status deliveries")).shown).not.toContain("Every message arrived");
  });
});

describe("what comes while a process starts", () => {
  let cable: Cable;
  let late: App;
  beforeAll(async () => {
    cable = await startCable(slack.environment.DATABASE_URL ?? "");
    await cable.cut();
    const env = { ...slack.environment, DATABASE_URL: cable.url, LOG_LEVEL: "silent" };
    late = await createApp({ ...readConfig(env), port: 0 });
  });
  afterAll(async () => {
    await late?.close();
    await cable?.cut();
  });

  test("is held until it can be answered, and answered as always", async () => {
    const { port, stop } = await late.start();
    const url = `http://127.0.0.1:${port}`;
    const message = { text: "23 people took Anti-Racism 101 on Nov 9" };
    const asked = Promise.all([
      slack.at(url).slash("ana.torres", "/training 22 people took Anti-Racism 101 on Nov 8"),
      office.at(url).post(office.at(url).activity("ana.torres", message)),
    ]);
    await cable.mend();
    const [inTheOne, inTheOther] = await asked;
    expect(recordIn(JSON.stringify(await said(inTheOne)))).toMatch(/^TR-/);
    expect(inTheOther.status).toBe(200);
    await until(() => answers("ana.torres").some((card) => wordsOf(card).includes("23")));
    await stop();
  });
});
