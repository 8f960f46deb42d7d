import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Reply } from "../../src/core/reply/reply.ts";
import { button, createTown, errors, form, read, recordIn, type Town } from "../support/town.ts";

let town: Town;
beforeAll(async () => {
  town = await createTown();
});
afterAll(() => town.close());

const log = async (who: string, words: string): Promise<string> => {
  const answer = await town.say(who, words);
  expect(read(answer), words).toMatch(/^Recorded EN-/);
  return recordIn(answer);
};

/** A line of a list's figures: "Open: 2 (1 overdue)". */
function fact(answer: Reply, label: string): string | undefined {
  const all = answer.blocks.flatMap((block) => (block.kind === "facts" ? block.facts : []));
  return all.find((one) => one.label === label)?.value;
}

function rowsOf(answer: Reply, caption: string): string[][] {
  const found = answer.blocks.flatMap((block) =>
    block.kind === "table" && block.caption === caption ? [block] : [],
  )[0];
  if (!found) throw new Error(`no table "${caption}" in:\n${read(answer)}`);
  return found.rows;
}

const PARTNERS = "By partner, up to the period's end";
const BODIES = "By body, up to the period's end";

describe("meetings (rows D4, D11, D13, D20)", () => {
  test("a sentence is enough, and what was understood is said", async () => {
    const said = read(
      await town.say("ana.torres", "We met with the Urban League yesterday about housing, next meeting on 2027-01-15"),
    );

    expect(said).toContain("Meeting · Urban League · housing · Fri 20 Nov 2026 · Public Works");
    expect(said).toContain("Next meeting on: Fri 15 Jan 2027");
  });

  test("the list says of each partner what was held and planned, and how many days ago the last one was", async () => {
    await log(
      "nadia.rahman",
      'log meeting partner="Milwaukee County OAAA; Zilber Foundation" purpose="best practices" sector=housing date=2026-08-12 next=2026-11-10',
    );
    const list = await town.say("nadia.rahman", "list meetings 2026-Q4");

    expect(rowsOf(list, PARTNERS)).toEqual([
      ["Urban League", "1", "not planned", "2026-11-20", "1"],
      ["Milwaukee County OAAA", "none in the period", "1", "2026-08-12", "101"],
      ["Zilber Foundation", "none in the period", "1", "2026-08-12", "101"],
    ]);
  });

  test("a committee's meetings are held against those planned", async () => {
    await log("nadia.rahman", "log meeting body=CIC date=2026-09-07 next=2026-10-05");
    await log(
      "nadia.rahman",
      "log meeting body=CIC date=2026-10-05 department=doa next=2026-11-02 employees=9 residents=4",
    );
    const list = await town.say("nadia.rahman", "list meetings 2026-Q4");

    expect(rowsOf(list, BODIES)).toEqual([["CIC", "1", "2", "2026-10-05", "47"]]);
  });

  test("sectors with none are shown", async () => {
    const rows = rowsOf(await town.say("nadia.rahman", "list meetings 2026"), "By sector");

    expect(rows).toHaveLength(7);
    expect(rows.find(([sector]) => sector === "Housing")).toEqual(["Housing", "1"]);
    expect(rows.filter(([, count]) => count === "none")).toHaveLength(6);
  });

  test("two names joined by “and” are asked about, and a meeting needs somebody to meet", async () => {
    const both = form(await town.say("nadia.rahman", "Met with Urban League and Zilber Foundation on Nov 3"));
    expect(errors(both)["partner"]).toContain("separate several with semicolons");

    const nobody = form(await town.say("nadia.rahman", "engagement log meeting date=2026-11-03"));
    expect(nobody.inputs.map(({ name }) => name)).not.toContain("ledBy");
    expect(read(await town.send("nadia.rahman", nobody))).toContain("partner or body is needed");
    expect(read(await town.send("nadia.rahman", nobody, { partner: "Zilber Foundation" }))).toMatch(/^Recorded EN-/);
  });
});

describe("surveys, focus groups and interviews (rows D6, D21; small cells)", () => {
  test("responses come as a share of those invited", async () => {
    await log("ana.torres", 'we surveyed 200 employees and 64 responded, "Commute survey", oct 12');
    const list = await town.say("nadia.rahman", "list surveys 2026-Q4");

    expect(fact(list, "Responses")).toBe("64 of 200 invited, 32 %");
  });

  test("a small cell is not shown, and neither is the one it could be worked out from", async () => {
    await log(
      "ana.torres",
      'survey "Staff climate" date=2026-07-06 invited=120 responses=48 employees=40 contractors=8',
    );
    const list = await town.say("nadia.rahman", "list surveys 2026-Q3");

    expect(rowsOf(list, "Surveys on record")[0]?.[4]).toBe("employees: withheld, contractors: fewer than 10");
    expect(read(list)).not.toMatch(/\b8 contractors|\b40 employees/);
  });

  test("a survey with fewer than ten answers is in no total from which it could be subtracted", async () => {
    await log("ana.torres", 'survey "Night shift" date=2026-07-07 invited=30 responses=6');
    const list = await town.say("nadia.rahman", "list surveys 2026-Q3");

    expect(fact(list, "Surveys")).toBe("2");
    expect(fact(list, "Responses")).toBe("48 of 120 invited, 40 %; 1 with fewer than 10 left out");
    expect(read(list)).not.toMatch(/\b54\b|\b150\b/);
  });

  test("whoever reads a colleague's receipt sees no small count either", async () => {
    const id = await log("bo.chen", 'survey "Garage" date=2026-05-04 invited=20 responses=7');
    const undone = await town.say("ana.torres", `undo ${id}`);
    const back = read(await town.press("ana.torres", button(undone, "Put it back")));

    expect(back).toContain("Responses: fewer than 10");
    expect(back).not.toContain("Responses: 7");
  });

  test("focus groups are counted, with their themes on record", async () => {
    await log(
      "ana.torres",
      'focus group "Promotions" date=2026-10-20 residents=12 themes="childcare, testing" languages=Spanish',
    );

    const list = await town.say("nadia.rahman", "list focus groups 2026-Q4");
    expect(fact(list, "Focus groups")).toBe("1");
    expect(fact(list, "Languages")).toBe("Spanish");
  });

  test("how many were interviewed stands by method", async () => {
    await log("nadia.rahman", "log interview method=one-on-one n=20 date=2026-10-06 department=doa");
    await log("nadia.rahman", "log interview method=small-group n=29 date=2026-10-07 department=doa");
    const rows = rowsOf(await town.say("nadia.rahman", "list interviews 2026-Q4"), "By type");

    expect(rows).toEqual([
      ["One-on-one", "1", "20"],
      ["Small group", "1", "29"],
    ]);
  });

  test("more answers than people asked is refused at its input", async () => {
    const refused = form(await town.say("ana.torres", 'survey "Odd" invited=20 responses=40'));

    expect(errors(refused)["responses"]).toBe("40 responses of 20 invited cannot be.");
  });
});

describe("outreach and opportunities (rows A15, D1, D2, D7, D9)", () => {
  test("events, reach and languages stand by type: hub, education, Fix-It Fair", async () => {
    await log(
      "ana.torres",
      'engagement log outreach kind=hub title="Open doors" date=2026-11-02 residents=31 languages="Spanish, Hmong" sector=health',
    );
    await log("ana.torres", 'Fix-It Fair "Fall fix-it" on oct 17, 210 residents, in Spanish');
    await log(
      "nadia.rahman",
      'outreach type=education title="City services explained" date=2026-10-21 department=doa residents=44 partner="Urban League"',
    );
    const list = await town.say("nadia.rahman", "list outreach 2026-Q4");

    expect(rowsOf(list, "By type")).toEqual([
      ["Public education", "1"],
      ["Fix-It Fair", "1"],
      ["Service delivery hub", "1"],
    ]);
    expect(fact(list, "Residents")).toBe("285");
    expect(fact(list, "Employees")).toBe("not reported");
    expect(fact(list, "Languages")).toBe("Hmong, Spanish");
  });

  test("opportunities and participation, employees and contractors apart, and the share that completed", async () => {
    await log(
      "nadia.rahman",
      'log opportunity kind=leadership "Rising leaders" date=2026-10-01 department=doa seats=20 residents=15 employees=5 completers=15',
    );
    await log(
      "nadia.rahman",
      'log opportunity kind=community "Park walks" date=2026-10-02 department=doa opportunities=6 employees=40 contractors=3',
    );
    const list = await town.say("nadia.rahman", "list opportunities 2026-Q4");

    expect(fact(list, "Opportunities offered")).toBe("7");
    expect(fact(list, "Participation of employees")).toBe("45");
    expect(fact(list, "Participation of contractors")).toBe("3");
    expect(fact(list, "Completed")).toBe("15 of 20 participants, 75 %");
  });
});

describe("what stays open until it is closed (rows A11, B15, D17, D18, E17, E20, E22)", () => {
  test("feedback: open, answered, and the median of days; closed by a sentence with its answer", async () => {
    const [first, second] = [
      await log("ana.torres", 'log feedback source=hotline theme="Snow routes" date=2026-11-02'),
      await log("ana.torres", 'log feedback source=letter theme="Street lights" date=2026-10-05'),
    ];
    await log("ana.torres", 'log feedback source=hotline theme="Potholes" date=2026-11-03');
    expect(read(await town.say("ana.torres", `close ${first} on=2026-11-09 answer="The routes changed"`))).toContain(
      "Answer: The routes changed",
    );
    await town.say("ana.torres", `${second} was answered on oct 20`);
    const list = await town.say("ana.torres", "list feedback 2026-Q4");

    expect(fact(list, "Open")).toBe("1 (0 overdue)");
    expect(fact(list, "Answered in the period")).toBe("2");
    expect(fact(list, "Median days")).toBe("11");
  });

  test("feedback is kept without names", async () => {
    const refused = await town.say("ana.torres", 'log feedback source=mail theme="Lights" note="ask joe@example.org"');

    expect(read(refused)).toContain("Feedback is kept without names");
  });

  test("audit findings: open, overdue and closed, as of the end of the period asked for", async () => {
    const id = await log(
      "nadia.rahman",
      'audit "No interpreter at the counter" owner=@ana due=2026-10-31 date=2026-09-01',
    );
    await log("nadia.rahman", 'audit finding "Old forms" owner=@bo due=2026-12-31 date=2026-10-02');
    await town.say("nadia.rahman", `close ${id} on=2026-11-10`);
    await log("nadia.rahman", 'audit "No minutes" owner=@bo due=2026-11-01 date=2026-10-02');

    const now = await town.say("nadia.rahman", "list audit findings 2026-Q4");
    expect([fact(now, "Open"), fact(now, "Closed in the period")]).toEqual(["2 (1 overdue)", "1"]);
    const then = await town.say("nadia.rahman", "list audit findings 2026-Q3");
    expect([fact(then, "Open"), fact(then, "Closed in the period")]).toEqual(["1 (0 overdue)", "0"]);
  });

  test("an audit finding without owner or due date is asked for both", async () => {
    const asked = form(await town.say("nadia.rahman", 'audit finding "Locked toilets"'));

    expect(asked.inputs.filter(({ optional }) => !optional).map(({ label }) => label)).toEqual([
      "Kind",
      "Finding",
      "Date",
      "Department",
      "Owner",
      "Due on",
    ]);
  });

  test.each([
    ["directive", 'directive "Post the plan" from="Common Council" due=2026-12-31'],
    ["decision", 'decision "Who chairs the team" forum="Leadership Team"'],
    ["action item", 'action item "Review the draft" owner=@ana starts=2026-11-18 due=2026-11-27'],
    ["barrier", 'barrier "Job ads ask for a car" area=hiring date=2026-10-10'],
    ["collaboration", 'collaboration "Regional equity table" role=member date=2026-10-10'],
    ["strategy", 'strategy "Blind first round" owner=@ana due=2026-12-01'],
  ])("%s: open, then closed with a button", async (name, words) => {
    const receipt = await town.say("nadia.rahman", words);
    const plural = name.replace(/y$/, "ie");
    expect(fact(await town.say("nadia.rahman", `list ${plural}s 2026-Q4`), "Open")).toBe("1 (0 overdue)");

    const label = receipt.blocks.flatMap((block) => (block.kind === "buttons" ? block.buttons : []))[0]?.label ?? "";
    const asked = form(await town.press("nadia.rahman", button(receipt, label)));
    await town.send("nadia.rahman", asked);
    expect(fact(await town.say("nadia.rahman", `list ${plural}s 2026-Q4`), "Open")).toBe("0");
  });

  test("what has nothing to close says so", async () => {
    const id = await log("nadia.rahman", "log cooperation with=AERC topic=rents date=2026-10-03");

    expect(read(await town.say("nadia.rahman", `close ${id}`))).toContain("there is nothing to close");
  });
});

describe("the other kinds", () => {
  test("cooperation: the last contact with each body, and bodies with none in the quarter (rows D15, D22, E3)", async () => {
    await log(
      "nadia.rahman",
      'log cooperation with="Equal Rights Commission" topic=agenda outcome="Staff for two hearings" date=2026-07-01',
    );
    const rows = rowsOf(await town.say("nadia.rahman", "list cooperation 2026-Q4"), BODIES);

    expect(rows).toEqual([
      ["AERC", "1", "2026-10-03", "49"],
      ["Equal Rights Commission", "none in the period", "2026-07-01", "143"],
    ]);
  });

  test("a discussion is the head's, in a sentence (row B6)", async () => {
    const said = read(
      await town.say("ana.torres", "Denise Kowalski discussed racial equity with her division heads on Nov 12"),
    );

    expect(said).toContain("Discussion · Thu 12 Nov 2026 · Public Works");
    expect(said).toContain("Head: Denise Kowalski");
  });

  test("two heads' discussions on one day are two", async () => {
    const before = await town.rows("select 1 from engagements");
    await log("ana.torres", "log discussion head=@ana date=2026-11-13");
    await log("ana.torres", "log discussion head=@bo date=2026-11-13");

    expect(await town.rows("select 1 from engagements")).toHaveLength(before.length + 2);
  });

  test("an assist names its helper and the record it belongs to (row C4)", async () => {
    const analysis = recordIn(await town.say("ana.torres", 'analysis start existing program "Snow removal routes"'));
    const said = read(await town.say("ana.torres", `Bo helped with ${analysis} on Nov 4`));
    expect(said).toContain(`Assist · ${analysis} · Wed 4 Nov 2026`);
    expect(said).toContain("Helper: Bo Chen");

    expect(read(await town.say("ana.torres", "Bo helped with AN-2026-0999 on Nov 4"))).toContain(
      "There is no record AN-2026-0999",
    );
  });

  test("practices stand by whether they were adopted (row D19), studies by what they are (row D21)", async () => {
    await log("nadia.rahman", 'practice "Stipends for interviews" source="Peer city" adopted=adopted date=2026-10-01');
    await log("nadia.rahman", 'practice "Anonymous ballots" source="Journal" adopted=considered date=2026-10-01');
    await log("nadia.rahman", 'study "Twelve cities" type=comparative date=2026-10-01');

    expect(rowsOf(await town.say("nadia.rahman", "list practices 2026-Q4"), "By type")).toEqual([
      ["Adopted", "1"],
      ["Being considered", "1"],
    ]);
    expect(rowsOf(await town.say("nadia.rahman", "list studies 2026-Q4"), "By type")).toEqual([
      ["Comparative city analysis", "1"],
    ]);
  });

  test("an activity of the alliance says when the membership is renewed (row E5)", async () => {
    const said = read(
      await town.say(
        "nadia.rahman",
        'engagement log title="Annual meeting" type=gare ledBy=@nadia renewal=2027-06-30 date=2026-10-08',
      ),
    );

    expect(said).toContain("Government Alliance on Race and Equity");
    expect(said).toContain("Membership renewal: Wed 30 Jun 2027");
  });

  test("what a kind does not have is never left out in silence", async () => {
    const refused = form(await town.say("ana.torres", 'log directive "Count chairs" from=Council seats=20'));

    expect(errors(refused)).toEqual({ seats: 'Directive has no "Seats". Leave it empty, or choose another kind.' });
    expect(read(await town.send("ana.torres", refused, { seats: "" }))).toMatch(/^Recorded EN-/);
  });

  test("choosing another kind in the form asks for what that kind needs", async () => {
    const activity = form(await town.say("ana.torres", "engagement log"));
    const audit = form(await town.send("ana.torres", activity, { kind: "audit", title: "No ramp" }));

    expect(audit.inputs.map(({ label }) => label)).toEqual([
      "Kind",
      "Finding",
      "Date",
      "Department",
      "Owner",
      "Auditor",
      "Outcome",
      "Starts on",
      "Due on",
      "Closed on",
      "Note",
    ]);
  });
});

describe("corrections of engagements", () => {
  test("a sentence corrects, the old value stays on the trail with its reason, and the same reader's names do not", async () => {
    const id = await log("ana.torres", "Ana led a potluck on Nov 5, 11 people came");
    const fixed = read(await town.say("ana.torres", `fix ${id} employees=12 because "one was in the kitchen"`));
    expect(fixed).toContain("12 employees");
    expect(fixed).toContain("It said: Activity: Potluck · Thu 5 Nov 2026 · Public Works · 11 employees");

    const [entry] = await town.rows<{ details: unknown }>(
      `select details from audit_entries where subject = '${id}' and action = 'engagement.correct'`,
    );
    expect(entry?.details).toEqual({
      before: { employees: 11 },
      after: { employees: 12 },
      reason: "one was in the kitchen",
    });
  });

  test("the form comes filled in, and a corrected partner moves the last contact", async () => {
    const receipt = await town.say("nadia.rahman", "We met with the Greater Milwaukee Fund on Nov 6");
    const edit = form(await town.press("nadia.rahman", button(receipt, "Edit")));
    expect(edit.inputs.find(({ name }) => name === "changes.partner")?.value).toBe("Greater Milwaukee Fund");

    const fixed = await town.send("nadia.rahman", edit, {
      "changes.partner": "Greater Milwaukee Foundation",
      reason: "its name",
    });
    expect(read(fixed)).toContain("Meeting · Greater Milwaukee Foundation · Fri 6 Nov 2026");
    const partners = rowsOf(await town.say("nadia.rahman", "list meetings 2026-Q4"), PARTNERS).map(([name]) => name);
    expect(partners).toContain("Greater Milwaukee Foundation");
    expect(partners).not.toContain("Greater Milwaukee Fund");
  });

  test("an entry that is corrected into another kind is asked what that kind needs", async () => {
    const id = await log("ana.torres", 'log practice "Stipends for hearings" type=adopted date=2026-10-07');
    const asked = form(await town.say("ana.torres", `fix ${id} kind=audit type="" because "a finding"`));
    expect(asked.inputs.map(({ label }) => label)).toContain("Finding");
  });

  test("an entry is not corrected into another's place, nor into another department", async () => {
    await log("ana.torres", "Ana led a book club on Nov 3, 6 people came");
    const id = await log("ana.torres", "Ana led a film night on Nov 3, 6 people came");
    const same = await town.say("ana.torres", `fix ${id} title="Book club" because "a slip"`);
    expect(read(same)).toContain("Another record says that already.");

    const moved = await town.say("ana.torres", `fix ${id} department=PARKS because "a slip"`);
    expect(read(moved)).toContain("You may not move a record to Parks");
  });
});

describe("totals for a whole city", () => {
  test("one question for all departments and kinds: sums, leaders and the newest evidence", async () => {
    const totals = await town.app.stores.engagements.totals(["opportunity", "outreach"], "2026-10-01", "2026-12-31");
    const [opportunities] = totals.filter(({ kind }) => kind === "opportunity");

    expect(opportunities).toMatchObject({
      department: "DOA",
      engagements: 2,
      opportunities: 7,
      employees: 45,
      contractors: 3,
      residents: 15,
    });
    expect(opportunities).toMatchObject({ forEmployees: 7, forContractors: 6 });
    expect(opportunities?.evidence).toHaveLength(2);
    expect(
      totals
        .filter(({ kind }) => kind === "outreach")
        .map(({ department, residents }) => [department, residents])
        .sort(),
    ).toEqual([
      ["DOA", 44],
      ["DPW", 241],
    ]);
  });

  test("the last of a kind in each department, as of a day", async () => {
    const last = (on: string) => town.app.stores.engagements.last(["meeting"], on);

    expect((await last("2026-09-30")).map(({ department, heldOn }) => [department, heldOn])).toEqual([
      ["DOA", "2026-09-07"],
    ]);
    expect((await last("2026-11-21")).map(({ department, heldOn }) => [department, heldOn])).toEqual([
      ["DOA", "2026-11-06"],
      ["DPW", "2026-11-20"],
    ]);
  });
});
