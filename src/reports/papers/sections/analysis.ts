import type { Analysis } from "../../../domain/analysis/analyses.ts";
import { standingOf } from "../../../domain/analysis/analysis-steps.ts";
import type { RecordFacts } from "../facts/record.ts";
import type { Words } from "../model/paper.ts";
import { cite, paragraph, table } from "../model/words.ts";
import { answerTo, dayOr, departmentIn, known } from "./record.ts";
import type { Check, Made, SectionKind } from "./section.ts";

// Rows C1–C4, C9: the analysis as a document, with the questions of the very template it was started with.

export const itemRows = (one: Analysis, facts: RecordFacts): [string, Words | string | undefined][] => [
  ["What is analysed", [one.title, ...cite([one.id])]],
  ["Kind", `${one.kind}${one.subject === undefined ? "" : ` ${one.subject}`}`],
  [facts.city.words.department.replace(/^./, (letter) => letter.toUpperCase()), departmentIn(facts, one)],
  ["On the register since", dayOr(one.registeredOn, "")],
  ["Template", one.template ? `${one.template.title}, version ${one.template.version}` : "not started yet"],
  ...(one.template ? [["Based on", one.template.source] as [string, string]] : []),
];

export const item: SectionKind<RecordFacts> = {
  id: "item",
  title: () => "What is analysed",
  make: (facts) => {
    if (facts.about.kind !== "analysis") return { facts: [] };
    const one = facts.about.record;
    return {
      facts: [
        known("The item", itemRows(one, facts)),
        ...(one.exempt === undefined ? [] : [paragraph(`It need not be analysed: ${one.exempt}.`)]),
      ],
      checks: one.template ? [] : [notStarted(one)],
    };
  },
};

const notStarted = ({ id, title, kind, department }: Analysis): Check => ({
  what: `The analysis of ${title} is not started`,
  done: false,
  weight: 70,
  label: `Start ${id}`,
  command: "analysis start",
  values: { title, kind, department },
});

/** A part for each step, with a row for each question. */
export const steps: SectionKind<RecordFacts> = {
  id: "steps",
  title: ({ about }) =>
    about.kind === "analysis" && about.record.template
      ? `The analysis in ${about.record.template.steps.length} steps`
      : "The analysis",
  make: ({ about }) => {
    const template = about.kind === "analysis" ? about.record.template : undefined;
    const words = template
      ? 'Each step follows with its questions as they were asked. "No answer" means that nobody has answered yet.'
      : "It is on the register, and nobody has started it yet.";
    return { facts: [paragraph(words)] };
  },
  parts: ({ about }) => (about.kind === "analysis" ? partsOf(about.record) : []),
};

function partsOf({ id, template, steps: saved }: Analysis): Made[] {
  if (!template) return [];
  return standingOf(template, saved).map(({ step, number, missing }): Made => {
    const answers = saved.find((one) => one.step === step.id)?.answers ?? {};
    const rows = step.questions.map((question) => [question.label, answerTo(question, answers)]);
    const check: Check = {
      what: `Step ${number}, ${step.title}: ${missing.map(({ question }) => question.label).join(", ")}`,
      done: missing.length === 0,
      weight: 60,
      label: `${number} ${step.title}`,
      command: "analysis step",
      values: { record: id, step: String(number) },
    };
    return {
      id: `step-${step.id}`,
      title: `Step ${number}. ${step.title}`,
      level: 2,
      facts: [table(`Step ${number}: questions and answers`, ["Question", "Answer"], rows)],
      checks: [check],
    };
  });
}
