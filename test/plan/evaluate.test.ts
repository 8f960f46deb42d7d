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
import type { TrainedRow } from "../../src/domain/training/trained.ts";
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

const trained = (rest: Partial<TrainedRow>): TrainedRow => ({
  department: "DPW",
  tier: "senior-manager",
  course: "ARA101",
  people: 9,
  trained: 6,
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
  test("of a headcount, with its day", () => {
    expect(judge("rule: tier-trained, with: { tier: senior-manager }", { trained: [trained({})] })).toMatchObject({
      state: "due",
      words: "6 of 9 (66 %, headcount of 1 Jul 2026)",
      value: 6,
      outOf: 9,
      outOfOn: "2026-07-01",
    });
  });

  test("without a headcount a count, never a percentage and never met", () => {
    const rows = [trained({ headcount: undefined, headcountOn: undefined })];
    const finding = judge("rule: tier-trained, with: { tier: senior-manager }", { trained: rows });
    expect(finding).toMatchObject({ state: "not reported", words: "6 trained, headcount not known", outOf: undefined });
  });

  test("the course that the fewest hold decides", () => {
    const rows = [trained({ trained: 9 }), trained({ course: "TOOLKIT", trained: 2 })];
    expect(judge("rule: tier-trained, with: { tier: senior-manager }", { trained: rows })).toMatchObject({
      value: 2,
      remedy: { values: { course: "TOOLKIT" } },
    });
  });

  test("a later tier is silent until the one before it has reached its threshold (row B2)", () => {
    const rule = "rule: tier-trained, with: { tier: manager, after: senior-manager }";
    const managers = trained({ tier: "manager", trained: 1 });
    const waiting = judge(rule, { trained: [trained({}), managers] });
    expect(waiting).toMatchObject({ state: "due", muted: true });
    expect(isGap(waiting)).toBe(false);
    expect(isGap(judge(rule, { trained: [trained({ trained: 8 }), managers] }))).toBe(true);
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
      analyses: { plan: { registeredNew, analysedNew, completedExisting: 0, records: [] } },
    });
    expect(judge("rule: new-items-analysed", {})).toMatchObject({ state: "not reported", value: undefined });
    expect(judge("rule: new-items-analysed", fact(3, 2))).toMatchObject({ state: "due", words: "2 of 3 analysed" });
    expect(judge("rule: new-items-analysed", fact(3, 3))).toMatchObject({ state: "met" });
  });

  test("existing-analysed (row C2, trap G10): within the plan's period, or several a year (row H9)", () => {
    const fact = { registeredNew: 0, analysedNew: 0, completedExisting: 1, records: ["AN-2025-0002"] };
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
