import { defineCommand } from "../../src/core/command/command.ts";
import { commonFields, description, NO_FIGURES } from "./fields.ts";
import { recordChange, scopeOf } from "./record-change.ts";
import { sourceRecord } from "./source.ts";

const ID = String.raw`\b(?:an|is)-\d{4}-\d{4,}\b`;
const POLICY = String.raw`\bpolic(?:y|ies) changes?\b|\bchanged? (?:a|an|the|our|its) (?:\w+ ){0,3}polic(?:y|ies)\b|\bpolicy from\b`;

/** Row C7. */
export const changePolicy = defineCommand({
  name: "change policy",
  summary: "Record a policy change that an analysis or an impact statement led to.",
  roles: ["lead", "officer"],
  fields: { from: sourceRecord(), description: description("What changes in the policy"), ...commonFields },
  cues: { tells: "deed", patterns: [[new RegExp(`(?:${POLICY}).*${ID}|${ID}.*(?:${POLICY})`), 5.5]] },
  examples: [
    'policy from=AN-2026-0002 "Routes start in the districts with the fewest cars" by="Commissioner" on 2026-11-03',
    "policy AN-2026-0002: Routes start in the districts with the fewest cars.",
  ],
  scope: scopeOf,
  execute: ({ from, ...facts }, env) => recordChange("policy", from, { ...facts, ...NO_FIGURES }, env),
});
