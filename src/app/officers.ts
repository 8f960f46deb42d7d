import { dateAt } from "../core/calendar/calendar.ts";
import { toPerson } from "../core/deliveries/deliveries.ts";
import type { Platform } from "../core/request/request.ts";
import { describeError } from "./log.ts";
import type { Parts } from "./parts.ts";

/** Every officer is told that a platform refuses us: once a day at most, from however many processes. */
export async function tellOfficers(
  platform: Platform,
  tenant: string,
  reason: string,
  { stores, bot, plan, log }: Parts,
): Promise<void> {
  try {
    const today = dateAt(bot.clock(), plan.city);
    const people = await stores.people.list(undefined, today);
    const officers = people.filter(({ granted }) => granted.includes("officer"));
    await stores.deliveries.enqueue(
      officers.map(({ id }) => ({
        kind: "connection-refused",
        recipient: toPerson(id),
        occasion: `${platform}:${tenant}:${reason}:${today}`,
        data: { platform, reason },
      })),
    );
  } catch (error) {
    log.warn({ error: describeError(error) }, "officers were not told that a platform refuses us");
  }
}
