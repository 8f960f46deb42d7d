import { printDate } from "../../src/core/calendar/calendar.ts";
import { courseTitle, departmentName } from "../../src/core/catalog/catalog.ts";
import { defineCommand, type Env } from "../../src/core/command/command.ts";
import { department } from "../../src/core/fields/department.ts";
import { type Block, buttons, heading, reply, text } from "../../src/core/reply/reply.ts";
import { mayUse } from "../../src/core/request/permit.ts";
import type { DueRow } from "../../src/domain/training/store.ts";
import { adminPersonConfirm } from "../admin/confirm.ts";

const MOST = 100;
const MOST_BUTTONS = 5;

export const trainingDue = defineCommand({
  name: "training due",
  summary: "List who still has to take a mandatory course.",
  roles: ["lead", "officer", "auditor"],
  reads: true,
  fields: { department: department({ default: "author's" }) },
  cues: {
    tells: "question",
    patterns: [
      [
        /\b(?:who|which people|anyone)\b.*\b(?:missing|due|overdue|not trained|untrained|still (?:has|have|needs?)|hasnt|havent|has not|have not)\b/,
        4,
      ],
    ],
  },
  examples: ["due", "due public works"],
  scope: ({ department: code }) => ({ to: "read", of: { department: code } }),
  execute: async (values, env) => {
    const due = await env.stores.training.due(values.department, env.today);
    const title = `${departmentName(env.catalog, values.department)} · as of ${printDate(env.today)}`;
    return reply(heading(title), ...listed(due, env), ...(await unconfirmed(values.department, env)));
  },
});

function listed(due: readonly DueRow[], env: Env): Block[] {
  if (due.length === 0) return [text("Nobody on record here has a mandatory course open.")];
  const rows = due
    .slice(0, MOST)
    .map((row) => [
      row.person.name,
      row.tier.replace("-", " "),
      courseTitle(env.catalog, row.course),
      row.lastHeldOn === undefined ? "not yet taken" : `ran out, last taken ${printDate(row.lastHeldOn)}`,
    ]);
  const columns = ["Name", "Tier", "Course", "Standing"].map((label) => ({ label }));
  const more = due.length > MOST ? [text(`${due.length} in all; the first ${MOST} are shown.`)] : [];
  return [{ kind: "table", caption: "Mandatory courses still open, senior managers first", columns, rows }, ...more];
}

/** Whoever said this department to be theirs does not count here until somebody confirms it. */
async function unconfirmed(code: string, env: Env): Promise<Block[]> {
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
