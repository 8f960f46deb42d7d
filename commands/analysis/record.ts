import type { Env } from "../../src/core/command/command.ts";
import type { RecordKind } from "../../src/core/records/records.ts";
import { buttons, heading, type Reply, reply, text } from "../../src/core/reply/reply.ts";
import { may } from "../../src/core/request/actor.ts";
import { Refusal } from "../../src/core/request/errors.ts";
import type { Analysis } from "../../src/domain/analysis/analyses.ts";
import { analysisOf, deciding, undoing } from "./access.ts";
import { analysisCorrection } from "./correction.ts";
import { actions, receipt } from "./receipt.ts";
import { summary } from "./words.ts";

/** AN-…: undone it counts nowhere, and nothing that was written is gone. */
export const analysisRecords: RecordKind = {
  prefix: "AN",
  scope: async (id, env) => {
    const analysis = await env.stores.analyses.get(id);
    return analysis && deciding(analysis, env);
  },
  correction: analysisCorrection,
  undo: async (id, reason, env) => {
    const before = await analysisOf(id, env);
    requireUndoer(before, env);
    await env.stores.analyses.setUndone(id, true, reason, env.write);
    const analysis = await analysisOf(id, env);
    const title = before.undone ? `${id} was undone before` : `Undone ${id}`;
    return {
      ...reply(
        heading(title),
        text(`It no longer counts: ${summary(analysis, env)}. Everything that was written is kept.`),
        ...undoButtons(analysis, env),
      ),
      changed: { record: id, department: analysis.department },
    };
  },
  restore: async (id, env) => {
    const before = await analysisOf(id, env);
    const outcome = await env.stores.analyses.setUndone(id, false, undefined, env.write);
    if (outcome === "conflict") return otherOpen(before, env);
    return receipt(before.undone ? `Put back ${id}` : `${id} is on record`, await analysisOf(id, env), env);
  },
};

/** What was registered by somebody else, or is reviewed, is not one's own any more to take back. */
function requireUndoer(analysis: Analysis, env: Env): void {
  if (may(env.actor, undoing(analysis, env))) return;
  throw new Refusal(
    `You may not undo ${analysis.id}: somebody else put it on the register, it is reviewed, or its quarter is closed. A lead or the equity officer can. Withdrawing it is possible until it is completed.`,
  );
}

function undoButtons(analysis: Analysis, env: Env): Reply["blocks"] {
  const all = actions(analysis, env);
  return all.length === 0 ? [] : [buttons(...all)];
}

const otherOpen = (analysis: Analysis, env: Env): Reply =>
  reply(
    heading("Another record stands for it"),
    text(
      `${summary(analysis, env)}: the same item was registered or started again since. Nothing was changed. Undo or withdraw the other one first.`,
    ),
    buttons({ label: "Show them", command: "analysis list", values: { department: analysis.department } }),
  );
