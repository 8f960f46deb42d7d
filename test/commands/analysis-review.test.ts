import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { RawValues } from "../../src/core/reply/reply.ts";
import { createMailbox, type Mailbox } from "../support/mailbox.ts";
import {
  AFTERNOON,
  button,
  createTown,
  emailOf,
  errors,
  form,
  labels,
  read,
  recordIn,
  type Town,
  table,
} from "../support/town.ts";
import { ANSWERS, press, saveSteps, written } from "./analysis-answers.ts";

let town: Town;
let mailbox: Mailbox;
beforeAll(async () => {
  town = await createTown();
  mailbox = createMailbox(town.app);
});
afterAll(() => town.close());

let titles = 0;
const nextTitle = () => {
  titles += 1;
  return `Work ${titles}`;
};
const submit = async (who = "ana.torres", said = `/analysis start existing "${nextTitle()}"`) => {
  const record = await written(town, who, said);
  await town.say(who, `/analysis submit ${record}`);
  return record;
};
const complete = (record: string, who = "patrick.oneil", more: RawValues = { nochange: "it works" }) =>
  press(town, who, "analysis complete", { record, decision: "proceed", ...more });
const evaluate = (record: string, who = "ana.torres") =>
  press(town, who, "analysis evaluate", { record, met: "yes", found: "All walks were safe" });
const stateOf = async (record: string) => (await town.app.stores.analyses.get(record))?.state;

describe("the review", () => {
  test("a lead does not review their own analysis, another lead or the officer does", async () => {
    const record = await submit("ana.torres");
    const own = await complete(record, "ana.torres");
    expect(own.failed).toBe(true);
    expect(read(own)).toContain(
      `${record} is yours, so somebody else reviews it: another lead of Public Works, or the equity officer.`,
    );
    const returned = await press(town, "ana.torres", "analysis return", { record, comment: "no" });
    expect(read(returned)).toContain("is yours");
    expect(await stateOf(record)).toBe("submitted");
    expect(read(await complete(record, "nadia.rahman"))).toContain(`Completed ${record}`);
  });

  test("an invited employee writes and submits, and reviews nothing", async () => {
    const record = recordIn(await town.say("ana.torres", `/analysis start existing "${nextTitle()}"`));
    await town.say("ana.torres", `/analysis invite ${record} @bo`);
    await saveSteps(town, "bo.chen", record);
    expect(read(await town.say("bo.chen", `/analysis submit ${record}`))).toContain(`Submitted ${record}`);
    expect((await complete(record, "bo.chen")).failed).toBe(true);
    expect(await stateOf(record)).toBe("submitted");
  });

  test("completing needs a decision, and a change or the reason why there is none", async () => {
    const record = await submit();
    const open = form(
      await town.press("patrick.oneil", { command: "analysis complete", values: { record }, ask: true }),
    );
    const nothing = form(await town.send("patrick.oneil", open, { decision: "modified" }));
    expect(errors(nothing).policy).toBe("Say which policy or which resources change, or why nothing does.");
    const both = form(
      await town.send("patrick.oneil", open, { decision: "modified", policy: "Later start", nochange: "none" }),
    );
    expect(errors(both).nochange).toContain("You name a change, and say why there is none.");
    expect(await stateOf(record)).toBe("submitted");
    const done = await town.send("patrick.oneil", open, { decision: "modified", resource: "Two drivers more" });
    expect(read(done)).toContain("Decision: Proceed with changes");
    expect(read(done)).toContain("Resource change: Two drivers more");
  });

  test("what is returned tells its owner what to change, and can be changed and submitted again", async () => {
    const record = await submit("bo.chen");
    await mailbox.open(emailOf("bo.chen"));
    await press(town, "patrick.oneil", "analysis return", { record, comment: "Which years?" });
    const [told] = await mailbox.open(emailOf("bo.chen"));
    expect(told && read(told)).toContain(`Patrick O'Neil reviewed ${record}`);
    expect(told && read(told)).toContain("The reviewer asks: Which years?");
    const changed = await press(town, "bo.chen", "analysis step", { record, step: "2", answers: { gaps: "2025" } });
    expect(read(changed)).toContain("The reviewer asks: Which years?");
    await town.press("bo.chen", button(changed, "Submit for review"));
    await complete(record);
    const [done] = await mailbox.open(emailOf("bo.chen"));
    expect(done && read(done)).toContain("completed Sat 21 Nov 2026");
  });

  test("who is invited is told privately, once", async () => {
    const record = recordIn(await town.say("ana.torres", `/analysis start existing "${nextTitle()}"`));
    await town.say("ana.torres", `/analysis invite ${record} @lee and @bo`);
    const again = await town.say("ana.torres", `/analysis invite ${record} @lee`);
    expect(read(again)).toContain("Nobody new was invited");
    expect(read(again)).toContain("Could write it already: Lee Nakamura.");
    const messages = await mailbox.open(emailOf("lee.nakamura"));
    expect(messages.map(read)).toEqual([expect.stringContaining(`You can write ${record} with Ana Torres`)]);
    const shown = await town.press("lee.nakamura", button(messages[0] ?? again, "Show it"));
    expect(read(shown)).toContain("Invited: Bo Chen, Lee Nakamura");
  });

  test("an invitation to what was withdrawn before it was sent is not sent", async () => {
    const record = recordIn(await town.say("ana.torres", `/analysis start existing "${nextTitle()}"`));
    await town.say("ana.torres", `/analysis invite ${record} @tou`);
    await town.say("ana.torres", `/analysis withdraw ${record} because the proposal was dropped`);
    expect(await mailbox.open(emailOf("tou.xiong"))).toEqual([]);
  });
});

describe("a step at the wrong time says what is so and what can be done", () => {
  const says = async (who: string, command: string, values: RawValues) => {
    const reply = await press(town, who, command, values);
    expect(reply.failed).toBe(true);
    return read(reply);
  };

  test("of an item that is registered only", async () => {
    const record = recordIn(await town.say("ana.torres", '/analysis register existing "Not begun"'));
    const step = await says("ana.torres", "analysis step", { record, step: "1", answers: { proposal: "x" } });
    expect(step).toContain(
      `${record} is registered, but not started. Start it with: analysis start "Not begun". Nothing was saved.`,
    );
    expect(await says("ana.torres", "analysis submit", { record })).toContain(
      "Only a draft, or what was returned, can be submitted. Nothing was changed.",
    );
    expect(await says("patrick.oneil", "analysis complete", { record, decision: "proceed", nochange: "x" })).toContain(
      "Only what was submitted can be completed.",
    );
  });

  test("of a draft", async () => {
    const record = recordIn(await town.say("ana.torres", `/analysis start existing "${nextTitle()}"`));
    expect(await says("patrick.oneil", "analysis return", { record, comment: "c" })).toContain(
      `${record} is a draft. Only what was submitted can be returned.`,
    );
    expect(await says("ana.torres", "analysis evaluate", { record, met: "yes", found: "f" })).toContain(
      "Only what was completed, and not evaluated yet, can be evaluated.",
    );
  });

  test("of what is being reviewed: a form that was open keeps its text", async () => {
    const record = await submit();
    const step = await says("ana.torres", "analysis step", { record, step: "2", answers: { gaps: "late thought" } });
    expect(step).toContain(
      `${record} was submitted Sat 21 Nov 2026 and is being reviewed. The reviewer can return it for changes.`,
    );
    expect(await says("ana.torres", "analysis submit", { record })).toContain("is submitted and waits for its review.");
  });

  test("of what is completed or evaluated", async () => {
    const record = await submit();
    await complete(record);
    expect(await says("ana.torres", "analysis step", { record, step: "2", answers: { gaps: "x" } })).toContain(
      "was completed Sat 21 Nov 2026. Its answers stay as they are; it can be evaluated.",
    );
    expect(await says("ana.torres", "analysis withdraw", { record, reason: "r" })).toContain(
      "is completed. Only what is not completed can be withdrawn.",
    );
    expect(await says("ana.torres", "analysis invite", { record, people: emailOf("bo.chen") })).toContain(
      "is not being written any more",
    );
    expect(await says("nadia.rahman", "analysis exempt", { record, reason: "r" })).toContain("is under way or done");
    await evaluate(record);
    expect(await says("ana.torres", "analysis evaluate", { record, met: "yes", found: "f" })).toContain(
      "is evaluated already.",
    );
  });

  test("of what was withdrawn: everything is kept, and starting it takes it up again", async () => {
    const title = nextTitle();
    const record = recordIn(await town.say("ana.torres", `/analysis start existing "${title}"`));
    await saveSteps(town, "ana.torres", record, ["1", "2"]);
    const withdrawn = await town.say("ana.torres", `/analysis withdraw ${record} because the proposal was dropped`);
    expect(read(withdrawn)).toContain("Everything is kept. Reason: the proposal was dropped");
    expect(await says("ana.torres", "analysis step", { record, step: "3", answers: ANSWERS["3"] })).toContain(
      `was withdrawn, and everything is kept. Take it up again with: analysis start "${title}".`,
    );
    const asked = await town.say("ana.torres", `/analysis start existing "${title}"`);
    expect(read(asked)).toContain("Take it up again?");
    const again = await town.press("ana.torres", button(asked, "Yes, take it up again"));
    expect(read(again)).toContain(`Took up ${record} again`);
    expect(read(again)).toContain("4 of 6 steps left");
  });

  test("of what was undone", async () => {
    const started = await town.say("ana.torres", `/analysis start existing "${nextTitle()}"`);
    const record = recordIn(started);
    await town.press("ana.torres", button(started, "Undo"));
    expect(await says("ana.torres", "analysis step", { record, step: "1", answers: { proposal: "x" } })).toContain(
      `${record} was undone. Put it back first. Nothing was saved.`,
    );
    expect(await says("ana.torres", "analysis submit", { record })).toContain(
      "Put it back first. Nothing was changed.",
    );
  });

  test("the same item once it was analysed asks before another record is made", async () => {
    const title = nextTitle();
    const record = await submit("ana.torres", `/analysis start existing "${title}"`);
    await complete(record);
    const asked = await town.say("ana.torres", `/analysis start existing "${title}"`);
    expect(read(asked)).toContain("Analyse it again?");
    const again = await town.press("ana.torres", button(asked, "Yes, start another analysis"));
    expect(read(again)).toContain("Started AN-");
    expect(recordIn(again)).not.toBe(record);
  });

  test("withdrawing without a reason asks for it", async () => {
    const record = recordIn(await town.say("ana.torres", `/analysis start existing "${nextTitle()}"`));
    expect(read(await town.say("ana.torres", `/analysis withdraw ${record}`))).toContain("Why is it withdrawn?");
    expect(await stateOf(record)).toBe("draft");
  });

  test("what a sentence denies is not done", async () => {
    const record = await written(town, "ana.torres", `/analysis start existing "${nextTitle()}"`);
    expect(read(await town.say("ana.torres", `/analysis submit ${record}, but not yet, don't`))).not.toContain(
      "Submitted",
    );
    expect(await stateOf(record)).toBe("draft");
  });
});

describe("who may see and write what", () => {
  test("an employee who is not invited neither reads nor writes, whatever the button", async () => {
    const record = await submit("ana.torres");
    const before = await town.rows("select count(*) from audit_entries");
    for (const [command, values] of Object.entries<RawValues>({
      "analysis show": { record },
      "analysis step": { record, step: "1", answers: { proposal: "forged" } },
      "analysis submit": { record },
      "analysis return": { record, comment: "forged" },
      "analysis complete": { record, decision: "proceed", nochange: "forged" },
      "analysis withdraw": { record, reason: "forged" },
      "analysis invite": { record, people: emailOf("lee.nakamura") },
      fix: { record, changes: { title: "Forged" } },
      "analysis exempt": { record, reason: "forged" },
      "fix undo": { record },
    })) {
      const reply = await press(town, "lee.nakamura", command, values);
      expect(reply.failed, command).toBe(true);
      expect(read(reply), command).toMatch(/You may not|is for .* only/);
      const opened = await town.press("lee.nakamura", { command, values: { record }, ask: true });
      expect(JSON.stringify(opened), command).not.toContain("Plough side streets later");
    }
    expect(await town.rows("select count(*) from audit_entries")).toEqual(before);
  });

  test("a lead of another department sees nothing of it, the auditor reads it and writes nothing", async () => {
    const record = await submit("ana.torres");
    expect((await town.say("james.okoro", `/analysis show ${record}`)).failed).toBe(true);
    const seen = await town.say("felicia.marsh", `/analysis show ${record}`);
    expect(read(seen)).toContain("Standing: submitted Sat 21 Nov 2026");
    expect(labels(seen)).toEqual([1, 2, 3, 4, 5, 6].map((number) => expect.stringMatching(`^Read ${number} `)));
    const step = await town.press("felicia.marsh", button(seen, "Read 1 Proposal and desired results"));
    expect(read(step)).toContain("What is proposed, or what is done today?: Plough side streets later");
    expect(read(step)).toContain("Which areas of life can it touch?: Children and youth, Transportation");
    expect(
      (await press(town, "felicia.marsh", "analysis step", { record, step: "1", answers: { proposal: "x" } })).failed,
    ).toBe(true);
  });

  test("an employee's list holds what they write, and no counts", async () => {
    const mine = recordIn(await town.say("denise.kowalski", `/analysis start existing "${nextTitle()}"`));
    const list = await town.say("denise.kowalski", "/analysis list");
    expect(read(list)).toContain("These are the ones you write.");
    expect(table(list).map(([id]) => id)).toEqual([mine]);
    expect((await town.say("denise.kowalski", "/analysis list parks")).failed).toBe(true);
  });

  test("whoever registered an item takes it back until it is reviewed, and its lead afterwards", async () => {
    const record = await submit("bo.chen");
    await complete(record);
    expect((await press(town, "bo.chen", "fix undo", { record })).failed).toBe(true);
    expect(read(await press(town, "ana.torres", "fix undo", { record }))).toContain(`Undone ${record}`);
  });

  test("whoever continues another's item does not take its registration back", async () => {
    const title = nextTitle();
    await town.say("ana.torres", `/analysis register existing "${title}"`);
    const started = await town.say("bo.chen", `/analysis start existing "${title}"`);
    expect(labels(started)).not.toContain("Undo");
    expect((await press(town, "bo.chen", "fix undo", { record: recordIn(started) })).failed).toBe(true);
  });

  test("nothing is moved into a department where one may not log", async () => {
    const record = recordIn(await town.say("bo.chen", `/analysis register existing "${nextTitle()}"`));
    const moved = await press(town, "bo.chen", "fix", { record, changes: { department: "PARKS" }, reason: "a slip" });
    expect(read(moved)).toContain("You may not move it to Parks.");
  });
});

describe("the list and its counts (rows C1, C2, C10, C11, C14; trap G10)", () => {
  const DEPARTMENT = "MPL";
  const list = async (period = "") =>
    read(await town.say("nadia.rahman", `/analysis list department=${DEPARTMENT} ${period}`));
  const count = async (what: string, period = "") =>
    table(await town.say("nadia.rahman", `/analysis list department=${DEPARTMENT} ${period}`)).find(
      ([name]) => name === what,
    );

  test("an empty department is told so, with the days that are left", async () => {
    const empty = await list();
    expect(empty).toContain("New: no item to analyse is registered in this period.");
    expect(empty).toContain(
      "Existing: none completed within plan 2024-2028 yet; 771 days left, until Sun 31 Dec 2028.",
    );
    expect(empty).toContain("None is on the register, started or finished in this period.");
  });

  test("from register to evaluation, new and existing apart, split by kind", async () => {
    await town.say("james.okoro", '/analysis register new policy "Fines"');
    await town.say("james.okoro", '/analysis register new budget "Book budget"');
    const fines = await submit("james.okoro", '/analysis start new policy "Fines"');
    await complete(fines, "nadia.rahman");
    const branch = await submit("james.okoro", '/analysis start existing practice "Branch hours"');
    await complete(branch, "nadia.rahman");
    await evaluate(branch, "james.okoro");
    expect(await list()).toContain("New: 1 of 2 registered in this period is analysed (50 %).");
    expect(await list()).toContain("Existing: met. 1 completed within plan 2024-2028.");
    // Registered, started, completed, evaluated, withdrawn, overdue.
    expect(await count("all new")).toEqual(["all new", "2", "1", "1", "0", "0", "0"]);
    expect(await count("new policy")).toEqual(["new policy", "1", "1", "1", "0", "0", "0"]);
    expect(await count("new budget decision")).toEqual(["new budget decision", "1", "0", "0", "0", "0", "0"]);
    expect(await count("existing practice")).toEqual(["existing practice", "1", "1", "1", "1", "0", "0"]);
  });

  test("what is left of each stands beside it", async () => {
    const record = recordIn(await town.say("james.okoro", '/analysis start existing "Half done"'));
    await saveSteps(town, "james.okoro", record, ["1", "2", "3", "4"]);
    expect(await list()).toContain(`${record} | Half done | steps 5, 6 | draft, started Sat 21 Nov 2026 | existing`);
    expect(await list()).toMatch(/Book budget \| start it \| registered .* \| new budget decision/);
    expect(await list()).toMatch(/Fines \| evaluate it by Wed 30 Jun 2027/);
  });

  test("an evaluation that is not done by its day is overdue", async () => {
    town.setClock("2027-07-01T20:00:00Z");
    expect((await count("new policy", "2026"))?.at(-1)).toBe("1");
    expect((await count("existing practice", "2026"))?.at(-1)).toBe("0");
    const due = await town.app.stores.analyses.evaluationsDue(DEPARTMENT, "2027-07-01");
    expect(due.map(({ title }) => title)).toEqual(["Fines"]);
    town.setClock(AFTERNOON);
  });

  test("C2 counts the day of completion in the plan period, whichever period is asked for", async () => {
    town.setClock("2023-12-30T18:00:00Z");
    const record = await submit("bo.chen", '/analysis start existing "Across the new year"');
    const early = await submit("bo.chen", '/analysis start existing "Before the plan"');
    town.setClock("2024-01-01T05:30:00Z"); // still 31 December 2023 in Milwaukee
    await complete(early);
    const line = async (period: string) =>
      read(await town.say("ana.torres", `/analysis list ${period}`))
        .split("\n")
        .find((one) => one.startsWith("Existing:"));
    const before = await line("2023");
    expect(await town.rows(`select completed_on::text from analyses where id = '${early}'`)).toEqual([
      { completed_on: "2023-12-31" },
    ]);
    town.setClock("2024-01-01T06:30:00Z"); // New Year's Day there, the first day of the plan
    await complete(record);
    const metOf = (said: string | undefined) => Number(/(\d+) completed within/.exec(said ?? "")?.[1] ?? 0);
    expect(metOf(await line("2023")) - metOf(before)).toBe(1);
    expect(await line("2023")).toBe(await line("2026"));
    town.setClock(AFTERNOON);
  });

  test("the officer sees the city, and how many departments have met the rule", async () => {
    const city = await town.say("nadia.rahman", "/analysis list");
    expect(read(city)).toContain("Analyses · Milwaukee · Plan 2024-2028");
    expect(read(city)).toMatch(/Existing: 2 of 21 have completed an analysis within plan 2024-2028/);
  });
});
