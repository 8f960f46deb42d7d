import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Reply } from "../../src/core/reply/reply.ts";
import { createTown, inFull, read, recordIn, sampleTown, type Town, table } from "../support/town.ts";

const rowOf = (answer: Reply, name: string) =>
  table(answer)
    .find(([first]) => first === name)
    ?.slice(1);

describe("met means compliant: Portland", () => {
  let town: Town;
  const officer = (text: string) => town.say("jade.whitmore@portland.example", text);
  const whole = (text: string) => inFull(town, "jade.whitmore@portland.example", text);
  const finding = async (department: string, label: string) =>
    rowOf(await whole(`status department=${department}`), label)?.slice(0, 2);
  beforeAll(async () => {
    town = await sampleTown("2026-11-21T20:05:00Z", "portland");
    await town.rows("delete from measure_values");
  });
  afterAll(() => town.close());

  test("D14: a liaison reported as vacant is due, and overdue once the quarter is over", async () => {
    await officer("measure record language-liaison FY2027-Q2 state=vacant department=PBOT");
    expect(await finding("PBOT", "Language access liaison named")).toEqual(["due", "reported: vacant"]);
    await officer("measure record language-liaison FY2027-Q2 state=named department=PHB");
    expect(await finding("PHB", "Language access liaison named")).toEqual(["met", "reported: named"]);
    expect(await finding("BES", "Language access liaison named")).toEqual(["not reported", "nothing for this quarter"]);
    town.setClock("2027-01-05T20:05:00Z");
    expect(await finding("PBOT", "Language access liaison named")).toEqual([
      "overdue",
      "reported: vacant, for the time to 31 Dec 2026",
    ]);
    // Who complied has nothing overdue: the new quarter asks again.
    expect((await finding("PHB", "Language access liaison named"))?.[0]).toBe("not reported");
    town.setClock("2026-11-21T20:05:00Z");
  });

  test("E19: an equity plan reported as none is due", async () => {
    const values = { measure: "equity-plan", period: "FY2027-Q2", state: "none", department: "PBOT" };
    await town.press("jade.whitmore@portland.example", { command: "measure record", values });
    expect(await finding("PBOT", "Equity plan adopted")).toEqual(["due", "reported: none"]);
  });

  test("E15: the city's tally says how many bureaus are current, and how many are silent", async () => {
    await officer('measure record ada-title-ii FY2027 state="not current" department=PBOT');
    await officer("measure record ada-title-ii FY2027 state=current department=PHB");
    await officer("measure record ada-title-ii FY2027 state=current department=BES");
    expect(await finding("PBOT", "ADA Title II current")).toEqual(["due", "reported: not current"]);
    // 18 bureaus, three of which reported.
    const row = rowOf(await officer("status measures FY2027"), "ADA Title II");
    expect(row?.slice(1, 3)).toEqual(["2 current, 1 not current, 15 silent", "3 of 18"]);
  });

  test("E15: one bureau never speaks for eighteen", async () => {
    await officer("measure record civil-rights-title-vi FY2027 state=current department=PBOT");
    expect(rowOf(await officer("status measures FY2027"), "Civil Rights Title VI")?.[1]).toBe("1 current, 17 silent");
    expect(read(await officer("measure show civil-rights-title-vi FY2027"))).toContain("FY2027: 1 current, 17 silent.");
  });

  test("E17: audit findings that are logged feed the audit measures", async () => {
    await officer(
      'engagement log audit title="No interpreter at intake" owner=jade.whitmore@portland.example due=2027-03-01 date=2026-08-03 department=PPB',
    );
    const second = recordIn(
      await officer(
        'engagement log audit title="Ramp too steep" owner=jade.whitmore@portland.example due=2027-03-01 date=2026-10-05 department=PPR',
      ),
    );
    await officer(`engagement close ${second} date=2026-11-10`);
    expect(rowOf(await officer("status measures FY2027"), "Audits and compliance checks conducted")?.[1]).toBe("2");
    // One of the two was closed in the second quarter: a stock, so it is not 1 + 1.
    expect(rowOf(await officer("status measures FY2027"), "Audit findings open at the end of the quarter")?.[1]).toBe(
      "1",
    );
    expect(
      (await whole("status").then((all) => rowOf(all, "Audits and compliance checks, reported")))?.slice(0, 2),
    ).toEqual(["met", "reported: 2"]);
  });

  test("E20: directives that are logged are counted, and those still open", async () => {
    await officer(
      'engagement log directive title="Translate the budget" body="City Council" date=2026-10-06 department=OEHR',
    );
    expect(
      rowOf(await officer("status measures FY2027"), "Directives of City Council or the City Administrator")?.[1],
    ).toBe("1");
    expect(rowOf(await officer("status measures FY2027"), "Directives open at the end of the quarter")?.[1]).toBe("1");
  });

  test("D11: committee meetings that are logged feed held of planned", async () => {
    // Held on 6 Oct, with the next planned for 1 Dec: one held of two planned in the quarter.
    await officer(
      'engagement log meeting body="Community Involvement Committee" date=2026-10-06 next=2026-12-01 department=BPS',
    );
    const label = "Meetings of the Community Involvement Committee, held of planned";
    expect(rowOf(await officer("status measures FY2027"), label)?.[1]).toBe("1 of 2 (50 %)");
    await officer('engagement log meeting body="Budget Committee" date=2026-10-07 department=BPS');
    expect(rowOf(await officer("status measures FY2027"), label)?.[1]).toBe("1 of 2 (50 %)");
  });

  test("D13, D20: meetings with partners are only those with one", async () => {
    const meetings = async () => rowOf(await officer("status measures FY2027"), "Meetings with partners")?.[1];
    // The committees met above, and that counts here for nothing.
    expect(await meetings()).toBe("not reported");
    await officer('engagement log meeting partner="Urban League" purpose=benchmark date=2026-10-20 department=OEHR');
    expect(await meetings()).toBe("1");
  });

  test("E26: percentage points take decimals and are no per cent", async () => {
    await officer("measure record services FY2026 value=4.5");
    await officer("measure record services FY2025 value=6");
    // 4.5 − 6 = −1.5 points, which is better: the measure should fall.
    const row = rowOf(await officer("status measures FY2026"), "Gap between groups in satisfaction with City services");
    expect([row?.[1], row?.[5]]).toEqual(["4.5 points", "−1.5 points"]);
  });
});

describe("measures that are defined here: Milwaukee", () => {
  let town: Town;
  const officer = (text: string) => town.say("nadia.rahman", text);
  const row = async (name: string, period = "2026") => rowOf(await officer(`status measures ${period}`), name);
  beforeAll(async () => {
    town = await createTown();
  });
  afterAll(() => town.close());

  test("E9: a rate says of how many, in figures and in words", async () => {
    await officer(
      'measure define "Infant mortality" unit="per 1,000" value=rate level=population direction=down every=year',
    );
    await officer("measure record infant-mortality 2026 value=9.7");
    expect((await row("Infant mortality"))?.[1]).toBe("9.7 per 1,000");
    await officer("measure record infant mortality 10.2 per 1,000 2025");
    expect((await row("Infant mortality"))?.slice(1, 6)).toEqual([
      "9.7 per 1,000",
      "",
      "none set",
      "",
      "−0.5 per 1,000 (−4.9 %)",
    ]);
  });

  test("E28, E30: a target is said to be set by whoever set it", async () => {
    await officer('measure define "Certified firms" unit=firms target=40 year=last');
    await officer("measure record certified-firms 2026-Q3 value=31");
    await officer("measure record certified-firms 2026-Q4 value=38");
    // A stock: 38, not 31 + 38 = 69.
    expect((await row("Certified firms"))?.slice(1, 4)).toEqual(["38", "2 of 4 quarters", "40"]);
    const [today] = await town.rows<{ on: string }>(
      "select to_char(defined_at, 'FMDD Mon YYYY') as on from measures limit 1",
    );
    expect(read(await officer("measure show certified-firms 2026"))).toContain(
      `Target 40 (set by Nadia Rahman on ${today?.on}): not reached yet.`,
    );
  });

  test("E29: a target of zero is not reached after one quarter of four, and is missed as soon as there is one", async () => {
    await officer('measure define "Grievances" unit=grievances target=0 direction=down');
    await officer("measure record grievances 2026-Q1 value=0");
    expect((await row("Grievances"))?.[6]).toBe("not reached yet");
    await officer("measure record grievances 2026-Q2 value=1");
    expect((await row("Grievances"))?.[6]).toBe("not reached");
  });

  test("E6: a year that is over with a quarter unreported is no target reached", async () => {
    for (const quarter of ["Q1", "Q2", "Q3"]) await officer(`measure record grievances 2025-${quarter} value=0`);
    expect((await row("Grievances", "2025"))?.[6]).toBe("not all reported");
    await officer("measure record grievances 2025-Q4 value=0");
    expect((await row("Grievances", "2025"))?.[6]).toBe("reached");
  });

  test("E28: a stated yearly baseline and partial quarters are both shown", async () => {
    await officer('measure define "Visits" unit=visits target="+5% on last year"');
    await officer("measure record visits 2025-Q4 value=431");
    await officer('measure baseline visits year=2025 value=1200 source="Annual count"');
    await officer("measure record visits 2026-Q1 value=400");
    // 1,200 + 5 % = 1,260, from the whole year that was stated; the quarter alone would make 453.
    expect(read(await officer("measure show visits 2026"))).toContain(
      "Target 1,260 (the baseline + 5 %, 2025 adds up to 431 in 1 of 4 quarters): not reached yet.",
    );
  });

  test("E8: a measure whose unit changes while figures are on record is not redefined", async () => {
    const answer = await officer('measure define "Visits" unit=people target="+5% on last year"');
    expect(read(answer)).toContain("another definition would change what they mean");
    expect((await row("Visits"))?.[1]).toBe("400");
  });

  test("H5: basic standards that are only drafted are due", async () => {
    await officer("measure record basic-standards 2026 state=drafted department=MPL");
    expect(
      rowOf(
        await inFull(town, "nadia.rahman", "status department=MPL"),
        "Basic standards of equity and inclusion met",
      )?.slice(0, 2),
    ).toEqual(["due", "reported: drafted"]);
  });

  test("E29: what was reported for the first quarter is no report for the second", async () => {
    await officer("measure record job-descriptions 2026-Q1 value=30 of=120 department=MPD");
    const row = async (period: string) =>
      rowOf(
        await inFull(town, "nadia.rahman", `status ${period} department=MPD`),
        "Racial equity goals in job descriptions, reported",
      )?.slice(0, 2);
    expect(await row("2026-Q1")).toEqual(["met", "reported: 30 of 120"]);
    expect(await row("2026-Q2")).toEqual(["not reported", "nothing for this quarter"]);
    expect(await row("2026-Q4")).toEqual(["not reported", "nothing for this quarter"]);
  });

  test("E7: figures of health inequities take decimals", async () => {
    await officer('measure record health-gap 2026 value=9.7 department=MHD source="County health report"');
    expect(
      rowOf(await inFull(town, "nadia.rahman", "status department=MHD"), "Health inequities, reported")?.slice(0, 2),
    ).toEqual(["met", "reported: 9.7"]);
  });
});
