import type { Env } from "../../src/core/command/command.ts";
import { departmentFact, fact } from "../../src/core/records/field.ts";
import { recordKind } from "../../src/core/records/record-kind.ts";
import { buttons, heading, type Reply, reply, text } from "../../src/core/reply/reply.ts";
import { may } from "../../src/core/request/actor.ts";
import { Refusal } from "../../src/core/request/errors.ts";
import { ANALYSES, type Analysis } from "../../src/domain/analysis/analyses.ts";
import { analysisOf, deciding, reading, undoing } from "./access.ts";
import { analysisCorrection } from "./correction.ts";
import { actions, receipt } from "./receipt.ts";
import { summary } from "./words.ts";

/** AN-…: undone it counts nowhere, and nothing that was written is gone. */
export const ANALYSIS = recordKind<Analysis>(
  {
    ...ANALYSES,
    listedBy: "analysis list",
    store: ({ analyses }, { write }) => ({
      get: analyses.get,
      page: analyses.page,
      setUndone: async (id, undone, reason) => (await analyses.setUndone(id, undone, reason, write)) === "done",
    }),
    touches: deciding,
    reads: (analysis, { actor }) => reading(analysis, actor),
    line: summary,
    fields: [
      fact("Title", "text", (one) => one.title),
      fact("Kind", "text", (one) => one.kind),
      fact("Subject", "text", (one) => one.subject),
      departmentFact(),
      fact("State", "text", (one) => one.state),
      fact("Registered on", "day", (one) => one.registeredOn),
      fact("Started on", "day", (one) => one.startedOn),
      fact("Completed on", "day", (one) => one.completedOn),
      fact("Evaluated on", "day", (one) => one.evaluatedOn),
      fact("Evaluation due", "day", (one) => one.evaluationDue),
      fact("Decision", "text", (one) => one.closing?.decision),
      fact("Owner", "text", (one) => one.ownerName),
    ],
    correction: analysisCorrection,
  },
  { actions, receipt, undo, restore },
);

async function undo(id: string, reason: string | undefined, env: Env): Promise<Reply> {
  const before = await analysisOf(id, env);
  requireUndoer(before, env);
  await env.stores.analyses.setUndone(id, true, reason, env.write);
  const analysis = await analysisOf(id, env);
  const title = before.undone ? `${id} was undone before` : `Undone ${id}`;
  const next = actions(analysis, env);
  return {
    ...reply(
      heading(title),
      text(`It no longer counts: ${summary(analysis, env)}. Everything that was written is kept.`),
      ...(next.length === 0 ? [] : [buttons(...next)]),
    ),
    changed: { record: id, department: analysis.department },
  };
}

async function restore(id: string, env: Env): Promise<Reply> {
  const before = await analysisOf(id, env);
  const outcome = await env.stores.analyses.setUndone(id, false, undefined, env.write);
  if (outcome === "conflict") return otherOpen(before, env);
  return receipt(before.undone ? `Put back ${id}` : `${id} is on record`, await analysisOf(id, env), env);
}

/** What was registered by somebody else, or is reviewed, is not one's own any more to take back. */
function requireUndoer(analysis: Analysis, env: Env): void {
  if (may(env.actor, undoing(analysis, env))) return;
  throw new Refusal(
    `You may not undo ${analysis.id}: somebody else put it on the register, it is reviewed, or its quarter is closed. A lead or the equity officer can. Withdrawing it is possible until it is completed.`,
  );
}

const otherOpen = (analysis: Analysis, env: Env): Reply =>
  reply(
    heading("Another record stands for it"),
    text(
      `${summary(analysis, env)}: the same item was registered or started again since. Nothing was changed. Undo or withdraw the other one first.`,
    ),
    buttons({ label: "Show them", command: "analysis list", values: { department: analysis.department } }),
  );
