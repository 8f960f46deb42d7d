import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { chromiumPath, launchBrowser } from "../../../support/browser.ts";
import { startRunningApp } from "./running-app.ts";
import { visit } from "./visitor.ts";

let running: Awaited<ReturnType<typeof startRunningApp>>;
beforeEach(async () => {
  running = await startRunningApp();
}, 60_000);
afterEach(() => running.stop());

const emailOf = (who: string) => `${who}@milwaukee.example`;

async function post(path: string, fields: Record<string, string>, headers: Record<string, string> = {}) {
  const origin = running.url.replace(/\/$/, "");
  const body = new URLSearchParams({ at: "direct", request: crypto.randomUUID(), ...fields });
  const accept = "application/json";
  return fetch(`${running.url}${path}`, {
    method: "POST",
    body,
    headers: { origin, accept, ...headers },
    redirect: "manual",
  });
}
const say = (who: string, text: string, at = "direct") => post("say", { as: emailOf(who), at, text });
const jump = async (fields: Record<string, string>) => {
  const response = await post("clock", { as: emailOf("nadia.rahman"), ...fields });
  return (await response.json()) as { failed: boolean; now: string; clock: string };
};
/** What arrived by itself for somebody in a place, oldest first, as text. */
async function arrived(who: string, at = "direct"): Promise<string[]> {
  const response = await fetch(`${running.url}home?as=${emailOf(who)}&at=${at}`);
  const { messages } = (await response.json()) as { messages: { html: string }[] };
  return messages.map(({ html }) => html.replaceAll(/<[^>]+>/g, " ").replaceAll(/\s+/g, " "));
}

describe("the playground's clock", () => {
  it("goes to the next nudge, and every message on the way arrives where it belongs", async () => {
    await say("nadia.rahman", "admin golive start");
    await say("ana.torres", "use this channel for public works", "DPW");
    const outcome = await jump({ to: "nudge" });

    // Tuesday 24 November; the digest of Monday comes first.
    expect(outcome).toMatchObject({ failed: false, now: "Tue 24 Nov 09:00" });
    expect((await arrived("ana.torres", "DPW")).join()).toMatch(
      /Public Works · Q4 2026 closes Thu 31 Dec Nine things are open\./,
    );
    const officer = await arrived("nadia.rahman");
    expect(officer[0]).toContain("week of Mon 23 Nov");
    expect(await running.app.stores.deliveries.open(1)).toMatchObject({ total: 0, waiting: [] });
  });

  it("goes to a day at noon, deciding what falls due in its order", async () => {
    await say("nadia.rahman", "admin golive start");
    expect(await jump({ to: "day", day: "2026-12-08" })).toMatchObject({ failed: false, now: "Tue 8 Dec 12:00" });

    const digests = (await arrived("nadia.rahman")).filter((words) => words.includes("week of"));
    expect(digests.map((words) => /week of \w+ (\d+ \w+)/.exec(words)?.[1])).toEqual(["23 Nov", "30 Nov", "7 Dec"]);
  });

  it("goes forward only, to a day there is, from a page of its own", async () => {
    expect(await jump({ to: "day", day: "2026-11-20" })).toMatchObject({ failed: true, now: "Sat 21 Nov 14:05" });
    expect(await jump({ to: "day", day: "soon" })).toMatchObject({
      failed: true,
      clock: expect.stringContaining('"soon" is no date'),
    });
    expect(await jump({ to: "day", day: "2126-01-01" })).toMatchObject({ failed: true });
    const foreign = await post("clock", { to: "nudge" }, { origin: "http://evil.example" });
    expect(foreign.status).toBe(403);
  });

  it("says that messages are held back before the go-live, and sends none", async () => {
    expect((await jump({ to: "nudge" })).clock).toContain("Messages are held back");
    expect(await arrived("nadia.rahman")).toEqual([]);
  });

  it("is neither shown nor moved on a city's own data", async () => {
    await running.app.stores.deployment.setSample(false);
    const page = await (await fetch(running.url)).text();

    expect(page).not.toContain('action="/clock"');
    expect(await jump({ to: "nudge" })).toMatchObject({
      failed: true,
      now: "Sat 21 Nov 14:05",
      clock: expect.stringContaining("sample city only"),
    });
  });

  it("works without JavaScript", async () => {
    const response = await post("clock", { as: emailOf("nadia.rahman"), to: "next" }, { accept: "text/html" });
    expect(response.status).toBe(303);
    expect(response.headers.get("location")).toContain("as=nadia.rahman");
  });
});

describe.skipIf(!chromiumPath())("the playground's clock in a browser", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser();
  }, 60_000);
  afterAll(() => browser?.close());

  it("brings the nudge to an open page, whose button closes the gap", async () => {
    const nadia = await visit(browser, running.url, "nadia.rahman");
    await nadia.say("admin golive start");
    const ana = await visit(browser, running.url, "ana.torres");
    await nadia.page.getByRole("button", { name: "Next nudge" }).click({ timeout: 60_000 });
    await expect.poll(() => nadia.page.locator("#now").innerText(), { timeout: 60_000 }).toBe("Tue 24 Nov 09:00");
    await expect.poll(ana.latest, { timeout: 60_000 }).toContain("Public Works · Q4 2026 closes Thu 31 Dec");
    await expect
      .poll(() => nadia.page.locator("#clock-news").innerText(), { timeout: 60_000 })
      .toMatch(/^\d+ messages fell due\.$/);

    await ana.press(/^Name a senior leader/);
    await ana.page.getByRole("textbox", { name: /who/i }).last().fill("denise.kowalski@milwaukee.example");
    expect(await ana.press("Save lead")).toContain("Denise Kowalski");
    expect([...nadia.complaints, ...ana.complaints]).toEqual([]);
    expect(await nadia.findings()).toEqual([]);
    await Promise.all([nadia.leave(), ana.leave()]);
  }, 180_000);
});
