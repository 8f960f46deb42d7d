import { Temporal } from "temporal-polyfill";
import { printInstant, printPeriod } from "../../src/core/calendar/calendar.ts";
import { instantsOf } from "../../src/core/calendar/instants.ts";
import { defineCommand, type Env } from "../../src/core/command/command.ts";
import { people } from "../../src/core/fields/people.ts";
import { period, periodOf } from "../../src/core/fields/period.ts";
import { record } from "../../src/core/fields/record.ts";
import type { AuditEntry } from "../../src/core/records/audit.ts";
import { detailsInWords } from "../../src/core/records/trail.ts";
import { type Block, heading, reply, text } from "../../src/core/reply/reply.ts";
import { peopleOf } from "../people.ts";

const MOST = 50;

/** The audit trail in words: who changed what, when, from what to what, and why. */
export const auditShow = defineCommand({
  name: "audit show",
  summary: "Show the audit trail of a record, a person or a period: who changed what, when, old and new, and why.",
  roles: ["officer", "auditor"],
  fields: {
    record: record({ optional: true }),
    people: people({ optional: true, label: "Of whom" }),
    period: period({ optional: true }),
  },
  anyOf: [
    { names: ["record", "people", "period"], because: "The trail is long: say of which record, person or period." },
  ],
  cues: { tells: "question", patterns: [[/\baudit(?: trail)?\b/, 4]] },
  examples: ["audit show TR-2026-0147", "audit show @lee", "audit show 2026-11"],
  scope: () => ({ to: "read", of: { city: true } }),
  execute: async ({ record: id, people: emails, period: asked }, env) => {
    const [person] = emails === undefined ? [] : await peopleOf(emails, env);
    const span = asked === undefined ? undefined : periodOf(asked, env.city);
    const filter = { subject: id, person: person?.id, ...(span ? instantsOf(span, env.city) : {}), limit: MOST + 1 };
    const found = await env.stores.audit.entries(filter);
    const of = [id, person?.name, span && printPeriod(span)].filter((one) => one !== undefined).join(" · ");
    return reply(heading(`Audit trail · ${of}`), ...shown(found, env));
  },
});

function shown(found: readonly AuditEntry[], env: Env): Block[] {
  if (found.length === 0) return [text("The trail has no entry of this.")];
  const rows = found.slice(0, MOST).map((entry) => {
    const when = printInstant(Temporal.Instant.fromEpochMilliseconds(Math.floor(entry.at)), env.city);
    const sealed = entry.seal === undefined ? "not yet" : `seal ${entry.seal}`;
    return [when, entry.actorName, entry.action, entry.subject, detailsInWords(entry, env.actor.id), sealed];
  });
  const columns = ["When", "Who", "What", "Of", "Old → new, and why", "Sealed"].map((label) => ({ label }));
  const more =
    found.length > MOST
      ? [text(`The list ends with the newest ${MOST}. Ask for a shorter period to see the rest.`)]
      : [];
  return [{ kind: "table", caption: "Newest first", columns, rows, list: true }, ...more];
}
