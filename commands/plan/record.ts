import { date } from "../../src/core/fields/date.ts";
import { ownWords } from "../../src/core/fields/own-words.ts";
import { departmentFact, fact } from "../../src/core/records/field.ts";
import { correction } from "../../src/core/records/kind.ts";
import { recordKind } from "../../src/core/records/record-kind.ts";
import { PROGRESS_RECORDS, type Progress, type ProgressState } from "../../src/domain/plan/progress.ts";
import { progressState } from "./state.ts";
import { progressLine, reporting } from "./words.ts";

/** PL-…: what was said of an action. Undone, what was said before counts again. */
export const PROGRESS = recordKind<Progress>({
  ...PROGRESS_RECORDS,
  listedBy: "plan show",
  store: ({ progress }) => progress,
  touches: ({ department }) => reporting(department),
  line: progressLine,
  more: ({ action, undone }) =>
    undone ? {} : { after: [{ label: `Show ${action}`, command: "plan show", values: { item: action } }] },
  fields: [
    fact("Action", "text", (one) => one.action),
    departmentFact(),
    fact("State", "text", (one) => one.state),
    fact("As of", "day", (one) => one.reportedOn, { as: "reported_on" }),
    fact("Progress", "long text", (one) => one.note, { as: "note" }),
  ],
  correction: correction({
    fields: {
      state: progressState(),
      note: ownWords({ label: "Progress", optional: true }),
      reportedOn: date({ label: "As of" }),
    },
    valuesOf: ({ state, note, reportedOn }) => ({ state, note, reportedOn }),
    save: ({ id }, values, reason, env) => {
      return env.stores.progress.correct(id, { ...values, state: values.state as ProgressState }, reason, env.write);
    },
  }),
});
