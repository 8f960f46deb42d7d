import { printDate } from "../../../core/calendar/calendar.ts";
import { isGap } from "../../../domain/plan/finding.ts";
import { termLine } from "../../../domain/roster/officer-terms.ts";
import { inPeriod, type PaperFacts } from "../facts/facts.ts";
import type { Block } from "../model/paper.ts";
import { cite, count, counted, list, note, paragraph, share, table } from "../model/words.ts";
import { type Check, capital, departmentsWord, type SectionKind, sumOf } from "./section.ts";

/** The officer's own: nothing in it is made from records. */
export const letter: SectionKind = {
  id: "letter",
  title: () => "Letter",
  ownWords: true,
  unsaid: "Not written yet.",
  make: ({ officers }) => ({ facts: [], checks: [officerNamed(officers)] }),
};

const officerNamed = (officers: readonly string[]): Check => ({
  what: "Nobody is on record as equity officer",
  done: officers.length > 0,
  weight: 100,
  label: "Name the officer",
  command: "admin role",
  values: {},
});

export const contents: SectionKind = {
  id: "contents",
  title: () => "Contents",
  make: () => ({ facts: [{ kind: "contents" }] }),
};

/** The year in a page: each line with the records it rests on. */
export const summary: SectionKind = {
  id: "summary",
  title: () => "Summary",
  make: (facts) => ({
    facts: [
      paragraph(
        `This paper covers ${facts.period.label}. Its figures are as of ${facts.asOf === facts.period.end ? "the last day of the period" : "the day of the draft, before the period is over"}. Every figure names the records it was made from; they are listed at the end.`,
      ),
      ...list([...trainingLines(facts), ...workLines(facts), ...changeLines(facts)]),
      ...silence(facts),
    ],
    checks: [periodOver(facts)],
  }),
};

const periodOver = ({ period, asOf }: PaperFacts): Check => ({
  what: `The period ends on ${printDate(period.end)}: its figures are not final`,
  done: asOf === period.end,
  weight: 20,
  label: "Status so far",
  command: "status",
  values: { period: period.id },
});

function trainingLines({ training, sessions }: PaperFacts) {
  const people = sumOf(training, (row) => row.employees + row.contractors + row.unsplit);
  const held = sumOf(training, (row) => row.sessions);
  if (people === undefined || held === undefined) return [["Training: not reported."]];
  const contractors = sumOf(training, (row) => row.contractors) ?? 0;
  const words = `Training: ${counted(held, "session")} with an attendance of ${count(people)}, of which ${counted(contractors, "contractor")}.`;
  return [[words, ...cite(sessions.map(({ id }) => id))]];
}

function workLines(facts: PaperFacts) {
  const completed = facts.analyses.filter((one) => inPeriod(facts, one.completedOn));
  const fresh = completed.filter(({ kind }) => kind === "new").length;
  const submitted = facts.statements.filter((one) => inPeriod(facts, one.submittedOn));
  const said = capital(facts.city.words.statement ?? "impact statement");
  return [
    [
      `Toolkit analyses completed: ${completed.length} (${fresh} of something new, ${completed.length - fresh} of something existing).`,
      ...cite(completed.map(({ id }) => id)),
    ],
    [`${said}s submitted: ${submitted.length}.`, ...cite(submitted.map(({ id }) => id))],
  ];
}

function changeLines({ changes }: PaperFacts) {
  const of = (kind: string) => changes.filter((one) => one.kind === kind);
  const [policy, resource] = [of("policy"), of("resource")];
  return [
    [
      `What followed from them: ${counted(policy.length, "policy change")} and ${counted(resource.length, "resource change")}.`,
      ...cite([...policy, ...resource].map(({ id }) => id)),
    ],
  ];
}

/** Who has nothing on record, said on the first page. */
function silence(facts: PaperFacts): Block[] {
  const silent = facts.departments.filter(({ code }) => isSilent(code, facts));
  if (silent.length === 0) return [];
  const names = silent.map(({ name }) => name).join(", ");
  return [note("Not reported", `Nothing is on record of ${departmentsWord(facts, silent.length)}: ${names}.`)];
}

/** Nothing the plan asks of it is on record. */
export function isSilent(code: string, { findings }: Pick<PaperFacts, "findings">): boolean {
  const own = findings.filter(({ department, state }) => department === code && state !== "not applicable");
  return own.length > 0 && own.every(({ state }) => state === "not reported");
}

/** What the law and the plan ask, and who holds which duty. */
export const mandate: SectionKind = {
  id: "mandate",
  title: () => "Mandate and office",
  make: (facts) => {
    const { plan, holders, officers } = facts;
    const rows = plan.roles.map(({ id, name }) => {
      const held = holders.filter(({ role }) => role === id).map((one) => one.name);
      return [name, held.length === 0 ? "nobody on record" : held.join(", ")];
    });
    const sources = plan.sources.map(({ text }) => [text]);
    return {
      facts: [
        paragraph("The office and its report rest on:"),
        ...list(sources),
        ...(officers.length === 0 ? [] : [paragraph(`Equity officer on record: ${officers.join(", ")}.`)]),
        ...officeLines(facts),
        ...(rows.length === 0 ? [] : [table("Who holds which role", ["Role", "Held by"], rows)]),
      ],
    };
  },
};

/** Rows A7, A8: appointment, confirmation and term, or who stood in. */
function officeLines(facts: PaperFacts): Block[] {
  if (facts.officerTerms.length === 0) return [paragraph("Appointment of the equity officer: not reported.")];
  return [
    paragraph("Who held the office in the period:"),
    ...list(facts.officerTerms.map((one) => [termLine(one, facts), ...cite([one.id])])),
  ];
}

/** How every department stands with what the plan asks. */
export const standing: SectionKind = {
  id: "standing",
  title: () => "Where each requirement stands",
  make: ({ plan, findings }) => {
    const rows = plan.obligations.map(({ id, label }) => {
      const all = findings.filter(({ obligation, state }) => obligation === id && state !== "not applicable");
      const met = all.filter(({ state }) => state === "met");
      const open = all.filter(isGap).length;
      const words = all.length === 0 ? "does not apply" : share(met.length, all.length);
      return [label, [words, ...cite(met.flatMap(({ evidence }) => evidence))], count(open)];
    });
    return { facts: [table("Requirements of the plan: how many met each", ["Requirement", "Met", "#Open"], rows)] };
  },
};
