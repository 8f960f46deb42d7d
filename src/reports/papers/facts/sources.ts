import { fiscalYear, periodNamed, printDay } from "../../../core/calendar/calendar.ts";
import { courseTitle, departmentName } from "../../../core/catalog/catalog.ts";
import { printFte, printMoney } from "../../../core/records/hundredths.ts";
import type { Ambassador } from "../../../domain/ambassador/ambassadors.ts";
import type { Analysis } from "../../../domain/analysis/analyses.ts";
import type { Recommendation } from "../../../domain/analysis/recommendations.ts";
import type { Change } from "../../../domain/change/changes.ts";
import type { Engagement } from "../../../domain/engagement/engagements.ts";
import { kindOf } from "../../../domain/engagement/kinds/index.ts";
import type { Partner } from "../../../domain/partner/partners.ts";
import type { OfficerTerm } from "../../../domain/roster/officer-terms.ts";
import type { Board, Post } from "../../../domain/roster/posts.ts";
import type { RosterRow } from "../../../domain/roster/teams.ts";
import type { Statement } from "../../../domain/statement/statements.ts";
import type { TrainingRecord } from "../../../domain/training/store.ts";
import type { VisionStanding } from "../../../domain/vision/visions.ts";
import { printFigure } from "../../measures/words.ts";
import { cleanString } from "../model/clean.ts";
import { counted } from "../model/words.ts";
import { day, type Evidence, joined, of } from "./evidence.ts";
import type { PaperFacts } from "./facts.ts";

/** Every record the paper counts, by its id. */
export function evidenceOf(facts: PaperFacts): Map<string, Evidence> {
  const all = [
    // First, so that what a record itself says takes the place of what it was counted for.
    ...restCited(facts),
    ...facts.sessions.map((one) => training(one, facts)),
    ...facts.leads.map((one) => lead(one, facts)),
    ...facts.posts.map((one) => post(one, facts)),
    ...facts.boards.map(board),
    ...facts.officerTerms.map(officerTerm),
    ...facts.ambassadors.map((one) => ambassador(one, facts)),
    ...facts.visions.flatMap((one) => vision(one, facts)),
    ...facts.analyses.map((one) => analysis(one, facts)),
    ...facts.statements.map((one) => statement(one, facts)),
    ...facts.changes.map((one) => change(one, facts)),
    ...facts.recommendations.map((one) => recommendation(one, facts)),
    ...facts.engagements.map((one) => engagement(one, facts)),
    ...facts.partners.map(partner),
    ...facts.progress.map(({ id, action, state, department, reportedOn }) =>
      of("PL", id, department, `Plan item ${action}: ${state}, reported ${printDay(reportedOn)}`),
    ),
    ...figures(facts),
  ];
  return new Map(all.map((one) => [one.id, { ...one, says: cleanString(one.says) }]));
}

type Known = Pick<PaperFacts, "catalog" | "city">;

function training({ id, course, heldOn, department, totals, named }: TrainingRecord, { catalog }: Known): Evidence {
  const { employees, contractors, unsplit } = totals;
  const people = [
    employees > 0 ? counted(employees, "employee") : undefined,
    contractors > 0 ? counted(contractors, "contractor") : undefined,
    unsplit > 0 ? `${unsplit} people not counted apart` : undefined,
    named.length > 0 ? `${named.length} of them on record by name` : undefined,
  ];
  const what = `${courseTitle(catalog, course)}, ${printDay(heldOn)}, ${departmentName(catalog, department)}`;
  return of("TR", id, department, joined(what, ...people));
}

/** The office is public; who holds it stands in the paper itself. */
function officerTerm({ id, acting, appointedOn, confirmedOn, file, termEnd }: OfficerTerm): Evidence {
  const what = acting ? "Acting equity officer" : "Equity officer";
  const council = joined(day("confirmed", confirmedOn), file === undefined ? undefined : `file ${file}`);
  const says = joined(`${what}, appointed ${printDay(appointedOn)}`, council || undefined, day("term ends", termEnd));
  return of("OT", id, undefined, says);
}

function lead({ id, department, senior, fromOn }: RosterRow, { catalog }: Known): Evidence {
  const says = `Lead of ${departmentName(catalog, department)} since ${printDay(fromOn)}${senior ? ", a senior leader" : ""}`;
  return of("RO", id, department, says);
}

const POSTS = { committee: "Committee seat", cet: "Citywide equity team", head: "Head" } as const;

const post = ({ id, kind, body, department, fromOn }: Post, { catalog }: Known): Evidence =>
  of(
    "RO",
    id,
    department,
    joined(POSTS[kind], body || departmentName(catalog, department ?? ""), day("since", fromOn)),
  );

const board = ({ id, name, seats, vacancies, asOf }: Board): Evidence =>
  of(
    "RO",
    id,
    undefined,
    `${name}: ${counted(seats, "seat")}, vacancies ${vacancies ?? "not reported"}, as of ${printDay(asOf)}`,
  );

function ambassador(one: Ambassador, { catalog }: Known): Evidence {
  const days = joined(day("invited", one.invitedOn), day("answered", one.answeredOn), day("ended", one.endedOn));
  const says = `Ambassador of ${departmentName(catalog, one.department)}: ${one.state}, ${days}`;
  return of("AM", one.id, one.department, says);
}

function vision(one: VisionStanding, { catalog }: Known): Evidence[] {
  const name = departmentName(catalog, one.department);
  const newest = of("VS", one.id, one.department, `Vision statement of ${name}, version ${one.version}: ${one.status}`);
  if (one.adoptedId === undefined || one.adoptedId === one.id) return [newest];
  const inForce = joined(`Vision statement of ${name} in force`, day("adopted", one.adoptedOn));
  return [newest, of("VS", one.adoptedId, one.department, inForce)];
}

export function analysis(one: Analysis, { catalog }: Known): Evidence {
  const what = `${one.title} (${one.kind}${one.subject === undefined ? "" : ` ${one.subject}`})`;
  const says = joined(
    what,
    departmentName(catalog, one.department),
    one.exempt === undefined ? one.state : "exempt",
    day("registered", one.registeredOn),
    day("completed", one.completedOn),
    one.closing?.decision,
  );
  return of("AN", one.id, one.department, says);
}

export function statement(one: Statement, { catalog }: Known): Evidence {
  const says = joined(
    `File ${one.file}: ${one.title}`,
    one.trigger,
    departmentName(catalog, one.department),
    day("due", one.dueOn),
    day("submitted", one.submittedOn),
    day("attached", one.attachedOn),
    one.outcome,
  );
  return of("IS", one.id, one.department, says);
}

export function change(one: Change, { catalog, city }: Known): Evidence {
  const says = joined(
    one.kind === "none" ? "No change" : one.kind === "policy" ? "Policy change" : "Resource change",
    `because of ${one.source}`,
    one.description,
    one.amount === undefined ? undefined : printMoney(one.amount),
    one.fte === undefined ? undefined : printFte(one.fte),
    one.budgetYear === undefined ? undefined : `budget year ${fiscalYear(one.budgetYear, city).label}`,
    departmentName(catalog, one.department),
    day("adopted", one.adoptedOn),
  );
  return of("CH", one.id, one.department, says);
}

const recommendation = (one: Recommendation, { catalog }: Known): Evidence =>
  of(
    "AR",
    one.id,
    one.department,
    joined(
      one.text,
      `to ${one.addressedTo}`,
      departmentName(catalog, one.department),
      day("made", one.on),
      one.status,
      day("answered", one.answeredOn),
    ),
  );

/** Without counts of a survey: small ones point at people. */
function engagement(one: Engagement, { catalog }: Known): Evidence {
  const kind = kindOf(one.kind);
  const people = kind.survey
    ? undefined
    : [one.employees, one.contractors, one.residents].reduce<number | undefined>(
        (sum, count) => (count === undefined ? sum : (sum ?? 0) + count),
        undefined,
      );
  const says = joined(
    `${kind.label}: ${one.title}`,
    printDay(one.heldOn),
    departmentName(catalog, one.department),
    one.partner,
    one.body,
    people === undefined ? undefined : counted(people, "participant"),
  );
  return of("EN", one.id, one.department, says);
}

/** A partner that did not agree to be listed is counted and not named. */
const partner = ({ id, name, class: sort, consent, lastOn }: Partner): Evidence =>
  of(
    "PA",
    id,
    undefined,
    joined(consent === false ? "A partner that is not listed by name" : name, sort, day("last contact", lastOn)),
  );

function figures({ measures, city }: Pick<PaperFacts, "measures" | "city">): Evidence[] {
  return measures.flatMap(({ measure, lines }) =>
    lines.flatMap(({ period, cells }) =>
      [cells.employee, cells.contractor, cells.unsplit].flatMap((cell) =>
        (cell?.records ?? []).map((id) => {
          const label = periodNamed(period.start, period.end, city).label;
          return of("ME", id, undefined, `${measure.name}, ${label}: part of ${printFigure(measure, cell)}`);
        }),
      ),
    ),
  );
}

/** Records that only the findings rest on: of an earlier year of the plan, say. */
function restCited({ findings }: Pick<PaperFacts, "findings">): Evidence[] {
  return findings.flatMap(({ evidence, label, department }) =>
    evidence.map((id) => of(id.slice(0, 2), id, department, `Counted for: ${label}`)),
  );
}
