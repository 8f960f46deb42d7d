import { Temporal } from "temporal-polyfill";
import { quietUntil } from "../../core/calendar/quiet.ts";
import { type Decided, decisionAt, type Occasion, type OccasionStore } from "../../core/deliveries/occasions.ts";
import type { Clock, ClockJob } from "./job.ts";

/** What a nudge lists is kept, so that it can be told later whether anybody did something about it. */
export type Opened = (fresh: readonly Decided[]) => Promise<Decided[]>;

/**
 * Decides everything that is due by now and was not decided before. Cron only wakes it: a tick that was missed is caught
 * up by the next one, and a clock that jumps back finds its occasions decided. Before the officer's go-live it does nothing.
 */
export async function sweep(
  jobs: readonly ClockJob[],
  clock: Clock,
  store: OccasionStore,
  liveAt: number | undefined,
  opened: Opened,
): Promise<Occasion[]> {
  if (liveAt === undefined) return [];
  const fresh = await store.undecided(due(jobs, clock, Temporal.Instant.fromEpochMilliseconds(liveAt)));
  return fresh.length === 0 ? [] : store.decide(await opened(fresh), clock.now);
}

/** What a sweep at that moment would decide, whatever was decided before. In quiet hours nothing is sent off. */
function due(jobs: readonly ClockJob[], clock: Clock, liveAt: Temporal.Instant): Decided[] {
  const { now, plan, calendar } = clock;
  const quiet = quietUntil(now, plan.nudges, plan.city, calendar) !== now;
  return jobs
    .flatMap((job) => job.occasions(clock))
    .flatMap((occasion) => {
      const decision = decisionAt(occasion, now, liveAt);
      return decision === undefined || (quiet && decision.outcome === "queued") ? [] : [{ occasion, decision }];
    });
}
