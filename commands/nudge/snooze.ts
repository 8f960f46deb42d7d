import { addDays, quarterOf } from "../../src/core/calendar/calendar.ts";
import { defineCommand } from "../../src/core/command/command.ts";
import { choice } from "../../src/core/fields/choice.ts";
import type { IsoDate } from "../../src/core/places/city.ts";
import { recordAnswer } from "./answer.ts";
import { ledDepartment } from "./words.ts";

export const nudgeSnooze = defineCommand({
  name: "nudge snooze",
  summary: "Put off the reminders about what is missing in a department.",
  roles: ["lead", "officer"],
  fields: {
    department: ledDepartment(),
    until: choice({
      label: "For how long",
      default: "week",
      choices: [
        { value: "day", label: "One day", words: /\b(?:1|one|a) day\b|\btomorrow\b/ },
        { value: "week", label: "One week", words: /\b(?:1|one|a|next) week\b/ },
        {
          value: "quarter",
          label: "To the end of the quarter",
          words: /\b(?:the )?(?:end of (?:the )?|this )?quarter\b/,
        },
      ],
    }),
  },
  cues: { tells: "wish", patterns: [[/\bsnooze\b/, 5]] },
  examples: ["snooze one week", "nudge snooze until=quarter department=dpw"],
  scope: ({ department }) => ({ to: "write", of: { department } }),
  execute: ({ department, until }, env) => {
    const quarter = quarterOf(env.today, env.city);
    const endsOn = lastDay(until, env.today, quarter.end);
    const follows =
      endsOn === quarter.end
        ? "No reminder comes in this quarter. What is missing stays on the list, and the officer sees who snoozed."
        : "No reminder comes before that is over. What is missing stays on the list, and the officer sees who snoozed.";
    return recordAnswer({ kind: "snooze", department, startsOn: env.today, endsOn }, quarter, follows, env);
  },
});

/** A snooze of one day is over the next morning; none goes beyond the quarter. */
function lastDay(until: string, today: IsoDate, end: IsoDate): IsoDate {
  const day = until === "quarter" ? end : addDays(today, until === "week" ? 6 : 0);
  return day < end ? day : end;
}
