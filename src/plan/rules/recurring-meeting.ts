import * as z from "zod";
import { printDay } from "../../core/calendar.ts";
import { defineRule } from "../rule.ts";

/** Rows B6, D4, D11: something that is to happen in every period. "Regularly" is what the plan says it is. */
export const recurringMeeting = defineRule({
  name: "recurring-meeting",
  summary: '`atLeast` engagements of a `kind` ("meeting", "discussion", "outreach/hub") within each period.',
  schema: z.strictObject({ kind: z.string(), atLeast: z.int().min(1).default(1) }),
  judge: ({ kind, atLeast }, { facts: { engagements }, department, within }) => {
    const fact = engagements[within]?.get(kind);
    const [noun = kind, subkind] = kind.split("/");
    const remedy = {
      label: `Log a ${subkind ?? noun}`,
      command: "engagement log",
      values: {
        kind: noun,
        ...(subkind === undefined ? {} : { subkind }),
        ...(department === undefined ? {} : { department }),
      },
    };
    if (!fact) return { met: undefined, words: `none this ${within === "plan" ? "plan period" : within}`, remedy };
    const met = fact.count >= atLeast;
    return {
      met,
      words: `${fact.count}${met ? "" : ` of ${atLeast}`}, last on ${printDay(fact.lastOn)}`,
      value: fact.count,
      outOf: atLeast,
      evidence: fact.records,
      ...(met ? {} : { remedy }),
    };
  },
});
