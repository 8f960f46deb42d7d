import { departmentName } from "../../src/core/catalog/catalog.ts";
import { title } from "../../src/core/fields/title.ts";
import { correction } from "../../src/core/records/kind.ts";
import { Refusal } from "../../src/core/request/errors.ts";
import type { Analysis } from "../../src/domain/analysis/analyses.ts";
import { analysisFields } from "./fields.ts";
import { toEntry } from "./register.ts";

const fields = { ...analysisFields, title: title({ from: "quotes" }) };

/** "fix AN-…": what is analysed is corrected; its answers are changed in its steps. */
export const analysisCorrection = correction<Analysis, typeof fields>({
  fields,
  called: "it",
  valuesOf: ({ title: called, kind, subject, department }) => ({ title: called, kind, subject, department }),
  save: async (before, values, reason, env) => {
    const outcome = await env.stores.analyses.correct(before.id, toEntry(values), reason, env.write);
    if (outcome !== "conflict") return outcome;
    throw new Refusal(
      `${departmentName(env.catalog, values.department)} has another open record called "${values.title}". Undo or withdraw one of the two. Nothing was changed.`,
      "changes.title",
    );
  },
});
