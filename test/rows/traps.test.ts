import { expect, test } from "vitest";
import { button, createTown, labels, read, sampleTown } from "../support/town.ts";

test("G5: 980 people in one session are asked about, and never refused", async () => {
  const town = await createTown();
  try {
    const asked = await town.say("nadia.rahman", "/training course=EO employees=980 date=2026-11-20 department=DPW");
    expect(read(asked)).toContain("980 people in one session: is that right?");
    expect(await town.rows("select 1 from training_records")).toEqual([]);
    expect(read(await town.press("nadia.rahman", button(asked, "Yes, record 980")))).toContain("980 employees");
  } finally {
    await town.close();
  }
});

test("G1, G5: Anchorage's 980 in 1 session is recorded as a figure, and asked about", async () => {
  const town = await sampleTown("2026-11-21T20:05:00Z", "anchorage");
  const officer = (text: string) => town.say("nora.evanoff@anchorage.example", text);
  try {
    await officer("measure record eo-classes 2025-Q1 value=1");
    const recorded = await officer("measure record eo-participation 2025-Q1 value=980");
    expect(read(recorded)).toContain("980 people in 1 session: is that right?");
    expect(labels(recorded)).toContain("Edit");
    expect(read(await officer("measure record eo-participation 2025-Q2 value=980"))).not.toContain("is that right");
    await officer("measure record eo-classes 2025-Q3 value=2");
    expect(read(await officer("measure record eo-participation 2025-Q3 value=980"))).not.toContain("is that right");
  } finally {
    await town.close();
  }
});

test("G11: a cell of the matrix holds two letters, and each duty has exactly one who is accountable", async () => {
  const town = await sampleTown("2026-11-21T20:05:00Z", "portland");
  try {
    expect(read(await town.say("jade.whitmore@portland.example", "status raci"))).toContain("R/C");
    for (const duty of town.app.plan.duties)
      expect(Object.values(duty.raci).filter((letters) => letters.includes("A"))).toHaveLength(1);
  } finally {
    await town.close();
  }
});

test("G14: a session at 23:30 on 30 June in Portland belongs to the quarter that ends that night", async () => {
  const town = await sampleTown("2026-07-01T06:30:00Z", "portland");
  const officer = (text: string) => town.say("jade.whitmore@portland.example", text);
  /** Employees of the City Auditor who attended in a quarter. */
  const attendance = async (quarter: string) =>
    Number(
      /^Office of the City Auditor \| \d+ \| (\d+)/m.exec(read(await officer(`status training ${quarter}`)))?.[1] ?? 0,
    );
  try {
    const before = await attendance("FY2026-Q4");
    await officer("/training 9 employees took TOOLKIT today in the city auditor");
    expect((await attendance("FY2026-Q4")) - before).toBe(9);
    town.setClock("2026-07-01T07:30:00Z");
    expect(await attendance("FY2027-Q1")).toBe(0);
  } finally {
    await town.close();
  }
});
