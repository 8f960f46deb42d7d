import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { kinds } from "../../commands/kinds.ts";
import { loadPlan } from "../../src/plan/load-plan.ts";
import { keptUntil } from "../../src/plan/retention.ts";
import { button, createTown, labels, read, recordIn, type Town, table } from "../support/town.ts";

let town: Town;
const records: string[] = [];
beforeAll(async () => {
  town = await createTown();
  for (const [day, department] of [
    ["2018-03-05", "DPW"],
    ["2019-11-20", "MHD"],
    ["2019-11-21", "MHD"],
    ["2026-11-20", "DPW"],
  ]) {
    const values = { course: "ARA101", heldOn: day, department, employees: "3" };
    const said = await town.press("nadia.rahman", { command: "training log", values, confirmed: [] });
    const done = labels(said).find((label) => label.startsWith("Yes"));
    records.push(recordIn(done === undefined ? said : await town.press("nadia.rahman", button(said, done))));
  }
});
afterAll(() => town.close());

const officer = (text: string) => town.say("nadia.rahman", text);
const row = async () => table(await officer("retention list")).find(([, name]) => name === "training");

describe("the retention list", () => {
  test("counts what is past its time, says what is not known, and disposes of nothing", async () => {
    expect(await row()).toEqual(expect.arrayContaining(["training", "7 years", "2", "0"]));
    const said = read(await officer("retention list"));
    expect(said).toContain("2 records are past their time, 0 kept by a hold");
    expect(said).toContain("How long they are kept is not known for: analyses");
    expect(said).toContain("In no series of the plan:");
    expect(said).toContain("s. 19.21 (4), Wis. Stats.");
    expect(await town.rows("select count(*)::int as n from training_records where voided_at is null")).toEqual([
      { n: 4 },
    ]);
  });

  test("the records themselves, the oldest first; undone ones too", async () => {
    await officer(`fix undo ${records[0]}`);
    const shown = await town.press("felicia.marsh", button(await officer("retention list"), "Which training"));
    expect(table(shown).map(([id, , , undone]) => [id, undone])).toEqual([
      [records[0], "yes"],
      [records[1], "no"],
    ]);
  });

  test("a hold keeps what it covers until it ends: by department, record, period and person", async () => {
    for (const [covers, value, id] of [
      ["department", "MHD", records[1]],
      ["record", records[0], records[0]],
      ["period", "2018", records[0]],
    ]) {
      const hold = await officer(`admin hold add covers=${covers} value=${value} because="Claim about ${value}"`);
      expect((await row())?.slice(3, 5)).toEqual(["2", "1"]);
      const kept = table(await officer("retention list records=training")).find(([one]) => one === id);
      expect(kept?.at(-1)).toBe(recordIn(hold));
      await town.press("nadia.rahman", button(hold, "End it"));
      expect((await row())?.slice(3, 5)).toEqual(["2", "0"]);
    }
    const by = await officer('admin hold add covers=person value=nadia.rahman@milwaukee.example because="Her entries"');
    expect((await row())?.slice(3, 5)).toEqual(["2", "2"]);
    await town.press("nadia.rahman", button(by, "End it"));
  });

  test("an administrator sees the counts and no records; a lead sees neither", async () => {
    const counts = await town.say("devin.sokol", "retention list");
    expect(read(counts)).toContain("2 records are past their time");
    expect(labels(counts)).toEqual([]);
    expect(read(await town.say("devin.sokol", "retention list records=training"))).not.toContain(records[1]);
    expect(read(await town.say("ana.torres", "retention list"))).not.toContain("past their time,");
  });
});

describe("the schedule", () => {
  test("of every bundled plan names kinds there are, each once", () => {
    const known = kinds.all.map(({ plural }) => plural);
    for (const name of ["milwaukee", "portland", "anchorage"])
      for (const { records: named } of loadPlan(name).retention) for (const one of named) expect(known).toContain(one);
  });

  test("counts from the day or from the end of the fiscal year, leap days included", () => {
    const { city } = loadPlan("portland");
    const series = { records: [], series: "S", citation: undefined, note: undefined };
    const until = (from: "day" | "fiscal year", years: number | undefined, today: string) =>
      keptUntil({ ...series, from, years }, city, today);
    expect(until("day", 2, "2026-11-21")).toBe("2024-11-20");
    expect(until("day", 1, "2028-02-29")).toBe("2027-02-28");
    expect(until("fiscal year", 2, "2026-11-21")).toBe("2024-06-30");
    expect(until("fiscal year", 2, "2026-06-30")).toBe("2023-06-30");
    expect(until("fiscal year", 2, "2026-07-01")).toBe("2024-06-30");
    expect(until("day", undefined, "2026-11-21")).toBeUndefined();
  });
});
