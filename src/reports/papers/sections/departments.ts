import type { Department } from "../../../core/catalog/catalog.ts";
import type { Finding } from "../../../domain/plan/finding.ts";
import { inPeriod, type PaperFacts } from "../facts/facts.ts";
import type { Block, Words } from "../model/paper.ts";
import { cite, count, list, note, paragraph, table } from "../model/words.ts";
import { isSilent } from "./front.ts";
import { byDepartment, type Check, capital, type Made, type SectionKind } from "./section.ts";

/** Each department's own part: what it did, and what it did not report (rows C6, F9). */
export const departments: SectionKind = {
  id: "departments",
  title: ({ city }) => `Each ${city.words.department}`,
  make: (facts) => ({
    facts: [
      paragraph(
        `Each ${facts.city.words.department} follows with the requirements that bind it, the analyses it completed and what they led to. What is not on record is said to be not reported; that is not zero.`,
      ),
    ],
  }),
  parts: (facts) => facts.departments.map((one) => partOf(one, facts)),
};

const departmentSection = (code: string): string => `department-${code}`;

function partOf({ code, name }: Department, facts: PaperFacts): Made {
  const own = byDepartment(facts.findings, code);
  const silent = isSilent(code, facts);
  return {
    id: departmentSection(code),
    title: name,
    level: 2,
    facts: silent
      ? [note("Not reported", `Nothing the plan asks of ${name} is on record for this period.`)]
      : [...highlights(code, facts), requirements(name, own)],
    checks: [silentCheck(code, name, silent)],
  };
}

const silentCheck = (code: string, name: string, silent: boolean): Check => ({
  what: `${name} has nothing on record`,
  done: !silent,
  weight: 50,
  label: `Nudge ${name}`,
  command: "nudge now",
  values: { department: code },
});

function requirements(name: string, findings: readonly Finding[]): Block {
  const rows = findings.map(({ label, state, words, evidence }): (Words | string)[] => [
    label,
    state,
    [words, ...cite(evidence)],
  ]);
  return table(`${name}: requirements of the plan`, ["Requirement", "State", "What is on record"], rows);
}

/** One line each of what it did in the period. */
function highlights(code: string, facts: PaperFacts): Block[] {
  const done = byDepartment(facts.analyses, code).filter((one) => inPeriod(facts, one.completedOn));
  const statements = byDepartment(facts.statements, code).filter((one) => inPeriod(facts, one.submittedOn));
  const changes = byDepartment(facts.changes, code).filter(({ kind }) => kind !== "none");
  const sessions = byDepartment(facts.sessions, code);
  const row = byDepartment(facts.training, code)[0];
  const attendance = row && row.employees + row.contractors + row.unsplit;
  const items: Words[] = [
    ...done.map(({ title, kind, id }): Words => [`Analysed ${title} (${kind}).`, ...cite([id])]),
    ...some(statements, `${capital(facts.city.words.statement ?? "")}s submitted`),
    ...some(changes, "Changes of policy or resources that followed"),
    ...(attendance === undefined
      ? []
      : [[`Attendance at training: ${count(attendance)}.`, ...cite(sessions.map(({ id }) => id))]]),
  ];
  return list(items);
}

const some = (all: readonly { id: string }[], label: string): Words[] =>
  all.length === 0 ? [] : [[`${label}: ${count(all.length)}.`, ...cite(all.map(({ id }) => id))]];
