import type { Ambassador } from "../../src/core/ambassadors.ts";
import type { Env } from "../../src/core/command.ts";
import type { RecordKind } from "../../src/core/records.ts";
import { buttons, heading, type Reply, reply, text } from "../../src/core/reply.ts";
import { ambassadorLine } from "./receipt.ts";

/** AM-…: undoing a recruitment takes it out of every count, whatever was answered. */
export const ambassadorRecords: RecordKind = {
  prefix: "AM",
  scope: async (id, env) => {
    const one = await env.stores.ambassadors.get(id);
    return one && { to: "write", of: { department: one.department } };
  },
  undo: (id, _reason, env) => turn(id, true, env),
  restore: (id, env) => turn(id, false, env),
};

async function turn(id: string, undone: boolean, env: Env): Promise<Reply> {
  const done = await env.stores.ambassadors.setUndone(id, undone, env.write);
  const after = await env.stores.ambassadors.get(id);
  if (!after) throw new Error(`${id} is not there`);
  return done ? turnedReply(after, env) : inTheWay(after, env);
}

function turnedReply(after: Ambassador, env: Env): Reply {
  const back = {
    label: after.undone ? "Put it back" : "Undo",
    command: after.undone ? "fix restore" : "fix undo",
    values: { record: after.id },
  };
  return {
    ...reply(
      heading(`${after.undone ? "Undone" : "Put back"} ${after.id}`),
      text(ambassadorLine(after, env)),
      buttons(back),
    ),
    changed: { record: after.id, department: after.department },
  };
}

const inTheWay = (after: Ambassador, env: Env): Reply =>
  reply(
    heading("Already on record"),
    text(
      `${after.person.name} is invited or active there by another record: ${ambassadorLine(after, env)} stays undone.`,
    ),
    buttons({ label: "All ambassadors", command: "ambassador list", values: { department: after.department } }),
  );
