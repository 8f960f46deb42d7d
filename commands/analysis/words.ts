import { Temporal } from "temporal-polyfill";
import { printDate, printInstant } from "../../src/core/calendar/calendar.ts";
import { departmentName } from "../../src/core/catalog/catalog.ts";
import type { Env } from "../../src/core/command/command.ts";
import type { City } from "../../src/core/places/city.ts";
import { type Block, text } from "../../src/core/reply/reply.ts";
import type { Analysis, AnalysisEntry, AnalysisState, SavedStep } from "../../src/domain/analysis/analyses.ts";
import { type StepStanding, standingOf } from "../../src/domain/analysis/analysis-steps.ts";

const SUBJECT_WORDS = {
  policy: "policy",
  program: "program",
  practice: "practice",
  budget: "budget decision",
} as const;

/** "Snow removal routes · existing program · Public Works · draft". */
export const summary = (analysis: Analysis, env: Pick<Env, "catalog">): string =>
  [analysis.title, kindOf(analysis), departmentName(env.catalog, analysis.department), standing(analysis)].join(" · ");

export const kindOf = ({ kind, subject }: AnalysisEntry): string =>
  subject === undefined ? kind : `${kind} ${SUBJECT_WORDS[subject]}`;

/** Where it stands, with the day. */
export function standing(analysis: Analysis): string {
  const exempt = analysis.exempt === undefined ? "" : `, exempt: ${analysis.exempt}`;
  return analysis.undone ? "undone" : `${STANDINGS[analysis.state](analysis)}${exempt}`;
}

const on = (date: string | undefined) => (date === undefined ? "" : ` ${printDate(date)}`);

const STANDINGS: Record<AnalysisState, (analysis: Analysis) => string> = {
  registered: ({ registeredOn }) => `registered${on(registeredOn)}`,
  draft: ({ startedOn }) => `draft, started${on(startedOn)}`,
  submitted: ({ submittedOn }) => `submitted${on(submittedOn)}`,
  returned: () => "returned for changes",
  completed: ({ completedOn }) => `completed${on(completedOn)}`,
  evaluated: ({ evaluatedOn }) => `evaluated${on(evaluatedOn)}`,
  withdrawn: ({ withdrawnOn }) => `withdrawn${on(withdrawnOn)}`,
};

/** Every step with what it lacks; none before it is started. */
export const stepsOf = ({ template, steps }: Analysis): StepStanding[] => (template ? standingOf(template, steps) : []);

export const leftOf = (analysis: Analysis): StepStanding[] =>
  stepsOf(analysis).filter(({ missing }) => missing.length > 0);

export const stepName = ({ number, step }: StepStanding): string => `${number} ${step.title}`;

/** "Ana Torres, Sat 21 Nov 14:05". */
export const savedBy = ({ authorName, savedAt }: SavedStep, city: City): string =>
  `${authorName}, ${printInstant(Temporal.Instant.fromEpochMilliseconds(savedAt), city)}`;

/** What is left, in one sentence. */
export function leftWords(analysis: Analysis): string {
  const all = stepsOf(analysis);
  const left = leftOf(analysis);
  if (left.length === 0) return `All ${all.length} steps are complete.`;
  return `${left.length} of ${all.length} steps left: ${left.map(stepName).join(", ")}.`;
}

/** One row a step: how complete it is, and who saved it last. */
export function stepTable(analysis: Analysis, { city }: Env): Block {
  const rows = stepsOf(analysis).map((one) => {
    const saved = analysis.steps.find(({ step }) => step === one.step.id);
    return [stepName(one), completeness(one, saved), saved ? savedBy(saved, city) : "nobody yet"];
  });
  const columns = ["Step", "Standing", "Saved last by"].map((label) => ({ label }));
  return { kind: "table", caption: `The steps of ${analysis.id}`, columns, rows };
}

function completeness({ missing }: StepStanding, saved: SavedStep | undefined): string {
  if (!saved) return "not begun";
  return missing.length === 0 ? "complete" : `still needs: ${missing.map(({ question }) => question.label).join(" ")}`;
}

/** An older template is said, so that nobody wonders at its questions (row C9). */
export function templateWords({ template }: Analysis, { city }: Pick<Env, "city">): Block[] {
  const now = city.template;
  if (!template || !now || (template.id === now.id && template.version === now.version)) return [];
  const current = template.id === now.id ? `version ${now.version}` : `"${now.title}"`;
  return [
    text(
      `It keeps the template it was started with: "${template.title}", version ${template.version}. New analyses use ${current}.`,
    ),
  ];
}
