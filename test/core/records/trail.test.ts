import { expect, test } from "vitest";
import { detailsInWords } from "../../../src/core/records/trail.ts";

test("what changed is said from old to new, what did not is left out, and why comes last", () => {
  const details = { before: { employees: 12, note: null }, after: { employees: 11, note: null }, reason: "a slip" };

  expect(detailsInWords({ details, actor: 1 }, 2)).toBe("employees: 12 → 11 · because a slip");
});

test("a small count of a group is its author's alone; a count of attendance is everybody's", () => {
  const details = { after: { employees: 7, groups: { deaf: 4, blind: 12 } } };

  expect(detailsInWords({ details, actor: 1 }, 1)).toBe("employees: 7 · groups: deaf 4, blind 12");
  expect(detailsInWords({ details, actor: 1 }, 2)).toBe("employees: 7 · groups: deaf fewer than 10, blind 12");
  expect(detailsInWords({ details, actor: 1 }, undefined)).toBe("employees: 7 · groups: deaf fewer than 10, blind 12");
});
