import type { PaperSectionName } from "../../../domain/paper/papers.ts";
import { method, notReported, restatements, sources } from "./back.ts";
import { policyChanges, resourceChanges } from "./changes.ts";
import { departments } from "./departments.ts";
import { contents, letter, mandate, standing, summary } from "./front.ts";
import { measures, quarterlyTables } from "./measures.ts";
import { cooperation, duties, outreach, recommendations } from "./outreach.ts";
import { teams } from "./people.ts";
import { boards, goals, objectives, planProgress, serviceAreas } from "./plan.ts";
import type { SectionKind } from "./section.ts";
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

/** The section with that name; a test sees to it that each has one. */
export function sectionKind(id: PaperSectionName): SectionKind {
  const kind = KINDS.find((one) => one.id === id);
  if (!kind) throw new Error(`no such section: ${id}`);
  return kind;
}
