import { describe, expect, test } from "vitest";
import { exemptionKey } from "../../src/domain/nudge/nudges.ts";
import {
  type EngagementsAsked,
  engagementsKey,
  type Facts,
  NOTHING,
  type TeamMember,
} from "../../src/domain/plan/facts.ts";
import { type Finding, isAsked, isGap } from "../../src/domain/plan/finding.ts";
import type { Plan } from "../../src/domain/plan/plan.ts";
import type { TierTraining } from "../../src/domain/training/trained.ts";
import { evaluate } from "../../src/plan/evaluate.ts";
import { parsePlan } from "../../src/plan/plan.ts";

const HEAD = `
id: town
city: Town
timeZone: America/Chicago
fiscalYear: { startMonth: 1 }
period: { start: 2024-01-01, end: 2028-12-31, label: 2024-2028 }
words: { department: department }
departments: [{ code: DPW, name: Public Works }]
goals: [{ id: G1, text: Improve services }]
`;

const planWith = (obligation: string): Plan =>
  parsePlan(`${HEAD}obligations:\n  - { id: one, label: One, of: G1, ${obligation} }\n`, "town.yaml");

/** The finding for the one department and the one obligation. */
function judge(obligation: string, facts: Partial<Facts>, on = "2026-11-21", today = on): Finding {
  const departments = new Map([["DPW", { ...NOTHING, ...facts }]]);
  const [finding] = evaluate(planWith(obligation), { city: { ...NOTHING, ...facts }, departments }, { on, today });
  if (!finding) throw new Error("no finding");
  return finding;
}

const member = (name: string, rest: Partial<TeamMember> = {}): TeamMember => ({
  record: `RO-2026-000${name.length}`,
  person: { id: name.length, name, email: `${name}@x`, department: "DPW", audience: "employee", handles: [] },
  senior: false,
  since: "2026-01-05",
  toolkitOn: undefined,
  ...rest,
});

const COURSES: TierTraining["courses"] = [
  { code: "ARA101", program: "racial-equity", mandatoryFor: ["senior-manager", "manager"] },
  { code: "EO", program: "eo", mandatoryFor: ["senior-manager", "manager"] },
  { code: "TOOLKIT", program: "toolkit", mandatoryFor: [] },
];

/** So many senior managers of nine hold Anti-Racism 101; a headcount of nine is known. */
const trained = (count: number, rest: Partial<TierTraining> = {}): TierTraining => ({
  department: "DPW",
  tier: "senior-manager",
  people: 9,
  courses: COURSES,
  held: [
    { courses: ["ARA101"], people: count },
    { courses: [], people: 9 - count },
  ],
  headcount: 9,
  headcountOn: "2026-07-01",
  ...rest,
});

describe("leadership-team (rows A1, A2)", () => {
  const rule = "rule: leadership-team";

  test("nobody ever named is not reported, which is not the same as nobody left", () => {
    expect(judge(rule, {})).toMatchObject({ state: "not reported", words: "nobody named" });
    expect(judge(rule, { team: [] })).toMatchObject({ state: "due", words: "0 leads of 2", value: 0, outOf: 2 });
  });

  test("has three states, and flags a third lead without refusing it", () => {
    expect(judge(rule, { team: [member("a")] })).toMatchObject({ state: "due", words: "1 lead of 2" });
    expect(judge(rule, { team: [member("a"), member("bb")] })).toMatchObject({
      state: "due",
      words: "2 leads, but no senior leader",
      remedy: { label: "Name a senior leader", values: { department: "DPW", senior: "true" } },
    });
    const full = [member("a", { senior: true }), member("bb")];
    expect(judge(rule, { team: full })).toMatchObject({ state: "met", words: "2 leads", remedy: undefined });
    expect(judge(rule, { team: [...full, member("ccc")] }).words).toBe("3 leads instead of 2: please check");
    expect(judge(rule, { team: full }).evidence).toEqual(["RO-2026-0001", "RO-2026-0002"]);
  });
});

describe("what is due and what is overdue", () => {
  const lacking = { team: [member("a")] };

  test("a quarter that is over leaves it overdue", () => {
    expect(judge("rule: leadership-team", lacking, "2026-09-30", "2026-11-21")).toMatchObject({
      state: "overdue",
      due: "2026-09-30",
    });
    expect(judge("rule: leadership-team", lacking)).toMatchObject({ state: "due", due: "2026-12-31" });
  });

  test("a year, and a day the plan names for the first time", () => {
    expect(judge("rule: leadership-team, within: year", lacking).due).toBe("2026-12-31");
    expect(judge("rule: leadership-team, due: 2027-02-01", lacking).due).toBe("2027-02-01");
    expect(judge("rule: leadership-team, within: plan", lacking).due).toBe("2028-12-31");
  });

  test("an obligation outside its own days binds nobody", () => {
    const departments = new Map([["DPW", NOTHING]]);
    const plan = planWith("rule: leadership-team, from: 2027-01-01");
    expect(evaluate(plan, { city: NOTHING, departments }, { on: "2026-11-21", today: "2026-11-21" })).toEqual([]);
  });

  test("what the officer accepted as not applicable is no gap", () => {
    const departments = new Map([["DPW", NOTHING]]);
    const at = { on: "2026-11-21", today: "2026-11-21" };
    const judged = (accepted: boolean) => {
      const said = { record: "NU-2026-0001", reason: "no staff of its own", accepted };
      const exempt = new Map([[exemptionKey("DPW", "one"), said]]);
      return evaluate(planWith("rule: leadership-team"), { city: NOTHING, departments }, at, exempt)[0];
    };
    const accepted = judged(true);
    expect(accepted).toMatchObject({ state: "not applicable", words: "does not apply: no staff of its own" });
    expect(accepted && (isGap(accepted) || isAsked(accepted))).toBe(false);
    // Until then it is neither a gap nor out of the count.
    const asked = judged(false);
    expect(asked).toMatchObject({ state: "not reported", asked: "NU-2026-0001" });
    expect(asked && [isGap(asked), isAsked(asked)]).toEqual([false, true]);
  });
});

describe("tier-trained (rows B1-B4, trap G7)", () => {
  const SENIORS = "rule: tier-trained, with: { tier: senior-manager, programs: [racial-equity] }";

  test("of a headcount, with its day, to the nearest percent", () => {
    // 6 / 9 = 66.7 %.
    expect(judge(SENIORS, { trained: [trained(6)] })).toMatchObject({
      state: "due",
      words: "6 of 9 (67 %, headcount of 1 Jul 2026)",
      value: 6,
      outOf: 9,
      outOfOn: "2026-07-01",
    });
  });

  test("without a headcount, of the people on record, which is said", () => {
    // Six of the nine on record: 66.7 %.
    const unknown = { headcount: undefined, headcountOn: undefined };
    const finding = judge(SENIORS, { trained: [trained(6, unknown)] });
    expect(finding).toMatchObject({ state: "due", words: "6 of 9 (67 %, people on record)", value: 6, outOf: 9 });
    expect(finding.outOfOn).toBeUndefined();
  });

  test("only courses of the plan's programs count, and all of them", () => {
    // Two hold Anti-Racism 101 alone, three the EO course alone, one both; EO is another program.
    const held = [
      { courses: ["ARA101"], people: 2 },
      { courses: ["EO"], people: 3 },
      { courses: ["ARA101", "EO"], people: 1 },
    ];
    const asked = (programs: string) =>
      judge(`rule: tier-trained, with: { tier: senior-manager${programs} }`, { trained: [trained(0, { held })] });
    expect(asked(", programs: [racial-equity]").value).toBe(3);
    expect(asked(", programs: [racial-equity, eo]").value).toBe(1);
    // No program named is every program.
    expect(asked("").value).toBe(1);
    expect(asked(", programs: [racial-equity, eo]").remedy?.values).toMatchObject({ course: "ARA101" });
    expect(asked(", programs: [dei]")).toMatchObject({
      state: "not reported",
      words: "no dei course is mandatory for senior managers",
    });
  });

  test("a tier with a headcount and nobody named is 0 of n", () => {
    const nobody = trained(0, { people: 0, held: [], headcount: 6 });
    expect(judge(SENIORS, { trained: [nobody] })).toMatchObject({
      state: "due",
      words: "0 of 6 (0 %, headcount of 1 Jul 2026)",
    });
  });

  test("more people than the headcount says are looked at, and no share is made of them", () => {
    expect(judge(SENIORS, { trained: [trained(7, { headcount: 6 })] })).toMatchObject({
      state: "met",
      words: "7 named, more than the headcount of 1 Jul 2026, 6: please check",
    });
  });

  test("a tier that has nobody is no gap", () => {
    const finding = judge(SENIORS, {});
    expect(finding).toMatchObject({ state: "not applicable", words: "no senior managers on record" });
    expect(isGap(finding)).toBe(false);
  });

  test("a later tier is silent until every one before it has reached its threshold (row B2)", () => {
    const rule = "rule: tier-trained, with: { tier: manager, programs: [racial-equity], after: senior-manager }";
    const managers = trained(1, { tier: "manager" });
    const waiting = judge(rule, { trained: [trained(6), managers] });
    expect(waiting).toMatchObject({ state: "due", muted: true });
    expect(isGap(waiting)).toBe(false);
    // 8 of 9 are 88.9 %, more than 80 %.
    expect(isGap(judge(rule, { trained: [trained(8), managers] }))).toBe(true);
    // Nobody named of six is not reached; a tier without anybody holds nobody up.
    const nobody = trained(0, { people: 0, held: [], headcount: 6 });
    expect(judge(rule, { trained: [nobody, managers] }).muted).toBe(true);
    expect(judge(rule, { trained: [managers] }).muted).toBe(false);
    // Employees come after managers, and so after senior managers where there are no managers.
    const last = "rule: tier-trained, with: { tier: employee, programs: [racial-equity], after: manager }";
    const employees = trained(0, { tier: "employee" });
    expect(judge(last, { trained: [nobody, employees] }).muted).toBe(true);
  });
});

describe("toolkit-trained-managers (row B5)", () => {
  test("managers and senior managers who hold a toolkit course, mandatory or not", () => {
    const seniors = trained(0, { held: [{ courses: ["TOOLKIT"], people: 2 }], headcount: 3 });
    const managers = trained(0, {
      tier: "manager",
      held: [{ courses: ["ARA101", "TOOLKIT"], people: 4 }],
      headcount: 10,
    });
    // 2 of 3 are 66.7 %, 4 of 10 are 40 %; together 6 of 13.
    expect(judge("rule: toolkit-trained-managers", { trained: [seniors, managers] })).toMatchObject({
      state: "due",
      value: 6,
      outOf: 13,
      words: "senior managers 2 of 3 (67 %, headcount of 1 Jul 2026); managers 4 of 10 (40 %, headcount of 1 Jul 2026)",
    });
  });
});

describe("the other rules", () => {
  test("ambassadors (row A3)", () => {
    const some = (active: number) => ({ ambassadors: { active, recruited: 0, left: 0, records: [] } });
    expect(judge("rule: ambassadors", {})).toMatchObject({ state: "not reported" });
    expect(judge("rule: ambassadors", some(2))).toMatchObject({ state: "due", words: "2 of 3 active" });
    expect(judge("rule: ambassadors, with: { atLeast: 2 }", some(2))).toMatchObject({ state: "met" });
  });

  test("vision-adopted (row A5): a draft that has lain for a quarter is to be adopted", () => {
    const vision = { records: ["VS-2026-0004"], draftedOn: "2026-08-01", adoptedOn: undefined };
    expect(judge("rule: vision-adopted", {})).toMatchObject({ remedy: { command: "vision draft" } });
    expect(judge("rule: vision-adopted", { vision })).toMatchObject({
      state: "due",
      words: "drafted 1 Aug 2026, more than a quarter ago",
      remedy: { command: "vision adopt" },
    });
    const adopted = { ...vision, adoptedOn: "2026-09-01" };
    expect(judge("rule: vision-adopted", { vision: { ...adopted, draftedOn: undefined } })).toMatchObject({
      state: "met",
      words: "adopted 1 Sep 2026",
      evidence: ["VS-2026-0004"],
    });
    expect(judge("rule: vision-adopted", { vision: { ...adopted, draftedOn: "2026-11-02" } })).toMatchObject({
      state: "met",
      words: "adopted 1 Sep 2026, a draft of 2 Nov 2026 is under review",
    });
  });

  test("toolkit-trained-leads (row B5): overdue sixty days after the first who lacks it was named", () => {
    const team = [member("a", { toolkitOn: "2026-02-01" }), member("bb", { since: "2026-10-01" })];
    expect(judge("rule: toolkit-trained-leads", { team })).toMatchObject({
      state: "due",
      words: "1 of 2 leads trained, the next by 30 Nov 2026",
    });
    expect(judge("rule: toolkit-trained-leads", { team }, "2026-12-01")).toMatchObject({
      state: "overdue",
      words: "1 of 2 leads trained, one was due by 30 Nov 2026",
    });
  });

  test("new-items-analysed (rows C1, C3): without a register there is no share", () => {
    const fact = (registeredNew: number, analysedNew: number) => ({
      analyses: { plan: { registeredNew, analysedNew, completedExisting: 0, newRecords: [], existingRecords: [] } },
    });
    expect(judge("rule: new-items-analysed", {})).toMatchObject({ state: "not reported", value: undefined });
    // Nothing was pending, so nobody must do anything.
    expect(isGap(judge("rule: new-items-analysed", {}))).toBe(false);
    expect(isGap(judge("rule: statements-on-time", {}))).toBe(false);
    expect(judge("rule: new-items-analysed", fact(3, 2))).toMatchObject({ state: "due", words: "2 of 3 analysed" });
    expect(judge("rule: new-items-analysed", fact(3, 3))).toMatchObject({ state: "met" });
  });

  test("existing-analysed (row C2, trap G10): within the plan's period, or several a year (row H9)", () => {
    const fact = {
      registeredNew: 0,
      analysedNew: 0,
      completedExisting: 1,
      newRecords: [],
      existingRecords: ["AN-2025-0002"],
    };
    const analyses = { plan: fact, year: { ...fact, completedExisting: 0 } };
    expect(judge("rule: existing-analysed, within: plan", { analyses })).toMatchObject({ state: "met" });
    expect(judge("rule: existing-analysed, within: year, with: { atLeast: 4 }", { analyses })).toMatchObject({
      state: "due",
      words: "none yet, due by 31 Dec 2026",
    });
  });

  test("statements-on-time (row C5)", () => {
    const fact = (submitted: number, late: number) => ({
      statements: { quarter: { required: 3, submitted, attached: 0, late, records: [] } },
    });
    expect(judge("rule: statements-on-time", fact(2, 0))).toMatchObject({ state: "due", words: "2 of 3 submitted" });
    expect(judge("rule: statements-on-time", fact(2, 1))).toMatchObject({ state: "overdue" });
    expect(judge("rule: statements-on-time", fact(3, 0))).toMatchObject({ state: "met" });
  });

  test("recurring-meeting (rows B6, D4) and the city as a whole", () => {
    const rule = "rule: recurring-meeting, binds: city, with: { kind: meeting }";
    const asked = { kind: "meeting", window: "quarter" as const, with: [], classes: [] };
    const meeting = { count: 1, lastOn: "2026-10-07", records: ["EN-2026-0007"] };
    expect(judge(rule, {})).toMatchObject({ state: "not reported", department: undefined });
    expect(judge(rule, { engagements: new Map([[engagementsKey(asked), meeting]]) })).toMatchObject({
      state: "met",
      words: "1, last on 7 Oct 2026",
    });
  });

  test("recurring-meeting with somebody named is met by nobody else's meeting (rows A10, D4)", () => {
    const rule = "rule: recurring-meeting, binds: city, with: { kind: meeting, partners: [OAAA, County OAAA] }";
    const asked = { kind: "meeting", window: "quarter" as const, with: ["OAAA", "County OAAA"], classes: [] };
    const meeting = { count: 1, lastOn: "2026-10-07", records: ["EN-2026-0007"] };
    const with_ = (one: EngagementsAsked) => ({ engagements: new Map([[engagementsKey(one), meeting]]) });
    expect(judge(rule, with_({ ...asked, with: [] }))).toMatchObject({
      state: "not reported",
      words: "none with OAAA this quarter",
      remedy: { command: "engagement log", values: { kind: "meeting", partner: "OAAA" } },
    });
    expect(judge(rule, with_(asked))).toMatchObject({ state: "met", words: "1 with OAAA, last on 7 Oct 2026" });
  });
});

describe("rules about measures", () => {
  const judged = (obligation: string, facts: Partial<Facts>, on = "2026-11-21") => {
    const yaml = `${HEAD}measures: [{ id: plan-day, name: Plan, unit: day, value: date, per: department }]
obligations: [{ id: one, label: One, of: G1, ${obligation} }]\n`;
    const departments = new Map([["DPW", { ...NOTHING, ...facts }]]);
    return evaluate(parsePlan(yaml, "town.yaml"), { city: NOTHING, departments }, { on, today: on })[0];
  };
  const fact = { record: "ME-2025-0003", value: undefined, of: undefined, on: "2025-01-15", state: undefined };

  test("language-access-plan (row D14): at most 24 months old", () => {
    const rule = "rule: language-access-plan, with: { measure: plan-day }";
    const latest = new Map([["plan-day", fact]]);
    expect(judged(rule, {})).toMatchObject({ state: "not reported", words: "no plan reported" });
    expect(judged(rule, { latest })).toMatchObject({ state: "met", evidence: ["ME-2025-0003"] });
    expect(judged(rule, { latest }, "2027-01-10")).toMatchObject({
      state: "due",
      words: "plan of 15 Jan 2025, to be reviewed by 15 Jan 2027",
    });
    expect(judged(rule, { latest }, "2027-01-16")).toMatchObject({ state: "overdue" });
  });

  test("measure-reported (row E28): zero is a report", () => {
    const rule = "rule: measure-reported, with: { measure: plan-day }";
    expect(judged(rule, {})).toMatchObject({ state: "not reported" });
    expect(judged(rule, { reported: new Map([["plan-day", { ...fact, value: 0 }]]) })).toMatchObject({
      state: "met",
      value: 0,
    });
  });
});

describe("a plan file with mistakes", () => {
  test("is refused with every mistake at once, each with its line", () => {
    const yaml = `${HEAD.replace("goals:", "earlier: [{ start: 2020-01-01, end: 2024-02-01, label: old }]\nroles: [{ id: EO, name: Officer }, { id: CA, name: Administrator }]\nduties: [{ id: D1, text: Do it, raci: { EO: A, CA: R/A } }]\ngoals:").replace("text: Improve services", "text: Improve services, responsible: [NOPE]")}obligations:
  - { id: o1, label: Team, of: G1, rule: nonsense }
  - { id: o2, label: Team, of: G9, rule: leadership-team, with: { size: 0 } }
`;
    expect(() => parsePlan(yaml, "town.yaml")).toThrow(
      /line 9: earlier\.0 overlaps[\s\S]*line 11: duties\.0\.raci has 2 A's \(EO, CA\)[\s\S]*line 12: goals\.0\.responsible\.0 names the department "NOPE"[\s\S]*line 14: obligations\.0\.rule is not a rule[\s\S]*line 15: obligations\.1\.with\.size[\s\S]*line 15: obligations\.1\.of names the goal, strategy or action "G9"/,
    );
  });

  test("names a strategy's department and an action's id that are wrong, wherever they stand", () => {
    const yaml = `${HEAD}strategies:
  - { id: S1, name: First, responsible: [all, NOPE], actions: [{ id: G1, text: Twice }] }
`;
    expect(() => parsePlan(yaml, "town.yaml")).toThrow(
      /line 11: strategies\.0\.actions\.0\.id is "G1", which is there already[\s\S]*line 11: strategies\.0\.responsible\.1 names the department "NOPE"/,
    );
  });

  test("what names nobody is whose it belongs to, and in the end everybody's", () => {
    const yaml = `${HEAD}strategies:
  - { id: S1, name: First, actions: [{ id: A1, text: One }] }
  - { id: S2, name: Second, responsible: [DPW], actions: [{ id: A2, text: Two }] }
`;
    const actions = parsePlan(yaml, "town.yaml").strategies.flatMap((strategy) => strategy.actions);
    expect(actions.map(({ responsible }) => responsible)).toEqual([["all"], ["DPW"]]);
  });
});
