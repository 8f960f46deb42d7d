import { fiscalYear } from "../../src/core/calendar/calendar.ts";
import { departmentFact, fact } from "../../src/core/records/field.ts";
import { decimalOf } from "../../src/core/records/hundredths.ts";
import { correction } from "../../src/core/records/kind.ts";
import { recordKind } from "../../src/core/records/record-kind.ts";
import { CHANGES, type Change } from "../../src/domain/change/changes.ts";
import { commonFields, description, figureFields, inHundredths, NO_FIGURES, reviewFigures } from "./fields.ts";
import { changeLine, deciding, details } from "./words.ts";

const FIELDS = {
  description: description("What changes, or why nothing does", true),
  ...commonFields,
  ...figureFields,
};

const NOTHING_SAID = { description: undefined, decidedBy: undefined, evidence: undefined, ...NO_FIGURES };

const FIGURES = Object.keys(figureFields);
const written = (value: number | undefined) => (value === undefined ? undefined : decimalOf(value));

/** CH-…: undone it counts nowhere, and it can be put back. */
export const CHANGE = recordKind<Change>({
  ...CHANGES,
  listedBy: "change list",
  store: ({ changes }) => changes,
  touches: ({ department }) => deciding(department),
  days: ({ adoptedOn }) => [adoptedOn],
  line: changeLine,
  details,
  more: ({ source }) => ({
    after: [{ label: `All changes of ${source}`, command: "change list", values: { from: source } }],
  }),
  fields: [
    fact("Kind", "text", (one) => one.kind),
    fact("Because of", "text", (one) => one.source, { as: "source" }),
    departmentFact(),
    fact("What changes", "long text", (one) => one.description, { as: "description" }),
    fact("Decided by", "text", (one) => one.decidedBy),
    fact("Adopted on", "day", (one) => one.adoptedOn),
    fact("Amount", "cents", (one) => one.amount),
    fact("FTE", "hundredths", (one) => one.fte),
    fact("Budget year", "text", ({ budgetYear }, { city }) =>
      budgetYear === undefined ? undefined : fiscalYear(budgetYear, city).label,
    ),
    fact("Account", "text", (one) => one.account),
    fact("Fund", "text", (one) => one.fund),
    fact("Before", "cents", (one) => one.before),
    fact("After", "cents", (one) => one.after),
    fact("Evidence", "text", (one) => one.evidence),
  ],
  correction: correction({
    fields: FIELDS,
    without: ({ kind }) => (kind === "resource" ? [] : FIGURES),
    valuesOf: ({ amount, fte, before, after, ...facts }) => ({
      ...facts,
      amount: written(amount),
      fte: written(fte),
      before: written(before),
      after: written(after),
    }),
    review: (values) => reviewFigures(values),
    save: ({ id }, values, reason, env) => {
      const facts = { ...NOTHING_SAID, ...values };
      return env.stores.changes.correct(id, { ...facts, ...inHundredths(facts) }, reason, env.write);
    },
  }),
});
