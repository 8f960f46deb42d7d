import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createTown, read, sampleTown, type Town, table } from "../support/town.ts";

describe("what is a source's word, our reading or an example is said wherever it is shown: Milwaukee", () => {
  let town: Town;
  const officer = (text: string) => town.say("nadia.rahman", text);
  beforeAll(async () => {
    town = await createTown();
  });
  afterAll(() => town.close());

  test.each(["raci", "raci 385-7", "raci role=DIR", "status topic=raci"])(
    "E14: %s says that the letters are our reading",
    async (asked) => {
      expect(read(await officer(asked))).toContain("Our reading: chapter 385 says that the chief equity officer acts");
    },
  );

  test.each([
    ["H1", "201193"],
    ["H2", "190828"],
    ["H3", "211268"],
    ["H4", "201192"],
    ["H5", "221278"],
  ])("E14: duty %s says which file it comes from, and a duty of the code none", async (id, file) => {
    expect(read(await officer(`raci ${id}`))).toMatch(new RegExp(`A source's word: Common Council files? .*${file}`));
    expect(read(await officer("raci 385-5.1"))).not.toContain(file);
  });

  test("E30: a figure that no source names says so, and one that a source names does not", async () => {
    expect(read(await officer("measure show sbe-firms 2026"))).toContain(
      "Our reading: 385-5.4 names the small business",
    );
    expect(read(await officer("measure show job-descriptions 2026"))).not.toContain("Our reading");
  });

  test("E10: the plan's sources and the annual report have all of it", async () => {
    const rows = table(await officer("plan show part=sources"));
    for (const { text } of town.app.plan.origins) expect(rows.some((row) => row.includes(text))).toBe(true);
    const file = (await officer("report annual 2026 html")).blocks.find(({ kind }) => kind === "file");
    const html = file?.kind === "file" ? new TextDecoder().decode(file.file.bytes) : "";
    expect(html).toContain("RACI letters. Our reading: chapter 385 says");
  });
});

describe("what is a source's word, our reading or an example is said wherever it is shown: Portland", () => {
  let town: Town;
  const officer = (text: string) => town.say("jade.whitmore@portland.example", text);
  beforeAll(async () => {
    town = await sampleTown("2026-11-21T20:05:00Z", "portland");
  });
  afterAll(() => town.close());

  test("E14: the matrix is an example by its own words, and a duty's mode is our reading", async () => {
    const example =
      'An example: the matrix of the recommendations says of itself: "Example – For Illustrative Purposes Only".';
    expect(read(await officer("raci"))).toContain(example);
    const { id } = town.app.plan.duties.find(({ mode }) => mode !== undefined) ?? { id: "" };
    expect(read(await officer(`raci ${id}`))).toContain("Our reading: the recommendations list what the officer does");
    const without = town.app.plan.duties.find(({ mode }) => mode === undefined);
    if (without) expect(read(await officer(`raci ${without.id}`))).not.toContain("the recommendations list what");
  });

  test("E15: figures that the sources do not name say so, and liaisons that the resolution asks for say that", async () => {
    expect(read(await officer("measure show tools-issued"))).toContain("Our reading: ");
    expect(read(await officer("measure show language-liaison"))).toContain("A source's word: Resolution 37516.");
    expect(read(await officer("measure show fix-it-fairs"))).not.toContain("Our reading");
  });
});
