import { printDate, printPeriod } from "../../src/core/calendar/calendar.ts";
import { courseTitle, departmentName } from "../../src/core/catalog/catalog.ts";
import { defineCommand, type Env } from "../../src/core/command/command.ts";
import { course } from "../../src/core/fields/course.ts";
import { department } from "../../src/core/fields/department.ts";
import { period, periodOf } from "../../src/core/fields/period.ts";
import { type Block, heading, reply, text } from "../../src/core/reply/reply.ts";
import { type Actor, cityOrLed, may } from "../../src/core/request/actor.ts";
import type { TrainingRecord } from "../../src/domain/training/store.ts";
import { countsOf } from "./receipt.ts";

const MOST = 50;

export const trainingSessions = defineCommand({
  name: "training sessions",
  summary: "List the training on record: your own entries, or a department's if you may read them.",
  roles: ["employee", "lead", "officer", "auditor"],
  reads: true,
  fields: {
    department: department({ default: "author's or the city", optional: true }),
    period: period({ default: "this quarter" }),
    course: course({ optional: true }),
  },
  cues: {
    tells: "question",
    patterns: [[/\b(?:list|show|which|what)\b.*\b(?:sessions|trainings|training records)\b/, 3]],
  },
  examples: ["sessions public works q3", "sessions 2026", "sessions toolkit this year"],
  scope: ({ department: code }, { actor }) =>
    ownOnly(code, actor) ? { to: "read", of: { person: actor.id } } : cityOrLed(code, actor),
  execute: async (filter, env) => {
    const { start, end, ...named } = periodOf(filter.period, env.city);
    const own = ownOnly(filter.department, env.actor);
    const records = await env.stores.training.sessions({
      department: filter.department,
      course: filter.course,
      author: own ? env.actor.id : undefined,
      start,
      end,
      limit: MOST + 1,
    });
    const where = filter.department === undefined ? env.city.name : departmentName(env.catalog, filter.department);
    const whose = `${where}${own ? ", recorded by you" : ""}`;
    const title = heading(`${whose} · ${printPeriod({ ...named, start, end })}`);
    if (records.length > 0) return reply(title, ...listed(records, env));
    return reply(title, text(own ? "You recorded nothing in this period." : "Nothing is reported for this period."));
  },
});

/** In their own department people see what they recorded themselves; the rest is its lead's to read. */
const ownOnly = (code: string | undefined, actor: Actor) =>
  code === actor.department && !may(actor, cityOrLed(code, actor));

function listed(records: readonly TrainingRecord[], env: Env): Block[] {
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
    records.length > MOST
      ? [text(`The list ends with the latest ${MOST}. Ask for a shorter period to see the others.`)]
      : [];
  return [{ kind: "table", caption: "Training on record", columns, rows, list: true }, ...more];
}
