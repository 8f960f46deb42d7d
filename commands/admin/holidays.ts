import { addBusinessDays } from "../../src/core/calendar/business-days.ts";
import { printDate } from "../../src/core/calendar/calendar.ts";
import { defineCommand, type Env } from "../../src/core/command/command.ts";
import { choice } from "../../src/core/fields/choice.ts";
import { plannedDate } from "../../src/core/fields/planned-date.ts";
import { text as textField } from "../../src/core/fields/text.ts";
import { type Block, buttons, heading, reply, text } from "../../src/core/reply/reply.ts";
import { Refusal } from "../../src/core/request/errors.ts";

export const adminHolidays = defineCommand({
  name: "admin holidays",
  summary: "Enter or remove a day on which the city's offices are closed: a holiday or a furlough day.",
  roles: ["admin"],
  fields: {
    date: plannedDate({ label: "Day", optional: true, keys: ["day", "on"] }),
    name: textField({ label: "What it is", from: "key", maxLength: 80, optional: true }),
    change: choice({
      label: "What to do",
      default: "add",
      choices: [
        { value: "add", label: "Close the offices that day" },
        { value: "remove", label: "Take a day off the list", words: /\b(?:remove|delete|take off)\b/ },
      ],
    }),
  },
  cues: { tells: "wish", patterns: [[/\b(?:holidays?|furlough days?|office closures?)\b/, 2]] },
  examples: ["admin holidays", 'date=2026-12-24 name="Christmas Eve"', "change=remove date=2026-12-24"],
  scope: () => ({ to: "configure" }),
  execute: async ({ date, name, change }, env) => {
    if (date === undefined) return reply(heading("Days on which the offices are closed"), ...(await listed(env)));
    if (change === "remove") {
      const outcome = await env.stores.closures.remove(date, env.write);
      return reply(heading(`${printDate(date)}: ${outcome}`), ...(await listed(env)));
    }
    if (name === undefined) throw new Refusal("Say what that day is, like a holiday's name or furlough day.", "name");
    const outcome = await env.stores.closures.add({ date, name }, env.write);
    return reply(heading(`${printDate(date)}, ${name}: ${outcome}`), ...(await listed(env)));
  },
});

/** Public holidays come from the state and the plan; these are the ones an administrator entered. */
async function listed(env: Env): Promise<Block[]> {
  const [closures, calendar] = await Promise.all([env.stores.closures.list(), env.workCalendar()]);
  const next = addBusinessDays(env.today, 1, calendar);
  const entered = closures.filter(({ date }) => date >= env.today);
  return [
    entered.length === 0
      ? text("None is entered from today on. Weekends, federal and state holidays and those of the plan are known.")
      : {
          kind: "table",
          caption: "Entered by an administrator, from today on",
          columns: [{ label: "Day" }, { label: "What it is" }],
          rows: entered.map((one) => [printDate(one.date), one.name]),
        },
    text(`The next business day is ${printDate(next)}.`),
    buttons({ label: "Enter a day", command: "admin holidays", values: {}, ask: true }),
  ];
}
