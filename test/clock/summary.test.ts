import { Temporal } from "temporal-polyfill";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Reply } from "../../src/core/reply/reply.ts";
import { createMailbox, type Mailbox } from "../support/mailbox.ts";
import { button, emailOf, inFull, read, sampleTown, screen, type Town, table } from "../support/town.ts";

let town: Town;
let mail: Mailbox;

beforeEach(async () => {
  town = await sampleTown("2026-11-21T20:05:00Z");
  mail = createMailbox(town.app);
  await mail.empty();
});
afterEach(() => town.close());

const NADIA = emailOf("nadia.rahman");
const officer = (text: string, channel?: string) =>
  town.say("nadia.rahman", text, channel === undefined ? {} : { place: { id: channel, kind: "channel" } });
/** The job as of an instant, and every message that went out because of it. */
async function run(job: string, at: string): Promise<Record<string, Reply[]>> {
  town.setClock(at);
  await town.app.runJobs(job, Temporal.Instant.from(at));
  return mail.empty();
}

describe("the quarterly city summary (row F7)", () => {
  // Friday 1 January is a holiday, and the weekend follows.
  const DUE = "2027-01-04T15:00:00Z";

  test("goes to the leadership's channel and to the officer, on the first business day after the quarter, once", async () => {
    await officer("admin golive start");
    await officer("use this channel for the leadership summary", "leaders");
    expect(await run("quarterly-summary", "2027-01-04T14:59:59Z")).toEqual({});
    const sent = await run("quarterly-summary", DUE);

    expect(Object.keys(sent).sort()).toEqual(["leaders", NADIA].sort());
    expect(sent["leaders"]?.map(read)).toEqual(sent[NADIA]?.map(read));
    expect(await run("quarterly-summary", "2027-01-05T15:00:00Z")).toEqual({});
  });

  test("shows every department's answer to every requirement in words, with the figures of the status", async () => {
    await officer("admin golive start");
    const { [NADIA]: [summary] = [] } = await run("quarterly-summary", DUE);
    if (!summary) throw new Error("no summary");
    const status = await inFull(town, "nadia.rahman", "status 2026-Q4");

    expect(read(summary)).toContain("Milwaukee · Q4 2026 (1 Oct 2026 – 31 Dec 2026) · as of Mon 4 Jan 09:00");
    const tables = (answer: Reply) => answer.blocks.flatMap((block) => (block.kind === "table" ? [block] : []));
    const [standing, matrix] = tables(summary);
    expect(standing).toEqual(tables(status)[0]);
    expect(matrix?.columns[0]?.label).toBe("Department");
    expect(matrix?.rows).toHaveLength(21);
    for (const row of matrix?.rows ?? []) expect(row).toHaveLength(matrix?.columns.length ?? 0);
    const words = new Set(matrix?.rows.flatMap((row) => row.slice(1)));
    expect([...words].sort()).toEqual(
      expect.arrayContaining(["met", "not reported", "overdue", "not started: senior managers go first"]),
    );
    const works = standing?.rows.find(([name]) => name === "Public Works")?.[1] ?? "";
    const met = matrix?.rows.find(([name]) => name === "Public Works")?.filter((cell) => cell === "met").length;
    expect(works).toMatch(new RegExp(`^${met} of`));
  });

  test("a channel that is bound after it fell due misses it, and the officer does not", async () => {
    await officer("admin golive start");
    town.setClock("2027-01-04T16:00:00Z");
    await officer("use this channel for the leadership summary", "leaders");

    expect(Object.keys(await run("quarterly-summary", "2027-01-04T16:01:00Z"))).toEqual([NADIA]);
    expect(
      await town.rows("select subject, reason from occasions where job = 'quarterly-summary' and outcome = 'skipped'"),
    ).toEqual([{ subject: "leadership", reason: "late" }]);
  });
});

describe("the officer's weekly digest", () => {
  const MONDAY = "2026-11-23T15:00:00Z";
  const digestOf = async (at: string, to = NADIA) => {
    const sent = await run("weekly-digest", at);
    expect(Object.keys(sent)).toEqual([to]);
    const [digest, ...more] = sent[to] ?? [];
    if (!digest || more.length > 0) throw new Error("not one digest");
    return digest;
  };

  test("comes on Monday at nine to the officer, and in the digest's channel once there is one", async () => {
    await officer("admin golive start");
    expect(await run("weekly-digest", "2026-11-23T14:59:59Z")).toEqual({});
    expect(read(await digestOf(MONDAY))).toContain("Milwaukee · week of Mon 23 Nov");
    await officer("use this channel for the digest", "equity-office");
    await digestOf("2026-11-30T15:00:00Z", "equity-office");
    expect(await run("weekly-digest", "2026-12-01T15:00:00Z")).toEqual({});
  });

  test("waits for the first business day of a week", async () => {
    // Martin Luther King Jr. Day.
    town.setClock("2027-01-16T20:00:00Z");
    await officer("admin golive start");
    expect(await run("weekly-digest", "2027-01-18T23:00:00Z")).toEqual({});
    await digestOf("2027-01-19T15:00:00Z");
  });

  test("says what changed, who has not answered, and who has no channel or no leads", async () => {
    await officer("admin golive start");
    const brief = await digestOf(MONDAY);
    expect(screen(brief).verdict).toMatch(/^\d+ of \d+ requirements are met, \w+ more than last week\.$/);
    expect(screen(brief).detail).toMatch(/^Leadership team, 13 departments · .* · nothing got worse$/);
    expect(screen(brief).lines).toEqual([
      { mark: "▲", title: "1 overdue", words: "Public Works, Statements submitted on time" },
      { mark: "!", title: "Election Commission", words: "no channel and no leads: messages come to you" },
      {
        mark: "!",
        title: expect.stringMatching(/^\d+ roles of the plan$/),
        words: "nobody holds them: reminders come to you",
      },
    ]);
    expect(screen(brief).note).toMatch(/Audit trail: \d+ entries not sealed yet\.$/);
    const digest = read(await town.press("nadia.rahman", button(brief, "Show all here")));

    expect(digest).toContain("What changed since Mon 16 Nov 2026");
    expect(digest).toContain("Police | Leadership team | met: 2 leads | nobody named");
    // What needs the officer comes first, what changed after it, and the head of the trail last; no line says that all is well.
    expect(digest).not.toContain("Every department has something on record.");
    expect(digest.indexOf("come to you: Election Commission")).toBeLessThan(digest.indexOf("What changed since"));
    expect(digest.trim().split("\n").at(-2)).toMatch(/audit trail/);
    expect(digest).toContain("20 departments have no channel: their leads are written to privately.");
    expect(digest).toMatch(/1 department has neither channel nor leads, so .* come to you: Election Commission\./);
    expect(digest).toContain("The leadership's summary has no channel: only officers get it.");
  });

  test("goes only when something changed or needs the officer, and complains once, then monthly", async () => {
    await officer("admin golive start");
    await digestOf(MONDAY);
    // Health's statement was submitted: that is said, and the complaints of last week are not said again.
    expect(screen(await digestOf("2026-11-30T15:00:00Z"))).toMatchObject({
      detail: "Statements submitted on time, Health · nothing got worse",
      lines: [{ title: "1 overdue" }],
    });
    // In the first week of a month they are.
    const monthly = await digestOf("2026-12-07T15:00:00Z");
    expect(screen(monthly).lines.map(({ title }) => title)).toContain("Election Commission");
    // The day on which whoever is accountable hears of the city's own gaps was in the week before.
    expect(screen(await digestOf("2026-12-14T15:00:00Z")).lines.map(({ title }) => title)).toEqual([
      "2 overdue",
      "Milwaukee",
    ]);
    expect(await run("weekly-digest", "2026-12-21T15:00:00Z")).toEqual({});
    // A department that loses its leads is news, and the others are not said again.
    await town.rows("update roster set ended_on = '2026-12-23' where department = 'MPL'");
    expect(screen(await digestOf("2026-12-28T15:00:00Z")).lines.map(({ title }) => title)).toContain(
      "Election Commission, Library",
    );
  });

  test("lists departments that were nudged and have gaps left", async () => {
    await officer("admin golive start");
    await town.app.runJobs("quarterly-nudge", Temporal.Instant.from("2026-11-24T15:00:00Z"));
    town.setClock("2026-11-30T15:00:00Z");
    await mail.empty();

    const brief = await digestOf("2026-11-30T15:00:00Z");
    expect(screen(brief).note).toMatch(/Nudged and still open: \d+ departments\./);
    expect(read(await town.press("nadia.rahman", button(brief, "Show all here")))).toMatch(
      /Nudged in Q4 2026 and still open: .*Public Works \(\d+\)/,
    );
  });

  test("lists messages that did not arrive, with the reason, and what was skipped", async () => {
    await officer("admin golive start");
    await town.say("ana.torres", 'course=ara101 date=2026-11-20 people="bo chen"');
    await town.rows(`update deliveries set state = 'failed', reason = 'nobody knows where they are', settled_at = now()
      where kind = 'recorded-you'`);
    town.setClock("2026-11-24T16:00:00Z");
    await town.say("ana.torres", "admin place department=dpw", { place: { id: "works", kind: "channel" } });
    await town.app.runJobs("quarterly-nudge", Temporal.Instant.from("2026-11-24T16:01:00Z"));
    await mail.empty();
    const brief = await digestOf("2026-11-30T15:00:00Z");
    expect(screen(brief).lines).toContainEqual({
      mark: "!",
      title: "1 message",
      words: "did not arrive, or may not have",
    });
    const digest = await town.press("nadia.rahman", button(brief, "Show all here"));

    expect(table(digest).find((row) => row.includes("Who recorded them for a training"))).toEqual(
      expect.arrayContaining(["Bo Chen", "Not delivered: nobody knows where they are"]),
    );
    expect(read(digest)).toContain("Fell due and was not sent:\n- Quarterly nudge of Public Works, 2026-Q4: late");
  });

  test("holds the head of the audit trail, as `audit verify --anchor` takes it", async () => {
    await officer("admin golive start");
    await town.app.sealAudit();
    const brief = await digestOf(MONDAY);
    // Sixty-four digits are not what an officer reads first.
    expect(read(brief)).not.toMatch(/[0-9a-f]{64}/);
    const head = /head of the audit trail: (\d+:[0-9a-f]{64})\. 0 entries are not sealed yet/.exec(
      read(await town.press("nadia.rahman", button(brief, "Show all here"))),
    )?.[1];

    expect(head).toBeDefined();
    expect((await town.app.stores.audit.verify(head)).problems).toEqual([]);
  });
});
