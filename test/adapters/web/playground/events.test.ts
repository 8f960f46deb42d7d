import { describe, expect, it } from "vitest";
import { createPlayground } from "../../../../adapters/web/playground/index.ts";
import { createFakeHost } from "./fake-host.ts";

function listenTo() {
  const { host, change } = createFakeHost();
  let stop = () => {};
  const onStop = (letGo: () => void) => {
    stop = letGo;
  };
  const app = createPlayground({ ...host, onStop });
  const open = async () => {
    const request = new Request("http://127.0.0.1:3000/events", { headers: { host: "127.0.0.1:3000" } });
    const response = await app.fetch(request);
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    return { response, read: async () => (await reader?.read())?.value, close: () => reader?.cancel() };
  };
  return { open, change, stop: () => stop() };
}

describe("the stream of changes", () => {
  it("tells every open page that something was written, and nothing about what", async () => {
    const { open, change } = listenTo();
    const pages = [await open(), await open()];
    await Promise.all(pages.map((page) => page.read()));
    change();
    for (const page of pages) expect(await page.read()).toBe("event: change\ndata: look again\n\n");
  });

  it("is a stream of events that nobody keeps", async () => {
    const { response, close } = await (await listenTo()).open();
    expect(response.headers.get("content-type")).toBe("text/event-stream; charset=utf-8");
    expect(response.headers.get("cache-control")).toBe("no-store");
    await close();
  });

  it("has a limit, and room again when a page is closed", async () => {
    const { open } = listenTo();
    const pages = await Promise.all(Array.from({ length: 64 }, open));
    expect((await open()).response.status).toBe(503);
    await pages[0]?.close();
    await new Promise((resolve) => setTimeout(resolve, 10));
    expect((await open()).response.status).toBe(200);
  });

  it("ends when the server stops", async () => {
    const { open, stop } = listenTo();
    const page = await open();
    await page.read();
    stop();
    expect(await page.read()).toBeUndefined();
  });

  it("lets a page go that no longer reads", async () => {
    const { open, change } = listenTo();
    await open();
    for (let turn = 0; turn < 200; turn += 1) change();
    const others = await Promise.all(Array.from({ length: 64 }, open));
    expect(others.map(({ response }) => response.status)).not.toContain(503);
  });
});
