import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { button, createTown, errors, form, inFull, labels, read, recordIn, type Town } from "../support/town.ts";

let town: Town;
const records: Record<string, string> = {};
const officer = (text: string) => town.say("nadia.rahman", text);

beforeAll(async () => {
  town = await createTown({ PLAN: "test/support/plans/measures.yaml" });
  records.training = recordIn(await town.say("bo.chen", "course=EO date=2026-08-04 employees=12"));
  records.open = recordIn(await town.say("bo.chen", "course=EO date=2026-10-06 employees=5"));
  records.activity = recordIn(
    await town.say("bo.chen", 'engagement log title="Book club" date=2026-08-05 ledBy=@lee employees=9'),
  );
  records.figure = recordIn(await officer("measure record barriers 2026-Q3 value=14"));
});
afterAll(() => town.close());

describe("what cannot be closed", () => {
  test("the current quarter, one to come, and anything but a whole quarter are refused in words", async () => {
    const because = async (period: string) => errors(form(await officer(`admin close ${period}`))).period;
    expect(await because("2026-Q4")).toContain("is not over: it can be closed from the day after Thu 31 Dec 2026");
    expect(await because("2027-Q1")).toContain("is not over");
    expect(await because("2026")).toContain("One quarter is closed at a time: write it like 2026-Q1");
  });

  test("only the officer closes", async () => {
    for (const who of ["bo.chen", "ana.torres", "devin.sokol", "felicia.marsh"])
      expect(read(await town.say(who, "admin close 2026-Q3"))).toContain("is for officers only");
  });
});

describe("a closed quarter", () => {
  test("F11: what it says is kept with day and author, and closing it twice is refused", async () => {
    const closed = await officer("admin close 2026-Q3");
    expect(read(closed)).toContain("Closed Q3 2026 (1 Jul 2026 – 30 Sep 2026)");
    expect(read(closed)).toContain("Figures kept: 1");
    const [row] = await town.rows<{ snapshot: Record<string, unknown[]>; on: string; author: string }>(
      "select snapshot, closed_on::text as on, p.email as author from closed_periods join people p on p.id = author",
    );
    expect(row).toMatchObject({ on: "2026-11-21", author: "nadia.rahman@milwaukee.example" });
    expect(row?.snapshot.recorded).toMatchObject([{ measure: "barriers", value: "14" }]);
    expect(row?.snapshot.training).toMatchObject([{ department: "DPW", sessions: 1, employees: 12 }]);
    expect(row?.snapshot.counted).toContainEqual(expect.objectContaining({ source: "training eo", people: 12 }));
    expect(errors(form(await officer("admin close 2026-Q3"))).period).toContain(
      "was closed on Sat 21 Nov 2026 by Nadia",
    );
    expect(await town.rows("select 1 from audit_entries where action = 'period.close'")).toHaveLength(1);
  });

  test("F11: an employee no longer changes entries of it, of any kind, and still those of an open one", async () => {
    for (const id of [records.training, records.activity])
      expect(read(await town.say("bo.chen", `undo ${id}`)), id).toContain("You may not do that");
    const edit = {
      command: "fix",
      values: { record: records.training, changes: { employees: "11" }, reason: "a slip" },
    };
    expect(read(await town.press("bo.chen", edit))).toContain("You may not do that");
    const open = await town.say("bo.chen", `undo ${records.open}`);
    expect(read(open)).toContain(`Undone ${records.open}`);
    expect(read(open)).not.toContain("Restated");
    await town.press("bo.chen", button(open, "Put it back"));
  });

  test("F10: a lead's correction is accepted as a restatement, and the status shows both numbers", async () => {
    const fixed = await town.say("ana.torres", `fix ${records.training} employees=11 because "one was counted twice"`);
    expect(read(fixed)).toContain(`Corrected ${records.training}`);
    expect(read(fixed)).toContain(
      "Restated: the quarter of Wed 1 Jul 2026 to Wed 30 Sep 2026 was closed on Sat 21 Nov 2026.",
    );
    expect(read(await officer("status training 2026-Q3"))).toContain(
      "Public Works restated: 11 people in 1 session now, 12 people in 1 session when the quarter was closed on Sat 21 Nov 2026.",
    );
    expect(read(await officer("measure show eo-participation 2026"))).toContain(
      "Q3 2026 restated: 11 now, 12 when it was closed on Sat 21 Nov 2026.",
    );
    const report = read(await officer("report quarterly 2026"));
    expect(report).toContain("11 (restated; 12 when closed)");
  });

  test("F10: a figure recorded or corrected later is a restatement, too, beside what was not reported", async () => {
    const recorded = await officer("measure record opportunities 2026-Q3 value=3");
    expect(read(recorded)).toContain("Restated");
    const edit = form(
      await town.press("nadia.rahman", { command: "fix", values: { record: records.figure }, ask: true }),
    );
    const corrected = await town.send("nadia.rahman", edit, { "changes.value": "13", reason: "counted again" });
    expect(read(corrected)).toContain("Restated");
    expect(read(await officer("measure show barriers 2026"))).toContain(
      "Q3 2026 restated: 13 now, 14 when it was closed",
    );
    expect(read(await officer("report quarterly 2026"))).toContain("3 (restated; not reported when closed)");
  });

  test("a late log is accepted, and says that it restates", async () => {
    const late = await town.say("bo.chen", "course=EO date=2026-09-29 employees=2");
    expect(read(late)).toContain("Recorded");
    expect(read(late)).toContain("Restated");
    expect(labels(late)).not.toContain("Undo");
  });

  test("F11: reopened, it is its authors' again, both numbers are gone, and the trail keeps both events", async () => {
    const asked = await officer("admin reopen 2026-Q3");
    expect(form(asked).inputs.map(({ name }) => name)).toContain("reason");
    expect(read(await officer('admin reopen 2026-Q3 because "late figures"'))).toContain("Reopened Q3 2026");
    expect(read(await officer("measure show barriers 2026"))).not.toContain("restated");
    expect(read(await town.say("bo.chen", `undo ${records.activity}`))).toContain(`Undone ${records.activity}`);
    expect(read(await officer('admin reopen 2026-Q3 because "again"'))).toContain("is not closed");
    const trail = await town.rows<{ action: string }>(
      "select action from audit_entries where subject = 'period:2026-Q3' order by id",
    );
    expect(trail.map(({ action }) => action)).toEqual(["period.close", "period.reopen"]);
  });

  test("two officers closing at once close it once", async () => {
    const close = () => town.press("nadia.rahman", { command: "admin close", values: { period: "2026-Q2" } });
    const said = (await Promise.all([close(), close()])).map(read);
    expect(said.filter((one) => one.includes("Closed Q2 2026"))).toHaveLength(1);
    expect(await town.rows("select 1 from closed_periods where period_start = '2026-04-01'")).toHaveLength(1);
  });
});

test("F10, F11: findings, training and measures of a closed quarter show both numbers in the status and the quarterly report", async () => {
  const own = await createTown();
  try {
    const say = (text: string) => own.say("nadia.rahman", text);
    await say("measure record job-descriptions 2026-Q3 value=30 of=120 department=DPW");
    await say("admin close 2026-Q3");
    expect(read(await inFull(own, "nadia.rahman", "status 2026-Q3"))).not.toMatch(/restated/i);
    const answer = await say(
      "engagement log discussion ledBy=marcus.holloway@milwaukee.example date=2026-09-10 department=DPW topic=streets",
    );
    expect(read(answer)).toContain("Restated");
    await say("course=EO date=2026-08-04 employees=7 department=MHD");
    await say("measure record job-descriptions 2026-Q3 value=5 of=10 department=MPL");
    const finding =
      /Public Works \| Heads discuss racial equity[^|]*\| met: 1, last on 10 Sep 2026 \| not reported: none this quarter/;
    const training =
      "Health restated: 7 people in 1 session now, not reported when the quarter was closed on Sat 21 Nov 2026.";
    const status = read(await inFull(own, "nadia.rahman", "status 2026-Q3"));
    expect(status).toContain("Restated since the quarter of Wed 1 Jul 2026 to Wed 30 Sep 2026 was closed");
    expect(status).toMatch(finding);
    expect(status).toContain(training);
    expect(status).toContain(
      "Q3 2026 restated: 35 of 130 (26.9 %) now, 30 of 120 (25 %) when it was closed on Sat 21 Nov 2026.",
    );
    const report = read(await say("report quarterly 2026"));
    expect(report).toMatch(finding);
    expect(report).toContain(training);
    expect(report).toContain("35 of 130 (26.9 %) (restated; 30 of 120 (25 %) when closed)");
    expect(read(await inFull(own, "nadia.rahman", "status public works 2026-Q3"))).not.toContain("Health restated");
    expect(read(await inFull(own, "nadia.rahman", "status 2026-Q2"))).not.toMatch(/restated/i);
  } finally {
    await own.close();
  }
});
