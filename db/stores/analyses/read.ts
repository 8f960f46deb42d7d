import { type SQL, sql } from "drizzle-orm";
import type { PersonName } from "../../../src/core/people/person.ts";
import type { IsoDate } from "../../../src/core/places/city.ts";
import type { Listed, Listing } from "../../../src/core/records/store.ts";
import type {
  Analysis,
  AnalysisFilter,
  AnalysisKind,
  AnalysisState,
  AnalysisSubject,
} from "../../../src/domain/analysis/analyses.ts";
import type { Template } from "../../../src/domain/analysis/analysis-template.ts";
import { type Orm, rowsOf } from "../../database.ts";
import { pageOf, type Source } from "../../pages.ts";

interface Row {
  id: string;
  title: string;
  kind: AnalysisKind;
  subject: AnalysisSubject | null;
  department: string;
  state: AnalysisState;
  undone: boolean;
  author: number;
  authorName: string;
  recordedAt: number | null;
  owner: number;
  ownerName: string;
  invited: PersonName[];
  exempt: string | null;
  template: Template | null;
  steps: Analysis["steps"];
  registeredOn: string;
  startedOn: string | null;
  submittedOn: string | null;
  completedOn: string | null;
  evaluatedOn: string | null;
  withdrawnOn: string | null;
  comment: string | null;
  decision: NonNullable<Analysis["closing"]>["decision"] | null;
  policyChange: string | null;
  resourceChange: string | null;
  noChange: string | null;
  reviewerName: string | null;
  evaluationDue: string | null;
  resultsMet: NonNullable<Analysis["evaluation"]>["met"] | null;
  evaluation: string | null;
  reason: string | null;
}

/** The newest version of each step's answers, with who saved it. */
const STEPS = sql`
  select coalesce(json_agg(json_build_object('step', s.step, 'version', s.version, 'answers', s.answers, 'author', s.author,
      'authorName', s.name, 'savedAt', floor(extract(epoch from s.saved_at) * 1000)::float8)), '[]'::json)
  from (
    select distinct on (v.step) v.step, v.version, v.answers, v.author, v.saved_at, p.name
    from analysis_answers v join people p on p.id = v.author where v.record = a.id order by v.step, v.version desc
  ) s`;

const INVITED = sql`
  select coalesce(json_agg(json_build_object('id', p.id, 'email', p.key, 'name', p.name, 'department', null,
      'audience', p.audience, 'handles', '[]'::json) order by p.name), '[]'::json)
  from analysis_people i join people p on p.id = i.person where i.record = a.id and i.person <> a.owner`;

const WHOLE = sql`select json_build_object(
    'id', a.id, 'title', a.title, 'kind', a.kind, 'subject', a.subject, 'department', a.department, 'state', a.state,
    'undone', a.voided_at is not null, 'author', a.author, 'owner', a.owner, 'ownerName', owner.name,
    'invited', (${INVITED}), 'exempt', a.exempt, 'template', t.body, 'steps', (${STEPS}),
    'registeredOn', a.registered_on, 'startedOn', a.started_on, 'submittedOn', a.submitted_on,
    'completedOn', a.completed_on, 'evaluatedOn', a.evaluated_on, 'withdrawnOn', a.withdrawn_on,
    'authorName', author.name, 'recordedAt', floor(extract(epoch from a.recorded_at) * 1000)::float8, 'comment', a.comment, 'decision', a.decision, 'policyChange', a.policy_change,
    'resourceChange', a.resource_change, 'noChange', a.no_change, 'reviewerName', reviewer.name,
    'evaluationDue', a.evaluation_due, 'resultsMet', a.results_met, 'evaluation', a.evaluation, 'reason', a.reason
  ) as row
  from analyses a join people owner on owner.id = a.owner join people author on author.id = a.author left join people reviewer on reviewer.id = a.reviewer
  left join analysis_templates t on t.id = a.template and t.version = a.template_version`;

/** Analyses by a condition on a, whole. */
export async function readAnalyses(orm: Orm, where: SQL, rest: SQL = sql`order by a.id`): Promise<Analysis[]> {
  const rows = await rowsOf<{ row: Row | string }>(orm, sql`${WHOLE} where ${where} ${rest}`);
  return rows.map(({ row }) => toAnalysis(typeof row === "string" ? (JSON.parse(row) as Row) : row));
}

export async function readAnalysis(orm: Orm, id: string): Promise<Analysis | undefined> {
  const [analysis] = await readAnalyses(orm, sql`a.id = ${id}`);
  return analysis;
}

/** An analysis whose row nobody else writes until this transaction ends; the lock is taken before the steps are read. */
export async function lockAnalysis(orm: Orm, id: string): Promise<Analysis> {
  await rowsOf(orm, sql`select 1 from analyses where id = ${id} for update`);
  const analysis = await readAnalysis(orm, id);
  if (!analysis) throw new Error(`${id} is not there`);
  return analysis;
}

/** Open ones, and those with any date within the period: the newest first. */
export const matching = ({ department, member, start, end }: AnalysisFilter): SQL =>
  sql`a.voided_at is null
    and (${department ?? null}::text is null or a.department = ${department ?? null})
    and (${member ?? null}::bigint is null or a.owner = ${member ?? null}
      or exists (select from analysis_people i where i.record = a.id and i.person = ${member ?? null}))
    and ${happening(start, end)}`;

/** What is open, whenever it began, and what happened within the period. */
function happening(start: IsoDate, end: IsoDate): SQL {
  const dates = sql.join(
    ["registered_on", "started_on", "completed_on", "evaluated_on", "withdrawn_on"].map(
      (column) => sql`a.${sql.identifier(column)} between ${start} and ${end}`,
    ),
    sql` or `,
  );
  return sql`(a.state in ('registered', 'draft', 'submitted', 'returned') or ${dates})`;
}

/** What lists of them are by: the day one was put on the register. */
const LISTED: Source = {
  from: sql`analyses a`,
  id: sql`a.id`,
  day: sql`a.registered_on`,
  department: sql`a.department`,
  author: sql`a.author`,
  subkind: sql`a.kind`,
  live: sql`a.voided_at is null`,
  newest: sql`true`,
  within: happening,
};

export const readPage = (orm: Orm, asked: Listing): Promise<Listed<Analysis>> =>
  pageOf(orm, LISTED, (where, rest) => readAnalyses(orm, where, rest), asked);

function toAnalysis({ decision, policyChange, resourceChange, noChange, resultsMet, ...row }: Row): Analysis {
  // The same facts, with absent where the row has null.
  const known = Object.fromEntries(
    Object.entries(row).map(([name, value]) => [name, value ?? undefined]),
  ) as unknown as Omit<Analysis, "closing" | "evaluation">;
  return {
    ...known,
    invited: row.invited.map((one) => ({ ...one, department: undefined })),
    closing:
      decision === null
        ? undefined
        : {
            decision,
            policy: policyChange ?? undefined,
            resource: resourceChange ?? undefined,
            noChange: noChange ?? undefined,
          },
    evaluation: resultsMet === null ? undefined : { met: resultsMet, found: row.evaluation ?? "" },
  };
}
