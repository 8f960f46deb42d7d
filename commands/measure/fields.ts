import { date } from "../../src/core/fields/date.ts";
import { department } from "../../src/core/fields/department.ts";
import { period } from "../../src/core/fields/period.ts";
import { text } from "../../src/core/fields/text.ts";
import { figure } from "../../src/domain/measure/fields/figure.ts";
import { measure } from "../../src/domain/measure/fields/measure.ts";
import { measureState } from "../../src/domain/measure/fields/measure-state.ts";

/** What a figure says, whichever command it is for. */
export const saidFields = {
  value: figure("value", { label: "Figure", hint: "How many, or dollars and cents" }),
  of: figure("of", { label: "Total", hint: "For a share: out of how many" }),
  on: { ...date({ optional: true, label: "Date" }), hint: "Of a document, or of the last review" },
  state: measureState(),
  source: text({ label: "Source", hint: "Where the figure comes from", from: "key", optional: true, keys: ["from"] }),
  note: text({ label: "Note", from: "key", optional: true, keys: ["notes", "comment"] }),
};

export const audienceFields = {
  employees: figure("employees", { label: "Employees", hint: "Where the measure is split" }),
  contractors: figure("contractors", { label: "Contractors", hint: "Where the measure is split" }),
};

export const placeFields = {
  measure: measure(),
  period: period({ optional: true, besideDays: true }),
  department: department({ optional: true }),
};

/** A command needs one of these to have anything to record. */
export const SAID = {
  names: ["value", "employees", "contractors", "on", "state"],
  because: "Say the figure.",
} as const;
