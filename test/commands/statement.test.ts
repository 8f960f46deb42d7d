import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Reply } from "../../src/core/reply/reply.ts";
import { button, createTown, errors, form, labels, read, recordIn, type Town, table } from "../support/town.ts";

let town: Town;
/** A statement that is late. */
let salt: string;
beforeAll(async () => {
  town = await createTown();
});
afterAll(() => town.close());

const totals = (start = "2026-10-01", end = "2026-12-31", today = "2026-11-21") =>
  town.app.stores.statements.totals(start, end, today);
const textOf = (reply: Reply): string => {
  const [file] = reply.blocks.flatMap((block) => (block.kind === "file" ? [block.file] : []));
  return new TextDecoder().decode(file?.bytes);
};

describe("impact statements to council files (rows C5, H2)", () => {
  test("one line puts it on record, with the city's name for it and the day it is due", async () => {
    const added = await town.say(
      "ana.torres",
      'statement add file=211268 "Bridge repair grant" grant hearing=2026-12-15 committee="Public Works Committee"',
    );

    expect(read(added)).toContain("Recorded IS-2026-0001");
    expect(read(added)).toContain(
      "REI Impact Statement · File 211268, Bridge repair grant · grant · Public Works · required, due Tue 8 Dec 2026",
    );
    expect(read(added)).toContain("5 business days before the hearing, as the plan sets it");
    expect(read(added)).toContain("Committee: Public Works Committee");
    expect(labels(added).slice(0, 2)).toEqual(["1 The proposal", "2 Impacts, 1 of 3"]);
  });

  test("business days leave out weekends and Thanksgiving", async () => {
    const added = await town.say("ana.torres", 'statement add file 260101 "Alley lights" contract hearing=2026-12-03');
    // Back from Thu 3 Dec over Wed, Tue, Mon and Fri; Thu 26 Nov is Thanksgiving; Wed.
    expect(read(added)).toContain("due Wed 25 Nov 2026");
  });

  test("a committee's request needs the chair and the day", async () => {
    const asked = form(await town.say("ana.torres", 'statement add file=260102 "Zoning map" committee request'));
    expect(Object.keys(errors(asked))).toEqual([]);
    const added = await town.send("ana.torres", asked, { requestedBy: "Chair Stamper", requestedOn: "2026-11-16" });
    expect(read(added)).toContain("Requested by: Chair Stamper");
    expect(read(added)).toContain("required, no hearing yet");
  });

  test("the same file of the same department is on record already", async () => {
    const again = await town.say("ana.torres", 'statement add file=211268 "Bridge" contract');
    expect(read(again)).toContain("IS-2026-0001 is this department's statement to file 211268. Nothing new was saved.");
  });
});

describe("what it says, part by part", () => {
  test("every save is kept, and the receipt says what is left", async () => {
    const first = form(await town.say("ana.torres", "statement write IS-2026-0001 step 1"));
    expect(first.title).toContain("Part 1 of 4: The proposal");
    const saved = await town.send("ana.torres", first, {
      "answers.description": "Repairs four bridges.",
      "answers.sources": "Census 2020",
    });
    expect(read(saved)).toContain("3 of 4 parts are not complete");

    const groups = form(await town.press("ana.torres", button(saved, "2 Impacts, 1 of 3")));
    expect(groups.inputs.map(({ label }) => label).slice(0, 3)).toEqual([
      "African-Americans: positive impact",
      "African-Americans: negative impact",
      "African-Americans: magnitude",
    ]);
    await town.send("ana.torres", groups, {
      "answers.africanPositive": "Shorter ways to work",
      "answers.africanMagnitude": "medium",
      "answers.hispanicMagnitude": "unknown",
    });
    const shown = read(await town.say("nadia.rahman", "statement show IS-2026-0001"));
    expect(shown).toContain("African-Americans: magnitude: Medium");
    expect(shown).toContain("Hispanics: magnitude: Unknown");
    expect(shown).toContain("2 of 4 parts are not complete: 3 Impacts, 2 of 3, 4 Impacts, 3 of 3.");
  });

  test("all six groups of the code are asked for", async () => {
    const asked = await Promise.all(
      ["2", "3", "4"].map(async (step) =>
        form(await town.say("ana.torres", `statement write IS-2026-0001 step ${step}`)),
      ),
    );
    const magnitudes = asked.flatMap(({ inputs }) => inputs).filter(({ label }) => label.endsWith(": magnitude"));
    expect(magnitudes).toHaveLength(6);
  });

  test("an answer that cannot be read stands in the form again, and the rest is saved", async () => {
    const groups = form(await town.say("ana.torres", "statement write IS-2026-0001 step 3"));
    const again = form(
      await town.send("ana.torres", groups, { "answers.asianMagnitude": "huge", "answers.nativeMagnitude": "none" }),
    );
    expect(errors(again)["answers.asianMagnitude"]).toContain('"huge" is none of None, Low, Medium, High, Unknown');
    expect(again.inputs.find(({ name }) => name === "answers.nativeMagnitude")?.value).toBe("none");
  });

  test("two who write at once: the second sees both, and loses nothing", async () => {
    const open = () => town.say("ana.torres", "statement write IS-2026-0002 step 1").then(form);
    const [mine, theirs] = [await open(), await open()];
    await town.send("nadia.rahman", theirs, { "answers.description": "Lights in twelve alleys" });
    const second = await town.send("ana.torres", mine, { "answers.description": "Lights in ten alleys" });
    expect(read(second)).toContain("Somebody saved IS-2026-0002 in between");
    const kept = form(second);
    expect(kept.inputs[0]?.value).toBe("Lights in ten alleys");
    expect(kept.inputs[0]?.error).toContain("Lights in twelve alleys");
    expect(read(await town.send("ana.torres", kept))).toContain("Saved part 1");
    expect(read(await town.say("ana.torres", "statement show IS-2026-0002"))).toContain("Lights in ten alleys");
  });

  test("an analysis it rests on must be on record", async () => {
    const part = form(await town.say("ana.torres", "statement write IS-2026-0001 step 1"));
    expect(read(await town.send("ana.torres", part, { "answers.analysis": "AN-2026-9999" }))).toContain(
      "There is no analysis AN-2026-9999",
    );
  });
});

describe("required, submitted, attached, late", () => {
  test("a statement goes to the council and to its file, in that order", async () => {
    expect(read(await town.say("ana.torres", "attach IS-2026-0001"))).toContain("IS-2026-0001 is not submitted yet");
    expect(read(await town.say("ana.torres", "IS-2026-0001 was submitted on Nov 18"))).toContain(
      "submitted Wed 18 Nov 2026",
    );
    const early = form(await town.say("ana.torres", "statement attach IS-2026-0001 2026-11-17"));
    expect(errors(early).attachedOn).toContain("was submitted Wed 18 Nov 2026, after that");
    expect(read(await town.say("ana.torres", "IS-2026-0001 was attached to the file yesterday"))).toContain(
      "attached Fri 20 Nov 2026",
    );
    expect(read(await town.say("ana.torres", "IS-2026-0002 will be submitted on Monday"))).toContain("still to come");
  });

  test("what was due and not submitted is late, also when it is submitted afterwards", async () => {
    salt = recordIn(
      await town.say("ana.torres", 'statement add file=260103 "Salt contract" contract hearing=2026-10-20'),
    );
    const late = recordIn(
      await town.say("ana.torres", 'statement add file=260104 "Truck lease" contract hearing=2026-10-22'),
    );
    await town.say("ana.torres", `statement submit ${late} 2026-10-16`);
    await town.say("ana.torres", 'statement add file=260105 "Art walk" voluntary hearing=2026-10-20');

    const all = await totals();
    expect(all.find(({ trigger }) => trigger === "contract")).toMatchObject({
      required: 3,
      submitted: 1,
      attached: 0,
      late: 2,
    });
    expect(all.find(({ trigger }) => trigger === "grant")).toMatchObject({
      required: 1,
      submitted: 1,
      attached: 1,
      late: 0,
    });
    expect(all.find(({ trigger }) => trigger === "voluntary")).toMatchObject({ required: 0, late: 0 });
    expect(all.find(({ trigger }) => trigger === "contract")?.evidence[0]).toMatch(/^IS-2026-000[56]$/);
    // Before it was due, it was not late.
    const before = await totals("2026-10-01", "2026-12-31", "2026-10-13");
    expect(before.find(({ trigger }) => trigger === "contract")?.late).toBe(1);
  });

  test("the list has what is late first, and counts by reason", async () => {
    const list = await town.say("nadia.rahman", "which impact statements are late?");
    expect(read(list)).toContain("REI Impact Statements · Milwaukee");
    expect(read(list)).toContain("5 required, 2 submitted, 1 attached, 2 late.");
    expect(table(list)[0]?.slice(1, 4)).toEqual(["260103", "Salt contract", "required, due Tue 13 Oct 2026, late"]);
  });

  test("the outcome names the change it led to, and a change names the statement", async () => {
    const changed = recordIn(
      await town.say("ana.torres", 'change policy from=IS-2026-0001 "Half of the crews are hired in the district"'),
    );
    const told = read(
      await town.say("ana.torres", `statement outcome IS-2026-0001 "adopted" amended=yes change=${changed}`),
    );
    expect(told).toContain("Outcome: adopted");
    expect(told).toContain(`Amended because of it: yes, ${changed}`);
    expect(
      read(await town.say("ana.torres", 'statement outcome IS-2026-0001 "adopted" change=CH-2026-9999')),
    ).toContain("There is no change CH-2026-9999");
  });

  test("fix moves the hearing, and with it the day it is due; undo takes it out of the totals", async () => {
    const fixed = read(await town.say("ana.torres", `fix ${salt} hearing=2026-12-15 because the committee moved it`));
    expect(fixed).toContain("required, due Tue 8 Dec 2026");
    expect(fixed.split("It said:")[0]).not.toContain("late");
    await town.say("ana.torres", `undo ${salt}`);
    expect((await totals()).find(({ trigger }) => trigger === "contract")).toMatchObject({ required: 2, late: 1 });
  });
});

describe("the clerk's export (row H3)", () => {
  test("one row a file, and no cell is a formula", async () => {
    await town.say("ana.torres", `statement add file=260106 title="=HYPERLINK(evil)" trigger=grant hearing=2026-12-15`);
    const csv = textOf(await town.say("nadia.rahman", "report export statements 2026 csv"));
    expect(csv.split("\r\n")[0]).toContain("record,file,title,trigger,department");
    expect(csv).toContain("IS-2026-0001,211268,Bridge repair grant,grant,DPW");
    expect(csv).toContain("'=HYPERLINK(evil)");
    expect(csv).not.toMatch(/,=HYPERLINK/);
    expect(read(await town.say("nadia.rahman", "report export statements 2026 xlsx"))).toContain(
      "statements-2026.xlsx",
    );
  });
});

describe("who may", () => {
  test("an employee prepares one for the own department, and reads no other", async () => {
    const own = recordIn(await town.say("bo.chen", 'statement add file=260107 "Depot roof" contract'));
    expect(read(await town.say("bo.chen", `statement submit ${own}`))).toContain(`Submitted ${own}`);
    expect((await town.say("bo.chen", "statement show IS-2026-0001")).failed).toBe(true);
    expect((await town.say("bo.chen", "statement submit IS-2026-0002")).failed).toBe(true);
  });

  test("whoever helps may write it", async () => {
    const id = recordIn(
      await town.say(
        "nadia.rahman",
        'statement add file=260108 "Clinic hours" grant department=MHD helper=bo.chen@milwaukee.example',
      ),
    );
    expect(form(await town.say("bo.chen", `statement write ${id} step 1`)).title).toContain("Part 1 of 4");
    expect(read(await town.say("nadia.rahman", `statement show ${id}`))).toContain("Helped by: Bo Chen");
  });

  test("whoever takes over from a leaver prepares what is not submitted yet", async () => {
    const id = recordIn(await town.say("tou.xiong", 'statement add file=260110 "Left behind" contract'));
    const left = await town.say(
      "devin.sokol",
      "admin person leave @tou on=2026-11-21 successor=lee.nakamura@milwaukee.example",
    );
    expect(read(left)).toContain(`Lee Nakamura takes over ${id}`);
    expect(read(await town.say("lee.nakamura", `statement show ${id}`))).toContain("Prepared by: Lee Nakamura");
  });

  test("two rows that are one person keep what either prepared", async () => {
    const id = recordIn(await town.say("maria.delgado", 'statement add file=260111 "Merged" contract'));
    const merged = "admin person merge maria.delgado@milwaukee.example into=james.whitfield@milwaukee.example";
    const asked = await town.say("devin.sokol", merged);
    await town.press("devin.sokol", button(asked, labels(asked).find((label) => label.startsWith("Yes")) ?? ""));
    expect(read(await town.say("james.whitfield", `statement show ${id}`))).toContain("Prepared by: James Whitfield");
  });

  test("the same request sent four times adds one", async () => {
    const once = () =>
      town.say("ana.torres", 'statement add file=260109 "Once" contract', { id: "statement-four-times" });
    const replies = await Promise.all(Array.from({ length: 4 }, once));
    expect(new Set(replies.map(recordIn)).size).toBe(1);
  });
});
