import { quarterOf } from "../../src/core/calendar/calendar.ts";
import { departmentName } from "../../src/core/catalog/catalog.ts";
import { defineCommand } from "../../src/core/command/command.ts";
import { people } from "../../src/core/fields/people.ts";
import { Refusal } from "../../src/core/request/errors.ts";
import { peopleOf } from "../people.ts";
import { recordAnswer } from "./answer.ts";
import { ledDepartment } from "./words.ts";

export const nudgeHandover = defineCommand({
  name: "nudge handover",
  summary: "Hand what is missing in a department this quarter over to somebody.",
  roles: ["lead", "officer"],
  fields: { people: people({ label: "To whom" }), department: ledDepartment() },
  cues: { tells: "wish", patterns: [[/\bhand(?:ing)?[ -]?over\b|\bhand (?:it|this|that|them) over\b/, 5]] },
  examples: ["hand over to @bo", "nudge handover people=bo.chen@milwaukee.example department=dpw"],
  scope: ({ department }) => ({ to: "write", of: { department } }),
  execute: async ({ people: named, department }, env) => {
    const [person, ...others] = await peopleOf(named, env);
    if (!person || others.length > 0)
      throw new Refusal("One person takes over: name one. Nothing was saved.", "people");
    if (person.leftOn !== undefined && person.leftOn <= env.today)
      throw new Refusal(`${person.name} is on record as having left the city. Nothing was saved.`, "people");
    const quarter = quarterOf(env.today, env.city);
    const said = {
      kind: "hand over",
      department,
      startsOn: env.today,
      endsOn: quarter.end,
      person: person.id,
    } as const;
    const follows = `${person.name} gets the list of ${departmentName(env.catalog, department)} privately, and the reminders of ${quarter.label} in the leads' place.`;
    return recordAnswer(said, quarter, follows, env);
  },
});
