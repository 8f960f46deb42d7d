import type { Env } from "../../src/core/command/command.ts";
import { type Block, type Button, buttons, heading, type Reply, reply, text } from "../../src/core/reply/reply.ts";
import { may } from "../../src/core/request/actor.ts";
import type { Analysis } from "../../src/domain/analysis/analyses.ts";
import { deciding, mayReview, mayWrite, reading, reviewing, undoing } from "./access.ts";
import { leftOf, leftWords, stepName, stepsOf, summary } from "./words.ts";

/** Record id, what it is, where it stands, and what can be done next. Every write ends in one. */
export function receipt(title: string, analysis: Analysis, env: Env, more: readonly Block[] = []): Reply {
  return {
    ...reply(heading(title), text(summary(analysis, env)), ...more, ...whatIsLeft(analysis), ...next(analysis, env)),
    changed: { record: analysis.id, department: analysis.department },
  };
}

const isOpen = ({ state, undone }: Analysis) => !undone && (state === "draft" || state === "returned");

function whatIsLeft(analysis: Analysis): Block[] {
  const comment = analysis.state === "returned" ? [text(`The reviewer asks: ${analysis.comment}`)] : [];
  return isOpen(analysis) ? [...comment, text(leftWords(analysis))] : [];
}

function next(analysis: Analysis, env: Env): Block[] {
  const all = actions(analysis, env);
  return all.length === 0 ? [] : [buttons(...all)];
}

/** What this person can do with it now, the likeliest first. */
export function actions(analysis: Analysis, env: Env): Button[] {
  const { actor } = env;
  if (analysis.undone)
    return may(actor, undoing(analysis, env)) ? [button("Put it back", "fix restore", analysis)] : [];
  const write = mayWrite(analysis, env);
  return [
    ...(write ? going(analysis) : []),
    ...(mayReview(analysis, env) && analysis.state === "submitted" ? reviewButtons(analysis) : []),
    ...(may(actor, reading(analysis, actor)) ? [button("Show all of it", "analysis show", analysis)] : []),
    ...changes(analysis, env),
  ];
}

/** The next thing to do, by state; a button for each step that is left. */
function going(analysis: Analysis): Button[] {
  const { title, kind, subject, department, state } = analysis;
  const item = { title, kind, department, ...(subject === undefined ? {} : { subject }) };
  if (state === "registered")
    return [{ label: "Start the analysis", command: "analysis start", values: item, tone: "primary" }];
  if (state === "withdrawn")
    return [{ label: "Take it up again", command: "analysis start", values: item, confirmed: ["anyway"] }];
  if (state === "completed") return [{ ...button("Evaluate…", "analysis evaluate", analysis), ask: true }];
  if (!isOpen(analysis)) return [];
  const left = leftOf(analysis).map((one) => stepButton(analysis, one.number, stepName(one)));
  return left.length > 0
    ? left.map((one, at): Button => (at === 0 ? { ...one, tone: "primary" } : one))
    : [{ ...button("Submit for review", "analysis submit", analysis), tone: "primary" }];
}

const button = (label: string, command: string, { id }: Analysis): Button => ({
  label,
  command,
  values: { record: id },
});

const stepButton = ({ id }: Analysis, number: number, label: string): Button => ({
  label,
  command: "analysis step",
  values: { record: id, step: String(number) },
  ask: true,
});

const reviewButtons = (analysis: Analysis): Button[] => [
  { ...button("Complete…", "analysis complete", analysis), ask: true, tone: "primary" },
  { ...button("Return…", "analysis return", analysis), ask: true },
];

function changes(analysis: Analysis, env: Env): Button[] {
  const { actor } = env;
  const decide = may(actor, deciding(analysis, env));
  const exemptable = analysis.state === "registered" && analysis.kind === "new" && may(actor, reviewing(analysis));
  return [
    ...(decide && isOpen(analysis) ? [{ ...button("Invite…", "analysis invite", analysis), ask: true }] : []),
    ...(exemptable ? [{ ...button("Exempt…", "analysis exempt", analysis), ask: true }] : []),
    ...(decide ? [{ ...button("Edit", "fix", analysis), ask: true }] : []),
    ...(may(actor, undoing(analysis, env)) ? [button("Undo", "fix undo", analysis)] : []),
  ];
}

/** A button for every step: to change it where that is possible, else to read it. */
export function stepButtons(analysis: Analysis, env: Env): Button[] {
  const change = isOpen(analysis) && mayWrite(analysis, env);
  return stepsOf(analysis).map((one) =>
    change
      ? stepButton(analysis, one.number, stepName(one))
      : {
          label: `Read ${stepName(one)}`,
          command: "analysis show",
          values: { record: analysis.id, step: String(one.number) },
        },
  );
}
