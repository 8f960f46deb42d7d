import { departmentName } from "../../src/core/catalog/catalog.ts";
import { defineCommand, type Env } from "../../src/core/command/command.ts";
import { choice } from "../../src/core/fields/choice.ts";
import { department } from "../../src/core/fields/department.ts";
import { people } from "../../src/core/fields/people.ts";
import { text as textField } from "../../src/core/fields/text.ts";
import { buttons, facts, heading, type Reply, reply, text } from "../../src/core/reply/reply.ts";
import { Refusal } from "../../src/core/request/errors.ts";
import { type RosterRow, teamInWords } from "../../src/domain/roster/teams.ts";
import { peopleOf } from "../people.ts";

const fields = { people: people({ label: "Who" }), department: department({ default: "author's" }) };

export const rosterLead = defineCommand({
  name: "roster lead",
  summary: "Name people to a department's racial equity leadership team.",
  grave: true,
  roles: ["lead", "officer"],
  rootDefault: true,
  fields: {
    ...fields,
    senior: choice({
      label: "Senior leader",
      optional: true,
      choices: [
        { value: "true", label: "Yes", words: /\bsenior\b(?!.*\bnot\b)/ },
        { value: "false", label: "No", words: /\bnot (?:a )?senior\b|\bnon-?senior\b/ },
      ],
    }),
  },
  cues: {
    tells: "wish",
    patterns: [
      [
        /\b(?:leadership team|relt|equity lead|team lead|co-?lead|as (?:a |our |the |an )?(?:senior |equity |second |new )*(?:lead|leader|co-?lead)|senior (?:lead|leader)|leads?)\b/,
        2,
      ],
      [/\b(?:name|add|list|designate|appoint|make|put|set|nominate|new)\b/, 1],
    ],
  },
  examples: ["lead @marcus senior", "lead denise kowalski", "name Marcus Holloway as our senior lead"],
  scope: (entry) => ({ to: "write", of: { department: entry.department } }),
  execute: async (values, env) => {
    const named = await peopleOf(values.people, env);
    const senior = values.senior === undefined ? undefined : values.senior === "true";
    const outcomes = await env.stores.roster.name(
      named.map((person) => person.id),
      values.department,
      senior,
      env.today,
      env.write,
    );
    const fresh = outcomes.filter((one) => one.outcome === "named").map((one) => one.row);
    const before = outcomes.filter((one) => one.outcome !== "named").map((one) => one.row);
    const title = fresh.length === 0 ? "On the team already" : `Named ${fresh.map((row) => row.id).join(", ")}`;
    return teamReply(title, values.department, env, [
      ...fresh.map((row) =>
        text(
          `${row.person.name} · ${departmentName(env.catalog, row.department)}${row.senior ? " · senior leader" : ""}`,
        ),
      ),
      ...before.map((row) =>
        text(`${row.person.name} was on the team before (${row.id})${row.senior ? ", and is a senior leader" : ""}.`),
      ),
      ...(fresh.length > 0
        ? [
            buttons(
              ...fresh.map((row) => ({
                label: fresh.length > 1 ? `Undo ${row.person.name}` : "Undo",
                command: "fix undo",
                values: { record: row.id },
              })),
            ),
          ]
        : []),
    ]);
  },
});

export const rosterLeadEnd = defineCommand({
  name: "roster lead end",
  summary: "Take people off a department's leadership team.",
  grave: true,
  roles: ["lead", "officer"],
  fields: { ...fields, reason: textField({ label: "Reason", from: "because", optional: true, keys: ["why"] }) },
  cues: {
    tells: "wish",
    patterns: [
      [/\b(?:leadership team|relt|equity lead|as (?:a )?(?:senior )?lead|lead)\b/, 2],
      [/\b(?:end|remove|take off|drop|step(?:s|ped|ping)? down|no longer|leaves|left)\b/, 1],
    ],
  },
  examples: ["lead end @marcus because he retires"],
  scope: (entry) => ({ to: "write", of: { department: entry.department } }),
  execute: async (values, env) => {
    const named = await peopleOf(values.people, env);
    const ended = await env.stores.roster.end(
      named.map((person) => person.id),
      values.department,
      values.reason,
      env.today,
      env.write,
    );
    if (ended.length === 0)
      throw new Refusal(
        `${named.map((person) => person.name).join(", ")}: not on the team of ${departmentName(env.catalog, values.department)}. Nothing was changed.`,
        "people",
      );
    return teamReply(`Ended ${ended.map((row) => row.id).join(", ")}`, values.department, env, [
      text(`No longer on the team: ${ended.map((row) => row.person.name).join(", ")}`),
    ]);
  },
});

export const rosterLeadShow = defineCommand({
  name: "roster lead show",
  summary: "Show a department's leadership team and what it still needs.",
  roles: ["employee", "lead", "officer", "auditor"],
  reads: true,
  fields: { department: department({ default: "author's" }) },
  cues: {
    tells: "question",
    patterns: [[/\b(?:who|show|list)\b(?!.*\bas\b).*\b(?:leads|lead|leadership team|leaders)\b/, 4]],
  },
  examples: ["lead show", "lead show public works"],
  // Who leads a department is no secret: everybody must know whom to ask.
  scope: () => ({ to: "open" }),
  execute: (values, env) =>
    teamReply(`Leadership team of ${departmentName(env.catalog, values.department)}`, values.department, env, []),
});

/** The team as it stands after what was done, in one of its three states. */
async function teamReply(title: string, department: string, env: Env, done: Reply["blocks"]): Promise<Reply> {
  const team = await env.stores.roster.active(department, env.today);
  return {
    ...reply(heading(title), ...done, facts({ label: "Team", value: teamInWords(team) }, ...team.map(member))),
    changed: { record: team[0]?.id ?? department, department },
  };
}

const member = (row: RosterRow) => ({
  label: row.person.name,
  value: `${row.senior ? "senior leader, " : ""}since ${row.fromOn} (${row.id})`,
});
