import { Temporal } from "temporal-polyfill";
import { type Decided, decisionAt, type Occasion, type OccasionStore } from "../core/occasions.ts";
import type { Clock, ClockJob } from "./job.ts";

/**
 * Decides everything that is due by now and was not decided before. Cron only wakes it: a tick that was missed is caught
 * up by the next one, and a clock that jumps back finds its occasions decided. Before the officer's go-live it does nothing.
 */
export async function sweep(
  jobs: readonly ClockJob[],
  clock: Clock,
  store: OccasionStore,
  liveAt: number | undefined,
): Promise<Occasion[]> {
  if (liveAt === undefined) return [];
  return store.decide(due(jobs, clock, Temporal.Instant.fromEpochMilliseconds(liveAt)), clock.now);
}

/** What a sweep at that moment would decide, whatever was decided before. */
function due(jobs: readonly ClockJob[], clock: Clock, liveAt: Temporal.Instant): Decided[] {
  return jobs
    .flatMap((job) => job.occasions(clock))
    .flatMap((occasion) => {
      const decision = decisionAt(occasion, clock.now, liveAt);
      return decision === undefined ? [] : [{ occasion, decision }];
    });
}
