import { type Actor, may } from "../../src/core/actor.ts";
import { printDate, printPeriod } from "../../src/core/calendar.ts";
import { departmentName } from "../../src/core/catalog.ts";
import { defineCommand } from "../../src/core/command.ts";
import type { Engagement } from "../../src/core/engagements.ts";
import { department } from "../../src/core/fields/department.ts";
import { period, periodOf } from "../../src/core/fields/period.ts";
import { type Block, buttons, heading, reply, text } from "../../src/core/reply.ts";
import { attendance, leaderNames } from "./receipt.ts";

const MOST = 50;

export const engagementList = defineCommand({
  name: "engagement list",
  summary: "List a department's equity activities: your own entries, or all if you may read them.",
  roles: ["employee", "lead", "officer", "auditor"],
  fields: { department: department({ default: "author's" }), period: period({ default: "this quarter" }) },
  cues: {
    tells: "question",
    patterns: [[/\b(?:list|show|which|what|how many|who (?:led|leads))\b.*\b(?:activit(?:y|ies)|engagements?)\b/, 4]],
  },
  examples: ["list", "list public works q3"],
  scope: ({ department: code }, { actor }) =>
    ownOnly(code, actor) ? { to: "read", of: { person: actor.id } } : { to: "read", of: { department: code } },
  execute: async (values, env) => {
    const asked = periodOf(values.period, env.city);
    const own = ownOnly(values.department, env.actor);
    const author = own ? env.actor.id : undefined;
    const { start, end } = asked;
    const found = await env.stores.engagements.list({
      department: values.department,
      author,
      start,
      end,
      limit: MOST + 1,
    });
    const whose = `${departmentName(env.catalog, values.department)}${own ? ", recorded by you" : ""}`;
    const log = { label: "Log an activity", command: "engagement log", values: {}, ask: true };
    return reply(
      heading(`Activities · ${whose} · ${printPeriod(asked)}`),
      ...(found.length > 0 ? listed(found) : [text("Nothing is reported for this period.")]),
      ...(env.actor.granted.includes("auditor") ? [] : [buttons(log)]),
    );
  },
});

/** In their own department people see what they recorded themselves; the rest is its lead's to read. */
const ownOnly = (code: string, actor: Actor) =>
  code === actor.department && !may(actor, { to: "read", of: { department: code } });

function listed(found: readonly Engagement[]): Block[] {
  const rows = found
    .slice(0, MOST)
    .map((one) => [one.id, one.title, printDate(one.heldOn), leaderNames(one), attendance(one), one.authorName]);
  const columns = ["Record", "Title", "Date", "Led by", "Who came", "Recorded by"].map((label) => ({ label }));
  const more =
    found.length > MOST ? [text(`The latest ${MOST} are shown. Ask for a shorter period to see the others.`)] : [];
  return [{ kind: "table", caption: "Activities on record", columns, rows }, ...more];
}
