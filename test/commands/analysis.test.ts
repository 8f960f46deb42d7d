import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { button, createTown, errors, filled, form, labels, read, recordIn, type Town, table } from "../support/town.ts";
import { ANSWERS, press, saveSteps, written } from "./analysis-answers.ts";

let town: Town;
beforeAll(async () => {
  town = await createTown();
});
afterAll(() => town.close());

const say = (who: string, text: string) => town.say(who, text);

describe("the transcript: an analysis of snow removal routes", () => {
  let record = "";

  test("one sentence starts it, and the receipt shows six steps with a button each", async () => {
    const started = await say("ana.torres", '/analysis start existing "Snow removal routes"');
    record = recordIn(started);
    expect(record).toMatch(/^AN-2026-\d{4}$/);
    expect(read(started)).toContain(`Started ${record}`);
    expect(read(started)).toContain("Snow removal routes · existing · Public Works · draft, started Sat 21 Nov 2026");
    expect(read(started)).toContain("6 of 6 steps left");
    expect(labels(started)).toEqual([
      "1 Proposal and desired results",
      "2 Data",
      "3 Community engagement",
      "4 Benefits, burdens and strategies",
      "5 Implementation",
      "6 Accountability and communication",
      "Show all of it",
      "Invite…",
      "Edit",
      "Undo",
    ]);
  });

  test("a step is a short form, saved when it is sent, and the receipt shows which steps are left", async () => {
    const opened = await press(town, "ana.torres", "analysis step", { record, step: "1" });
    const step = form(opened);
    expect(step.title).toBe(`Step 1 of 6: Proposal and desired results · ${record} Snow removal routes`);
    expect(step.inputs.map(({ label, optional }) => [label, optional])).toEqual([
      ["What is proposed, or what is done today?", false],
      ["Which results do you want in the community, and which outcomes inside the organisation?", false],
      ["Which areas of life can it touch?", false],
      ["Council file number", true],
      ["When is it decided?", true],
    ]);
    const saved = await town.send("ana.torres", step, {
      "answers.proposal": "Plough side streets later",
      "answers.results": "Safe walks everywhere",
      "answers.areas": "transportation, youth",
    });
    expect(read(saved)).toContain(`Saved step 1 of ${record}`);
    expect(read(saved)).toContain("Step 1 is complete.");
    expect(read(saved)).toContain("5 of 6 steps left");
    expect(labels(saved)).not.toContain("1 Proposal and desired results");
  });

  test("an invited colleague goes on where it stopped and finds what was written", async () => {
    const stranger = await press(town, "bo.chen", "analysis step", { record, step: "2" });
    expect(stranger.failed).toBe(true);
    expect(read(stranger)).toContain("You may not do that");
    const invited = await say("ana.torres", `/analysis invite ${record} @bo`);
    expect(read(invited)).toContain(`Invited Bo Chen to ${record}`);
    const found = form(
      await town.press("bo.chen", { command: "analysis step", values: { record, step: "1" }, ask: true }),
    );
    expect(filled(found)["answers.proposal"]).toBe("Plough side streets later");
    await saveSteps(town, "bo.chen", record, ["2", "3"]);
    const seen = await say("ana.torres", `/analysis show ${record}`);
    expect(table(seen).map(([step, standing, by]) => [step, standing, by?.split(",")[0]])).toEqual([
      ["1 Proposal and desired results", "complete", "Ana Torres"],
      ["2 Data", "complete", "Bo Chen"],
      ["3 Community engagement", "complete", "Bo Chen"],
      ["4 Benefits, burdens and strategies", "not begun", "nobody yet"],
      ["5 Implementation", "not begun", "nobody yet"],
      ["6 Accountability and communication", "not begun", "nobody yet"],
    ]);
  });

  test("submitting too early lists what is missing, and keeps everything", async () => {
    const early = await say("bo.chen", `/analysis submit ${record}`);
    expect(read(early)).toContain(`${record} cannot be submitted yet`);
    expect(read(early)).toContain(
      "Step 4 Benefits, burdens and strategies: Who benefits, and how? Please answer this.",
    );
    expect(read(early)).toContain("Step 6 Accountability and communication");
    expect(read(early)).not.toContain("Step 2");
    expect(labels(early)).toContain("5 Implementation");
  });

  test("with all steps it is submitted, returned with a comment, submitted again, completed and evaluated", async () => {
    await saveSteps(town, "bo.chen", record, ["4", "5"]);
    const last = await press(town, "bo.chen", "analysis step", { record, step: "6", answers: ANSWERS["6"] });
    expect(read(last)).toContain("All 6 steps are complete.");
    const submitted = await town.press("bo.chen", button(last, "Submit for review"));
    expect(read(submitted)).toContain(`Submitted ${record}`);
    const returned = await say("patrick.oneil", `/analysis return ${record} because the data step names no year`);
    expect(read(returned)).toContain(`Returned ${record}`);
    expect(read(returned)).toContain("The reviewer asks: the data step names no year");
    await press(town, "bo.chen", "analysis step", {
      record,
      step: "2",
      answers: { gaps: "Figures of 2025 are missing" },
    });
    await say("bo.chen", `/analysis submit ${record}`);
    const completed = await press(town, "patrick.oneil", "analysis complete", {
      record,
      decision: "modified",
      policy: "Routes start in the five districts",
    });
    expect(read(completed)).toContain(`Completed ${record}`);
    expect(read(completed)).toContain("Policy change: Routes start in the five districts");
    expect(read(completed)).toContain("Evaluation due: Wed 30 Jun 2027");
    const evaluated = await press(town, "bo.chen", "analysis evaluate", {
      record,
      met: "partly",
      found: "Fewer falls",
    });
    expect(read(evaluated)).toContain(`Evaluated ${record}`);
    expect(read(evaluated)).toContain("Results reached: Partly");
  });

  test("it meets the department's rule for existing items, and shows it", async () => {
    const list = read(await say("ana.torres", "/analysis list"));
    expect(list).toContain("Analyses · Public Works · Plan 2024-2028");
    expect(list).toContain("Existing: met. 1 completed within plan 2024-2028.");
    expect(list).toContain(`${record} | Snow removal routes | nothing | evaluated Sat 21 Nov 2026 | existing`);
  });
});

describe("the register (row C3)", () => {
  test("one line registers a new policy, and its analysis continues that record", async () => {
    const registered = await say("ana.torres", '/analysis register new policy "Overtime assignment"');
    const record = recordIn(registered);
    expect(read(registered)).toContain(`Registered ${record}`);
    expect(read(registered)).toContain("Overtime assignment · new policy · Public Works · registered Sat 21 Nov 2026");
    const started = await say("bo.chen", '/analysis start new policy "overtime assignment"');
    expect(recordIn(started)).toBe(record);
    expect(read(started)).toContain("It is on the register since Sat 21 Nov 2026; this is its analysis.");
  });

  test("the button of a registered item starts its analysis", async () => {
    const registered = await say("ana.torres", "/analysis register new program Green alleys");
    const started = await town.press("ana.torres", button(registered, "Start the analysis"));
    expect(recordIn(started)).toBe(recordIn(registered));
    expect(read(started)).toContain(`Started ${recordIn(registered)}`);
  });

  test("registering again says so, and starting again does, too", async () => {
    const first = recordIn(await say("ana.torres", '/analysis register new program "Tool library"'));
    const again = await say("ana.torres", '/analysis register new program "Tool Library"');
    expect(read(again)).toContain("On the register already");
    expect(recordIn(again)).toBe(first);
    await say("ana.torres", '/analysis start new program "Tool library"');
    const twice = await say("patrick.oneil", '/analysis start new program "Tool library"');
    expect(read(twice)).toContain("Under way already");
    expect(read(twice)).toContain(`${first} was started by Ana Torres. Nothing new was saved.`);
  });

  test("a colleague who is not invited hears whom to ask, and gets no steps", async () => {
    await say("ana.torres", '/analysis start existing "Sign shop"');
    const told = await say("bo.chen", '/analysis start existing "Sign shop"');
    expect(read(told)).toContain("Ask Ana Torres or a lead of the department to invite you.");
    expect(labels(told)).toEqual([]);
  });

  test("another kind than on record is said, and the record stays as it is", async () => {
    await say("ana.torres", '/analysis register new policy "Bike parking"');
    const started = await say("ana.torres", '/analysis start existing program "Bike parking"');
    expect(read(started)).toContain("It stays on record as new, not existing and as a policy, not a program.");
    expect(read(started)).toContain("Bike parking · new policy");
  });

  test("C1: the share of new items that are analysed follows registrations, exemptions and completions", async () => {
    const line = async () =>
      read(await say("nadia.rahman", "/analysis list department=MPL"))
        .split("\n")
        .find((one) => one.startsWith("New:"));
    expect(await line()).toBe("New: no item to analyse is registered in this period.");
    for (const title of ["Late fees", "Room booking", "Card rules"])
      await say("james.okoro", `/analysis register new policy "${title}"`);
    expect(await line()).toBe("New: 0 of 3 registered in this period are analysed (0 %).");
    const exempt = recordIn(await say("james.okoro", '/analysis register new policy "Card rules"'));
    await say("nadia.rahman", `/analysis exempt ${exempt} because state law leaves no choice`);
    const record = await written(town, "james.okoro", '/analysis start new policy "Late fees"');
    await say("james.okoro", `/analysis submit ${record}`);
    await press(town, "nadia.rahman", "analysis complete", { record, decision: "proceed", nochange: "it works" });
    expect(await line()).toBe(
      "New: 1 of 2 registered in this period is analysed (50 %). 1 exempt, with a reason, is not among them.",
    );
    await press(town, "nadia.rahman", "analysis exempt", { record: exempt, lift: "yes" });
    expect(await line()).toBe("New: 1 of 3 registered in this period is analysed (33 %).");
  });

  test("whoever only registers cannot exempt", async () => {
    const asked = await say("bo.chen", '/analysis register new policy "Keys" exempt="too small"');
    expect(errors(form(asked)).exempt).toContain("Only a lead of the department or the equity officer can exempt");
    const lead = await say("ana.torres", '/analysis register new policy "Keys" exempt="too small"');
    expect(read(lead)).toContain("exempt: too small");
  });

  test("nobody registers or starts for another department", async () => {
    for (const verb of ["register", "start"]) {
      const refused = await say("bo.chen", `/analysis ${verb} existing "Elsewhere" department=PARKS`);
      expect(refused.failed).toBe(true);
      expect(read(refused)).toContain("You may not do that for Parks");
    }
    const [row] = await town.rows<{ n: string }>("select count(*) n from analyses where title = 'Elsewhere'");
    expect(row?.n).toBe("0");
  });

  test("a correction keeps the old value on the trail, and undo and restore work from the receipt", async () => {
    const registered = await say("ana.torres", '/analysis register new policy "Salt storge"');
    const edit = form(await town.press("ana.torres", button(registered, "Edit")));
    expect(filled(edit)).toEqual({
      "changes.title": "Salt storge",
      "changes.kind": "new",
      "changes.subject": "policy",
      "changes.department": "DPW",
    });
    const corrected = await town.send("ana.torres", edit, { "changes.title": "Salt storage", reason: "typo" });
    expect(read(corrected)).toContain("Salt storage · new policy");
    expect(read(corrected)).toContain("It said: Salt storge · new policy");
    const undone = await town.press("ana.torres", button(corrected, "Undo"));
    expect(read(undone)).toContain(`Undone ${recordIn(registered)}`);
    const back = await town.press("ana.torres", button(undone, "Put it back"));
    expect(read(back)).toContain(`Put back ${recordIn(registered)}`);
  });

  test("a sentence corrects an item, too, and says what it said before", async () => {
    const record = recordIn(await say("ana.torres", '/analysis register new policy "Ice control"'));
    const corrected = await say("ana.torres", `fix ${record} title="Snow and ice control" because the name changed`);
    expect(read(corrected)).toContain(`Corrected ${record}`);
    expect(read(corrected)).toContain("Snow and ice control · new policy");
    expect(read(corrected)).toContain("Reason: the name changed");
    const wrong = await press(town, "ana.torres", "fix", { record, changes: { employees: "3" }, reason: "a slip" });
    expect(read(wrong)).toContain(`${record} has no "employees". It has title, kind, subject, department.`);
    const kind = form(await press(town, "ana.torres", "fix", { record, changes: { kind: "old" }, reason: "a slip" }));
    expect(errors(kind)["changes.kind"]).toBe('"old" is none of New, Existing.');
  });

  test("an item whose title somebody else has again since is not put back beside it", async () => {
    const first = await say("ana.torres", '/analysis register new policy "Leaf blowers"');
    const undone = await town.press("ana.torres", button(first, "Undo"));
    await say("ana.torres", '/analysis register new policy "Leaf blowers"');
    const refused = await town.press("ana.torres", button(undone, "Put it back"));
    expect(read(refused)).toContain("Another record stands for it");
  });

  test("a corrected title that is taken is refused in the form, with what was typed", async () => {
    await say("ana.torres", '/analysis register new policy "Taken title"');
    const other = await say("ana.torres", '/analysis register new policy "Free title"');
    const edit = form(await town.press("ana.torres", button(other, "Edit")));
    const refused = form(await town.send("ana.torres", edit, { "changes.title": "Taken title", reason: "a slip" }));
    expect(errors(refused)["changes.title"]).toContain('another open record called "Taken title"');
    expect(filled(refused)["changes.title"]).toBe("Taken title");
  });
});
