import { createHash } from "node:crypto";
import { Temporal } from "temporal-polyfill";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createMailbox } from "../support/mailbox.ts";
import { button, createTown, form, read, recordIn, type Town } from "../support/town.ts";
import { buttonIn, buttonsIn, fileIn, formIn } from "./replies.ts";

const OFFICER = "nadia.rahman";
const DIRECTOR = "devin.sokol";

/** An approval prints the paper in all formats. */
const SLOW = { timeout: 120_000 };

let town: Town;
beforeAll(async () => {
  town = await createTown();
  await town.say("devin.sokol", "me");
  await town.say(OFFICER, `admin duty DIR @${DIRECTOR}`);
  await town.say(OFFICER, "admin duty DIR @lee.nakamura");
});
afterAll(() => town.close());

const paperIn = (words: string) => /RP-\d{4}-\d{4,}/.exec(words)?.[0] ?? "none";
const stepIn = (words: string) => /AP-\d{4}-\d{4,}/.exec(words)?.[0] ?? "none";

async function write(kind: string, period: string, words = "A good year.") {
  return town.press(OFFICER, { command: "report write", values: { kind, period, section: "letter", text: words } });
}

async function sent(kind: string, period: string): Promise<string> {
  await write(kind, period);
  const answer = await town.say(OFFICER, `report send ${kind} ${period}`);
  expect(read(answer)).toContain("Sent for review");
  return paperIn(read(answer));
}

const messagesOf = (kind: string) =>
  town.rows<{ recipient: string; data: Record<string, string> }>(
    `select recipient, data from deliveries where kind = '${kind}' order by created_at`,
  );

describe("the way of the annual report (row E1)", () => {
  test("without the officer's own letter it is not sent, and the button writes it", async () => {
    const answer = await town.say(OFFICER, "report send annual 2026");
    expect(read(answer)).toMatch(/Letter of the Chief Equity Officer is not written.*Nothing was sent/s);
    const opened = formIn(await town.press(OFFICER, buttonIn(answer, /^Write: Letter/)));
    expect(opened.inputs.map(({ name }) => name)).toEqual(["text"]);
  });

  test("from draft to both receipts; of two who approve at once there is one approval", SLOW, async () => {
    await town.say("ana.torres", "/training 12 people took Anti-Racism 101 on 2026-06-03");
    const paper = await sent("annual", "2026");
    const [review] = (await messagesOf("paper-review")).filter(({ data }) => data.record === paper);
    expect(review).toBeDefined();

    expect(read(await town.say(OFFICER, `approve ${paper}`))).toMatch(/is for the director of administration only/);
    expect(read(await town.say("ana.torres", `report show ${paper}`))).toMatch(/You may not do that/);
    expect(read(await town.say(OFFICER, `submit ${paper} to the mayor`))).toMatch(/not approved/);

    const shown = await town.say(DIRECTOR, `report show ${paper}`);
    const both = await Promise.all(
      [DIRECTOR, "lee.nakamura"].map((who) => town.press(who, buttonIn(shown, "Approve"))),
    );
    expect(both.filter((one) => read(one).includes(`Approved ${paper}`))).toHaveLength(1);
    const approvals = await town.rows(`select 1 from paper_steps where paper = '${paper}'`);
    expect(approvals).toHaveLength(1);
    const kept = await town.rows<{ format: string; sha256: string; bytes: Buffer }>(
      `select format, sha256, bytes from paper_files where paper = '${paper}' order by format`,
    );
    expect(kept.map(({ format }) => format)).toEqual(["docx", "html", "json", "jsonl", "pdf"]);
    for (const { sha256, bytes } of kept) expect(createHash("sha256").update(bytes).digest("hex")).toBe(sha256);
    const html = fileIn(await town.say(OFFICER, `report show ${paper} html`));
    expect(Buffer.from(html.bytes).equals(kept[1]?.bytes ?? Buffer.of())).toBe(true);
    expect(new TextDecoder().decode(html.bytes)).not.toContain("DRAFT");

    const mayor = await town.say(OFFICER, `submit ${paper} to the mayor on 2026-11-21`);
    expect(read(mayor)).toContain("Still to be submitted to the Common Council");
    const numberless = await town.say(OFFICER, `submit ${paper} to the common council`);
    expect(formIn(numberless).inputs.find(({ name }) => name === "file")?.error).toMatch(/file number/);
    const council = await town.say(OFFICER, `submit ${paper} to the common council file 261234`);
    expect(read(council)).toContain("Every receipt is on record");
    expect(read(await town.say(OFFICER, "report list 2026"))).toContain(
      "submitted to the Common Council and the Mayor",
    );
    expect(read(await town.say(OFFICER, "status topic=reports"))).toContain(
      "submitted to the Common Council and the Mayor",
    );
    const exported = fileIn(await town.say(OFFICER, "report export approvals 2026 csv"));
    expect(new TextDecoder().decode(exported.bytes)).toMatch(/received,council.*261234/);
    expect(read(await town.say(OFFICER, `audit show ${paper}`))).toContain("paper.send");
    const again = await town.say(OFFICER, `submit ${paper} to the mayor on 2026-11-21`);
    expect(read(again)).toContain("Already recorded");
  });

  test("a return needs a reason, goes back to the officer, and is sent again as another version", async () => {
    const paper = await sent("quarterly", "2025-Q2");
    expect(form(await town.press(DIRECTOR, { command: "report return", values: { record: paper } })).inputs).toEqual(
      expect.arrayContaining([expect.objectContaining({ name: "comment" })]),
    );
    const returned = await town.say(DIRECTOR, `return ${paper} because the letter names no date`);
    expect(read(returned)).toContain(`Returned ${paper}`);
    expect((await messagesOf("paper-decided")).some(({ data }) => data.record === paper)).toBe(true);
    expect(read(await town.say(DIRECTOR, `approve ${paper}`))).toMatch(/not in review: returned/);
    const second = await town.say(OFFICER, "report send quarterly 2025-Q2");
    expect(read(second)).toContain("version 2");
    expect(read(await town.say(OFFICER, `report show ${paper}`))).toContain("superseded by");
  });

  test("on a page an approval is only begun, and done by the button in the approver's own chat", SLOW, async () => {
    const paper = await sent("quarterly", "2025-Q3");
    const [director] = await town.rows<{ id: number }>(
      `select id::float8 as id from people where key like '${DIRECTOR}@%'`,
    );
    const page = { platform: "web", tenant: "pages" } as const;
    const onPage = await town.app.handle({
      id: `pages:${paper}`,
      author: { ...page, userId: String(director?.id), kind: "member" },
      place: { ...page, id: `page:${director?.id}`, kind: "direct" },
      input: { kind: "values", command: "report approve", values: { record: paper } },
    });
    expect(read(onPage)).toMatch(/^Confirm it in your chat\nNothing is saved yet\./);
    expect(read(await town.say(OFFICER, `report show ${paper}`))).toContain("in review");

    const told = Object.values(await createMailbox(town.app).empty()).flat();
    const begun = told.find((one) => read(one).startsWith("Is that right?"));
    if (!begun) throw new Error("nothing came into the chat");
    expect(read(begun)).toContain(paper);
    expect((await town.press(OFFICER, button(begun, "Confirm"))).failed).toBe(true);
    expect(read(await town.press(DIRECTOR, button(begun, "Confirm")))).toContain(`Approved ${paper}`);
  });

  test("nobody approves what they wrote themselves", async () => {
    await town.say("devin.sokol", `admin role @${DIRECTOR} officer`);
    await town.say(OFFICER, `admin duty DIR @${OFFICER}`);
    const paper = await sent("quarterly", "2025-Q4");
    expect(read(await town.say(OFFICER, `approve ${paper}`))).toMatch(/You wrote .* yourself/);
    await town.say(OFFICER, `admin duty DIR @${OFFICER} end`);
  });

  test("the officer writes down what somebody decided who is not in chat, and only then", async () => {
    const paper = await sent("quarterly", "2026-Q1");
    const there = `report decision ${paper} approved name="Dana Lee" on=2026-11-21 reference="memo 12"`;
    expect(read(await town.say(OFFICER, there))).toMatch(/is in chat: they press Approve or Return/);
    await town.rows(`delete from identities where user_id like '%${DIRECTOR}%' or user_id like '%lee.nakamura%'`);
    const reasonless = formIn(await town.say(OFFICER, there.replace("approved", "returned")));
    expect(reasonless.inputs.map(({ name }) => name)).toContain("comment");
    const recorded = await town.say(OFFICER, `${there.replace("approved", "returned")} comment="too long"`);
    expect(read(recorded)).toContain("by Dana Lee (memo 12), recorded by Nadia Rahman");
    const step = stepIn(read(recorded));
    expect(read(await town.press(OFFICER, buttonIn(recorded, `Undo ${step}`)))).toContain(`Undone ${step}`);
    expect(read(await town.say(OFFICER, `report show ${paper}`))).toContain("in review");
  });
});

describe("figures that are corrected", () => {
  test("while it is in review, it is not approved any more", async () => {
    const logged = recordIn(await town.say("ana.torres", "/training 30 people took Anti-Racism 101 on 2026-05-04"));
    const paper = await sent("quarterly", "2026-Q2");
    await town.say(OFFICER, `fix ${logged} employees=29 because "one was counted twice"`);
    expect(read(await town.say(DIRECTOR, `approve ${paper}`))).toMatch(/Figures changed since .* was sent \(.*42.*41/);
  });

  test("after it was approved, a new version says what changed and why, and the old one stays", SLOW, async () => {
    const logged = recordIn(await town.say("ana.torres", "/training 41 people took Anti-Racism 101 on 2026-08-04"));
    const paper = await sent("quarterly", "2026-Q3");
    await town.say(DIRECTOR, `approve ${paper}`);
    await town.say(OFFICER, `fix ${logged} employees=40 because "one was counted twice"`);
    const unreasoned = await town.say(OFFICER, "report send quarterly 2026-Q3");
    expect(formIn(unreasoned).inputs.find(({ name }) => name === "reason")?.error).toMatch(/Say why/);
    const second = await town.press(OFFICER, {
      command: "report send",
      values: { kind: "quarterly", period: "2026-Q3", reason: "a sheet was read wrong" },
    });
    const now = paperIn(read(second));
    const text = new TextDecoder().decode(fileIn(await town.say(OFFICER, `report show ${now} html`)).bytes);
    expect(text).toContain("What changed since version 1");
    expect(text).toMatch(/one was counted twice/);
    expect(text).toMatch(/a sheet was read wrong/);
    expect(read(await town.say(OFFICER, `report show ${paper}`))).toContain("approved, still to be submitted");
    await town.say(DIRECTOR, `approve ${now}`);
    const used = await town.say(OFFICER, `submit ${now} to the common council file 261234`);
    expect(read(used)).toMatch(/Council file 261234 is RP-\d{4}-\d{4}'s already/);
    expect(read(await town.say(OFFICER, `report show ${paper}`))).toContain(`superseded by ${now}`);
    expect(fileIn(await town.say(OFFICER, `report show ${paper} html`)).bytes.length).toBeGreaterThan(1000);
  });
});

describe("the officer's own words", () => {
  test("are kept in versions, undone, and said of when their figures changed", async () => {
    const written = await town.press(OFFICER, {
      command: "report write",
      values: { kind: "annual", period: "2024", section: "training", text: "We trained many." },
    });
    expect(read(written)).toContain("Version 1");
    await town.say("ana.torres", "/training 9 people took Anti-Racism 101 on 2024-06-03");
    const page = async () => new TextDecoder().decode(fileIn(await town.say(OFFICER, "report annual 2024 html")).bytes);
    expect(await page()).toMatch(/We trained many\.[\s\S]*Figures changed/);
    await town.press(OFFICER, button(written, "Undo"));
    expect(await page()).not.toContain("We trained many.");
  });

  test("of two who write at once, the second sees both and loses nothing", async () => {
    const open = async () =>
      formIn(
        await town.press(OFFICER, {
          command: "report write",
          values: { kind: "annual", period: "2024", section: "outreach" },
          ask: true,
        }),
      );
    const [first, second] = [await open(), await open()];
    await town.send(OFFICER, first, { text: "The first." });
    const answer = await town.send(OFFICER, second, { text: "The second." });
    expect(read(answer)).toContain("The first.");
    expect(formIn(answer).inputs[0]).toMatchObject({ value: "The second." });
    expect(read(await town.send(OFFICER, formIn(answer)))).toContain("Saved");
  });

  test("may be 20,000 characters long and no longer, and hold no pictures", async () => {
    const say = (text: string) =>
      town.press(OFFICER, {
        command: "report write",
        values: { kind: "annual", period: "2024", section: "teams", text },
      });
    expect(read(await say("word ".repeat(4000).trim()))).toContain("Saved");
    const long = await say("x".repeat(20_001));
    expect(read(long)).toMatch(/20001 characters long; 20000 is the most/);
    expect(formIn(long).inputs[0]?.value).toHaveLength(20_001);
    expect(read(await say("Look: ![a chart](chart.png)"))).toMatch(/Pictures cannot be part/);
  });

  test("have a button each where they are missing", async () => {
    const labels = buttonsIn(await town.say(OFFICER, "report annual 2024")).map(({ label }) => label);
    expect(labels).toEqual(expect.arrayContaining(["Write: Letter of the Chief Equity Officer", "Send for review"]));
  });
});

test("with both receipts on record nobody is reminded of the annual report any more", async () => {
  await town.say(OFFICER, "admin golive start");
  const at = "2027-03-22T15:00:00Z";
  town.setClock(at);
  const mail = createMailbox(town.app);
  await mail.empty();
  await town.app.runJobs("reminders", Temporal.Instant.from(at));
  const told = Object.values(await mail.empty())
    .flat()
    .map(read);
  expect(told.join("\n")).not.toContain("Annual report");
  const [skipped] = await town.rows("select 1 from deliveries where kind = 'reminder' and state = 'skipped'");
  expect(skipped).toBeDefined();
});
