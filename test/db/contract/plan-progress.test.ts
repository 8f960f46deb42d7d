import { expect, test } from "vitest";
import type { ProgressEntry } from "../../../src/domain/plan/progress.ts";
import { type City, onEachDatabase } from "./city.ts";

const said = (action: string, changes: Partial<ProgressEntry> = {}): ProgressEntry => ({
  action,
  department: undefined,
  state: "on track",
  note: undefined,
  reportedOn: "2026-11-20",
  ...changes,
});

const latestOf = async (city: City, action: string, on = "2026-11-21") =>
  (await city.stores.progress.latest(on))
    .filter((one) => one.action === action)
    .map(({ department, state }) => [department, state]);

onEachDatabase("how the plan goes", (city) => {
  test("the newest of each action and department counts, on any day", async () => {
    const { progress } = city.stores;
    await progress.record(said("A1", { reportedOn: "2026-11-02", state: "late" }), city.write());
    await progress.record(said("A1", { department: "DPW", state: "done" }), city.write());
    await progress.record(said("A1"), city.write());
    // Entered last, but of an earlier day.
    await progress.record(said("A1", { reportedOn: "2026-10-01", state: "planned" }), city.write());

    expect(await latestOf(city, "A1")).toEqual(
      expect.arrayContaining([
        [undefined, "on track"],
        ["DPW", "done"],
      ]),
    );
    expect(await latestOf(city, "A1", "2026-11-10")).toEqual([[undefined, "late"]]);
    expect(await latestOf(city, "A1", "2026-09-30")).toEqual([]);
    expect((await progress.history("A1")).map(({ reportedOn }) => reportedOn)).toEqual([
      ...["2026-11-20", "2026-11-20", "2026-11-02", "2026-10-01"],
    ]);
  });

  test("of two on one day the one entered later counts", async () => {
    const { progress } = city.stores;
    await progress.record(said("A2"), city.write());
    await progress.record(said("A2", { state: "done" }), city.write());

    expect(await latestOf(city, "A2")).toEqual([[undefined, "done"]]);
  });

  test("the same is recorded once, by four requests at the same time and by one request four times", async () => {
    const { progress } = city.stores;
    const four = await Promise.all([1, 2, 3, 4].map(() => progress.record(said("A3", { note: "x" }), city.write())));
    const write = city.write();
    const again = await Promise.all([1, 2, 3, 4].map(() => progress.record(said("A3", { note: "y" }), write)));

    expect(four.map(({ outcome }) => outcome).sort()).toEqual(["on record", "on record", "on record", "recorded"]);
    expect(new Set(four.map((one) => one.record.id)).size).toBe(1);
    expect(new Set(again.map((one) => one.record.id)).size).toBe(1);
    expect(await progress.history("A3")).toHaveLength(2);
  });

  test("a note of any length tells two records apart, and no note is not an empty one's twin", async () => {
    const { progress } = city.stores;
    const long = "é".repeat(3000);
    for (const note of [undefined, long, `${long.slice(1)}e`])
      expect((await progress.record(said("A4", { note }), city.write())).outcome).toBe("recorded");
    expect((await progress.record(said("A4", { note: long }), city.write())).outcome).toBe("on record");
    expect(await progress.history("A4")).toHaveLength(3);
  });

  test("undone, what was said before counts; put back it counts again, unless the same was said since", async () => {
    const { progress } = city.stores;
    await progress.record(said("A5", { reportedOn: "2026-11-01" }), city.write());
    const { record: done } = await progress.record(said("A5", { state: "done" }), city.write());

    await progress.setUndone(done.id, true, "too early", city.write());
    expect(await latestOf(city, "A5")).toEqual([[undefined, "on track"]]);
    expect(await progress.setUndone(done.id, false, undefined, city.write())).toBe(true);
    expect(await latestOf(city, "A5")).toEqual([[undefined, "done"]]);

    await progress.setUndone(done.id, true, undefined, city.write());
    await progress.record(said("A5", { state: "done" }), city.write());
    expect(await progress.setUndone(done.id, false, undefined, city.write())).toBe(false);
    expect(await progress.get(done.id)).toMatchObject({ undone: true });
  });

  test("a correction that says what another record says is refused, and nothing is changed", async () => {
    const { progress } = city.stores;
    const { record: one } = await progress.record(said("A6", { state: "planned" }), city.write());
    await progress.record(said("A6"), city.write());
    const changes = { state: "on track", note: undefined, reportedOn: "2026-11-20" } as const;

    expect(await progress.correct(one.id, changes, "a slip", city.write())).toBe("conflict");
    expect(await progress.get(one.id)).toMatchObject({ state: "planned" });
    expect(await progress.correct(one.id, { ...changes, state: "late" }, "a slip", city.write())).toBe("corrected");
    expect(await progress.correct(one.id, { ...changes, state: "late" }, "a slip", city.write())).toBe("unchanged");
  });
});
