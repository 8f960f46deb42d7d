import { departmentName } from "../../src/core/catalog/catalog.ts";
import type { Env } from "../../src/core/command/command.ts";
import type { RecordKind } from "../../src/core/records/records.ts";
import { buttons, heading, type Reply, reply, text } from "../../src/core/reply/reply.ts";

/** RO-…: a place on a leadership team, which makes a lead as long as it is open and not undone. */
export const leadRecords: RecordKind = {
  prefix: "RO",
  scope: async (id, env) => {
    const row = await env.stores.roster.get(id);
    return row && { to: "write", of: { department: row.department } };
  },
  undo: (id, _reason, env) => turn(id, true, env),
  restore: (id, env) => turn(id, false, env),
};

async function turn(id: string, undone: boolean, env: Env): Promise<Reply> {
  const done = await env.stores.roster.setUndone(id, undone, env.write);
  const row = await env.stores.roster.get(id);
  if (!row) throw new Error(`${id} is not there`);
  const line = `${row.person.name} · ${departmentName(env.catalog, row.department)}`;
  if (!done)
    return reply(heading("Already on the team"), text(`${line} is on the team by another record; ${id} stays undone.`));
  const back = {
    label: row.undone ? "Put it back" : "Undo",
    command: row.undone ? "fix restore" : "fix undo",
    values: { record: id },
  };
  return {
    ...reply(heading(`${row.undone ? "Undone" : "Put back"} ${id}`), text(line), buttons(back)),
    changed: { record: id, department: row.department },
  };
}
