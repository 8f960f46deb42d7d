import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { readConfig } from "../../src/config/config.ts";
import { SIGNING_SECRET } from "../adapters/slack/signing.ts";
import { bundled, startBot } from "../soak/bot.ts";
import { copyDatabase } from "../support/databases.ts";
import { openTown, type Town } from "../support/town.ts";
import { alternate, type Bench, inMs, median, type Rate, RUNS, ratio, SPAN, whole } from "./lib.ts";
import { nameEverybody, sentences, settle, startApi, TEAM } from "./slack-city.ts";
import type { Load, Order } from "./slack-load.ts";
import { statementAlone } from "./training-log.ts";

/** Commands for a span: more than are answered in it. Only ours must all be different. */
const PREPARED = { ours: SPAN * 3, plain: SPAN * 3, bolt: SPAN * 16 };

/** Row 24 of quality.md, the whole of it: a signed slash command over HTTP, until its receipt is in the answer. */
export const slackLog: Bench = {
  name: "slack",
  title: "Slack",
  async run({ source, tell }) {
    const own = await copyDatabase(source);
    const api = await startApi();
    const environment = {
      DATABASE_URL: own.url,
      PLAN: "milwaukee",
      SLACK_SIGNING_SECRET: SIGNING_SECRET,
      SLACK_BOT_TOKEN: "xoxb-fake",
      SLACK_API_URL: `${api.url}/api/`,
      NODE_ENV: "production",
    };
    const first = await openTown(readConfig(environment), new Date().toISOString());
    await settle(first);
    await first.close();
    // While nobody is connected to it: the peer's own, with the same people.
    const other = await copyDatabase({ url: source.url, template: new URL(own.url).pathname.slice(1) });
    const town = await openTown(readConfig(environment), new Date().toISOString());
    const bot = await startBot(await bundled(), environment);
    const bolt = await startBolt("bare-bolt.ts");
    const plain = await startBolt("plain-bolt.ts", { PLAIN_DATABASE_URL: other.url });
    const load = startLoad();
    const say = await sentences(town);
    const one = say();
    const sides: Record<"ours" | "plain" | "bolt", Side> = {
      ours: { pid: bot.pid, port: bot.port, commands: () => Array.from({ length: PREPARED.ours }, say) },
      plain: { ...plain, commands: () => Array.from({ length: PREPARED.plain }, () => one) },
      bolt: { ...bolt, commands: () => Array.from({ length: PREPARED.bolt }, () => one) },
    };
    for (const side of Object.values(sides)) await load.run(side);
    tell("  sixteen in flight, nothing going out");
    const [ours, peer, bare] = [sides.ours, sides.plain, sides.bolt].map((side) => watched(side, load, town)) as [
      Watched,
      Watched,
      Watched,
    ];
    const statement = await statementAlone(source);
    const idle = await alternate({ ours: ours.run, plain: peer.run, bolt: bare.run, statement: statement.run });
    tell("  sixteen in flight, ten thousand messages going out");
    await nameEverybody(town);
    const before = api.messages();
    const startedAt = performance.now();
    const busy = await alternate({ ours: ours.run });
    const sent = ((api.messages() - before) * 1000) / (performance.now() - startedAt);
    const lost = load.receipts() - (await recorded(town));
    load.stop();
    for (const { child } of [bolt, plain]) child.kill();
    await bot.stop();
    await town.close();
    api.stop();
    await Promise.all([own.drop(), other.drop(), statement.close()]);
    if (lost !== 0) throw new Error(`${lost} receipts without a record`);
    return {
      about:
        "“12 people took Anti-Racism 101 on October 3” as a signed `/training` over HTTP, 16 in flight, by people of all departments of a city of ten thousand, to the bundle in a process of its own with a real server; every receipt was counted in the table afterwards. Beside it, in turns, a Bolt app that understands nothing and writes the same rows in a plain drizzle transaction, a bare one that only acknowledges, and pgbench with the recording statement alone: what Bolt answers in a second is more than the server can make durable. Processor time of each process for one request; of ours, a third is the sockets to Slack and Postgres, a quarter understanding the sentence.",
      columns: ["", "a second", "p50", "p99", "its process", "Postgres"],
      rows: [
        row("a bare Bolt app that only acknowledges", idle.bolt, bare.cpu()),
        row("a Bolt app with a plain drizzle transaction", idle.plain, peer.cpu()),
        row("the statement that records, through pgbench and nothing else", idle.statement, undefined),
        row("`/training` to a durable record", idle.ours, ours.cpu()),
        row(`the same, ${sent.toFixed(1)} messages a second going out`, busy.ours, undefined),
      ],
      floors: [
        {
          what: "recorded ÷ a Bolt app with a plain transaction",
          measured: ratio(idle.ours, idle.plain),
          atLeast: 3.3,
        },
        { what: "processor time of one, both processes", measured: sumOf(ours.cpu()), atMost: 2.5, unit: " ms" },
        { what: "p99 while messages go out", measured: busy.ours?.p99, atMost: 250, unit: " ms" },
      ],
    };
  },
};

interface Process {
  pid: number;
  port: number;
}

interface Side extends Process {
  commands(): Order["commands"];
}

/** Milliseconds of processor time for one request. */
interface Cpu {
  own: number;
  postgres: number;
}

const sumOf = ({ own, postgres }: Cpu) => own + postgres;

type Watched = ReturnType<typeof watched>;

const row = (name: string, rate: Rate | undefined, cpu: Cpu | undefined) => [
  name,
  whole(rate?.perSecond),
  inMs(rate?.p50),
  inMs(rate?.p99),
  cpu ? `${cpu.own.toFixed(2)} ms` : "–",
  cpu && cpu.postgres > 0.01 ? `${cpu.postgres.toFixed(2)} ms` : "–",
];

/** Runs the load against one side, and keeps what it cost; the last so many runs count, as those of `alternate` do. */
function watched(side: Side, load: ReturnType<typeof startLoad>, town: Town) {
  const costs: Cpu[] = [];
  const spent = async () => {
    const sessions = await town.rows<{ pid: number }>("select pid from pg_stat_activity");
    return { own: cpuOf(side.pid), postgres: sessions.reduce((sum, session) => sum + cpuOf(session.pid), 0) };
  };
  const run = async () => {
    const before = await spent();
    const result = await load.run(side);
    const after = await spent();
    const requests = (result.perSecond * SPAN) / 1000;
    costs.push({ own: (after.own - before.own) / requests, postgres: (after.postgres - before.postgres) / requests });
    return result;
  };
  const middle = (name: keyof Cpu) => median(costs.slice(0, RUNS).map((cost) => cost[name]));
  return { run, cpu: (): Cpu => ({ own: middle("own"), postgres: middle("postgres") }) };
}

/** Milliseconds of processor time of a process so far; Linux tells it in hundredths of a second, others not at all. */
function cpuOf(pid: number): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.split(" ") ?? [];
    return (Number(fields[11]) + Number(fields[12])) * 10;
  } catch {
    return 0;
  }
}

async function recorded(town: Town): Promise<number> {
  const [row] = await town.rows<{ count: number }>(
    "select count(*)::int as count from training_records where not named",
  );
  return row?.count ?? 0;
}

async function startBolt(file: string, env: Record<string, string> = {}): Promise<Process & { child: ChildProcess }> {
  const child = forked(file, env);
  const [port] = await once(child, "message");
  return { child, pid: child.pid ?? 0, port };
}

const forked = (file: string, env: Record<string, string> = {}) =>
  fork(fileURLToPath(new URL(file, import.meta.url)), {
    execArgv: ["--import", "tsx"],
    env: { ...process.env, ...env, NODE_ENV: "production" },
  });

function startLoad() {
  const child = forked("slack-load.ts");
  const brokeOff = once(child, "exit").then(() => Promise.reject(new Error("the load broke off")));
  brokeOff.catch(() => {});
  let receipts = 0;
  return {
    run: async ({ port, commands }: Side): Promise<Load> => {
      child.send({ port, team: TEAM, milliseconds: SPAN, commands: commands() } satisfies Order);
      const [load] = (await Promise.race([once(child, "message"), brokeOff])) as [Load];
      if (load.other !== undefined) throw new Error(`answered with no receipt: ${load.other}`);
      receipts += load.receipts;
      return load;
    },
    receipts: () => receipts,
    stop: () => child.kill(),
  };
}
