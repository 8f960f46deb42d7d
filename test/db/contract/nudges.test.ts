import { Temporal } from "temporal-polyfill";
import { expect, test } from "vitest";
import type { Occasion } from "../../../src/core/deliveries/occasions.ts";
import type { AnswerEntry } from "../../../src/domain/nudge/nudges.ts";
import { onEachDatabase } from "./city.ts";

const said = (changes: Partial<AnswerEntry>): AnswerEntry => ({
  kind: "snooze",
  department: "DPW",
  quarter: "2026-Q4",
  startsOn: "2026-11-20",
  endsOn: "2026-11-26",
  obligation: undefined,
  person: undefined,
  reason: undefined,
  saidAt: Date.parse("2026-11-20T16:00:00Z"),
  ...changes,
});

const exempt = (obligation: string, changes: Partial<AnswerEntry> = {}) =>
  said({ kind: "not applicable", obligation, reason: "none here", endsOn: "2026-12-31", ...changes });

onEachDatabase("answers to nudges", (city) => {
  test("the same is on record once, by four requests at the same time and by one request four times", async () => {
    const { nudges } = city.stores;
    const four = await Promise.all([1, 2, 3, 4].map(() => nudges.answer(said({}), [], city.write())));
    const write = city.write();
    const again = await Promise.all([1, 2, 3, 4].map(() => nudges.answer(said({ endsOn: "2026-11-20" }), [], write)));

    expect(four.map(({ outcome }) => outcome).sort()).toEqual(["on record", "on record", "on record", "recorded"]);
    expect(new Set(again.map(({ record }) => record.id)).size).toBe(1);
    expect((await nudges.since("2026-11-20")).filter(({ kind }) => kind === "snooze")).toHaveLength(2);
    expect((await nudges.since("2026-11-21")).filter(({ kind }) => kind === "snooze")).toHaveLength(1);
  });

  test("what does not apply is decided, decided otherwise, said again once declined, and taken back", async () => {
    const { nudges } = city.stores;
    const { record: answer } = await nudges.answer(exempt("vision", { department: "HLTH" }), [], city.write());
    const of = async () => (await nudges.exemptions("2026-11-20")).get("HLTH vision");
    expect(await of()).toEqual({ record: answer.id, reason: "none here", accepted: false });

    expect(await nudges.decide(answer.id, "accepted", undefined, city.write())).toBe("decided");
    expect(await nudges.decide(answer.id, "accepted", undefined, city.write())).toBe("unchanged");
    expect((await of())?.accepted).toBe(true);
    expect((await nudges.exemptions("2027-01-01")).size).toBe(0);

    expect(await nudges.decide(answer.id, "declined", "it does", city.write())).toBe("decided");
    expect(await of()).toBeUndefined();
    expect(await nudges.get(answer.id)).toMatchObject({ decision: "declined", because: "it does" });

    const again = await nudges.answer(exempt("vision", { department: "HLTH" }), [], city.write());
    expect(again.outcome).toBe("recorded");
    expect(await nudges.decide(answer.id, "accepted", undefined, city.write())).toBe("conflict");
    expect(await nudges.setUndone(again.record.id, true, undefined, city.write())).toBe(true);
    expect(await of()).toBeUndefined();
  });

  test("an occasion keeps what was open, and is decided once", async () => {
    const { occasions } = city.stores;
    const dueAt = Temporal.Instant.from("2026-11-24T15:00:00Z");
    const key = { job: "quarterly-nudge", subject: "LIB", occasion: "2026-Q4" };
    const occasion: Occasion = { ...key, dueAt, until: dueAt.add({ hours: 1 }), since: undefined, deliveries: [] };
    const decided = [{ occasion, decision: { outcome: "queued" as const }, open: ["vision", "leadership-team"] }];

    expect(await occasions.undecided(decided)).toHaveLength(1);
    expect(await occasions.decide(decided, dueAt)).toHaveLength(1);
    expect(await occasions.undecided(decided)).toEqual([]);
    expect(await occasions.decide(decided, dueAt.add({ hours: 1 }))).toEqual([]);
    expect(await occasions.past(["quarterly-nudge"], dueAt)).toEqual([
      expect.objectContaining({ ...key, open: ["vision", "leadership-team"], decidedAt: dueAt.epochMilliseconds }),
    ]);
  });
});
