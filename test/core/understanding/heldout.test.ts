import { expect, test } from "vitest";
import { heldout } from "./harness.ts";
import { examplesIn, isBuilt, scoreOf } from "./score.ts";

test("Phrases of another city are right four times in five, nearly always helped with, and never silently wrong", async () => {
  const examples = examplesIn("test/corpus/heldout/phrases.jsonl").filter(isBuilt);

  const score = await scoreOf(examples, heldout());

  expect(score.silent, score.report).toBe(0);
  expect(score.right, score.report).toBeGreaterThanOrEqual(0.8 * score.total);
  expect(score.helpful, score.report).toBeGreaterThanOrEqual(0.95 * score.total);
});
