import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Block, Reply } from "../../src/core/reply/reply.ts";
import { read, sampleTown, type Town } from "../support/town.ts";

const OFFICER = "nora.evanoff@anchorage.example";
let town: Town;
beforeAll(async () => {
  town = await sampleTown("2026-11-21T20:05:00Z", "anchorage");
});
afterAll(() => town.close());

const tables = (reply: Reply) => reply.blocks.flatMap((block: Block) => (block.kind === "table" ? [block] : []));
const quarterly = (year: string) => town.say(OFFICER, `report quarterly ${year}`);

const NONE = "not reported";

describe("Anchorage's quarterly table, from the city's own figures", () => {
  test("B14, G1: 2023 has one quarter, and the other three are not reported, which is not zero", async () => {
    const [pooled] = tables(await quarterly("2023"));
    expect(pooled?.caption).toBe("Employee Equal Opportunity & Contractors Compliance Training");
    expect(pooled?.columns.map(({ label }) => label)).toEqual(["2023", "Q1", "Q2", "Q3", "Q4"]);
    expect(pooled?.rows).toEqual([
      ["Training Sessions", NONE, NONE, NONE, "2"],
      ["DEI community engagement opportunity", NONE, NONE, NONE, "6"],
      ["Attendance", NONE, NONE, NONE, "431"],
    ]);
  });

  test("B14, G1: 2024 begins with 1, 6 and 980, without the dashes that trailed them", async () => {
    const [pooled] = tables(await quarterly("2024"));
    expect(pooled?.rows).toEqual([
      ["Training Sessions", "1", NONE, NONE, NONE],
      ["DEI community engagement opportunity", "6", NONE, NONE, NONE],
      ["Attendance", "980", NONE, NONE, NONE],
    ]);
  });

  test("G2, G3: the targets of 2024 are 3, 7 and 453, and say that their baseline is one quarter of four", async () => {
    const reply = await quarterly("2024");
    const [, split] = tables(reply);
    const together = split?.rows.filter(([label]) => label?.endsWith("together"));
    expect(together?.map((row) => row.at(-1))).toEqual(["3", "7", "453"]);
    expect(read(reply)).toContain(
      "Attendance. 2024: 980 people, 1 of 4 quarters reported. Target 453 (2023 + 5 %, baseline 1 of 4 quarters): reached.",
    );
    expect(read(reply)).toContain("Target 3 (2023 + 5 %, baseline 1 of 4 quarters): not reached.");
  });

  test("G6: employees and contractors stay apart from what the source pools", async () => {
    const [, split] = tables(await quarterly("2024"));
    expect(split?.rows.filter(([label]) => label?.startsWith("Attendance"))).toEqual([
      ["Attendance, employees", NONE, NONE, NONE, NONE, NONE, "no baseline"],
      ["Attendance, contractors", NONE, NONE, NONE, NONE, NONE, "no baseline"],
      ["Attendance, not split", "980", NONE, NONE, NONE, "980", "453"],
      ["Attendance, together", "980", NONE, NONE, NONE, "980", "453"],
    ]);
  });

  test("G3: the same quarter a year before has no baseline, so there is no percentage", async () => {
    const reply = read(await town.say(OFFICER, "measure show eo-participation 2024"));
    expect(reply).toContain("Q1 2024 against Q1 2023: no baseline.");
    expect(reply).toContain("Against the year before 2024: +549 (+127.4 %), baseline 1 of 4 quarters.");
  });

  test("the chart has the numbers of its table, and nothing where nothing was reported", async () => {
    const { blocks } = await town.say(OFFICER, "measure show eo-participation 2024");
    const [chart] = blocks.flatMap((block) => (block.kind === "chart" ? [block.chart] : []));
    expect(chart?.groups).toEqual(["Q1 2024", "Q2 2024", "Q3 2024", "Q4 2024"]);
    expect(chart?.series.find(({ name }) => name === "Together")?.values).toEqual([980, null, null, null]);
    expect(chart?.target?.values).toEqual([null, null, null, 453]);
  });

  test("E28: a first year without a baseline says so and gives no target", async () => {
    expect(read(await quarterly("2023"))).toContain(
      "Attendance. 2023: 431 people, 1 of 4 quarters reported. Target: no baseline.",
    );
  });

  test("a file holds numbers as numbers, and says in words what was not reported", async () => {
    const { blocks } = await town.say(OFFICER, "report quarterly 2024 csv");
    const [file] = blocks.flatMap((block) => (block.kind === "file" ? [block.file] : []));
    const rows = new TextDecoder().decode(file?.bytes).trim().split("\r\n");
    expect(file?.name).toBe("quarterly-2024.csv");
    expect(rows.at(-1)).toBe(
      "Attendance,together,eo-participation,people,980,not reported,not reported,not reported,980,453,2023 + 5 %,baseline 1 of 4 quarters,reached,",
    );
  });

  test("B12, B13: what was logged as training counts where no figure was reported, by audience, a session of both once in all", async () => {
    await town.say(OFFICER, "course=EO date=2025-02-03 department=HR employees=12 contractors=5");
    await town.say(OFFICER, "course=EO date=2025-02-10 department=HR employees=7");
    await town.say(OFFICER, "course=DEI100 date=2025-02-11 department=HR employees=40");
    const [, split] = tables(await quarterly("2025"));
    const row = (label: string) => split?.rows.find(([first]) => first === label)?.slice(0, 3);
    expect(row("Training Sessions, employees")).toEqual(["Training Sessions, employees", "2", NONE]);
    expect(row("Training Sessions, contractors")).toEqual(["Training Sessions, contractors", "1", NONE]);
    expect(row("Training Sessions, together")).toEqual(["Training Sessions, together", "2", NONE]);
    expect(row("Attendance, together")).toEqual(["Attendance, together", "24", NONE]);
    expect(read(await town.say(OFFICER, "measure show dei-participation 2025"))).toContain("Q1 2025 | 40 |");
  });

  test("B12: a recorded figure counts before the records, and the difference is said", async () => {
    const reply = read(await town.say(OFFICER, "measure record eo-participation 2025-Q1 employees=30"));
    expect(reply).toContain("Other records add up to 19, not 30. The figure recorded here is the one that counts.");
    expect(read(await town.say(OFFICER, "measure show eo-participation 2025"))).toContain("other records add up to 19");
  });
});
