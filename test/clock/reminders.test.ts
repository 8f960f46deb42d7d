import { Temporal } from "temporal-polyfill";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Reply } from "../../src/core/reply/reply.ts";
import { createMailbox, type Mailbox } from "../support/mailbox.ts";
import { button, emailOf, labels, read, sampleTown, type Town, table } from "../support/town.ts";

let town: Town;
let mail: Mailbox;

// Of Milwaukee's duties, 385-7 (cooperation, each quarter) is CEO and OEI: R, DIR: A, OAAA and BODIES: C; the annual report, 385-9,
// is CEO: R, DIR: A, COUNCIL and MAYOR: I.
beforeEach(async () => {
  town = await sampleTown("2026-11-21T20:05:00Z");
  mail = createMailbox(town.app);
  await mail.empty();
  await officer("admin golive start");
});
afterEach(() => town.close());

const officer = (text: string) => town.say("nadia.rahman", text);
const [NADIA, LEE, BO, ANA] = ["nadia.rahman", "lee.nakamura", "bo.chen", "ana.torres"].map(emailOf) as [
  string,
  string,
  string,
  string,
];
/** Every message that went out because of the reminders that fell due by then. */
async function remindersAt(day: string): Promise<Record<string, string[]>> {
  const at = `${day}T15:00:00Z`;
  town.setClock(at);
  await town.app.runJobs("reminders", Temporal.Instant.from(at));
  const all: [string, Reply[]][] = Object.entries(await mail.empty());
  return Object.fromEntries(all.map(([to, messages]) => [to, messages.map(read)]));
}

describe("what comes round for the city goes by the plan's RACI matrix (row E14)", () => {
  test("to the officer, in words, where nobody holds the role", async () => {
    const sent = await remindersAt("2026-11-24");

    expect(Object.keys(sent)).toEqual([NADIA]);
    expect(sent[NADIA]).toHaveLength(1);
    expect(sent[NADIA]?.[0]).toMatch(/^Yours to do\n1\. .*, by Thu 31 Dec 2026\./);
    expect(sent[NADIA]?.[0]).toContain("You get this because no one is set as ");
    expect(sent[NADIA]?.[0]).toContain("Chief Equity Officer");
    expect(await remindersAt("2026-11-25")).toEqual({});
  });

  test("R is reminded, C is asked, and A hears when it is still open; nobody else does", async () => {
    for (const words of ["CEO @lee.nakamura", "OEI @lee.nakamura", "DIR @ana.torres", "OAAA @bo.chen"])
      expect(read(await officer(`admin duty ${words}`))).toContain("Holds it from Sat 21 Nov 2026.");
    const cooperation = /Cooperation with.*by Thu 31 Dec 2026/i;

    const first = await remindersAt("2026-11-24");
    expect(Object.keys(first).sort()).toEqual([LEE, NADIA].sort());
    // What belongs to no duty is the officer's.
    expect(first[NADIA]?.join()).not.toMatch(cooperation);
    expect(first[LEE]?.join()).toMatch(cooperation);
    expect(first[LEE]?.join()).not.toContain("You get this because");
    const asked = await remindersAt("2026-12-04");
    expect(Object.keys(asked)).toEqual([BO]);
    expect(asked[BO]?.join()).toMatch(/^You are to be asked before this is closed\n/);
    const late = await remindersAt("2026-12-11");
    expect(Object.keys(late)).toEqual([ANA]);
    expect(late[ANA]?.join()).toMatch(/^You're accountable for these\n/);
  });

  test("what is done meanwhile is neither asked about nor escalated", async () => {
    for (const words of ["CEO @lee.nakamura", "OEI @lee.nakamura", "DIR @ana.torres", "OAAA @bo.chen"])
      await officer(`admin duty ${words}`);
    const gap = (await remindersAt("2026-11-24"))[LEE]?.join() ?? "";
    expect(gap).toMatch(/Cooperation/i);
    expect(read(await officer("log cooperation with=OAAA topic=calendar date=2026-11-24"))).toContain("Recorded");
    const later = { ...(await remindersAt("2026-12-04")), ...(await remindersAt("2026-12-11")) };

    expect(Object.values(later).flat().join("\n")).not.toMatch(/Cooperation/i);
  });

  test("the annual report is counted down, and those to be informed hear the day after it was due", async () => {
    await officer("admin duty CEO @lee.nakamura");
    await officer("admin duty MAYOR @ana.torres");
    const report = "Annual report to the Common Council and the mayor: not sent for review yet, by Wed 31 Mar 2027.";
    // 7 business days before Wed 31 March: 30, 29, 26, 25, 24, 23, 22 March; no holiday among them.
    expect((await remindersAt("2027-03-22"))[LEE]?.join()).toContain(report);
    expect((await remindersAt("2027-04-01"))[ANA]?.join("\n")).toContain(`For your information\n1. ${report}`);
  });
});

describe("who holds a role", () => {
  test("is listed, ended and taken back, with entries on the trail, and by nobody but the officer and administrators", async () => {
    const named = await officer("admin duty CEO @lee.nakamura");
    expect(labels(named)).toEqual(["Undo", "All roles"]);
    const holder = async () => table(await officer("admin duty")).find(([id]) => id === "CEO")?.[2];
    expect(await holder()).toBe("Lee Nakamura since Sat 21 Nov 2026");
    expect(read(await officer("admin duty CEO @lee.nakamura"))).toContain("Held it before; nothing was changed.");
    const ended = await officer("admin duty CEO @lee.nakamura end on=2026-11-21");
    expect(await holder()).toBe("nobody: the officer");
    // An Undo takes back what it stands under, and nothing that was said before or after it.
    expect(read(await town.press("nadia.rahman", button(named, "Undo")))).toContain("not what was said last");
    await town.press("nadia.rahman", button(ended, "Undo"));
    expect(await holder()).toBe("Lee Nakamura since Sat 21 Nov 2026");
    await town.press("nadia.rahman", button(named, "Undo"));
    expect(await holder()).toBe("nobody: the officer");

    expect((await town.say("ana.torres", "admin duty CEO @ana.torres")).failed).toBe(true);
    expect(await town.rows("select action from audit_entries where subject = 'duty:CEO' order by id")).toEqual([
      { action: "duty.hold" },
      { action: "duty.end" },
      { action: "duty.undo" },
      { action: "duty.undo" },
    ]);
  });

  test("who leaves the city no longer does", async () => {
    await officer("admin duty CEO @lee.nakamura");
    await town.say("devin.sokol", "admin person leave @lee.nakamura on=2026-11-21");
    expect(table(await officer("admin duty")).find(([id]) => id === "CEO")?.[2]).toBe("nobody: the officer");
  });

  test("the plan's roles are the only ones", async () => {
    expect(read(await officer("admin duty role=KING people=lee.nakamura"))).toContain('The plan has no role "KING"');
  });
});

describe("terms that end (rows A13, A14)", () => {
  test("are told to the officer 90 days before, once", async () => {
    await officer('committee "Community Involvement Committee" @lee.nakamura until 2027-03-01');
    // 1 March 2027 less 90 days is Tuesday 1 December 2026.
    expect(await remindersAt("2026-11-30")).toMatchObject({ [NADIA]: [expect.not.stringContaining("term ends")] });
    const sent = await remindersAt("2026-12-01");

    expect(sent[NADIA]).toEqual([
      expect.stringMatching(
        /^4 terms end within 90 days\n[\s\S]*\n- Community Involvement Committee, Lee Nakamura: Mon 1 Mar 2027/,
      ),
    ]);
    expect(await remindersAt("2026-12-02")).toEqual({});
  });
});
