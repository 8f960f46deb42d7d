import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { expect } from "vitest";
import { findings } from "../../../support/axe.ts";

/** Somebody at a browser of their own. */
export interface Visitor {
  page: Page;
  /** Types a message and sends it; gives back the answer that came. */
  say(words: string): Promise<string>;
  /** Presses the latest button of that name in the conversation; gives back the answer that came. */
  press(name: string | RegExp): Promise<string>;
  /** The latest answer. */
  latest(): Promise<string>;
  /** What axe-core finds wrong with the page as it stands. */
  findings(): Promise<string[]>;
  /** What the browser complained about: scripts, styles or answers that were refused. */
  complaints: string[];
  leave(): Promise<void>;
}

export async function visit(
  browser: Browser,
  url: string,
  person: string,
  options: BrowserContextOptions = {},
): Promise<Visitor> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  const complaints: string[] = [];
  page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(error.message));
  await page.goto(`${url}?as=${person}@milwaukee.example`);
  const exchanges = page.locator("article");
  const answered = async (act: () => Promise<void>): Promise<string> => {
    const before = await exchanges.count();
    await act();
    await expect.poll(() => exchanges.count(), { timeout: 10_000 }).toBe(before + 1);
    return exchanges.last().innerText();
  };
  return {
    page,
    complaints,
    say: (words) =>
      answered(async () => {
        await page.getByLabel("Message to Equity Assistant").fill(words);
        await page.getByRole("button", { name: "Send" }).click();
      }),
    press: (name) => answered(() => page.getByRole("main").getByRole("button", { name }).last().click()),
    latest: () => exchanges.last().innerText(),
    findings: () => findings(page),
    leave: () => context.close(),
  };
}
