import type { Obligation } from "../../domain/plan/plan.ts";
import type { Rule } from "../rule.ts";
import { ambassadors } from "./ambassadors.ts";
import { existingAnalysed } from "./existing-analysed.ts";
import { languageAccessPlan } from "./language-access-plan.ts";
import { leadershipTeam } from "./leadership-team.ts";
import { measureReported } from "./measure-reported.ts";
import { newItemsAnalysed } from "./new-items-analysed.ts";
import { recurringMeeting } from "./recurring-meeting.ts";
import { statementsOnTime } from "./statements-on-time.ts";
import { tierTrained } from "./tier-trained.ts";
import { toolkitTrainedLeads } from "./toolkit-trained-leads.ts";
import { toolkitTrainedManagers } from "./toolkit-trained-managers.ts";
import { visionAdopted } from "./vision-adopted.ts";

/** Every rule a plan may name. A new one is a file and a line here. */
export const rules: readonly Rule[] = [
  leadershipTeam,
  ambassadors,
  visionAdopted,
  tierTrained,
  toolkitTrainedLeads,
  toolkitTrainedManagers,
  newItemsAnalysed,
  existingAnalysed,
  statementsOnTime,
  languageAccessPlan,
  recurringMeeting,
  measureReported,
];

/** The plan was read with its rules, so each one is there. */
export function ruleOf({ rule: name }: Pick<Obligation, "rule">): Rule {
  const rule = rules.find((one) => one.name === name);
  if (!rule) throw new Error(`no such rule: ${name}`);
  return rule;
}
