import { schedule } from "node-cron";

/** Something to do now and then. What is due is found in the database, so a missed tick is caught up by the next. */
export interface Job {
  name: string;
  /** Cron expression, in the city's time zone. */
  when: string;
  run(): Promise<void>;
}

/** Where the scheduler's own lines go: a tick that was missed, a run that was still under way. */
export interface CronLog {
  info(message: string): void;
  warn(message: string): void;
  error(message: string | Error, error?: Error): void;
  debug(message: string | Error, error?: Error): void;
}

const QUIET: CronLog = { info: () => {}, warn: () => {}, error: () => {}, debug: () => {} };

/** Cron only wakes the jobs. The returned function stops them. */
export function startJobs(
  jobs: readonly Job[],
  zone: string,
  onError: (name: string, error: unknown) => void,
  log: CronLog = QUIET,
): () => void {
  const tasks = jobs.map((job) =>
    schedule(job.when, () => job.run().catch((error: unknown) => onError(job.name, error)), {
      timezone: zone,
      name: job.name,
      noOverlap: true,
      logger: log,
    }),
  );
  return () => {
    for (const task of tasks) void task.destroy();
  };
}
