import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createEmulator, type Emulator } from "emulate";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readConfig, SETTINGS } from "../../../src/config/config.ts";
import { equity } from "../../cli/equity.ts";
import { type Bot, bundled, startBot } from "../../soak/bot.ts";
import { freshDatabase, type TestDatabase } from "../../support/databases.ts";
import { createFront, type Front } from "./front.ts";
import { SIGNING_SECRET } from "./signing.ts";
import { said, type Talk, talking, until } from "./slack-town.ts";
import { createSocketSlack, type SocketSlack } from "./socket-slack.ts";
import { BOT_TOKEN, explore, freePort, seed } from "./workspace.ts";

// docs/slack.md, followed as a new administrator would: each of its commands as it stands there, on an empty database, with an
// emulated workspace in place of Slack.

interface CodeBlock {
  section: string;
  kind: string;
  file: string;
  text: string;
}

const page = readFileSync("docs/slack.md", "utf8");
const blocks: CodeBlock[] = page.split(/^## /m).flatMap((section) => {
  const [title = ""] = section.split("\n");
  return [...section.matchAll(/^ *```(\w+) ?(\S*)\n([\s\S]*?)^ *```/gm)].map(([, kind = "", file = "", text = ""]) => ({
    section: title,
    kind,
    file,
    text: text.replace(/^ {3}/gm, ""),
  }));
});

/** Commands of a section, taken apart: what is set before them, and what is called. */
const commandsIn = (section: string) =>
  blocks
    .filter((block) => block.section.startsWith(section) && block.kind === "sh")
    .flatMap(({ text }) => text.trim().split("\n"))
    .map((line) => {
      const words = line.split(" ");
      const set = words.filter((word) => /^[A-Z_]+=/.test(word)).map((word) => word.split(/=(.*)/s).slice(0, 2));
      return {
        keys: set.map(([key = ""]) => key),
        given: Object.fromEntries(set),
        command: words.slice(set.length).join(" "),
      };
    });

let database: TestDatabase;
let emulator: Emulator;
let front: Front;
let far: SocketSlack;
let folder: string;
let bundle: string;
const running: Bot[] = [];

beforeAll(async () => {
  [database, bundle, far] = await Promise.all([freshDatabase(), bundled(), createSocketSlack()]);
  emulator = await createEmulator({ service: "slack", port: await freePort(), seed: { slack: seed() } });
  front = await createFront(emulator.url);
  front.answer("apps.connections.open", { ok: true, url: far.url });
  folder = mkdtempSync(join(tmpdir(), "equity-docs-"));
}, 60_000);
afterAll(async () => {
  await Promise.all(running.map((bot) => bot.stop().catch(() => {})));
  await far?.close();
  await front?.close();
  await emulator?.close();
  await database?.drop();
  if (folder) rmSync(folder, { recursive: true });
});

/** What stands for each `…`: an emulated workspace's secrets, and this suite's database. */
const secrets = (): Record<string, string> => ({
  DATABASE_URL: database.url,
  SLACK_SIGNING_SECRET: SIGNING_SECRET,
  SLACK_BOT_TOKEN: BOT_TOKEN,
  SLACK_APP_TOKEN: "xapp-fake-token-of-the-tests",
  SLACK_CLIENT_ID: "1.2",
  SLACK_CLIENT_SECRET: "fake-client-secret",
  SLACK_STATE_SECRET: "fake-state-secret",
  TOKEN_KEY: "11".repeat(32),
  SLACK_TEAM_IDS: "T0FAKE",
});

const filled = (given: Record<string, string>) =>
  Object.fromEntries(
    Object.entries(given).map(([key, value]) => [key, value === "…" ? (secrets()[key] ?? "") : value]),
  );

/** The operator command of a line, with the files of the page where they were written. */
function operate({ given, command }: { given: Record<string, string>; command: string }) {
  const [, words = ""] = /^npm run (?:-s )?equity -- (.*)$/.exec(command) ?? [];
  return equity(
    words.split(" ").map((word) => (word.endsWith(".csv") ? join(folder, word) : word)),
    filled(given),
  );
}

async function start({ given }: { given: Record<string, string> }): Promise<string> {
  const bot = await startBot(bundle, { ...filled(given), SLACK_API_URL: `${front.url}/api/` });
  running.push(bot);
  return `http://127.0.0.1:${bot.port}`;
}
const stop = async () => {
  for (const bot of running.splice(0)) await bot.stop();
};
const checks = async (url: string) =>
  ((await (await fetch(`${url}/readyz`)).json()) as { checks: Record<string, string> }).checks;

describe("docs/slack.md", () => {
  test("names only settings there are", () => {
    const named = [...page.matchAll(/\b(?:SLACK|DATABASE|PUBLIC|TOKEN)_[A-Z_]+\b/g)].map(([key]) => key);
    expect(named.length).toBeGreaterThan(10);
    expect(named.filter((key) => !SETTINGS.includes(key))).toEqual([]);
  });

  test("from nothing to the first logged training", { timeout: 120_000 }, async () => {
    const steps = commandsIn("One workspace");
    expect(steps.map(({ command }) => command.split(" ").slice(0, 2).join(" "))).toEqual([
      "npm start",
      "npm run",
      "npm run",
      "npm run",
      "npm start",
    ]);
    const [first, courses, people, manifest, second] = steps as [Step, Step, Step, Step, Step];

    const before = await start(first);
    expect(await checks(before)).toMatchObject({ database: "ok", migrations: "ok" });
    for (const { kind, file, text } of blocks) if (kind === "csv") writeFileSync(join(folder, file), text);
    expect(await operate(courses)).toMatchObject({ code: 0 });
    expect(await operate(people)).toMatchObject({ code: 0 });
    const printed = await operate(manifest);
    expect(JSON.parse(printed.stdout).settings.event_subscriptions.request_url).toBe(
      "https://equity.example.gov/slack/events",
    );
    expect([printed.code, printed.stderr]).toEqual([0, ""]);
    await stop();

    const url = await start(second);
    await until(async () => (await checks(url)).slack === "ok");
    const workspace = await explore(emulator.url);
    const slack: Talk = talking(url, front, workspace);
    const [, typed = ""] = /type `(\/training [^`]+)`/.exec(page) ?? [];
    const receipt = await said(await slack.slash("ana.torres", typed));
    expect(receipt.text).toMatch(/^Recorded TR-\d{4}-0001\nAnti-Racism 101 · .* · Public Works · 12 employees/);
    expect(receipt.text).toContain("[Edit] [Undo]");
    await slack.slash("ana.torres", "/training");
    expect(JSON.stringify(slack.lastView().blocks)).toContain("Anti-Racism 101");
    await stop();
  });

  test("Socket Mode", { timeout: 60_000 }, async () => {
    const [manifest, begin] = commandsIn("No way in") as [Step, Step];
    const printed = await operate(manifest);
    expect(JSON.parse(printed.stdout).settings.socket_mode_enabled).toBe(true);
    expect([printed.stdout.includes("https://"), printed.stderr]).toEqual([false, ""]);
    const url = await start(begin);
    await until(async () => (await checks(url)).slack === "ok, by Socket Mode");
    await stop();
  });

  test("installing by OAuth", { timeout: 60_000 }, async () => {
    const [manifest, begin] = commandsIn("Enterprise Grid") as [Step, Step];
    const { oauth_config, settings } = JSON.parse((await operate(manifest)).stdout);
    expect(oauth_config.redirect_urls).toEqual(["https://equity.example.gov/slack/oauth_redirect"]);
    expect(settings.org_deploy_enabled).toBe(true);
    const url = await start(begin);
    await until(async () => (await checks(url)).slack?.startsWith("Nobody has installed the app yet") ?? false);
    const answer = await fetch(`${url}/slack/install`, { redirect: "manual" });
    expect(answer.headers.get("location")).toMatch(/^https:\/\/slack\.com\/oauth\/v2\/authorize\?client_id=1\.2&/);
    await stop();
  });

  test("GovSlack", () => {
    const [begin] = commandsIn("GovSlack") as [Step];
    expect(readConfig(filled(begin.given)).slack).toMatchObject({
      apiUrl: "https://slack-gov.com/api/",
      authorizeUrl: "https://slack-gov.com/oauth/v2/authorize",
    });
  });

  test("a manifest without an address says that it leads nowhere", async () => {
    const { code, stderr } = await equity(["manifest", "slack"], {});
    expect(code).toBe(0);
    expect(stderr).toContain("PUBLIC_URL is not set");
  });
});

type Step = ReturnType<typeof commandsIn>[number];
