import { departmentName } from "../../src/core/catalog/catalog.ts";
import { title } from "../../src/core/fields/title.ts";
import type { CorrectionSpec } from "../../src/core/records/kind.ts";
import { Refusal } from "../../src/core/request/errors.ts";
import type { Analysis } from "../../src/domain/analysis/analyses.ts";
import { analysisFields } from "./fields.ts";
import { type ItemValues, toEntry } from "./register.ts";

/** "fix AN-…": what is analysed is corrected; its answers are changed in its steps. */
export const analysisCorrection: CorrectionSpec<Analysis> = {
  fields: { ...analysisFields, title: title({ from: "quotes" }) },
  called: "it",
  valuesOf: ({ title: called, kind, subject, department }) => ({ title: called, kind, subject, department }),
  save: async (before, values, reason, env) => {
    const wanted = values as unknown as ItemValues;
    const outcome = await env.stores.analyses.correct(before.id, toEntry(wanted), reason, env.write);
    if (outcome !== "conflict") return outcome;
    throw new Refusal(
      `${departmentName(env.catalog, wanted.department)} has another open record called "${wanted.title}". Undo or withdraw one of the two. Nothing was changed.`,
      "changes.title",
    );
  },
};
