import { printDay } from "../../../core/calendar/calendar.ts";
import { teamInWords, teamState } from "../../../domain/roster/teams.ts";
import { fullTeams } from "../../../plan/full-team.ts";
import type { PaperFacts } from "../facts/facts.ts";
import { cite, count, counted, NOT_REPORTED, paragraph, share, table } from "../model/words.ts";
import { byDepartment, departmentWord, nameOf, type SectionKind } from "./section.ts";

/** Rows A1–A5: leads, ambassadors and vision statements, a line for each department. */
export const teams: SectionKind = {
  id: "teams",
  title: () => "Leadership teams, ambassadors and vision statements",
  make: (facts) => {
    const { departments, leads, visions } = facts;
    const full = departments.filter(({ code }) => teamState(byDepartment(leads, code)) === "met");
    const adopted = visions.filter(({ adoptedOn }) => adoptedOn !== undefined);
    const active = facts.ambassadors.filter(({ state, undone }) => state === "active" && !undone);
    return {
      facts: [
        paragraph(
          `Leadership teams complete, with a senior leader: ${share(full.length, departments.length)}.`,
          ...cite(full.flatMap(({ code }) => byDepartment(leads, code).map(({ id }) => id))),
        ),
        ...fullLine(facts),
        paragraph(
          `Ambassadors active: ${count(active.length)}; ${movement(facts)}.`,
          ...cite(active.map(({ id }) => id)),
        ),
        paragraph(
          `Vision statements adopted: ${share(adopted.length, departments.length)}.`,
          ...cite(adopted.flatMap(({ adoptedId }) => adoptedId ?? [])),
        ),
        table(
          `Teams, ambassadors and vision statements as of ${printDay(facts.asOf)}`,
          [departmentWord(facts), "Leadership team", "#Ambassadors", "Vision statement"],
          departments.map(({ code }) => row(code, facts)),
        ),
      ],
    };
  },
};

/** Row A12. */
function fullLine({ plan, findings, departments }: PaperFacts) {
  const codes = departments.map(({ code }) => code);
  const full = fullTeams(plan, findings, codes);
  if (!full) return [];
  const what = "Full teams, with a leadership team, ambassadors and a lead trained in the toolkit";
  return [paragraph(`${what}: ${share(full.departments.length, full.outOf)}.`, ...cite(full.evidence))];
}

function movement({ ambassadorTotals }: PaperFacts): string {
  const sum = (pick: (row: PaperFacts["ambassadorTotals"][number]) => number) =>
    ambassadorTotals.reduce((total, one) => total + pick(one), 0);
  return `${count(sum(({ recruited }) => recruited))} joined in the period, ${count(sum(({ left }) => left))} left`;
}

function row(code: string, facts: PaperFacts) {
  const leads = byDepartment(facts.leads, code);
  const active = byDepartment(facts.ambassadors, code).filter(({ state, undone }) => state === "active" && !undone);
  const vision = byDepartment(facts.visions, code)[0];
  return [
    nameOf(facts, code),
    leads.length === 0
      ? NOT_REPORTED
      : [`${counted(leads.length, "lead")}: ${teamInWords(leads)}`, ...cite(leads.map(({ id }) => id))],
    byDepartment(facts.ambassadors, code).length === 0 ? NOT_REPORTED : count(active.length),
    vision === undefined ? NOT_REPORTED : [visionWords(vision), ...cite([vision.adoptedId ?? vision.id])],
  ];
}

const visionWords = ({ status, adoptedOn }: PaperFacts["visions"][number]) =>
  adoptedOn === undefined
    ? status
    : `adopted ${printDay(adoptedOn)}${status === "under review" ? ", under review" : ""}`;
