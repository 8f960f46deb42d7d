import { fiscalYear, printDay } from "../../../core/calendar/calendar.ts";
import { departmentName } from "../../../core/catalog/catalog.ts";
import { printFte, printMoney } from "../../../core/records/hundredths.ts";
import type { Analysis } from "../../../domain/analysis/analyses.ts";
import { printAnswer } from "../../../domain/analysis/analysis-steps.ts";
import type { Answers, Question } from "../../../domain/analysis/analysis-template.ts";
import type { Change } from "../../../domain/change/changes.ts";
import type { Statement } from "../../../domain/statement/statements.ts";
import type { RecordFacts } from "../facts/record.ts";
import type { Block, Words } from "../model/paper.ts";
import { cite, list, NOT_REPORTED, paragraph, table } from "../model/words.ts";
import type { SectionKind } from "./section.ts";

// What papers about one record have in common.

export const NO_ANSWER = "no answer";

/** Two columns: what, and what is known of it. A day nobody has named is said to be not reported. */
export const known = (caption: string, rows: readonly (readonly [string, Words | string | undefined])[]): Block =>
  table(
    caption,
    ["What", "On record"],
    rows.map(([label, value]) => [label, value ?? NOT_REPORTED]),
  );

export const dayOr = (day: string | undefined, otherwise: string): string =>
  day === undefined ? otherwise : printDay(day);

export const departmentIn = ({ catalog }: RecordFacts, { department }: { department: string }): string =>
  departmentName(catalog, department);

/** An answer in paragraphs; a question without one is said to have none. */
export const answerTo = (question: Question, answers: Answers): string => {
  const value = answers[question.id];
  return value === undefined ? NO_ANSWER : printAnswer(question, value);
};

/** Each change with its money and positions apart. */
export function changeSentence(one: Change, { city }: RecordFacts): Words {
  const figures = [
    one.amount === undefined ? undefined : printMoney(one.amount),
    one.fte === undefined ? undefined : printFte(one.fte),
  ].filter((figure) => figure !== undefined);
  const what = { policy: "Policy change", resource: "Resource change", none: "No change" }[one.kind];
  const year = one.budgetYear === undefined ? "" : `, budget year ${fiscalYear(one.budgetYear, city).label}`;
  const amounts = one.kind === "resource" ? ` of ${figures.join(" and ") || "an amount that is not reported"}` : "";
  const by = one.decidedBy === undefined ? "" : ` by ${one.decidedBy}`;
  const says = one.description ?? "what it consists of is not reported";
  return [
    `${what}${amounts}${year}, adopted ${printDay(one.adoptedOn)}${by}: ${says.replace(/[.\s]+$/, "")}.`,
    ...cite([one.id]),
  ];
}

/** What the council did, or what the department decided; and what followed. */
export const outcome: SectionKind<RecordFacts> = {
  id: "outcome",
  title: () => "What became of it",
  make: (facts) => ({ facts: [...decided(facts), ...followed(facts)] }),
};

function decided({ about }: RecordFacts): Block[] {
  switch (about.kind) {
    case "statement":
      return [known("Where the file stands", councilRows(about.record))];
    case "analysis":
      return [known("What was decided, and whether it worked", decisionRows(about.record))];
    default:
      return [];
  }
}

const councilRows = ({ outcome: said, amended, change }: Statement): [string, Words | string | undefined][] => [
  ["Outcome", said],
  ["Amended because of the statement", amended === undefined ? undefined : amended ? "yes" : "no"],
  ...(change === undefined ? [] : [["Recorded change", cite([change])] as [string, Words]]),
];

function decisionRows(one: Analysis): [string, string | undefined][] {
  const { closing, evaluation, evaluationDue, evaluatedOn } = one;
  return [
    ["Decision", closing?.decision],
    ["Change of policy", closing ? (closing.policy ?? "none") : undefined],
    ["Change of resources", closing ? (closing.resource ?? "none") : undefined],
    ...(closing?.noChange === undefined ? [] : [["Why nothing changes", closing.noChange] as [string, string]]),
    ["Evaluation due", dayOr(evaluationDue, NOT_REPORTED)],
    ["Evaluated", dayOr(evaluatedOn, "not yet")],
    ...(evaluation
      ? ([
          ["Results met", evaluation.met],
          ["What was found", evaluation.found],
        ] as [string, string][])
      : []),
  ];
}

function followed(facts: RecordFacts): Block[] {
  if (facts.changes.length === 0)
    return [paragraph("No change of policy or resources is on record as following from it.")];
  return list(facts.changes.map((one) => changeSentence(one, facts)));
}

/** Who answers for it, and when it was handed over. */
export const signOff: SectionKind<RecordFacts> = {
  id: "sign-off",
  title: () => "Sign-off",
  make: (facts) => ({ facts: signed(facts) }),
};

function signed(facts: RecordFacts): Block[] {
  const { about } = facts;
  switch (about.kind) {
    case "statement": {
      const { preparerName, helperName, submittedOn, attachedOn, dueOn } = about.record;
      return [
        known("Who prepared it, and when it was handed over", [
          ["Prepared by", `${preparerName}, ${departmentIn(facts, about.record)}`],
          ...(helperName === undefined ? [] : [["Helped by", helperName] as [string, string]]),
          ["Due", dayOr(dueOn, "no hearing yet")],
          ["Submitted", dayOr(submittedOn, "not yet")],
          ["Attached to the file", dayOr(attachedOn, "not yet")],
        ]),
      ];
    }
    case "analysis": {
      const { ownerName, reviewerName, submittedOn, completedOn } = about.record;
      return [
        known("Who wrote and reviewed it", [
          ["Written by", `${ownerName}, ${departmentIn(facts, about.record)}`],
          ["Submitted for review", dayOr(submittedOn, "not yet")],
          ["Reviewed by", reviewerName ?? "nobody yet"],
          ["Completed", dayOr(completedOn, "not yet")],
        ]),
      ];
    }
    case "report":
      return [];
    default:
      return about satisfies never;
  }
}

export const recordSources: SectionKind<RecordFacts> = {
  id: "sources",
  title: () => "Sources",
  make: () => ({
    facts: [paragraph("Each number in brackets in this paper is one of these records."), { kind: "sources" }],
  }),
};
