import { serve } from "@hono/node-server";
import { createPlayground } from "../../../adapters/web/index.ts";
import { buttons, heading, reply, text } from "../../../src/core/reply.ts";
import { launchBrowser } from "../../support/browser.ts";
import { createFakeHost, everyInput, receipt } from "./fake-host.ts";

const { host } = createFakeHost({
  say: ({ input }) => {
    const said = input.kind === "text" ? input.text : "";
    if (said === "") return reply(everyInput());
    if (/last/.test(said))
      return reply(
        heading("Which date?"),
        text('"last Tuesday" could be 10 or 17 November.'),
        buttons(
          { label: "Tue 17 Nov", command: "training log", values: {} },
          { label: "Tue 10 Nov", command: "training log", values: {} },
          { label: "Another…", command: "training log", values: {}, ask: true },
        ),
      );
    if (/980/.test(said))
      return reply(
        text("980 people in one session: is that right?"),
        buttons(
          { label: "Yes, record 980", command: "training log", values: {}, tone: "primary" },
          { label: "Change", command: "training log", values: {}, ask: true },
        ),
      );
    if (/prks/.test(said))
      return { ...reply(text("I don't know the department “Prks”. Did you mean Parks (PARKS)?")), failed: true };
    if (/status/.test(said))
      return reply(heading("Public Works · Q3 2026"), {
        kind: "table",
        caption: "Training on record",
        columns: ["Record", "Course", "Date", "Attendance", "Recorded by"].map((label) => ({ label })),
        rows: Array.from({ length: 6 }, (_, i) => [
          `TR-2026-01${40 + i}`,
          "GARE Racial Equity Toolkit",
          "Fri 20 Nov 2026",
          "12 employees, 3 contractors",
          "Ana Torres",
        ]),
      });
    return receipt();
  },
  press: ({ input }) =>
    input.kind === "values" && input.command === "training log" && !input.ask
      ? reply(everyInput("I don't know the course “Antirasm”."))
      : reply(everyInput()),
});
const server = serve({
  fetch: createPlayground({ ...host, port: () => 3999 }).fetch,
  port: 3999,
  hostname: "127.0.0.1",
});
const browser = await launchBrowser();
async function shots(name: string, options: object) {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, ...options });
  page.on("console", (message) => console.log(name, message.text()));
  page.on("response", (r) => r.status() >= 400 && console.log(r.status(), r.url()));
  page.on("pageerror", (error) => console.log(name, error.message));
  await page.goto("http://127.0.0.1:3999/");
  await page.screenshot({ path: `/tmp/web/${name}-1.png` });
  for (const words of [
    "/training 12 people took Anti-Racism 101 yesterday",
    "/training antiracism last tuesday",
    "/equity status public works",
    "/training prks",
  ]) {
    await page.fill("#say", words);
    await page.keyboard.press("Enter");
    await page.waitForTimeout(300);
  }
  await page.screenshot({ path: `/tmp/web/${name}-2.png` });
  await page.fill("#say", "/training");
  await page.waitForTimeout(100);
  await page.screenshot({ path: `/tmp/web/${name}-3.png` });
  await page.keyboard.press("Enter");
  await page.waitForTimeout(300);
  await page.screenshot({ path: `/tmp/web/${name}-4.png` });
  await page.getByRole("button", { name: "Save" }).last().click();
  await page.waitForTimeout(400);
  await page.screenshot({ path: `/tmp/web/${name}-5.png`, fullPage: true });
  await page.close();
}
await shots("light", {});
await shots("dark", { colorScheme: "dark" });
await shots("phone", { viewport: { width: 360, height: 740 }, hasTouch: true });
await shots("tablet", { viewport: { width: 900, height: 1000 } });
await browser.close();
server.close();
process.exit(0);
