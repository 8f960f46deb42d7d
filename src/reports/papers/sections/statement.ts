import { missingIn } from "../../../domain/analysis/analysis-steps.ts";
import { GROUPS, STATEMENT } from "../../../domain/statement/statement-steps.ts";
import { isRequired, type Statement, TRIGGERS } from "../../../domain/statement/statements.ts";
import type { RecordFacts } from "../facts/record.ts";
import type { Block, Words } from "../model/paper.ts";
import { cite, paragraph, table } from "../model/words.ts";
import { answerTo, dayOr, departmentIn, known, NO_ANSWER } from "./record.ts";
import type { Check, SectionKind } from "./section.ts";

// Row C5: the statement as a document for the council's file.

const triggerOf = ({ trigger }: Statement) => TRIGGERS.find(({ value }) => value === trigger)?.label ?? trigger;

/** What the council has before it, and who asked. */
export const fileRows = (one: Statement, facts: RecordFacts): [string, Words | string | undefined][] => [
  ["Council file", [one.file, ...cite([one.id])]],
  ["Title", one.title],
  [facts.city.words.department.replace(/^./, (letter) => letter.toUpperCase()), departmentIn(facts, one)],
  ["Because of", `${triggerOf(one)}${isRequired(one) ? "" : ", not required"}`],
  ...(one.requestedBy === undefined ? [] : [["Requested by", one.requestedBy] as [string, string]]),
  ...(one.requestedOn === undefined ? [] : [["Requested on", dayOr(one.requestedOn, "")] as [string, string]]),
  ["Committee", one.committee],
  ["Hearing", dayOr(one.hearingOn, "no hearing yet")],
];

/** The file, and what it proposes. */
export const file: SectionKind<RecordFacts> = {
  id: "file",
  title: () => "The file and what it proposes",
  make: (facts) => {
    if (facts.about.kind !== "statement") return { facts: [] };
    const one = facts.about.record;
    const [proposal] = STATEMENT.steps;
    const asked = (proposal?.questions ?? []).filter(({ id }) => id !== "analysis");
    return {
      facts: [
        known("The file", fileRows(one, facts)),
        ...asked.flatMap((question): Block[] => [
          { kind: "heading", level: 2, text: question.label },
          paragraph(answerTo(question, one.answers)),
        ]),
        ...(facts.restsOn
          ? [paragraph(`It rests on the analysis of ${facts.restsOn.title}.`, ...cite([facts.restsOn.id]))]
          : []),
      ],
      checks: proposal ? [partCheck(one, 0)] : [],
    };
  },
};

/** One line for each group the code names: an unknown magnitude is an answer, an empty one is not. */
export const impacts: SectionKind<RecordFacts> = {
  id: "impacts",
  title: () => "Impacts on each group",
  make: (facts) => {
    if (facts.about.kind !== "statement") return { facts: [] };
    const one = facts.about.record;
    const said = (id: string) => one.answers[id] ?? NO_ANSWER;
    const rows = GROUPS.map(({ id, label }) => [
      label,
      said(`${id}Positive`),
      said(`${id}Negative`),
      said(`${id}Magnitude`),
      said(`${id}Evidence`),
    ]);
    return {
      facts: [
        paragraph(
          'A magnitude that is "unknown" was looked for and not found. "No answer" means that nobody has answered yet.',
        ),
        table(
          "Positive and negative impacts by group",
          ["Group", "Positive", "Negative", "Magnitude", "Evidence"],
          rows,
        ),
      ],
      checks: STATEMENT.steps.slice(1).map((_step, at) => partCheck(one, at + 1)),
    };
  },
};

function partCheck({ id, answers }: Statement, at: number): Check {
  const step = STATEMENT.steps[at];
  const missing = step ? missingIn(step, answers) : [];
  return {
    what: `${step?.title}: ${missing.map(({ question }) => question.label).join(", ")} ${missing.length === 1 ? "has" : "have"} no answer`,
    done: missing.length === 0,
    weight: 60,
    label: `${at + 1} ${step?.title}`,
    command: "statement write",
    values: { record: id, step: String(at + 1) },
  };
}
