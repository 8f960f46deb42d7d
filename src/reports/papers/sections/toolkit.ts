import { printDay } from "../../../core/calendar/calendar.ts";
import type { Analysis } from "../../../domain/analysis/analyses.ts";
import { isLate, isRequired, type Statement, TRIGGERS, withoutAssist } from "../../../domain/statement/statements.ts";
import { inPeriod, type PaperFacts } from "../facts/facts.ts";
import type { Block } from "../model/paper.ts";
import { cite, count, counted, paragraph, share, table } from "../model/words.ts";
import { byDepartment, type Check, capital, departmentWord, nameOf, type SectionKind } from "./section.ts";

/** Rows C1–C3, C6: the use of the toolkit, new and existing apart, a line for each department. */
export const toolkit: SectionKind = {
  id: "toolkit",
  title: () => "Use of the racial equity toolkit",
  make: (facts) => {
    const done = facts.analyses.filter((one) => inPeriod(facts, one.completedOn));
    const open = facts.analyses.filter((one) => isOpen(one, facts));
    return {
      facts: [
        paragraph(
          `${done.length === 0 ? "No analysis was" : counted(done.length, "analysis was", "analyses were")} completed in the period; ${count(open.length)} still open.`,
          ...cite(done.map(({ id }) => id)),
        ),
        toolkitTable(facts),
        ...(done.length === 0 ? [] : [completedTable(done, facts)]),
      ],
    };
  },
};

const isOpen = ({ registeredOn, completedOn, withdrawnOn, exempt }: Analysis, { asOf }: PaperFacts) =>
  registeredOn <= asOf &&
  exempt === undefined &&
  withdrawnOn === undefined &&
  (completedOn === undefined || completedOn > asOf);

/** New ones by those registered in the period; existing ones by when they were completed. */
function toolkitTable(facts: PaperFacts): Block {
  const rows = facts.departments.map(({ code }) => {
    const own = byDepartment(facts.analyses, code);
    const fresh = own.filter(
      (one) => one.kind === "new" && one.exempt === undefined && inPeriod(facts, one.registeredOn),
    );
    const analysed = fresh.filter(({ completedOn }) => completedOn !== undefined && completedOn <= facts.asOf);
    const existing = own.filter((one) => one.kind === "existing" && inPeriod(facts, one.completedOn));
    return [
      nameOf(facts, code),
      fresh.length === 0
        ? "none registered"
        : [`${analysed.length} of ${fresh.length}`, ...cite(fresh.map(({ id }) => id))],
      existing.length === 0 ? "none" : [count(existing.length), ...cite(existing.map(({ id }) => id))],
      count(own.filter((one) => isOpen(one, facts)).length),
    ];
  });
  return table(
    "New policies and programs analysed of those registered; existing ones analysed; analyses still open",
    [departmentWord(facts), "New, analysed", "Existing, analysed", "#Still open"],
    rows,
  );
}

const completedTable = (done: readonly Analysis[], facts: PaperFacts): Block =>
  table(
    "Analyses completed in the period",
    ["What was analysed", departmentWord(facts), "Kind", "Completed", "Decision"],
    done.map((one) => [
      [one.title, ...cite([one.id])],
      nameOf(facts, one.department),
      `${one.kind}${one.subject === undefined ? "" : ` ${one.subject}`}`,
      one.completedOn === undefined ? "" : printDay(one.completedOn),
      one.closing?.decision ?? "not reported",
    ]),
  );

/** Rows C5, H2, H3: required, submitted, attached, late, by what asked for them and by department. */
export const statements: SectionKind = {
  id: "statements",
  title: ({ city }) => `${capital(city.words.statement ?? "")}s`,
  make: (facts) => {
    const { city, asOf } = facts;
    const required = facts.statements.filter(isRequired);
    const late = required.filter((one) => isLate(one, asOf));
    const word = capital(city.words.statement ?? "");
    return {
      facts: [
        paragraph(
          `${word}s required in the period: ${count(required.length)}. Submitted: ${count(submitted(required).length)}. Late: ${count(late.length)}.`,
          ...cite(required.map(({ id }) => id)),
        ),
        assistLine(facts),
        table(
          `${word}s by what asked for them`,
          ["Because of", ...COUNTS],
          TRIGGERS.map(({ value, label }) => [label, ...counts(byTrigger(facts.statements, value), facts)]),
        ),
        table(
          `${word}s by ${city.words.department}`,
          [departmentWord(facts), ...COUNTS],
          facts.departments.map(({ code, name }) => [name, ...counts(byDepartment(facts.statements, code), facts)]),
        ),
        ...fileTable(facts),
      ],
      checks: late.filter(({ submittedOn }) => submittedOn === undefined).map((one) => lateCheck(one)),
    };
  },
};

/** Row C4. */
function assistLine({ statements: all, assists, city, period }: PaperFacts): Block {
  const without = withoutAssist(all, new Set(assists.flatMap(({ about }) => about ?? [])));
  const given = assists.filter(({ heldOn }) => inPeriod({ period }, heldOn));
  const words = `${city.words.statement}s without assistance on record: ${share(without.length, all.length)}`;
  return paragraph(
    `${words}. Assists given: ${count(given.length)}.`,
    ...cite([...without, ...given].map(({ id }) => id)),
  );
}

const COUNTS = ["#Required", "#Submitted", "#Attached", "#Late"];
const byTrigger = (all: readonly Statement[], value: string) => all.filter(({ trigger }) => trigger === value);
const submitted = (all: readonly Statement[]) => all.filter(({ submittedOn }) => submittedOn !== undefined);

/** Nothing on record is said as such: nobody may have asked, or nobody may have reported. */
function counts(all: readonly Statement[], { asOf }: PaperFacts): string[] {
  if (all.length === 0) return COUNTS.map(() => "none on record");
  const attached = all.filter(({ attachedOn }) => attachedOn !== undefined);
  const numbers = [all.filter(isRequired), submitted(all), attached, all.filter((one) => isLate(one, asOf))];
  return numbers.map(({ length }) => count(length));
}

function fileTable(facts: PaperFacts): Block[] {
  if (facts.statements.length === 0) return [];
  const columns = ["Council file", "Title", departmentWord(facts), "Due", "Submitted", "Late", "What became of it"];
  const rows = facts.statements.map((one) => [
    [one.file, ...cite([one.id])],
    one.title,
    nameOf(facts, one.department),
    one.dueOn === undefined ? "no hearing yet" : printDay(one.dueOn),
    one.submittedOn === undefined ? "not submitted" : printDay(one.submittedOn),
    one.dueOn === undefined ? "not due" : isLate(one, facts.asOf) ? "late" : "no",
    one.outcome ?? "not reported",
  ]);
  return [table(`Each ${facts.city.words.statement}`, columns, rows)];
}

const lateCheck = ({ id, file, title }: Statement): Check => ({
  what: `File ${file}, ${title}: its statement is late and not submitted`,
  done: false,
  weight: 60,
  label: `File ${file}`,
  command: "statement show",
  values: { record: id },
});
