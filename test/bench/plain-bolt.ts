import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { App, LogLevel } from "@slack/bolt";
import postgres from "postgres";
import { addDays } from "../../src/core/calendar/calendar.ts";
import { SIGNING_SECRET } from "../adapters/slack/signing.ts";
import { plainTransaction } from "./plain.ts";

// The peer that counts: a Bolt app that writes the same rows as we do, in a drizzle transaction, and then acknowledges. It
// understands nothing: what it writes is counted through departments, courses and days, and asks nobody who is asking.

const url = process.env.PLAIN_DATABASE_URL ?? "";
const sql = postgres(url, { max: 1, onnotice: () => {} });
const departments = (await sql<{ code: string }[]>`select code from departments order by code`).map(({ code }) => code);
const courses = (await sql<{ code: string }[]>`select code from courses order by code`).map(({ code }) => code);
const [author] = await sql<{ id: number }[]>`select id::int from people where id > 0 order by id limit 1`;
await sql.end();
const plain = plainTransaction(url);

const LAST = "2026-10-30";
const DAYS = 250;
let written = 0;

/** The next training that was not written before. */
function nextEntry() {
  const n = written;
  written += 1;
  const turn = Math.floor(n / departments.length);
  const round = Math.floor(turn / courses.length);
  return {
    course: courses[turn % courses.length] ?? "",
    heldOn: addDays(LAST, -(round % DAYS)),
    department: departments[n % departments.length] ?? "",
    people: [],
    employees: 2 + Math.floor(round / DAYS),
    contractors: undefined,
    unsplit: undefined,
    note: undefined,
  };
}

const app = new App({
  signingSecret: SIGNING_SECRET,
  authorize: async () => ({ botToken: "xoxb-fake", botId: "B0FAKE", botUserId: "U0FAKEBOT" }),
  logLevel: LogLevel.ERROR,
});
app.command("/training", async ({ ack }) => {
  const request = `plain:${process.pid}:${written}`;
  await plain.record(nextEntry(), { actor: author?.id ?? 0, request, year: 2026 });
  await ack("Recorded.");
});
const server = (await app.start({ port: 0, host: "127.0.0.1" })) as Server;
process.send?.((server.address() as AddressInfo).port);
