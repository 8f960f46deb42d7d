import { Temporal } from "temporal-polyfill";
import { addDays, dateAt, type Period, quarterOf, weekdayOf } from "../../src/core/calendar/calendar.ts";
import type { MessageEnv } from "../../src/core/deliveries/messages.ts";
import type { IsoDate } from "../../src/core/places/city.ts";
import type { Block, Button, ScreenLine } from "../../src/core/reply/reply.ts";
import type { Finding } from "../../src/domain/plan/finding.ts";
import { judge } from "../../src/plan/judge.ts";

/** The week the digest looks back on, as its sections see it. */
export interface Week {
  /** Seven days before today. */
  since: IsoDate;
  quarter: Period;
  /** What is so in every department and in the city today. */
  findings: readonly Finding[];
  /** What was so a week ago; undefined when another quarter, with other dues, has begun since. */
  before: readonly Finding[] | undefined;
  /** The first digest of the month, or since the go-live: what has not changed is said again. */
  monthly: boolean;
  /** What an officer calls a kind of message. */
  labelOf(kind: string): string;
}

/** One part of the digest. */
export interface Part {
  /** All of it, behind [Show all here]. */
  blocks: Block[];
  /** Its line on the screen. */
  line?: ScreenLine;
  /** A few words at the end, in place of a line. */
  note?: string;
  button?: Button;
  /** Worth a message by itself. A complaint is, while it is new and then once a month. */
  news: boolean;
}

/** Nothing to say is no part. A new one is a function and a line in `sections.ts`. */
export type DigestSection = (week: Week, env: MessageEnv) => Promise<Part | undefined> | Part | undefined;

export async function weekOf(env: MessageEnv, labelOf: Week["labelOf"]): Promise<Week> {
  const { today, city, catalog, stores } = env;
  const since = addDays(today, -7);
  const quarter = quarterOf(today, city);
  const departments = catalog.departments.map(({ code }) => code);
  const [findings, before, deployment] = await Promise.all([
    judge(env, departments, { on: today, today }),
    since < quarter.start ? undefined : judge(env, departments, { on: since, today: since }),
    stores.deployment.get(),
  ]);
  const live = deployment?.liveAt;
  const monday = addDays(today, 1 - weekdayOf(today));
  const fresh = live !== undefined && dateAt(Temporal.Instant.fromEpochMilliseconds(live), city) > since;
  return { since, quarter, findings, before, monthly: fresh || Number(monday.slice(8)) <= 7, labelOf };
}

/** The moment a day begins in the city, in milliseconds since 1970. */
export const startOf = (day: string, { city }: Pick<MessageEnv, "city">): number =>
  Temporal.PlainDate.from(day).toZonedDateTime(city.zone).toInstant().epochMilliseconds;
