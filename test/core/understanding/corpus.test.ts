import { readdirSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { milwaukee } from "./harness.ts";
import { examplesIn, isBuilt, scoreOf } from "./score.ts";

const FOLDER = "test/corpus";
const files = readdirSync(FOLDER).filter((file) => file.endsWith(".jsonl"));

describe("Everyday phrases of the sample city", () => {
  const world = milwaukee();

  test.each(files)("%s is understood, and never silently wrong", async (file) => {
    const score = await scoreOf(examplesIn(`${FOLDER}/${file}`).filter(isBuilt), world);

    expect(score.silent, score.report).toBe(0);
    expect(score.right, score.report).toBeGreaterThanOrEqual(0.9 * score.total);
    expect(score.helpful, score.report).toBeGreaterThanOrEqual(0.98 * score.total);
  });

  test("there are at least 300 of them, each with an id of its own", () => {
    const ids = files.flatMap((file) => examplesIn(`${FOLDER}/${file}`).map(({ id }) => id));

    expect(ids.length).toBeGreaterThanOrEqual(300);
    expect(new Set(ids).size).toBe(ids.length);
  });
});
