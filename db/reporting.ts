import { createHash } from "node:crypto";
import { ENGAGEMENT_KINDS } from "../src/domain/engagement/kinds/index.ts";
import { keepNeeded, knownMigrations, NEEDED, neededMigrations, refuseOlder } from "./breaking.ts";
import { migrationsFolder } from "./migrations-folder.ts";

/** The role that Power BI, Excel and the like sign in with; it reads these views and nothing else. */
const READER = "equity_reporting";

/** Small answers are empty, and with one of them the other parts: it could be subtracted out of the whole. */
const SURVEYED = `kind in (${ENGAGEMENT_KINDS.flatMap(({ survey, value }) => (survey ? [`'${value}'`] : [])).join(", ")})`;

/** A view's name → its columns and what they are; `docs/reporting.md` lists them, and a test asserts each. */
const VIEWS = {
  departments: `select code, name, service_area, ended_on, merged_into from departments`,
  courses: `select code, title, program, valid_months from courses`,
  headcounts: `select department, tier, audience, count, as_of from headcounts`,
  people: `select p.id as person, m.department, p.tier, p.audience, p.senior_leader, p.left_on
    from people p left join lateral (select department from memberships where person = p.id and from_on <= current_date order by from_on desc, id desc limit 1) m on true
    where p.id > 0 and p.merged_into is null`,
  trainings: `select r.id as record, s.id as session, s.course, c.program, s.held_on, s.department, r.total_employees as employees,
      r.total_contractors as contractors, r.total_unsplit as unsplit, r.author as recorded_by, r.recorded_at
    from training_records r join training_sessions s on s.id = r.session left join courses c on c.code = s.course where r.voided_at is null`,
  attendances: `select record, session, person, course, held_on, department, audience from attendance where not voided`,
  ambassadors: `select id as record, person, department, state, invited_on, answered_on, ended_on, recorded_at from ambassadors where voided_at is null`,
  leadership_teams: `select id as record, person, department, from_on, ended_on, recorded_at from roster where voided_at is null`,
  analyses: `select id as record, title, kind, subject, department, state, decision, recorded_at from analyses where voided_at is null`,
  impact_statements: `select id as record, file, title, trigger, department, requested_by, committee, outcome, amended, recorded_at from statements where voided_at is null`,
  changes: `select id as record, kind, source, department, description, decided_by, adopted_on, fte, account, fund, budget_year, author as recorded_by, recorded_at
    from changes where voided_at is null`,
  engagements: `select id as record, kind, held_on, department, title, type, partner, sector, languages, invited,
      case when not (${SURVEYED}) or responses >= 10 then responses end as responses,
      ${["employees", "contractors", "residents"].map((part) => `case when not (${SURVEYED}) or least(employees, contractors, residents, responses) >= 10 then ${part} end as ${part}`).join(", ")},
      seats, completers, opportunities, asked, awarded, closed_on, author as recorded_by, recorded_at
    from engagements where voided_at is null`,
  partners: `select id as record, name, focus, sector, class, languages, added_on, merged_into, recorded_at from partners where voided_at is null`,
  measures: `select id as record, measure, period_start, period_end, department, audience, value, total, dated_on, state, source, baseline, author as recorded_by, recorded_at
    from measure_values where voided_at is null`,
  visions: `select id as record, department, version, text, goals, drafted_on, adopted_on, adopted_by, recorded_at from visions where voided_at is null`,
  recommendations: `select id as record, source, department, text, addressed_to, recommended_on, status, answered_on, recorded_at from recommendations where voided_at is null`,
  plan_progress: `select id as record, action, department, state, note, reported_on, author as recorded_by, recorded_at from plan_progress where voided_at is null`,
  closings: `select period_start, period_end, closed_on, author as closed_by, reopened_on, reopened_by from closed_periods`,
} as const;

/** The views by name, in the order in which they are made. */
export const REPORTING_VIEWS: readonly string[] = Object.keys(VIEWS);

const BODY = Object.entries(VIEWS)
  .map(([name, query]) => `create view reporting.${name} with (security_barrier) as ${query};`)
  .join("\n");

const VERSION = createHash("sha256").update(BODY).digest("hex").slice(0, 16);

/** Whoever may not make roles has the views all the same; `docs/reporting.md` says how the role is made by hand. */
const ROLE = `do $$ begin
  begin create role ${READER} nologin; exception when duplicate_object or unique_violation or insufficient_privilege then null; end;
  if exists (select from pg_roles where rolname = '${READER}') then
    grant usage on schema reporting to ${READER};
    grant select on all tables in schema reporting to ${READER};
  end if;
end $$;`;

/** Statements of one connection, one after the other. */
type Run = (statement: string) => Promise<readonly unknown[]>;

/**
 * Migrates between taking the views away and making them anew: a view would hold on to the columns that a migration
 * changes. Where nothing is to be done, whoever reads them is not disturbed.
 */
export async function migrateWithViews(
  run: Run,
  migrate: () => Promise<void>,
  folder = migrationsFolder(),
): Promise<void> {
  const [before] = (await run(
    `select obj_description(to_regnamespace('reporting'), 'pg_namespace') as made, to_regclass('drizzle.__drizzle_migrations') is not null as migrated, ${NEEDED} as needed`,
  )) as { made: string | null; migrated: boolean; needed: string | null }[];
  refuseOlder(before?.needed ?? null, knownMigrations(folder));
  const [done] = before?.migrated
    ? ((await run("select count(*)::int as count from drizzle.__drizzle_migrations")) as { count: number }[])
    : [];
  const ahead = (done?.count ?? 0) - knownMigrations(folder);
  if (ahead > 0 || (ahead === 0 && before?.made === VERSION)) return migrate();
  await run("drop schema if exists reporting cascade");
  await migrate();
  const needed = neededMigrations(folder);
  if (needed > 0) await run(keepNeeded(needed));
  await run(`create schema reporting; comment on schema reporting is '${VERSION}'; ${BODY} ${ROLE}`);
}
