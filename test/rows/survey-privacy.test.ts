import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { button, createTown, filled, form, labels, read, recordIn, type Town } from "../support/town.ts";

// A survey of 40 answers: 31 of employees and 9 of contractors. Nine are so few that they could point at somebody, and so is
// what 40 less 31 gives away: both are for their author alone.
describe("D6: small counts of a survey are shown to their author alone", () => {
  let town: Town;
  let id: string;
  const author = "ana.torres";
  const others = ["nadia.rahman"];
  beforeAll(async () => {
    town = await createTown();
    id = recordIn(
      await town.say(
        author,
        'engagement log survey "Staff climate" invited=60 responses=40 employees=31 contractors=9 date=2026-11-02',
      ),
    );
  });
  afterAll(() => town.close());

  test("Edit shows them to whoever entered them, and to nobody else", async () => {
    expect(filled(form(await town.say(author, `fix ${id}`)))).toMatchObject({ "changes.contractors": "9" });
    for (const who of others) {
      const inputs = filled(form(await town.say(who, `fix ${id}`)));
      expect(inputs["changes.contractors"]).toBeUndefined();
      expect(inputs["changes.employees"]).toBeUndefined();
      expect(inputs["changes.responses"]).toBe("40");
    }
  });

  test("a blank that was not shown keeps the value", async () => {
    const open = form(await town.say("nadia.rahman", `fix ${id}`));
    await town.send("nadia.rahman", open, { "changes.note": "Held on paper", reason: "the note was missing" });
    expect(
      await town.rows(`select employees, contractors, responses, note from engagements where id = '${id}'`),
    ).toEqual([{ employees: 31, contractors: 9, responses: 40, note: "Held on paper" }]);
  });

  test("no surface says them, nor two numbers whose difference they are", async () => {
    for (const who of others) {
      const undone = await town.say(who, `fix undo ${id}`);
      const surfaces = [
        undone,
        await town.press(who, button(undone, "Put it back")),
        await town.say(who, "engagement list survey 2026-Q4"),
        await town.say(who, `fix ${id}`),
      ];
      for (const surface of surfaces) {
        // A date may say 31.
        expect(read(surface)).not.toMatch(/\b31 employees|employees(?: who came)?: 31\b/i);
        expect(read(surface)).not.toMatch(/\b9 contractors|contractors: 9/i);
      }
    }
  });

  test("a note with a small number is warned about before it is saved", async () => {
    const asked = await town.say(
      author,
      'engagement log survey "Exit talks" invited=30 responses=20 date=2026-11-03 note="4 of the Hmong staff felt left out"',
    );
    expect(read(asked)).toContain("The note gives a number under 10, which could point at people.");
    expect(labels(asked)).toContain("Yes, save the note");
    expect(await town.rows("select 1 from engagements where title = 'Exit talks'")).toEqual([]);
  });
});
