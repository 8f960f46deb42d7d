import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { keepResult } from "../../soak/results.ts";
import { nowSeconds, signedBody, signedEvent, signedForm, signedInteraction } from "./signing.ts";
import { createSlackTown, type SlackTown, said, until } from "./slack-town.ts";

const SOAK = process.env.SOAK === "1";

let slack: SlackTown;

beforeAll(async () => {
  slack = await createSlackTown();
});
afterAll(() => slack?.close());

/** Values Slack would never send, and some it would, in any place. */
const odd = fc.oneof(
  fc.constantFrom<unknown>(null, undefined, "", "null", 0, -1, 1e300, true, [], {}, "\0", "\ud800", "🙂".repeat(100)),
  fc.string({ unit: "binary", maxLength: 50 }),
  fc.constantFrom("__proto__", "constructor", "toString", "<@U1>", "x".repeat(4_000)),
);

type Json = Record<string, unknown>;

/** Each an id of its own: what was there before would be passed over. */
let made = 0;
function another(id: string): string {
  made += 1;
  return `${id}${made}`;
}

/** A real payload with some of its parts replaced or left out. */
function spoilt(real: () => Json) {
  return fc.array(fc.tuple(fc.nat(), odd, fc.boolean()), { maxLength: 2 }).map((changes) => {
    const payload = structuredClone(real());
    for (const [at, value, drop] of changes) {
      const places = placesIn(payload);
      const [parent, key] = places[at % places.length] ?? [payload, "type"];
      if (drop) delete parent[key];
      else parent[key] = value;
    }
    return payload;
  });
}

function placesIn(node: Json): [Json, string][] {
  return Object.entries(node).flatMap(([key, value]): [Json, string][] => {
    const inner = typeof value === "object" && value !== null ? placesIn(value as Json) : [];
    return [[node, key], ...inner];
  });
}

const who = () => ({ team: { id: slack.teamId }, user: { id: slack.userId("ana.torres"), team_id: slack.teamId } });
const view = (type: string) => ({
  id: another("V0FAKE"),
  hash: "1.fake",
  type,
  callback_id: "form",
  private_metadata: JSON.stringify({ c: "training log", v: {}, o: {} }),
  state: {
    values: {
      "in:people:0:m": { value: { type: "plain_text_input", value: "ana" } },
      "in:sheet:file:m": {
        value: { type: "file_input", files: [{ id: "F0FAKE", size: 1, url_private_download: `${slack.front.url}/f` }] },
      },
    },
  },
});

const REAL: (() => Json)[] = [
  () => ({
    type: "block_actions",
    ...who(),
    trigger_id: another("1.2.fake"),
    channel: { id: slack.channel },
    container: { type: "message", is_ephemeral: true },
    actions: [{ type: "button", action_id: "press:0", value: JSON.stringify({ c: "help", v: {} }) }],
  }),
  () => ({ type: "view_submission", ...who(), view: view("modal") }),
  () => ({
    type: "block_actions",
    ...who(),
    trigger_id: another("1.3.fake"),
    container: { type: "view" },
    view: { ...view("home"), private_metadata: JSON.stringify({ p: 0 }) },
    actions: [{ type: "button", action_id: "page:1", value: JSON.stringify({ p: 1 }) }],
  }),
  () => ({ type: "view_closed", ...who(), view: view("modal") }),
  () => ({ type: "shortcut", ...who(), callback_id: "training_log", trigger_id: "1.2.fake" }),
  () => ({
    type: "message_action",
    ...who(),
    callback_id: "training_message",
    trigger_id: "1.2.fake",
    channel: { id: slack.channel },
    message: { text: "help", ts: "1.1" },
  }),
];

const EVENTS: (() => Json)[] = [
  () => ({ type: "app_mention", user: slack.userId("ana.torres"), text: "help", channel: slack.channel, ts: "1.1" }),
  () => ({
    type: "message",
    channel_type: "im",
    user: slack.userId("ana.torres"),
    text: "help",
    channel: "D1",
    ts: "1.1",
  }),
  () => ({ type: "app_home_opened", user: slack.userId("ana.torres"), tab: "home" }),
  () => ({ type: "member_joined_channel", user: slack.botUserId, channel: slack.channel }),
  () => ({ type: "user_change", user: { id: slack.userId("bo.chen"), team_id: slack.teamId } }),
];

/** A command of which anything may be odd, its words most of all. */
const anyCommand = fc
  .record(
    {
      text: fc.string({ unit: "binary", maxLength: 4_000 }),
      command: fc.constantFrom("/training", "/ambassador", "/analysis", "/nonsense", "", "//"),
      response_url: fc.constantFrom("", "nowhere", "https://evil.example/hook", "http://127.0.0.1:9/"),
    },
    { requiredKeys: ["text"] },
  )
  .chain((fields) =>
    fc.dictionary(fc.constantFrom("user_id", "team_id", "channel_id", "trigger_id"), fc.string(), { maxKeys: 1 }).map(
      (ids): Record<string, string> => ({
        command: "/equity",
        user_id: slack.userId("ana.torres"),
        team_id: slack.teamId,
        channel_id: slack.channel,
        trigger_id: another("1.2.fake"),
        ...fields,
        ...ids,
      }),
    ),
  );

/** Most of them near enough to the real thing to get past the guard. */
const anyBody = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .constantFrom(...REAL)
      .chain(spoilt)
      .map((payload) => signedInteraction(payload)),
  },
  {
    weight: 6,
    arbitrary: fc
      .constantFrom(...EVENTS)
      .chain((event) =>
        spoilt(() => ({ type: "event_callback", team_id: slack.teamId, event_id: another("Ev0FAKE"), event: event() })),
      )
      .map((payload) => signedEvent(payload)),
  },
  { weight: 4, arbitrary: anyCommand.map((fields) => signedForm(fields)) },
  { weight: 1, arbitrary: fc.jsonValue().map((value) => signedEvent(value)) },
  {
    weight: 1,
    arbitrary: fc.uint8Array({ maxLength: 300 }).map((bytes) => signedBody(bytes, "application/json", nowSeconds())),
  },
);

describe("ten thousand payloads, really signed", () => {
  test("end no process, hang no socket, and are never answered with 500", { timeout: 3_600_000 }, async () => {
    const rejections: unknown[] = [];
    const answers: Record<string, number> = {};
    const note = (error: unknown) => rejections.push(error);
    process.on("unhandledRejection", note);
    await fc.assert(
      fc.asyncProperty(anyBody, async (signed) => {
        const answer = await slack.send(signed);
        await answer.arrayBuffer();
        answers[answer.status] = (answers[answer.status] ?? 0) + 1;
        expect(answer.status).toBeLessThan(500);
      }),
      { numRuns: SOAK ? 10_000 : 300, seed: 14 },
    );
    const { 200: taken = 0, 400: refused = 0, 403: foreign = 0 } = answers;
    const sum = Object.values(answers).reduce((so, count) => so + count, 0);
    const broken = Object.entries(answers).flatMap(([status, count]) => (Number(status) >= 500 ? [count] : []));
    await keepResult("signed payloads of odd shapes, Slack", {
      "payloads answered": sum,
      "taken in": taken,
      "refused for their shape": refused,
      "of foreign workspaces": foreign,
      "answered with 500": broken.length,
      "unhandled rejections": rejections.length,
    });
    process.off("unhandledRejection", note);
    expect(rejections).toEqual([]);
    expect((await fetch(`${slack.url}/healthz`)).status).toBe(200);
  });
});

describe("an answer that takes too long", () => {
  test("is announced in time, and comes to the response_url", async () => {
    slack.front.posted.length = 0;
    const lock = slack.town.rows("begin; lock table training_records; select pg_sleep(3.2); commit");
    await new Promise((resolve) => setTimeout(resolve, 100));
    const started = performance.now();
    const answer = await said(await slack.slash("ana.torres", "/training 43 people took Anti-Racism 101 on Nov 4"));
    expect(performance.now() - started).toBeLessThan(3_000);
    expect(answer.text).toBe("Working on it…");
    await lock;
    await until(() => slack.front.posted.length > 0);
    expect(slack.front.posted[0]?.body.text).toContain("43 employees");
  });
});
