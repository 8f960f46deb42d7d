import * as z from "zod";
import { addMonths, printDay } from "../../core/calendar/calendar.ts";
import { defineRule } from "../rule.ts";

/** A draft older than this many months is asked to be adopted. */
const QUARTER = 3;

/** Row A5: an adopted vision statement; a draft that has lain for a quarter is to be adopted. */
export const visionAdopted = defineRule({
  name: "vision-adopted",
  summary: "An adopted racial equity vision statement.",
  words: /\bvisions?(?: statements?)?\b/,
  schema: z.strictObject({}),
  judge: (_parameters, { facts: { vision }, department, on }) => {
    const values = department === undefined ? {} : { department };
    const draft = { label: "Draft a vision statement", command: "vision draft", values };
    if (!vision) return { met: undefined, words: "none yet", remedy: draft };
    const { records: evidence, adoptedOn, draftedOn } = vision;
    if (adoptedOn !== undefined) {
      const newer = draftedOn === undefined ? "" : `, a draft of ${printDay(draftedOn)} is under review`;
      return { met: true, words: `adopted ${printDay(adoptedOn)}${newer}`, evidence };
    }
    const old = draftedOn !== undefined && addMonths(draftedOn, QUARTER) <= on ? ", more than a quarter ago" : "";
    const words = draftedOn === undefined ? "not adopted" : `drafted ${printDay(draftedOn)}${old}`;
    return {
      met: false,
      words,
      evidence,
      remedy: { label: "Adopt the vision statement", command: "vision adopt", values },
    };
  },
});
