import { addDays, type Period, quarterOf } from "../../../core/calendar/calendar.ts";
import type { Env } from "../../../core/command/command.ts";
import { anchorOf } from "../../../core/records/audit.ts";
import type { Block as ReplyBlock } from "../../../core/reply/reply.ts";
import { ASSIST_DAYS, fallsIn } from "../../../domain/statement/statements.ts";
import { judge } from "../../../plan/judge.ts";
import { reportFrom, reportOf } from "../../measures/report.ts";
import type { PaperFacts } from "./facts.ts";

/** As much of a command's environment as a paper is made from: the operator's command line has it too. */
export type PaperEnv = Pick<Env, "stores" | "plan" | "catalog" | "city" | "today" | "instant" | "workCalendar">;

/** More than a city records in a year. */
const MOST = 100_000;

/** What the chat's own commands say of the period, which a paper repeats word for word. */
export interface FromChat {
  restated: readonly ReplyBlock[];
  trained: readonly ReplyBlock[];
}

/** Reads everything a paper about a period is made from: the same few queries, however large the city. */
export async function gather(period: Period, chat: FromChat, env: PaperEnv): Promise<PaperFacts> {
  const { plan, city, catalog, today, stores } = env;
  const asOf = period.end < today ? period.end : today;
  const departments = catalog.departmentsOn(period.end);
  const codes = departments.map(({ code }) => code);
  const [work, people, training, standing] = await Promise.all([
    gatherWork(period, asOf, env),
    gatherPeople(period, asOf, env),
    gatherTraining(period, asOf, env),
    Promise.all([
      judge({ plan, stores }, codes, { on: asOf, today }),
      stores.duties.held(today),
      stores.progress.latest(asOf),
      stores.audit.state(),
    ]),
  ]);
  const [findings, holders, progress, audit] = standing;
  const auditHead = audit.head ? anchorOf(audit.head) : "not sealed yet";
  const basis = { plan, city, catalog, period, today, asOf, auditHead, departments };
  return { ...basis, ...work, ...people, ...training, findings, holders, progress, ...chat };
}

/** What happened after `asOf` belongs to a later paper; a statement is asked for by the end of the period. */
async function gatherWork({ start, end: last }: Period, end: string, { stores, catalog }: PaperEnv) {
  const all = { department: undefined, start, end, limit: MOST };
  const codes = catalog.departmentsOn(start).map(({ code }) => code);
  const said = { kind: undefined, departments: codes, author: undefined, start, end };
  const page = { departments: undefined, start, end, limit: MOST };
  const helped = { ...said, kind: "assist", departments: undefined, start: addDays(start, -ASSIST_DAYS) };
  const [analyses, statements, changes, recommendations, engagements, assists, partners] = await Promise.all([
    stores.analyses.list({ ...all, member: undefined }),
    stores.statements.page({ ...page, end: last }),
    stores.changes.page(page),
    stores.recommendations.page(page),
    stores.engagements.list(said, MOST),
    stores.engagements.list(helped, MOST),
    stores.partners.list(end),
  ]);
  const ofPeriod = statements.records.filter((one) => fallsIn(one, start, last));
  const live = analyses.filter(({ undone }) => !undone);
  return {
    analyses: live,
    statements: ofPeriod,
    changes: changes.records,
    recommendations: recommendations.records,
    engagements,
    assists,
    partners,
  };
}

async function gatherPeople({ start, end }: Period, asOf: string, { stores, today }: PaperEnv) {
  const [leads, ambassadors, ambassadorTotals, visions, posts, boards, recipients, officerTerms] = await Promise.all([
    stores.roster.active(undefined, asOf),
    stores.ambassadors.list(undefined, start),
    stores.ambassadors.totals(start, end),
    stores.visions.current(asOf),
    Promise.all((["committee", "cet", "head"] as const).map((kind) => stores.posts.held(kind, asOf))),
    stores.boards.current(asOf),
    stores.recipients.on(today),
    stores.officerTerms.within(start, asOf),
  ]);
  const officers = (await stores.people.byId(recipients.officers, today)).map(({ name }) => name);
  return { leads, ambassadors, ambassadorTotals, visions, posts: posts.flat(), boards, officers, officerTerms };
}

async function gatherTraining(period: Period, asOf: string, { stores, catalog, city, today }: PaperEnv) {
  const { start } = period;
  const end = asOf;
  const quarters = quartersOf(period, asOf, city);
  const since = reportFrom(period, city);
  const asked = { measures: catalog.measures, department: undefined, start: since, end: period.end, today };
  const [sessions, training, totals, figures] = await Promise.all([
    stores.training.sessions({ department: undefined, course: undefined, start, end, limit: MOST }),
    stores.training.totals(start, end),
    Promise.all(
      quarters.map((quarter) => stores.training.totals(quarter.start, quarter.end < asOf ? quarter.end : asOf)),
    ),
    stores.measures.figures(asked),
  ]);
  const measures = catalog.measures.map((one) =>
    reportOf(one, figures, {
      asked: period,
      department: undefined,
      city,
      departments: catalog.departmentsOn(period.end).length,
    }),
  );
  const byQuarter = quarters.map((quarter, at) => ({ quarter, totals: totals[at] ?? [] }));
  return { sessions, training, byQuarter, measures };
}

/** The quarters of a period that have begun. */
function quartersOf({ start, end }: Period, asOf: string, city: Env["city"]): Period[] {
  const quarters: Period[] = [];
  for (let day = start; day <= end && day <= asOf; ) {
    const quarter = quarterOf(day, city);
    quarters.push(quarter);
    day = addDays(quarter.end, 1);
  }
  return quarters;
}
