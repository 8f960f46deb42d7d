import { type Period, printDate } from "../../src/core/calendar.ts";
import { departmentName } from "../../src/core/catalog.ts";
import type { Env } from "../../src/core/command.ts";
import { type Block, text } from "../../src/core/reply.ts";
import type { TrainingTotals } from "../../src/core/training-totals.ts";

/** Departments whose training of a closed quarter says something else by now, with both numbers (rows F10, F11). */
export async function restatedTraining(
  departments: readonly string[],
  { start, end }: Period,
  now: ReadonlyMap<string, TrainingTotals>,
  env: Env,
): Promise<Block[]> {
  const closed = env.catalog.closed.find((one) => one.start === start && one.end === end);
  const snapshot = closed && (await env.stores.closing.snapshot(closed));
  if (!snapshot) return [];
  const then = new Map(snapshot.training.map((row) => [row.department, row]));
  return departments.flatMap((code) => {
    const [before, after] = [inWords(then.get(code)), inWords(now.get(code))];
    if (before === after) return [];
    return [
      text(
        `${departmentName(env.catalog, code)} restated: ${after} now, ${before} when the quarter was closed on ${printDate(closed.closedOn)}.`,
      ),
    ];
  });
}

function inWords(row: TrainingTotals | undefined): string {
  if (!row) return "not reported";
  const people = row.employees + row.contractors + row.unsplit;
  return `${people.toLocaleString("en-US")} ${people === 1 ? "person" : "people"} in ${row.sessions} ${row.sessions === 1 ? "session" : "sessions"}`;
}
