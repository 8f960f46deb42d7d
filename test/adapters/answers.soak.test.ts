import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readConfig } from "../../src/config/config.ts";
import { keepResult } from "../soak/results.ts";
import { type Cable, startCable } from "../support/cable.ts";
import { freshDatabase, type TestDatabase } from "../support/databases.ts";
import { openTown } from "../support/town.ts";
import { createSlackTown, type SlackTown } from "./slack/slack-town.ts";
import { createOffice, type Office, type Talk, wordsOf } from "./teams/teams-town.ts";

// Mixed load on one process with Slack and Teams, while both fail at random and the way to the database is slow and breaks:
// whatever was asked ends in an answer, in words about its being saved or not that are true, in a listed failure, or in a
// status that makes the platform send it again, as it does here. None is recorded twice.

const MINUTES = Number(process.env.SOAK_MINUTES ?? "10");
const LANES = 4;

let database: TestDatabase;
let cable: Cable;
let slack: SlackTown;
let office: Office;
let teams: Talk;
let direct: string;
beforeAll(async () => {
  office = await createOffice();
  database = await freshDatabase();
  cable = await startCable(database.url);
  slack = await createSlackTown(office.environment, (env) =>
    openTown(readConfig({ DATABASE_URL: cable.url, PLAN: "milwaukee", LOG_LEVEL: "silent", ...env })),
  );
  teams = office.at(slack.url);
  direct = await slack.directChannel("ana.torres");
});
afterAll(async () => {
  await slack?.close();
  await office?.microsoft.close();
  await cable?.cut();
  await database?.drop();
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

const SLOW_MS = [0, 0, 2, 10, 40, 120];

/** Every two seconds the way to the database is another one; one time in fifteen it breaks for a moment. */
async function shake(until: number, counted: { breaks: number }): Promise<void> {
  while (Date.now() < until) {
    cable.delay(SLOW_MS[roll(SLOW_MS.length)] ?? 0);
    if (roll(15) === 0) {
      counted.breaks += 1;
      await cable.cut();
      await sleep(400);
      await cable.mend();
    }
    await sleep(2_000);
  }
  cable.delay(0);
}

interface Asked {
  sentence: string;
  day: string;
  people: number;
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
    day: date,
    people,
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
/** Told, in so many words, that nothing was saved. */
const refused = new Set<string>();

async function ask({ sentence }: Asked, way: Send): Promise<number> {
  for (let again = 0; again <= MOST_SENT_AGAIN; again += 1) {
    const { status, body } = await way(sentence);
    bodies.push(body);
    if (status < 500) {
      if (/nothing was saved/i.test(body)) refused.add(sentence);
      return again;
    }
    await sleep(500);
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
  const counted = { faults: 0, again: 0, breaks: 0 };
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
  await Promise.all([shake(until, counted), ...Array.from({ length: LANES }, lane)]);

  for (const method of SLACK_METHODS) slack.front.heal(method);
  office.microsoft.heal();
  for (let looks = 0; (await pending()) > 0 && looks < 1_200; looks += 1) {
    await slack.town.rows("update deliveries set next_at = now() where kind = 'answer' and state = 'pending'");
    await sleep(1_000);
  }
  const { seen, listed } = await shown();
  const inWords = (one: Asked) => refused.has(one.sentence) || seen.includes(`You typed: ${one.sentence}`);
  const missing = asked.filter(({ mark }) => !seen.includes(mark));
  const told = missing.filter(inWords);
  const unheard = missing.filter((one) => !inWords(one));
  const vanished = unheard.filter(({ mark }) => !listed.includes(mark));
  const saved = await recorded();
  const lies = asked.filter((one) => refused.has(one.sentence) && !seen.includes(one.mark) && saved.has(keyOf(one)));
  const doubled = asked.filter((one) => (saved.get(keyOf(one)) ?? 0) > 1);
  const figures = {
    "minutes of mixed load": MINUTES,
    "requests in Slack and Teams": asked.length,
    "faults of the platforms": counted.faults,
    "breaks of the way to the database": counted.breaks,
    "sent again by the platform": counted.again,
    "told that it was not, or perhaps not, saved": told.length,
    "told so wrongly": lies.length,
    "recorded twice": doubled.length,
    "listed as failed": unheard.length - vanished.length,
    vanished: vanished.length,
  };
  await keepResult("answers under load with faults", figures);
  const none = { vanished: [], lies: [], doubled: [], pending: 0, few: false };
  const some = { vanished: vanished.slice(0, 5), lies: lies.slice(0, 5), doubled: doubled.slice(0, 5) };
  expect({ ...some, pending: await pending(), few: asked.length < 50 }).toEqual(none);
});

const keyOf = ({ day, people }: Pick<Asked, "day" | "people">) => `${day} ${people}`;

/** What is on record, and how often. */
async function recorded(): Promise<Map<string, number>> {
  const rows = await slack.town.rows<{ day: string; people: number; count: number }>(
    `select s.held_on::text as day, r.employees as people, count(*)::int as count
      from training_records r join training_sessions s on s.id = r.session where r.voided_at is null group by 1, 2`,
  );
  return new Map(rows.map((row) => [keyOf(row), row.count]));
}
