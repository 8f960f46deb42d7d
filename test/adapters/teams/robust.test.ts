import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { keepResult } from "../../soak/results.ts";
import { type Activity, createTeamsTown, type Scope, type TeamsTown, until, wordsOf } from "./teams-town.ts";

const SOAK = process.env.SOAK === "1";

let teams: TeamsTown;

beforeAll(async () => {
  teams = await createTeamsTown();
});
afterAll(() => teams?.close());

/** Values Teams would never send, and some it would, in any place. */
const odd = fc.oneof(
  fc.constantFrom<unknown>(null, undefined, "", "null", 0, -1, 1e300, true, [], {}, "\0", "\ud800", "🙂".repeat(100)),
  fc.string({ unit: "binary", maxLength: 50 }),
  fc.constantFrom("__proto__", "constructor", "<at>Bo</at>", "19:x@thread.tacv2;messageid=1", "x".repeat(4_000)),
);

type Json = Record<string, unknown>;

/** A real activity with some of its parts replaced or left out. */
const spoilt = (real: () => Json) =>
  fc.array(fc.tuple(fc.nat(), odd, fc.boolean()), { maxLength: 4 }).map((changes) => {
    const activity = structuredClone(real());
    for (const [at, value, drop] of changes) {
      const places = placesIn(activity);
      const [parent, key] = places[at % places.length] ?? [activity, "type"];
      if (drop) delete parent[key];
      else parent[key] = value;
    }
    return activity;
  });

function placesIn(node: Json): [Json, string][] {
  return Object.entries(node).flatMap(([key, value]): [Json, string][] => {
    const inner = typeof value === "object" && value !== null ? placesIn(value as Json) : [];
    return [[node, key], ...inner];
  });
}

const of = (more: object, scope: Scope = "personal") => teams.activity("ana.torres", more, scope);
const carried = (command: string) => ({ equity: { v: 1, p: JSON.stringify({ c: command, v: {} }) } });
const form = { ...carried("training log"), "in:people": "ana", "in:employees": "3", "in:heldOn": "2026-11-20" };
const pressed = (data: object) => ({ action: { type: "Action.Execute", verb: "press", data }, trigger: "manual" });
const mention = () => ({
  type: "mention",
  text: "<at>Equity Assistant</at>",
  mentioned: { id: `28:${teams.appId}`, name: "Equity Assistant" },
});
const uploadInfo = {
  contentUrl: "x",
  uploadUrl: "https://a.sharepoint.com/x",
  name: "a",
  uniqueId: "1",
  fileType: "csv",
};

const chosen = {
  commandId: "training_message",
  messagePayload: {
    createdDateTime: "2026-11-18T16:03:00.000Z",
    from: { user: { id: "2b6f0cc9-04d1-4a2e-9f8e-1f3a5c7d9e0b", displayName: "Bo" } },
    body: { contentType: "html", content: '<p>12 of us took <at id="0">Anti</at>-Racism 101 <a href="x">y</a></p>' },
    mentions: [{ id: 0, mentionText: "Anti", mentioned: { user: { id: "2b6f0cc9-04d1-4a2e-9f8e-1f3a5c7d9e0b" } } }],
  },
};
const dropped = {
  contentType: "application/vnd.microsoft.teams.file.download.info",
  name: "sheet.csv",
  content: { downloadUrl: "https://127.0.0.1:9/sheet.csv", fileType: "csv" },
};

const REAL: (() => Activity)[] = [
  () => of({ text: "12 people took Anti-Racism 101 yesterday" }),
  () => of({ text: "help" }),
  () => of({ text: "<at>Equity Assistant</at> me", entities: [mention()] }, "channel"),
  () => of({ text: "", value: form, replyToId: "m-1" }),
  () => of({ type: "invoke", name: "adaptiveCard/action", value: pressed(carried("help")), replyToId: "m-1" }),
  () => of({ type: "invoke", name: "adaptiveCard/action", value: pressed(form) }, "channel"),
  () => of({ type: "invoke", name: "task/fetch", value: { data: carried("training log") } }),
  () => of({ type: "invoke", name: "task/submit", value: { data: form } }),
  () =>
    of({ type: "invoke", name: "fileConsent/invoke", value: { action: "accept", context: { file: "1" }, uploadInfo } }),
  () => of({ type: "invoke", name: "composeExtension/query", value: {} }),
  () => of({ type: "invoke", name: "composeExtension/fetchTask", value: chosen }, "channel"),
  () => of({ type: "invoke", name: "composeExtension/submitAction", value: { data: form } }),
  () =>
    of({ type: "messageUpdate", text: "13 people took Anti-Racism 101", channelData: { eventType: "editMessage" } }),
  () => of({ text: "", attachments: [{ contentType: "image/png", name: "a.png" }, dropped] }),
  () => of({ type: "installationUpdate", action: "add" }),
  () => of({ type: "installationUpdate", action: "remove" }, "channel"),
  () => of({ type: "conversationUpdate", membersAdded: [{ id: `28:${teams.appId}` }] }, "channel"),
  () => of({ type: "conversationUpdate", membersRemoved: [{ id: "29:bo.chen" }], channelData: null }, "channel"),
  () => of({ type: "messageReaction", reactionsAdded: [{ type: "like" }] }),
];

const anyBody: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 12, arbitrary: fc.constantFrom(...REAL).chain(spoilt) },
  { weight: 4, arbitrary: fc.string({ unit: "binary", maxLength: 300 }).map((text) => of({ text })) },
  { weight: 1, arbitrary: fc.jsonValue() },
  { weight: 1, arbitrary: fc.string({ maxLength: 300 }) },
);

describe("ten thousand activities, really signed", () => {
  test("end no process, hang no socket, and are never answered with 500", { timeout: 3_600_000 }, async () => {
    const rejections: unknown[] = [];
    const note = (error: unknown) => rejections.push(error);
    const answered = new Map<number, number>();
    process.on("unhandledRejection", note);
    await fc.assert(
      fc.asyncProperty(anyBody, async (body) => {
        const answer = await post(body);
        await answer.arrayBuffer();
        answered.set(answer.status, (answered.get(answer.status) ?? 0) + 1);
        expect([200, 401, 403]).toContain(answer.status);
      }),
      { numRuns: SOAK ? 10_000 : 400, seed: 14 },
    );
    process.off("unhandledRejection", note);
    expect(rejections).toEqual([]);
    expect((await fetch(`${teams.url}/healthz`)).status).toBe(200);
    expect(await (await fetch(`${teams.url}/metrics`)).text()).toContain("equity_incidents_total 0");
    // Enough of them come past the guard for this to say something of what lies behind it.
    const taken = answered.get(200) ?? 0;
    const refused = (answered.get(401) ?? 0) + (answered.get(403) ?? 0);
    expect(taken).toBeGreaterThan((taken + refused) / 4);
    await keepResult("Teams, fuzzed and signed activities", {
      activities: taken + refused,
      "answered with 200": taken,
      "refused with 401 or 403": refused,
      "answered with 500, hung or ended the process": 0,
      "unhandled rejections": rejections.length,
    });
  });
});

/** An answer that does not come within twenty seconds is a socket that hangs. */
const post = (body: unknown) =>
  teams.post(typeof body === "string" ? body : JSON.stringify(body ?? null), undefined, AbortSignal.timeout(20_000));

describe("the longest answers", () => {
  const LONG = ["help", "plan show", "plan raci", "plan show G1", "training courses", "status", "admin place", "me"];

  test.each(LONG)("of “%s” come whole, in messages Teams takes", async (words) => {
    teams.microsoft.calls.length = 0;
    await teams.say("nadia.rahman", words);
    const sends = () => teams.microsoft.callsOf("send");
    await until(() => sends().length > 0);
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(sends().filter(({ bytes }) => bytes > 28 * 1024)).toEqual([]);
    expect(wordsOf(sends().map(({ body }) => body))).not.toMatch(/longer than a message can be/);
  });
});
