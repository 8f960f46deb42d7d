import { sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import type { RecommendationEntry } from "../../src/domain/analysis/recommendations.ts";
import type { ChangeEntry } from "../../src/domain/change/changes.ts";
import type { StatementEntry } from "../../src/domain/statement/statements.ts";
import { onEachDatabase } from "./contract/city.ts";

const TODAY = "2026-11-20";
const [START, END] = ["2026-10-01", "2026-12-31"] as const;

onEachDatabase("visions, changes, recommendations and statements", (city) => {
  describe("visions", () => {
    const visions = () => city.stores.visions;

    test("the standing of a day is that day's, whatever was drafted and adopted since", async () => {
      const first = await visions().draft("DPW", "One", "2026-10-05", city.write());
      await visions().link("DPW", ["G1", "G2"], city.write());
      await visions().adopt("DPW", { on: "2026-10-20", by: "Board" }, city.write());
      const second = await visions().draft("DPW", "Two", "2026-11-10", city.write());

      const on = async (day: string) => (await visions().current(day)).find(({ department }) => department === "DPW");
      expect(await on("2026-10-04")).toBeUndefined();
      expect(await on("2026-10-19")).toMatchObject({ status: "draft", id: first.vision.id, adoptedOn: undefined });
      expect(await on("2026-11-09")).toMatchObject({ status: "adopted", id: first.vision.id, goals: ["G1", "G2"] });
      expect(await on(TODAY)).toMatchObject({
        status: "under review",
        id: second.vision.id,
        version: 2,
        adoptedId: first.vision.id,
        adoptedOn: "2026-10-20",
      });
    });

    test("a version that was undone keeps its number", async () => {
      const { vision } = await visions().draft("LIB", "One", "2026-10-05", city.write());
      await visions().setUndone(vision.id, true, "a slip", city.write());
      const next = await visions().draft("LIB", "Two", "2026-10-06", city.write());
      expect(next.vision.version).toBe(2);
      expect((await visions().versions("LIB")).map(({ version }) => version)).toEqual([2]);
    });

    test("the same request again gives the first outcome", async () => {
      const write = city.write();
      const first = await visions().draft("HLTH", "Once", "2026-10-05", write);
      const again = await visions().draft("HLTH", "Once", "2026-10-05", write);
      expect(again).toEqual(first);
      expect(await visions().versions("HLTH")).toHaveLength(1);
    });
  });

  describe("changes", () => {
    const nothing = { decidedBy: undefined, evidence: undefined, account: undefined, fund: undefined };
    const change = (changes: Partial<ChangeEntry>): ChangeEntry => ({
      ...nothing,
      kind: "resource",
      source: "AN-2026-0001",
      department: "DPW",
      description: undefined,
      adoptedOn: TODAY,
      amount: undefined,
      fte: undefined,
      budgetYear: 2027,
      before: undefined,
      after: undefined,
      ...changes,
    });
    const record = (changes: Partial<ChangeEntry>) => city.stores.changes.record(change(changes), city.write());

    test("a thousand dimes are a hundred dollars, and positions are in a sum of their own (trap G12)", async () => {
      for (const at of Array.from({ length: 10 }, (_, index) => index))
        await record({ amount: 10, description: `dime ${at}` });
      await record({ fte: 33, description: "a third" });
      await record({ amount: -99_999_999_999_999, description: "the most there is", budgetYear: 2028 });
      await record({ amount: 99_999_999_999_999, description: "and back", budgetYear: 2028 });

      const [totals] = await city.stores.changes.totals(START, END);
      expect(totals).toMatchObject({ department: "DPW", resource: 13, policy: 0, none: 0, cents: 100, fte: 33 });
      expect(await city.stores.changes.resources(START, END)).toEqual([
        { department: "DPW", budgetYear: 2027, changes: 11, cents: 100, fte: 33 },
        { department: "DPW", budgetYear: 2028, changes: 2, cents: 0, fte: undefined },
      ]);
      expect(totals?.evidence).toHaveLength(5);
    });

    test("a period counts its own changes, and none is not zero dollars", async () => {
      await record({
        kind: "policy",
        source: "AN-2026-0002",
        department: "LIB",
        description: "x",
        adoptedOn: "2026-09-30",
      });
      expect((await city.stores.changes.totals(START, END)).map(({ department }) => department)).toEqual(["DPW"]);
      const [before] = await city.stores.changes.totals("2026-07-01", "2026-09-30");
      expect(before).toMatchObject({ department: "LIB", policy: 1, cents: undefined, fte: undefined });
    });

    test("of two who say the opposite at once, one is on record", async () => {
      const source = "AN-2026-0003";
      const outcomes = await Promise.all([
        record({ kind: "none", source, description: "nothing" }),
        record({ kind: "policy", source, description: "something" }),
      ]);
      expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual(["contradicts", "recorded"]);
    });

    test("a correction may take a figure away", async () => {
      const { record: made } = await record({ source: "AN-2026-0004", amount: 500, fte: 25 });
      const corrected = await city.stores.changes.correct(
        made.id,
        { ...made, amount: undefined },
        "no money",
        city.write(),
      );
      expect(corrected).toBe("corrected");
      expect(await city.stores.changes.get(made.id)).toMatchObject({ amount: undefined, fte: 25 });
    });
  });

  describe("recommendations", () => {
    test("open ones of any day are listed, and what became of the others is counted", async () => {
      const { recommendations } = city.stores;
      const entry = (words: string, on: string): RecommendationEntry => ({
        text: words,
        addressedTo: "Mayor",
        source: undefined,
        department: "DPW",
        by: "officer",
        on,
      });
      const old = await recommendations.record(entry("Old and open", "2025-01-10"), city.write());
      const done = await recommendations.record(entry("Done", "2026-10-10"), city.write());
      await recommendations.answer(done.record.id, { status: "accepted", on: TODAY, reason: "yes" }, city.write());

      const { records } = await recommendations.page({ departments: ["DPW"], start: START, end: END, limit: 10 });
      expect(records.map(({ id }) => id)).toEqual([old.record.id, done.record.id]);
      expect(await recommendations.totals(START, END)).toEqual([
        { department: "DPW", by: "officer", open: 0, accepted: 1, declined: 0 },
      ]);
      const again = await recommendations.record(entry("done!", "2026-11-01"), city.write());
      expect(again.outcome).toBe("on record");
    });
  });

  describe("statements", () => {
    const entry = (file: string, changes: Partial<StatementEntry> = {}): StatementEntry => ({
      file,
      title: `File ${file}`,
      trigger: "contract",
      department: "DPW",
      requestedBy: undefined,
      requestedOn: undefined,
      committee: undefined,
      hearingOn: undefined,
      dueOn: undefined,
      submittedOn: undefined,
      attachedOn: undefined,
      outcome: undefined,
      amended: undefined,
      change: undefined,
      helper: undefined,
      addedOn: "2026-10-10",
      ...changes,
    });
    const add = async (file: string, changes: Partial<StatementEntry> = {}) =>
      (await city.stores.statements.record(entry(file, changes), city.write())).record;

    test("late is what was not there on the day, on the day that is asked", async () => {
      await add("1001", { dueOn: "2026-11-02" });
      await add("1002", { dueOn: "2026-11-02", submittedOn: "2026-11-02", attachedOn: "2026-11-05" });
      await add("1003", { dueOn: "2026-11-02", submittedOn: "2026-11-03" });
      await add("1004");
      await add("1005", { trigger: "voluntary", dueOn: "2026-11-02" });
      await add("1006", { dueOn: "2027-01-10" });

      const totals = await city.stores.statements.totals(START, END, TODAY);
      expect(totals).toEqual([
        expect.objectContaining({ trigger: "contract", required: 4, submitted: 2, attached: 1, late: 2 }),
        expect.objectContaining({ trigger: "voluntary", required: 0, submitted: 0, attached: 0, late: 0 }),
      ]);
      const early = await city.stores.statements.totals(START, END, "2026-11-02");
      expect(early[0]?.late).toBe(1);
    });

    test("answers are kept question by question, and a save on an older version writes nothing", async () => {
      const { statements } = city.stores;
      const { id } = await add("2001");
      expect(await statements.save(id, { description: "A", sources: "" }, 0, city.write())).toBe("saved");
      expect(await statements.save(id, { description: "A" }, 0, city.write())).toBe("unchanged");
      expect(await statements.save(id, { description: "B" }, 0, city.write())).toBe("overtaken");
      expect(await statements.save(id, { description: "", mitigation: "M" }, 1, city.write())).toBe("saved");
      expect(await statements.get(id)).toMatchObject({ answers: { mitigation: "M" }, version: 2 });
    });

    test("one that was added again stays undone", async () => {
      const { statements } = city.stores;
      const { id } = await add("3001");
      await statements.setUndone(id, true, undefined, city.write());
      await add("3001");
      expect(await statements.setUndone(id, false, undefined, city.write())).toBe(false);
      const [row] = await city.rows<{ undone: boolean }>(
        sql`select voided_at is not null as undone from statements where id = ${id}`,
      );
      expect(row?.undone).toBe(true);
    });
  });
});
