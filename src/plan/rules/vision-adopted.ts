import * as z from "zod";
import { addMonths, printDay } from "../../core/calendar.ts";
import { defineRule } from "../rule.ts";

/** A draft older than this many months is asked to be adopted. */
const QUARTER = 3;

/** Row A5: an adopted vision statement; a draft that has lain for a quarter is to be adopted. */
export const visionAdopted = defineRule({
  name: "vision-adopted",
  summary: "An adopted racial equity vision statement.",
  schema: z.strictObject({}),
  judge: (_parameters, { facts: { vision }, department, on }) => {
    const values = department === undefined ? {} : { department };
    const draft = { label: "Draft a vision statement", command: "vision draft", values };
    if (!vision) return { met: undefined, words: "none yet", remedy: draft };
    const evidence = [vision.record];
    if (vision.state === "adopted") return { met: true, words: `adopted ${printDay(vision.since)}`, evidence };
    const adopt = { label: "Adopt the vision statement", command: "vision adopt", values };
    const old = addMonths(vision.since, QUARTER) <= on ? ", more than a quarter ago" : "";
    const words = vision.state === "draft" ? `drafted ${printDay(vision.since)}${old}` : "under review";
    return { met: false, words, evidence, remedy: adopt };
  },
});
