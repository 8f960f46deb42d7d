import type { Env } from "../../src/core/command/command.ts";
import { type Block, heading, type Reply, reply, text } from "../../src/core/reply/reply.ts";
import type { Analysis } from "../../src/domain/analysis/analyses.ts";
import { printAnswer, type StepStanding } from "../../src/domain/analysis/analysis-steps.ts";
import type { Answers, Question } from "../../src/domain/analysis/analysis-template.ts";
import type { Answered } from "./answers.ts";
import { answersOf, type ReadAnswers, stepForm } from "./form.ts";
import { savedBy } from "./words.ts";

interface Meanwhile {
  /** What the writer had seen. */
  base: Answers;
  read: ReadAnswers;
  env: Env;
}

interface Difference {
  question: Question;
  theirs: string;
  mine: string;
  /** Only they changed it, only the writer did, or both did. */
  by: "them" | "me" | "both";
}

/**
 * Two people wrote the same step. Nothing was saved: the second sees both texts side by side, finds their own in the form
 * wherever they wrote something, and saves again, now knowing both.
 */
export function overtaken(analysis: Analysis, at: StepStanding, meanwhile: Meanwhile): Reply {
  const saved = analysis.steps.find(({ step }) => step === at.step.id);
  const who = saved?.authorName ?? "Somebody";
  const when = saved ? savedBy(saved, meanwhile.env.city) : who;
  const differences = differencesIn(at, answersOf(analysis, at), meanwhile);
  const both = differences.filter(({ by }) => by === "both");
  const form = stepForm(analysis, at, {
    values: { ...answersOf(analysis, at), ...mineWhereWritten(differences), ...meanwhile.read.unread },
    errors: { ...said(both, `${who} changed this, too: see above. This is your text.`), ...meanwhile.read.problems },
    hints: said(
      differences.filter(({ by }) => by === "them"),
      `Changed by ${who}.`,
    ),
  });
  return reply(
    heading(`Step ${at.number} was saved while you were writing`),
    text(`${when}. Your answers are not saved yet, and nothing is lost: compare the two, then save again.`),
    sideBySide(differences, who),
    { kind: "form", form },
  );
}

function differencesIn(
  { step }: StepStanding,
  theirs: Answers,
  { base, read: { answers: mine } }: Meanwhile,
): Difference[] {
  return step.questions.flatMap((question): Difference[] => {
    const [was = "", now = "", own = was] = [base[question.id], theirs[question.id], mine[question.id]];
    if (own === now) return [];
    return [{ question, theirs: now, mine: own, by: own === was ? "them" : now === was ? "me" : "both" }];
  });
}

const mineWhereWritten = (differences: readonly Difference[]): Answers =>
  Object.fromEntries(differences.filter(({ by }) => by !== "them").map(({ question, mine }) => [question.id, mine]));

const said = (differences: readonly Difference[], words: string): Record<string, string> =>
  Object.fromEntries(differences.map(({ question }) => [question.id, words]));

function sideBySide(differences: readonly Difference[], who: string): Block {
  const rows = differences.map(({ question, theirs, mine, by }) => [
    question.label,
    shown(question, theirs),
    by === "them" ? "you did not change it" : shown(question, mine),
  ]);
  const columns = ["Question", `On record, by ${who}`, "Yours"].map((label) => ({ label }));
  return { kind: "table", caption: "Both texts, where they differ", columns, rows };
}

const shown = (question: Question, value: string) => (value === "" ? "no answer" : printAnswer(question, value));

/** A form made from another template asks other questions: what still has its question is filled in, the rest is shown. */
export function olderForm(analysis: Analysis, at: StepStanding, { given, template = "" }: Answered): Reply {
  const typed = Object.entries(given).map(([id, raw]) => [id, String(raw ?? "").trim()] as const);
  const written = typed.filter(([, value]) => value !== "");
  const asked = new Set(at.step.questions.map(({ id }) => id));
  const fitting = Object.fromEntries(written.filter(([id]) => asked.has(id)));
  const others = written.filter(([id]) => !asked.has(id));
  const [name, version] = template.split("@");
  const now = analysis.template;
  return reply(
    heading("This form is from another template"),
    text(
      `It was made from ${name} version ${version}; ${analysis.id} is written with "${now?.title}", version ${now?.version}. Nothing was saved. What fits is filled in below: look at it, then save.`,
    ),
    ...(others.length === 0
      ? []
      : [
          {
            kind: "facts" as const,
            facts: others.map(([label, value]) => ({ label: `Not asked here: ${label}`, value })),
          },
        ]),
    { kind: "form", form: stepForm(analysis, at, { values: { ...answersOf(analysis, at), ...fitting } }) },
  );
}
