import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { readConfig } from "../../src/config/config.ts";
import { chromiumPath, launchBrowser } from "../support/browser.ts";
import { freshDatabase, type TestDatabase } from "../support/databases.ts";
import { freePort } from "../support/free-port.ts";
import { openTown } from "../support/town.ts";
import { createSlackTown, type SlackTown } from "./slack/slack-town.ts";
import { actionIn, createOffice, type Office, type Talk, wordsOf } from "./teams/teams-town.ts";

const OFFICER = "nadia.rahman";

/** The first answer of a process that has just begun may take its time. */
const until = (holds: () => boolean) => vi.waitUntil(holds, { timeout: 60_000, interval: 50 });

// The whole way of an officer: from "status" in their chat to the page in their browser, who needs help, and asking them.
describe.skipIf(!chromiumPath())("from status to the overview", { timeout: 240_000 }, () => {
  let database: TestDatabase;
  let slack: SlackTown;
  let office: Office;
  let teams: Talk;
  let browser: Browser;
  beforeAll(async () => {
    [database, office, browser] = await Promise.all([freshDatabase(), createOffice(), launchBrowser()]);
    const port = String(await freePort());
    const where = { PORT: port, PUBLIC_URL: `http://127.0.0.1:${port}` };
    const env = { ...office.environment, ...where, DATABASE_URL: database.url, PLAN: "milwaukee", DEMO: "on" };
    slack = await createSlackTown(env, (all) => openTown(readConfig({ LOG_LEVEL: "silent", ...all })));
    teams = office.at(slack.url);
    await slack.town.say(OFFICER, "admin golive start");
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await slack?.close();
    await office?.microsoft.close();
    await database?.drop();
  });

  const linkIn = (words: string) => /https?:\S+\/in\/[\w-]{43}/.exec(words)?.[0];
  const slackLinks = () =>
    slack.front.callsOf("chat.postMessage").flatMap(({ body }) => linkIn(body.blocks ?? "") ?? []);
  const teamsLinks = () => office.microsoft.callsOf("send").flatMap(({ body }) => linkIn(JSON.stringify(body)) ?? []);

  /** The browser of somebody who is not signed in: what they do there, and what nobody may complain about. */
  async function inBrowser<T>(look: (page: Page) => Promise<T>): Promise<T> {
    const context = await browser.newContext();
    try {
      return await look(await context.newPage());
    } finally {
      await context.close();
    }
  }

  const signIn = async (page: Page, link: string) => {
    await page.goto(link);
    expect(await page.locator("h1").innerText()).toBe("Sign in as Nadia Rahman?");
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.waitForURL(/\/overview\?period=2026-Q4$/);
  };

  test("in Teams, where the page asks for the address and sends the link into the person's own chat", async () => {
    await teams.say(OFFICER, "status");
    await until(() =>
      office.microsoft.callsOf("send").some(({ body }) => wordsOf(body).includes("requirements are met")),
    );
    const card = office.microsoft.callsOf("send").find(({ body }) => wordsOf(body).includes("requirements are met"));
    const { url } = actionIn(card?.body, "Open the overview") as unknown as { url: string };
    expect(url).toBe(`${slack.url}/overview?period=2026-Q4`);
    // The link goes to the chat that somebody used last.
    await inBrowser(async (page) => {
      await page.goto(url);
      await page.getByLabel("Work e-mail").fill("nadia.rahman@milwaukee.example");
      const before = teamsLinks().length + slackLinks().length;
      // One link a minute: the one of the test before was a moment ago.
      await slack.town.rows("update deliveries set occasion = 'before' where kind = 'sign-in'");
      await page.getByRole("button", { name: "Send me a link" }).click();
      expect(await page.locator("h1").innerText()).toBe("Look into your chat");
      await until(() => teamsLinks().length + slackLinks().length > before);
      await signIn(page, teamsLinks().at(-1) ?? slackLinks().at(-1) ?? "");
      expect(await page.locator("h1").innerText()).toMatch(/requirements are met/);
    });
  });
});
