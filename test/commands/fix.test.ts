import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { button, createTown, errors, filled, form, labels, read, recordIn, type Town } from "../support/town.ts";

let town: Town;
let day = 0;

beforeAll(async () => {
  town = await createTown();
});
afterAll(() => town.close());

/** A record of Bo Chen's, each on a day of its own. */
async function logged(what = "employees=12") {
  day += 1;
  const date = `2026-08-${String(day).padStart(2, "0")}`;
  const receipt = await town.say("bo.chen", `course=ara101 date=${date} ${what}`);
  return { receipt, id: recordIn(receipt), date };
}

const trail = (id: string) =>
  town.rows<{
    action: string;
    details: { before?: { employees?: number }; after?: { employees?: number }; reason?: string };
  }>(`select action, details from audit_entries where subject = '${id}' order by id`);

describe("a correction by sentence", () => {
  test("with key=value and a reason says what it says now, what it said, and why", async () => {
    const { id } = await logged();
    const fixed = await town.say("bo.chen", `fix ${id} employees=11 because "one was counted twice"`);

    expect(read(fixed)).toContain(`Corrected ${id}`);
    expect(read(fixed)).toMatch(/· 11 employees\n/);
    expect(read(fixed)).toMatch(/It said: .* · 12 employees/);
    expect(read(fixed)).toContain("Reason: one was counted twice");
  });

  test("leaves the old and the new value and the reason on the trail", async () => {
    const { id } = await logged();
    await town.say("bo.chen", `fix ${id} employees=11 because "one was counted twice"`);

    expect(await trail(id)).toMatchObject([
      { action: "training.record" },
      {
        action: "training.correct",
        details: { before: { employees: 12 }, after: { employees: 11 }, reason: "one was counted twice" },
      },
    ]);
  });

  test("in plain words needs no key", async () => {
    const { id } = await logged();

    expect(read(await town.say("bo.chen", `${id} should be 11 employees because one left`))).toContain("11 employees");
  });

  test("that changes nothing says so", async () => {
    const { id } = await logged();

    expect(read(await town.say("bo.chen", `fix ${id} employees=12 because it was miscounted`))).toContain(
      "Nothing to change",
    );
  });

  test("with a number only opens the record's own form", async () => {
    const { id, date } = await logged();
    const opened = form(await town.say("bo.chen", `fix ${id}`));

    expect(opened.hidden).toEqual({ record: id, "changes._opened": expect.stringContaining("employees") });
    expect(filled(opened)).toMatchObject({ "changes.heldOn": date, "changes.employees": "12" });
  });

  test("of a large count asks first, and one press corrects it", async () => {
    const { id } = await logged();
    const asked = await town.say("bo.chen", `fix ${id} employees=990 because it was miscounted`);
    expect(read(asked)).toContain("990 people in one session: is that right?");

    expect(read(await town.press("bo.chen", button(asked, "Yes, record 990")))).toContain("990 employees");
  });

  test("that names fewer people than are on record asks before it takes anybody off", async () => {
    const { id } = await logged("people=ana.torres@milwaukee.example,lee.nakamura@milwaukee.example");
    const asked = await town.say("bo.chen", `fix ${id} people=ana.torres@milwaukee.example because Lee was away`);
    expect(read(asked)).toContain(`That takes Lee Nakamura off ${id}: is that right?`);

    const fixed = await town.press("bo.chen", button(asked, "Yes, take off Lee Nakamura"));
    expect(read(fixed)).toContain("Named: Ana Torres");
    expect(read(fixed)).toContain("1 employee");
  });

  test("to what another record says already names that record", async () => {
    const first = await logged("employees=5");
    const second = await town.say("bo.chen", `course=ara101 date=${first.date} employees=6`);
    const clash = await town.say("bo.chen", `fix ${recordIn(second)} employees=5 because it was miscounted`);

    expect(read(clash)).toContain(`${first.id} says so already`);
  });
});

describe("[Edit]", () => {
  test("is the form of the record, filled in, and its answer corrects the record", async () => {
    const { receipt, id, date } = await logged("people=ana.torres@milwaukee.example employees=12");
    const opened = form(await town.press("bo.chen", button(receipt, "Edit")));
    expect(filled(opened)).toEqual({
      "changes.course": "ARA101",
      "changes.heldOn": date,
      "changes.department": "DPW",
      "changes.people": "ana.torres@milwaukee.example",
      "changes.employees": "12",
    });

    const fixed = await town.send("bo.chen", opened, { "changes.employees": "10", reason: "two left early" });
    expect(read(fixed)).toContain(`Corrected ${id}`);
    expect(read(fixed)).toContain("10 employees");
    expect(read(fixed)).toContain("Reason: two left early");
  });

  test("an input that is emptied is no longer on record", async () => {
    const { receipt } = await logged("employees=12 contractors=3");
    const opened = form(await town.press("bo.chen", button(receipt, "Edit")));
    const fixed = await town.send("bo.chen", opened, { "changes.contractors": "", reason: "none came" });

    expect(read(fixed)).toMatch(/· 12 employees\n/);
  });

  test.each([
    ["fewer than are named", { "changes.employees": "0" }, "changes.employees"],
    ["a day to come", { "changes.heldOn": "2026-12-24" }, "changes.heldOn"],
    ["nobody of that name", { "changes.people": "Zebulon Quux" }, "changes.people"],
    ["no day at all", { "changes.heldOn": "" }, "changes.heldOn"],
    ["a department one may not log for", { "changes.department": "PARKS" }, "changes.department"],
  ])("%s keeps everything typed and puts the error at its input", async (_why, wrong, at) => {
    const { receipt, id } = await logged("people=ana.torres@milwaukee.example employees=12");
    const opened = form(await town.press("bo.chen", button(receipt, "Edit")));
    const back = form(await town.send("bo.chen", opened, { ...wrong, "changes.note": "kept", reason: "kept, too" }));

    expect(Object.keys(errors(back))).toEqual([at]);
    expect(filled({ ...back })).toMatchObject({ "changes.note": "kept", reason: "kept, too" });
    expect(back.inputs.find(({ name }) => name === at)?.value).toBe(Object.values(wrong)[0]);
    expect((await trail(id)).map(({ action }) => action)).toEqual(["training.record"]);
  });
});

describe("[Undo]", () => {
  test("takes the record out of what counts, and [Put it back] brings it back", async () => {
    const { receipt, id } = await logged();
    const undone = await town.press("bo.chen", button(receipt, "Undo"));
    expect(read(undone)).toContain(`Undone ${id}`);
    expect(labels(undone)).toEqual(["Put it back"]);
    expect(read(await town.say("bo.chen", "training sessions q3 2026"))).not.toContain(id);

    const back = await town.press("bo.chen", button(undone, "Put it back"));
    expect(read(back)).toContain(`Put back ${id}`);
    expect(read(await town.say("bo.chen", "training sessions q3 2026"))).toContain(id);
    expect((await trail(id)).map(({ action }) => action)).toEqual([
      "training.record",
      "training.undo",
      "training.restore",
    ]);
  });

  test("twice says that it was undone before", async () => {
    const { receipt, id } = await logged();
    await town.press("bo.chen", button(receipt, "Undo"));

    expect(read(await town.press("bo.chen", button(receipt, "Undo")))).toContain(`${id} was undone before`);
  });

  test("four times at once under one request id undoes once, with the same reply", async () => {
    const { receipt, id } = await logged();
    const undo = button(receipt, "Undo");
    const four = await Promise.all([1, 2, 3, 4].map(() => town.press("bo.chen", undo, { id: "undo-four" })));

    expect(new Set(four.map((one) => JSON.stringify(one))).size).toBe(1);
    expect((await trail(id)).map(({ action }) => action)).toEqual(["training.record", "training.undo"]);
  });

  test("an undone record cannot be corrected until it is put back", async () => {
    const { receipt, id } = await logged();
    await town.press("bo.chen", button(receipt, "Undo"));

    expect(read(await town.say("bo.chen", `fix ${id} employees=3 because it was miscounted`))).toContain(
      "Put it back first",
    );
  });
});

test.each(["fix", "fix undo", "fix restore", "training names"])(
  "%s of a record that does not exist says where numbers are found",
  async (command) => {
    const reply = await town.press("bo.chen", {
      command,
      values: { record: "TR-2026-99999", changes: { employees: 3 }, people: "ana.torres@milwaukee.example" },
    });

    expect(read(reply)).toContain("There is no record TR-2026-99999.");
    expect(reply.failed).toBe(true);
  },
);

test("a button from an older version says so", async () => {
  const reply = await town.press("bo.chen", { command: "training erase", values: {} });

  expect(read(reply)).toBe("This button is from an older version. Please ask again.");
});
