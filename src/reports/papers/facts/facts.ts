import type { Period } from "../../../core/calendar/calendar.ts";
import type { Catalog, Department } from "../../../core/catalog/catalog.ts";
import type { Holder } from "../../../core/people/duties.ts";
import type { City, IsoDate } from "../../../core/places/city.ts";
import type { Block as ReplyBlock } from "../../../core/reply/reply.ts";
import type { Ambassador, AmbassadorTotals } from "../../../domain/ambassador/ambassadors.ts";
import type { Analysis } from "../../../domain/analysis/analyses.ts";
import type { Recommendation } from "../../../domain/analysis/recommendations.ts";
import type { Change } from "../../../domain/change/changes.ts";
import type { Engagement } from "../../../domain/engagement/engagements.ts";
import type { Partner } from "../../../domain/partner/partners.ts";
import type { Finding } from "../../../domain/plan/finding.ts";
import type { Plan } from "../../../domain/plan/plan.ts";
import type { Progress } from "../../../domain/plan/progress.ts";
import type { OfficerTerm } from "../../../domain/roster/officer-terms.ts";
import type { Board, Post } from "../../../domain/roster/posts.ts";
import type { RosterRow } from "../../../domain/roster/teams.ts";
import type { Statement } from "../../../domain/statement/statements.ts";
import type { TrainingRecord } from "../../../domain/training/store.ts";
import type { TrainingTotals } from "../../../domain/training/training-totals.ts";
import type { VisionStanding } from "../../../domain/vision/visions.ts";
import type { MeasureReport } from "../../measures/report.ts";

/** Everything a paper about a period is made from, read once. Sections are pure functions of it. */
export interface PaperFacts {
  plan: Plan;
  city: City;
  catalog: Catalog;
  period: Period;
  today: IsoDate;
  /** The last day of the period, or today where that is earlier: what is said is as of then. */
  asOf: IsoDate;
  /** The seal of the audit trail, or that there is none yet. */
  auditHead: string;
  departments: readonly Department[];
  /** As of `asOf`: of every department, and of the city itself. */
  findings: readonly Finding[];
  holders: readonly Holder[];
  officers: readonly string[];
  /** Who was officer, or stood in, within the period. */
  officerTerms: readonly OfficerTerm[];
  leads: readonly RosterRow[];
  posts: readonly Post[];
  boards: readonly Board[];
  ambassadors: readonly Ambassador[];
  ambassadorTotals: readonly AmbassadorTotals[];
  visions: readonly VisionStanding[];
  analyses: readonly Analysis[];
  statements: readonly Statement[];
  changes: readonly Change[];
  recommendations: readonly Recommendation[];
  sessions: readonly TrainingRecord[];
  training: readonly TrainingTotals[];
  /** The same by quarter of the period. */
  byQuarter: readonly { quarter: Period; totals: readonly TrainingTotals[] }[];
  /** Who is trained, tier by course, as the chat says it. */
  trained: readonly ReplyBlock[];
  engagements: readonly Engagement[];
  /** Help with analyses and statements, also before the period. */
  assists: readonly Engagement[];
  partners: readonly Partner[];
  measures: readonly MeasureReport[];
  progress: readonly Progress[];
  /** What closed quarters said otherwise, as the status says it. */
  restated: readonly ReplyBlock[];
}

export const inPeriod = ({ period }: Pick<PaperFacts, "period">, day: IsoDate | undefined): boolean =>
  day !== undefined && period.start <= day && day <= period.end;
