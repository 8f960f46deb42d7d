import { addMonths, printDate, printPeriod, quarterOf } from "../../src/core/calendar/calendar.ts";
import { courseTitle, departmentName } from "../../src/core/catalog/catalog.ts";
import { defineCommand, type Env } from "../../src/core/command/command.ts";
import type { Person } from "../../src/core/people/person.ts";
import { type Block, buttons, facts, heading, reply, text } from "../../src/core/reply/reply.ts";
import type { Attendance } from "../../src/domain/training/store.ts";

export const me = defineCommand({
  name: "me",
  summary: "Show what is on record about you and what is due.",
  roles: ["employee", "auditor"],
  reads: true,
  fields: {},
  cues: {
    tells: "question",
    patterns: [
      [
        /\b(?:what|which|show|see|list|check)\b.*\b(?:on record about me|about me|my (?:record|records|training|trainings|history|status|courses|stuff))\b/,
        4,
      ],
      [/\bmy (?:next |last |own )?(?:record|records|training|trainings|history|training history|training record)\b/, 2],
      [/\b(?:am i|have i|do i|did i|what do i|what have i|which (?:courses|trainings) (?:do|have) i|what am i)\b/, 4],
      [/\b(?:due|left|missing|open) for me\b|\bmy (?:own )?status\b/, 4],
      [/^me[.!?]*$/, 3],
    ],
  },
  examples: ["me"],
  scope: (_values, { actor }) => ({ to: "read", of: { person: actor.id } }),
  execute: async (_values, env) => {
    const [[person], attended] = await Promise.all([
      env.stores.people.byId([env.actor.id], env.today),
      env.stores.training.attendedBy(env.actor.id),
    ]);
    if (!person) return reply(text("Nothing is on record about you."));
    return reply(
      heading(person.name),
      ...due(person, attended, env),
      facts(...standing(person, env)),
      ...history(attended, env),
    );
  },
});

function standing(person: Person, { catalog, actor }: Env) {
  const confirmed = person.departmentConfirmed ? "" : " (not confirmed yet)";
  const department = person.department ? `${departmentName(catalog, person.department)}${confirmed}` : "none on record";
  return [
    { label: "Department", value: department },
    { label: "Tier", value: person.tier.replace("-", " ") },
    ...(actor.leads.length > 0
      ? [{ label: "Lead of", value: actor.leads.map((code) => departmentName(catalog, code)).join(", ") }]
      : []),
  ];
}

function history(attended: readonly Attendance[], { catalog }: Env): Block[] {
  if (attended.length === 0) return [text("No training is on record with your name.")];
  const rows = attended.map((one) => [
    courseTitle(catalog, one.course),
    printDate(one.heldOn),
    departmentName(catalog, one.department),
    one.record,
  ]);
  return [
    {
      kind: "table",
      caption: "Training on record with your name",
      columns: ["Course", "Date", "Department", "Record"].map((label) => ({ label })),
      rows,
      list: true,
    },
  ];
}

/** Mandatory courses of the person's tier that are not held today, and by when (the quarter's close). */
function due(person: Person, attended: readonly Attendance[], env: Env): Block[] {
  const mandatory =
    person.audience === "employee"
      ? env.catalog.courses.filter((course) => course.mandatoryFor.includes(person.tier))
      : [];
  const open = mandatory.filter(
    (course) =>
      !attended.some(
        (one) =>
          one.course === course.code &&
          (course.validMonths === undefined || addMonths(one.heldOn, course.validMonths) >= env.today),
      ),
  );
  if (open.length === 0)
    return [
      text(
        mandatory.length === 0
          ? "No course is mandatory for you."
          : "All courses that are mandatory for you are on record.",
      ),
    ];
  const quarter = quarterOf(env.today, env.city);
  return [
    text(`Due, by the end of ${printPeriod(quarter)}:`),
    {
      kind: "facts",
      facts: open.map((course) => ({
        label: course.title,
        value: attended.some((one) => one.course === course.code) ? "ran out, take it again" : "not on record yet",
      })),
    },
    buttons({ label: "Log a training", command: "training log", values: { people: person.email }, ask: true }),
  ];
}
