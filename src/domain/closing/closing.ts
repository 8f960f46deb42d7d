import type { Period } from "../../core/calendar/calendar.ts";
import type { IsoDate } from "../../core/places/city.ts";
import type { Write } from "../../core/request/write.ts";
import type { Measure } from "../measure/measure.ts";
import type { CountedCell, MeasureRecord } from "../measure/measures.ts";
import type { Finding } from "../plan/finding.ts";
import type { TrainingTotals } from "../training/training-totals.ts";

declare module "../../core/command/stores.ts" {
  interface Stores {
    closing: ClosingStore;
  }
}

/** What a closed quarter said on the day it was closed. */
export interface Snapshot {
  recorded: readonly MeasureRecord[];
  counted: readonly CountedCell[];
  training: readonly TrainingTotals[];
  findings: readonly Finding[];
}

export interface ClosingStore {
  /** The figures and totals are taken in the transaction that closes it; the findings are as of just before. */
  close(
    period: Period,
    on: IsoDate,
    taken: { measures: readonly Measure[]; findings: readonly Finding[] },
    write: Write,
  ): Promise<"closed" | "already closed">;
  reopen(period: Period, reason: string, on: IsoDate, write: Write): Promise<"reopened" | "not closed">;
  /** What was said of a quarter when it was closed; undefined while it is open. */
  snapshot(period: Pick<Period, "start" | "end">): Promise<Snapshot | undefined>;
}
