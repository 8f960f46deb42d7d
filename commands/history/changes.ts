import { printPeriod } from "../../src/core/calendar/calendar.ts";
import { instantsOf } from "../../src/core/calendar/instants.ts";
import { departmentName } from "../../src/core/catalog/catalog.ts";
import { defineCommand, type Env } from "../../src/core/command/command.ts";
import { period, periodOf } from "../../src/core/fields/period.ts";
import type { AuditFilter } from "../../src/core/records/audit.ts";
import { heading, reply, text } from "../../src/core/reply/reply.ts";
import { may } from "../../src/core/request/actor.ts";
import { changesTable, MOST } from "./trail.ts";

/** What was entered, corrected or taken back in some days, as far as one may see it. */
export const historyChanges = defineCommand({
  name: "history changes",
  summary: "Show what was recorded, corrected or taken back yesterday, this week or in a period.",
  roles: ["employee", "lead", "officer", "auditor"],
  reads: true,
  fields: { period: period({ days: true, default: "this week" }) },
  cues: {
    tells: "question",
    patterns: [
      [
        /\bwhat(?: ?s| is| was| were)? (?:did (?:we|i|you|they|anyone|anybody) )?(?:change|record|log|enter|correct|add|undo)(?:ed|d|ged)?\b/,
        5,
      ],
      [/\bwhat (?:has|have) (?:\w+ )?(?:been )?(?:changed|recorded|logged|entered|corrected|added)\b/, 5],
      [/\b(?:show|list|see)\b.*\b(?:recent )?(?:changes|entries)\b/, 4],
    ],
  },
  examples: ["what did we record yesterday", "what changed this week", "history changes last month"],
  scope: () => ({ to: "open" }),
  execute: async ({ period: asked }, env) => {
    const span = periodOf(asked, env.city);
    const { whose, filter } = visibleTo(env);
    const found = await env.stores.audit.entries({
      ...filter,
      ...instantsOf(span, env.city),
      records: true,
      limit: MOST + 1,
    });
    const number = found.length > MOST ? `more than ${MOST}` : String(found.length);
    return reply(
      heading(`${number} ${found.length === 1 ? "change" : "changes"} · ${whose} · ${printPeriod(span)}`),
      ...(found.length === 0 ? [text("Nothing was recorded, corrected or taken back.")] : []),
      ...(await changesTable(found, "The newest first", env, { of: true })),
    );
  },
});

/** The city for whoever may read it; else what one entered, and what was entered for the departments one leads. */
function visibleTo({ actor, catalog, city }: Env): { whose: string; filter: Partial<AuditFilter> } {
  if (may(actor, { to: "read", of: { city: true } })) return { whose: city.name, filter: {} };
  const led = actor.leads.map((code) => departmentName(catalog, code));
  return {
    whose: ["what you entered", ...led].join(", "),
    filter: { of: { author: actor.id, departments: actor.leads } },
  };
}
