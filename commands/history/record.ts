import { departmentName } from "../../src/core/catalog/catalog.ts";
import { defineCommand, type Env } from "../../src/core/command/command.ts";
import { record } from "../../src/core/fields/record.ts";
import { printFact } from "../../src/core/records/field.ts";
import type { RecordKind } from "../../src/core/records/kind.ts";
import { capital } from "../../src/core/records/list.ts";
import type { Recorded } from "../../src/core/records/name.ts";
import { buttons, facts, heading, reply, text } from "../../src/core/reply/reply.ts";
import { may, type Scope } from "../../src/core/request/actor.ts";
import { kinds } from "../kinds.ts";
import { changesTable, MOST } from "./trail.ts";

const ID = "[a-z]{2}-\\d{4}-\\d{4,}";

/** Any record by its number: what it says now, and what became of it since. */
export const historyRecord = defineCommand({
  name: "history record",
  summary: "Show any record by its number: what it says, who entered it, and every change since.",
  roles: ["employee", "lead", "officer", "auditor"],
  reads: true,
  everywhere: true,
  fields: { record: record() },
  cues: {
    tells: "question",
    patterns: [
      [new RegExp(`^\\W*${ID}\\W*$`), 6],
      [new RegExp(`\\b(?:what(?: i|')?s|show(?: me)?|see|look up|find|open) (?:the )?(?:record )?${ID}\\W*$`), 5.5],
      [
        new RegExp(
          `\\b(?:history|versions?|changes|trail) (?:of|to|in) (?:the )?(?:record )?${ID}|\\b${ID} (?:history|versions)\\b`,
        ),
        9,
      ],
      [new RegExp(`\\b(?:who|when was|what happened|what changed|what became)\\b.*\\b${ID}\\b`), 7],
    ],
  },
  examples: ["TR-2026-0012", "what is TR-2026-0012", "who changed TR-2026-0012"],
  scope: async ({ record: id }, env) => {
    const { kind, one } = await kinds.find(id, env);
    return readingOf(kind, one, env);
  },
  execute: async ({ record: id }, env) => {
    const { kind, one } = await kinds.find(id, env);
    const changes = await env.stores.audit.entries({ subject: id, limit: MOST + 1 });
    const undone = one.undone ? " · undone" : "";
    return reply(
      heading(`${id} · ${kind.noun} · ${whereOf(one, env)}${undone}`),
      text(capital(kind.line(one, env))),
      facts(...factsOf(kind, one, env)),
      ...(await changesTable(changes, "Every change, the newest first", env)),
      buttons(...kind.actions(one, env)),
    );
  },
});

/** What may be read by department or city, and besides one's own entries. */
function readingOf(kind: RecordKind, one: Recorded, env: Env): Scope {
  const reads = kind.reads(one, env);
  const touches = kind.touches(one, env);
  const own = "of" in touches && "entry" in touches.of;
  return own && !may(env.actor, reads) ? { to: "read", of: touches.of } : reads;
}

const whereOf = ({ department }: Recorded, { catalog, city }: Env) =>
  department === undefined ? city.name : departmentName(catalog, department);

const factsOf = (kind: RecordKind, one: Recorded, env: Env) =>
  kind.fields
    .map((field) => ({ label: field.label, value: printFact(field, one, env) }))
    .filter(({ value }) => /[\p{L}\p{N}]/u.test(value));
