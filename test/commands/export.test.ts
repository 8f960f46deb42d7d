import { parse } from "csv-parse/sync";
import { readXlsx } from "hucre/xlsx";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Reply } from "../../src/core/reply/reply.ts";
import { createTown, read, recordIn, type Town } from "../support/town.ts";

let town: Town;
beforeAll(async () => {
  town = await createTown();
});
afterAll(() => town.close());

function fileOf(answer: Reply) {
  const block = answer.blocks.find((one) => one.kind === "file");
  if (block?.kind !== "file") throw new Error(`no file in:\n${read(answer)}`);
  return block.file;
}

const rowsOf = (answer: Reply) =>
  parse(Buffer.from(fileOf(answer).bytes), { bom: true, columns: true }) as Record<string, string>[];

describe("report export", () => {
  test("a lead downloads their own department's training, and nobody else's", async () => {
    const own = recordIn(
      await town.say(
        "ana.torres",
        "/training course=EO date=2026-11-02 employees=12 contractors=3 note=\"=cmd|' /C calc'!A0\"",
      ),
    );
    await town.say("nadia.rahman", "/training course=EO date=2026-11-02 department=MHD employees=5");
    const answer = await town.say("ana.torres", "report export training 2026-Q4 csv");
    expect(fileOf(answer).name).toBe("training-2026-Q4.csv");
    const rows = rowsOf(answer);
    expect(rows.map((row) => row.record)).toEqual([own]);
    expect(rows[0]).toMatchObject({ department: "DPW", employees: "12", contractors: "3", unsplit: "" });
    expect(rows[0]?.note?.startsWith("'=")).toBe(true);
  });

  test("the officer downloads the whole city, also as XLSX with numbers in it", async () => {
    const answer = await town.say("nadia.rahman", "report export training 2026-Q4 xlsx");
    const book = await readXlsx(fileOf(answer).bytes);
    const [head, ...rows] = book.sheets[0]?.rows ?? [];
    expect(head?.slice(0, 7)).toEqual([
      ...["record", "course", "title", "held_on", "department", "department_name", "employees"],
    ]);
    expect(rows.map((row) => row[4]).sort()).toEqual(["DPW", "MHD"]);
    expect(rows.every((row) => typeof row[6] === "number")).toBe(true);
  });

  test("engagements of every kind are exported, small answers to surveys as words", async () => {
    await town.say("ana.torres", "Ana led a book club on Nov 3, 6 people came");
    const survey = (words: string) => town.say("ana.torres", `survey ${words}`);
    await survey('"Staff climate" date=2026-11-04 invited=60 responses=48 employees=40 contractors=8');
    await survey('"Night shift" date=2026-11-05 invited=30 responses=6');
    const rows = rowsOf(await town.say("ana.torres", "report export engagements 2026-Q4"));

    expect(rows.map((row) => [row.title, row.invited, row.responses, row.employees, row.contractors])).toEqual([
      ["Night shift", "30", "fewer than 10", "", ""],
      ["Staff climate", "60", "48", "withheld", "fewer than 10"],
      ["Book club", "", "", "6", ""],
    ]);
  });

  test("a lead downloads the partners of the city", async () => {
    await town.say("nadia.rahman", 'partner add "Zilber Foundation" class=foundation consent=yes');
    const rows = rowsOf(await town.say("ana.torres", "report export partners"));

    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({
      name: "Zilber Foundation",
      class: "foundation",
      may_be_listed: "yes",
      active: "no",
    });
  });

  test("ambassadors and analyses are exported, too", async () => {
    await town.say("ana.torres", "/ambassador recruit @lee");
    const ambassadors = rowsOf(await town.say("ana.torres", "report export ambassadors 2026-Q4"));
    expect(ambassadors[0]).toMatchObject({
      email: "lee.nakamura@milwaukee.example",
      state: "invited",
      department: "DPW",
    });
    await town.say("ana.torres", '/analysis register new "Street light priorities"');
    const analyses = rowsOf(await town.say("ana.torres", "report export analyses 2026-Q4"));
    expect(analyses[0]).toMatchObject({ title: "Street light priorities", kind: "new", state: "registered" });
  });

  test("employees export nothing, and a lead not another department", async () => {
    expect((await town.say("lee.nakamura", "report export training 2026-Q4")).failed).toBe(true);
    expect((await town.say("ana.torres", "report export training 2026-Q4 department=MHD")).failed).toBe(true);
  });
});
