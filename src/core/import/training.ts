import type { IsoDate } from "../city.ts";
import type { RowOutcome, Stores, TrainingEntry } from "../stores.ts";
import type { Write } from "../write.ts";
import type { TrainingRow } from "./kinds.ts";

/**
 * Training of past years: rows that name people of one session become one record, each row of counts its own. What is
 * on record already stays as it is, so the same file may be imported again.
 */
export async function importTraining(
  stores: Stores,
  rows: readonly TrainingRow[],
  today: IsoDate,
  write: Write,
  dryRun: boolean,
): Promise<RowOutcome[]> {
  const groups = groupRows(rows);
  if (dryRun) return rows.map(() => "added");
  const emails = [...new Set(rows.flatMap((row) => (row.email === undefined ? [] : [row.email])))];
  const people = new Map(
    (await stores.people.byEmail(emails, today)).map((person) => [person.email.toLowerCase(), person.id]),
  );
  const outcomes = new Map<TrainingRow, RowOutcome>();
  for (const [at, group] of groups.entries()) {
    const entry = entryOf(group, people);
    const { outcome } = await stores.training.record(entry, { ...write, request: `${write.request}:${at}` });
    for (const row of group) outcomes.set(row, outcome === "recorded" ? "added" : "unchanged");
  }
  return rows.map((row) => outcomes.get(row) ?? "unchanged");
}

function groupRows(rows: readonly TrainingRow[]): TrainingRow[][] {
  const groups = new Map<string, TrainingRow[]>();
  for (const [at, row] of rows.entries()) {
    const key =
      row.email === undefined ? `row ${at}` : [row.course, row.heldOn, row.department, row.note].join("\u0001");
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return [...groups.values()];
}

function entryOf(group: readonly TrainingRow[], people: ReadonlyMap<string, number>): TrainingEntry {
  const [first] = group;
  if (!first) throw new Error("a group has at least one row");
  const { course, heldOn, department, employees, contractors, note } = first;
  const ids = [...new Set(group.flatMap((row) => people.get(row.email?.toLowerCase() ?? "") ?? []))];
  return { course, heldOn, department, people: ids, employees, contractors, unsplit: undefined, note };
}
