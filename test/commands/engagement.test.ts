import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { button, createTown, form, labels, read, recordIn, type Town, table } from "../support/town.ts";

let town: Town;
beforeAll(async () => {
  town = await createTown();
});
afterAll(() => town.close());

/** What the status says of one department's activities: quarters, activities, people who led them. */
async function statusOf(name: string, period = "", who = "nadia.rahman"): Promise<string[] | undefined> {
  const rows = table(await town.say(who, `status activities ${period}`));
  return rows.find(([department]) => department === name)?.slice(1);
}

describe("activities that ambassadors lead (row A4)", () => {
  test("a sentence becomes a record, and the receipt says what was understood", async () => {
    const recorded = read(await town.say("bo.chen", "Ana and Bo led a lunch-and-learn yesterday, 25 people came"));

    expect(recorded).toMatch(/^Recorded EN-2026-0001\n/);
    expect(recorded).toContain("Activity: Lunch-and-learn · Fri 20 Nov 2026 · Public Works · 25 employees");
    expect(recorded).toContain("Led by: Ana Torres, Bo Chen");
    expect(recorded).toContain("[Undo]");
  });

  test("everything of the shared record is kept", async () => {
    const words =
      'engagement log title="Mapping our streets" date=2026-10-08 ledBy="@tou, @lee" employees=18 residents=7 partner="Urban League" languages="Spanish, Hmong" note="At the depot"';
    const recorded = read(await town.say("ana.torres", words));

    expect(recorded).toContain(
      "Activity: Mapping our streets · Thu 8 Oct 2026 · Public Works · 18 employees, 7 residents",
    );
    for (const line of ["Led by: Lee Nakamura, Tou Xiong", "Partner: Urban League", "Languages: Spanish, Hmong"])
      expect(recorded).toContain(line);
    expect(recorded).toContain("Note: At the depot");
  });

  test("what is missing is asked, with what was understood filled in", async () => {
    const asked = form(await town.say("bo.chen", "we held a listening session on Nov 12 with 9 residents"));
    expect(asked.inputs.find(({ name }) => name === "title")?.value).toBe("Listening session");

    const recorded = read(await town.send("bo.chen", asked, { ledBy: "tou.xiong@milwaukee.example" }));
    expect(recorded).toContain("Listening session · Thu 12 Nov 2026 · Public Works · 9 residents");
  });

  test("the status counts activities and the different people who led them, by department and quarter", async () => {
    await town.say("ana.torres", "Tou led a film screening on Sept 15");

    expect(await statusOf("Public Works")).toEqual(["3", "4"]);
    // Q1, Q2, Q3, Q4, the year, and its leaders; a quarter nobody reported is not a quarter without activities.
    expect(await statusOf("Public Works", "2026")).toEqual(["not reported", "not reported", "1", "3", "4", "4"]);
    expect(await statusOf("Library")).toEqual(["not reported", "not reported"]);
    expect(read(await town.say("nadia.rahman", "status activities"))).toMatch(
      /Activities: 1 of \d+ departments reported/,
    );
  });

  test("undone it counts no more, and put back it counts again", async () => {
    const recorded = await town.say("bo.chen", "Bo led a potluck on Nov 13, 11 people came");
    const undone = await town.press("bo.chen", button(recorded, "Undo"));
    expect(read(undone)).toContain(`Undone ${recordIn(recorded)}`);
    expect(await statusOf("Public Works")).toEqual(["3", "4"]);

    const back = await town.press("bo.chen", button(undone, "Put it back"));
    expect(read(back)).toContain(`Put back ${recordIn(recorded)}`);
    expect(await statusOf("Public Works")).toEqual(["4", "4"]);
    await town.say("bo.chen", `undo ${recordIn(recorded)}`);
  });

  test("the same again is on record already, and one that was recorded again stays undone", async () => {
    const words = "Ana led a book club on Nov 10, 6 people came";
    const first = await town.say("ana.torres", words);
    expect(read(await town.say("ana.torres", words))).toContain(`${recordIn(first)} says so already`);

    const undone = await town.press("ana.torres", button(first, "Undo"));
    const second = await town.say("ana.torres", words);
    expect(recordIn(second)).not.toBe(recordIn(first));
    const back = await town.press("ana.torres", button(undone, "Put it back"));
    expect(read(back)).toContain("The same was recorded again since");
    await town.press("ana.torres", button(second, "Undo"));
  });

  test("the same request sent four times records once, with one entry on the trail that names nobody", async () => {
    const once = () => town.say("ana.torres", "Lee led a brown bag on Nov 11", { id: "four-times" });
    const replies = await Promise.all(Array.from({ length: 4 }, once));
    expect(new Set(replies.map(recordIn)).size).toBe(1);

    const id = replies.map(recordIn)[0];
    const trail = await town.rows<{ details: unknown }>(`select details from audit_entries where subject = '${id}'`);
    expect(trail).toHaveLength(1);
    expect(JSON.stringify(trail)).not.toMatch(/Lee|Brown/i);
    await town.say("ana.torres", `undo ${id}`);
  });

  test("what has not happened is not recorded", async () => {
    const before = await town.rows("select 1 from engagements");
    for (const words of ["Ana is going to lead a lunch and learn tomorrow", "nobody came to the book club"])
      expect(read(await town.say("ana.torres", words))).toContain("Nothing was recorded");
    await town.say("ana.torres", 'engagement log title="Later" ledBy=@ana date=2026-12-24');

    expect(await town.rows("select 1 from engagements")).toHaveLength(before.length);
  });
});

describe("who may log and read activities", () => {
  test("an employee logs for the own department only", async () => {
    const other = await town.say("bo.chen", "Bo led a book club yesterday department=PARKS");

    expect(other.failed).toBe(true);
    expect(read(other)).toContain("You may not do that for Parks");
  });

  test("an employee lists their own entries, the lead the department's", async () => {
    const own = read(await town.say("bo.chen", "engagement list"));
    expect(own).toContain("Lunch-and-learn");
    expect(own).not.toContain("Mapping our streets");

    const all = read(await town.say("ana.torres", "engagement list"));
    expect(all).toContain("Lunch-and-learn");
    expect(all).toContain("Mapping our streets | Thu 8 Oct 2026 | Lee Nakamura, Tou Xiong | 18 employees, 7 residents");
  });

  test("an auditor reads every list and is offered nothing to write", async () => {
    const list = await town.say("felicia.marsh", "engagement list public works");

    expect(read(list)).toContain("Mapping our streets");
    expect(labels(list)).toEqual([]);
  });

  test("a colleague's entry is not undone by an employee, but by their lead", async () => {
    const id = recordIn(await town.say("bo.chen", "Bo led a film screening on Nov 9"));
    expect((await town.say("lee.nakamura", `undo ${id}`)).failed).toBe(true);
    expect(read(await town.say("ana.torres", `undo ${id}`))).toContain(`Undone ${id}`);
  });
});
