import { readFileSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readConfig } from "../../src/config/config.ts";
import type { Form, RawValues } from "../../src/core/reply/reply.ts";
import { freshDatabase } from "../support/databases.ts";
import {
  createTown,
  errors,
  filled,
  form,
  labels,
  openTown,
  read,
  recordIn,
  type Town,
  table,
} from "../support/town.ts";
import { ANSWERS, press, saveSteps } from "./analysis-answers.ts";

let town: Town;
beforeAll(async () => {
  town = await createTown();
});
afterAll(() => town.close());

let titles = 0;
async function started(who = "ana.torres", subject = "program"): Promise<string> {
  titles += 1;
  return recordIn(await town.say(who, `/analysis start existing ${subject} "Subject ${titles}"`));
}

const step = (record: string, number: string, answers: RawValues, who = "ana.torres") =>
  press(town, who, "analysis step", { record, step: number, answers });

const open = async (record: string, number: string, who = "ana.torres"): Promise<Form> =>
  form(await town.press(who, { command: "analysis step", values: { record, step: number }, ask: true }));

const answersOf = async (record: string, of: string) =>
  (await town.app.stores.analyses.get(record))?.steps.find((one) => one.step === of)?.answers ?? {};

describe("a step saved incomplete", () => {
  test("keeps everything and says what is missing", async () => {
    const record = await started();
    const saved = await step(record, "1", { proposal: "Plough later" });
    expect(read(saved)).toContain(`Saved step 1 of ${record}`);
    expect(read(saved)).toContain(
      "Step 1 still needs: Which results do you want in the community, and which outcomes inside the organisation? Please answer this. · Which areas of life can it touch? Please answer this.",
    );
    expect(filled(await open(record, "1"))).toEqual({ "answers.proposal": "Plough later" });
  });

  test("a burden needs whose it is and what would reduce it", async () => {
    const record = await started();
    const burdened = await step(record, "4", { benefits: "Drivers", burden: "yes", effect: "mixed" });
    expect(read(burdened)).toContain("There is a burden: say whose.");
    expect(read(burdened)).toContain("A burden needs what would reduce it.");
    const mitigated = await step(record, "4", { burdened: "People on foot", mitigation: "Plough sidewalks first" });
    expect(read(mitigated)).toContain("Step 4 is complete.");
  });

  test.each(["no", "unknown"])("an answer %s to the burden needs neither", async (burden) => {
    const saved = await step(await started(), "4", { benefits: "Everybody", burden, effect: "more" });
    expect(read(saved)).toContain("Step 4 is complete.");
  });

  test.each(["realistic", "funded", "staffed", "enforced", "ongoing"])(
    "a no to %s needs what is needed for it",
    async (check) => {
      const record = await started();
      const doubted = await step(record, "5", { ...ANSWERS["5"], [check]: "no" });
      expect(read(doubted)).toContain('There is a "no" above: say what is needed.');
      expect(read(await step(record, "5", { needed: "Two drivers" }))).toContain("Step 5 is complete.");
    },
  );

  test("the last step needs the day of the evaluation", async () => {
    const record = await started();
    expect(read(await step(record, "6", { measured: "Counting" }))).toContain("When will the results be evaluated?");
    expect(read(await step(record, "6", { evaluateOn: "6/30/2027" }))).toContain("Step 6 is complete.");
    expect(await answersOf(record, "accountability")).toEqual({ measured: "Counting", evaluateOn: "2027-06-30" });
  });

  test("each of these keeps the analysis from being submitted", async () => {
    const record = await started();
    await saveSteps(town, "ana.torres", record);
    await step(record, "4", { burden: "yes" });
    await step(record, "5", { staffed: "no" });
    await step(record, "6", { evaluateOn: "" });
    const refused = read(await town.say("ana.torres", `/analysis submit ${record}`));
    expect(refused).toContain("Step 4 Benefits, burdens and strategies: Who is burdened, and how?");
    expect(refused).toContain('Step 5 Implementation: What is needed for every "no"?');
    expect(refused).toContain("Step 6 Accountability and communication: When will the results be evaluated?");
    expect(refused).not.toContain("Step 1");
    expect((await town.app.stores.analyses.get(record))?.state).toBe("draft");
  });

  test("a step may be filled in out of order", async () => {
    const record = await started();
    expect(read(await step(record, "5", ANSWERS["5"] ?? {}))).toContain("5 of 6 steps left");
  });
});

describe("an answer that cannot be read", () => {
  test("stands in the form with its reason, and every other answer is saved", async () => {
    const record = await started();
    const sent = await town.send("ana.torres", await open(record, "1"), {
      "answers.proposal": "Plough later",
      "answers.results": "Safe walks",
      "answers.areas": "housing, flying",
      "answers.decisionOn": "next spring",
    });
    const again = form(sent);
    expect(read(sent)).toContain("Everything else is saved.");
    expect(errors(again)["answers.areas"]).toContain('"flying" is not on the list');
    expect(errors(again)["answers.decisionOn"]).toContain('I do not understand "next spring" as a date');
    expect(filled(again)).toMatchObject({ "answers.areas": "housing, flying", "answers.decisionOn": "next spring" });
    expect(await answersOf(record, "proposal")).toEqual({ proposal: "Plough later", results: "Safe walks" });
    const mended = await town.send("ana.torres", again, {
      "answers.areas": "housing",
      "answers.decisionOn": "2027-03-01",
    });
    expect(read(mended)).toContain("Step 1 is complete.");
  });

  test("a text of 3,000 characters is taken, one of 3,001 stays in the form with what can be done", async () => {
    const record = await started();
    expect(read(await step(record, "3", { involved: "x".repeat(3000) }))).toContain("Step 3 is complete.");
    const refused = form(await step(record, "3", { involved: "x".repeat(3001) }));
    expect(errors(refused)["answers.involved"]).toContain("This is 3,001 characters long; 3,000 is the most here.");
    expect(filled(refused)["answers.involved"]).toHaveLength(3001);
  });

  test("a long answer may be a link, or the text of a file", async () => {
    const record = await started();
    const proposal = (await open(record, "1")).inputs[0];
    expect(proposal?.control).toEqual({ kind: "sheet", maxLength: 50_000, offer: "a text file" });
    await step(record, "1", { proposal: "line one\r\nline two ".repeat(2000) });
    expect((await answersOf(record, "proposal")).proposal).toHaveLength(
      "line one\nline two ".repeat(2000).trim().length,
    );
    await step(record, "1", { proposal: "https://city.example/proposal.pdf" });
    expect((await answersOf(record, "proposal")).proposal).toBe("https://city.example/proposal.pdf");
    expect(errors(form(await step(record, "2", { sources: "our wiki" })))["answers.sources"]).toContain(
      "is not a link",
    );
  });

  test("several areas are boxes, named by value or by label, and kept in the order of the list", async () => {
    const record = await started();
    const areas = (await open(record, "1")).inputs.find(({ name }) => name === "answers.areas");
    expect(areas?.control.kind === "choices" && areas.control.options).toHaveLength(18);
    await step(record, "1", { areas: "Workforce equity; housing" });
    expect((await answersOf(record, "proposal")).areas).toBe("housing, workforce");
  });

  test("control characters that a database refuses are dropped", async () => {
    const record = await started();
    await step(record, "2", { gaps: "no\u0000ne \ud800" });
    expect((await answersOf(record, "data")).gaps).toBe("none");
  });
});

describe("what is asked for wrongly", () => {
  test.each(["0", "7", "99"])("step %s does not exist, and is refused with the list", async (number) => {
    const record = await started();
    const refused = await press(town, "ana.torres", "analysis step", { record, step: number });
    expect(refused.failed).toBe(true);
    expect(read(refused)).toContain(
      `${record} has no step ${number}. Its steps: 1 Proposal and desired results, 2 Data`,
    );
  });

  test("a question that the step does not ask is refused with those it asks", async () => {
    const record = await started();
    const refused = await town.say("ana.torres", `/analysis step ${record} 2 gaps=none mood=good`);
    expect(refused.failed).toBe(true);
    expect(read(refused)).toContain(
      'Step 2 has no question "mood". It asks places, population, performance, gaps, sources.',
    );
    expect(await answersOf(record, "data")).toEqual({});
  });

  test("an analysis that does not exist, and another kind of record, are refused with where to look", async () => {
    expect(read(await town.say("ana.torres", "/analysis step AN-2026-9999 1"))).toContain(
      "There is no analysis AN-2026-9999.",
    );
    expect(read(await town.say("ana.torres", "/analysis show TR-2026-0001"))).toContain(
      "TR-2026-0001 is not an analysis.",
    );
  });

  test("a typed answer adds to what is there, without a form", async () => {
    const record = await started();
    await step(record, "2", { places: "north" });
    await town.say("ana.torres", `/analysis step ${record} 2 gaps="figures by age"`);
    expect(await answersOf(record, "data")).toEqual({ places: "north", gaps: "figures by age" });
  });

  test("the same form sent twice under one request is saved once", async () => {
    const record = await started();
    const sent = await open(record, "2");
    const replies = await Promise.all(
      Array.from({ length: 3 }, () =>
        town.send("ana.torres", sent, { "answers.gaps": "none" }, { id: `twice:${record}` }),
      ),
    );
    expect(new Set(replies.map(read)).size).toBe(1);
    expect(replies.map(read)[0]).toContain("Saved step 2");
    const [row] = await town.rows<{ n: string }>(`select count(*) n from analysis_answers where record = '${record}'`);
    expect(row?.n).toBe("1");
  });
});

describe("two people on the same step at once", () => {
  async function both(): Promise<{ record: string; ana: Form; bo: Form }> {
    const record = await started();
    await town.say("ana.torres", `/analysis invite ${record} @bo`);
    await step(record, "2", { gaps: "none", places: "north" });
    return { record, ana: await open(record, "2"), bo: await open(record, "2", "bo.chen") };
  }

  test("the second sees both texts side by side, by whom and when, with their own text kept, and saves again", async () => {
    const { record, ana, bo } = await both();
    await town.send("ana.torres", ana, { "answers.gaps": "figures by age" });
    const told = await town.send("bo.chen", bo, { "answers.gaps": "figures by language" });
    expect(read(told)).toContain("Step 2 was saved while you were writing");
    expect(read(told)).toMatch(
      /Ana Torres, \w{3} \d{1,2} \w{3} \d\d:\d\d\. Your answers are not saved yet, and nothing is lost/,
    );
    expect(table(told)).toEqual([
      ["Which data are missing, and how could you get them?", "figures by age", "figures by language"],
    ]);
    const again = form(told);
    expect(filled(again)).toEqual({ "answers.places": "north", "answers.gaps": "figures by language" });
    expect(errors(again)["answers.gaps"]).toBe("Ana Torres changed this, too: see above. This is your text.");
    expect(await answersOf(record, "data")).toEqual({ places: "north", gaps: "figures by age" });

    const saved = await town.send("bo.chen", again, { "answers.gaps": "figures by age and language" });
    expect(read(saved)).toContain(`Saved step 2 of ${record}`);
    expect(await answersOf(record, "data")).toEqual({ places: "north", gaps: "figures by age and language" });
    const versions = await town.rows<{ gaps: string }>(
      `select answers->>'gaps' as gaps from analysis_answers where record = '${record}' order by version`,
    );
    expect(versions.map(({ gaps }) => gaps)).toEqual(["none", "figures by age", "figures by age and language"]);
  });

  test("what only the first changed stands in the second's form, and what only the second wrote does, too", async () => {
    const { record, ana, bo } = await both();
    await town.send("ana.torres", ana, { "answers.places": "north and west" });
    const told = await town.send("bo.chen", bo, { "answers.performance": "Complaints doubled" });
    expect(table(told)).toEqual([
      [
        "Does it concern certain parts of the city? Which, and who lives there?",
        "north and west",
        "you did not change it",
      ],
      ["What do the program's own figures say?", "no answer", "Complaints doubled"],
    ]);
    expect(errors(form(told))).toEqual({});
    await town.send("bo.chen", form(told));
    expect(await answersOf(record, "data")).toEqual({
      gaps: "none",
      places: "north and west",
      performance: "Complaints doubled",
    });
  });

  test("the same text from both is simply on record", async () => {
    const { record, ana, bo } = await both();
    await town.send("ana.torres", ana, { "answers.gaps": "figures by age" });
    const same = await town.send("bo.chen", bo, { "answers.gaps": "figures by age" });
    expect(read(same)).toContain(`Nothing new in step 2 of ${record}`);
  });

  test("overtaken twice, the second compares once more", async () => {
    const { record, ana, bo } = await both();
    await town.send("ana.torres", ana, { "answers.gaps": "one" });
    const first = form(await town.send("bo.chen", bo, { "answers.gaps": "mine" }));
    await town.send("ana.torres", await open(record, "2"), { "answers.gaps": "two" });
    const second = await town.send("bo.chen", first);
    expect(table(second)).toEqual([["Which data are missing, and how could you get them?", "two", "mine"]]);
    expect(filled(form(second))["answers.gaps"]).toBe("mine");
  });

  test("an unreadable answer of the second is kept beside the comparison", async () => {
    const { ana, bo } = await both();
    await town.send("ana.torres", ana, { "answers.gaps": "one" });
    const told = form(await town.send("bo.chen", bo, { "answers.gaps": "mine", "answers.sources": "our wiki" }));
    expect(filled(told)).toMatchObject({ "answers.gaps": "mine", "answers.sources": "our wiki" });
    expect(errors(told)["answers.sources"]).toContain("is not a link");
  });

  test("different steps do not get in each other's way", async () => {
    const { record, ana } = await both();
    await step(record, "3", { involved: "Residents" }, "bo.chen");
    expect(read(await town.send("ana.torres", ana, { "answers.gaps": "ages" }))).toContain("Saved step 2");
  });
});

describe("templates (row C9)", () => {
  test("Portland's own has seven steps, in its order", async () => {
    const database = await freshDatabase();
    const portland = await openTown(readConfig({ DATABASE_URL: database.url, PLAN: "portland", LOG_LEVEL: "silent" }));
    const { stores, plan } = portland.app;
    expect(plan.city.template?.steps.map(({ title }) => title)).toEqual([
      "Racial equity goals",
      "Data",
      "Historical context",
      "Engaging those impacted",
      "Refined outcomes and equitable strategies",
      "Implementation",
      "Evaluation and reporting back",
    ]);
    await stores.people.save(
      {
        email: "pat@portland.example",
        name: "Pat",
        department: "PBOT",
        tier: "manager",
        audience: "employee",
        seniorLeader: false,
        granted: [],
      },
      "2026-11-21",
      { actor: 0, request: "pat", year: 2026 },
    );
    const receipt = await portland.say("pat@portland.example", '/analysis start existing "Street sweeping"');
    expect(read(receipt)).toContain("7 of 7 steps left");
    expect(labels(receipt)).toContain("3 Historical context");
    await portland.close();
    await database.drop();
  });

  test("an analysis is shown and finished with the template it was started with after the file has changed", async () => {
    const folder = await mkdtemp(join(tmpdir(), "plan-"));
    const database = await freshDatabase();
    const plan = readFileSync("src/plan/cities/milwaukee.yaml", "utf8").replace(
      "template: six-step",
      "template: own.yaml",
    );
    await writeFile(join(folder, "plan.yaml"), plan);
    const own = readFileSync("src/plan/templates/six-step.yaml", "utf8");
    await writeFile(join(folder, "own.yaml"), own);
    const config = readConfig({ DATABASE_URL: database.url, PLAN: join(folder, "plan.yaml"), LOG_LEVEL: "silent" });

    const before = await openTown(config);
    const record = recordIn(await before.say("ana.torres", '/analysis start existing "Old questions"'));
    await saveSteps(before, "ana.torres", record, ["1", "2", "3"]);
    const opened = form(await press(before, "ana.torres", "analysis step", { record, step: "4" }));
    await before.close();

    // The second version asks one thing less in step 2, one thing more in step 4, and has no step 6.
    const changed = own
      .replace("version: 1", "version: 2")
      .replace("- id: effect", "- id: outcome")
      .replace(/ {2}- id: accountability[\s\S]*$/, "")
      .replace(
        "- id: plan\n        kind: long",
        "- id: evaluateOn\n        kind: date\n        required: true\n        means: evaluation due\n        label: When?\n      - id: plan\n        kind: long",
      );
    await writeFile(join(folder, "own.yaml"), changed);
    const after = await openTown({ ...config });
    expect(after.app.plan.city.template).toMatchObject({ version: 2 });
    const shown = await after.say("ana.torres", `/analysis show ${record}`);
    expect(read(shown)).toContain("Template: Racial equity analysis in six steps, version 1");
    expect(read(shown)).toContain("It keeps the template it was started with");
    expect(read(shown)).toContain("New analyses use version 2.");
    expect(
      read(
        await after.send("ana.torres", opened, {
          "answers.benefits": "All",
          "answers.burden": "no",
          "answers.effect": "more",
        }),
      ),
    ).toContain("Step 4 is complete.");
    await saveSteps(after, "ana.torres", record, ["5", "6"]);
    expect(read(await after.say("ana.torres", `/analysis submit ${record}`))).toContain(`Submitted ${record}`);

    const fresh = recordIn(await after.say("ana.torres", '/analysis start existing "New questions"'));
    expect((await after.app.stores.analyses.get(fresh))?.template).toMatchObject({ version: 2 });
    expect(await after.app.stores.analyses.templatesUsed()).toEqual([
      { id: "six-step", version: 1, analyses: 1 },
      { id: "six-step", version: 2, analyses: 1 },
    ]);

    // A form of the older template, sent for an analysis that has the newer one.
    const stale = await after.send("ana.torres", opened, {
      record: fresh,
      "answers.benefits": "All of them",
      "answers.effect": "more",
    });
    expect(read(stale)).toContain("This form is from another template");
    expect(read(stale)).toContain(
      `${fresh} is written with "Racial equity analysis in six steps", version 2. Nothing was saved.`,
    );
    expect(read(stale)).toContain("Not asked here: effect: more");
    expect(filled(form(stale))).toMatchObject({ "answers.benefits": "All of them" });
    expect(read(await after.send("ana.torres", form(stale)))).toContain("Saved step 4");

    expect((await after.app.readiness()).checks.template).toBe("ok");
    await writeFile(join(folder, "own.yaml"), changed.replace("What is proposed", "What do you propose"));
    const reworded = await openTown({ ...config });
    expect((await reworded.app.readiness()).checks.template).toContain(
      "six-step version 2 was changed after it was used",
    );
    await reworded.close();
    await after.close();
    await database.drop();
    await rm(folder, { recursive: true });
  });
});
