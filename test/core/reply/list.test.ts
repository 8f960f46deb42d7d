import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { commands } from "../../../commands/index.ts";
import { PAGES } from "../../../src/core/people/web.ts";
import { inParts, list, ROWS_SHOWN } from "../../../src/core/reply/list.ts";
import { type Button, buttonsIn, plainText, type RawValues, type Reply, reply } from "../../../src/core/reply/reply.ts";
import { sampleTown, type Town, table } from "../../support/town.ts";

const courses = commands.find(({ name }) => name === "training courses");
const rowsOf = ({ blocks }: Reply) => blocks.flatMap((block) => (block.kind === "table" ? [block.rows] : []));
const goesOn = (answer: Reply, label: RegExp): Button | undefined =>
  answer.blocks.flatMap(buttonsIn).find((one) => label.test(one.label));

describe("A list", () => {
  const rows = (count: number, name: string) => Array.from({ length: count }, (_, at) => [`${name} ${at}`]);

  test("shows every row once, in order, ten at a time, whatever else the answer lists", () => {
    if (!courses) throw new Error("no such command");
    fc.assert(
      fc.property(fc.array(fc.nat(45), { minLength: 1, maxLength: 3 }), (lengths) => {
        const whole = reply(...lengths.map((length, at) => list(`List ${at}`, ["Name"], rows(length, `${at}`))));
        const shown = (typed: RawValues) => inParts(whole, courses, {}, typed);
        lengths.forEach((length, at) => {
          const seen = [...(rowsOf(shown({}))[at] ?? [])];
          let go = goesOn(
            shown({}),
            lengths.filter((one) => one > ROWS_SHOWN).length > 1 ? new RegExp(`^Next.*: List ${at}$`) : /^Next/,
          );
          while (length > ROWS_SHOWN && go !== undefined) {
            const next = shown(go.values);
            const [more = []] = rowsOf(next);
            expect(more.length).toBeLessThanOrEqual(ROWS_SHOWN);
            seen.push(...more);
            go = goesOn(next, /^Next/);
          }
          expect(seen).toEqual(rows(length, `${at}`));
        });
      }),
      { seed: 20261201, numRuns: 100 },
    );
  });

  test("a row that is not there is the first ones again", () => {
    if (!courses) throw new Error("no such command");
    const whole = reply(list("List", ["Name"], rows(12, "row")));
    for (const from of ["x", "9:10", "-1:3", {}, "0"])
      expect(rowsOf(inParts(whole, courses, {}, { _from: from }))[0]).toEqual(rows(12, "row").slice(0, 10));
  });
});

describe("In the sample city", () => {
  let town: Town;
  beforeAll(async () => {
    town = await sampleTown();
  });
  afterAll(() => town.close());

  test.each([
    "training sessions 2026",
    "show measures",
    "plan show",
    "vision show",
    "list analyses",
    "training courses",
    "list engagements 2026",
  ])("%s: no list is longer than ten, and the next rows are others", async (said) => {
    const first = await town.say("nadia.rahman", said, { asShown: true });
    for (const block of first.blocks)
      if (block.kind === "table" && block.list) expect(block.rows.length).toBeLessThanOrEqual(ROWS_SHOWN);
    const go = goesOn(first, /^Next/);
    if (go === undefined) return expect(plainText(first)).not.toContain("are shown");

    const next = await town.press("nadia.rahman", go, { asShown: true });

    expect(plainText(next)).toMatch(/11 to \d+ of \d+ are shown/);
    const [before, after] = [first, next].map((one) => table(one).map((row) => row.join("|")));
    expect(after?.length).toBeGreaterThan(0);
    expect(after?.filter((row) => before?.includes(row))).toEqual([]);
    expect(goesOn(next, /^Those before$/)).toBeDefined();
  });

  test("a page in the browser shows the whole of it", async () => {
    const whole = await town.say("nadia.rahman", "plan show", { place: { tenant: PAGES }, asShown: true });

    expect(table(whole).length).toBeGreaterThan(ROWS_SHOWN);
    expect(goesOn(whole, /^Next/)).toBeUndefined();
  });
});
