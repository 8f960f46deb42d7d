import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { button, createTown, errors, form, labels, read, recordIn, type Town, table } from "../support/town.ts";

let town: Town;
beforeAll(async () => {
  town = await createTown({ PLAN: "test/support/plans/measures.yaml" });
});
afterAll(() => town.close());

const officer = (text: string) => town.say("nadia.rahman", text);
const shown = async (text: string) => read(await officer(`measure show ${text}`));

describe("a figure is recorded once, corrected on the trail, and never silently replaced", () => {
  test("B7, B8: a share is recorded with its total, and compared with the quarter before", async () => {
    await officer("measure record job-descriptions department=MHD period=2026-Q3 total=120 updated=24");
    const reply = await officer("measure record job-descriptions department=MHD total=120 updated=30");
    expect(read(reply)).toContain("Job descriptions with equity goals · Q4 2026 · Health · 30 of 120 (25 %)");
    expect(read(reply)).toContain("Against Q3 2026 (1 Jul 2026 – 30 Sep 2026): +5 points.");
    expect(labels(reply)).toEqual(["Edit", "Undo", "Show the measure"]);
    const tools = await officer("measure record performance-tools department=MHD total=8 updated=4");
    expect(read(tools)).toContain("4 of 8 (50 %)");
    expect(read(tools)).toContain("nothing was reported");
  });

  test("the same again is on record; another figure shows the old one and offers to correct it, keeping both", async () => {
    const first = await officer('measure record barriers period=2026-Q1 value=14 source="complaints log"');
    const id = recordIn(first);
    expect(read(await officer("measure record barriers period=2026-Q1 value=14"))).toContain("Already recorded");
    const other = await officer("measure record barriers period=2026-Q1 value=12");
    expect(read(other)).toContain(`${id} says: Open barriers · Q1 2026 · Anchorage · 14.`);
    expect(read(other)).toContain("You said: Open barriers · Q1 2026 · Anchorage · 12.");
    const edit = form(await town.press("nadia.rahman", button(other, `Correct ${id}`)));
    expect(edit.inputs.find(({ name }) => name === "changes.value")?.value).toBe("12");
    const corrected = await town.send("nadia.rahman", edit, { reason: "two were closed in March" });
    expect(read(corrected)).toContain(`Corrected ${id}`);
    expect(read(corrected)).toContain("It said: Open barriers · Q1 2026 · Anchorage · 14");
    const versions = await town.rows<{ version: number; value: string; live: boolean }>(
      `select version, value::text, voided_at is null as live from measure_values where id = '${id}' order by version`,
    );
    expect(versions).toEqual([
      { version: 1, value: "14", live: false },
      { version: 2, value: "12", live: true },
    ]);
    const [entry] = await town.rows<{ details: Record<string, unknown> }>(
      `select details from audit_entries where action = 'measure.correct' and subject = '${id}'`,
    );
    expect(entry?.details).toMatchObject({
      reason: "two were closed in March",
      before: { value: "14" },
      after: { value: "12" },
    });
  });

  test("undone it counts nowhere; put back it counts again, unless another was recorded meanwhile", async () => {
    const id = recordIn(await officer("measure record barriers period=2026-Q2 value=9"));
    await officer(`undo ${id}`);
    expect(await shown("barriers 2026")).toContain("Q2 2026 | not reported");
    const restored = await officer(`restore ${id}`);
    expect(read(restored)).toContain(`Put back ${id}`);
    await officer(`undo ${id}`);
    const other = recordIn(await officer("measure record barriers period=2026-Q2 value=8"));
    expect(read(await officer(`restore ${id}`))).toContain(`${other} says`);
    expect(await shown("barriers 2026")).toContain("Q2 2026 | 8");
  });

  test("the same request twice writes once, and answers the same", async () => {
    const twice = ["a", "b"].map(() =>
      town.say("nadia.rahman", "measure record barriers period=2025-Q4 value=20", { id: "measure:twice" }),
    );
    const [one, two] = await Promise.all(twice);
    expect(one && two && read(one)).toBe(two && read(two));
    expect(await town.rows("select 1 from measure_values where period_start = '2025-10-01'")).toHaveLength(1);
  });
});

describe("each kind of value is held to its kind", () => {
  test("E6: dollars and cents are exact, however many are added", async () => {
    await officer("measure record sbe-dollars period=2026-Q1 value=$1,234,567.10");
    await officer("measure record sbe-dollars period=2026-Q2 value=0.20");
    const reply = await shown("sbe-dollars 2026");
    expect(reply).toContain("2026: $1,234,567.30, 2 of 4 quarters reported.");
    const bad = await officer("measure record sbe-dollars period=2026-Q3 value=1.005");
    expect(errors(form(bad)).value).toContain("more than two places");
  });

  test("D14: a language access plan is the day of a document, by department", async () => {
    const reply = await officer("measure record language-plan department=MHD date=2026-03-02");
    expect(read(reply)).toContain("Language access plan · Q4 2026 · Health · Mon 2 Mar 2026");
    expect(errors(form(await officer("measure record language-plan department=MPL value=3"))).value).toContain(
      "not a number",
    );
    expect(await shown("language-plan 2026")).toContain(
      "Health | not reported | not reported | not reported | Mon 2 Mar 2026",
    );
  });

  test("E15, E19: a state with the day it was reviewed; one that the plan does not know is refused with those it does", async () => {
    const reply = await officer("measure record equity-plan department=MHD state=adopted date=2026-10-05");
    expect(read(reply)).toContain("adopted, Mon 5 Oct 2026");
    const wrong = await officer("measure record equity-plan department=MPL value=1");
    expect(errors(form(wrong)).value).toContain("is a state, not a number");
    expect(errors(form(await officer("measure record equity-plan department=MPL state=lost"))).state).toContain(
      "none, draft, adopted, expired",
    );
  });

  test("E9, E16, G13: population figures are aggregates: a share of fewer than ten is refused", async () => {
    expect(read(await officer("measure record home-ownership 2025 value=4120 of=9800"))).toContain(
      "4,120 of 9,800 (42 %)",
    );
    const few = await officer("measure record home-ownership 2024 value=2 of=9");
    expect(errors(form(few)).of).toContain("could be recognised");
  });

  test("E24: every measure says its level, and no number mixes them", async () => {
    expect(await shown("home-ownership 2025")).toContain("Population measure");
    expect(await shown("barriers 2026")).toContain("Program measure");
    const levels = table(await officer("measure show")).map(([, level]) => level);
    expect(levels.filter((level) => level === "population")).toHaveLength(1);
  });

  test("the wrong place, period, split or number names the field and what to do", async () => {
    const because = async (text: string) => errors(form(await officer(`measure record ${text}`)));
    expect((await because("barriers value=3 department=MHD")).department).toContain("whole city");
    expect((await because("job-descriptions total=3 updated=1")).department).toContain("each department");
    expect((await because("barriers period=2026 value=3")).period).toContain("write it like 2026-Q1");
    expect((await because("barriers period=2027-Q1 value=3")).period).toContain("has not begun");
    expect((await because("barriers employees=3")).employees).toContain("not split");
    expect((await because("barriers value=2.5")).value).toContain("no whole number");
    expect((await because("job-descriptions department=MHD value=5 period=2026-Q1")).of).toContain("out of how many");
    expect((await because("job-descriptions department=MHD value=9 of=5 period=2026-Q1")).value).toContain(
      "more than all",
    );
  });
});

describe("measures that the city defines itself", () => {
  test("E30: an officer defines one, records it, and it stands beside the plan's", async () => {
    const reply = await officer('measure define "Certified small firms" unit=firms target="+5% on last year"');
    expect(read(reply)).toContain("Defined: Certified small firms");
    await officer("measure record certified small firms period=2026-Q3 value=41");
    expect(await shown("certified small firms 2026")).toContain(
      "2026: 41 firms, 1 of 4 quarters reported. Target: no baseline.",
    );
    const changed = await officer('measure define "Certified small firms" unit=companies');
    expect(read(changed)).toContain("Not redefined");
  });

  test("E30: the plan's own measures cannot be redefined, and nobody but the officer defines any", async () => {
    const reply = await officer('measure define "Open barriers" unit=things');
    expect(errors(form(reply)).name).toContain("The plan itself defines");
    expect(read(await town.say("ana.torres", 'measure define "Mine" unit=things'))).toContain("is for officers only");
  });
});

describe("who may record what", () => {
  test("a lead records for the own department without naming it, and neither for another nor for the city", async () => {
    const own = await town.say("ana.torres", "measure record job-descriptions total=40 updated=10");
    expect(read(own)).toContain("Public Works · 10 of 40 (25 %)");
    expect(
      read(await town.say("ana.torres", "measure record job-descriptions department=MHD total=4 updated=1")),
    ).toContain("You may not do that for Health");
    expect(read(await town.say("ana.torres", "measure record barriers value=1"))).toContain("You may not do that");
    expect(read(await town.say("bo.chen", "measure record job-descriptions total=4 updated=1"))).toContain(
      "is for leads",
    );
  });

  test("a lead sees the own department; an auditor everything, without a button that writes", async () => {
    expect(read(await town.say("ana.torres", "measure show job-descriptions 2026"))).toContain("Public Works");
    expect(read(await town.say("ana.torres", "measure show job-descriptions 2026 department=MHD"))).toContain(
      "You may not",
    );
    const audit = await town.say("felicia.marsh", "measure show job-descriptions 2026");
    expect(read(audit)).toContain("Health");
    expect(labels(audit)).toEqual(["Export"]);
  });
});
