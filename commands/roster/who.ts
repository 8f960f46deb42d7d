import { printDate } from "../../src/core/calendar/calendar.ts";
import { departmentName } from "../../src/core/catalog/catalog.ts";
import { defineCommand, type Env } from "../../src/core/command/command.ts";
import { choice } from "../../src/core/fields/choice.ts";
import { heading, reply, text } from "../../src/core/reply/reply.ts";
import type { Plan } from "../../src/domain/plan/plan.ts";

/** Roles of the assistant itself, beside those the plan gives duties to. */
const GRANTED = [
  { value: "officer", label: "Equity officer", words: /\b(?:equity )?officers?\b/ },
  { value: "admin", label: "Administrator", words: /\b(?:admin(?:istrator)?s?)\b/ },
  { value: "auditor", label: "Auditor", words: /\bauditors?\b/ },
] as const;

/** Who is to be asked: no secret, so everybody may know. */
export const rosterWho = defineCommand({
  name: "roster who",
  summary: "Say who holds a role: the plan's, or officer, administrator or auditor.",
  roles: ["employee", "lead", "officer", "auditor", "admin"],
  reads: true,
  fields: { role: choice({ label: "Role", choices: ({ plan }) => rolesOf(plan) }) },
  cues: {
    tells: "question",
    patterns: [
      [
        /^\W*(?:who|whos)(?: (?:is|are|s|holds|has))? (?:the |our |a |an )?(?:\w+ ){0,3}(?:officers?|admins?|administrators?|auditors?|role)\b/,
        5,
      ],
    ],
  },
  examples: ["who is the equity officer", "who are the administrators", "roster who role=auditor"],
  scope: () => ({ to: "open" }),
  execute: async ({ role }, env) => {
    const { label } = rolesOf(env.plan).find(({ value }) => value === role) ?? { label: role };
    const people = await holders(role, env);
    const names = people.map(({ name }) => name).join(", ");
    const answer = people.length === 0 ? `Nobody is set as ${label}` : `${label}: ${names}`;
    return reply(heading(`${answer}, as of ${printDate(env.today)}`), ...people.map(({ more }) => text(more)));
  },
});

const rolesOf = ({ roles }: Plan) => [
  ...GRANTED,
  ...roles.map(({ id, name }) => ({
    value: id,
    label: name,
    words: new RegExp(`\\b${escaped(name.toLowerCase())}\\b`),
  })),
];

const escaped = (words: string) => words.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

async function holders(role: string, { stores, today, catalog }: Env): Promise<{ name: string; more: string }[]> {
  const granted = GRANTED.find(({ value }) => value === role);
  if (!granted) {
    const held = (await stores.duties.held(today)).filter((one) => one.role === role);
    return held.map(({ name, fromOn }) => ({ name, more: `${name} holds it since ${printDate(fromOn)}.` }));
  }
  const everybody = await stores.people.list(undefined, today);
  return everybody
    .filter((one) => one.granted.includes(granted.value) && (one.leftOn === undefined || one.leftOn > today))
    .map(({ name, email, department }) => ({
      name,
      more: [name, ...(department === undefined ? [] : [departmentName(catalog, department)]), email].join(" · "),
    }));
}
