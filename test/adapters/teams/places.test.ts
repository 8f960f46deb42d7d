import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { actionIn, arrived, createTeamsTown, filledIn, type TeamsTown, until, wordsOf } from "./teams-town.ts";

let teams: TeamsTown;

beforeAll(async () => {
  teams = await createTeamsTown();
});
afterAll(() => teams?.close());
beforeEach(() => {
  teams.microsoft.calls.length = 0;
  teams.microsoft.channels.splice(0, 99, { id: teams.channel, name: "Streets and bridges", type: "standard" });
});

const answers = (who: string) => arrived(teams.microsoft, `a:${teams.objectId(who)}`);
const inChannel = () => arrived(teams.microsoft, teams.channel);
const places = () => teams.town.rows<{ purpose: string; name: string }>("select purpose, name from places order by 1");

/** Says something in the channel, and gives back what comes in the person's own chat. */
async function ask(who: string, words: string): Promise<string> {
  const before = answers(who).length;
  await teams.say(who, words, "channel");
  await until(() => answers(who).length > before);
  return wordsOf(answers(who).at(-1));
}

const install = async (more: object = {}) => {
  await teams.post(teams.activity("devin.sokol", { type: "installationUpdate", action: "add", ...more }, "channel"));
};

describe("when it is added to a team", () => {
  test("its card has a button that binds the channel, for whoever may", async () => {
    await install();
    await until(() => inChannel().length > 0);
    expect(wordsOf(inChannel()[0])).toContain("Mention me");
    const button = actionIn(inChannel()[0], "Say what this channel is for");
    const opened = await teams.dialog("ana.torres", "fetch", button, {}, "channel");
    const values = { ...filledIn(opened), department: "DPW" };
    const done = await teams.dialog("ana.torres", "submit", actionIn(opened, "Save place"), values, "channel");
    expect(done.task?.value).toMatch(/\nI have answered in our own chat\.$/);
    expect(wordsOf(answers("ana.torres").at(-1))).toContain("This channel is for Public Works.");
    expect(await places()).toEqual([{ purpose: "department:DPW", name: "Streets and bridges" }]);
    const refused = await teams.dialog("bo.chen", "fetch", button, {}, "channel");
    expect(wordsOf(refused)).toContain("is for leads, officers and administrators only");
  });

  test("and others share the channel, it offers nothing", async () => {
    teams.microsoft.channels.splice(0, 99, { id: teams.channel, name: "Shared", type: "shared" });
    await install();
    await until(() => inChannel().length > 0);
    expect(wordsOf(inChannel()[0])).toContain("nothing of the city's is posted here");
    expect(JSON.stringify(inChannel()[0])).not.toContain("admin place");
  });

  test("and Teams does not say who sees the channel, the button asks again", async () => {
    teams.microsoft.spoil("channels", { status: 502 });
    await install();
    await until(() => inChannel().length > 0);
    expect(actionIn(inChannel()[0], "Say what this channel is for").type).toBe("Action.Submit");
  });
});

describe("a channel", () => {
  test("is bound under the name that Teams gives it", async () => {
    expect(await ask("nadia.rahman", "use this channel for the digest")).toContain("This channel is for");
    expect(await ask("nadia.rahman", "admin place")).toContain("Streets and bridges");
  });

  test("without a name is the team's first", async () => {
    teams.microsoft.channels.splice(0, 99, { id: teams.channel, name: null, type: "standard" });
    await ask("nadia.rahman", "admin place use=summary");
    expect(await ask("nadia.rahman", "admin place")).toContain("General");
  });

  test.each<[string, { id: string; name: string; type: string }[], RegExp]>([
    ["shared with others", [{ id: "here", name: "Shared", type: "shared" }], /People of another organisation see this/],
    [
      "of another team",
      [{ id: "19:other@thread.tacv2", name: "x", type: "standard" }],
      /Teams did not say whether others/,
    ],
  ])("%s is refused, and nothing changes", async (_name, channels, words) => {
    const before = await places();
    const there = channels.map((one) => ({ ...one, id: one.id === "here" ? teams.channel : one.id }));
    teams.microsoft.channels.splice(0, 99, ...there);
    expect(await ask("nadia.rahman", "admin place department=library")).toMatch(words);
    expect(await places()).toEqual(before);
  });

  test("that Teams does not tell of is refused, and nothing changes", async () => {
    const before = await places();
    teams.microsoft.spoil("channels", "500");
    expect(await ask("nadia.rahman", "admin place department=library")).toContain("try again in a minute");
    expect(await places()).toEqual(before);
  });
});

test("a group chat is refused", async () => {
  const id = "19:group@unq.gbl.spaces";
  teams.microsoft.conversations.add(id);
  const conversation = { conversationType: "groupChat", isGroup: true, tenantId: teams.tenantId, id };
  const mention = { type: "mention", text: "<at>EA</at>", mentioned: { id: `28:${teams.appId}`, name: "EA" } };
  const text = "<at>EA</at> use this channel for the library";
  await teams.post(teams.activity("nadia.rahman", { text, entities: [mention], conversation }));
  await until(() => answers("nadia.rahman").length > 0);
  expect(wordsOf(answers("nadia.rahman").at(-1))).toContain("This is a group chat");
});
