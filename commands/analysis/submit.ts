import { defineCommand, type Env } from "../../src/core/command/command.ts";
import { facts, heading, type Reply, reply, text } from "../../src/core/reply/reply.ts";
import { Refusal } from "../../src/core/request/errors.ts";
import type { Analysis, Move, MoveOutcome } from "../../src/domain/analysis/analyses.ts";
import { analysisOf, writing } from "./access.ts";
import { analysisRecord } from "./fields.ts";
import { receipt } from "./receipt.ts";
import { leftOf, stepName, summary } from "./words.ts";

export const analysisSubmit = defineCommand({
  name: "analysis submit",
  summary: "Hand an analysis in for review.",
  roles: ["employee", "lead", "officer"],
  fields: { record: analysisRecord() },
  cues: { tells: "wish", patterns: [[/\bsubmit\b.*\ban-\d{4}-\d{4,}\b/, 6]] },
  examples: ["submit AN-2026-0002"],
  scope: async ({ record }, env) => writing(await analysisOf(record, env), env.actor),
  execute: async ({ record }, env) => {
    const result = await moved(record, { to: "submitted" }, env);
    if (result.outcome === "incomplete") return stillNeeds(result.analysis, env);
    return receipt(`Submitted ${record}`, result.analysis, env, [
      text("A lead who did not write it, or the equity officer, completes it or returns it with a comment."),
    ]);
  },
});

/** One move from state to state; where the state does not allow it, a refusal says what is so and what can be done. */
export async function moved(id: string, move: Move, env: Env): Promise<MoveOutcome> {
  const result = await env.stores.analyses.move(id, move, env.today, env.write);
  if (result.outcome !== "not now") return result;
  const { analysis } = result;
  const now = analysis.undone
    ? `${id} was undone. Put it back first.`
    : `${id} ${IS_NOW[analysis.state]} ${CANNOT[move.to]}`;
  throw new Refusal(`${now} Nothing was changed.`);
}

const IS_NOW: Record<Analysis["state"], string> = {
  registered: "is registered, but not started.",
  draft: "is a draft.",
  submitted: "is submitted and waits for its review.",
  returned: "was returned for changes.",
  completed: "is completed.",
  evaluated: "is evaluated already.",
  withdrawn: "was withdrawn, and everything is kept. Starting it takes it up again.",
};

const CANNOT: Record<Move["to"], string> = {
  submitted: "Only a draft, or what was returned, can be submitted.",
  returned: "Only what was submitted can be returned.",
  completed: "Only what was submitted can be completed.",
  evaluated: "Only what was completed, and not evaluated yet, can be evaluated.",
  withdrawn: "Only what is not completed can be withdrawn.",
};

/** Every step that is left, with all it lacks. */
function stillNeeds(analysis: Analysis, env: Env): Reply {
  const lacks = leftOf(analysis).map((one) => ({
    label: `Step ${stepName(one)}`,
    value: one.missing.map(({ question, because }) => `${question.label} ${because}`).join(" · "),
  }));
  const { blocks } = receipt("", analysis, env);
  return reply(
    heading(`${analysis.id} cannot be submitted yet`),
    text(`${summary(analysis, env)}. Everything is kept. These answers are missing:`),
    facts(...lacks),
    ...blocks.filter(({ kind }) => kind === "buttons"),
  );
}
