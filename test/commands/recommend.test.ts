import { afterAll, beforeAll, expect, test } from "vitest";
import { button, createTown, form, read, recordIn, type Town, table } from "../support/town.ts";

let town: Town;
let snow: string;
beforeAll(async () => {
  town = await createTown();
  snow = recordIn(await town.say("ana.torres", '/analysis start existing program "Snow removal routes"'));
});
afterAll(() => town.close());

test("a department recommends from an analysis, the officer for the city (rows C12, C13)", async () => {
  const crew = await town.say(
    "ana.torres",
    `analysis recommend from=${snow} to="Common Council" "Fund an evening crew"`,
  );
  expect(read(crew)).toContain("Recorded AR-2026-0001");
  expect(read(crew)).toContain(
    `To Common Council: Fund an evening crew · from ${snow} · by Public Works · open since Sat 21 Nov 2026`,
  );
  const officer = read(await town.say("nadia.rahman", 'analysis recommend to=Mayor "Publish every route" dpw'));
  expect(officer).toContain("To Mayor: Publish every route · by the equity officer · Public Works");
});

test("who is asked to act is asked for, and the same again is on record already", async () => {
  const asked = form(await town.say("ana.torres", `analysis recommend from=${snow} "Fund an evening crew"`));
  expect(asked.inputs.find(({ name }) => name === "addressedTo")?.value).toBe("");
  const again = await town.send("ana.torres", asked, { addressedTo: "Common Council" });
  expect(read(again)).toContain("AR-2026-0001 says so. Nothing new was saved.");
});

test("what became of it is recorded, with the reason, and counted by who recommended it", async () => {
  const [open] = table(await town.say("nadia.rahman", "which recommendations are open?"));
  expect(open).toEqual(["AR-2026-0002", "Publish every route", "Mayor", "open since Sat 21 Nov 2026", "–", "DPW"]);

  const declined = await town.say("ana.torres", "AR-2026-0001 was declined because there is no money");
  expect(read(declined)).toContain("declined Sat 21 Nov 2026, because there is no money");
  await town.say("nadia.rahman", "analysis recommend answer AR-2026-0002 accepted on Nov 20");

  const list = await town.say("nadia.rahman", "analysis recommend list");
  expect(read(list)).toContain("The equity officer's: 0 open, 1 accepted, 0 declined.");
  expect(read(list)).toContain("The departments': 0 open, 0 accepted, 1 declined.");
  expect(table(list).map(([id, , , standing]) => [id, standing])).toContainEqual([
    "AR-2026-0002",
    "accepted Fri 20 Nov 2026",
  ]);
});

test("undone it counts no more, and fix changes its words with a reason", async () => {
  const made = await town.say("ana.torres", 'analysis recommend to=Mayor "Plow alleys too"');
  const id = recordIn(made);
  const fixed = read(await town.say("ana.torres", `fix ${id} to="Common Council" because "the budget is theirs"`));
  expect(fixed).toContain("To Common Council: Plow alleys too");
  expect(fixed).toContain("Reason: the budget is theirs");

  await town.press("ana.torres", button(made, "Undo"));
  expect(read(await town.say("ana.torres", "analysis recommend list"))).not.toContain("Plow alleys too");
  expect(read(await town.say("ana.torres", `AR-2026-0001 will be accepted next year`))).toContain("still to come");
  expect(read(await town.say("ana.torres", `restore ${id}`))).toContain(`Put back ${id}`);
});
