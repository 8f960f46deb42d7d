import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { actionIn, arrived, createTeamsTown, type TeamsTown, until, wordsOf } from "./teams-town.ts";

let teams: TeamsTown;

beforeAll(async () => {
  teams = await createTeamsTown();
});
afterAll(() => teams?.close());
beforeEach(() => {
  teams.microsoft.calls.length = 0;
});

const records = () => teams.town.rows<{ id: string }>("select id from training_records");
const chatOf = (who: string) => `a:${teams.objectId(who)}`;
const answers = (who: string) => arrived(teams.microsoft, chatOf(who));
const inChannel = () => arrived(teams.microsoft, teams.channel);

describe("in a chat of two", () => {
  test("a sentence is recorded, and answered with a card there", async () => {
    const answer = await teams.say("ana.torres", "12 people took Anti-Racism 101 yesterday");
    expect([answer.status, await answer.text()]).toEqual([200, ""]);
    await until(() => answers("ana.torres").length > 0);
    const [card] = answers("ana.torres");
    expect(wordsOf(card)).toMatch(/Recorded TR-2026-\d{4}/);
    expect(wordsOf(card)).toContain("Anti-Racism 101 · Fri 20 Nov 2026 · Public Works · 12 employees");
    expect(card?.summary).toContain("Recorded TR-2026-");
    expect(await records()).toHaveLength(1);
    expect(actionIn(card, "Undo").type).toBe("Action.Execute");
  });
});

describe("in a channel", () => {
  test("what is for one person goes to their own chat, and one line says so", async () => {
    await teams.say("ana.torres", "13 people took Anti-Racism 101 yesterday", "channel");
    await until(() => inChannel().length > 0);
    expect(wordsOf(answers("ana.torres"))).toContain("13 employees");
    expect(inChannel().map(({ text }) => text)).toEqual(["I have answered in our own chat."]);
  });
});
