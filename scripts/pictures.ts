// Takes the pictures under docs/pictures, of the sample city on a day of its own: the second half of `npm run docs`.
import { existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type BrowserContext, chromium } from "playwright-core";
import { Temporal } from "temporal-polyfill";
import { createApp } from "../src/app/app.ts";
import { readConfig } from "../src/config/config.ts";

const DAY = "2026-11-21";
const OFFICER = "nadia.rahman@milwaukee.example";
const PAGES = {
  overview: "/overview",
  department: "/departments/DPW",
  training: "/training",
  register: "/records/training",
  record: "/record/TR-2026-0001",
  report: "/reports",
  plan: "/plan",
  trail: "/trail",
  deliveries: "/deliveries",
  import: "/import",
};
const folder = new URL("../docs/pictures/", import.meta.url).pathname;

const executablePath = ["/usr/bin/chromium", "/usr/bin/google-chrome"].find((path) => existsSync(path));
if (executablePath) await takePictures(executablePath);
else console.log("No Chromium here: the pictures stay as they are.");

async function takePictures(path: string): Promise<void> {
  const data = mkdtempSync(join(tmpdir(), "pictures-"));
  const config = { ...readConfig({ LOG_LEVEL: "silent", DEMO: "on", DATA_DIR: data }), port: 0 };
  const app = await createApp(config, { clock: () => Temporal.Instant.from(`${DAY}T20:05:00Z`) });
  const { port, stop } = await app.start();
  const url = `http://127.0.0.1:${port}`;
  const browser = await chromium.launch({ executablePath: path, args: ["--no-sandbox"] });
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  mkdirSync(folder, { recursive: true });
  const officer = await app.stores.people.actor(OFFICER, "web", DAY);
  const token = await app.stores.web.makeLink({ person: officer?.id ?? 0, path: "/overview" });
  await signIn(context, `${url}/in/${token}`);
  for (const [name, address] of Object.entries(PAGES)) await take(context, name, url + address);
  await chat(context, url);
  await browser.close();
  await stop();
  await app.close();
  rmSync(data, { recursive: true });
}

async function signIn(context: BrowserContext, link: string): Promise<void> {
  const page = await context.newPage();
  await page.goto(link);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL(/overview/);
  await page.close();
}

async function take(context: BrowserContext, name: string, address: string): Promise<void> {
  const page = await context.newPage();
  await page.goto(address);
  await page.screenshot({ path: join(folder, `${name}.png`) });
  await page.close();
}

/** The status, asked for in the playground. */
async function chat(context: BrowserContext, url: string): Promise<void> {
  const page = await context.newPage();
  await page.goto(`${url}/?as=${OFFICER}`);
  await page.getByLabel("Message to Equity Assistant").fill("status");
  await page.getByRole("button", { name: "Send" }).click();
  await page.locator("article").last().waitFor();
  await page.screenshot({ path: join(folder, "chat.png") });
  await page.close();
}
