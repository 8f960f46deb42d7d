import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { addDays, dateAt } from "../../src/core/calendar/calendar.ts";
import { IMPORT_AUTHOR } from "../../src/core/request/write.ts";
import type { PersonRow } from "../../src/domain/import/kinds.ts";
import { personRow } from "../db/contract/city.ts";
import type { Town } from "../support/town.ts";
import type { Order } from "./slack-load.ts";

export const TEAM = "T0FAKECITY";
const CITY = 10_000;
const AUTHORS = 64;
const MEMBERS_OF_A_RECORD = 100;
/** How long Slack takes over a message. */
const SLACK_MS = 50;

const at = <T>(all: readonly T[], index: number) => all[index % all.length] as T;
const userOf = (index: number) => `U0FAKE${index}`;
/** "Kaabcd": a name that is no word. */
const nameOf = (index: number) =>
  `K${[...String(index).padStart(5, "0")].map((digit) => "abcdeghlmo"[Number(digit)]).join("")}`;

/** A city of ten thousand people with an account in Slack. */
export async function settle({ app }: Town): Promise<void> {
  const { departments } = await app.bot.catalog();
  const people = Array.from({ length: CITY }, (_, index): PersonRow => {
    const department = at(departments, index).code;
    return personRow(`${nameOf(index)} Of${nameOf(index * 7)}`, { department, slackUserId: userOf(index) });
  });
  const write = { actor: IMPORT_AUTHOR, request: "bench", year: 2026 };
  await app.stores.imports.people(people, "2026-01-01", write, false);
}

const MONTHS = "January February March April May June July August September October November December".split(" ");
const printed = (day: string) => `${MONTHS[Number(day.slice(5, 7)) - 1]} ${Number(day.slice(8))}`;

/** Sentences of people in all departments about all courses: "12 people took Anti-Racism 101 on October 3", never the same. */
export async function sentences({ app }: Town): Promise<() => Order["commands"][number]> {
  const today = dateAt(app.bot.clock(), app.plan.city);
  const { courses } = await app.bot.catalog();
  let said = 0;
  return () => {
    const turn = Math.floor(said / AUTHORS);
    const day = addDays(today, -1 - (Math.floor(turn / courses.length) % 250));
    const count = 2 + (said % AUTHORS) + AUTHORS * Math.floor(turn / courses.length / 250);
    said += 1;
    const text = `${count} people took ${at(courses, turn).title} on ${printed(day)}`;
    return { user: userOf(said % AUTHORS), text, trigger: `${said}.1.bench` };
  };
}

/** Everybody in the city is named by somebody: ten thousand messages to send. */
export async function nameEverybody({ app }: Town): Promise<void> {
  const { training, people } = app.stores;
  const today = dateAt(app.bot.clock(), app.plan.city);
  const ids = (await people.list(undefined, today)).flatMap(({ id, email }) => (email.startsWith("k") ? [id] : []));
  const nothing = { employees: undefined, contractors: undefined, unsplit: undefined, note: undefined };
  for (let from = 0; from < ids.length; from += MEMBERS_OF_A_RECORD) {
    const named = ids.slice(from, from + MEMBERS_OF_A_RECORD);
    const entry = {
      course: "TOOLKIT",
      heldOn: addDays(today, -300 - from),
      department: "DOA",
      people: named,
      ...nothing,
    };
    await training.record(entry, { actor: ids[0] ?? 0, request: `digest ${from}`, year: 2026 });
  }
}

/** As much of the Web API as it takes: who we are, who is there, and messages, which take their time. */
export async function startApi() {
  const state = { messages: 0 };
  const members = Array.from({ length: AUTHORS }, (_, index) => ({
    id: userOf(index),
    team_id: TEAM,
    real_name: "One",
  }));
  const who = { ok: true, team_id: TEAM, user_id: "U0FAKEBOT", bot_id: "B0FAKE" };
  const answer = JSON.stringify({ ...who, members, channel: { id: "D0FAKE" }, ts: "1.1" });
  const server = createServer((incoming, response) => {
    incoming.resume().on("end", async () => {
      if (incoming.url?.endsWith("chat.postMessage")) {
        await sleep(SLACK_MS);
        state.messages += 1;
      }
      response.setHeader("content-type", "application/json").end(answer);
    });
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    messages: () => state.messages,
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
