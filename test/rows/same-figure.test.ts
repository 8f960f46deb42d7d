import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Reply } from "../../src/core/reply/reply.ts";
import { createTown, read, recordIn, type Town } from "../support/town.ts";

// The same question has the same answer to the digit, wherever it is asked: in chat, in the table of the year, in its file, in
// the exported records and in the annual report. What it must be is worked out here from what was entered, in whole numbers.

const YEAR = "2026";
const QUARTERS = ["2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4"];
const DEPARTMENTS = ["DPW", "MHD", "MPL", "MPD"];
const SHARES = ["job-descriptions", "performance-tools"];
const NAMES: Record<string, string> = {
  "job-descriptions": "Job descriptions with racial equity goals and priorities",
  "performance-tools": "Performance management tools with racial equity goals and priorities",
  "sbe-share": "Share of contract dollars that goes to small business enterprises",
  "sbe-contracts": "Contracts with small business enterprises",
  "hub-visits": "Visits to the OAAA direct service delivery hub",
};

interface Entered {
  measure: string;
  quarter: string;
  value: number;
  of?: number;
  department?: string;
}

/** The same numbers in every run, and other ones for every seed. */
function dice(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** One decimal, to the nearest, half away from zero; none where it is whole. */
function percent(value: number, of: number): string {
  const tenths = Math.floor((value * 2000 + of) / (of * 2));
  return tenths % 10 === 0 ? String(tenths / 10) : `${Math.floor(tenths / 10)}.${tenths % 10}`;
}

/** What is entered of one quarter: of some departments, and not always of the city. */
function drawn(quarter: string, roll: (below: number) => number): Entered[] {
  const reporting = SHARES.flatMap((measure) =>
    DEPARTMENTS.filter(() => roll(3) > 0).map((department) => ({ measure, department })),
  );
  const shares = reporting.map((one): Entered => {
    const of = 10 + roll(900);
    return { ...one, quarter, value: roll(of + 1), of };
  });
  const city: Entered[] = [
    { measure: "sbe-share", quarter, value: roll(1000), of: 1000 + roll(90_000) },
    { measure: "sbe-contracts", quarter, value: roll(5000) },
    { measure: "hub-visits", quarter, value: 10 + roll(400) },
  ];
  return [...shares, ...city.filter(() => roll(4) > 0)];
}

const MONTHS: Record<string, string> = { "2026-Q1": "02", "2026-Q2": "05", "2026-Q3": "08", "2026-Q4": "11" };
const hub = ({ quarter, value }: Entered) =>
  `engagement log outreach type=hub title="Hub ${quarter}" date=2026-${MONTHS[quarter]}-10 residents=${value} department=DOA`;

const grouped = (value: number) => value.toLocaleString("en-US");
const printed = (all: readonly Entered[]): string => {
  if (all.length === 0) return "not reported";
  const value = all.reduce((sum, one) => sum + one.value, 0);
  const of = all.some((one) => one.of !== undefined) ? all.reduce((sum, one) => sum + (one.of ?? 0), 0) : undefined;
  return of === undefined ? grouped(value) : `${grouped(value)} of ${grouped(of)} (${percent(value, of)} %)`;
};

const rowsOf = (answer: Reply, name: string) =>
  answer.blocks.flatMap((block) => (block.kind === "table" ? block.rows.filter(([first]) => first === name) : []));
const fileOf = (answer: Reply): string => {
  const file = answer.blocks.find(({ kind }) => kind === "file");
  if (file?.kind !== "file") throw new Error(`no file in:\n${read(answer)}`);
  return new TextDecoder().decode(file.file.bytes);
};

const valuesOf = ({ measure, quarter, value, of, department }: Entered): Record<string, string> => ({
  measure,
  period: quarter,
  value: String(value),
  ...(of === undefined ? {} : { of: String(of) }),
  ...(department === undefined ? {} : { department }),
});

describe.each([1, 2])("random records, the %ith time", (seed) => {
  let town: Town;
  const entered: Entered[] = [];
  const roll = dice(seed * 7919);
  const officer = (text: string) => town.say("nadia.rahman", text);
  const figure = (values: Record<string, string>) => town.press("nadia.rahman", { command: "measure record", values });
  const within = (measure: string, quarter?: string) =>
    entered.filter((one) => one.measure === measure && (quarter === undefined || one.quarter === quarter));
  /** What a year makes of a share's quarters: the last one that was reported. */
  const lastQuarter = (measure: string) =>
    [...QUARTERS].reverse().find((quarter) => within(measure, quarter).length > 0);
  const expectedYear = (measure: string) =>
    measure.startsWith("sbe-contracts") || measure === "hub-visits"
      ? printed(within(measure))
      : printed(within(measure, lastQuarter(measure) ?? "none"));

  beforeAll(async () => {
    town = await createTown();
    town.setClock("2027-01-20T20:05:00Z");
    for (const one of QUARTERS.flatMap((quarter) => drawn(quarter, roll))) {
      recordIn(await (one.measure === "hub-visits" ? officer(hub(one)) : figure(valuesOf(one))));
      entered.push(one);
    }
  });
  afterAll(() => town.close());

  test("E29: chat says what was entered", async () => {
    const answer = await officer(`status measures ${YEAR}`);
    for (const [id, name] of Object.entries(NAMES)) {
      const [row] = rowsOf(answer, name);
      expect([id, row?.[2]?.replace(/, \d+ silent$/, "")]).toEqual([id, expectedYear(id)]);
    }
  });

  test("B14: the table of the year says the same quarter by quarter, and its file the parts", async () => {
    const answer = await officer(`report quarterly ${YEAR}`);
    const lines: string[][] = parse(fileOf(await officer(`report quarterly ${YEAR} csv`)).replace(/^\uFEFF/, ""));
    for (const [id, name] of Object.entries(NAMES)) {
      const [pooled, split] = rowsOf(answer, name);
      const quarters = QUARTERS.map((quarter) => printed(within(id, quarter)));
      expect([id, ...(pooled?.slice(1) ?? [])]).toEqual([id, ...quarters]);
      expect([id, split?.[5]]).toEqual([id, expectedYear(id)]);
      const own = lines.filter((line) => line[2] === id);
      const sums = (key: "value" | "of") =>
        QUARTERS.map((quarter) => {
          const all = within(id, quarter);
          return all.length === 0 ? "not reported" : String(all.reduce((sum, one) => sum + (one[key] ?? 0), 0));
        });
      if (quarters.some((words) => words.includes(" of "))) {
        expect([id, ...(own[0]?.slice(4, 8) ?? [])]).toEqual([id, ...sums("value")]);
        expect([id, ...(own[1]?.slice(4, 8) ?? [])]).toEqual([id, ...sums("of")]);
      } else expect([id, ...(own[0]?.slice(4, 8) ?? [])]).toEqual([id, ...sums("value")]);
    }
  });

  test("E18: the exported records add up to the same", async () => {
    const lines: string[][] = parse(fileOf(await officer(`report export measures ${YEAR} csv`)).replace(/^\uFEFF/, ""));
    const [header = [], ...records] = lines;
    const at = (name: string) => header.indexOf(name);
    for (const id of [...SHARES, "sbe-share", "sbe-contracts"]) {
      const own = records.filter((line) => line[at("measure")] === id);
      const sum = (column: string) => own.reduce((all, line) => all + Number(line[at(column)] ?? 0), 0);
      const meant = (key: "value" | "of") => within(id).reduce((all, one) => all + (one[key] ?? 0), 0);
      expect([id, own.length, sum("value"), sum("of")]).toEqual([id, within(id).length, meant("value"), meant("of")]);
    }
  });

  test("E2: the annual report says the same", async () => {
    const html = fileOf(await officer(`report annual ${YEAR} html`));
    const rows = [...html.matchAll(/<tr[^>]*>(.*?)<\/tr>/gs)].map(([, row = ""]) =>
      [...row.matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/gs)].map(([, cell = ""]) => cell.replace(/<[^>]*>/g, "").trim()),
    );
    for (const [id, name] of Object.entries(NAMES)) {
      const row = rows.find(([first]) => first === name);
      expect([id, row?.[2]?.replace(/, \d+ silent$/, "")]).toEqual([id, expectedYear(id)]);
    }
  });

  test("F11: a closed quarter keeps the parts of each figure, and a correction shows both with theirs", async () => {
    const [one] = within("job-descriptions", "2026-Q2");
    if (one === undefined) throw new Error("nothing was entered");
    await officer("admin close 2026-Q2");
    const [kept] = await town.rows<{ snapshot: Snapshot | string }>("select snapshot from closed_periods");
    const snapshot: Snapshot =
      typeof kept?.snapshot === "string" ? JSON.parse(kept.snapshot) : (kept?.snapshot as Snapshot);
    for (const id of SHARES) {
      const own = snapshot.recorded.filter(({ measure }) => measure === id);
      const parts = own.map(({ value, of }) => [Number(value), Number(of)]).sort();
      expect(parts).toEqual(
        within(id, "2026-Q2")
          .map(({ value, of }) => [value, of])
          .sort(),
      );
      const found = snapshot.findings.filter(({ obligation, state }) => obligation === id && state === "met");
      expect(found.map(({ value, outOf }) => [value, outOf]).sort()).toEqual(parts);
    }
    const [record] = await town.rows<{ id: string; value: string; total: string }>(
      "select id, value::text, total::text from measure_values where measure = 'job-descriptions' and period_start = '2026-04-01' and not baseline order by id limit 1",
    );
    const before = printed(within("job-descriptions", "2026-Q2"));
    await officer(`fix ${record?.id} of=${Number(record?.total) + 10} because "a list came late"`);
    const all = within("job-descriptions", "2026-Q2");
    const after = printed(all.map((each, index) => (index === 0 ? { ...each, of: (each.of ?? 0) + 10 } : each)));
    expect(read(await officer("measure show job-descriptions 2026"))).toContain(
      `Q2 2026 restated: ${after} now, ${before} when it was closed on Wed 20 Jan 2027.`,
    );
  });
});

interface Snapshot {
  recorded: readonly { measure: string; value: string; of: string }[];
  findings: readonly { obligation: string; state: string; value?: number; outOf?: number }[];
}
