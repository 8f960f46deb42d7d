import { dateAt } from "./core/calendar.ts";
import type { Author } from "./core/request.ts";
import type { Parts } from "./parts.ts";

/** Whoever is mentioned before they ever wrote is linked as if they had (contract.md, "Who is who"). */
export async function introduce(author: Author, { stores, bot, plan }: Parts): Promise<void> {
  const today = dateAt(bot.clock(), plan.city);
  const known = await stores.people.identify(author, today);
  if (known.state === "unknown") await stores.people.link(author, today);
}
