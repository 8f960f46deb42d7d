import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { chromiumPath, launchBrowser } from "../../../support/browser.ts";
import { startRunningApp } from "./running-app.ts";
import { type Visitor, visit } from "./visitor.ts";

const sheet = (rows: string[]) => ({
  name: "sign-in.csv",
  mimeType: "text/csv",
  buffer: Buffer.from(["name", ...rows].join("\r\n")),
});

/** The whole bot in a real browser: the transcripts of the design, in the words of the design. */
describe.skipIf(!chromiumPath())("the playground in a browser", () => {
  let running: Awaited<ReturnType<typeof startRunningApp>>;
  let browser: Browser;
  let visitors: Visitor[] = [];

  const come = async (person: string, options?: Parameters<typeof visit>[3]) => {
    const visitor = await visit(browser, running.url, person, options);
    visitors.push(visitor);
    return visitor;
  };

  beforeAll(async () => {
    [running, browser] = await Promise.all([startRunningApp(), launchBrowser()]);
  }, 60_000);

  afterEach(async () => {
    const complaints = visitors.flatMap((visitor) => visitor.complaints);
    await Promise.all(visitors.map((visitor) => visitor.leave()));
    visitors = [];
    expect(complaints).toEqual([]);
  });

  afterAll(async () => {
    await browser?.close();
    await running?.stop();
  });

  describe("transcripts", () => {
    it("a training by count, names from a sheet, a correction, an undo, and back", async () => {
      const ana = await come("ana.torres");
      const recorded = await ana.say("/training 12 people took Anti-Racism 101 yesterday");
      expect(recorded).toMatch(/Recorded TR-2026-\d{4}/);
      expect(recorded).toContain("only you can see this");
      expect(recorded).toContain("Anti-Racism 101 · Fri 20 Nov 2026 · Public Works · 12 employees");
      expect(recorded).toContain("Counts as attendance. Name people to count them as trained.");

      await ana.press("Add names");
      const list = ana.page.getByRole("textbox", { name: "Names or e-mail addresses" });
      await ana.page
        .getByLabel("Or choose a sign-in sheet")
        .setInputFiles(sheet(["Ana Torres", "bo chen", "Zelda Nobody"]));
      await expect.poll(() => list.inputValue()).toContain("Zelda Nobody");
      const preview = await ana.press("Match the names");
      expect(preview).toContain("Nothing is saved yet.");
      expect(preview).toContain("Ana Torres (DPW)");
      expect(preview).toContain("not known");
      expect(await ana.press("Save 2 names")).toContain("Named: Ana Torres, Bo Chen");

      await ana.press("Edit");
      await ana.page.getByRole("textbox", { name: "Employees (optional)" }).last().fill("11");
      await ana.page.getByRole("textbox", { name: "Reason" }).last().fill("one was counted twice");
      expect(await ana.press("Save the correction")).toContain("11 employees");
      expect(await ana.press("Undo")).toMatch(/Undone TR-2026-\d{4}/);
      expect(await ana.press("Put it back")).toMatch(/Put back TR-2026-\d{4}/);
    });

    it("a question is answered with a button", async () => {
      const priya = await come("priya.venkat");
      const question = await priya.say("/training antiracism with @priya.venkat last tuesday");
      expect(question).toContain("Which date?");
      expect(await priya.press("Tue 10 Nov")).toContain("Tue 10 Nov 2026");
    });

    it("a large count is asked about, and a double click on yes records it once", async () => {
      const marcus = await come("marcus.holloway");
      expect(await marcus.say("/training 980 people took EO compliance today")).toContain("is that right?");
      await marcus.page.getByRole("button", { name: "Yes, record 980" }).dblclick();
      await expect.poll(marcus.latest).toMatch(/Recorded TR-2026-\d{4}/);
      const listed = await marcus.say("/training sessions eo q4");
      expect(listed.split("980 employees")).toHaveLength(2);
    });

    it("a form that cannot be saved says why at the field and keeps what was typed", async () => {
      const tou = await come("tou.xiong");
      await tou.say("/training");
      await tou.page.getByLabel("Course").selectOption({ label: "EO Compliance" });
      await tou.page.getByRole("textbox", { name: "Employees (optional)" }).fill("many");
      await tou.page.getByRole("button", { name: "Save" }).click();
      const count = tou.page.getByRole("textbox", { name: "Employees (optional)" });
      await expect.poll(() => count.getAttribute("aria-invalid")).toBe("true");
      expect(await count.inputValue()).toBe("many");
      expect(await count.evaluate((input) => input === input.ownerDocument.activeElement)).toBe(true);
      expect(await tou.page.getByLabel("Course").inputValue()).toBe("EO");
    });

    it("what is on record about somebody is on their home page", async () => {
      const maria = await come("maria.delgado");
      expect(await maria.page.locator("#home").innerText()).toContain("Maria Delgado");
      await maria.say("/training me took DEI Foundations on Nov 3");
      await expect.poll(() => maria.page.locator("#home").innerText()).toMatch(/DEI Foundations\s+Tue 3 Nov 2026/);
      expect(await maria.say("/equity me")).toContain("DEI Foundations");
    });
  });

  describe("everybody", () => {
    it("sees at once what others write", async () => {
      const nadia = await come("nadia.rahman");
      const home = nadia.page.locator("#home");
      const before = await home.innerText();
      const will = await come("will.jankowski");
      await will.say("/training Language Access on Nov 5 with nadia.rahman@milwaukee.example");
      await expect.poll(() => home.innerText()).not.toBe(before);
      expect(await nadia.page.locator("#home-news").innerText()).toBe("Updated Sat 21 Nov 14:05");
    });

    it("can do everything by keyboard", async () => {
      const { page, latest } = await come("svetlana.moroz");
      const { keyboard } = page;
      await keyboard.press("Tab");
      await keyboard.press("Enter");
      await keyboard.type("/tr");
      await keyboard.press("ArrowDown");
      const box = page.getByRole("combobox", { name: "Message to Equity Assistant" });
      expect(await box.getAttribute("aria-expanded")).toBe("true");
      expect(await page.locator("#choices [aria-selected=true]").innerText()).toContain("/training log");
      await keyboard.press("Enter");
      expect(await box.inputValue()).toBe("/training log ");
      expect(await box.getAttribute("aria-expanded")).toBe("false");
      await keyboard.type("3 contractors took LGBTQ+ Inclusion yesterday");
      await keyboard.press("Enter");
      await expect.poll(latest).toMatch(/Recorded TR-2026-\d{4}/);
      for (const name of ["Undo", "Edit"]) {
        await keyboard.press("Shift+Tab");
        expect(await page.locator(":focus").innerText()).toBe(name);
      }
      await keyboard.press("Tab");
      await keyboard.press("Space");
      await expect.poll(latest).toMatch(/Undone TR-2026-\d{4}/);
    });

    it("closes the completions with Escape, and completes people after an @", async () => {
      const { page } = await come("bo.chen");
      const box = page.getByRole("combobox", { name: "Message to Equity Assistant" });
      await box.pressSequentially("toolkit with @tou");
      await page.getByRole("option", { name: "@tou.xiong" }).waitFor();
      await page.keyboard.press("Escape");
      expect(await page.locator("#choices li").count()).toBe(0);
      await page.keyboard.type(".");
      await page.keyboard.press("ArrowUp");
      await page.keyboard.press("Enter");
      expect(await box.inputValue()).toBe("toolkit with @tou.xiong ");
    });

    it("stays where they chose when they become somebody else", async () => {
      const { page } = await come("bo.chen");
      await page.getByLabel("Where you are").selectOption({ label: "Library channel" });
      await page.getByRole("heading", { name: "Library channel" }).waitFor();
      expect(await page.locator(":focus").getAttribute("id")).toBe("at");
      await page.getByLabel("Who you are").selectOption("nadia.rahman@milwaukee.example");
      await page.getByText("as Nadia Rahman, equity officer").waitFor();
      expect(await page.getByLabel("Where you are").inputValue()).toBe("MPL");
    });

    it("finds the conversation again after a reload", async () => {
      const { page, say } = await come("james.whitfield");
      await say("help");
      await page.reload();
      expect(await page.locator("article").count()).toBe(1);
    });

    it("keeps what was typed when nobody answers", async () => {
      const { page, complaints } = await come("lee.nakamura");
      await page.route("**/say", (route) => route.abort());
      const box = page.getByLabel("Message to Equity Assistant");
      await box.fill("12 people took the toolkit");
      await page.keyboard.press("Enter");
      await page.getByRole("alert").filter({ hasText: "What you typed is kept" }).waitFor();
      expect(await box.inputValue()).toBe("12 people took the toolkit");
      // The browser itself reports the request that was cut off.
      complaints.length = 0;
    });

    it("can do without JavaScript", async () => {
      const { page } = await come("darnell.pruitt", { javaScriptEnabled: false });
      await page
        .getByLabel("Message to Equity Assistant")
        .fill("/training 5 contractors took Cultural Humility yesterday");
      await page.getByRole("button", { name: "Send" }).click();
      await page.getByRole("heading", { name: /Recorded TR-2026-\d{4}/ }).waitFor();
      await page.getByRole("button", { name: "Add names" }).click();
      await page.getByLabel("Or choose a sign-in sheet").setInputFiles(sheet(["Darnell Pruitt"]));
      await page.getByRole("button", { name: "Match the names" }).click();
      await page.getByRole("button", { name: "Save 1 name" }).click();
      await page.getByText("Named: Darnell Pruitt").waitFor();
    });
  });

  describe("on every screen", () => {
    const fits = ({ page }: Visitor) => page.evaluate("document.documentElement.scrollWidth <= window.innerWidth");

    it("a phone is wide enough for receipts, forms and tables", async () => {
      const phone = await come("ana.torres", { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true });
      expect(await fits(phone)).toBe(true);
      for (const words of [
        "/training 4 people took the toolkit on Nov 2",
        "/equity status",
        "/training courses",
        "/training",
      ]) {
        await phone.say(words);
        expect(await fits(phone), words).toBe(true);
      }
      await phone.press("Add names");
      expect(await fits(phone), "a sheet").toBe(true);
    });

    it.each<[string, string, Parameters<typeof visit>[3]]>([
      ["in light", "keisha.brown-whitaker", { colorScheme: "light" }],
      ["in dark", "priya.venkat", { colorScheme: "dark" }],
      ["on a phone", "maria.santos", { viewport: { width: 360, height: 740 } }],
      ["in forced colours", "thomas.gruber", { forcedColors: "active" }],
    ])("axe-core finds nothing %s", async (_screen, person, options) => {
      const { page, say, findings } = await come(person, options);
      await page.getByLabel("Message to Equity Assistant").pressSequentially("/");
      await page.keyboard.press("ArrowDown");
      expect(await findings(), "completions").toEqual([]);
      await page.keyboard.press("Escape");
      await say("/equity status");
      await say("/equity status in full");
      await say("/training");
      await page.getByRole("textbox", { name: "Employees (optional)" }).last().fill("many");
      await page.getByRole("button", { name: "Save" }).last().click();
      await page.locator('[aria-invalid="true"]').first().waitFor();
      expect(await findings(), "a table and a form").toEqual([]);
    });
  });

  describe("at the door", () => {
    it("the same request four times at once is one record and the same answer", async () => {
      const body = new URLSearchParams({
        as: "denise.kowalski@milwaukee.example",
        at: "DPW",
        request: "four-times",
        text: "9 people took ADA and Disability Inclusion on Nov 4",
      });
      const headers = { origin: running.url.slice(0, -1), accept: "application/json" };
      const posts = Array.from({ length: 4 }, () => fetch(`${running.url}say`, { method: "POST", body, headers }));
      const answers = await Promise.all((await Promise.all(posts)).map((response) => response.text()));
      const records = answers.map((answer) => /TR-2026-\d{4}/.exec(answer)?.[0]);
      expect(records[0]).toMatch(/TR-/);
      expect(new Set(records).size).toBe(1);
    });

    it("another site's form gets nowhere", async () => {
      const { page, complaints } = await come("bo.chen");
      await page.route("http://evil.example/", (route) =>
        route.fulfill({
          contentType: "text/html",
          body: `<form method="post" action="${running.url}say"><input name="as" value="bo.chen@milwaukee.example"><input name="at" value="direct"><input name="request" value="r1"><input name="text" value="12 people took the toolkit today"><button>Win</button></form>`,
        }),
      );
      await page.goto("http://evil.example/");
      await page.getByRole("button").click();
      await page.getByText("This did not come from a page of the playground").waitFor();
      complaints.length = 0;
    });
  });
});
