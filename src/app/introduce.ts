import { dateAt } from "../core/calendar/calendar.ts";
import type { Author } from "../core/request/request.ts";
import type { Parts } from "./parts.ts";

/** Whether somebody who is mentioned is known, linked by their e-mail address if need be; a mention puts nobody on record. */
export async function introduce(author: Author, { stores, bot, plan }: Parts): Promise<boolean> {
  const today = dateAt(bot.clock(), plan.city);
  const known = await stores.people.identify(author, today);
  const linked = known.state === "unknown" ? await stores.people.link(author, today, "mentioned") : known;
  return linked.state !== "unknown";
}
