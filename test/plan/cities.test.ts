import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { Plan } from "../../src/domain/plan/plan.ts";
import { actionsOf, strategiesOf } from "../../src/domain/plan/plan-items.ts";
import { loadPlan } from "../../src/plan/load-plan.ts";

// The three plans against the cities' own documents in test/seeds/.

const plans = { milwaukee: loadPlan("milwaukee"), portland: loadPlan("portland"), anchorage: loadPlan("anchorage") };

const seed = (name: string) => readFileSync(`test/seeds/${name}.txt`, "utf8");

/** Words only: no white space that differs, no marks of lists, headings, bold type and tables. */
const words = (text: string) =>
  text
    .replaceAll("**", "")
    .replace(
      /<\/?(?:ul|li)[^>]*>|[●•]|^#+ |^\s*- |^\s*\d\. (?=[A-Z][a-z]+ (?:city|and|the|institutional|support))/gm,
      " ",
    )
    .replace(/\s+/g, " ")
    .trim();

/** Whatever of a plan is in the words of a source. */
const quoted = (plan: Plan): string[] =>
  [
    ...plan.goals.map(({ text }) => text),
    ...strategiesOf(plan).flatMap(({ name, text }) => [name, text]),
    ...actionsOf(plan).map(({ text }) => text),
    ...plan.objectives.map(({ text }) => text),
    ...plan.modes.flatMap(({ name, note, items }) => [name, note ?? "", ...items.map(({ text }) => text)]),
    ...plan.roles.map(({ name }) => name),
    ...plan.duties.flatMap(({ group = "", text, rows }) => (rows.some((row) => /^H/.test(row)) ? [] : [group, text])),
    ...plan.measures.flatMap(({ text }) => text ?? []),
    ...plan.tables.flatMap(({ title, rows }) => [title, ...rows.map(({ label }) => label)]),
  ].filter((text) => text !== "");

const quotedWithSources = (plan: Plan) => [...quoted(plan), ...plan.sources.map(({ text }) => text)];

/** What of a seed the plan does not say, in the seed's order. */
function unsaid(text: string, plan: Plan): string[] {
  const said = [...new Set(quotedWithSources(plan).map(words))].sort((a, b) => b.length - a.length);
  return said
    .reduce((left, one) => left.replaceAll(one, "¶"), words(text))
    .split("¶")
    .map((piece) => piece.replace(/^[\s.:;,-]+|[\s:;,-]+$/g, ""))
    .filter((piece) => piece !== "");
}

const MILWAUKEE = ["milwaukee-ordinance-385", "milwaukee-racial-equity-action-plan-2020-2021"];
const PORTLAND = ["portland-bps-equity-goals-and-strategies", "portland-equity-recommendations-2024"];
const ANCHORAGE = ["anchorage-equity-and-justice"];

describe("nothing of a source is missing in its plan but", () => {
  const cases: [string, Plan, string[]][] = [
    [
      "milwaukee-ordinance-385",
      plans.milwaukee,
      [
        "CHAPTER 385 OFFICE OF EQUITY AND INCLUSION TABLE 385-1 Creation 385-3 Administration 385-5 Duties 385-7 Cooperation 385-9 Annual Report",
        "For legislative history of chapter 385, contact the Municipal Research Library.",
        "This page is blank.",
      ],
    ],
    [
      "milwaukee-racial-equity-action-plan-2020-2021",
      plans.milwaukee,
      [
        "RACIAL EQUITY ACTION PLAN 2020-2021 CITY OF MILWAUKEE",
        "RACIAL EQUITY ACTION PLAN 2020-2021 Goals Strategies Responsible Department(s)",
        // Said as codes of departments; see below.
        "Department of Administration/All City Departments",
        "(",
        ")",
        "Department of Administration/ Department of Employee Relations",
        "Department of Administration /All City Departments",
        "Department of Administration",
      ],
    ],
    [
      "portland-bps-equity-goals-and-strategies",
      plans.portland,
      [
        "Equity and Engagement Team Bureau of Planning and Sustainability CITYWIDE RACIAL EQUITY GOALS & STRATEGIES EQUITY GOAL #1",
        "EQUITY GOAL #2",
        "EQUITY GOAL #3",
        "OVERALL STRATEGIES",
        "Team Structure",
      ],
    ],
    [
      "portland-equity-recommendations-2024",
      plans.portland,
      [
        "Citywide Practices: Equity Project Preliminary Recommendations November 5, 2024 – City Leadership Team Meeting Desired Outcomes for Today",
        "Sources of Feedback for Preliminary Recommendations",
        "Survey responses",
        "Internal stakeholder interviews",
        "Preliminary Recommendations 1",
        "2",
        "3",
        "#1.",
        "#2.",
        "Proposed Roles & Responsibilities",
        "*",
        "* *",
        "* #3.",
        "Example – For Discussion Purposes Only Recommended Structure",
        "Example – For Illustrative Purposes Only",
        // The cells of the matrix, and the days of the next steps; see below.
        "R R A C R I I C I",
        "R R A C R I C C I",
        "R/C R/C A C C I I R I",
        "R/C R/C A C C R I R I",
        "R C A I C I C I I",
        "R C A C C C/I R/C C I",
        "R C A R R I C I I",
        "C C A I I I C R R",
        "R R A C C C C C I",
        "R R A C C I R C I",
        "Nov. 18",
        "Nov. 18-22",
        "Nov. 27",
        "Dec. or after",
      ],
    ],
    [
      "anchorage-equity-and-justice",
      plans.anchorage,
      [
        "*Anchorage: Performance. Value. Results.*",
        "Accomplishment Goals",
        "Performance Measures Progress in achieving goals shall be measured by: Measure #1",
        "Measure #2",
        "Measure #3",
        // Figures are records, not part of a plan.
        ...["2024 Q1 Q2 Q3 Q4", "1", "6", "980", "2023 Q1 Q2 Q3 Q4", "2", "6", "431"],
      ],
    ],
  ];

  test.each(cases)("headings and page marks of %s", (name, plan, left) => {
    expect(unsaid(seed(name), plan)).toEqual(left);
  });
});

test.each([
  // The clerk and the inspector general come from the council's files, not from chapter 385.
  ["milwaukee", plans.milwaukee, MILWAUKEE, ["city clerk", "inspector general"]],
  ["portland", plans.portland, PORTLAND, []],
  ["anchorage", plans.anchorage, ANCHORAGE, []],
] as const)("every word that %s quotes is in its sources", (_city, plan, names, others) => {
  const source = words(names.map(seed).join("\n"));
  const texts = quoted(plan);

  expect(texts.filter((text) => !source.includes(words(text)))).toEqual(others);
  expect(texts.length).toBeGreaterThan(30);
});

/** Every requirement there is, by its id. */
const ROWS = Object.entries({ A: 15, B: 17, C: 15, D: 22, E: 34, F: 13, H: 9 }).flatMap(([letter, count]) =>
  Array.from({ length: count }, (_, at) => `${letter}${at + 1}`),
);

/** Rows that no source states: how the bot counts, and how it keeps time, nudges and corrects. */
const OUR_OWN = ["B17", ...ROWS.filter((row) => row.startsWith("F"))];

const rowsIn = (part: unknown): string[] => {
  if (typeof part !== "object" || part === null) return [];
  return Object.entries(part).flatMap(([key, value]) =>
    key === "rows" ? [value].flat().filter((row) => typeof row === "string") : rowsIn(value),
  );
};

test("every row that a plan can state is cited in one", () => {
  const cited = new Set(rowsIn(plans));

  expect(ROWS.filter((row) => !cited.has(row))).toEqual(OUR_OWN);
  expect([...cited].filter((row) => !ROWS.includes(row))).toEqual([]);
});

describe("Milwaukee", () => {
  const { milwaukee } = plans;

  test("is for 2024-2028 and calls things what the city calls them", () => {
    expect(milwaukee.city).toMatchObject({
      planPeriod: { start: "2024-01-01", end: "2028-12-31" },
      words: { department: "department", statement: "REI Impact Statement", council: "Common Council" },
    });
    expect(milwaukee).toMatchObject({ recipients: ["Common Council", "Mayor"], state: "WI" });
    expect(actionsOf(milwaukee).find(({ id }) => id === "G1.2.3")?.text).toContain("during the 2020-2021 timeframe");
  });

  test("each goal has its responsible departments (row E10)", () => {
    expect(milwaukee.goals.map(({ responsible }) => responsible)).toEqual([
      ["DOA", "all"],
      ["DOA", "DER"],
      ["DOA", "all"],
      ["DOA"],
    ]);
    expect(actionsOf(milwaukee).find(({ rows }) => rows.includes("E9"))?.responsible).toEqual(["MHD"]);
  });

  test("chapter 385: the chief equity officer acts under the direction of the director of administration", () => {
    const duties = milwaukee.duties.filter(({ id }) => /^385-[579]/.test(id));

    expect(duties.map(({ id }) => id)).toEqual([
      ...["385-5.1", "385-5.2", "385-5.3", "385-5.4", "385-5.5", "385-5.6"],
      ...["385-7", "385-9"],
    ]);
    for (const { raci } of duties) expect(raci).toMatchObject({ CEO: ["R"], DIR: ["A"] });
  });

  test("tiers come in their order (rows B2-B4)", () => {
    const tiers = milwaukee.obligations.filter(({ rule }) => rule === "tier-trained");

    expect(tiers.map((one) => one.with)).toEqual([
      { tier: "senior-manager", programs: ["racial-equity"], percent: 100, afterPercent: 80 },
      { tier: "manager", programs: ["racial-equity"], percent: 100, after: "senior-manager", afterPercent: 80 },
      { tier: "employee", programs: ["racial-equity"], percent: 100, after: "manager", afterPercent: 80 },
    ]);
  });
});

describe("Portland", () => {
  const { portland } = plans;

  test("the matrix of 10 duties and 9 roles is the source's, with its cells of two letters", () => {
    const lines = seed("portland-equity-recommendations-2024").split("\n");
    const table = lines.filter((line) => line.split("\t").length === 10).map((line) => line.split("\t"));
    const [[, ...roles] = [], ...rows] = table.filter(([, first]) => first !== "");
    const matrix = portland.duties.map(({ text, raci }) => [
      text,
      ...portland.roles.map(({ id }) => raci[id]?.join("/") ?? ""),
    ]);

    expect(roles).toEqual(portland.roles.map(({ name }) => name));
    expect(rows).toHaveLength(10);
    expect(matrix).toEqual(rows);
    expect(matrix.flat().filter((cell) => /^[RACI]\/[RACI]$/.test(cell))).toEqual([
      ...["R/C", "R/C", "R/C", "R/C", "C/I", "R/C"],
    ]);
  });

  test("the next steps have their days, and the last one is open (row E22)", () => {
    const steps = portland.strategies.find(({ name }) => name === "Next Steps");

    expect(steps?.actions.map(({ from, due }) => [from, due])).toEqual([
      [undefined, "2024-11-18"],
      ["2024-11-18", "2024-11-22"],
      [undefined, "2024-11-27"],
      ["2024-12-01", undefined],
    ]);
  });

  test("three goals, six overall strategies, six objectives, four modes", () => {
    expect(portland.goals).toHaveLength(3);
    expect(portland.strategies.filter(({ id }) => id.startsWith("S"))).toHaveLength(6);
    expect(portland.objectives).toHaveLength(6);
    expect(portland.modes.map(({ items }) => items.length)).toEqual([4, 3, 3, 3]);
    expect(portland.city).toMatchObject({ fiscalStartMonth: 7, words: { department: "bureau" } });
  });

  test("figures about people are never mixed with figures about work (row E24)", () => {
    const levels = portland.measures.map(({ level, rows }) => [level, rows.includes("E26") || rows.includes("E16")]);

    expect(new Set(levels.map((pair) => pair.join(" ")))).toEqual(new Set(["program false", "population true"]));
  });
});

describe("Anchorage", () => {
  const { anchorage } = plans;
  const series = anchorage.measures.filter(({ target }) => target !== undefined);

  test("three measures, classes or opportunities and participation, employees and contractors: 12 series (trap G6)", () => {
    expect(series.map(({ rows, from, split }) => [rows.find((row) => /B12|D7|B13/.test(row)), from, split])).toEqual([
      ["B12", { training: "dei", count: "sessions" }, ["employee", "contractor"]],
      ["B12", { training: "dei", count: "attendance" }, ["employee", "contractor"]],
      ["D7", { engagement: "opportunity", subkind: "community", count: "engagements" }, ["employee", "contractor"]],
      ["D7", { engagement: "opportunity", subkind: "community", count: "participants" }, ["employee", "contractor"]],
      ["B13", { training: "eo", count: "sessions" }, ["employee", "contractor"]],
      ["B13", { training: "eo", count: "attendance" }, ["employee", "contractor"]],
    ]);
    expect(series.reduce((sum, { split }) => sum + split.length, 0)).toBe(12);
    for (const { target } of series) expect(target).toEqual({ rule: "prior-year", percent: 5 });
  });

  test("the quarterly table is the source's (row B14)", () => {
    expect(anchorage.tables).toEqual([
      {
        id: "compliance-training",
        title: "Employee Equal Opportunity & Contractors Compliance Training",
        rows: [
          { label: "Training Sessions", measure: "eo-classes" },
          { label: "DEI community engagement opportunity", measure: "engagement-opportunities" },
          { label: "Attendance", measure: "eo-participation" },
        ],
      },
    ]);
  });

  test("language access is asked of every department (row D14)", () => {
    const asked = anchorage.measures.filter(({ rows }) => rows.includes("D14"));

    expect(asked.map(({ id, value, per }) => [id, value, per])).toEqual([
      ["language-access-plan", "date", "department"],
      ["language-liaison", "state", "department"],
      ["vital-documents", "share", "department"],
      ["interpreter-requests", "count", "department"],
      ["language-complaints", "count", "department"],
    ]);
  });
});

test.each(Object.entries(plans))(
  "%s: one role is accountable for each duty, and no id stands for two things",
  (_city, plan) => {
    for (const { id, raci } of plan.duties)
      expect([id, Object.values(raci).filter((letters) => letters.includes("A")).length]).toEqual([id, 1]);
    const ids = [...plan.goals, ...strategiesOf(plan), ...actionsOf(plan), ...plan.duties, ...plan.objectives];
    expect(new Set(ids.map(({ id }) => id)).size).toBe(ids.length);
  },
);
