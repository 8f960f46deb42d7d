import { printDate, printPeriod } from "../../src/core/calendar.ts";
import { courseTitle, departmentName } from "../../src/core/catalog.ts";
import { defineCommand } from "../../src/core/command.ts";
import { course } from "../../src/core/fields/course.ts";
import { department } from "../../src/core/fields/department.ts";
import { period, periodOf } from "../../src/core/fields/period.ts";
import { heading, reply, text } from "../../src/core/reply.ts";
import { countsOf } from "./receipt.ts";

const MOST = 50;

export const trainingSessions = defineCommand({
  name: "training sessions",
  summary: "List the training on record for a department.",
  roles: ["employee", "lead", "officer", "auditor"],
  fields: {
    department: department({ default: "author's" }),
    period: period({ default: "this quarter" }),
    course: course({ optional: true }),
  },
  cues: {
    tells: "question",
    patterns: [[/\b(?:list|show|which|what)\b.*\b(?:sessions|trainings|training records)\b/, 3]],
  },
  examples: ["sessions public works q3", "sessions 2026", "sessions toolkit this year"],
  scope: ({ department: code }) => ({ to: "read", of: { department: code } }),
  execute: async (filter, env) => {
    const { start, end, ...named } = periodOf(filter.period, env.city);
    const records = await env.stores.training.sessions({
      department: filter.department,
      course: filter.course,
      start,
      end,
      limit: MOST + 1,
    });
    const title = `${departmentName(env.catalog, filter.department)} · ${printPeriod({ ...named, start, end })}`;
    if (records.length === 0) return reply(heading(title), text("Nothing is reported for this period."));
    const rows = records
      .slice(0, MOST)
      .map((record) => [
        record.id,
        courseTitle(env.catalog, record.course),
        printDate(record.heldOn),
        countsOf(record),
        record.authorName,
      ]);
    const columns = ["Record", "Course", "Date", "Attendance", "Recorded by"].map((label) => ({ label }));
    const more =
      records.length > MOST ? [text(`The latest ${MOST} are shown. Ask for a shorter period to see the others.`)] : [];
    return reply(heading(title), { kind: "table", caption: "Training on record", columns, rows }, ...more);
  },
});
