import { addDays, type Period, quarterOf } from "../../src/core/calendar/calendar.ts";
import type { MessageEnv } from "../../src/core/deliveries/messages.ts";
import type { IsoDate } from "../../src/core/places/city.ts";
import type { Block } from "../../src/core/reply/reply.ts";
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
  /** What an officer calls a kind of message. */
  labelOf(kind: string): string;
}

/** One part of the digest; nothing to say is no block. A new one is a function and a line in `sections.ts`. */
export type DigestSection = (week: Week, env: MessageEnv) => Promise<Block[]> | Block[];

export async function weekOf(env: MessageEnv, labelOf: Week["labelOf"]): Promise<Week> {
  const { today, city, catalog } = env;
  const since = addDays(today, -7);
  const quarter = quarterOf(today, city);
  const departments = catalog.departments.map(({ code }) => code);
  const [findings, before] = await Promise.all([
    judge(env, departments, { on: today, today }),
    since < quarter.start ? undefined : judge(env, departments, { on: since, today: since }),
  ]);
  return { since, quarter, findings, before, labelOf };
}
