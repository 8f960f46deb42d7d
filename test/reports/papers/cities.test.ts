import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { periodOf } from "../../../src/core/fields/period.ts";
import { writeHtml } from "../../../src/reports/papers/html/write.ts";
import { paperHash, sha256 } from "../../../src/reports/papers/model/canonical.ts";
import { plainWords } from "../../../src/reports/papers/model/flow.ts";
import type { Paper } from "../../../src/reports/papers/model/paper.ts";
import { fileIn } from "../../commands/replies.ts";
import { sampleTown, type Town } from "../../support/town.ts";

const AT = "2026-11-21T20:05:00Z";
const CITIES = {
  milwaukee: { officer: "nadia.rahman@milwaukee.example", years: ["2025", "2026"], quarters: ["2026-Q2", "2026-Q3"] },
  portland: { officer: "jade.whitmore@portland.example", years: ["FY2026", "FY2027"], quarters: ["FY2027-Q1"] },
  anchorage: { officer: "nora.evanoff@anchorage.example", years: ["2024", "2026"], quarters: ["2024-Q1", "2026-Q3"] },
} as const;

/** Every sentence and list item of a section. */
const sentences = ({ sections }: Paper, id: string): string[] =>
  (sections.find((one) => one.id === id)?.facts ?? []).flatMap((block) => {
    if (block.kind === "paragraph" || block.kind === "note") return [plainWords(block.words)];
    return block.kind === "list" ? block.items.map(plainWords) : [];
  });

const numberIn = (lines: readonly string[], pattern: RegExp): number => {
  const found = lines.map((line) => pattern.exec(line)?.[1]).find((one) => one !== undefined);
  return Number((found ?? "0").replaceAll(",", ""));
};

for (const [plan, { officer, years, quarters }] of Object.entries(CITIES))
  describe(`papers of ${plan}`, () => {
    let town: Town;
    const zone = process.env.TZ;
    beforeAll(async () => {
      town = await sampleTown(AT, plan);
    });
    afterAll(async () => {
      process.env.TZ = zone ?? "";
      await town.close();
    });

    /** What chat gives for the same question. */
    async function exported(what: string, period: string): Promise<Record<string, string>[]> {
      const answer = await town.say(officer, `report export what="${what}" period=${period} format=csv`);
      return parse(Buffer.from(fileIn(answer).bytes), { bom: true, columns: true }) as Record<string, string>[];
    }

    test.each([
      ...years.map((period) => ["annual", period] as const),
      ...quarters.map((period) => ["quarterly", period] as const),
    ])("the figures of the %s report of %s are those that chat gives", async (kind, period) => {
      const paper = await town.app.papers.draft(kind, period, false);
      const said = sentences(paper, "summary");
      const sum = (rows: Record<string, string>[], ...columns: string[]) =>
        rows.reduce((total, row) => total + columns.reduce((part, name) => part + Number(row[name]), 0), 0);
      const trainings = await exported("training", period);
      const changes = await exported("changes", period);
      const { start, end } = periodOf(period, town.app.plan.city);
      const within = (day = "") => start <= day && day <= end;
      const analyses = (await exported("analyses", period)).filter((row) => within(row.completed_on));
      const statements = (await exported("statements", period)).filter((row) => within(row.submitted_on));

      expect({
        attendance: numberIn(said, /attendance of ([\d,]+)/),
        contractors: numberIn(said, /of which ([\d,]+) contractor/),
        analyses: numberIn(said, /analyses completed: ([\d,]+)/),
        statements: numberIn(said, /s submitted: ([\d,]+)/),
        policy: numberIn(said, /: ([\d,]+) policy change/),
        resource: numberIn(said, /and ([\d,]+) resource change/),
      }).toEqual({
        attendance: sum(trainings, "employees", "contractors", "unsplit"),
        contractors: sum(trainings, "contractors"),
        analyses: analyses.length,
        statements: statements.length,
        policy: changes.filter(({ kind: of }) => of === "policy").length,
        resource: changes.filter(({ kind: of }) => of === "resource").length,
      });
    });

    test("are the same, byte for byte, in whatever time zone the process runs", async () => {
      const made: string[] = [];
      for (const name of ["UTC", "Pacific/Kiritimati", "America/Anchorage"]) {
        process.env.TZ = name;
        const paper = await town.app.papers.draft("annual", years[0], false);
        made.push(`${paperHash(paper)} ${sha256(writeHtml(paper))}`);
      }
      expect(new Set(made).size).toBe(1);
    });

    test("have the sections of the plan, each of them with a way to be approved and somebody to go to", () => {
      for (const { kind, chain, to, sections } of town.app.plan.papers) {
        expect(chain.length, kind).toBeGreaterThan(0);
        expect(to.length, kind).toBeGreaterThan(0);
        expect(sections.map(({ id }) => id)).toContain("sources");
      }
    });
  });
