import { printDate } from "../../src/core/calendar/calendar.ts";
import { departmentName } from "../../src/core/catalog/catalog.ts";
import { defineCommand } from "../../src/core/command/command.ts";
import { department } from "../../src/core/fields/department.ts";
import { people } from "../../src/core/fields/people.ts";
import { plannedDate } from "../../src/core/fields/planned-date.ts";
import { buttons, heading, reply, text } from "../../src/core/reply/reply.ts";
import { onePerson } from "./one-person.ts";

export const adminPersonMove = defineCommand({
  name: "admin person move",
  summary: "Move a person to another department from a day on.",
  roles: ["admin"],
  fields: {
    people: people({ label: "Who" }),
    department: department(),
    from: plannedDate({ label: "From", default: "today", keys: ["since", "on"] }),
  },
  examples: ["move @lee to health from=2026-12-01"],
  scope: () => ({ to: "configure" }),
  execute: async (values, env) => {
    const person = await onePerson(values.people, env);
    const stay = await env.stores.staff.attendancesSince(person.id, values.from);
    if (values.from < env.today && stay > 0 && !env.confirmed.includes("past-move")) {
      return reply(
        heading("Move into the past?"),
        text(
          `${person.name} has ${stay} ${stay === 1 ? "attendance" : "attendances"} since ${printDate(values.from)}. They stay with the department of their day; only what is due follows the new one.`,
        ),
        buttons(
          {
            label: "Yes, move",
            command: "admin person move",
            values: { ...values },
            confirmed: ["past-move"],
            tone: "primary",
          },
          { label: "From today", command: "admin person move", values: { ...values, from: env.today } },
        ),
      );
    }
    const outcome = await env.stores.staff.move(person.id, values.department, values.from, env.write);
    const where = departmentName(env.catalog, values.department);
    if (outcome === "unchanged")
      return reply(
        heading("Nothing to move"),
        text(`${person.name} is in ${where} on ${printDate(values.from)} already.`),
      );
    return reply(
      heading(`Moved ${person.name}`),
      text(
        `${where} from ${printDate(values.from)}. Attendance before that stays with ${person.department === undefined ? "no department" : departmentName(env.catalog, person.department)}.`,
      ),
    );
  },
});
