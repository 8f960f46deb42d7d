import type { Ambassador } from "../domain/ambassador/ambassadors.ts";
import type { Analysis } from "../domain/analysis/analyses.ts";
import type { MeasureRecord } from "../domain/measure/measures.ts";
import type { Statement } from "../domain/statement/statements.ts";
import type { TrainingRecord } from "../domain/training/store.ts";
import type { Sheet } from "./sheet.ts";

/** One row a record; what was not given is empty. */
export function trainingSheet(records: readonly TrainingRecord[], title: (course: string) => string): Sheet {
  return {
    name: "training",
    columns: [
      "record",
      "course",
      "title",
      "held_on",
      "department",
      "employees",
      "contractors",
      "unsplit",
      "named",
      "note",
    ],
    rows: records.map((record) => [
      record.id,
      record.course,
      title(record.course),
      record.heldOn,
      record.department,
      record.totals.employees || undefined,
      record.totals.contractors || undefined,
      record.totals.unsplit || undefined,
      record.named.map((person) => person.email).join("; ") || undefined,
      record.note,
    ]),
  };
}

export function ambassadorSheet(ambassadors: readonly Ambassador[]): Sheet {
  return {
    name: "ambassadors",
    columns: ["record", "email", "name", "department", "state", "invited_on", "answered_on", "ended_on", "reason"],
    rows: ambassadors.map((one) => [
      one.id,
      one.person.email,
      one.person.name,
      one.department,
      one.state,
      one.invitedOn,
      one.answeredOn,
      one.endedOn,
      one.reason,
    ]),
  };
}

/** Titles and dates, not the answers: those are read where they were written. */
export function analysisSheet(analyses: readonly Analysis[]): Sheet {
  return {
    name: "analyses",
    columns: [
      "record",
      "title",
      "kind",
      "subject",
      "department",
      "state",
      "registered_on",
      "started_on",
      "completed_on",
      "evaluated_on",
      "evaluation_due",
      "decision",
    ],
    rows: analyses.map((one) => [
      one.id,
      one.title,
      one.kind,
      one.subject,
      one.department,
      one.state,
      one.registeredOn,
      one.startedOn,
      one.completedOn,
      one.evaluatedOn,
      one.evaluationDue,
      one.closing?.decision,
    ]),
  };
}

/** Figures as they were recorded; what was counted from other records is exported with those. */
export function measureSheet(
  records: readonly MeasureRecord[],
  name: (record: MeasureRecord) => string,
  period: (record: MeasureRecord) => string,
): Sheet {
  return {
    name: "measures",
    columns: [
      "record",
      "measure",
      "name",
      "period",
      "department",
      "audience",
      "value",
      "of",
      "date",
      "state",
      "baseline",
      "quarters",
      "agreed_with",
      "source",
      "note",
    ],
    rows: records.map((one) => [
      one.id,
      one.measure,
      name(one),
      period(one),
      one.department,
      one.audience,
      numeric(one.value),
      numeric(one.of),
      one.on,
      one.state,
      one.baseline ? "yes" : undefined,
      one.baseline?.quarters,
      one.baseline?.agreedWith,
      one.source,
      one.note,
    ]),
  };
}

const numeric = (value: string | undefined) => (value === undefined ? undefined : Number(value));

/** Row H3: what the clerk reports of, file by file. `late` is yes, no, or empty while nothing is due. */
export function statementSheet(statements: readonly Statement[], late: (one: Statement) => boolean): Sheet {
  return {
    name: "statements",
    columns: [
      "record",
      "file",
      "title",
      "trigger",
      "department",
      "requested_by",
      "requested_on",
      "committee",
      "hearing_on",
      "due_on",
      "submitted_on",
      "attached_on",
      "late",
      "outcome",
      "amended",
      "change",
      "prepared_by",
    ],
    rows: statements.map((one) => [
      one.id,
      one.file,
      one.title,
      one.trigger,
      one.department,
      one.requestedBy,
      one.requestedOn,
      one.committee,
      one.hearingOn,
      one.dueOn,
      one.submittedOn,
      one.attachedOn,
      one.dueOn === undefined ? undefined : yesNo(late(one)),
      one.outcome,
      one.amended === undefined ? undefined : yesNo(one.amended),
      one.change,
      one.preparerName,
    ]),
  };
}

const yesNo = (is: boolean): string => (is ? "yes" : "no");
