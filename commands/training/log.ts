import { defineCommand } from "../../src/core/command/command.ts";
import { course } from "../../src/core/fields/course.ts";
import { date } from "../../src/core/fields/date.ts";
import { department } from "../../src/core/fields/department.ts";
import { headcount } from "../../src/core/fields/headcount.ts";
import { people } from "../../src/core/fields/people.ts";
import { text } from "../../src/core/fields/text.ts";
import { ensureCounts, reviewTraining, toEntry } from "./entry.ts";
import { recordedReply } from "./receipt.ts";

/** Also the fields a correction may change. */
export const trainingFields = {
  course: course(),
  heldOn: date({ default: "today" }),
  department: department({ default: "author's" }),
  people: people({ optional: true, label: "Who" }),
  employees: headcount("employees", { label: "Employees", hint: "How many in all, the people named included" }),
  contractors: headcount("contractors", { label: "Contractors", hint: "How many in all, the people named included" }),
  unsplit: headcount("unsplit", {
    label: "Employees and contractors together",
    hint: "Only when the two are not known apart",
  }),
  note: text({ label: "Note", from: "key", optional: true, keys: ["notes", "comment", "nota"] }),
};

export const trainingLog = defineCommand({
  name: "training log",
  summary: "Record who attended a training session.",
  roles: ["employee", "lead", "officer"],
  rootDefault: true,
  fields: trainingFields,
  anyOf: [{ names: ["people", "employees", "contractors", "unsplit"], because: "Say who attended, or how many." }],
  cues: {
    tells: "past",
    patterns: [
      [
        /\b(?:took|taken|attended|completed|finished|trained|participated|sat through|went through|tomaron|asistieron|completaron|hicieron|participaron)\b/,
        2,
      ],
      [
        /\b(?:training|trainings|course|class|session|workshop|webinar|seminar|curso|taller|capacitacion|entrenamiento)\b/,
        1,
      ],
      [/\b(?:log|logged|logging|record|recorded|held|ran|hosted|did|completed|joined|passed)\b/, 1],
      [/\b\d+ (?:\w+ )?(?:people|employees|staff|of us|folks|contractors|personas|empleados)\b/, 1],
      [/\b(?:heldon|course|employees|contractors|unsplit)\s?[=:]/, 2],
    ],
  },
  scope: (entry) => ({ to: "log", of: { department: entry.department } }),
  examples: [
    "12 people took Anti-Racism 101 yesterday",
    "anti-racism 101 oct 3 @ana @bo dpw",
    "course=toolkit date=2026-10-03 employees=12 contractors=3",
    "me and 4 others completed EO Compliance on Friday",
  ],
  review: reviewTraining,
  execute: async (values, env) => {
    const entry = await toEntry(values, env);
    ensureCounts(entry);
    const another = env.confirmed.includes("another-session");
    const outcome = await env.stores.training.record({ ...entry, anotherSession: another }, env.write);
    return recordedReply(outcome, values, env);
  },
});
