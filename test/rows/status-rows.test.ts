import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Reply } from "../../src/core/reply/reply.ts";
import { press, written } from "../commands/analysis-answers.ts";
import { createTown, inFull, read, recordIn, sampleTown, type Town, table } from "../support/town.ts";

const rowOf = (answer: Reply, name: string) =>
  table(answer)
    .find(([first]) => first === name)
    ?.slice(1);

describe("rows that Milwaukee's status answers", () => {
  let town: Town;
  const officer = (text: string) => town.say("nadia.rahman", text);
  const whole = (text: string) => inFull(town, "nadia.rahman", text);
  beforeAll(async () => {
    town = await createTown();
  });
  afterAll(() => town.close());

  test("B9: training is coordinated by one table of the whole city", async () => {
    await officer("course=ARA101 date=2026-11-02 department=DPW employees=12 contractors=3");
    await officer("course=EO date=2026-11-03 department=MHD employees=5");
    const answer = await officer("status training 2026-Q4");
    expect(read(answer)).toContain("Training: 2 of 21 departments reported.");
    expect(rowOf(answer, "Public Works")).toEqual(["1", "12", "3", "0"]);
    expect(rowOf(answer, "Library")).toEqual(Array(4).fill("not reported"));
    expect(rowOf(answer, "All that reported")).toEqual(["2", "17", "3", "0"]);
  });

  test("C15, E34: services analysed, and in how many analyses the community had a say", async () => {
    const id = await written(town, "ana.torres", '/analysis start existing program "Snow removal routes"');
    await town.say("ana.torres", '/analysis start existing program "Street lights"');
    expect(read(await officer("status analyses 2026-Q4"))).toContain(
      "Community engagement recorded in 1 of 2 analyses started in the period (50 %).",
    );
    expect(read(await officer("status analyses 2026-Q4"))).not.toContain("City services");
    await press(town, "ana.torres", "analysis submit", { record: id });
    await press(town, "nadia.rahman", "analysis complete", {
      record: id,
      decision: "proceed",
      nochange: "it works well",
    });
    expect(read(await officer("status analyses 2026-Q4"))).toContain(
      "City services (programs) analysed in the period: 1 existing, 0 new.",
    );
  });

  test("D3: the goal of outreach adds up what was done for it", async () => {
    await officer(
      'engagement log outreach type=education title="Know your services" date=2026-10-10 residents=40 department=DOA',
    );
    await officer(
      'engagement log outreach type=education title="Open house" date=2026-11-10 residents=12 department=DOA',
    );
    const answer = await officer("status goal 3");
    expect(rowOf(answer, "Outreach and public education efforts")?.slice(0, 3)).toEqual([
      "program",
      "2",
      "1 of 4 quarters",
    ]);
    expect(rowOf(answer, "People reached by outreach and public education")?.[1]).toBe("52");
  });

  test("E4: policies that are recommended, and what became of them", async () => {
    await officer('analysis recommend to="Common Council" "Adopt an equity policy for contracts" department=DOA');
    const list = await officer("analysis recommend list 2026");
    expect(read(list)).toContain("The equity officer's: 1 open, 0 accepted, 0 declined.");
    expect(read(list)).toContain("Adopt an equity policy for contracts");
  });

  test("E7: an initiative against racism that harms health is shown with its indicator", async () => {
    await officer('plan update G1.3.1 on track "Infant mortality is mapped"');
    await officer('measure record health-gap 2026 value=12 department=MHD source="County health report"');
    expect(read(await officer("plan show G1.3"))).toContain("on track");
    expect(
      rowOf(await officer("status goal 1"), "Health inequity between population groups, as published")?.slice(0, 2),
    ).toEqual(["population", "12"]);
    expect(rowOf(await whole("status health"), "Health inequities, reported")?.slice(0, 2)).toEqual([
      "met",
      "reported: 12",
    ]);
  });

  test("E8: what ends disparities is rolled up over the departments, measures beside obligations", async () => {
    await officer("measure record job-descriptions 2026-Q4 value=30 of=120 department=DPW");
    const answer = await officer("status goal 2");
    expect(rowOf(answer, "Racial equity goals in job descriptions, reported")).toEqual([
      "1 of 21 met",
      "20 not reported",
    ]);
    expect(rowOf(answer, "Job descriptions with racial equity goals and priorities")?.slice(0, 2)).toEqual([
      "program",
      "30 of 120 (25 %)",
    ]);
  });

  test("D4: a meeting with somebody else does not stand for the one the plan names", async () => {
    const meeting = async () =>
      rowOf(await whole("status"), "Meeting with Milwaukee County OAAA, at least once a quarter (city default)");
    await officer('engagement log meeting partner="Urban League" purpose=benchmark date=2026-10-20 department=DOA');
    expect((await meeting())?.slice(0, 2)).toEqual(["not reported", "none with Milwaukee County OAAA this quarter"]);
    const met = recordIn(
      await officer(
        'engagement log meeting partner="Milwaukee County OAAA" purpose=benchmark date=2026-10-21 department=DOA',
      ),
    );
    expect(await meeting()).toEqual(["met", "1 with Milwaukee County OAAA, last on 21 Oct 2026", "31 Dec 2026", met]);
    const foundation = "Meeting with a local foundation, at least once a quarter (city default)";
    expect(rowOf(await whole("status"), foundation)?.[0]).toBe("not reported");
    await officer('partner add "Lake Foundation" class=foundation');
    await officer('engagement log meeting partner="Lake Foundation" purpose=benchmark date=2026-10-22 department=DOA');
    expect(rowOf(await whole("status"), foundation)?.[0]).toBe("met");
  });
});

describe("rows that Portland's status answers", () => {
  let town: Town;
  const officer = (text: string) => town.say("jade.whitmore@portland.example", text);
  const whole = (text: string) => inFull(town, "jade.whitmore@portland.example", text);
  beforeAll(async () => {
    town = await sampleTown("2026-11-21T20:05:00Z", "portland");
  });
  afterAll(() => town.close());

  test("A10: the Citywide Equity Team is convened only by meetings of that team", async () => {
    const label = "Citywide Equity Team convened, at least once a quarter (city default)";
    await officer('engagement log meeting body="Budget Committee" date=2026-11-03 department=OEHR');
    expect(rowOf(await whole("status"), label)?.[0]).toBe("not reported");
    await officer('engagement log meeting body="Citywide Equity Team" date=2026-11-04 department=OEHR');
    expect(rowOf(await whole("status"), label)?.slice(0, 2)).toEqual([
      "met",
      "1 with Citywide Equity Team, last on 4 Nov 2026",
    ]);
  });

  test.each([
    ["status FY2027", "FY2027 (1 Jul 2026 – 30 Jun 2027)"],
    ["status last quarter", "Q1 FY2027 (1 Jul 2026 – 30 Sep 2026)"],
    ["status FY2027 q1", "Q1 FY2027 (1 Jul 2026 – 30 Sep 2026)"],
    ["status measures last quarter", "Q1 FY2027 (1 Jul 2026 – 30 Sep 2026)"],
  ])("E18: %s is of that period, with its dates", async (asked, dates) => {
    const answer = asked.includes("measures") ? await officer(asked) : await whole(asked);
    expect(read(answer)).toContain(`Portland · ${dates} · as of Sat 21 Nov`);
  });

  test("B10: capacity is training, teams, ambassadors, hours and tools", async () => {
    await officer("measure record training-hours 2026-11 value=36 department=BPS");
    await officer("measure record training-hours FY2027-Q2 value=36 department=BPS");
    await officer("measure record tools-issued FY2027-Q2 value=4 department=BPS");
    const answer = await officer("status capacity");
    expect(read(answer)).toContain("Leadership teams met: 1 of 18 bureaus.");
    expect(rowOf(answer, "Bureau of Planning and Sustainability")?.slice(2)).toEqual(["2", "0"]);
    expect(rowOf(answer, "Hours of training")?.slice(0, 2)).toEqual(["program", "36"]);
    expect(rowOf(answer, "Tools issued to city staff")?.[1]).toBe("4");
  });

  test("B11: training is a table of bureaus, in the city's own word", async () => {
    const answer = await officer("status training FY2027-Q1");
    const shown = answer.blocks.find((block) => block.kind === "table");
    expect(shown?.kind === "table" && shown.columns[0]?.label).toBe("Bureau");
    expect(shown?.kind === "table" && shown.rows).toHaveLength(19);
    await officer("course=TOOLKIT date=2026-08-04 department=BPS employees=7");
    const before = Number(rowOf(answer, "Bureau of Planning and Sustainability")?.[1]);
    const after = Number(
      rowOf(await officer("status training FY2027-Q1"), "Bureau of Planning and Sustainability")?.[1],
    );
    expect(after - before).toBe(7);
  });

  test("D12: the goal of outreach and access adds up outreach and language access", async () => {
    await officer(
      'engagement log outreach type=education title="Renters fair" date=2026-10-10 residents=80 department=BPS',
    );
    const answer = await officer("status goal 2");
    expect(rowOf(answer, "People reached by outreach")?.slice(0, 2)).toEqual(["program", "80"]);
    expect(rowOf(answer, "Language access plan, no older than 24 months")).toEqual(["0 of 18 met", "18 not reported"]);
  });

  test("E11: the standards are clear for everybody, and the city's status names nobody", async () => {
    const label = "Citywide equity standards adopted";
    expect(rowOf(await whole("status"), label)?.[0]).toBe("not reported");
    await officer("measure record equity-standards FY2027 state=adopted");
    const answer = await whole("status");
    expect(rowOf(answer, label)?.slice(0, 2)).toEqual(["met", "reported: adopted"]);
    const names = await town.rows<{ name: string }>("select name from people where id > 0");
    for (const { name } of names) expect(read(answer)).not.toContain(name);
  });

  test("E26: fairness in hiring is a trend against its baseline, never against nothing", async () => {
    await officer("measure record hiring FY2026 value=25 of=100");
    expect(read(await officer("measure show hiring FY2026"))).not.toContain("Against the baseline");
    await officer('measure baseline hiring FY2025 value=20 of=100 source="Bureau of Human Resources"');
    expect(read(await officer("measure show hiring FY2026"))).toContain(
      "Against the baseline of Mon 1 Jul 2024 to Mon 30 Jun 2025: +5 points.",
    );
  });
});

describe("rows that Anchorage's status answers, with the figures of its own table", () => {
  let town: Town;
  const officer = (text: string) => town.say("nora.evanoff@anchorage.example", text);
  const whole = (text: string) => inFull(town, "nora.evanoff@anchorage.example", text);
  beforeAll(async () => {
    town = await sampleTown("2026-11-21T20:05:00Z", "anchorage");
  });
  afterAll(() => town.close());

  test("E29: every measure with its value, target, share of the target and trend", async () => {
    const participation = ["program", "980", "1 of 4 quarters", "453 (baseline 1 of 4 quarters)"];
    const expected = [...participation, "216.3 %", "+549 (+127.4 %)", "reached"];
    expect(rowOf(await officer("status measures 2024"), "Equal opportunity training participation")).toEqual(expected);
    const status = await whole("status 2024-Q1");
    expect(rowOf(status, "Equal opportunity training participation")).toEqual(expected);
    expect(rowOf(status, "Equal opportunity training classes")?.slice(1, 4)).toEqual([
      "1",
      "1 of 4 quarters",
      "3 (baseline 1 of 4 quarters)",
    ]);
    expect(rowOf(status, "DEI community engagement opportunities")?.[3]).toBe("7 (baseline 1 of 4 quarters)");
  });

  test.each(["status eo-participation 2024 Q1", "status equal opportunity training participation 2024"])(
    "E18: %s shows the chart with its target line, and the same numbers",
    async (asked) => {
      const answer = await officer(asked);
      const chart = answer.blocks.find((block) => block.kind === "chart");
      expect(chart?.kind === "chart" && chart.chart.groups).toEqual(["Q1 2024", "Q2 2024", "Q3 2024", "Q4 2024"]);
      expect(chart?.kind === "chart" && chart.chart.target?.values).toEqual([null, null, null, 453]);
      expect(read(answer)).toContain("Q1 2024 | not reported | not reported | 980 | 980 | no baseline");
      expect(read(answer)).toContain("Q1 2024 against Q1 2023: no baseline.");
    },
  );

  test("B15: barriers open at the end of a quarter, and closed in it, are counted from their records", async () => {
    const cell = async (measure: string, quarter: string) =>
      new RegExp(`^${quarter} \\| (.*)$`, "m").exec(read(await officer(`status ${measure} 2026`)))?.[1];
    await town.rows("delete from measure_values where measure = 'barriers'");
    expect(await cell("barriers", "Q3 2026")).toBe("not reported");
    const first = recordIn(
      await officer('engagement log barrier "Job ads ask for a car" area=hiring date=2026-08-10 department=HR'),
    );
    recordIn(
      await officer('engagement log barrier "Tests ask for heavy lifting" area=hiring date=2026-10-12 department=HR'),
    );
    expect([await cell("barriers", "Q3 2026"), await cell("barriers", "Q4 2026")]).toEqual(["1", "2"]);
    await officer(`engagement close ${first} date=2026-11-05`);
    expect([await cell("barriers", "Q3 2026"), await cell("barriers", "Q4 2026")]).toEqual(["1", "1"]);
    expect(await cell("barriers-closed", "Q4 2026")).toBe("1");
    expect(await cell("barriers", "Q2 2026")).toBe("not reported");
    expect(rowOf(await whole("status"), "Barriers, reported")?.slice(0, 2)).toEqual(["met", "reported: 1"]);
  });
});
