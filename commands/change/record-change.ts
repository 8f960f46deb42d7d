import type { Env } from "../../src/core/command/command.ts";
import { recordedReply } from "../../src/core/records/record-kind.ts";
import { buttons, type Reply, text } from "../../src/core/reply/reply.ts";
import type { ChangeFacts, ChangeKind } from "../../src/domain/change/changes.ts";
import { CHANGE } from "./record.ts";
import { requireStanding, sourceLine, sourceOf } from "./source.ts";

/** Whom it touches: the department of the analysis or statement it came from. */
export const scopeOf = async ({ from }: { from: string }, env: Env) =>
  ({ to: "write", of: { department: (await sourceOf(from, env)).department } }) as const;

/** Keeps a change, and says what it came from. */
export async function recordChange(kind: ChangeKind, from: string, facts: ChangeFacts, env: Env): Promise<Reply> {
  const source = await sourceOf(from, env);
  requireStanding(source);
  const entry = { kind, source: from, department: source.department, ...facts };
  const { outcome, record: change } = await env.stores.changes.record(entry, env.write);
  if (outcome !== "contradicts")
    return recordedReply(CHANGE, { outcome, record: change }, env, [text(sourceLine(source, env))]);
  const says = kind === "none" ? "something changes because of it" : "nothing changes because of it";
  const { blocks } = CHANGE.receipt(`${change.id} says that ${says}`, change, env);
  return {
    visibility: "private",
    blocks: [
      ...blocks.filter((block) => block.kind !== "buttons"),
      text(`Both cannot be on record. Undo ${change.id} first if it is wrong. Nothing was saved.`),
      buttons(...CHANGE.actions(change, env)),
    ],
  };
}
