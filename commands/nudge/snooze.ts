import { addDays, printDate, quarterOf } from "../../src/core/calendar/calendar.ts";
import { defineCommand } from "../../src/core/command/command.ts";
import { choice } from "../../src/core/fields/choice.ts";
import { markedDate } from "../../src/core/fields/marked-date.ts";
import type { IsoDate } from "../../src/core/places/city.ts";
import { Refusal } from "../../src/core/request/errors.ts";
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
          words: /\b(?:(?:until|till|to) )?(?:the )?(?:end of (?:the )?|this )?quarter\b/,
        },
      ],
    }),
    day: markedDate({ label: "Until a day", words: "until|till|through", keys: ["date"] }),
  },
  cues: { tells: "wish", patterns: [[/\bsnooze\b/, 5]] },
  examples: ["snooze one week", "snooze until Friday", "nudge snooze until=quarter department=dpw"],
  scope: ({ department }) => ({ to: "write", of: { department } }),
  execute: ({ department, until, day }, env) => {
    const quarter = quarterOf(env.today, env.city);
    const endsOn = lastDay(until, day, env.today, quarter.end);
    const follows =
      endsOn === quarter.end
        ? "No reminder comes in this quarter. What is missing stays on the list, and the officer sees who snoozed."
        : "No reminder comes before that is over. What is missing stays on the list, and the officer sees who snoozed.";
    return recordAnswer({ kind: "snooze", department, startsOn: env.today, endsOn }, quarter, follows, env);
  },
});

/** A snooze of one day is over the next morning; none goes beyond the quarter. */
function lastDay(until: string, said: IsoDate | undefined, today: IsoDate, end: IsoDate): IsoDate {
  if (said !== undefined && said < today) throw new Refusal(`${printDate(said)} is over. Nothing was saved.`, "day");
  const day = said ?? (until === "quarter" ? end : addDays(today, until === "week" ? 6 : 0));
  return day < end ? day : end;
}
