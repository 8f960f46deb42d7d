import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { chromiumPath, launchBrowser } from "../../../support/browser.ts";
import { startRunningApp } from "./running-app.ts";
import { type Visitor, visit } from "./visitor.ts";

/** The analysis transcript of the design, by two people in two browsers. */
describe.skipIf(!chromiumPath())("an analysis in a browser", () => {
  let running: Awaited<ReturnType<typeof startRunningApp>>;
  let browser: Browser;
  let ana: Visitor;
  let bo: Visitor;
  let record = "";

  beforeAll(async () => {
    [running, browser] = await Promise.all([startRunningApp(), launchBrowser()]);
    ana = await visit(browser, running.url, "ana.torres");
    bo = await visit(browser, running.url, "bo.chen");
  }, 60_000);

  afterAll(async () => {
    await browser?.close();
    await running?.stop();
  });

  const box = ({ page }: Visitor, name: RegExp) => page.getByRole("textbox", { name }).last();

  it("starts with one sentence and shows a button for each step that is left", async () => {
    const started = await ana.say('/analysis start existing "Alley lighting"');
    record = /AN-\d{4}-\d{4}/.exec(started)?.[0] ?? "";
    expect(started).toContain(`Started ${record}`);
    expect(started).toContain("6 of 6 steps left");
  });

  it("asks a step in a short form with a box for each area, and saves it", async () => {
    await ana.press("1 Proposal and desired results");
    expect(await ana.findings()).toEqual([]);
    await ana.page.getByLabel("Or choose a text file").setInputFiles({
      name: "proposal.txt",
      mimeType: "text/plain",
      buffer: Buffer.from("More lamps in alleys.\nFrom spring on."),
    });
    await expect.poll(() => box(ana, /What is proposed/).inputValue()).toContain("From spring on.");
    await box(ana, /Which results do you want/).fill("Safe ways home");
    await ana.page.getByRole("checkbox", { name: "Housing" }).check();
    await ana.page.getByRole("checkbox", { name: "Transportation" }).check();
    const saved = await ana.press("Save step 1");
    expect(saved).toContain(`Saved step 1 of ${record}`);
    expect(saved).toContain("Step 1 is complete.");
    expect(saved).toContain("5 of 6 steps left");
    const [stored] = (await running.app.stores.analyses.get(record))?.steps ?? [];
    expect(stored?.answers).toEqual({
      proposal: "More lamps in alleys.\nFrom spring on.",
      results: "Safe ways home",
      areas: "housing, transportation",
    });
  });

  it("keeps a form that cannot be read, with everything in it, and takes a box away again", async () => {
    await ana.press("Show all of it");
    await ana.press("1 Proposal and desired results");
    await ana.page.getByRole("checkbox", { name: "Housing" }).last().uncheck();
    await box(ana, /Council file number/).fill("x".repeat(201));
    await ana.page.getByRole("main").getByRole("button", { name: "Save step 1" }).last().click();
    await expect.poll(() => ana.latest()).toContain("This is 201 characters long; 200 is the most here.");
    await expect.poll(() => box(ana, /Council file number/).inputValue()).toHaveLength(201);
    await box(ana, /Council file number/).fill("260012");
    expect(await ana.press("Save step 1")).toContain("Step 1 is complete.");
    const [stored] = (await running.app.stores.analyses.get(record))?.steps ?? [];
    expect(stored?.answers).toMatchObject({ areas: "transportation", councilFile: "260012" });
  });

  it("shows two people who write at once both texts, and loses nothing", async () => {
    await ana.say(`/analysis invite ${record} bo.chen@milwaukee.example`);
    // Bo is told live; his own words come after that, or one would be taken for the other.
    await expect.poll(() => bo.latest(), { timeout: 10_000 }).toContain("You can write");
    await ana.say(`/analysis step ${record} 2`);
    await bo.say(`/analysis step ${record} 2`);
    await box(ana, /Which data are missing/).fill("Crime by alley");
    await ana.press("Save step 2");
    await box(bo, /Which data are missing/).fill("Lamps that are out");
    await bo.page.getByRole("main").getByRole("button", { name: "Save step 2" }).last().click();
    await expect.poll(() => bo.latest()).toContain("Step 2 was saved while you were writing");
    expect(await bo.latest()).toContain("Crime by alley");
    expect(await box(bo, /Which data are missing/).inputValue()).toBe("Lamps that are out");
    expect(await bo.findings()).toEqual([]);
    await box(bo, /Which data are missing/).fill("Crime by alley; lamps that are out");
    expect(await bo.press("Save step 2")).toContain(`Saved step 2 of ${record}`);
  });

  it("says what is missing when it is submitted too early", async () => {
    const early = await bo.say(`/analysis submit ${record}`);
    expect(early).toContain(`${record} cannot be submitted yet`);
    expect(early).toContain("When will the results be evaluated?");
    expect(ana.complaints.concat(bo.complaints)).toEqual([]);
  });
});
