import { printDay } from "../../../core/calendar/calendar.ts";
import { suppressed } from "../../../core/reply/suppress.ts";
import type { Engagement } from "../../../domain/engagement/engagements.ts";
import { ENGAGEMENT_KINDS, type EngagementKind, kindOf } from "../../../domain/engagement/kinds/index.ts";
import { isActive } from "../../../domain/partner/partners.ts";
import type { PaperFacts } from "../facts/facts.ts";
import type { Block, Words } from "../model/paper.ts";
import { cite, count, list, NOT_REPORTED, paragraph, table } from "../model/words.ts";
import { nameOf, type SectionKind, sumOf } from "./section.ts";

/** Rows D1–D5: what was held with whom, and the partners. Partners that did not agree are counted, not named. */
export const outreach: SectionKind = {
  id: "outreach",
  title: () => "Outreach, engagement and partners",
  make: (facts) => {
    const { engagements, partners, asOf } = facts;
    const active = partners.filter((one) => isActive(one, asOf));
    const listed = active.filter(({ consent }) => consent !== false).map(({ name }) => name);
    return {
      facts: [
        ...kinds(engagements.filter(({ kind }) => kind !== COOPERATION)),
        partners.length === 0
          ? paragraph("No partner is on record.")
          : paragraph(
              `Partners with contact within twelve months: ${count(active.length)} of ${count(partners.length)}.`,
              ...cite(active.map(({ id }) => id)),
            ),
        ...(listed.length === 0 ? [] : [paragraph(`They are ${listed.join("; ")}.`)]),
      ],
    };
  },
};

const COOPERATION = "cooperation";

/** A line for each kind of engagement that anybody recorded. */
function kinds(all: readonly Engagement[]): Block[] {
  const some = ENGAGEMENT_KINDS.filter(({ value }) => all.some(({ kind }) => kind === value));
  if (some.length === 0) return [paragraph("Outreach and engagement: not reported.")];
  const rows = some.map((kind) => {
    const own = all.filter((one) => one.kind === kind.value);
    const languages = [...new Set(own.flatMap((one) => one.languages))].sort();
    return [
      [kind.plural, ...cite(own.map(({ id }) => id))],
      count(own.length),
      participants(kind, own),
      languages.length === 0 ? NOT_REPORTED : languages.join(", "),
    ];
  });
  return [table("Engagement in the period", ["What", "#Held", "#Participants", "Languages"], rows)];
}

/** Answers to a survey are shown from ten on (row D6). */
function participants(kind: EngagementKind, own: readonly Engagement[]): string {
  if (kind.survey) {
    const [answers] = suppressed([sumOf(own, ({ responses }) => responses)], false);
    return answers === undefined ? NOT_REPORTED : typeof answers === "number" ? `${count(answers)} answers` : answers;
  }
  const people = sumOf(own, ({ employees, contractors, residents }) =>
    sumOf([employees, contractors, residents], (part) => part),
  );
  return people === undefined ? NOT_REPORTED : count(people);
}

/** Duties of the law, one by one, with what is on record for each (385-5). */
export const duties: SectionKind = {
  id: "duties",
  title: () => "Duties of the office",
  make: (facts) => {
    const { plan } = facts;
    const rows = plan.duties.map((duty) => {
      const found = dutyRecords(duty, facts);
      const words: Words = found.length === 0 ? [NOT_REPORTED] : ["on record:", ...cite(found)];
      return [duty.id, duty.text, words];
    });
    return {
      facts:
        rows.length === 0
          ? []
          : [table("Duties, and what is on record for each", ["Duty", "What it asks", "In the period"], rows)],
    };
  },
};

/** What proves the findings and figures that cite the same rows. */
function dutyRecords({ id, rows }: { id: string; rows: readonly string[] }, facts: PaperFacts): string[] {
  const cites = (one: { rows: readonly string[] }) => one.rows.some((row) => rows.includes(row));
  const findings = facts.findings.filter((one) => one.of === id || cites(one)).flatMap(({ evidence }) => evidence);
  const figures = facts.measures
    .filter(({ measure }) => cites(measure))
    .flatMap(({ lines }) => lines.flatMap(({ cells }) => cells.together?.records ?? []));
  return [...new Set([...findings, ...figures])].sort();
}

/** Row E3: with which bodies the office worked together, and when last. */
export const cooperation: SectionKind = {
  id: "cooperation",
  title: () => "Cooperation with other bodies",
  make: (facts) => {
    const own = facts.engagements.filter(({ kind }) => kind === COOPERATION);
    const items = own.map(
      (one): Words => [
        `${one.body ?? one.partner ?? kindOf(one.kind).label}, ${printDay(one.heldOn)}: ${one.topic ?? one.title}${one.outcome === undefined ? "" : `. Outcome: ${one.outcome}`}`,
        ...cite([one.id]),
      ],
    );
    return { facts: items.length === 0 ? [paragraph("Cooperation with other bodies: not reported.")] : list(items) };
  },
};

/** Rows C12, C13: what was recommended, to whom, and what became of it. */
export const recommendations: SectionKind = {
  id: "recommendations",
  title: () => "Recommendations",
  make: (facts) => {
    const rows = facts.recommendations.map((one) => [
      [one.text, ...cite([one.id])],
      nameOf(facts, one.department),
      one.addressedTo,
      printDay(one.on),
      `${one.status}${one.answeredOn === undefined ? "" : `, ${printDay(one.answeredOn)}`}`,
    ]);
    const columns = ["Recommendation", "From", "To", "Made", "Answer"];
    return {
      facts:
        rows.length === 0
          ? [paragraph("No recommendation is on record for the period.")]
          : [table("Recommendations, and what became of them", columns, rows)],
    };
  },
};
