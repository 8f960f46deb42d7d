import { Temporal } from "temporal-polyfill";
import type { Period } from "../../src/core/calendar/calendar.ts";
import type { Env } from "../../src/core/command/command.ts";
import { QUARTERLY } from "../../src/plan/nudged.ts";
import { responsesTo } from "../../src/plan/responses.ts";

/** "4 of 21 departments answered their nudge, half of them within 3 days." (row E25). */
export async function responseWords(
  quarter: Period,
  shown: readonly string[],
  { stores, city }: Pick<Env, "stores" | "city">,
): Promise<string> {
  const since = Temporal.PlainDate.from(quarter.start).toZonedDateTime(city.zone).toInstant();
  const [past, answers] = await Promise.all([
    stores.occasions.past([QUARTERLY], since),
    stores.nudges.since(quarter.start),
  ]);
  const here = past.filter(({ subject }) => shown.includes(subject));
  const { nudged, answered, medianDays } = responsesTo(quarter, here, answers, city);
  if (nudged === 0) return `No ${city.words.department} was nudged in ${quarter.label} so far.`;
  const rate = `${answered} of ${nudged} ${city.words.department}${nudged === 1 ? "" : "s"} answered their nudge`;
  if (medianDays === undefined) return `${rate}.`;
  if (medianDays === 0) return `${rate}, half of them on the same day.`;
  return `${rate}, half of them within ${medianDays} ${medianDays === 1 ? "day" : "days"}.`;
}
