import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Fault } from "./microsoft.ts";
import {
  actionIn,
  arrived,
  type CardAction,
  createTeamsTown,
  type Dialog,
  filledIn,
  settle,
  type TeamsTown,
  until,
  wordsOf,
} from "./teams-town.ts";

// What people hand over in other ways than by a sentence: a message that somebody else wrote, an edit, a file.

let teams: TeamsTown;

beforeAll(async () => {
  teams = await createTeamsTown();
});
afterAll(() => teams?.close());
beforeEach(() => {
  teams.microsoft.calls.length = 0;
  teams.microsoft.heal();
});

const chatOf = (who: string) => `a:${teams.objectId(who)}`;
const answers = (who: string) => arrived(teams.microsoft, chatOf(who));
const records = () =>
  teams.town.rows<{ id: string; held_on: string; department: string; employees: number }>(
    "select r.id, s.held_on::text, s.department, r.employees from training_records r join training_sessions s on s.id = r.session where r.voided_at is null order by r.id",
  );
async function next(who: string, before: number) {
  await until(() => answers(who).length > before);
  return answers(who).at(-1);
}

describe("“Log this training” on a message", () => {
  /** A chat of two people, which Teams calls personal, too: the assistant is not in it. */
  const between = "19:ana_bo@unq.gbl.spaces";

  async function choose(who: string, writer: string | undefined, content: string, more: object = {}): Promise<Dialog> {
    const from = writer === undefined ? null : { user: { id: teams.objectId(writer), displayName: writer } };
    const messagePayload = {
      id: "1699999999999",
      createdDateTime: "2026-11-18T16:03:00.000Z",
      from,
      body: { contentType: "html", content },
      ...more,
    };
    const value = { commandId: "training_message", commandContext: "message", messagePayload };
    const conversation = { conversationType: "personal", tenantId: teams.tenantId, id: between };
    const invoke = { type: "invoke", name: "composeExtension/fetchTask", conversation, value };
    const answer = await teams.post(teams.activity(who, invoke));
    expect(answer.status).toBe(200);
    return (await answer.json()) as Dialog;
  }
  async function send(who: string, action: CardAction, typed: Record<string, string>): Promise<Dialog> {
    const inputs = Object.fromEntries(Object.entries(typed).map(([name, one]) => [`in:${name}`, one]));
    const value = { commandId: "training_message", data: { ...action.data, ...inputs } };
    const conversation = { conversationType: "personal", tenantId: teams.tenantId, id: between };
    const invoke = { type: "invoke", name: "composeExtension/submitAction", conversation, value };
    return (await (await teams.post(teams.activity(who, invoke))).json()) as Dialog;
  }

  test("records what its author did on the author's day, and answers whoever chose it alone", async () => {
    const before = (await records()).length;
    const answer = await choose(
      "nadia.rahman",
      "ana.torres",
      "<p>12 of us took <b>Anti-Racism&nbsp;101</b> yesterday</p>",
    );
    expect(answer.task?.type).toBe("message");
    expect(answer.task?.value).toMatch(/Recorded TR-2026-\d{4}[\s\S]*I have answered in our own chat/);
    const made = (await records()).slice(before);
    expect(made).toMatchObject([{ held_on: "2026-11-17", department: "DPW", employees: 12 }]);
    expect(wordsOf(answers("nadia.rahman"))).toContain("12 employees");
    expect(teams.microsoft.callsOf("send").map(({ conversation }) => conversation)).not.toContain(between);
  });

  test("leaves the way to somebody's own chat as it was", async () => {
    await choose("ana.torres", "bo.chen", "hello");
    const address = {
      platform: "teams",
      tenant: teams.tenantId,
      to: "person",
      id: teams.objectId("ana.torres"),
    } as const;
    const known = await teams.town.app.stores.references.find(address);
    expect(JSON.stringify(known ?? {})).not.toContain(between);
  });

  test("asks for what is missing in a dialog, with what the message says filled in, and closes with what became of it", async () => {
    const opened = await choose("ana.torres", "bo.chen", "<div>Anti-Racism 101 with Public Works on Nov&nbsp;12</div>");
    expect(opened.task?.type).toBe("continue");
    const filled = filledIn(opened);
    expect(filled).toMatchObject({ course: "ARA101", heldOn: "2026-11-12", department: "DPW" });
    const wrong = await send("ana.torres", actionIn(opened, "Save training"), { ...filled, people: "zzyzx qqq" });
    expect(wordsOf(wrong)).toContain("To fix:");
    const closed = await send("ana.torres", actionIn(wrong, "Save training"), {
      ...filled,
      people: "",
      employees: "7",
    });
    expect(closed.task?.value).toMatch(/^Recorded TR-2026-\d{4}/);
    expect(wordsOf(answers("ana.torres"))).toContain("7 employees");
  });

  test("knows whom its author mentioned, by Teams' own ids", async () => {
    const mentions = [
      { id: 0, mentionText: "Lee", mentioned: { user: { id: teams.objectId("lee.nakamura") } } },
      { id: 1, mentionText: "Equity Assistant", mentioned: { application: { id: "x" } } },
    ];
    const content = '<at id="1">Equity Assistant</at> <at id="0">Lee</at> took Anti-Racism 101 on Nov 13';
    await choose("ana.torres", "bo.chen", content, { mentions });
    expect(wordsOf(answers("ana.torres"))).toContain("Named: Lee Nakamura");
  });

  test.each([
    ["whose author nobody knows", "some.stranger"],
    ["of an app", undefined],
  ])("of a message %s does not take “we” for the presser", async (_name, writer) => {
    const before = (await records()).length;
    const answer = await choose("ana.torres", writer, "14 of us took Anti-Racism 101 yesterday");
    expect(answer.task?.value).toContain("I do not know who wrote that message");
    expect(await records()).toHaveLength(before);
  });

  test("by a guest, or by somebody whom Teams does not name, saves nothing and says so", async () => {
    settle("gus.guest", teams.tenantId, teams.microsoft, { userRole: "guest" });
    const guest = await choose("gus.guest", "ana.torres", "15 people took Anti-Racism 101 yesterday");
    expect(guest.task?.value).toContain("I only work for members");
    settle("una.known", teams.tenantId, teams.microsoft);
    teams.microsoft.blocked.add(teams.objectId("una.known"));
    const silent = await choose("una.known", "ana.torres", "15 people took Anti-Racism 101 yesterday");
    expect(silent.task?.value).toContain("Nothing was saved");
    expect((await records()).filter(({ employees }) => employees === 15)).toEqual([]);
  });
});

describe("what may be said next", () => {
  type Suggested = { suggestedActions?: { to: string[]; actions: { type: string; title: string; value: string }[] } };
  const suggested = (sent: unknown) => (sent as Suggested).suggestedActions;

  test("is offered below one's home, to that person, in words that are understood", async () => {
    await teams.say("marcus.holloway", "home");
    const offered = suggested(await next("marcus.holloway", 0));
    expect(offered?.to).toEqual(["29:marcus.holloway"]);
    expect(offered?.actions.length).toBeGreaterThan(2);
    // Teams shows six, and takes no other kind.
    expect(offered?.actions.length).toBeLessThanOrEqual(6);
    for (const { type, value } of offered?.actions ?? []) {
      expect(type).toBe("imBack");
      const before = answers("marcus.holloway").length;
      await teams.say("marcus.holloway", value);
      expect(wordsOf(await next("marcus.holloway", before))).not.toMatch(/did not understand|Nothing was recorded/);
    }
  });

  test("is offered after a refusal, and not below a receipt or where others read", async () => {
    await teams.say("bo.chen", "undo TR-2026-9999");
    expect(suggested(await next("bo.chen", 0))?.actions.map(({ title }) => title)).toContain("Help");
    await teams.say("bo.chen", "23 people took Anti-Racism 101 on Nov 10");
    expect(suggested(await next("bo.chen", 1))).toBeUndefined();
    await teams.say("bo.chen", "home", "channel");
    await until(() => arrived(teams.microsoft, teams.channel).length > 0);
    expect(arrived(teams.microsoft, teams.channel).map(suggested)).toEqual([undefined]);
  });
});

describe("an edited message", () => {
  const logged = async (who: string, people: number, day: string) => {
    const message = teams.activity(who, { text: `${people} people took Anti-Racism 101 on Nov ${day}` });
    const before = answers(who).length;
    await teams.post(message);
    const record = /TR-\d{4}-\d{4}/.exec(wordsOf(await next(who, before)))?.[0] ?? "";
    return { message, record };
  };
  const edit = (message: object, text: string, more: object = {}) =>
    teams.post({
      ...message,
      type: "messageUpdate",
      text,
      timestamp: new Date().toISOString(),
      channelData: { tenant: { id: teams.tenantId }, eventType: "editMessage" },
      ...more,
    });

  test("offers to correct the very record that it made, however much was logged since, and changes nothing by itself", async () => {
    const { message, record } = await logged("ana.torres", 16, "3");
    await logged("ana.torres", 17, "4");
    await teams.town.rows("update requests set at = now() - interval '1 hour'");
    const before = answers("ana.torres").length;
    await edit(message, "18 people took Anti-Racism 101 on Nov 3");
    const card = await next("ana.torres", before);
    expect(wordsOf(card)).toMatch(new RegExp(`Change ${record}\\?[\\s\\S]*18`));
    expect((await records()).find(({ id }) => id === record)?.employees).toBe(16);
    await teams.press("ana.torres", actionIn(card, "Yes, change it"));
    await until(async () => (await records()).some(({ id, employees }) => id === record && employees === 18));
  });

  test("of which nothing was recorded is told what to do, once, however often Teams sends it", async () => {
    const message = teams.activity("bo.chen", { text: "help" });
    await teams.post(message);
    await next("bo.chen", 0);
    const update = { timestamp: "2026-11-21T20:09:00.000Z" };
    const statuses = await Promise.all([1, 2, 3].map(() => edit(message, "19 people took Anti-Racism 101", update)));
    expect(statuses.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(wordsOf(await next("bo.chen", 1))).toContain("Send it again as a new message");
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(answers("bo.chen")).toHaveLength(2);
  });

  test("of somebody else's is nothing of mine", async () => {
    const { message } = await logged("ana.torres", 20, "5");
    const before = answers("bo.chen").length;
    const from = teams.activity("bo.chen", {}).from;
    await edit(message, "21 people took Anti-Racism 101 on Nov 5", { from });
    await until(() => teams.microsoft.callsOf("send").length > 1 || answers("bo.chen").length > before);
    expect(wordsOf(teams.microsoft.callsOf("send").at(-1)?.body)).toContain("I know of nothing that was recorded");
  });

  test.each([
    ["in a channel", { scope: "channel" as const, eventType: "editMessage" }],
    ["that was put back", { scope: "personal" as const, eventType: "undeleteMessage" }],
  ])("%s is not heard", async (_name, { scope, eventType }) => {
    const message = teams.activity("ana.torres", {}, scope);
    const channelData = { ...(message.channelData as object), eventType };
    expect((await edit(message, "22 people took Anti-Racism 101", { channelData })).status).toBe(200);
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect(teams.microsoft.callsOf("send")).toEqual([]);
  });
});

describe("a file", () => {
  function file(name: string, content: string | Buffer, more: object = {}) {
    const path = `/dropped/${randomUUID()}/${name}`;
    teams.microsoft.dropped.set(path, Buffer.from(content));
    return {
      contentType: "application/vnd.microsoft.teams.file.download.info",
      contentUrl: `https://city-my.sharepoint.com/personal/lee/Documents/${name}`,
      name,
      content: { downloadUrl: `${teams.microsoft.url}${path}`, uniqueId: "1", fileType: "csv", ...more },
    };
  }
  const html = { contentType: "text/html", content: "<div></div>" };
  const drop = async (who: string, attachments: object[], text = "") => {
    const before = answers(who).length;
    await teams.post(teams.activity(who, { text, attachments: [html, ...attachments] }));
    return next(who, before);
  };

  test("before any training is told where it goes; after one it is read for it, shown, and saved by a press", async () => {
    const sheet = file("sheet.csv", "Name\nLee Nakamura\nZzyzx Qqq\n");
    expect(wordsOf(await drop("lee.nakamura", [sheet]))).toContain("Which training is this sheet of?");
    await teams.say("lee.nakamura", "3 people took Anti-Racism 101 on Nov 9");
    const record = /TR-\d{4}-\d{4}/.exec(wordsOf(await next("lee.nakamura", 1)))?.[0] ?? "";
    const offer = await drop("lee.nakamura", [sheet]);
    const shown = (await teams.press("lee.nakamura", actionIn(offer, `Read it for ${record}`))).value;
    expect(wordsOf(shown)).toContain("Zzyzx Qqq");
    const saved = await teams.press("lee.nakamura", actionIn(shown, "Save 1 name"));
    expect(wordsOf(saved.value)).toContain("Named: Lee Nakamura");
  });

  test("beside words is said not to have been read", async () => {
    const answer = await drop("ana.torres", [file("sheet.csv", "Name\nBo Chen\n")], "me");
    expect(wordsOf(answer)).toContain("I did not read sheet.csv");
    expect(wordsOf(answer)).toContain("Ana Torres");
  });

  test.each([
    ["larger than 256 KB", () => file("big.csv", "x".repeat(256 * 1024 + 1)), "larger than 256 KB"],
    ["a damaged workbook", () => file("book.xlsx", Buffer.from([0x50, 0x4b, 3, 4, 0, 0])), "damaged"],
    [
      "a picture",
      () => ({ contentType: "image/png", name: "list.png", contentUrl: "https://x" }),
      "I cannot read list.png",
    ],
    [
      "kept elsewhere",
      () => file("evil.csv", "x", { downloadUrl: "https://evil.example/a" }),
      "did not hand over evil.csv",
    ],
    [
      "no longer there",
      () => file("gone.csv", "x", { downloadUrl: `${teams.microsoft.url}/dropped/none` }),
      "did not hand over",
    ],
  ])("that is %s is refused in words", async (_what, make, words) => {
    const answer = await drop("ana.torres", [make()]);
    expect(wordsOf(answer)).toContain(words);
    expect(wordsOf(answer)).toMatch(/Nothing was (?:saved|imported)\./);
  });

  test.each<Fault>(["500", "reset", "redirect", { status: 429 }])(
    "that OneDrive answers with %j is refused in words",
    async (fault) => {
      teams.microsoft.spoil("drop", fault);
      expect(wordsOf(await drop("ana.torres", [file("sheet.csv", "Bo Chen")]))).toContain(
        "did not hand over sheet.csv",
      );
    },
  );
});
