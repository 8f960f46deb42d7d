import { departmentName } from "../../src/core/catalog/catalog.ts";
import { defineCommand } from "../../src/core/command/command.ts";
import { department } from "../../src/core/fields/department.ts";
import { people } from "../../src/core/fields/people.ts";
import { Refusal } from "../../src/core/request/errors.ts";
import { peopleOf } from "../people.ts";
import { recruitedReply } from "./receipt.ts";

export const ambassadorRecruit = defineCommand({
  name: "ambassador recruit",
  summary: "Invite people to be racial equity ambassadors of a department.",
  roles: ["lead", "officer"],
  rootDefault: true,
  fields: {
    people: people({ label: "Whom", hint: "Names, @mentions or e-mail addresses; a pasted list is fine" }),
    department: department({ default: "author's" }),
  },
  cues: {
    tells: "wish",
    patterns: [
      [/\bambassadors?\b|\bembajador(?:a|es|as)?\b/, 2],
      [
        /\b(?:recruit|invite|add|sign(?:ed)? up|make|nominate|appoint|new|join(?:ed|ing)?|become|becoming|want(?:s)? to be|would like to be|bring on|enlist|volunteer(?:ed)?|name)\b/,
        1,
      ],
    ],
  },
  examples: ["recruit @lee", "recruit @lee and @bo", "sign up lee nakamura as an ambassador"],
  scope: (entry) => ({ to: "write", of: { department: entry.department } }),
  execute: async (values, env) => {
    const invited = await peopleOf(values.people, env);
    const elsewhere = invited.filter((person) => person.department !== values.department);
    if (elsewhere.length > 0) {
      const who = elsewhere.map(
        (person) =>
          `${person.name} is in ${person.department === undefined ? "no department" : departmentName(env.catalog, person.department)}`,
      );
      throw new Refusal(
        `${who.join("; ")}. Ambassadors are recruited by their own department. Nothing was saved.`,
        "people",
      );
    }
    const outcomes = await env.stores.ambassadors.recruit(
      invited.map((person) => person.id),
      values.department,
      env.today,
      env.write,
    );
    return recruitedReply(outcomes, values.department, env);
  },
});
