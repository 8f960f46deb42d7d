import { Temporal } from "temporal-polyfill";
import { dateAt } from "../calendar/calendar.ts";
import type { Env } from "../command/command.ts";
import type { Context } from "../command/field.ts";
import type { Stores } from "../command/stores.ts";
import type { Identity } from "../people/store.ts";
import type { IsoDate } from "../places/city.ts";
import { writesDayFirst } from "../understanding/dates.ts";
import { speaksOfAuthor } from "../understanding/understand.ts";
import { Refusal } from "./errors.ts";
import type { Author, Written } from "./request.ts";

/** Who somebody is; at first sight a full member is known by their e-mail address. */
export async function identityOf(stores: Stores, author: Author, today: IsoDate): Promise<Identity> {
  const known = await stores.people.identify(author, today);
  return known.state === "unknown" && author.kind === "member" ? stores.people.link(author, today, "wrote") : known;
}

/** As its author meant it, that day; who passes it on is who records it. */
export async function asWritten({ author, at }: Written, said: string, env: Env): Promise<Context> {
  const now = Math.min(at, env.now);
  const today = dateAt(Temporal.Instant.fromEpochMilliseconds(now), env.city);
  const identity = author && (await identityOf(env.stores, author, env.today));
  if (identity?.state === "known")
    return { ...env, actor: identity.actor, today, now, dayFirst: writesDayFirst(author?.locale) };
  if (speaksOfAuthor(said))
    throw new Refusal(
      'I do not know who wrote that message, so I cannot say who is meant by "I", "we" or "my" in it. Say it in your own words, with names.',
    );
  return { ...env, today, now };
}
