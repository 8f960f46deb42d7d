import * as z from "zod";
import { addDays, printDay } from "../../core/calendar/calendar.ts";
import { defineRule } from "../rule.ts";

/** Row B5: whoever is named to the leadership team learns the toolkit soon after. */
export const toolkitTrainedLeads = defineRule({
  name: "toolkit-trained-leads",
  summary: "Every lead trained in the toolkit within `days` of being named.",
  words: /\btoolkit\b/,
  schema: z.strictObject({ days: z.int().min(1).default(60) }),
  judge: ({ days }, { facts: { team }, on }) => {
    if (!team || team.length === 0) return { met: undefined, words: "no leads to train" };
    const missing = team.filter(({ toolkitOn }) => toolkitOn === undefined);
    const said = {
      value: team.length - missing.length,
      outOf: team.length,
      evidence: team.map(({ record }) => record),
    };
    if (missing.length === 0) return { ...said, met: true, words: `${team.length} of ${team.length} leads trained` };
    const last = missing.map(({ since }) => addDays(since, days)).sort()[0] ?? on;
    return {
      ...said,
      met: false,
      overdue: last < on,
      words: `${said.value} of ${said.outOf} leads trained, ${last < on ? "one was due by" : "the next by"} ${printDay(last)}`,
      remedy: {
        label: "Log toolkit training",
        command: "training log",
        values: { people: missing.map(({ person }) => person.email).join(", ") },
      },
    };
  },
});
