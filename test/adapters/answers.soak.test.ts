import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { keepResult } from "../soak/results.ts";
import { createSlackTown, type SlackTown } from "./slack/slack-town.ts";
import { createOffice, type Office, type Talk, wordsOf } from "./teams/teams-town.ts";

// Mixed load on one process with Slack and Teams, while both fail at random: whatever was asked ends in an answer, in a listed
// failure, or in a status that makes the platform send it again, as it does here.

const MINUTES = Number(process.env.SOAK_MINUTES ?? "10");
const LANES = 4;

let slack: SlackTown;
let office: Office;
let teams: Talk;
let direct: string;
beforeAll(async () => {
  office = await createOffice();
  slack = await createSlackTown(office.environment);
  teams = office.at(slack.url);
  direct = await slack.directChannel("ana.torres");
});
afterAll(async () => {
  await slack?.close();
  await office?.microsoft.close();
});

/** The same numbers in each run. */
function dice(seed: number) {
  let state = seed;
  return (sides: number) => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return Math.floor((state / 2 ** 32) * sides);
  };
}
const roll = dice(15);

const SLACK_METHODS = ["chat.postMessage", "chat.postEphemeral", "chat.update"];
const SLACK_FAULTS = [
  { afterSeconds: 1 },
  { afterSeconds: 60 },
  "ratelimited",
  "500",
  "reset",
  "reset-before",
  { error: "invalid_blocks" },
  { error: "internal_error" },
] as const;
const TEAMS_FAULTS = [
  { status: 429, retryAfter: 1 },
  { status: 412 },
  { status: 413 },
  { status: 502 },
  { status: 503 },
  { status: 403, code: "MessageWritesBlocked" },
  "500",
  "reset",
  "reset-before",
] as const;

/** Two of five requests meet a fault. */
function perhapsSpoil(): boolean {
  const which = roll(10);
  const [ofSlack, ofTeams] = [SLACK_FAULTS[roll(SLACK_FAULTS.length)], TEAMS_FAULTS[roll(TEAMS_FAULTS.length)]];
  if (which < 3 && ofSlack) for (const method of SLACK_METHODS) slack.front.spoil(method, ofSlack);
  if (which === 3 && ofTeams) office.microsoft.spoil("send", ofTeams);
  return which < 4;
}

interface Asked {
  sentence: string;
  /** As the receipt says it, and no other one. */
  mark: string;
}

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct"];

/** A day and a count that nothing else was logged with. */
function askedAt(number: number): Asked {
  const [day, month] = [1 + (number % 28), Math.floor(number / 28) % MONTHS.length];
  const date = ["2026", String(month + 1).padStart(2, "0"), String(day).padStart(2, "0")].join("-");
  const people = 11 + Math.floor(number / 280);
  return {
    sentence: `${people} people took Anti-Racism 101 on ${date}`,
    mark: ` ${day} ${MONTHS[month]} 2026 · Public Works · ${people} employees`,
  };
}

/** Sends it, and again while the platform is told to. What was answered by HTTP itself. */
type Send = (sentence: string) => Promise<{ status: number; body: string }>;
const read = async (answer: Response) => ({ status: answer.status, body: await answer.text() });
const user = () => slack.userId("ana.torres");
const WAYS: readonly (() => Send)[] = [
  () => async (sentence) => read(await slack.slash("ana.torres", `/training ${sentence}`)),
  () => {
    const id = `Ev${randomUUID()}`;
    return async (sentence) => {
      const text = `<@${slack.botUserId}> ${sentence}`;
      return read(
        await slack.event({ type: "app_mention", user: user(), text, channel: slack.channel, ts: "1.1" }, id),
      );
    };
  },
  () => {
    const id = `Ev${randomUUID()}`;
    return async (sentence) => {
      const message = { type: "message", channel_type: "im", channel: direct, user: user(), text: sentence, ts: "1.2" };
      return read(await slack.event(message, id));
    };
  },
  () => {
    const activityId = `1:${randomUUID()}`;
    return async (sentence) => {
      const activity = { ...teams.activity("ana.torres", { text: sentence }), id: activityId };
      return read(await teams.post(activity));
    };
  },
];

const MOST_SENT_AGAIN = 3;
const bodies: string[] = [];

async function ask({ sentence }: Asked, way: Send): Promise<number> {
  for (let again = 0; again <= MOST_SENT_AGAIN; again += 1) {
    const { status, body } = await way(sentence);
    bodies.push(body);
    if (status < 500) return again;
  }
  return MOST_SENT_AGAIN;
}

const pending = async () =>
  (
    await slack.town.rows(
      "select 1 from deliveries where kind = 'answer' and state not in ('sent', 'failed', 'unconfirmed', 'skipped')",
    )
  ).length;

/** Everything that was shown anywhere, and what the officer is told that it was not. */
async function shown(): Promise<{ seen: string; listed: string }> {
  const done = slack.front.calls.filter((call) => call.done && SLACK_METHODS.includes(call.method));
  const hooks = slack.front.posted.filter(({ status }) => status < 400).map(({ body }) => body.text);
  const cards = office.microsoft.calls.filter((call) => call.done && ["send", "update"].includes(call.what));
  const drafts = await slack.town.rows<{ draft: string }>(
    "select data->>'draft' as draft from deliveries where kind = 'answer' and state in ('failed', 'unconfirmed')",
  );
  const kept = await Promise.all(drafts.map(({ draft }) => slack.town.app.stores.answers.content(draft)));
  return {
    seen: [...bodies, ...done.map(({ body }) => body.text), ...hooks, ...cards.map(({ body }) => wordsOf(body))].join(
      "\n",
    ),
    listed: kept.join("\n"),
  };
}

test("nothing that was asked vanishes", { timeout: (MINUTES + 30) * 60_000 }, async () => {
  const asked: Asked[] = [];
  const counted = { faults: 0, again: 0 };
  const until = Date.now() + MINUTES * 60_000;
  const lane = async () => {
    while (Date.now() < until) {
      const one = askedAt(asked.length);
      asked.push(one);
      if (perhapsSpoil()) counted.faults += 1;
      const way = WAYS[roll(WAYS.length)]?.();
      if (way) counted.again += await ask(one, way);
      await sleep(20);
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));

  for (const method of SLACK_METHODS) slack.front.heal(method);
  office.microsoft.heal();
  for (let looks = 0; (await pending()) > 0 && looks < 1_200; looks += 1) {
    await slack.town.rows("update deliveries set next_at = now() where kind = 'answer' and state = 'pending'");
    await sleep(1_000);
  }
  const { seen, listed } = await shown();
  const missing = asked.filter(({ mark }) => !seen.includes(mark));
  const vanished = missing.filter(({ mark }) => !listed.includes(mark));
  const figures = {
    "minutes of mixed load": MINUTES,
    "requests in Slack and Teams": asked.length,
    "faults of the platforms": counted.faults,
    "sent again by the platform": counted.again,
    "listed as failed": missing.length - vanished.length,
    vanished: vanished.length,
  };
  await keepResult("answers under load with faults", figures);
  expect({ vanished: vanished.slice(0, 5), pending: await pending(), few: asked.length < 50 }).toEqual({
    vanished: [],
    pending: 0,
    few: false,
  });
});
