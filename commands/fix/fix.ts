import { defineCommand, type Env } from "../../src/core/command/command.ts";
import { changes } from "../../src/core/fields/changes.ts";
import { record } from "../../src/core/fields/record.ts";
import { text as textField } from "../../src/core/fields/text.ts";
import type { Correction, Typed } from "../../src/core/records/kind.ts";
import { OPENED_WITH, openedWith, ownChanges } from "../../src/core/records/meanwhile.ts";
import type { RawValues } from "../../src/core/reply/reply.ts";
import { Refusal } from "../../src/core/request/errors.ts";
import { kinds } from "../kinds.ts";
import { trainingFields } from "../training/log.ts";

export const fix = defineCommand({
  name: "fix",
  summary: "Correct a record; the old value stays on the trail.",
  roles: ["employee", "lead", "officer"],
  fields: {
    record: record(),
    changes: changes((id) => kinds.correctedBy(id) ?? trainingFields),
    reason: textField({ label: "Reason", question: "Why?", from: "because", keys: ["why", "because"] }),
  },
  cues: {
    tells: "wish",
    patterns: [
      [/\b[a-z]{2}-\d{4}-\d{4,}\b/, 4],
      [
        /\b(?:fix|correct|change|edit|amend|should be|should say|should read|should have been|was actually|wrong|mistake|update|corrige|corregir)\b/,
        1,
      ],
    ],
  },
  examples: [
    'TR-2026-0012 employees=11 because "one was counted twice"',
    "TR-2026-0012 should be 11 employees",
    "TR-2026-0012 date=2026-10-03",
  ],
  scope: ({ record: id }, env) => kinds.touches(id, env),
  form: async (raw, env) => {
    const id = String(raw.record);
    const correction = await correctionOf(id, env);
    const form = await correction.form(id, env, typedIn(raw));
    const opened = openedWith(await correction.form(id, env, NOTHING_TYPED));
    return { ...form, hidden: { ...form.hidden, [`changes.${OPENED_WITH}`]: opened } };
  },
  execute: async ({ record: id, changes: wanted, reason }, env) => {
    const correction = await correctionOf(id, env);
    const own = OPENED_WITH in wanted ? ownChanges(id, wanted, await correction.form(id, env, NOTHING_TYPED)) : wanted;
    return correction.correct(id, own, reason, env);
  },
});

const NOTHING_TYPED: Typed = { changes: {}, reason: "" };

async function correctionOf(id: string, env: Env): Promise<Correction> {
  const { correction, instead } = await kinds.kindOf(id, env);
  if (correction) return correction;
  throw new Refusal(`${id} ${instead ?? "is not corrected: undo it, and record it again"}. Nothing was changed.`);
}

/** What was typed already, or a button asks for. */
function typedIn({ changes: wanted, reason }: RawValues): Typed {
  const { [OPENED_WITH]: _before, ...changes } =
    typeof wanted === "string" ? parsed(wanted) : ((wanted ?? {}) as RawValues);
  return { changes, reason: String(reason ?? "") };
}

const parsed = (wanted: string): RawValues => (wanted.startsWith("{") ? (JSON.parse(wanted) as RawValues) : {});
