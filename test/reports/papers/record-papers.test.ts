import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { plainText } from "../../../src/core/reply/reply.ts";
import { printAnswer } from "../../../src/domain/analysis/analysis-steps.ts";
import { flowOf, plainWords } from "../../../src/reports/papers/model/flow.ts";
import type { Paper } from "../../../src/reports/papers/model/paper.ts";
import { buttonIn, fileIn } from "../../commands/replies.ts";
import { form, read, sampleTown, type Town } from "../../support/town.ts";

let town: Town;
let statement: string;
let analysis: string;
beforeAll(async () => {
  town = await sampleTown();
  const period = { departments: undefined, limit: 50 };
  statement = (await town.app.stores.statements.page(period)).records.find((one) => one.version > 0)?.id ?? "";
  analysis = (await town.app.stores.analyses.page(period)).records.find((one) => one.closing)?.id ?? "";
});
afterAll(() => town.close());

/** Everything a paper says, as plain text. */
const said = (paper: Paper): string =>
  flowOf(paper)
    .map((one) => {
      if (one.kind === "table")
        return [one.caption, ...one.rows.map(({ cells }) => cells.map(plainWords).join(" | "))].join("\n");
      if (one.kind === "list") return one.items.map(plainWords).join("\n");
      if (one.kind === "heading") return one.text;
      return "words" in one ? plainWords(one.words) : "";
    })
    .join("\n");

describe("papers about one record (row E31)", () => {
  test("the statement says its file, each of the six groups, and what nobody has answered", async () => {
    const record = await town.app.stores.statements.get(statement);
    const paper = await town.app.papers.draft("statement", statement, false);
    const words = said(paper);
    expect(words).toContain(`${record?.file} [${statement}]`);
    for (const group of ["African-Americans", "Hispanics", "Asians and Pacific Islanders", "Persons with disabilities"])
      expect(words).toContain(`${group} |`);
    for (const answer of Object.values(record?.answers ?? {}).filter((one) => one.length > 10))
      expect(words).toContain(answer);
    expect(paper.recipients).toEqual(["Common Council"]);
    expect(paper.status).toBe(record?.submittedOn === undefined ? "draft" : "submitted");
    expect(Object.keys(paper.sources)).toContain(statement);
  });

  test("the analysis has a part for each step of the template it was started with, and every answer", async () => {
    const record = await town.app.stores.analyses.get(analysis);
    const paper = await town.app.papers.draft("analysis", analysis, false);
    const words = said(paper);
    const steps = record?.template?.steps ?? [];
    expect(steps.length).toBeGreaterThan(3);
    for (const [at, { title }] of steps.entries()) expect(words).toContain(`Step ${at + 1}. ${title}`);
    const written = steps.flatMap(({ id, questions }) => {
      const answers = record?.steps.find(({ step }) => step === id)?.answers ?? {};
      return questions.flatMap((question) =>
        answers[question.id] ? [printAnswer(question, answers[question.id] ?? "")] : [],
      );
    });
    expect(written.length).toBeGreaterThan(3);
    for (const answer of written) expect(words).toContain(answer);
    expect(paper.status).toBe("approved");
  });

  test("a cover is for information until somebody writes what is asked, and is complete with its issue", async () => {
    const first = await town.say("nadia.rahman", `report cover ${statement}`);
    expect(read(first)).toContain("Issue is not written");
    expect(read(first)).toContain("For information.");
    const asked = form(await town.press("nadia.rahman", buttonIn(first, "Write: What is asked")));
    await town.send("nadia.rahman", asked, { text: "Adopt the file as amended." });
    await town.say("nadia.rahman", `report write cover ${statement} issue "The grant pays for a bridge."`);
    await town.say("nadia.rahman", `report write cover ${statement} section=fiscal-impact "No levy is needed."`);
    const now = await town.say("nadia.rahman", `report cover ${statement}`);
    expect(read(now)).toMatch(/Complete: (\d+) of \1 parts complete/);
    expect(read(now)).toContain("For action");
    const page = new TextDecoder().decode(fileIn(await town.press("nadia.rahman", buttonIn(now, "HTML"))).bytes);
    for (const words of ["Adopt the file as amended.", "The grant pays for a bridge.", "Attachments", "action"])
      expect(page).toContain(words);
    expect(page).not.toContain("DRAFT");
  });

  test("each answers to its own kind of record, and says which", async () => {
    expect(read(await town.say("nadia.rahman", `report cover TR-2026-0001`))).toMatch(
      /not what this paper is about.*IS-….*AN-….*RP-…/,
    );
    expect(read(await town.say("nadia.rahman", "report cover IS-2026-9999"))).toMatch(/There is no .* IS-2026-9999/);
    expect(read(await town.say("nadia.rahman", `report statement ${analysis}`))).toContain(
      `${analysis} is no REI Impact Statement`,
    );
    expect(plainText(await town.say("nadia.rahman", `report write annual ${statement} letter "Hello"`))).toContain(
      "year",
    );
  });

  test("an undone record has no paper", async () => {
    const added = await town.say("ana.torres", 'statement add file=299999 "Undone soon" contract hearing=2026-12-15');
    const id = /IS-\d{4}-\d{4}/.exec(read(added))?.[0] ?? "";
    await town.press("ana.torres", buttonIn(added, "Undo"));
    expect(read(await town.say("ana.torres", `report statement ${id}`))).toContain(`${id} was undone`);
  });

  test("whoever may read the record gets its paper, and nobody else", async () => {
    expect(read(await town.say("nadia.rahman", `report analysis ${analysis}`))).toContain("parts complete");
    const foreign = await town.say("casey.lindqvist", `report analysis ${analysis}`);
    expect(read(foreign)).not.toContain("parts complete");
  });
});
