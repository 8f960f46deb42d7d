import { type App, createApp, startWords } from "./app/app.ts";
import { runCommand } from "./cli/index.ts";
import { type Config, isDebugging, readConfig } from "./config/config.ts";
import { printDate } from "./core/calendar/calendar.ts";
import { Refusal } from "./core/request/errors.ts";

const [, , ...words] = process.argv;

try {
  if (words.length > 0) process.exitCode = await runCommand(words, readConfig);
  else await startBot(readConfig());
} catch (error) {
  if (!(error instanceof Refusal) && words.length > 0) throw error;
  console.error(startWords(error));
  if (isDebugging() && !(error instanceof Refusal)) console.error(error);
  process.exitCode = 1;
}

async function startBot(config: Config): Promise<void> {
  const app = await createApp(config);
  const listening = await app.start().catch(async (error: unknown) => {
    await app.close();
    throw error;
  });
  console.log(await banner(app, listening.port));
  const stop = async () => {
    await listening.stop();
    await app.close();
    process.exit(0);
  };
  process.once("SIGTERM", stop);
  process.once("SIGINT", stop);
}

async function banner(app: App, port: number): Promise<string> {
  const { config, plan, stores } = app;
  const embedded = "dataDir" in config.database;
  const sample = embedded && ((await stores.deployment.get())?.sample ?? false);
  const lines = [
    [
      "database",
      "dataDir" in config.database
        ? `embedded Postgres in ${config.database.dataDir}/, for trying out: a power cut may lose the last entries (set DATABASE_URL for a server)`
        : "the server of DATABASE_URL",
    ],
    ["city", `${plan.city.name}${sample ? ", sample data (remove with: npm run equity -- reset --yes)" : ""}`],
    [
      "playground",
      config.playground ? `http://${config.host.includes(":") ? `[${config.host}]` : config.host}:${port}` : "off",
    ],
    [
      "slack",
      config.slack ? "on (see /readyz)" : "off: set SLACK_SIGNING_SECRET and SLACK_BOT_TOKEN   (docs/slack.md)",
    ],
    [
      "teams",
      config.teams
        ? "on (see /readyz)"
        : "off: set TEAMS_APP_ID, TEAMS_APP_PASSWORD, TEAMS_TENANT_ID   (docs/teams.md)",
    ],
    ["next nudge", await nextNudge(app)],
    ["health", `http://${config.host}:${port}/readyz`],
  ];
  return ["", "  Equity Assistant", ...lines.map(([label, words]) => `  ${label?.padEnd(11)} ${words}`), ""].join("\n");
}

/** "Tue 24 Nov 2026 09:00 America/Chicago". A database that is not there yet says nothing about it. */
async function nextNudge({ nextDue, stores, plan }: App): Promise<string> {
  try {
    const [due, deployment] = await Promise.all([nextDue(), stores.deployment.get()]);
    if (!due) return "none";
    const local = due.toZonedDateTimeISO(plan.city.zone);
    const time = local.toPlainTime().toString({ smallestUnit: "minute" });
    const held = deployment?.liveAt === undefined ? " (held back until the officer's go-live: admin golive)" : "";
    return `${printDate(local.toPlainDate().toString())} ${time} ${plan.city.zone}${held}`;
  } catch {
    return "known when the database is there";
  }
}
