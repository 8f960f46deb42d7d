import { printDay } from "../../../core/calendar/calendar.ts";
import type { Finding } from "../../../domain/plan/finding.ts";
import { ORIGIN_NAMES, originInWords } from "../../../domain/plan/plan.ts";
import { stateOf } from "../../measures/status.ts";
import type { PaperFacts } from "../facts/facts.ts";
import { fromReply } from "../model/from-reply.ts";
import type { Block, Words } from "../model/paper.ts";
import { list, NOT_REPORTED, paragraph, table } from "../model/words.ts";
import { departmentWord, nameOf, type SectionKind } from "./section.ts";

/** Rows F10, F11: what was said of a closed quarter then, and what is so now. */
export const restatements: SectionKind = {
  id: "restatements",
  title: () => "Restatements",
  make: ({ restated }) => ({
    facts:
      restated.length === 0
        ? [paragraph("No figure of a closed quarter has changed since it was closed.")]
        : fromReply(restated),
  }),
};

/** Everything the plan asked for that nobody reported: unknown, and not zero. */
export const notReported: SectionKind = {
  id: "not-reported",
  title: () => "Appendix: not reported",
  make: (facts) => ({ facts: [...missingTable(facts), ...missingMeasures(facts)] }),
};

function missingTable(facts: PaperFacts): Block[] {
  const open = facts.findings.filter(({ state }) => state === "not reported");
  if (open.length === 0) return [paragraph("Every requirement of the plan has something on record.")];
  const labels = [...new Set(open.map(({ label }) => label))];
  const rows = labels.map((label): Words[] => [
    [label],
    [
      whose(
        open.filter((one) => one.label === label),
        facts,
      ),
    ],
  ]);
  return [table("Requirements with nothing on record", ["Requirement", departmentWord(facts)], rows)];
}

const whose = (open: readonly Finding[], facts: PaperFacts): string =>
  open.map(({ department }) => (department === undefined ? facts.city.name : nameOf(facts, department))).join(", ");

function missingMeasures({ measures, asOf, period }: PaperFacts): Block[] {
  const silent = measures.filter(({ years }) => years.at(-1)?.totals.together.cell === undefined);
  if (silent.length === 0) return [];
  const rows = silent.map((report): Words[] => {
    const year = report.years.at(-1);
    return [[report.measure.name], [year ? stateOf(report, year, asOf) : NOT_REPORTED]];
  });
  return [table(`Measures with no figure in ${period.label}`, ["Measure", "State"], rows)];
}

/** How the figures came about, so that somebody else could make them again. */
export const method: SectionKind = {
  id: "method",
  title: () => "Appendix: how the figures were made",
  make: ({ asOf, period, auditHead, city, plan }) => ({
    facts: [
      ...list([
        [
          `Figures are as of ${printDay(asOf)}, in the time zone ${city.zone}, for ${printDay(period.start)} to ${printDay(period.end)}.`,
        ],
        [`Goals, requirements, targets and words are those of the plan "${plan.id}", ${city.planPeriod.label}.`],
        ["Attendance counts everybody who came, by name or by number. A person counts as trained only when named."],
        ["A share names its parts, and is rounded to the nearest per cent. Out of nothing there is no share."],
        [
          '"Not reported" means that nobody reported it. It is never counted as zero. "No baseline" means that there is no earlier figure to compare with.',
        ],
        [
          "Answers to surveys and figures of groups of people are not shown below ten, nor where they could be worked out.",
        ],
        ["Nobody who attended, led or wrote something is named."],
        ...plan.origins.map((one) => [
          `${[ORIGIN_NAMES[one.about], one.of.join(", ")].filter(Boolean).join(" ")}. ${originInWords(one)}`,
        ]),
        ["A figure of a closed quarter that was corrected is shown with what was reported first."],
        [`The records are kept with an audit trail. Its seal when this paper was made: ${auditHead}.`],
      ]),
    ],
  }),
};

export const sources: SectionKind = {
  id: "sources",
  title: () => "Appendix: sources",
  make: () => ({
    facts: [
      paragraph(
        "Each number in brackets in this paper is one of these records. The city's evidence file has all that were counted.",
      ),
      { kind: "sources" },
    ],
  }),
};
