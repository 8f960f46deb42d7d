import { fiscalYear, printDay } from "../../../core/calendar/calendar.ts";
import { printFte, printMoney } from "../../../core/records/hundredths.ts";
import type { Change } from "../../../domain/change/changes.ts";
import { inPeriod, type PaperFacts } from "../facts/facts.ts";
import type { Block, Words } from "../model/paper.ts";
import { cite, count, counted, list, paragraph, table } from "../model/words.ts";
import { departmentWord, nameOf, type SectionKind, sumOf } from "./section.ts";

// From the ledger to the sentence (rows C7, C8): what an analysis or a statement led to, with its council file, and what led to
// nothing apart from it.

export const policyChanges: SectionKind = {
  id: "policy-changes",
  title: () => "Resulting policy changes",
  make: (facts) => {
    const found = facts.changes.filter(({ kind }) => kind === "policy");
    const nothing = facts.changes.filter(({ kind }) => kind === "none");
    return {
      facts: [
        paragraph(
          `${found.length === 0 ? "No policy change" : counted(found.length, "policy change")} followed from an analysis or a statement in the period.`,
          ...cite(found.map(({ id }) => id)),
        ),
        ...list(found.map((one) => policySentence(one, facts))),
        ...apart(
          "Nothing changed, and why",
          nothing.map((one) => nothingSentence(one, facts)),
        ),
        ...apart("Completed, with no word yet of what changed", silentOnes(facts)),
      ],
    };
  },
};

/** "Public Works changed its policy after the analysis of Snow removal routes (adopted 3 Nov 2026 by the Commissioner): …" */
function policySentence(one: Change, facts: PaperFacts): Words {
  const by = one.decidedBy === undefined ? "" : ` by ${one.decidedBy}`;
  const says = one.description ?? "what changes is not reported";
  return [
    `${nameOf(facts, one.department)}, after ${sourceWords(one, facts)}, adopted ${printDay(one.adoptedOn)}${by}: ${ended(says)}`,
    ...cite([one.id, one.source]),
    ...evidenceLink(one),
  ];
}

const evidenceLink = ({ evidence }: Change): Words =>
  evidence === undefined ? [] : [" ", { link: evidence, text: evidence }];

const nothingSentence = (one: Change, facts: PaperFacts): Words => [
  `${nameOf(facts, one.department)}, after ${sourceWords(one, facts)}: ${ended(one.description ?? "no reason was given")}`,
  ...cite([one.id, one.source]),
];

const ended = (words: string) => (/[.!?]$/.test(words) ? words : `${words}.`);

/** What it followed from: the analysis by its title, the statement by its council file. */
function sourceWords({ source }: Pick<Change, "source">, { analyses, statements, city }: PaperFacts): string {
  const analysis = analyses.find(({ id }) => id === source);
  if (analysis) return `the analysis of ${analysis.title}`;
  const statement = statements.find(({ id }) => id === source);
  return statement
    ? `the ${city.words.statement} on council file ${statement.file}, ${statement.title}`
    : `an earlier ${source.startsWith("AN") ? "analysis" : "statement"}`;
}

const apart = (heading: string, items: readonly Words[]): Block[] =>
  items.length === 0 ? [] : [{ kind: "heading", level: 2, text: heading }, ...list(items)];

/** Completed in the period, and no change, nor a reason for none, on record. */
function silentOnes(facts: PaperFacts): Words[] {
  const told = new Set(facts.changes.map(({ source }) => source));
  const done = facts.analyses.filter((one) => inPeriod(facts, one.completedOn) && !told.has(one.id));
  return done.map((one) => [`${nameOf(facts, one.department)}: ${one.title}.`, ...cite([one.id])]);
}

export const resourceChanges: SectionKind = {
  id: "resource-changes",
  title: () => "Resulting changes in resources",
  make: (facts) => {
    const found = facts.changes.filter(({ kind }) => kind === "resource");
    return {
      facts: [
        paragraph(
          `${found.length === 0 ? "No resource change" : counted(found.length, "resource change")} followed from an analysis or a statement in the period. Money and positions are never added together.`,
          ...cite(found.map(({ id }) => id)),
        ),
        ...list(found.map((one) => resourceSentence(one, facts))),
        ...(found.length === 0 ? [] : [sums(found, facts)]),
      ],
    };
  },
};

function resourceSentence(one: Change, facts: PaperFacts): Words {
  const figures = [
    one.amount === undefined ? undefined : `${printMoney(one.amount)}${beforeAfter(one)}`,
    one.fte === undefined ? undefined : printFte(one.fte),
  ].filter((figure) => figure !== undefined);
  const where = [
    one.account === undefined ? undefined : `account ${one.account}`,
    one.fund === undefined ? undefined : `fund ${one.fund}`,
    one.budgetYear === undefined ? undefined : `budget year ${fiscalYear(one.budgetYear, facts.city).label}`,
  ].filter((part) => part !== undefined);
  const amounts = figures.length === 0 ? "the amount is not reported" : figures.join(" and ");
  const what = one.description === undefined ? "" : `: ${one.description}`;
  return [
    `${nameOf(facts, one.department)}, after ${sourceWords(one, facts)}, adopted ${printDay(one.adoptedOn)}: ${amounts}${where.length === 0 ? "" : ` (${where.join(", ")})`}${ended(what)}`,
    ...cite([one.id, one.source]),
    ...evidenceLink(one),
  ];
}

const beforeAfter = ({ before, after }: Change) =>
  before === undefined || after === undefined ? "" : ` (${printMoney(before)} before, ${printMoney(after)} after)`;

/** By department and budget year. A change without a budget year has a line of its own. */
function sums(found: readonly Change[], facts: PaperFacts): Block {
  const key = ({ department, budgetYear }: Change) => `${department} ${budgetYear ?? ""}`;
  const groups = [...new Set(found.map(key))].sort().map((one) => found.filter((change) => key(change) === one));
  const rows = groups.flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    const money = sumOf(group, ({ amount }) => amount);
    const fte = sumOf(group, (one) => one.fte);
    return [
      [
        [nameOf(facts, first.department), ...cite(group.map(({ id }) => id))],
        first.budgetYear === undefined ? "not reported" : fiscalYear(first.budgetYear, facts.city).label,
        money === undefined ? "none reported" : printMoney(money),
        fte === undefined ? "none reported" : printFte(fte),
        count(group.length),
      ],
    ];
  });
  const columns = [departmentWord(facts), "Budget year", "#Money", "#Positions", "#Changes"];
  return table("Money and positions that moved, each by itself", columns, rows);
}
