import { printDate } from "../../src/core/calendar/calendar.ts";
import { courseTitle, departmentName } from "../../src/core/catalog/catalog.ts";
import { defineCommand, type Env } from "../../src/core/command/command.ts";
import { course } from "../../src/core/fields/course.ts";
import { department } from "../../src/core/fields/department.ts";
import { type Block, buttons, heading, reply, text } from "../../src/core/reply/reply.ts";
import { cityOrLed, departmentMeant } from "../../src/core/request/actor.ts";
import { mayUse } from "../../src/core/request/permit.ts";
import type { DueRow } from "../../src/domain/training/store.ts";
import { adminPersonConfirm } from "../admin/person-confirm.ts";
import { answerOf } from "./taken.ts";

const MOST = 100;
const MOST_BUTTONS = 5;

export const trainingDue = defineCommand({
  name: "training due",
  summary: "List who still has to take a mandatory course.",
  roles: ["lead", "officer", "auditor"],
  reads: true,
  fields: {
    department: department({ default: "author's or the city", optional: true }),
    course: course({ optional: true }),
  },
  cues: {
    tells: "question",
    patterns: [
      [
        /\b(?:who|which people|anyone)\b.*\b(?:missing|due|overdue|not trained|untrained|still (?:has|have|needs?)|hasnt|havent|hasn t|haven t|has not|have not|did not take|didn t take|needs? to take)\b/,
        4,
      ],
      [/^(?!.*\bmy\b).*(?:\btraining\b.*\bdue\b|\bdue\b.*\btraining\b)/, 3],
    ],
  },
  examples: ["due", "due public works"],
  scope: ({ department: code }, { actor }) => cityOrLed(code, actor),
  execute: async (values, env) => {
    if (values.course !== undefined)
      return answerOf({ ...values, course: values.course, period: undefined, tier: undefined, taken: false }, env);
    const code = departmentMeant(values.department, env.actor);
    const due = await env.stores.training.due(code, env.today);
    const people = new Set(due.map(({ person }) => person.id)).size;
    const where = code === undefined ? env.city.name : departmentName(env.catalog, code);
    const answer = `${where}: ${people === 1 ? "1 person has" : `${people} people have`} a mandatory course open, as of ${printDate(env.today)}`;
    return reply(heading(answer), ...listed(due, code, env), ...(await unconfirmed(code, env)));
  },
});

function listed(due: readonly DueRow[], code: string | undefined, env: Env): Block[] {
  if (due.length === 0) return [text("Nobody on record here has a mandatory course open.")];
  const people = byPerson(due);
  const rows = people
    .slice(0, MOST)
    .flatMap(([, [row, ...more]]) =>
      row
        ? [
            [
              row.person.name,
              ...(code === undefined ? [departmentName(env.catalog, row.person.department ?? "")] : []),
              row.tier.replace("-", " "),
              [row, ...more].map((one) => courseWords(one, env)).join("; "),
            ],
          ]
        : [],
    );
  const columns = ["Name", ...(code === undefined ? ["Department"] : []), "Tier", "Courses"].map((label) => ({
    label,
  }));
  const more =
    people.length > MOST
      ? [text(`${people.length} people in all; the list ends with the first ${MOST}. The export has them all.`)]
      : [];
  return [
    { kind: "table", caption: "Mandatory courses still open, senior managers first", columns, rows, list: true },
    ...more,
  ];
}

function byPerson(due: readonly DueRow[]): [number, DueRow[]][] {
  const people = new Map<number, DueRow[]>();
  for (const row of due) {
    const before = people.get(row.person.id);
    if (before) before.push(row);
    else people.set(row.person.id, [row]);
  }
  return [...people];
}

const courseWords = ({ course: code, lastHeldOn }: DueRow, { catalog }: Env): string => {
  const ranOut = lastHeldOn === undefined ? "" : ` (ran out, last taken ${printDate(lastHeldOn)})`;
  return `${courseTitle(catalog, code)}${ranOut}`;
};

/** Whoever said this department to be theirs does not count here until somebody confirms it. */
async function unconfirmed(code: string | undefined, env: Env): Promise<Block[]> {
  if (code === undefined) return [];
  const waiting = (await env.stores.people.list(code, env.today)).filter((person) => !person.departmentConfirmed);
  if (waiting.length === 0) return [];
  const names = waiting.map((person) => person.name).join(", ");
  const confirm = waiting.slice(0, MOST_BUTTONS).map((person) => ({
    label: `Confirm ${person.name}`,
    command: adminPersonConfirm.name,
    values: { people: [person.email] },
  }));
  return [
    text(`Not counted, because nobody has confirmed that this is their department: ${names}.`),
    ...(mayUse(env.actor, adminPersonConfirm) ? [buttons(...confirm)] : []),
  ];
}
