import { defineCommand } from "../../src/core/command/command.ts";
import { heading, reply, text } from "../../src/core/reply/reply.ts";

export const trainingCourses = defineCommand({
  name: "training courses",
  summary: "List the courses and who must take them.",
  roles: ["employee", "auditor"],
  reads: true,
  fields: {},
  cues: {
    tells: "question",
    patterns: [
      [
        /\b(?:which|what|list|show)\b.*\b(?:courses|trainings|classes)\b.*\b(?:are there|available|offer|have|can i|do you know|mandatory|required|exist)\b/,
        3,
      ],
      [/\b(?:list|show)(?: me)?(?: all)?(?: the)? courses\b/, 3],
    ],
  },
  examples: ["courses"],
  scope: () => ({ to: "open" }),
  execute: async (_values, { catalog }) => {
    if (catalog.courses.length === 0)
      return reply(heading("Courses"), text("No course is set up yet. An administrator adds one with: admin course."));
    const rows = catalog.courses.map((course) => [
      course.code,
      course.title,
      course.mandatoryFor.map((tier) => `${tier.replace("-", " ")}s`).join(", ") || "nobody",
      course.validMonths === undefined ? "does not run out" : `${course.validMonths} months`,
      course.aliases.join(", "),
    ]);
    const columns = ["Code", "Title", "Mandatory for", "Valid", "Also called"].map((label) => ({ label }));
    return reply(heading("Courses"), { kind: "table", caption: "Courses", columns, rows, list: true });
  },
});
