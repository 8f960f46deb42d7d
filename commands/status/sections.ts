import { activitiesSection } from "./activities.ts";
import { ambassadorsSection } from "./ambassadors.ts";
import { analysesSection } from "./analyses.ts";
import { capacitySection } from "./capacity.ts";
import { measuresSection } from "./measures.ts";
import { officerSection } from "./officer.ts";
import { papersSection } from "./papers.ts";
import { participationSection } from "./participation.ts";
import { planSection, raciSection } from "./plan.ts";
import type { Section } from "./section.ts";
import { statementsSection } from "./statements.ts";
import { teamsSection } from "./teams.ts";
import { trainedSection } from "./trained.ts";
import { trainingSection } from "./training.ts";

/** Every topic of the status. */
export const SECTIONS: readonly Section[] = [
  trainingSection,
  trainedSection,
  participationSection,
  teamsSection,
  ambassadorsSection,
  activitiesSection,
  analysesSection,
  capacitySection,
  measuresSection,
  planSection,
  raciSection,
  papersSection,
  officerSection,
  statementsSection,
];
