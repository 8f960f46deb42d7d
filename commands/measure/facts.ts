import { periodNamed } from "../../src/core/calendar/calendar.ts";
import { departmentFact, fact, type RecordField } from "../../src/core/records/field.ts";
import { measureName } from "../../src/domain/measure/fields/measure.ts";
import type { MeasureRecord } from "../../src/domain/measure/measures.ts";

const numeric = (value: string | undefined) => (value === undefined ? undefined : Number(value));

/** A figure as it was recorded; what was counted from other records is exported with those. */
export const measureFacts: readonly RecordField<MeasureRecord>[] = [
  fact("Measure", "text", (one) => one.measure),
  fact("Name", "text", (one, { catalog }) => measureName(catalog, one.measure)),
  fact("Period", "text", ({ start, end }, { city }) => periodNamed(start, end, city).id),
  departmentFact(),
  fact("Audience", "text", (one) => one.audience),
  fact("Value", "number", (one) => numeric(one.value)),
  fact("Of", "number", (one) => numeric(one.of)),
  fact("Date", "day", (one) => one.on),
  fact("State", "text", (one) => one.state),
  fact("Baseline", "yes or no", (one) => (one.baseline ? true : undefined)),
  fact("Quarters", "number", (one) => one.baseline?.quarters),
  fact("Agreed with", "text", (one) => one.baseline?.agreedWith),
  fact("Source", "text", (one) => one.source),
  fact("Note", "long text", (one) => one.note),
];
