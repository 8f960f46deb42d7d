import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { findings } from "../../../support/axe.ts";
import { chromiumPath, launchBrowser } from "../../../support/browser.ts";
import { type PagesCity, signIn, startCity } from "./city.ts";

const OFFICER = "nadia.rahman@milwaukee.example";
const PATHS = [
  "/overview",
  "/departments/DPW",
  "/training",
  "/records/training",
  "/records/statements?undone=yes&sort=newest",
  "/records/unicorns",
  "/record/TR-2026-0001",
  "/reports",
  "/plan",
  "/trail",
  "/deliveries",
  "/import",
  "/me",
];

// Every page in a real browser: by rules of WCAG 2.2, on a desk and on a phone, by day and by night, and on paper.
describe.skipIf(!chromiumPath())("the pages in a browser", () => {
  let city: PagesCity;
  let browser: Browser;
  let cookie = "";
  beforeAll(async () => {
    [city, browser] = await Promise.all([startCity("server"), launchBrowser()]);
    cookie = await signIn(city, OFFICER);
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await city?.stop();
  });

  async function open<T>(path: string, options: BrowserContextOptions, look: (page: Page) => Promise<T>): Promise<T> {
    const url = city.urls[0] ?? "";
    const context = await browser.newContext(options);
    const [name = "", value = ""] = cookie.split("=");
    await context.addCookies([{ name, value, url }]);
    const page = await context.newPage();
    const complaints: string[] = [];
    // A page that is not there says so with its status, which a browser complains about.
    page.on(
      "console",
      (message) => message.type() === "error" && !/404/.test(message.text()) && complaints.push(message.text()),
    );
    page.on("pageerror", (error) => complaints.push(error.message));
    await page.goto(url + path);
    const seen = await look(page);
    await context.close();
    expect(complaints).toEqual([]);
    return seen;
  }

  /** Tab by tab to a link; gives back what had the focus without showing it. */
  async function tabTo(page: Page, href: string): Promise<string[]> {
    const unseen: string[] = [];
    for (let presses = 0; presses < 60; presses += 1) {
      await page.keyboard.press("Tab");
      const focused = page.locator(":focus");
      const outline = await page.evaluate("getComputedStyle(document.activeElement).outlineStyle");
      if (outline === "none") unseen.push(await focused.innerText());
      if ((await focused.getAttribute("href"))?.startsWith(href)) return unseen;
    }
    return [...unseen, `no link to ${href} within 60 tabs`];
  }

  const sizes = { desk: { width: 1280, height: 900 }, phone: { width: 390, height: 844 } };
  const looks = Object.entries(sizes).flatMap(([size, viewport]) =>
    (["light", "dark"] as const).map((colorScheme) => [`${size}, ${colorScheme}`, { viewport, colorScheme }] as const),
  );

  /** `npm run soak` looks at all four; else at those two in which every size and every colour is seen once. */
  const looked = process.env.SOAK === "1" ? looks : looks.filter((_look, at) => at === 0 || at === 3);

  test.each(looked)("no page breaks a rule: %s", { timeout: 120_000 }, async (_name, options) => {
    for (const path of PATHS) expect([path, await open(path, options, findings)]).toEqual([path, []]);
  });

  test("no page scrolls sideways at 320 px, nor on paper", async () => {
    const tooWide = (page: Page) => page.evaluate("document.documentElement.scrollWidth - window.innerWidth");
    for (const path of PATHS)
      expect([path, await open(path, { viewport: { width: 320, height: 640 } }, tooWide)]).toEqual([path, 0]);
    const printed = async (page: Page) => {
      await page.emulateMedia({ media: "print" });
      return [await tooWide(page), await page.locator("nav[aria-label=Pages]").isVisible()];
    };
    expect(await open("/overview", { viewport: { width: 1000, height: 700 } }, printed)).toEqual([0, false]);
  });

  test("without a script, every page says the same", async () => {
    const words = async (page: Page) => (await page.locator("main").innerText()).replace(/\d\d:\d\d/g, "");
    for (const path of ["/overview", "/departments/DPW", "/records/training"])
      expect(await open(path, { javaScriptEnabled: false }, words)).toBe(await open(path, {}, words));
  });

  test("by the keyboard alone: skip to the page, see where one is, and go to a department", async () => {
    const walked = await open("/overview", {}, async (page) => {
      await page.keyboard.press("Tab");
      const first = await page.evaluate("document.activeElement.textContent");
      await page.keyboard.press("Enter");
      const main = await page.evaluate("document.activeElement.id");
      const unseen = await tabTo(page, "/departments/");
      await page.keyboard.press("Enter");
      await page.waitForURL(/departments/);
      return { first, main, unseen, title: await page.locator("h1").innerText() };
    });
    expect(walked).toEqual({
      first: "Skip to the page",
      main: "main",
      unseen: [],
      title: expect.stringContaining(" met "),
    });
  });
});
