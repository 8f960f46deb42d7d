import { afterAll, beforeAll, expect, test } from "vitest";
import { sampleTown, type Town } from "../support/town.ts";

let town: Town;

beforeAll(async () => {
  town = await sampleTown("2026-11-21T20:05:00Z");
});
afterAll(() => town.close());

test("the next nudge is 25 business days before the quarter closes, at nine in the city", async () => {
  expect((await town.app.nextDue())?.toString()).toBe("2026-11-24T15:00:00Z");
});

test("a preview composes what would be next and queues nothing", async () => {
  const next = await town.app.previewJobs("quarterly-nudge");

  expect(next).toHaveLength(21);
  expect(next.every(({ dueAt }) => dueAt === Date.parse("2026-11-24T15:00:00Z"))).toBe(true);
  expect(await town.rows("select from deliveries where kind = 'quarterly-nudge'")).toHaveLength(0);
});

test("a job that does not exist is refused by name", async () => {
  await expect((async () => town.app.runJobs("yearly-nudge"))()).rejects.toThrow(
    'There is no job "yearly-nudge". The jobs are quarterly-nudge, follow-up, quarterly-summary, weekly-digest, reminders, seal-audit.',
  );
});
