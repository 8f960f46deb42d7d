import { addDays } from "../core/calendar/calendar.ts";
import type { Answers } from "../domain/analysis/analysis-template.ts";
import { GROUPS } from "../domain/statement/statement-steps.ts";
import type { StatementFacts, Trigger } from "../domain/statement/statements.ts";
import { sampleRows, sampleWrite, type Work, workday } from "./setting.ts";

const COLUMNS = [
  "department",
  "lead",
  "file",
  "title",
  "trigger",
  "quarter",
  "at",
  "requested_by",
  "committee",
  "hearing_in",
  "submitted_quarter",
  "submitted_at",
  "attached_at",
  "outcome",
] as const;
type Row = Record<(typeof COLUMNS)[number], string>;

/** Impact statements on time, late, still to come, and one without a hearing. */
export async function loadStatements(work: Work): Promise<void> {
  const { stores, idOf, dayIn } = work;
  for (const row of sampleRows(work.city, "statements", COLUMNS)) {
    const addedOn = dayIn(row.quarter, Number(row.at));
    const write = (what: string) => sampleWrite(`statement:${row.file}:${what}`, addedOn, idOf(row.lead));
    const facts = factsOf(row, addedOn);
    const rest = { department: row.department, helper: undefined, addedOn };
    const { record: statement } = await stores.statements.record({ ...facts, ...rest }, write("add"));
    if (row.submitted_at === "") continue;
    await stores.statements.save(statement.id, ANSWERS, 0, write("write"));
    const submittedOn = dayIn(row.submitted_quarter, Number(row.submitted_at));
    await stores.statements.update(statement.id, "submit", { ...facts, submittedOn }, undefined, write("submit"));
    if (row.attached_at === "") continue;
    const attachedOn = dayIn(row.submitted_quarter, Number(row.attached_at));
    const done = { ...facts, submittedOn, attachedOn, outcome: row.outcome, amended: false };
    await stores.statements.update(statement.id, "attach", done, undefined, write("attach"));
  }
}

/** Seven days before the hearing are five business days wherever there is no holiday. */
function factsOf(row: Row, addedOn: string): StatementFacts {
  const hearingOn = row.hearing_in === "" ? undefined : workday(addDays(addedOn, Number(row.hearing_in)));
  return {
    file: row.file,
    title: row.title,
    trigger: row.trigger as Trigger,
    requestedBy: row.requested_by || undefined,
    requestedOn: row.requested_by === "" ? undefined : addedOn,
    committee: row.committee || undefined,
    hearingOn,
    dueOn: hearingOn === undefined ? undefined : addDays(hearingOn, -7),
    submittedOn: undefined,
    attachedOn: undefined,
    outcome: undefined,
    amended: undefined,
    change: undefined,
  };
}

const ANSWERS: Answers = {
  description: "What is built, for whom, by whom, and what it costs.",
  sources: "Census tracts of the district; requests of the last three years.",
  mitigation: "Work outside school hours, and signs in three languages.",
  ...Object.fromEntries(GROUPS.map(({ id }) => [`${id}Magnitude`, id === "african" ? "medium" : "low"])),
  africanPositive: "Jobs within a bus ride for two neighborhoods.",
  disabilityNegative: "A detour without a curb ramp for four weeks.",
};
