import { readFileSync } from "node:fs";
import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import type { City as PlanCity } from "../../src/core/places/city.ts";
import type { AnalysisEntry, Closing, Move } from "../../src/domain/analysis/analyses.ts";
import { existingRule, newRule, sumOf } from "../../src/domain/analysis/analysis-counts.ts";
import { stepsLeft } from "../../src/domain/analysis/analysis-steps.ts";
import type { Answers, Template } from "../../src/domain/analysis/analysis-template.ts";
import { parseTemplate } from "../../src/plan/templates.ts";
import { onEachDatabase, trailOf } from "./contract/city.ts";

const template = parseTemplate(readFileSync("src/plan/templates/six-step.yaml", "utf8"), "six-step");
const TODAY = "2026-11-20";
const NO_CHANGE: Closing = { decision: "proceed", policy: undefined, resource: undefined, noChange: "it works" };

/** Complete answers, step by step, with the evaluation due on that day. */
const complete = (evaluateOn = "2027-06-30"): Record<string, Answers> => ({
  proposal: { proposal: "Plough later", results: "Safe walks", areas: "transportation, youth" },
  data: { gaps: "none" },
  engagement: { involved: "Residents, twice" },
  strategies: { benefits: "Everybody", burden: "no", effect: "more" },
  implementation: {
    plan: "From December",
    realistic: "yes",
    funded: "yes",
    staffed: "yes",
    enforced: "yes",
    ongoing: "yes",
  },
  accountability: { measured: "By counting", evaluateOn },
});

onEachDatabase("analyses", (city) => {
  let titles = 0;
  const item = (changes: Partial<AnalysisEntry> = {}): AnalysisEntry => {
    titles += 1;
    return { title: `Item ${titles}`, kind: "existing", subject: "program", department: "DPW", ...changes };
  };
  const store = () => city.stores.analyses;
  const register = (entry: AnalysisEntry, on = TODAY, exempt?: string) =>
    store().register(entry, exempt, on, city.write());
  const start = (entry: AnalysisEntry, on = TODAY, anyway = false, from: Template = template, write = city.write()) =>
    store().start(entry, from, anyway, on, write);
  const save = (id: string, step: string, answers: Answers, base?: number, write = city.write()) =>
    store().saveStep(id, { step, answers, base }, write);
  const move = (id: string, to: Move, on = TODAY) => store().move(id, to, on, city.write("off"));

  async function written(entry = item(), evaluateOn?: string, on = TODAY): Promise<string> {
    const { analysis } = await start(entry, on);
    for (const [step, answers] of Object.entries(complete(evaluateOn))) await save(analysis.id, step, answers);
    return analysis.id;
  }

  async function completed(entry = item(), on = TODAY, evaluateOn?: string): Promise<string> {
    const id = await written(entry, evaluateOn, on);
    await move(id, { to: "submitted" }, on);
    await move(id, { to: "completed", closing: NO_CHANGE }, on);
    return id;
  }

  test("one sequence numbers what is registered and what is started, by the year of recording", async () => {
    const first = await register(item());
    const second = await start(item());
    expect(first.analysis.id).toMatch(/^AN-2026-\d{4}$/);
    expect(Number(second.analysis.id.slice(8))).toBe(Number(first.analysis.id.slice(8)) + 1);
  });

  test("registering the same title twice finds the first, whatever its case and punctuation", async () => {
    const first = await register(item({ title: "Snow-Removal  Routes" }));
    const again = await register(item({ title: "snow removal routes!" }));
    expect(again).toMatchObject({
      outcome: "on record",
      analysis: { id: first.analysis.id, title: "Snow-Removal  Routes" },
    });
  });

  test("the same title in another department is another item", async () => {
    const first = await register(item({ title: "Counter hours" }));
    const other = await register(item({ title: "Counter hours", department: "LIB" }));
    expect(other).toMatchObject({ outcome: "registered" });
    expect(other.analysis.id).not.toBe(first.analysis.id);
  });

  test("starting what is registered continues that record and makes the starter its owner", async () => {
    const entry = item({ kind: "new" });
    const { analysis } = await register(entry, "2026-10-01");
    const started = await start({ ...entry, kind: "existing" }, TODAY, false, template, city.write("bo"));
    expect(started).toMatchObject({
      outcome: "continued",
      analysis: {
        id: analysis.id,
        kind: "new",
        state: "draft",
        registeredOn: "2026-10-01",
        startedOn: TODAY,
        author: city.people.ana,
        owner: city.people.bo,
      },
    });
  });

  test("starting what is under way says so and changes nothing", async () => {
    const entry = item();
    const { analysis } = await start(entry);
    const again = await start(entry, TODAY, true, template, city.write("bo"));
    expect(again).toMatchObject({ outcome: "started before", analysis: { id: analysis.id, owner: city.people.ana } });
  });

  test("ten who start the same item at once start one", async () => {
    const entry = item();
    const results = await Promise.all(Array.from({ length: 10 }, () => start(entry)));
    expect(new Set(results.map(({ analysis }) => analysis.id)).size).toBe(1);
    expect(results.filter(({ outcome }) => outcome === "started")).toHaveLength(1);
  });

  test("the same request four times starts once and is answered alike", async () => {
    const entry = item();
    const write = city.write();
    const results = await Promise.all(Array.from({ length: 4 }, () => start(entry, TODAY, false, template, write)));
    expect(results.map(({ outcome }) => outcome)).toEqual(["started", "started", "started", "started"]);
    expect(await trailOf(city, results[0]?.analysis.id ?? "")).toHaveLength(1);
  });

  test("what was analysed before is started again only when that is meant, as another record", async () => {
    const entry = item();
    const id = await completed(entry);
    expect(await start(entry)).toMatchObject({ outcome: "analysed before", analysis: { id } });
    const again = await start(entry, TODAY, true);
    expect(again.outcome).toBe("started");
    expect(again.analysis.id).not.toBe(id);
  });

  test("what was withdrawn is taken up again, with everything that was written", async () => {
    const entry = item();
    const id = await written(entry);
    await move(id, { to: "withdrawn", reason: "dropped" });
    expect(await start(entry)).toMatchObject({
      outcome: "was withdrawn",
      analysis: { state: "withdrawn", reason: "dropped" },
    });
    const again = await start(entry, TODAY, true);
    expect(again).toMatchObject({ outcome: "taken up", analysis: { id, state: "draft", withdrawnOn: undefined } });
    expect(again.analysis.steps).toHaveLength(6);
  });

  test("every save of a step is a version, and the ones before stay", async () => {
    const { analysis } = await start(item());
    expect(await save(analysis.id, "data", { gaps: "none" }, 0)).toEqual({ outcome: "saved" });
    expect(await save(analysis.id, "data", { gaps: "ages", places: "north" }, 1)).toEqual({ outcome: "saved" });
    expect(await save(analysis.id, "data", { gaps: "ages", places: "north" }, 2)).toEqual({ outcome: "unchanged" });
    const versions = await city.rows(
      sql`select version, answers->>'gaps' as gaps from analysis_answers where record = ${analysis.id} order by version`,
    );
    expect(versions).toEqual([
      { version: 1, gaps: "none" },
      { version: 2, gaps: "ages" },
    ]);
  });

  test("answers that are not given stay, and a blank one is taken out", async () => {
    const { analysis } = await start(item());
    await save(analysis.id, "data", { gaps: "none", places: "north" });
    await save(analysis.id, "data", { places: "" });
    expect((await store().get(analysis.id))?.steps).toMatchObject([{ version: 2, answers: { gaps: "none" } }]);
  });

  test("a save on an older version overwrites nothing and tells what its writer had seen", async () => {
    const { analysis } = await start(item());
    await save(analysis.id, "data", { gaps: "first" }, 0);
    await save(analysis.id, "data", { gaps: "second" }, 1, city.write("bo"));
    const write = city.write();
    expect(await save(analysis.id, "data", { gaps: "third" }, 1, write)).toEqual({
      outcome: "overtaken",
      base: { gaps: "first" },
    });
    expect((await store().get(analysis.id))?.steps).toMatchObject([
      { version: 2, answers: { gaps: "second" }, author: city.people.bo, authorName: "Bo Chen" },
    ]);
    expect(await city.rows(sql`select 1 from requests where id = ${write.request}`)).toEqual([]);
  });

  test("of ten who save the same step at once on the same version one is saved, and nine are told", async () => {
    const { analysis } = await start(item());
    const saves = Array.from({ length: 10 }, (_, at) => save(analysis.id, "data", { gaps: `from ${at}` }, 0));
    const outcomes = (await Promise.all(saves)).map(({ outcome }) => outcome);
    expect(outcomes.filter((one) => one === "saved")).toHaveLength(1);
    expect(outcomes.filter((one) => one === "overtaken")).toHaveLength(9);
  });

  test("submitting is refused while a step is left, and says nothing was moved", async () => {
    const { analysis } = await start(item());
    await save(analysis.id, "data", { gaps: "none" });
    const result = await move(analysis.id, { to: "submitted" });
    expect(result).toMatchObject({ outcome: "incomplete", analysis: { state: "draft" } });
    expect(stepsLeft(template, result.analysis.steps).map(({ number }) => number)).toEqual([1, 3, 4, 5, 6]);
  });

  test("the way through every state keeps its days, its reviewer and what was decided", async () => {
    const id = await written();
    await move(id, { to: "submitted" }, "2026-10-01");
    await move(id, { to: "returned", comment: "which years?" }, "2026-10-05");
    expect(await store().get(id)).toMatchObject({
      state: "returned",
      comment: "which years?",
      reviewerName: "Off Icer",
    });
    await save(id, "data", { gaps: "2025" });
    await move(id, { to: "submitted" }, "2026-10-08");
    const closing: Closing = { decision: "modified", policy: "Later start", resource: "2 FTE", noChange: undefined };
    await move(id, { to: "completed", closing }, "2026-10-10");
    await move(id, { to: "evaluated", evaluation: { met: "partly", found: "fewer falls" } }, "2027-07-01");
    expect(await store().get(id)).toMatchObject({
      state: "evaluated",
      submittedOn: "2026-10-08",
      completedOn: "2026-10-10",
      evaluationDue: "2027-06-30",
      evaluatedOn: "2027-07-01",
      closing,
      evaluation: { met: "partly", found: "fewer falls" },
    });
  });

  const moves: Move[] = [
    { to: "submitted" },
    { to: "returned", comment: "c" },
    { to: "completed", closing: NO_CHANGE },
    { to: "evaluated", evaluation: { met: "yes", found: "f" } },
    { to: "withdrawn", reason: "r" },
  ];
  const reach: Record<string, (entry: AnalysisEntry) => Promise<string>> = {
    registered: async (entry) => (await register(entry)).analysis.id,
    draft: (entry) => written(entry),
    submitted: async (entry) => {
      const id = await written(entry);
      return (await move(id, { to: "submitted" })).analysis.id;
    },
    returned: async (entry) => {
      const id = await reach.submitted?.(entry);
      return (await move(id ?? "", { to: "returned", comment: "c" })).analysis.id;
    },
    completed: (entry) => completed(entry),
    evaluated: async (entry) =>
      (await move(await completed(entry), { to: "evaluated", evaluation: { met: "yes", found: "f" } })).analysis.id,
    withdrawn: async (entry) => (await move(await written(entry), { to: "withdrawn", reason: "r" })).analysis.id,
  };
  const allowed: Record<string, string[]> = {
    registered: ["withdrawn"],
    draft: ["submitted", "withdrawn"],
    submitted: ["returned", "completed", "withdrawn"],
    returned: ["submitted", "withdrawn"],
    completed: ["evaluated"],
    evaluated: [],
    withdrawn: [],
  };

  test.each(Object.keys(allowed).flatMap((state) => moves.map((one) => ({ state, one }))))(
    "from $state to $one.to goes only where the states allow it",
    async ({ state, one }) => {
      const id = (await reach[state]?.(item())) ?? "";
      const before = await trailOf(city, id);
      const result = await move(id, one);
      expect(result.outcome).toBe(allowed[state]?.includes(one.to) ? "moved" : "not now");
      expect(result.analysis.state).toBe(allowed[state]?.includes(one.to) ? one.to : state);
      expect((await trailOf(city, id)).length - before.length).toBe(result.outcome === "moved" ? 1 : 0);
    },
  );

  test.each(["registered", "submitted", "completed", "evaluated", "withdrawn"])(
    "a step is not saved while it is %s",
    async (state) => {
      const id = (await reach[state]?.(item())) ?? "";
      expect(await save(id, "data", { gaps: "changed" })).toEqual({ outcome: "closed" });
    },
  );

  test("an analysis keeps the template it was started with when the file has a new version", async () => {
    const old: Template = { ...template, id: "changing", version: 1 };
    const { analysis } = await start(item(), TODAY, false, old);
    const next: Template = { ...old, version: 2, steps: old.steps.slice(0, 5) };
    const { analysis: later } = await start(item(), TODAY, false, next);
    expect((await store().get(analysis.id))?.template).toEqual(old);
    expect((await store().get(later.id))?.template?.steps).toHaveLength(5);
    const used = (await store().templatesUsed()).filter(({ id }) => id === "changing");
    expect(used).toEqual([
      { id: "changing", version: 1, analyses: 1 },
      { id: "changing", version: 2, analyses: 1 },
    ]);
  });

  test("other words under the number of a version in use are found", async () => {
    const used: Template = { ...template, id: "edited", version: 1 };
    await start(item(), TODAY, false, used);
    expect(await store().differing([used])).toEqual([]);
    expect(await store().differing([{ ...used, title: "Reworded" }])).toEqual(["edited version 1"]);
  });

  test("inviting the same people again invites only who is new", async () => {
    const { analysis } = await start(item());
    const { bo, cy } = city.people;
    expect(await store().invite(analysis.id, [bo], city.write())).toEqual([bo]);
    expect(await store().invite(analysis.id, [bo, cy], city.write())).toEqual([cy]);
    expect((await store().get(analysis.id))?.invited.map(({ name }) => name)).toEqual(["Bo Chen", "Cy Young"]);
    const told = await city.rows(
      sql`select recipient from deliveries where occasion = ${analysis.id} order by recipient`,
    );
    expect(told).toEqual([bo, cy].sort((a, b) => a - b).map((id) => ({ recipient: `person:${id}` })));
  });

  test("a corrected title may not be that of another open record", async () => {
    const { analysis: first } = await register(item());
    const { analysis: second } = await register(item());
    const wanted = { ...item(), title: first.title.toUpperCase() };
    expect(await store().correct(second.id, wanted, undefined, city.write())).toBe("conflict");
    const renamed = { ...item(), title: "Renamed", subject: undefined };
    expect(await store().correct(second.id, renamed, "typo", city.write())).toBe("corrected");
    expect(await store().correct(second.id, renamed, undefined, city.write())).toBe("unchanged");
    expect(await store().get(second.id)).toMatchObject({ title: "Renamed", subject: undefined });
  });

  test("undone it counts nowhere and can be put back, unless the item has another record since", async () => {
    const entry = item({ department: "HLTH", kind: "new" });
    const { analysis } = await register(entry, "2023-03-01");
    const count = async () => newRule(await store().counts("2023-01-01", "2023-12-31", TODAY)).registered;
    expect(await count()).toBe(1);
    await store().setUndone(analysis.id, true, "by mistake", city.write());
    expect(await count()).toBe(0);
    expect(await store().setUndone(analysis.id, false, undefined, city.write())).toBe("done");
    expect(await count()).toBe(1);
    await store().setUndone(analysis.id, true, undefined, city.write());
    await register(entry, "2023-04-01");
    expect(await store().setUndone(analysis.id, false, undefined, city.write())).toBe("conflict");
  });

  test("C1: analysed new over registered new, exempt ones apart, withdrawn ones still to be analysed", async () => {
    const year = ["2022-01-01", "2022-12-31"] as const;
    const entry = () => item({ department: "LIB", kind: "new", subject: "policy" });
    await register(entry(), "2022-02-01");
    await register(entry(), "2022-02-02", "state law leaves no choice");
    await move(await written(entry(), undefined, "2022-03-01"), { to: "withdrawn", reason: "later" }, "2022-04-01");
    await completed(entry(), "2022-05-01");
    const counts = (await store().counts(...year, TODAY)).filter(({ department }) => department === "LIB");
    expect(newRule(counts)).toEqual({ registered: 3, analysed: 1, percent: 33 });
    expect(sumOf(counts)).toMatchObject({ started: 2, completed: 1, withdrawn: 1, exempt: 1, evaluated: 0 });
  });

  test("C1: nothing registered is no share at all", () => {
    expect(newRule([])).toEqual({ registered: 0, analysed: 0, percent: undefined });
  });

  test("C2, G10: an existing item counts by the day of completion, within the plan period", async () => {
    const plan = { planPeriod: { start: "2020-07-01", end: "2021-06-30", label: "plan" } } as PlanCity;
    const counts = async () =>
      (await store().counts(plan.planPeriod.start, plan.planPeriod.end, TODAY)).filter(
        ({ department }) => department === "HLTH",
      );
    const entry = () => item({ department: "HLTH" });
    await completed(entry(), "2020-06-30");
    await completed(entry(), "2021-07-01");
    expect(existingRule(await counts(), plan, "2021-01-01")).toEqual({ met: false, completed: 0, daysLeft: 180 });
    // Started before the plan began, in another calendar year than it ends in: the day of completion decides.
    const id = await written(entry(), undefined, "2020-05-01");
    await move(id, { to: "submitted" }, "2021-06-29");
    await move(id, { to: "completed", closing: NO_CHANGE }, "2021-06-30");
    expect(existingRule(await counts(), plan, "2021-06-30")).toEqual({ met: true, completed: 1, daysLeft: 0 });
    expect(existingRule(await counts(), plan, "2021-06-30", 2)).toMatchObject({ met: false });
  });

  test("C10: counts are split by kind of subject, and what nobody said is its own", async () => {
    for (const subject of ["policy", "program", "practice", "budget", undefined] as const)
      await register(item({ department: "LIB", subject }), "2019-02-01");
    const counts = await store().counts("2019-01-01", "2019-12-31", TODAY);
    expect(counts.map(({ subject, registered }) => [subject, registered])).toEqual([
      ["budget", 1],
      ["policy", 1],
      ["practice", 1],
      ["program", 1],
      [undefined, 1],
    ]);
  });

  test("C11: an evaluation is due on its day, overdue from the next, and done once it is recorded", async () => {
    const id = await completed(item({ department: "LIB" }), "2018-03-01", "2018-09-30");
    const overdue = async (asOf: string) =>
      sumOf((await store().counts("2018-01-01", "2018-12-31", asOf)).filter(({ department }) => department === "LIB"))
        .overdue;
    expect((await store().evaluationsDue("LIB", "2018-09-29")).map((one) => one.id)).not.toContain(id);
    expect((await store().evaluationsDue("LIB", "2018-09-30")).map((one) => one.id)).toContain(id);
    expect(await overdue("2018-09-30")).toBe(0);
    expect(await overdue("2018-10-01")).toBe(1);
    await move(id, { to: "evaluated", evaluation: { met: "yes", found: "all" } }, "2018-10-02");
    expect(await overdue("2018-10-03")).toBe(0);
  });

  test("a list holds what is open whenever it began, and what had a date in the period", async () => {
    const open = (await register(item({ department: "HLTH" }), "2017-01-01")).analysis.id;
    const done = await completed(item({ department: "HLTH" }), "2017-02-01");
    const older = await completed(item({ department: "HLTH" }), "2016-02-01");
    const filter = { department: "HLTH", member: undefined, start: "2017-02-01", end: "2017-02-28", limit: 100 };
    const ids = (await store().list(filter)).map(({ id }) => id);
    expect(ids).toContain(open);
    expect(ids).toContain(done);
    expect(ids).not.toContain(older);
    const mine = await store().list({ ...filter, member: city.people.lea });
    expect(mine).toEqual([]);
  });

  test("the trail names ids and never people", async () => {
    const id = await completed();
    await store().invite(id, [city.people.bo], city.write());
    const trail = await trailOf(city, id);
    expect(trail.map(({ action }) => action)).toEqual([
      "analysis.start",
      ...Array.from({ length: 6 }, () => "analysis.step"),
      "analysis.submitted",
      "analysis.completed",
      "analysis.invite",
    ]);
    expect(trail.map(({ details }) => details).join()).not.toMatch(/Torres|Chen|@city/);
  });
});
