import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Conversations, createMessenger, createPlayground } from "../../../../adapters/web/playground/index.ts";
import type { Address } from "../../../../src/core/deliveries/deliveries.ts";
import { reply, text } from "../../../../src/core/reply/reply.ts";
import { chromiumPath, launchBrowser } from "../../../support/browser.ts";
import { holdsTheAdapterContract } from "../../contract.ts";
import { createFakeHost } from "./fake-host.ts";
import { readMarkup } from "./markup.ts";
import { startRunningApp } from "./running-app.ts";
import { visit } from "./visitor.ts";

const toBo: Address = { platform: "web", tenant: "playground", to: "person", id: "bo.chen@milwaukee.example" };
const toChannel: Address = { platform: "web", tenant: "playground", to: "place", id: "DPW" };
const signal = new AbortController().signal;

function open() {
  const { host } = createFakeHost();
  const conversations = new Conversations();
  const messenger = createMessenger(host, conversations);
  const app = createPlayground(host, conversations);
  const get = async (path: string) =>
    app.fetch(new Request(`http://127.0.0.1:3000${path}`, { headers: { host: "127.0.0.1:3000" } }));
  const seenBy = async (who: string, at: string) => {
    const response = await get(`/home?as=${who}@milwaukee.example&at=${at}`);
    return ((await response.json()) as { messages: { html: string }[] }).messages.map(({ html }) => html).join();
  };
  const send = (delivery: string, address: Address, words: string) =>
    messenger.send({ delivery, address, reply: reply(text(words)) }, signal);
  return { messenger, send, seenBy, get };
}

describe("the playground, like every adapter,", () => {
  const shared = open();

  holdsTheAdapterContract({
    render: async (answer) => {
      const { messenger, seenBy } = open();
      await messenger.send({ delivery: "1", address: toBo, reply: answer }, signal);
      const html = await seenBy("bo.chen", "direct");
      return {
        shown: wordsIn(html),
        fallback: wordsIn(html.replaceAll(/<svg\b.*?<\/svg>/gs, "")),
        faults: faultsIn(html),
      };
    },
    messenger: () => shared.messenger,
    person: () => toBo,
    place: () => toChannel,
  });
});

/** An element may be named once, and whatever is not seen needs words. */
function faultsIn(html: string): string[] {
  const ids = [...html.matchAll(/ id="([^"]*)"/g)].map((match) => match[1]);
  const doubled = ids.filter((id, at) => ids.indexOf(id) < at).map((id) => `${id}: doubled`);
  const silent = [...html.matchAll(/<svg\b[^>]*>/g)].filter(([tag]) => !tag.includes("aria-label")).map(([tag]) => tag);
  return [...doubled, ...silent];
}

const wordsIn = (html: string) => readMarkup(html).words.join("\n");

describe("messages nobody asked for", () => {
  it("arrive in the person's direct message, and nowhere else", async () => {
    const { send, seenBy } = open();
    await send("1", toBo, "Ana recorded you");

    expect(await seenBy("bo.chen", "direct")).toContain("Ana recorded you");
    expect(await seenBy("ana.torres", "direct")).toBe("");
    expect(await seenBy("bo.chen", "DPW")).toBe("");
  });

  it("arrive in a channel for everyone there", async () => {
    const { send, seenBy } = open();
    await send("1", toChannel, "Three things are open");

    expect(await seenBy("bo.chen", "DPW")).toContain("Three things are open");
    expect(await seenBy("ana.torres", "DPW")).toContain("Three things are open");
    expect(await seenBy("ana.torres", "direct")).toBe("");
  });

  it("are still there when the page is loaded again, without words that nobody said", async () => {
    const { send, get } = open();
    await send("1", toBo, "Ana recorded you");

    const page = await (await get("/?as=bo.chen@milwaukee.example&at=direct")).text();
    expect(page).toContain("Ana recorded you");
    expect(page).not.toContain("(nothing)");
  });

  it("say something else where they stand, and arrive once more where they are no longer kept", async () => {
    const { messenger, send, seenBy } = open();
    const first = await send("1", toChannel, "Three things are open");
    await send("2", toChannel, "Something else");
    if (first.state !== "sent") throw new Error("it arrives");
    const update = (delivery: string, words: string) =>
      messenger.update({ delivery, address: toChannel, reply: reply(text(words)) }, first.ref, signal);

    expect(await update("1", "Two things are open")).toEqual(first);
    const seen = await seenBy("bo.chen", "DPW");
    expect(seen).not.toContain("Three things");
    expect(seen.indexOf("Two things are open")).toBeLessThan(seen.indexOf("Something else"));
    expect(await update("9", "From before a restart")).toMatchObject({ state: "sent" });
    expect(await seenBy("bo.chen", "DPW")).toContain("From before a restart");
  });

  it("are found by their delivery once they arrived, and not before", async () => {
    const { messenger, send } = open();

    expect(await messenger.find({ delivery: "1", address: toBo }, signal)).toEqual({ state: "absent" });
    await send("1", toBo, "Ana recorded you");
    expect(await messenger.find({ delivery: "1", address: toBo }, signal)).toMatchObject({ state: "found" });
    expect(await messenger.find({ delivery: "2", address: toBo }, signal)).toEqual({ state: "absent" });
  });
});

describe.skipIf(!chromiumPath())("messages in a browser", () => {
  let running: Awaited<ReturnType<typeof startRunningApp>>;
  let browser: Browser;

  beforeAll(async () => {
    [running, browser] = await Promise.all([startRunningApp(), launchBrowser()]);
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await running?.stop();
  });

  it("arrive while the page is open, and their button takes the name off", async () => {
    const bo = await visit(browser, running.url, "bo.chen");
    const ana = await visit(browser, running.url, "ana.torres");

    const recorded = await ana.say("/training eo compliance today @bo.chen");
    expect(recorded).toMatch(/Recorded TR-2026-\d{4}/);
    await expect.poll(() => bo.page.locator("article").count(), { timeout: 10_000 }).toBe(1);
    expect(await bo.latest()).toContain("Ana Torres recorded you for");
    expect(await bo.findings()).toEqual([]);
    expect(await bo.press("Not me")).toContain("Your name is off TR-2026-");

    await expect.poll(() => ana.page.locator("article").count(), { timeout: 10_000 }).toBe(2);
    expect(await ana.latest()).toContain("Bo Chen says “not me”");
    expect([...bo.complaints, ...ana.complaints]).toEqual([]);
    await Promise.all([bo.leave(), ana.leave()]);
  });
});
