import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import {
  actionIn,
  arrived,
  type CardAction,
  createTeamsTown,
  filledIn,
  settle,
  type TeamsTown,
  until,
  wordsOf,
} from "./teams-town.ts";

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
const updates = () => teams.microsoft.callsOf("update");

/** Says something in one's own chat, and gives back the card that answers. */
async function ask(who: string, words: string): Promise<{ card: unknown; message: string }> {
  const before = answers(who).length;
  await teams.say(who, words);
  await until(() => answers(who).length > before);
  const call = teams.microsoft.callsOf("send").findLast(({ conversation }) => conversation === chatOf(who));
  return { card: call?.body, message: call?.id ?? "" };
}

const cardIn = ({ type, value }: { type?: string; value?: unknown }) => {
  expect(type).toBe("application/vnd.microsoft.card.adaptive");
  return value;
};

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
  });

  test("a message that Teams sends four times is recorded and answered once", async () => {
    const before = (await records()).length;
    const message = teams.activity("ana.torres", { text: "31 people took Anti-Racism 101 on Nov 3" });
    await Promise.all([1, 2, 3, 4].map(() => teams.post(message)));
    await until(() => answers("ana.torres").length > 0);
    expect(await records()).toHaveLength(before + 1);
    expect(answers("ana.torres")).toHaveLength(1);
  });

  test("the same id in two conversations is two messages", async () => {
    const before = (await records()).length;
    const id = "1700000000001";
    await teams.post(teams.activity("ana.torres", { id, text: "32 people took Anti-Racism 101 on Nov 3" }));
    await teams.post(teams.activity("bo.chen", { id, text: "33 people took Anti-Racism 101 on Nov 3" }));
    await until(async () => (await records()).length === before + 2);
  });

  test("what nobody understands names the three nearest commands", async () => {
    const { card } = await ask("bo.chen", "/equity qwertz asdf");
    expect(wordsOf(card)).toContain("I did not understand that");
  });

  test("marks, entities and line breaks of Teams are words", async () => {
    const { card } = await ask("bo.chen", '9 people took Anti-Racism 101 on Nov 4 note="R&amp;D &lt;b&gt;"&nbsp;');
    expect(wordsOf(card)).toContain("R&D <b>");
  });

  test.each(["home", "Home", ""])("“%s” shows what is on record about me", async (words) => {
    const { card } = await ask("bo.chen", words);
    expect(wordsOf(card)).toContain("Bo Chen");
    expect(actionIn(card, "Log a training").type).toBe("Action.Submit");
  });
});

describe("in a channel", () => {
  test("what is for one person goes to their own chat, and one line says so, in the thread", async () => {
    await teams.say("ana.torres", "13 people took Anti-Racism 101 yesterday", "channel");
    await until(() => inChannel().length > 0);
    expect(wordsOf(answers("ana.torres"))).toContain("13 employees");
    expect(inChannel().map(({ text }) => text)).toEqual(["I have answered in our own chat."]);
    expect(teams.microsoft.callsOf("send").at(-1)?.conversation).toBe(`${teams.channel};messageid=1700000000000`);
  });

  test("a chat that cannot be opened keeps the answer from everybody else", async () => {
    settle("patrick.oneil", teams.tenantId, teams.microsoft);
    teams.microsoft.blocked.add(teams.objectId("patrick.oneil"));
    await teams.say("patrick.oneil", "14 people took Anti-Racism 101 yesterday", "channel");
    await until(() => inChannel().length > 0);
    expect(wordsOf(inChannel())).toContain("I could not write to you in a chat of our own");
    expect(wordsOf(inChannel())).not.toContain("14 employees");
  });

  test.each([
    ["what does not mention the assistant", { entities: [] }],
    [
      "what mentions somebody else",
      { entities: [{ type: "mention", text: "<at>Bo</at>", mentioned: { id: "29:bo.chen", name: "Bo" } }] },
    ],
    ["what another bot says", { from: { id: "28:another", name: "Bot" } }],
  ])("%s is nothing of ours", async (_name, more) => {
    const answer = await teams.post(teams.activity("ana.torres", { text: "help", ...more }, "channel"));
    expect(answer.status).toBe(200);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(teams.microsoft.callsOf("send")).toEqual([]);
  });

  test("a slash command of Teams is for the assistant without a mention", async () => {
    const recipient = { id: `28:${teams.appId}`, name: "Equity Assistant", isTargeted: true };
    await teams.post(teams.activity("ana.torres", { text: "help training log", recipient }, "channel"));
    await until(() => answers("ana.torres").length > 0);
  });

  test("a group chat works the same", async () => {
    const id = "19:group@unq.gbl.spaces";
    teams.microsoft.conversations.add(id);
    const conversation = { conversationType: "groupChat", isGroup: true, tenantId: teams.tenantId, id };
    const mention = { type: "mention", text: "<at>EA</at>", mentioned: { id: `28:${teams.appId}`, name: "EA" } };
    await teams.post(teams.activity("ana.torres", { text: "<at>EA</at> me", entities: [mention], conversation }));
    await until(() => arrived(teams.microsoft, id).length > 0);
    expect(wordsOf(answers("ana.torres"))).toContain("Ana Torres");
  });
});

describe("whoever", () => {
  test("is mentioned and never wrote is known from then on", async () => {
    const people = [{ type: "mention", text: "<at>Lee N</at>", mentioned: { id: "29:lee.nakamura", name: "Lee N" } }];
    await teams.say("ana.torres", "<at>Lee N</at> took Anti-Racism 101 on Nov 5", "personal", people);
    await until(() => answers("ana.torres").length > 0);
    expect(wordsOf(answers("ana.torres"))).toContain("Named: Lee Nakamura");
  });

  test("is mentioned and unknown to Teams is known by name", async () => {
    const people = [
      { type: "mention", text: "<at>Marcus Holloway</at>", mentioned: { id: "29:gone", name: "Marcus Holloway" } },
    ];
    await teams.say("ana.torres", "<at>Marcus Holloway</at> took Anti-Racism 101 on Nov 6", "personal", people);
    await until(() => answers("ana.torres").length > 0);
    expect(wordsOf(answers("ana.torres"))).toContain("Named: Marcus Holloway");
  });

  test.each([
    ["a guest", { userRole: "guest" }],
    ["a guest by their name", { userPrincipalName: "eve_other.example#EXT#@milwaukee.example" }],
    ["of another tenant", { tenantId: randomUUID() }],
    ["anonymous", { userRole: "anonymous" }],
    ["without an object id", { objectId: undefined }],
  ])("is %s is refused in words", async (_name, more) => {
    const who = `eve.${randomUUID().slice(0, 8)}`;
    settle(who, teams.tenantId, teams.microsoft, more);
    const { card } = await ask(who, "me");
    expect(wordsOf(card)).toContain("I only work for members");
  });

  test("Teams does not name is answered when Teams sends it again, and told after the third time", async () => {
    settle("new.person", teams.tenantId, teams.microsoft);
    const message = teams.activity("new.person", { text: "12 people took Anti-Racism 101 yesterday" });
    const status = async () => (await teams.post(message)).status;
    teams.microsoft.spoil("member", "500", "500", "500");
    expect([await status(), await status(), await status()]).toEqual([503, 503, 200]);
    await until(() => answers("new.person").length > 0);
    expect(wordsOf(answers("new.person"))).toMatch(/Teams did not say who you are\. Nothing was saved/);
    expect(wordsOf((await ask("new.person", "me")).card)).toContain("New Person");
  });

  test("is in no department is asked once", async () => {
    settle("nora.new", teams.tenantId, teams.microsoft);
    const { card, message } = await ask("nora.new", "5 people took Anti-Racism 101 on Nov 7");
    const send = actionIn(card, "Save training");
    const typed = { ...filledIn(card), department: "DPW" };
    expect(wordsOf(card)).toContain("department");
    const receipt = cardIn(await teams.press("nora.new", send, typed, { replyToId: message }));
    expect(wordsOf(receipt)).toContain("Public Works · 5 employees");
    const next = await ask("nora.new", "6 people took Anti-Racism 101 on Nov 8");
    expect(wordsOf(next.card)).toContain("Public Works · 6 employees");
  });
});

describe("a button", () => {
  test("puts the answer in the place of its card, at once and for good", async () => {
    const { card, message } = await ask("ana.torres", "9 people took Anti-Racism 101 on Nov 9");
    const answer = cardIn(await teams.press("ana.torres", actionIn(card, "Undo"), {}, { replyToId: message }));
    expect(wordsOf(answer)).toContain("Undone TR-2026-");
    await until(() => updates().length > 0);
    expect(updates()).toMatchObject([{ conversation: chatOf("ana.torres"), id: message }]);
    expect(wordsOf(updates()[0]?.body)).toBe(wordsOf(answer));
    expect(answers("ana.torres")).toHaveLength(1);
  });

  test("of a client that knows only Action.Submit changes its message", async () => {
    const { card, message } = await ask("ana.torres", "8 people took Anti-Racism 101 on Nov 10");
    const { fallback } = actionIn(card, "Undo");
    expect(fallback?.type).toBe("Action.Submit");
    await teams.post(teams.activity("ana.torres", { text: "", value: fallback?.data, replyToId: message }));
    await until(() => updates().length > 0);
    expect(wordsOf(updates()[0]?.body)).toContain("Undone TR-2026-");
  });

  test("whose card is gone is answered with a new message", async () => {
    const { card, message } = await ask("ana.torres", "7 people took Anti-Racism 101 on Nov 10");
    teams.microsoft.spoil("update", { status: 404 });
    await teams.press("ana.torres", actionIn(card, "Undo"), {}, { replyToId: message });
    await until(() => answers("ana.torres").length > 1);
    expect(wordsOf(answers("ana.torres")[1])).toContain("Undone TR-2026-");
  });

  test("pressed by somebody who may not is refused, and the card stays", async () => {
    const { card } = await ask("nadia.rahman", "fix undo record=TR-2026-9999");
    expect(wordsOf(card)).not.toContain("Undone");
    const receipt = await ask("ana.torres", "6 people took Anti-Racism 101 on Nov 11");
    const pressed = await teams.press(
      "lee.nakamura",
      actionIn(receipt.card, "Undo"),
      {},
      { replyToId: receipt.message },
    );
    expect(pressed.type).toBe("application/vnd.microsoft.activity.message");
    await until(() => answers("lee.nakamura").length > 0);
    expect(updates()).toEqual([]);
  });

  test("pressed in a channel is answered in one's own chat, and the card stays", async () => {
    const { card } = await ask("ana.torres", "5 people took Anti-Racism 101 on Nov 12");
    const pressed = await teams.press("ana.torres", actionIn(card, "Undo"), {}, { replyToId: "m-1" }, "channel");
    expect(pressed.value).toBe("I have answered in our own chat.");
    expect(wordsOf(answers("ana.torres").at(-1))).toContain("Undone TR-2026-");
    expect([inChannel(), updates()]).toEqual([[], []]);
  });
});

describe("a form", () => {
  const typed = { employees: "7", heldOn: "2026-11-19" };

  test("stands in the card that asks for what is missing, and gives way to the receipt", async () => {
    const { card, message } = await ask("ana.torres", "/training antiracism 101 in public works");
    expect(filledIn(card)).toMatchObject({ course: "ARA101", department: "DPW" });
    const send = actionIn(card, "Save training");
    const receipt = cardIn(
      await teams.press("ana.torres", send, { ...filledIn(card), ...typed }, { replyToId: message }),
    );
    expect(wordsOf(receipt)).toContain("Thu 19 Nov 2026 · Public Works · 7 employees");
  });

  test("sent four times at once records once, and says the same", async () => {
    const { card, message } = await ask("ana.torres", "/training antiracism 101 in public works");
    const before = (await records()).length;
    const values = { ...filledIn(card), employees: "5", heldOn: "2026-11-18" };
    const sent = [1, 2, 3, 4].map(() =>
      teams.press("ana.torres", actionIn(card, "Save training"), values, { replyToId: message }),
    );
    const receipts = await Promise.all(sent);
    expect(new Set(receipts.map((one) => wordsOf(cardIn(one)))).size).toBe(1);
    expect(await records()).toHaveLength(before + 1);
  });

  test("sent again with something else is another request", async () => {
    const { card, message } = await ask("ana.torres", "/training antiracism 101 in public works");
    const before = (await records()).length;
    for (const employees of ["21", "22"]) {
      const values = { ...filledIn(card), employees, heldOn: "2026-11-17" };
      const receipt = await teams.press("ana.torres", actionIn(card, "Save training"), values, { replyToId: message });
      expect(wordsOf(cardIn(receipt))).toContain(`${employees} employees`);
    }
    expect(await records()).toHaveLength(before + 2);
  });

  test("says at its input what is wrong, and keeps what was typed", async () => {
    const { card, message } = await ask("ana.torres", "/training antiracism 101 in public works");
    const values = { ...filledIn(card), people: "zzyzx qqq", note: "a\nb", heldOn: "soon" };
    const again = cardIn(
      await teams.press("ana.torres", actionIn(card, "Save training"), values, { replyToId: message }),
    );
    expect(filledIn(again)).toMatchObject({ people: "zzyzx qqq", heldOn: "soon" });
    expect(wordsOf(again)).toContain("To fix:");
  });

  test("opens in a dialog from a button, stays open while something is wrong, and closes with the receipt in the chat", async () => {
    const { card } = await ask("bo.chen", "home");
    const opened = await teams.dialog("bo.chen", "fetch", actionIn(card, "Log a training"));
    expect(opened.task?.type).toBe("continue");
    const save = actionIn(opened, "Save training");
    expect(save.type).toBe("Action.Submit");
    const values = { ...filledIn(opened), course: "ARA101", people: "" };
    const wrong = await teams.dialog("bo.chen", "submit", save, values);
    expect(wordsOf(wrong)).toContain("To fix:");
    const closed = await teams.dialog("bo.chen", "submit", actionIn(wrong, "Save training"), {
      ...values,
      employees: "3",
    });
    expect(closed.task).toEqual({ type: "message", value: "Done. The answer is in the chat." });
    await until(() => answers("bo.chen").length > 1);
    expect(wordsOf(answers("bo.chen")[1])).toContain("3 employees");
  });

  test("that is refused in a dialog offers the way back with all that was typed", async () => {
    const { card } = await ask("bo.chen", "home");
    const opened = await teams.dialog("bo.chen", "fetch", actionIn(card, "Log a training"));
    const values = { ...filledIn(opened), course: "ARA101", employees: "4", department: "MPL", note: "keep me" };
    const refused = await teams.dialog("bo.chen", "submit", actionIn(opened, "Save training"), values);
    expect(wordsOf(refused)).toContain("You may not do that for Library");
    const back = await teams.dialog("bo.chen", "submit", actionIn(refused, "Back to the form"));
    expect(filledIn(back)).toMatchObject({ employees: "4", department: "MPL", note: "keep me" });
  });

  test("emptied is empty, although Teams leaves out what is blank", async () => {
    const { card, message } = await ask("ana.torres", "/training antiracism 101 in public works");
    const values = { course: "ARA101", heldOn: "", department: "DPW", employees: "6" };
    const receipt = cardIn(
      await teams.press("ana.torres", actionIn(card, "Save training"), values, { replyToId: message }),
    );
    expect(wordsOf(receipt)).toContain("To fix: Please fill this in.");
    expect(filledIn(receipt)).toMatchObject({ employees: "6" });
    expect(filledIn(receipt)).not.toHaveProperty("heldOn");
  });
});

describe("a card of another version", () => {
  const aged = ({ data, ...action }: CardAction, change: object): CardAction => ({
    ...action,
    data: { ...data, equity: { ...(data.equity as object), ...change } },
  });

  test("asks again, with all that was typed", async () => {
    const { card, message } = await ask("ana.torres", "/training antiracism 101 in public works");
    const before = (await records()).length;
    const values = { ...filledIn(card), employees: "41", note: "not lost" };
    const old = aged(actionIn(card, "Save training"), { v: 0 });
    const fresh = cardIn(await teams.press("ana.torres", old, values, { replyToId: message }));
    expect(filledIn(fresh)).toMatchObject({ course: "ARA101", employees: "41", note: "not lost" });
    expect(await records()).toHaveLength(before);
    const receipt = cardIn(
      await teams.press("ana.torres", actionIn(fresh, "Save training"), filledIn(fresh), { replyToId: message }),
    );
    expect(wordsOf(receipt)).toContain("41 employees");
  });

  test.each([
    ["that nobody can read", { p: "{" }],
    ["for a command that is no more", { p: JSON.stringify({ c: "gone for good", v: {} }) }],
    ["without anything", { v: "one" }],
  ])("%s shows what was typed, and a fresh start", async (_name, change) => {
    const { card, message } = await ask("ana.torres", "/training antiracism 101 in public works");
    const old = aged(actionIn(card, "Save training"), { v: 0, ...change });
    const fresh = cardIn(await teams.press("ana.torres", old, { employees: "42" }, { replyToId: message }));
    expect(wordsOf(fresh)).toContain("That card is from an older version");
    expect(JSON.stringify(fresh)).toContain('"value":"42"');
    expect(actionIn(fresh, "Log a training").data).toHaveProperty("msteams");
  });
});

describe("when it is installed", () => {
  const install = (who: string, action: string, scope: "personal" | "channel" = "personal") =>
    teams.post(teams.activity(who, { type: "installationUpdate", action }, scope));
  const join = (who: string, scope: "personal" | "channel" = "personal") =>
    teams.post(teams.activity(who, { type: "conversationUpdate", membersAdded: [{ id: `28:${teams.appId}` }] }, scope));

  test("a person is greeted once with their home, though Teams tells of it twice", async () => {
    await Promise.all([join("marcus.holloway"), install("marcus.holloway", "add")]);
    await until(() => answers("marcus.holloway").length > 0);
    expect(wordsOf(answers("marcus.holloway"))).toContain("Marcus Holloway");
    await install("marcus.holloway", "add-upgrade");
    expect(answers("marcus.holloway")).toHaveLength(1);
  });

  test("a team is greeted in a line, and its members are known", async () => {
    await install("devin.sokol", "add", "channel");
    await until(() => inChannel().length > 0);
    expect(teams.microsoft.callsOf("members")).toHaveLength(1);
    expect(wordsOf(inChannel()[0])).toContain("Mention me");
  });

  test("and removed, it no longer knows the way", async () => {
    const { references } = teams.town.app.stores;
    const address = {
      platform: "teams",
      tenant: teams.tenantId,
      to: "person",
      id: teams.objectId("marcus.holloway"),
    } as const;
    expect(await references.find(address)).toMatchObject({ conversation: { tenantId: teams.tenantId } });
    await install("marcus.holloway", "remove");
    expect(await references.find(address)).toBeUndefined();
  });
});

describe("a file", () => {
  test("is offered, and goes into the person's OneDrive when they accept", async () => {
    await teams.say("nadia.rahman", "report export training 2026 csv");
    await until(() => answers("nadia.rahman").length > 1);
    const [offer] = answers("nadia.rahman").flatMap(({ attachments = [] }) =>
      attachments.filter(({ contentType }) => contentType.endsWith("file.consent")),
    );
    const value = {
      type: "fileUpload",
      action: "accept",
      context: offer?.content.acceptContext,
      uploadInfo: {
        contentUrl: "https://city.sharepoint.com/training.csv",
        uploadUrl: `${teams.microsoft.url}/onedrive/training.csv`,
        name: offer?.name,
        uniqueId: "1",
        fileType: "csv",
      },
    };
    const accept = teams.activity("nadia.rahman", {
      type: "invoke",
      name: "fileConsent/invoke",
      value,
      replyToId: "m-file",
    });
    expect((await teams.post(accept)).status).toBe(200);
    await until(() => updates().length > 0);
    expect(teams.microsoft.files.get("/onedrive/training.csv")).toContain("Anti-Racism 101");
    expect(updates()[0]?.body.attachments?.[0]?.contentType).toContain("file.info");
  });

  test("goes nowhere else", async () => {
    const value = {
      action: "accept",
      context: {
        file: await teams.town.app.stores.drafts.keep(JSON.stringify({ name: "a", mime: "text/csv", bytes: "YQ==" })),
      },
      uploadInfo: {
        contentUrl: "x",
        uploadUrl: "https://evil.example/onedrive/",
        name: "a",
        uniqueId: "1",
        fileType: "csv",
      },
    };
    await teams.post(teams.activity("nadia.rahman", { type: "invoke", name: "fileConsent/invoke", value }));
    await until(() => answers("nadia.rahman").length > 0);
    expect(answers("nadia.rahman")[0]?.text).toContain("could not be put into your OneDrive");
  });
});

describe("an answer that takes too long", () => {
  test("is announced in time, and comes into the chat", { timeout: 60_000 }, async () => {
    const { card, message } = await ask("ana.torres", "/training antiracism 101 in public works");
    const lock = teams.town.rows("begin; lock table training_records; select pg_sleep(7); commit");
    await new Promise((resolve) => setTimeout(resolve, 100));
    const values = { ...filledIn(card), employees: "43", heldOn: "2026-11-04" };
    const pressed = await teams.press("ana.torres", actionIn(card, "Save training"), values, { replyToId: message });
    expect(pressed.value).toBe("Working on it…");
    await lock;
    await until(() => updates().length > 0);
    expect(wordsOf(updates()[0]?.body)).toContain("43 employees");
  });
});
