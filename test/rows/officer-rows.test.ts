import { Temporal } from "temporal-polyfill";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { termDue } from "../../commands/admin/term-due.ts";
import type { MessageEnv } from "../../src/core/deliveries/messages.ts";
import type { Round } from "../../src/plan/rounds.ts";
import { createMailbox, type Mailbox } from "../support/mailbox.ts";
import { errors, form, inFull, read, recordIn, sampleTown, type Town } from "../support/town.ts";

describe("A7, A8: the equity officer's appointment, confirmation and term", () => {
  const SAID =
    "admin officer term @nadia appointed by the mayor on 2024-04-16, confirmed by the common council on 2024-05-07, file 240118, until 2028-04-18";
  const LINE =
    "Nadia Rahman, equity officer · appointed on Tue 16 Apr 2024 by the mayor · confirmed by the Common Council on Tue 7 May 2024 (file 240118) · until Tue 18 Apr 2028";
  let town: Town;
  let mail: Mailbox;
  let first: string;
  const officer = (text: string) => town.say("nadia.rahman", text);
  beforeAll(async () => {
    town = await sampleTown();
    mail = createMailbox(town.app);
    await mail.empty();
    await officer("admin golive start");
  });
  afterAll(() => town.close());

  /** What went out about the mayor's term because of the reminders that fell due by then. */
  async function remindedOn(day: string): Promise<string> {
    const at = `${day}T15:00:00Z`;
    town.setClock(at);
    await town.app.runJobs("reminders", Temporal.Instant.from(at));
    const sent = Object.values(await mail.empty())
      .flat()
      .map(read);
    return sent.filter((words) => words.includes("The mayor's term ends")).join("\n");
  }

  test("one sentence records appointment, confirmation, file and term, and gives no role", async () => {
    const roles = () => town.rows("select count(*)::int from audit_entries where action ~ '^(role|person|officer)\\.'");
    const before = await roles();
    const answer = await officer(SAID);
    first = recordIn(answer);
    expect(first).toMatch(/^OT-2026-\d{4}$/);
    expect(read(answer)).toContain(LINE);
    expect(await roles()).toEqual(before);
    expect(read(await officer(SAID))).toContain("Already recorded");
  });

  test("it stands in the status, by its topic, in the list, in the export and in the annual report", async () => {
    expect(read(await inFull(town, "nadia.rahman", "status"))).toContain(`${first}: ${LINE}.`);
    expect(read(await officer("status topic=officer"))).toContain(`${first}: ${LINE}.`);
    expect(read(await officer("admin officer list 2026"))).toContain(first);
    const file = (await officer('report export what="terms of office" period=2026 format=csv')).blocks.find(
      ({ kind }) => kind === "file",
    );
    expect(file?.kind === "file" && new TextDecoder().decode(file.file.bytes)).toContain("240118");
    const html = (await officer("report annual 2026 html")).blocks.find(({ kind }) => kind === "file");
    const page = html?.kind === "file" ? new TextDecoder().decode(html.file.bytes) : "";
    expect(page).toContain("confirmed by the Common Council on Tue 7 May 2024 (file 240118)");
    expect(page).toContain(first);
  });

  test("somebody who stands in is recorded as acting", async () => {
    const answer = await officer("admin officer term @lee acting date=2026-11-02 until=2027-01-31");
    expect(read(answer)).toContain("acting equity officer · appointed on Mon 2 Nov 2026 · until Sun 31 Jan 2027");
    expect(read(await officer("status topic=officer 2025"))).not.toContain("acting");
  });

  test("a confirmation before the appointment, or one to come, is refused at its input", async () => {
    const asked = form(await officer("admin officer term @lee date=2026-11-02 confirmed=2026-10-01"));
    expect(errors(asked)).toEqual({ confirmedOn: expect.stringContaining("is before the appointment") });
    const late = form(await officer("admin officer term @lee date=2026-11-02 confirmed=2027-10-01"));
    expect(errors(late)).toEqual({ confirmedOn: expect.stringContaining("has not come yet") });
  });

  test("A8: the term's reminder says who is officer, and is met once the next term is confirmed", async () => {
    expect(await remindedOn("2027-10-18")).toContain(
      `The mayor's term ends, and the chief equity officer's with it: ${first}, ${LINE}, by Tue 18 Apr 2028.`,
    );
    const next = recordIn(await officer("admin officer term @ana.torres date=2027-10-18 until=2032-04-20"));
    const standing = async () => {
      const { stores, plan } = town.app;
      const env = { stores, plan, city: plan.city, today: "2027-10-29" } as unknown as MessageEnv;
      const round = { id: "mayoral-term", due: "2028-04-18" } as Round;
      return await termDue(round, env);
    };
    expect(await standing()).toMatchObject({ done: false, words: expect.stringContaining("not confirmed by the") });
    town.setClock("2027-10-29T15:00:00Z");
    expect(
      read(await officer(`fix ${next} confirmed=2027-10-26 file=271002 because "the council confirmed"`)),
    ).toContain("Corrected");
    expect(await standing()).toMatchObject({ done: true, words: expect.stringContaining("(file 271002)") });
    // Whoever answers for it would hear on the tenth business day.
    expect(await remindedOn("2027-11-02")).toBe("");
    await town.press("nadia.rahman", { command: "fix undo", values: { record: next } });
    expect(await standing()).toMatchObject({ done: false, words: expect.stringContaining(first) });
  });
});
