import type { ValuesOf } from "../../src/core/command/field.ts";
import { decimalOf } from "../../src/core/records/hundredths.ts";
import type { Change } from "../../src/domain/change/changes.ts";
import { type PlainKind, plainRecords } from "../fix/plain.ts";
import { commonFields, description, figureFields, inHundredths, NO_FIGURES, reviewFigures } from "./fields.ts";
import { actions, changeLine, changeReceipt, deciding } from "./words.ts";

const FIELDS = {
  description: description("What changes, or why nothing does", true),
  ...commonFields,
  ...figureFields,
};

type Said = Omit<ValuesOf<typeof FIELDS>, "budgetYear"> & { budgetYear: number | undefined };
const NOTHING_SAID = { description: undefined, decidedBy: undefined, evidence: undefined, ...NO_FIGURES };

const FIGURES = Object.keys(figureFields);
const written = (value: number | undefined) => (value === undefined ? undefined : decimalOf(value));

/** CH-…: undone it counts nowhere, and it can be put back. */
const KIND: PlainKind<Change> = {
  prefix: "CH",
  get: (id, env) => env.stores.changes.get(id),
  changing: ({ department }) => deciding(department),
  setUndone: (id, undone, reason, env) => env.stores.changes.setUndone(id, undone, reason, env.write),
  line: changeLine,
  actions,
  receipt: changeReceipt,
  correction: {
    fields: FIELDS,
    without: ({ kind }) => (kind === "resource" ? [] : FIGURES),
    valuesOf: ({ amount, fte, before, after, ...facts }) => ({
      ...facts,
      amount: written(amount),
      fte: written(fte),
      before: written(before),
      after: written(after),
    }),
    review: (values) => reviewFigures(values as unknown as Said),
    save: ({ id }, values, reason, env) => {
      const facts = { ...NOTHING_SAID, ...(values as unknown as Said) };
      return env.stores.changes.correct(id, { ...facts, ...inHundredths(facts) }, reason, env.write);
    },
  },
};

export const changeRecords = plainRecords(KIND);
