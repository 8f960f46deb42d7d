import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { readConfig } from "../../src/config/config.ts";
import { capital, numberWord } from "../../src/core/reply/words.ts";
import type { TestDatabase } from "../support/databases.ts";
import { type Arrival, createMailbox, type Mailbox } from "../support/mailbox.ts";
import {
  button,
  emailOf,
  filled,
  form,
  inFull,
  labels,
  openTown,
  read,
  recordIn,
  sampleDatabase,
  screen,
  type Town,
  table,
} from "../support/town.ts";

let town: Town;
let mailbox: Mailbox;

let copy: TestDatabase;

const configOf = ({ url }: TestDatabase) => readConfig({ DATABASE_URL: url, PLAN: "milwaukee", LOG_LEVEL: "silent" });

// Saturday, before the nudge of the fourth quarter falls due: Tue 24 Nov 09:00, 25 business days before it closes.
beforeEach(async () => {
  copy = await sampleDatabase();
  town = await openTown(configOf(copy), "2026-11-21T20:05:00Z");
  mailbox = createMailbox(town.app);
  await officer("admin golive start");
});
// Closing asserts that every message that came was looked at.
afterEach(async () => {
  const unread = await mailbox.all();
  await town.close();
  await copy.drop();
  expect(unread.map(told)).toEqual([]);
});

const NUDGE = "2026-11-24T15:00:00Z";
const officer = (text: string) => town.say("nadia.rahman", text);
const lead = (text: string) => town.say("ana.torres", text);
const works = { place: { id: "works", kind: "channel" as const } };
const told = ({ to, edited, reply }: Arrival) => `${edited ? "edit" : "post"} ${to}: ${read(reply).split("\n")[0]}`;

/** The clock goes on; everything that is due is decided, edited and sent. Returns all that came. */
async function wake(instant?: string): Promise<Arrival[]> {
  if (instant) town.setClock(instant);
  for (const job of ["quarterly-nudge", "follow-up"]) await town.app.runJobs(job);
  return mailbox.all();
}

/** Public Works has a channel, and its nudge stands there; the other departments' were decided before. */
async function nudged(): Promise<Arrival> {
  await town.rows(`insert into occasions (job, subject, occasion, due_at, outcome)
    select 'quarterly-nudge', code, '2026-Q4', now(), 'skipped' from departments where code <> 'DPW'`);
  await town.say("ana.torres", "admin place department=dpw", works);
  const [post, ...more] = (await wake(NUDGE)).filter(({ to }) => to === "works");
  if (!post || more.length > 0) throw new Error("there should be one post");
  return post;
}

const aboutWorks = (all: readonly Arrival[]) => all.filter(({ reply }) => read(reply).includes("Public Works"));

test("how many departments answer their nudge, and how fast (row E25)", async () => {
  expect(read(await officer("nudge list"))).toContain("No department was nudged in Q4 2026 so far.");
  await nudged();
  expect(read(await officer("nudge list"))).toContain("0 of 1 department answered their nudge.");
  await lead("/training 3 people took Anti-Racism 101 yesterday");
  await wake("2026-11-26T15:00:00Z");
  expect(read(await officer("nudge list"))).toContain("0 of 1 department answered their nudge.");

  await lead("roster lead @marcus.holloway senior");
  await wake("2026-11-27T15:00:00Z");
  expect(read(await officer("nudge list"))).toContain(
    "1 of 1 department answered their nudge, half of them within 3 days.",
  );
  // A gap that opens again does not take the answer back, and what is done later does not move it.
  await lead("roster lead end @marcus.holloway because he retires");
  await wake("2026-11-30T15:00:00Z");
  expect(read(await officer("nudge list"))).toContain(
    "1 of 1 department answered their nudge, half of them within 3 days.",
  );
});

test("putting a nudge off is an answer, too (row E25)", async () => {
  await nudged();
  town.setClock("2026-11-25T18:00:00Z");
  await lead("nudge snooze one week");
  expect(read(await officer("nudge list"))).toContain(
    "1 of 1 department answered their nudge, half of them within 1 day.",
  );
  await mailbox.all();
});

describe("edited in place (row F3)", () => {
  test("recording what closes a gap edits the post, and says nothing anywhere else", async () => {
    const post = await nudged();
    expect(read(post.reply)).toContain("Leadership team · 2 leads, but no senior leader");

    const opened = await town.press("ana.torres", button(post.reply, "Name a senior leader"), works);
    expect(filled(form(opened))).toMatchObject({ department: "DPW", senior: "true" });
    await town.send("ana.torres", form(opened), { people: emailOf("marcus.holloway") });
    const came = await wake();

    expect(came.map(told)).toEqual([expect.stringMatching(/^edit works: Public Works · Q4 2026 closes Thu 31 Dec/)]);
    expect(read(came[0]?.reply ?? post.reply)).not.toContain("no senior leader");
    expect(read(came[0]?.reply ?? post.reply)).toMatch(/Done this quarter:.*Leadership team/);
  });

  test("starts with the three most urgent, a button each, and says how many more there are", async () => {
    const { reply } = await nudged();
    expect(screen(reply).lines.map(({ mark }) => mark)).toEqual(["1", "2", "3"]);
    const all = (await openObligations()).length;
    expect(screen(reply).verdict).toBe(`${capital(numberWord(all))} things are open. Start with these three.`);
    const [shown = [], hidden = []] = reply.blocks.flatMap((block) =>
      block.kind === "buttons" ? [block.buttons, block.more ?? []] : [],
    );
    expect(shown).toHaveLength(3);
    // A card of Teams holds six, and counts those that are hidden.
    expect(hidden.map(({ label }) => label)).toEqual([`Show all ${numberWord(all)}`, "Snooze…", "Not ours…"]);
    // All of them, and handing over, are behind one button.
    const whole = await town.press("ana.torres", button(reply, `Show all ${numberWord(all)}`), works);
    const open = table(whole).filter(([, state]) => ["overdue", "due", "not reported"].includes(state ?? ""));
    expect(open).toHaveLength(all);
    expect(labels(whole)).toEqual(expect.arrayContaining(["Snooze…", "Not ours…", "Hand over…"]));
    // Nothing that nobody had to do by a day.
    expect(read(reply)).not.toMatch(/none registered|none on record/);
    await mailbox.all();
  });

  test("a reminder is titled as one, and follows what is done until the quarter ends", async () => {
    await nudged();
    const [first] = reminders(await wake("2026-12-02T15:00:00Z"));
    const about = "Reminder · Public Works · 20 business days left";
    expect(first && screen(first.reply)).toMatchObject({
      about,
      verdict: "Nothing was recorded since the nudge of Tue 24 Nov.",
      lines: [{ mark: "1" }],
      note: "The next reminder, on Wed 9 Dec, goes to your senior leader; none is named, so the equity officer hears.",
    });
    await lead("roster lead @marcus.holloway senior");
    const edits = (await wake("2026-12-03T15:00:00Z")).filter(({ to, edited }) => edited && to !== "works");
    expect(edits.map(({ to }) => to).sort()).toEqual(expect.arrayContaining([first?.to]));
    const all = (await openObligations()).length;
    for (const { reply } of edits)
      expect(screen(reply).verdict).toBe(`${capital(numberWord(all - 1))} of ${numberWord(all)} things are left.`);
    for (const { reply } of edits) expect(read(reply)).not.toContain("no senior leader");
    await mailbox.all();
  });

  test("nothing is edited as long as it would say the same", async () => {
    await nudged();
    await lead("/training 3 people took Anti-Racism 101 yesterday");
    expect(await wake()).toEqual([]);
    expect(await wake("2026-11-24T17:00:00Z")).toEqual([]);
  });

  test("a gap that is closed before it goes out is not in it", async () => {
    await lead("roster lead @marcus.holloway senior");
    expect(read((await nudged()).reply)).not.toContain("no senior leader");
  });

  test("the days that are left are right the next day, and the quarter is closed once it is", async () => {
    await nudged();
    const next = aboutWorks(await wake("2026-11-25T15:00:00Z"));
    expect(next.map(({ to, edited, reply }) => [to, edited, screen(reply).detail])).toEqual([
      ["works", true, "24 business days are left."],
    ]);

    const over = aboutWorks(await wake("2027-01-01T15:00:00Z"));
    expect(over.map(told)).toEqual([
      expect.stringMatching(/^edit works: Public Works · Q4 2026 closed Thu 31 Dec 2026\. Closed with \w+ open\.$/),
    ]);
    expect(over.flatMap(({ reply }) => labels(reply))).toEqual([]);
    expect(aboutWorks(await wake("2027-01-20T15:00:00Z"))).toEqual([]);
  });

  test("the last gap closed says so once", async () => {
    const post = await nudged();
    // The quickest way to nothing left: the officer agrees that none of it applies.
    expect(screen(post.reply).lines.length).toBeGreaterThan(0);
    for (const { id } of await openObligations()) {
      const asked = await lead(`nudge exempt ${id} because it is done elsewhere`);
      await officer(`nudge accept ${recordIn(asked)}`);
    }
    const last = (await wake()).filter(({ to }) => to === "works");
    expect(last.map(({ reply, edited }) => [edited, screen(reply).verdict])).toEqual([
      [true, "Nothing is missing. Thank you."],
    ]);
    expect(last.flatMap(({ reply }) => labels(reply))).toEqual([]);
    expect(await wake()).toEqual([]);
  });
});

/** What the post lists, as kept when it went out. */
const openObligations = async () => {
  const [row] = await town.rows<{ open: string[] }>(
    "select open from occasions where job = 'quarterly-nudge' and subject = 'DPW' and occasion = '2026-Q4'",
  );
  return (row?.open ?? []).map((id) => ({ id }));
};

describe("what leads answer instead (row F3)", () => {
  test("the post has a button for each, which opens a form filled in for the department", async () => {
    const post = await nudged();
    const whole = await inFull(town, "ana.torres", "status public works");
    for (const [shown, label] of [
      [post.reply, "Snooze…"],
      [post.reply, "Not ours…"],
      [whole, "Hand over…"],
    ] as const) {
      const opened = await town.press("ana.torres", button(shown, label), works);
      expect(filled(form(opened))).toMatchObject({ department: "DPW" });
      expect((await town.press("bo.chen", button(shown, label), works)).failed).toBe(true);
    }
  });

  test("a snooze puts a reminder off until the business day after it, and the post says who snoozed", async () => {
    const post = await nudged();
    town.setClock("2026-12-01T17:00:00Z");
    const opened = await town.press("ana.torres", button(post.reply, "Snooze…"), works);
    const receipt = await town.send("ana.torres", form(opened), { until: "week" });
    expect(read(receipt)).toContain("Snoozed · Public Works · until the end of Mon 7 Dec 2026");
    const [edit] = aboutWorks(await wake());
    expect(edit?.edited).toBe(true);
    expect(edit && read(edit.reply)).toContain("Snoozed until the end of Mon 7 Dec by Ana Torres.");

    // The reminder of the fifth business day does not come; the first business day after the snooze it does.
    expect(reminders(await wake("2026-12-02T15:00:00Z"))).toEqual([]);
    expect(reminders(await wake("2026-12-07T20:00:00Z"))).toEqual([]);
    const late = reminders(await wake("2026-12-08T15:00:00Z"));
    expect(late.map(({ to }) => to)).toEqual(await leadsOfWorks());
  });

  test("a snooze may end on a day of one's own, and not on one that is over", async () => {
    await nudged();

    expect(read(await lead("snooze until 2026-12-15"))).toContain("until the end of Tue 15 Dec 2026");
    expect(read(await lead("snooze until 2025-01-02"))).toContain("Thu 2 Jan 2025 is over.");
  });

  test("what is met already is not exempted", async () => {
    expect(read(await lead("nudge exempt vision because we share one"))).toContain("There is nothing to exempt.");
  });

  test("a snooze is taken back, and counts together for the officer", async () => {
    await nudged();
    const snoozed = await lead("snooze to the end of the quarter");
    expect(read(await officer("nudge list"))).toContain("1 of 21 departments snoozed their reminders.");
    expect(table(await officer("which nudges were snoozed"))[0]?.slice(1)).toEqual([
      "Public Works",
      "snooze",
      "reminders",
      "Thu 31 Dec 2026",
      "Ana Torres",
    ]);
    await town.press("ana.torres", button(snoozed, "Undo"));
    expect(read(await officer("nudge list"))).toContain("0 of 21 departments snoozed their reminders.");
    expect(reminders(await wake("2026-12-02T15:00:00Z")).map(({ to }) => to)).toEqual(await leadsOfWorks());
    expect(
      await town.rows("select action from audit_entries where action in ('nudge.snooze', 'nudge.undo') order by id"),
    ).toEqual([{ action: "nudge.snooze" }, { action: "nudge.undo" }]);
  });

  test("what is said not to apply counts apart until the officer accepts, and not at all from then on", async () => {
    await nudged();
    const asked = await lead("nudge exempt leadership-team because we share the team of Parks");
    const id = recordIn(asked);
    expect(read(asked)).toContain("It counts apart until the equity officer accepts or declines.");
    const came = await wake();
    const post = came.find(({ to }) => to === "works");
    expect(post && read(post.reply)).toContain(
      `Said not to apply, for the equity officer to decide: Leadership team (${id}).`,
    );
    expect(post && read(post.reply)).not.toContain("no senior leader");
    expect(row(await inFull(town, "nadia.rahman", "status department=dpw"), "Leadership team")).toContain(
      `said not to apply: the officer decides (${id})`,
    );

    const question = came.find(({ to }) => to === emailOf("nadia.rahman"));
    expect(question && read(question.reply)).toContain("we share the team of Parks");
    const accepted = await town.press("nadia.rahman", button(question?.reply ?? asked, "Accept"));
    expect(read(accepted)).toContain(`Accepted ${id}`);
    expect(row(await inFull(town, "nadia.rahman", "status department=dpw"), "Leadership team")).toContain(
      "not applicable",
    );
    const after = await wake();
    expect(after.map(told).sort()).toEqual([
      expect.stringMatching(/^edit works:/),
      expect.stringMatching(/^post ana\.torres@.*accepted by Nadia Rahman/),
    ]);
    expect(after.flatMap(({ reply }) => read(reply)).join()).not.toContain("for the equity officer to decide");
  });

  test("what the officer declines is a gap again, with the reason", async () => {
    await nudged();
    const id = recordIn(await lead("nudge exempt leadership-team because we share the team of Parks"));
    await wake();
    const declined = await officer(`decline ${id} because every department has its own`);
    expect(read(declined)).toContain("every department has its own");
    const came = await wake();
    expect(came.map(told).sort()).toEqual([
      expect.stringMatching(/^edit works:/),
      expect.stringMatching(/^post ana\.torres@.*declined by Nadia Rahman: every department has its own/),
    ]);
    expect(read(came.find(({ to }) => to === "works")?.reply ?? declined)).toContain("no senior leader");
    // It may be said again, and then that is what the officer decides about.
    expect(recordIn(await lead("nudge exempt leadership-team because the ordinance says so"))).not.toBe(id);
    await wake();
    expect((await officer(`accept ${id}`)).failed).toBe(true);
  });

  test("the same is asked once, and taken back by the lead", async () => {
    await nudged();
    const asked = await lead("nudge exempt leadership-team because we share the team of Parks");
    expect(read(await lead("nudge exempt leadership-team because we really do"))).toContain("On record already");
    expect((await wake()).filter(({ to }) => to === emailOf("nadia.rahman"))).toHaveLength(1);
    await town.press("ana.torres", button(asked, "Undo"));
    const [edit] = await wake();
    expect(edit && read(edit.reply)).toContain("no senior leader");
    expect((await officer(`accept ${recordIn(asked)}`)).failed).toBe(true);
  });

  test("whoever takes over gets the list at once, and the reminders in the leads' place", async () => {
    const post = await nudged();
    const all = await town.press("ana.torres", button(post.reply, "Show all nine"), works);
    const opened = await town.press("ana.torres", button(all, "Hand over…"), works);
    const receipt = await town.send("ana.torres", form(opened), { people: emailOf("bo.chen") });
    expect(read(receipt)).toContain("Handed over · Public Works · 2026-Q4 · to Bo Chen");
    const came = await wake();
    expect(came.map(told).sort()).toEqual([
      expect.stringMatching(/^edit works:/),
      expect.stringMatching(/^post bo\.chen@.*Public Works · Q4 2026 closes/),
    ]);
    for (const { reply } of came) expect(read(reply)).toContain("Bo Chen looks after it: Ana Torres handed it over.");
    // Bo is no lead: nothing is offered that would be refused.
    expect(labels(came.find(({ to }) => to !== "works")?.reply ?? post.reply)).not.toContain("Snooze…");
    expect(reminders(await wake("2026-12-02T15:00:00Z")).map(({ to }) => to)).toEqual([emailOf("bo.chen")]);

    // Both messages follow what is done.
    await lead("roster lead @marcus.holloway senior");
    const edits = aboutWorks(await wake());
    expect(edits.map(({ to, edited }) => `${edited} ${to}`).sort()).toEqual([
      // The list that was handed over, and the reminder of it.
      `true ${emailOf("bo.chen")}`,
      `true ${emailOf("bo.chen")}`,
      "true works",
    ]);
  });

  test("nothing is handed over to a stranger, to several, or to somebody who has left", async () => {
    await nudged();
    const values = { department: "DPW" };
    const press = (people: string) =>
      town.press("ana.torres", { command: "nudge handover", values: { ...values, people } });
    expect(read(await press("nobody@elsewhere.example"))).toMatch(/nobody@elsewhere\.example/);
    expect(read(await press(`${emailOf("bo.chen")}, ${emailOf("lee.nakamura")}`))).toContain("One person takes over");
    await town.say("devin.sokol", `admin person leave bo.chen@milwaukee.example from=2026-11-24`);
    expect(read(await press(emailOf("bo.chen")))).toMatch(/left the city|do not know/);
    expect(await town.rows("select 1 from nudge_answers")).toEqual([]);
  });

  test("a lead answers for no other department, and an employee for none", async () => {
    for (const command of ["nudge snooze", "nudge handover", "nudge exempt"]) {
      const values = { department: "PARKS", people: emailOf("bo.chen"), obligation: "vision", reason: "so" };
      expect((await town.press("ana.torres", { command, values })).failed).toBe(true);
      expect((await town.press("bo.chen", { command, values: { ...values, department: "DPW" } })).failed).toBe(true);
    }
    expect(await town.rows("select 1 from nudge_answers")).toEqual([]);
  });
});

describe("reminders along the plan's escalation (rows F4, F5)", () => {
  test("the leads privately after five business days, the senior leader after ten, then a line for the officer", async () => {
    await lead("roster lead @marcus.holloway senior");
    await nudged();
    expect(reminders(await wake("2026-12-02T14:59:00Z"))).toEqual([]);
    const first = reminders(await wake("2026-12-02T15:00:00Z"));
    expect(first.map(({ to }) => to).sort()).toEqual((await leadsOfWorks()).sort());
    expect(first.every(({ edited }) => !edited)).toBe(true);

    const second = reminders(await wake("2026-12-09T15:00:00Z"));
    expect(second.map(({ to }) => to)).toEqual([emailOf("marcus.holloway")]);
    expect(second.map(({ reply }) => screen(reply))).toMatchObject([
      {
        verdict: "Nothing was recorded since the nudge of Tue 24 Nov.",
        detail: "The leads were reminded. Eight things are still open.",
        note: "This is the last reminder; the equity officer hears what is left.",
      },
    ]);
    expect(read(await officer("nudge list"))).toMatch(
      /Reminded, and nothing was recorded since:.*Public Works \(\d+ open\)/,
    );

    // Never again in that quarter, however often the clock is looked at.
    for (const day of ["2026-12-10", "2026-12-16", "2026-12-30"])
      expect(reminders(await wake(`${day}T16:00:00Z`))).toEqual([]);
  });

  test("anything recorded that closes a gap stops them", async () => {
    await nudged();
    await lead("roster lead @marcus.holloway senior");
    expect(reminders(await wake("2026-12-02T15:00:00Z"))).toEqual([]);
    expect(reminders(await wake("2026-12-09T15:00:00Z"))).toEqual([]);
    expect(read(await officer("nudge list"))).not.toMatch(/nothing was recorded since:.*Public Works/);
    // Decided, and recorded as not sent.
    const [kept] = await town.rows<{ reason: string }>(
      "select reason from deliveries where kind = 'follow-up' and state = 'skipped' and reason = 'somebody did something about it' limit 1",
    );
    expect(kept).toBeDefined();
  });

  test("what is said not to apply stops them, until the officer declines", async () => {
    await lead("roster lead @marcus.holloway senior");
    await nudged();
    const id = recordIn(await lead("nudge exempt senior-managers-trained because there are none"));
    expect(reminders(await wake("2026-12-02T15:00:00Z"))).toEqual([]);
    await officer(`decline ${id} because there are six`);
    expect(reminders(await wake("2026-12-09T15:00:00Z")).map(({ to }) => to)).toEqual([emailOf("marcus.holloway")]);
  });

  test("without a senior leader the next step is the officer's digest, and the occasion says so", async () => {
    await nudged();
    await wake("2026-12-02T15:00:00Z");
    expect(reminders(await wake("2026-12-09T15:00:00Z"))).toEqual([]);
    expect(
      await town.rows(
        "select outcome, reason from occasions where job = 'follow-up' and subject = 'DPW' and occasion = '2026-Q4 +10'",
      ),
    ).toEqual([{ outcome: "skipped", reason: "no senior leader on the team" }]);
    expect(read(await officer("nudge list"))).toMatch(/nothing was recorded since:.*Public Works/);
  });

  test("departments without leads are one message to the officer, not one each", async () => {
    await town.rows("update roster set ended_on = '2026-11-20' where department in ('DPW', 'PARKS', 'MPL')");
    await wake(NUDGE);
    const first = await wake("2026-12-02T15:00:00Z");
    const officers = first.filter(({ to, edited }) => to === emailOf("nadia.rahman") && !edited);
    expect(officers.map(({ reply }) => read(reply).split("\n")[0])).toEqual([
      expect.stringMatching(
        /^Reminder · 4 departments · 20 business days left\. \d+ things are still open in 4 departments\.$/,
      ),
    ]);
    const [several] = officers.map(({ reply }) => reply);
    if (!several) throw new Error("no reminder");
    // The three with most open, a button each; the fourth is behind one button.
    expect(screen(several).lines).toHaveLength(3);
    const due = table(await town.press("nadia.rahman", button(several, "Show all here")));
    expect(due.map(([name]) => name)).toEqual(
      expect.arrayContaining([...screen(several).lines.map(({ title }) => title), "Public Works"]),
    );
  });

  test("nobody is reminded more than twice in a quarter", async () => {
    await nudged();
    await wake("2026-12-02T15:00:00Z");
    town.setClock("2026-12-03T17:00:00Z");
    for (const [day, next] of [
      ["2026-12-08", "2026-12-09"],
      ["2026-12-14", "2026-12-15"],
      ["2026-12-18", "2026-12-21"],
    ]) {
      town.setClock(`${day}T16:00:00Z`);
      await lead("snooze one day");
      await wake(`${next}T15:00:00Z`);
    }
    const perPerson = await town.rows<{ recipient: string; count: number }>(
      "select recipient, count(*)::int as count from deliveries where kind = 'follow-up' and state = 'sent' group by recipient having count(*) > 2",
    );
    expect(perPerson).toEqual([]);
  });
});

/** Private reminders about Public Works. */
const reminders = (all: readonly Arrival[]) =>
  aboutWorks(all).filter(({ to, edited, reply }) => to !== "works" && !edited && read(reply).startsWith("Reminder · "));

const leadsOfWorks = async () =>
  (
    await town.rows<{ email: string }>(
      "select p.email from roster r join people p on p.id = r.person where r.department = 'DPW' and r.ended_on is null and r.voided_at is null order by p.id",
    )
  ).map(({ email }) => email);

const row = (reply: Parameters<typeof table>[0], label: string) => table(reply).find(([name]) => name === label);

describe("what goes wrong is said in words", () => {
  test("whoever has left when a message is on its way is listed, and those who left before are not asked", async () => {
    await nudged();
    await wake("2026-12-02T14:59:00Z");
    town.setClock("2026-12-02T15:00:00Z");
    await town.app.runJobs("follow-up");
    await town.rows("update people set left_on = '2026-12-02' where email = 'ana.torres@milwaukee.example'");
    const all = await mailbox.all();
    expect(reminders(all).map(({ to }) => to)).not.toContain(emailOf("ana.torres"));
    const listed = table(await officer("status deliveries")).map((cells) => cells.slice(1, 4));
    expect(listed).toEqual([["Reminder of what is missing", "Ana Torres", "Not delivered: has left the city"]]);
  });

  test("a department without leads and without a channel comes to the officer, who is told why", async () => {
    await town.rows("update roster set ended_on = '2026-11-20' where department = 'MPL'");
    const all = await wake(NUDGE);
    expect(
      all.filter(({ to, reply }) => to === emailOf("nadia.rahman") && read(reply).startsWith("Library · ")),
    ).toHaveLength(1);
    await town.app.runJobs("weekly-digest");
    const digest = (await mailbox.all()).map(({ reply }) => read(reply)).join();
    expect(digest).toMatch(/Library.* · no channel and no leads: messages come to you/);
  });

  test("without an officer it is decided, kept as told to nobody, and said to the administrator", async () => {
    await town.rows("update people set granted = array_remove(granted, 'officer')");
    await town.rows("update roster set ended_on = '2026-11-20' where department = 'MPL'");
    const all = await wake(NUDGE);
    expect(all.filter(({ reply }) => read(reply).startsWith("Library · "))).toEqual([]);
    expect(
      await town.rows("select outcome, reason from occasions where subject = 'MPL' and job = 'quarterly-nudge'"),
    ).toEqual([{ outcome: "skipped", reason: "nobody to tell" }]);
    const said = read(await town.say("devin.sokol", "status deliveries"));
    expect(said).toContain("Nobody on record is an equity officer: an administrator names one with admin person.");
    expect(said).toContain("had nobody to go to: neither a lead nor an officer.");
    expect((await town.app.readiness()).checks["officers"]).toContain("nobody on record is an equity officer");
    const asked = await lead("nudge exempt leadership-team because we are two people");
    expect(read(asked)).toContain("Nobody on record is an equity officer");
    await wake("2026-12-02T15:00:00Z");
  });

  test("a message that is tried again keeps the quiet hours, and goes out when they are over", async () => {
    await town.say("ana.torres", "admin place department=dpw", works);
    town.setClock(NUDGE);
    await town.app.runJobs("quarterly-nudge");
    town.setClock("2026-11-25T03:00:00Z");
    expect(await mailbox.all()).toEqual([]);
    const [row] = await town.rows<{ state: string; reason: string; hours: number }>(
      "select state, reason, extract(epoch from next_at - now())::float8 / 3600 as hours from deliveries where kind = 'quarterly-nudge' limit 1",
    );
    expect(row).toMatchObject({ state: "pending", reason: "quiet hours" });
    expect(Math.round(row?.hours ?? 0)).toBe(12);
    await town.rows("update deliveries set next_at = now()");
    town.setClock("2026-11-25T15:00:00Z");
    expect((await mailbox.all()).filter(({ to }) => to === "works")).toHaveLength(1);
  });
});
