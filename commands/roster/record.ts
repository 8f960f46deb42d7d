import { departmentName } from "../../src/core/catalog/catalog.ts";
import type { Env } from "../../src/core/command/command.ts";
import { departmentFact, fact } from "../../src/core/records/field.ts";
import { recordKind } from "../../src/core/records/record-kind.ts";
import { buttons, heading, type Reply, reply, text } from "../../src/core/reply/reply.ts";
import { LEADS, type RosterRow } from "../../src/domain/roster/teams.ts";

const line = ({ person, department }: RosterRow, { catalog }: Pick<Env, "catalog">): string =>
  `${person.name} · ${departmentName(catalog, department)}`;

/** RO-…: a place on a leadership team, which makes a lead as long as it is open and not undone. It is ended, not corrected. */
export const LEAD = recordKind<RosterRow>(
  {
    ...LEADS,
    listedBy: "roster show",
    store: ({ roster }) => roster,
    touches: ({ department }) => ({ to: "write", of: { department } }),
    line,
    instead: 'is a place on a leadership team: undo it, or end it with "roster lead end"',
    fields: [
      fact("E-mail", "text", (one) => one.person.email, { as: "email" }),
      fact("Name", "text", (one) => one.person.name),
      departmentFact(),
      fact("Senior leader", "yes or no", (one) => one.senior),
      fact("From", "day", (one) => one.fromOn, { as: "from_on" }),
      fact("Ended on", "day", (one) => one.endedOn),
    ],
  },
  {
    undo: (id, reason, env) => turn(id, true, reason, env),
    restore: (id, env) => turn(id, false, undefined, env),
  },
);

async function turn(id: string, undone: boolean, reason: string | undefined, env: Env): Promise<Reply> {
  const done = await env.stores.roster.setUndone(id, undone, reason, env.write);
  const row = await env.stores.roster.get(id);
  if (!row) throw new Error(`${id} is not there`);
  const said = line(row, env);
  if (!done)
    return reply(heading("Already on the team"), text(`${said} is on the team by another record; ${id} stays undone.`));
  const back = {
    label: row.undone ? "Put it back" : "Undo",
    command: row.undone ? "fix restore" : "fix undo",
    values: { record: id },
  };
  return {
    ...reply(heading(`${row.undone ? "Undone" : "Put back"} ${id}`), text(said), buttons(back)),
    changed: { record: id, department: row.department },
  };
}
