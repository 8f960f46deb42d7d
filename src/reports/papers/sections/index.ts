import type { PaperSectionName } from "../../../domain/paper/papers.ts";
import type { RecordFacts } from "../facts/record.ts";
import { item, steps } from "./analysis.ts";
import { method, notReported, restatements, sources } from "./back.ts";
import { policyChanges, resourceChanges } from "./changes.ts";
import { askedFor, attachments, background, fiscalImpact, issue } from "./cover.ts";
import { departments } from "./departments.ts";
import { contents, letter, mandate, standing, summary } from "./front.ts";
import { measures, quarterlyTables } from "./measures.ts";
import { cooperation, duties, outreach, recommendations } from "./outreach.ts";
import { teams } from "./people.ts";
import { boards, goals, objectives, planProgress, serviceAreas } from "./plan.ts";
import { outcome, recordSources, signOff } from "./record.ts";
import type { SectionKind } from "./section.ts";
import { file, impacts } from "./statement.ts";
import { statements, toolkit } from "./toolkit.ts";
import { training } from "./training.ts";

const KINDS: readonly SectionKind[] = [
  letter,
  contents,
  summary,
  mandate,
  standing,
  teams,
  toolkit,
  statements,
  policyChanges,
  resourceChanges,
  training,
  outreach,
  duties,
  cooperation,
  departments,
  recommendations,
  goals,
  objectives,
  planProgress,
  serviceAreas,
  boards,
  measures,
  quarterlyTables,
  restatements,
  notReported,
  method,
  sources,
];

const OF_RECORDS: readonly SectionKind<RecordFacts>[] = [
  issue,
  background,
  fiscalImpact,
  askedFor,
  attachments,
  file,
  impacts,
  item,
  steps,
  outcome,
  signOff,
  recordSources,
];

/** The section with that name; a test sees to it that each has one. */
export const sectionKind = (id: PaperSectionName): SectionKind => named(KINDS, id);

/** The same for papers about one record. */
export const recordSectionKind = (id: PaperSectionName): SectionKind<RecordFacts> => named(OF_RECORDS, id);

function named<Facts>(kinds: readonly SectionKind<Facts>[], id: PaperSectionName): SectionKind<Facts> {
  const kind = kinds.find((one) => one.id === id);
  if (!kind) throw new Error(`no such section: ${id}`);
  return kind;
}
