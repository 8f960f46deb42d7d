import { defineCommand } from "../../src/core/command/command.ts";
import { OWN_WORDS } from "../../src/core/fields/own-words.ts";
import { text } from "../../src/core/fields/text.ts";
import { NO_FIGURES } from "./fields.ts";
import { recordChange, scopeOf } from "./record-change.ts";
import { sourceRecord } from "./source.ts";

const ID = String.raw`\b(?:an|is)-\d{4}-\d{4,}\b`;
const NOTHING = String.raw`\bno (?:policy |resource )?changes?\b|\bnothing (?:changes|changed|will change)\b`;

/** Row C7: an analysis after which nothing changes says why. */
export const changeNone = defineCommand({
  name: "change none",
  summary: "Record that an analysis or an impact statement led to no change, with the reason.",
  roles: ["lead", "officer"],
  fields: {
    from: sourceRecord(),
    reason: {
      ...text({
        label: "Nothing changes, because",
        question: "Why does nothing change?",
        from: "because",
        maxLength: 3000,
        keys: ["why", "because", "reason"],
        control: "lines",
      }),
      kind: OWN_WORDS,
    },
  },
  cues: { tells: "wish", patterns: [[new RegExp(`(?:${NOTHING}).*${ID}|${ID}.*(?:${NOTHING})`), 5.5]] },
  examples: ['none from=AN-2026-0002 "The routes are fair already"', "none AN-2026-0002 because it works as it is"],
  scope: scopeOf,
  execute: ({ from, reason }, env) => {
    const said = { description: reason, decidedBy: undefined, evidence: undefined, adoptedOn: env.today };
    return recordChange("none", from, { ...said, ...NO_FIGURES }, env);
  },
});
