import { fork } from "node:child_process";
import { Agent, createServer, request, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { App, LogLevel } from "@slack/bolt";
import { readConfig } from "../../src/config.ts";
import { SIGNING_SECRET, signedForm } from "../adapters/slack/signing.ts";
import { copyDatabase, createTemplate, type DatabaseSource, dropDatabase } from "../support/databases.ts";
import { startPostgres } from "../support/postgres-server.ts";
import { openTown } from "../support/town.ts";

const ROUNDS = 5;
const REQUESTS = 800;
const IN_FLIGHT = 16;
const TEAM = "T0FAKECITY";
const USER = "U0FAKEANA";

export interface SlackFigures {
  /** Requests a second, medians of five alternating rounds. */
  ours: number;
  bolt: number;
  ratio: number;
  /** Milliseconds of ours. */
  p50: number;
  p99: number;
  /** Rows that are really there, of so many answered with a receipt. */
  recorded: number;
  receipts: number;
}

/** Signed `/training` over HTTP to a durable row, beside a bare Bolt app that only acks (quality.md 24). */
export async function benchSlack(source: DatabaseSource): Promise<SlackFigures> {
  const own = await copyDatabase(source);
  const api = await startApi();
  const config = readConfig({
    DATABASE_URL: own.url,
    PLAN: "milwaukee",
    PORT: "0",
    LOG_LEVEL: "silent",
    SLACK_SIGNING_SECRET: SIGNING_SECRET,
    SLACK_BOT_TOKEN: "xoxb-fake",
    SLACK_API_URL: `${urlOf(api)}/api/`,
  });
  const town = await openTown(config);
  const listening = await town.app.start();
  const ours = `http://127.0.0.1:${listening.port}`;
  const bolt = await startBolt();
  const load = startLoad();
  await load.run(ours, REQUESTS);
  await load.run(bolt.url, REQUESTS);
  const rounds: { ours: Run; bolt: Run }[] = [];
  for (let round = 0; round < ROUNDS; round += 1)
    rounds.push({ ours: await load.run(ours, REQUESTS), bolt: await load.run(bolt.url, REQUESTS) });
  const [{ count } = { count: 0 }] = await town.rows<{ count: number }>(
    "select count(*)::int as count from training_records",
  );
  load.stop();
  await bolt.stop();
  await listening.stop();
  await town.close();
  await new Promise((resolve) => api.close(resolve));
  await own.drop();
  const [rate, peer] = [median(rounds.map((one) => one.ours.rate)), median(rounds.map((one) => one.bolt.rate))];
  return {
    ours: rate,
    bolt: peer,
    ratio: median(rounds.map((one) => one.ours.rate / one.bolt.rate)),
    p50: median(rounds.map((one) => one.ours.p50)),
    p99: median(rounds.map((one) => one.ours.p99)),
    recorded: count,
    receipts: load.receipts(),
  };
}

/** As much of the Web API as it takes to start: who we are, and who is there. */
function startApi(): Promise<Server> {
  const member = {
    id: USER,
    team_id: TEAM,
    real_name: "Ana Torres",
    profile: { email: "ana.torres@milwaukee.example" },
  };
  const answer = { ok: true, team_id: TEAM, user_id: "U0FAKEBOT", bot_id: "B0FAKE", members: [member], user: member };
  const server = createServer((incoming, response) => {
    incoming
      .resume()
      .on("end", () => response.setHeader("content-type", "application/json").end(JSON.stringify(answer)));
  });
  return new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(server)));
}

const urlOf = (server: Server) => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

async function startBolt() {
  const app = new App({
    signingSecret: SIGNING_SECRET,
    authorize: async () => ({ botToken: "xoxb-fake", botId: "B0FAKE", botUserId: "U0FAKEBOT" }),
    logLevel: LogLevel.ERROR,
  });
  app.command("/training", async ({ ack }) => ack("Recorded."));
  const server = (await app.start({ port: 0, host: "127.0.0.1" })) as Server;
  return { url: urlOf(server), stop: () => app.stop() };
}

interface Run {
  rate: number;
  p50: number;
  p99: number;
  receipts: number;
}

/** The load comes from a process of its own, so that it does not wait for what it measures. */
function startLoad() {
  const worker = fork(fileURLToPath(import.meta.url), ["load"], { execArgv: ["--import", "tsx"] });
  let [from, receipts] = [0, 0];
  const run = (url: string, count: number): Promise<Run> =>
    new Promise((resolve, reject) => {
      worker.once("error", reject);
      worker.once("message", (message) => {
        const result = message as Run;
        worker.removeListener("error", reject);
        receipts += result.receipts;
        resolve(result);
      });
      worker.send({ url, from, count });
      from += count;
    });
  return { run, stop: () => worker.kill(), receipts: () => receipts };
}

const agent = new Agent({ keepAlive: true, maxSockets: IN_FLIGHT });

async function loadWith({ url, from, count }: { url: string; from: number; count: number }): Promise<Run> {
  const times: number[] = [];
  let [next, receipts] = [from, 0];
  const bodies = new Map(Array.from({ length: count }, (_one, at) => [from + at, commandOf(from + at)]));
  const started = performance.now();
  const runner = async () => {
    while (next < from + count) {
      const at = next;
      next += 1;
      const body = bodies.get(at);
      const sent = performance.now();
      if (body && (await post(`${url}/slack/events`, body)).includes("Recorded TR-")) receipts += 1;
      times.push(performance.now() - sent);
    }
  };
  await Promise.all(Array.from({ length: IN_FLIGHT }, runner));
  const rate = count / ((performance.now() - started) / 1000);
  times.sort((a, b) => a - b);
  return { rate, p50: times[Math.floor(count * 0.5)] ?? 0, p99: times[Math.floor(count * 0.99)] ?? 0, receipts };
}

/** Each another session: no two are the same course, day and count. */
function commandOf(at: number) {
  const day = new Date(Date.UTC(2026, 0, 1 + (at % 300))).toISOString().slice(0, 10);
  const text = `course=ARA101 date=${day} employees=${2 + Math.floor(at / 300)}`;
  return signedForm({
    command: "/training",
    text,
    user_id: USER,
    team_id: TEAM,
    channel_id: "D0FAKE",
    trigger_id: `${at}.1.bench`,
  });
}

function post(url: string, { headers, body }: ReturnType<typeof signedForm>): Promise<string> {
  return new Promise((resolve, reject) => {
    const outgoing = request(url, { method: "POST", agent, headers: Object.fromEntries(headers) }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on("data", (chunk: Buffer) => chunks.push(chunk));
      answer.on("end", () => resolve(Buffer.concat(chunks).toString()));
    });
    outgoing.on("error", reject).end(body);
  });
}

const median = (values: number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

const isRun = process.argv[1] === fileURLToPath(import.meta.url);

if (isRun && process.argv[2] === "load")
  process.on(
    "message",
    (order) => void loadWith(order as Parameters<typeof loadWith>[0]).then((run) => process.send?.(run)),
  );
else if (isRun) {
  const server = await startPostgres();
  const source = await createTemplate(server.url);
  console.log(await benchSlack(source));
  await dropDatabase(server.url, source.template);
  await server.stop();
}
