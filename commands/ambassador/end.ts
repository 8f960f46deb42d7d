import { defineCommand, type Env } from "../../src/core/command/command.ts";
import { people } from "../../src/core/fields/people.ts";
import { text as textField } from "../../src/core/fields/text.ts";
import { buttons } from "../../src/core/reply/reply.ts";
import { rolesOf } from "../../src/core/request/actor.ts";
import { Refusal } from "../../src/core/request/errors.ts";
import { peopleOf } from "../people.ts";
import { ambassadorReceipt } from "./receipt.ts";

export const ambassadorEnd = defineCommand({
  name: "ambassador end",
  summary: "End somebody's time as an ambassador, with the reason.",
  roles: ["employee", "lead", "officer"],
  fields: {
    people: people({ label: "Who" }),
    reason: textField({ label: "Reason", question: "Why?", from: "because", keys: ["why", "because"] }),
  },
  cues: {
    tells: "wish",
    patterns: [
      [/\bambassadors?\b/, 2],
      [
        /\b(?:end|ends|ended|ending|remove|removed|drop|dropped|step(?:s|ped|ping)? down|stepping away|leave|leaves|left|leaving|no longer|quit|quits|stop(?:s|ped)?|retire[sd]?|retiring|resign(?:s|ed)?|take off|is done|is out)\b/,
        1,
      ],
    ],
  },
  examples: ["end @lee because she moved to another city", 'end people=@lee reason="moved away"'],
  scope: async (values, env) => {
    const departments = await departmentsOf(values.people, env);
    const [only] = departments;
    if (values.people.length === 1 && values.people[0]?.toLowerCase() === env.actor.email.toLowerCase())
      return { to: "read", of: { person: env.actor.id } };
    return departments.length === 1 && only !== undefined
      ? { to: "write", of: { department: only } }
      : { to: "write", of: { city: true } };
  },
  execute: async (values, env) => {
    const named = await peopleOf(values.people, env);
    const officer = rolesOf(env.actor).includes("officer");
    const led = officer ? undefined : (await departmentsOf(values.people, env))[0];
    const ended = await env.stores.ambassadors.end(
      named.map((person) => person.id),
      led,
      values.reason,
      env.today,
      env.write,
    );
    if (ended.length === 0)
      throw new Refusal(
        `${named.map((person) => person.name).join(", ")}: not an ambassador, and not invited. Nothing was changed. "ambassador list" shows who is.`,
        "people",
      );
    return ambassadorReceipt(`Ended ${ended.map((one) => one.id).join(", ")}`, ended, env, [
      buttons({ label: "All ambassadors", command: "ambassador list", values: { department: ended[0]?.department } }),
    ]);
  },
});

/** Departments in which any of these people is invited or active; their own where none is. */
async function departmentsOf(emails: readonly string[], env: Env): Promise<string[]> {
  const named = await peopleOf(emails, env);
  const open = (await Promise.all(named.map((person) => env.stores.ambassadors.open(person.id)))).flat();
  const codes = open.length > 0 ? open.map((one) => one.department) : named.map((person) => person.department);
  return [...new Set(codes.filter((code) => code !== undefined))];
}
