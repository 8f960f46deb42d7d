import { defineCommand } from "../../src/core/command/command.ts";
import { commonFields, description, figureFields, inHundredths, reviewFigures } from "./fields.ts";
import { recordChange, scopeOf } from "./record-change.ts";
import { sourceRecord } from "./source.ts";

const ID = String.raw`\b(?:an|is)-\d{4}-\d{4,}\b`;
const FIGURE = String.raw`\$\s?-?\d|\b\d+(?:\.\d+)? ?ftes?\b|\b(?:resource|budget|funding|money|staffing) changes?\b|\bresource from\b`;

/** Row C8: money and positions, each by itself. */
export const changeResource = defineCommand({
  name: "change resource",
  summary: "Record money or positions that moved because of an analysis or an impact statement.",
  roles: ["lead", "officer"],
  fields: {
    from: sourceRecord(),
    ...figureFields,
    description: description("What for", true),
    ...commonFields,
  },
  anyOf: [{ names: ["amount", "fte", "after"], because: "Say how much money, or how many full-time equivalents." }],
  cues: { tells: "deed", patterns: [[new RegExp(`(?:${FIGURE}).*${ID}|${ID}.*(?:${FIGURE})`), 5.5]] },
  examples: [
    "resource from=AN-2026-0002 amount=-25000 account=0001-5230 fund=General budget=2027",
    'resource from=AN-2026-0002 fte=1.5 "Two half-time route planners"',
    'resource AN-2026-0002 +$25,000 FY2027 "Evening crew"',
  ],
  scope: scopeOf,
  review: reviewFigures,
  execute: ({ from, ...facts }, env) => recordChange("resource", from, { ...facts, ...inHundredths(facts) }, env),
});
