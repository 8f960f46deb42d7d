import { printDay } from "../../../core/calendar/calendar.ts";
import { actionsOf } from "../../../domain/plan/plan-items.ts";
import { standings } from "../../../plan/standing.ts";
import type { PaperFacts } from "../facts/facts.ts";
import type { Block, Words } from "../model/paper.ts";
import { cite, paragraph, share, table } from "../model/words.ts";
import { capital, nameOf, type SectionKind } from "./section.ts";

/** Row E23: where each action of the plan stands, by what was said last. */
export const planProgress: SectionKind = {
  id: "plan-progress",
  title: () => "Progress of the plan",
  make: (facts) => {
    const { plan, progress, departments, asOf } = facts;
    const codes = departments.map(({ code }) => code);
    const all = standings(plan, actionsOf(plan), progress, codes, asOf);
    const done = all.filter(({ state }) => state === "done");
    const rows = all.map(({ action, state, pastDue, last }) => [
      action.id,
      [action.text, ...cite(progress.filter((one) => one.action === action.id).map(({ id }) => id))],
      pastDue ? `${state}, past its day` : state,
      last === undefined ? "never" : printDay(last),
    ]);
    return {
      facts: [
        paragraph(`Actions of the plan that are done: ${share(done.length, all.length)}.`),
        table(
          "Actions of the plan, and what was said of each last",
          ["Id", "Action", "Where it stands", "Last said"],
          rows,
        ),
      ],
    };
  },
};

/** Row E12: the objectives, with the requirements that serve each and how they stand. */
export const objectives: SectionKind = {
  id: "objectives",
  title: () => "Objectives",
  make: ({ plan, findings }) => {
    const rows = plan.objectives.map(({ text, rows: cited }): Words[] => {
      const own = findings.filter(
        (one) => one.state !== "not applicable" && one.rows.some((row) => cited.includes(row)),
      );
      const met = own.filter(({ state }) => state === "met");
      const words = own.length === 0 ? "nothing the plan measures" : share(met.length, own.length);
      return [[text], [words, ...cite(met.flatMap(({ evidence }) => evidence))]];
    });
    const empty = [paragraph("The plan names no objectives of its own.")];
    return {
      facts:
        rows.length === 0
          ? empty
          : [table("Objectives: requirements met of those that serve each", ["Objective", "Met"], rows)],
    };
  },
};

/** Goals and their strategies as the plan states them, with how the requirements of each stand. */
export const goals: SectionKind = {
  id: "goals",
  title: () => "Goals",
  make: ({ plan, findings }) => {
    const rows = plan.goals.map((goal): Words[] => {
      const ids = new Set([goal.id, ...goal.strategies.flatMap((one) => [one.id, ...one.actions.map(({ id }) => id)])]);
      const own = findings.filter(({ of, state }) => ids.has(of) && state !== "not applicable");
      const met = own.filter(({ state }) => state === "met");
      const words = own.length === 0 ? "nothing the plan measures" : share(met.length, own.length);
      return [[`${goal.id}. ${goal.text}`], [words, ...cite(met.flatMap(({ evidence }) => evidence))]];
    });
    return {
      facts:
        rows.length === 0 ? [] : [table("Goals: requirements met of those that serve each", ["Goal", "Met"], rows)],
    };
  },
};

/** By service area: what each has met of what binds it (Portland). */
export const serviceAreas: SectionKind = {
  id: "service-areas",
  title: () => "Service areas",
  make: (facts) => ({ facts: areaTable(facts) }),
};

function areaTable(facts: PaperFacts): Block[] {
  const areas = [...new Set(facts.departments.flatMap(({ serviceArea }) => serviceArea ?? []))];
  const rows = areas.map((area): Words[] => {
    const own = facts.departments.filter(({ serviceArea }) => serviceArea === area);
    const codes = new Set(own.map(({ code }) => code));
    const asked = facts.findings.filter(
      ({ department, state }) => department !== undefined && codes.has(department) && state !== "not applicable",
    );
    const met = asked.filter(({ state }) => state === "met");
    return [
      [area],
      [own.map(({ code }) => nameOf(facts, code)).join(", ")],
      [share(met.length, asked.length), ...cite(met.flatMap(({ evidence }) => evidence))],
    ];
  });
  if (rows.length === 0) return [paragraph("The plan names no service areas.")];
  const word = `${capital(facts.city.words.department)}s`;
  return [table("Requirements met in each service area", ["Service area", word, "Met"], rows)];
}

/** Rows A13, A14: boards, committees and the seats to fill. */
export const boards: SectionKind = {
  id: "boards",
  title: () => "Boards, commissions and committees",
  make: (facts) => {
    const rows = facts.boards.map(({ id, name, seats, vacancies, applicants }) => [
      [name, ...cite([id])],
      String(seats),
      vacancies === undefined ? "not reported" : String(vacancies),
      applicants === undefined ? "not reported" : String(applicants),
    ]);
    const empty = [paragraph("Boards and commissions: not reported.")];
    return {
      facts:
        rows.length === 0
          ? empty
          : [table("Boards and commissions", ["Board", "#Seats", "#Vacancies", "#Applicants"], rows)],
    };
  },
};
