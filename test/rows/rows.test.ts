import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { EXCUSED, ROWS } from "./rows.ts";

/** What `test(…)` and `describe(…)` are called, also after `.each([…])`; a row's id may begin the rows of such a table. */
const NAME = /\b(?:test|describe)(?:\.each(?:<[^(]*>)?\([\s\S]*?\]\))?\(\s*(["'`])((?:(?!\1)[^\\]|\\.)*)\1/g;
const FIRST = /\[\s*"([A-E]\d+)",/g;
const ID = /\b([A-E])(\d+)(?:(?:[–-]| to )[A-E]?(\d+))?/g;

/** "rows B1–B4" names four. */
function idsIn(name: string): string[] {
  return [...name.matchAll(ID)].flatMap(([, section, first, last]) => {
    const from = Number(first);
    const until = Number(last ?? first);
    return Array.from({ length: Math.max(1, until - from + 1) }, (_, at) => `${section}${from + at}`);
  });
}

const commandTests = ["commands", "clock", "rows", "reports/papers"].flatMap((folder) =>
  readdirSync(join("test", folder))
    .filter((file) => file.endsWith(".test.ts") && file !== "rows.test.ts")
    .map((file) => readFileSync(join("test", folder, file), "utf8")),
);
const named = new Set(
  commandTests.flatMap((source) => [
    ...[...source.matchAll(NAME)].flatMap(([, , name]) => idsIn(name ?? "")),
    ...[...source.matchAll(FIRST)].map(([, id]) => id ?? ""),
  ]),
);

test.each(ROWS.filter((row) => EXCUSED[row] === undefined))("row %s has a test that drives its command", (row) => {
  expect(named).toContain(row);
});

test("nothing is excused that has a test, or that is no row", () => {
  for (const row of Object.keys(EXCUSED)) {
    expect(ROWS).toContain(row);
    expect(named).not.toContain(row);
  }
});
