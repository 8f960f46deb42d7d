import type { ProgressState } from "../domain/plan/progress.ts";
import { sampleRows, sampleWrite, type Work } from "./setting.ts";

const COLUMNS = ["action", "department", "by", "quarter", "at", "state", "note"] as const;

/** Done, on track and late; of most actions nobody has said anything. */
export async function loadPlanUpdates({ city, stores, idOf, dayIn }: Work): Promise<void> {
  for (const { action, department, by, quarter, at, state, note } of sampleRows(city, "plan-updates", COLUMNS)) {
    const reportedOn = dayIn(quarter, Number(at));
    const entry = { action, department: department || undefined, state: state as ProgressState, note, reportedOn };
    await stores.progress.record(entry, sampleWrite(`plan:${action}:${department}`, reportedOn, idOf(by)));
  }
}
