import { followUp } from "./follow-up.ts";
import type { ClockJob } from "./job.ts";
import { quarterlyNudge } from "./quarterly-nudge.ts";
import { quarterlySummary } from "./quarterly-summary.ts";
import { reminders } from "./reminders.ts";
import { weeklyDigest } from "./weekly-digest.ts";

/** Everything that falls due by the clock. A new one is a file and a line here. */
export const clockJobs: readonly ClockJob[] = [quarterlyNudge, followUp, quarterlySummary, weeklyDigest, reminders];
