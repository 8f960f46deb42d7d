import { printDate } from "../../src/core/calendar.ts";
import { courseTitle, departmentName } from "../../src/core/catalog.ts";
import { defineCommand } from "../../src/core/command.ts";
import { department } from "../../src/core/fields/department.ts";
import { heading, reply, text } from "../../src/core/reply.ts";

const MOST = 100;

export const trainingDue = defineCommand({
  name: "training due",
  summary: "List who still has to take a mandatory course.",
  roles: ["lead", "officer", "auditor"],
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
    if (due.length === 0) return reply(heading(title), text("Nobody on record here has a mandatory course open."));
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
    return reply(
      heading(title),
      { kind: "table", caption: "Mandatory courses still open, senior managers first", columns, rows },
      ...more,
    );
  },
});
