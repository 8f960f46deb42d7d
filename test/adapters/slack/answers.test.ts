import { afterAll, beforeAll, beforeEach, describe } from "vitest";
import { type AnswersUnderTest, answersArrive } from "../answers.ts";
import type { Fault } from "./front.ts";
import { createSlackTown, type SlackTown } from "./slack-town.ts";

let slack: SlackTown;
let direct: string;
beforeAll(async () => {
  slack = await createSlackTown();
  direct = await slack.directChannel("ana.torres");
});
afterAll(() => slack?.close());
beforeEach(() => {
  slack.front.calls.length = 0;
  slack.front.posted.length = 0;
});

const METHODS = ["chat.postMessage", "chat.postEphemeral", "chat.update"];
const spoil = (fault: Fault, times = 1) => {
  for (const method of METHODS) slack.front.spoil(method, ...Array.from({ length: times }, () => fault));
};
const refused =
  (error: string, times = 40) =>
  () =>
    spoil({ error }, times);

const FAULTS = {
  "429 for a second": () => spoil({ afterSeconds: 1 }),
  "429 for a minute": () => spoil({ afterSeconds: 60 }),
  ratelimited: () => spoil("ratelimited"),
  "500": () => spoil("500"),
  "a reset after its work": () => spoil("reset"),
  "a reset before": () => spoil("reset-before"),
  "invalid_blocks, once": refused("invalid_blocks", 1),
  "invalid_blocks for all but plain text": refused("invalid_blocks", 2),
  "invalid_blocks, always": refused("invalid_blocks"),
  channel_not_found: refused("channel_not_found"),
  is_archived: refused("is_archived"),
  internal_error: refused("internal_error", 1),
};

const DAY = "Nov 3";
const sentence = (people: number) => `${people} people took Anti-Racism 101 on ${DAY}`;
const user = () => slack.userId("ana.torres");

const ASKS = {
  "a mention in a channel": async (people: number) => {
    const text = `<@${slack.botUserId}> ${sentence(people)}`;
    return (await slack.event({ type: "app_mention", user: user(), text, channel: slack.channel, ts: "1.1" })).status;
  },
  "a direct message": async (people: number) => {
    const text = sentence(people);
    const message = { type: "message", channel_type: "im", channel: direct, user: user(), text, ts: "1.2" };
    return (await slack.event(message)).status;
  },
  "a button in a chat of two": async (people: number) => {
    const values = { course: "ARA101", heldOn: "2026-11-03", department: "DPW", employees: String(people) };
    const button = { type: "button", action_id: "press:0", value: JSON.stringify({ c: "training log", v: values }) };
    const container = { type: "message", is_ephemeral: false };
    const more = { channel: { id: direct }, container, message: { ts: "1.3" } };
    return (await slack.press("ana.torres", button, more)).status;
  },
  "a form": async (people: number) => {
    await slack.slash("ana.torres", "/training antiracism 101", { response_url: `${slack.front.url}/none` });
    const typed = { heldOn: "2026-11-03", employees: String(people) };
    return (await slack.submit("ana.torres", slack.lastView(), typed)).status;
  },
};

const adapter = (): AnswersUnderTest => ({
  asks: ASKS,
  faults: FAULTS,
  seen: () => {
    const calls = slack.front.calls.filter(({ method, done }) => done && METHODS.includes(method));
    const posted = slack.front.posted.filter(({ status }) => status < 400);
    return JSON.stringify([calls.map(({ body }) => [body.text, body.blocks]), posted.map(({ body }) => body)]);
  },
  heal: () => {
    for (const method of METHODS) slack.front.heal(method);
  },
  rows: (statement) => slack.town.rows(statement),
});

describe("in Slack", () => {
  answersArrive(adapter, Object.keys(ASKS), Object.keys(FAULTS));
});
