import type { Job } from "./scheduler.ts";

/** Looks every minute for what is due; what it finds is decided once, whoever looks (`sweep.ts`). */
export const runSweepJob = (run: () => Promise<void>): Job => ({ name: "sweep", when: "* * * * *", run });
