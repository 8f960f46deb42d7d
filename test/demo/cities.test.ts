import { expect, test } from "vitest";
import { read, sampleTown } from "../support/town.ts";

const CITIES = {
  milwaukee: { officer: "nadia.rahman@milwaukee.example", measure: "job-descriptions", says: "30 of 120 (25 %)" },
  portland: { officer: "jade.whitmore@portland.example", measure: "equity-plan", says: "adopted" },
  anchorage: { officer: "nora.evanoff@anchorage.example", measure: "barriers", says: "12" },
} as const;

for (const [plan, { officer, measure, says }] of Object.entries(CITIES)) {
  test(`${plan}'s plan starts with a sample city: people, a status, and figures of its measures`, async () => {
    const town = await sampleTown("2026-11-21T20:05:00Z", plan);
    try {
      const status = read(await town.say(officer, "status training"));
      expect(status).toMatch(/Training: [1-9]\d* of \d+ \w+ reported/);
      expect(read(await town.say(officer, `measure show ${measure}`))).toContain(says);
      expect(read(await town.say(officer, "status"))).toContain(town.app.plan.city.name);
      const silent = await town.rows<{ count: number }>("select count(*)::int as count from deliveries");
      expect(silent).toEqual([{ count: 0 }]);
    } finally {
      await town.close();
    }
  });
}
