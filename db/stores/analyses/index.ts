import { sql } from "drizzle-orm";
import type { IsoDate } from "../../../src/core/places/city.ts";
import type { AnalysisCount, AnalysisStore } from "../../../src/domain/analysis/analyses.ts";
import type { Template } from "../../../src/domain/analysis/analysis-template.ts";
import { type Database, type Orm, rowsOf } from "../../database.ts";
import { register, start } from "./begin.ts";
import { correct, exempt, invite, setUndone } from "./change.ts";
import { matching, readAnalyses, readAnalysis, readPage } from "./read.ts";
import { move, saveStep } from "./steps.ts";

export function analysisStore(database: Database): AnalysisStore {
  const { orm } = database;
  return {
    register: (entry, because, on, write) => register(database, entry, because, on, write),
    start: (entry, template, anyway, on, write) => start(database, entry, template, anyway, on, write),
    saveStep: (id, save, write) => saveStep(database, id, save, write),
    move: (id, wanted, on, write) => move(database, id, wanted, on, write),
    invite: (id, people, write) => invite(database, id, people, write),
    exempt: (id, reason, write) => exempt(database, id, reason, write),
    correct: (id, entry, reason, write) => correct(database, id, entry, reason, write),
    setUndone: (id, undone, reason, write) => setUndone(database, id, undone, reason, write),
    get: (id) => readAnalysis(orm, id),
    page: (asked) => readPage(orm, asked),
    list: (filter) => readAnalyses(orm, matching(filter), sql`order by a.id desc limit ${filter.limit}`),
    counts: (from, to, asOf) => counts(orm, from, to, asOf),
    evaluationsDue: (department, until) =>
      readAnalyses(
        orm,
        sql`a.voided_at is null and a.state = 'completed' and a.evaluation_due <= ${until}
          and (${department ?? null}::text is null or a.department = ${department ?? null})`,
        sql`order by a.evaluation_due, a.id`,
      ),
    templatesUsed: () =>
      rowsOf(
        orm,
        sql`select template as id, template_version as version, count(*)::int as analyses from analyses
          where template is not null and voided_at is null group by 1, 2 order by 1, 2`,
      ),
    differing: (templates) => differing(orm, templates),
  };
}

/** What counts is the day of each event; `analysed` follows those registered in the period (rows C1, C2, C10, G10). */
async function counts(orm: Orm, from: IsoDate, to: IsoDate, asOf: IsoDate): Promise<AnalysisCount[]> {
  const within = (column: string) => sql`a.${sql.identifier(column)} between ${from} and ${to}`;
  const rows = await rowsOf<Omit<AnalysisCount, "subject"> & { subject: AnalysisCount["subject"] | null }>(
    orm,
    sql`select * from (
      select a.department, a.kind, a.subject,
        count(*) filter (where ${within("registered_on")} and a.exempt is null)::int as registered,
        count(*) filter (where ${within("started_on")})::int as started,
        count(*) filter (where ${within("completed_on")})::int as completed,
        count(*) filter (where ${within("evaluated_on")})::int as evaluated,
        count(*) filter (where ${within("withdrawn_on")})::int as withdrawn,
        count(*) filter (where ${within("registered_on")} and a.exempt is not null)::int as exempt,
        count(*) filter (where ${within("registered_on")} and a.exempt is null and a.completed_on is not null)::int as analysed,
        count(*) filter (where ${within("started_on")} and (
          select answers->>'involved' from analysis_answers s where s.record = a.id and s.step = 'engagement' order by s.version desc limit 1) is not null)::int as engaged,
        count(*) filter (where a.state = 'completed' and a.evaluation_due < ${asOf})::int as overdue
      from analyses a where a.voided_at is null group by 1, 2, 3
    ) as c where registered + started + completed + evaluated + withdrawn + exempt + overdue > 0
    order by department, kind, subject`,
  );
  return rows.map((row) => ({ ...row, subject: row.subject ?? undefined }));
}

/** "six-step version 1": on record with other words than the file has now under the same number. */
async function differing(orm: Orm, templates: readonly Template[]): Promise<string[]> {
  const all = await Promise.all(
    templates.map(({ id, version, ...rest }) =>
      rowsOf<{ name: string }>(
        orm,
        sql`select id || ' version ' || version as name from analysis_templates
          where id = ${id} and version = ${version} and body <> ${JSON.stringify({ id, version, ...rest })}::jsonb`,
      ),
    ),
  );
  return all.flat().map(({ name }) => name);
}
